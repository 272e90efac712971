"""The question of a planner as a form: one list for networks, filières and labels, or a disease."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from diseases.models import Filiere
from diseases.search import DiseaseHit, search
from foundations.problems import Problem
from routing.coverage.parameters import KINDS
from routing.coverage.question import USUAL_MINUTES, CoverageQuestion
from routing.coverage.subject import LABELS
from routing.directory import current
from structures.models import Label, Network
from territories.models import Department, Region

ABOUT = "about"
DISEASE = "name"
FIELDS = (ABOUT, DISEASE, "audience", "minutes", "where")
CHOICES = 12


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    words: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    words: str
    options: Sequence[Option]


@dataclass(frozen=True, slots=True)
class Form:
    """What the fields show. `about` is "network:toxibul"; `where` "region:11", "department:77"."""

    about: str = ""
    disease: str = ""
    audience: str = ""
    minutes: str = str(USUAL_MINUTES)
    where: str = ""
    diseases: Sequence[DiseaseHit] = ()
    errors: dict[str, list[str]] | None = None

    @property
    def abouts(self) -> list[Group]:
        return [
            Group(words, [Option(value, name, value == self.about) for value, name in options])
            for words, options in _abouts()
        ]

    @property
    def wheres(self) -> list[Group]:
        return [
            Group(words, [Option(value, name, value == self.where) for value, name in options])
            for words, options in _wheres()
        ]


def form_of(question: CoverageQuestion, name: str = "") -> Form:
    """The form filled with a question that was understood."""
    return Form(
        about="" if question.kind == "disease" else f"{question.kind}:{question.code}",
        disease=name if question.kind == "disease" else "",
        audience=question.audience or "",
        minutes=str(question.minutes),
        where=_where_of(question.departments),
    )


def chosen(given: dict[str, str]) -> tuple[dict[str, str] | None, Form]:
    """The parameters of the address that a sent form leads to; None with what is to be mended."""
    form = Form(
        about=given.get(ABOUT, ""),
        disease=given.get(DISEASE, "").strip(),
        audience=given.get("audience", ""),
        minutes=given.get("minutes", "").strip() or str(USUAL_MINUTES),
        where=given.get("where", ""),
    )
    common = {"minutes": form.minutes}
    if form.audience:
        common["audience"] = form.audience
    kind, _colon, code = form.where.partition(":")
    if kind in ("region", "department") and code:
        common["region" if kind == "region" else "departments"] = code
    if form.disease:
        return _of_disease(form, common)
    kind, _colon, code = form.about.partition(":")
    if kind not in KINDS or not code:
        wrong = _("Choisissez un réseau, une filière ou un label, ou écrivez une maladie.")
        return None, _with(form, errors={ABOUT: [wrong]})
    return {kind: code, **common}, form


def _of_disease(form: Form, common: dict[str, str]) -> tuple[dict[str, str] | None, Form]:
    hits = search(form.disease, limit=CHOICES)
    exact = [hit for hit in hits if hit.says_the_same] or hits
    if len(exact) == 1:
        return {"disease": str(exact[0].orpha), **common}, form
    wrong = _("Plusieurs maladies portent ce nom : choisissez.") if hits else None
    none = _("Aucune maladie trouvée : vérifiez le nom, ou donnez le code ORPHA.")
    return None, _with(form, diseases=hits, errors={DISEASE: [wrong or none]})


def refused(form: Form, problem: Problem) -> Form:
    """The form with the errors of parameters under the fields that gave them."""
    places = {"disease": DISEASE, "region": "where", "departments": "where"}
    places |= dict.fromkeys(("network", "filiere", "label"), ABOUT)
    errors = {places.get(name, name): told for name, told in problem.errors.items()}
    return _with(form, errors=errors or {ABOUT: [problem.detail]})


def _with(form: Form, **changed: Any) -> Form:
    values = {name: getattr(form, name) for name in Form.__slots__}
    return Form(**(values | changed))


def _where_of(departments: tuple[str, ...]) -> str:
    if not departments:
        return ""
    if len(departments) == 1:
        return f"department:{departments[0]}"
    regions = set(Department.objects.filter(pk__in=departments).values_list("region", flat=True))
    if len(regions) == 1:
        [region] = regions
        if Department.objects.filter(region=region).count() == len(departments):
            return f"region:{region}"
    return ""


def _abouts() -> list[tuple[str, list[tuple[str, str]]]]:
    networks = sorted(current().networks.values(), key=lambda one: one.card.name)
    complete = [one for one in networks if one.card.coverage == Network.Coverage.COMPLETE]
    partial = [one for one in networks if one.card.coverage != Network.Coverage.COMPLETE]
    filieres = Filiere.objects.values_list("code", "short_name", "name")
    return [
        (
            _("Réseaux dont la liste est complète"),
            [(f"network:{one.card.slug}", one.card.name) for one in complete],
        ),
        (
            _("Réseaux dont la liste est partielle"),
            [(f"network:{one.card.slug}", one.card.name) for one in partial],
        ),
        (
            _("Filières"),
            [(f"filiere:{code}", f"{short or code} : {name}") for code, short, name in filieres],
        ),
        (_("Labels"), [(f"label:{label}", str(Label(label).label)) for label in LABELS]),
    ]


def _wheres() -> list[tuple[str, list[tuple[str, str]]]]:
    regions = Region.objects.order_by("name").values_list("code", "name")
    departments = Department.objects.order_by("code").values_list("code", "name")
    return [
        (_("Régions"), [(f"region:{code}", name) for code, name in regions]),
        (
            _("Départements"),
            [(f"department:{code}", f"{code} {name}") for code, name in departments],
        ),
    ]
