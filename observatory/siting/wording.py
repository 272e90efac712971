"""A search and its outcome in words, on a page as in a terminal."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from observatory.concluding import percent
from observatory.siting.question import Aim
from observatory.siting.solving import PREPARING
from observatory.templatetags.coverage_words import count_told, number_told, people_signed
from routing.coverage.small import people_told
from routing.siting import Stage

STAGES = {
    PREPARING: gettext_lazy("les minutes sont mesurées"),
    Stage.GREEDY: gettext_lazy("un premier choix est fait"),
    Stage.EXCHANGE: gettext_lazy("les sites sont échangés un à un"),
    Stage.BOUND: gettext_lazy("ce que le meilleur choix peut apporter est borné"),
    Stage.BUILDING: gettext_lazy("le modèle exact est écrit"),
    Stage.SOLVING: gettext_lazy("le modèle exact est résolu"),
    Stage.DONE: gettext_lazy("le résultat est écrit"),
}


def stage_words(stage: str) -> str:
    """What is being done; nothing for a stage that has no words."""
    return str(STAGES.get(stage, ""))


def aim_words(aim: Aim, minutes: int) -> str:
    if aim == "cover":
        return _("le plus d’habitants à %(n)d min ou moins d’un site") % {"n": minutes}
    return _("le moins de minutes en moyenne jusqu’au site le plus proche")


def method_words(method: str) -> str:
    """The model, with who wrote it; `how_sure` says what of it was done."""
    if method.startswith("mclp"):
        return _("couverture maximale (MCLP, Church et ReVelle 1974)")
    return _("p-médiane (ReVelle et Swain 1970)")


def how_sure(method: str, proven: bool, gap: float | None) -> str:
    """What the method allows to say of the choice; `gap` as in routing.siting.Solution."""
    if proven:
        return _("Choix optimal, prouvé : aucun autre, parmi ces hôpitaux, ne fait mieux.")
    if method.endswith("best-so-far"):
        found = _("Meilleur choix trouvé dans le temps imparti : il n’est pas prouvé optimal.")
    else:
        found = _("Choix trouvé par échanges successifs : il n’est pas prouvé optimal.")
    if gap is None:
        return found
    return f"{found} {_at_most_better(method, percent(gap))}"


def _at_most_better(method: str, gap: str) -> str:
    if method.startswith("mclp"):
        return _(
            "Écart possible avec le meilleur choix : %(gap)s des habitants qui pourraient être "
            "gagnés."
        ) % {"gap": gap}
    return _("Écart possible avec le meilleur choix : %(gap)s du total des minutes.") % {"gap": gap}


def brought_words(brought: Any, minutes: int) -> str:
    """In plain text: « +12 000 habitants à 60 min ou moins ; 1,3 min de moins en moyenne »."""
    told = [
        _("%(people)s habitants à %(n)d min ou moins")
        % {"people": _plain(people_signed(brought.people)), "n": minutes}
    ]
    if brought.minutes is not None:
        told.append(
            _("%(minutes)s min de moins en moyenne")
            % {"minutes": _plain(number_told(brought.minutes, 1))}
        )
    if brought.reached:
        told.append(
            _("%(people)s habitants n’avaient aucun site")
            % {"people": _plain(count_told(people_told(brought.reached)))}
        )
    return " ; ".join(told)


def _plain(told: str) -> str:
    """A figure that cannot be told is markup on a page, a dash here."""
    return "–" if "<" in told else told
