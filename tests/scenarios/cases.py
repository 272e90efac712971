"""The referral cases, each with what is asserted of its answer.

`referrals.json` says what a knowledgeable referrer expects, and how sure one may be of it. What is
certain is asserted; what is probable is reported; what is to be confirmed must only be answered,
with a reservation.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from routing.answer import Orientation
from routing.orientation import orient
from routing.question import Question
from tests.scenarios.checks import (
    Check,
    ask_age,
    ask_place,
    before_any_centre,
    expert_line,
    first_takes,
    nearest_with_its_reservation,
    never_first,
    no_affiliation_numbered,
    no_centre,
    no_figure_across_territories,
    no_filiere_rung,
    no_notice,
    not_numbered,
    nothing_beside_from,
    notice,
    opens_with,
    reference,
    roles,
    shown,
    some_notice,
    status,
    top,
    wording,
)

REFERRALS: dict[str, dict[str, Any]] = {
    case["id"]: case
    for case in json.loads(Path(__file__).with_name("referrals.json").read_text(encoding="utf-8"))
}
MONDOR = "Henri-Mondor"
COORDINATOR = "CRMR_COORD"
COOPERATION = "affiliation_to_confirm"


@dataclass(frozen=True)
class Case:
    """One question, asked in two ways: as people type it, and as they choose it in the lists.

    `commune` is the INSEE code, None when the place alone cannot say; `disease` is what is typed.
    """

    id: str
    place: str
    commune: str | None
    disease: str
    orpha: int | None
    age: float | None
    certain: tuple[Check, ...] = ()
    probable: tuple[Check, ...] = ()
    no_diagnosis: bool = False

    @property
    def certainty(self) -> str:
        return REFERRALS[self.id]["certainty"]

    @property
    def asserted(self) -> tuple[Check, ...]:
        """What must hold."""
        return (some_notice(),) if self.certainty == "to_confirm" else self.certain

    def answers(self) -> dict[str, Orientation]:
        """The answers by way of asking."""
        answers = {"typed": self._followed(place_text=self.place, disease_text=self.disease)}
        if self.commune and self.orpha:
            answers["chosen"] = self.asked(commune=self.commune, orpha=self.orpha)
        return answers

    def asked(self, **words: Any) -> Orientation:
        return orient(Question(**words, no_diagnosis=self.no_diagnosis, age=self.age))

    def _followed(self, **words: Any) -> Orientation:
        """What is typed, then what is chosen when the answer asks and offers what was meant."""
        answer = self.asked(**words)
        offered = {disease.orpha for disease in answer.diseases}
        if answer.status == "choose_place" and self.commune in {p.insee for p in answer.places}:
            return self._followed(**{**words, "commune": self.commune})
        if answer.status == "choose_disease" and self.orpha in offered:
            return self._followed(**{**words, "orpha": self.orpha})
        return answer


CASES = (
    Case(
        "S01", "94000 Créteil", "94028", "maladie de Huntington", 399, 45,
        certain=(top(MONDOR, COORDINATOR), roles("proximite", "reference", "recours")),
    ),
    Case(
        "S02", "77300 Fontainebleau", "77186", "drépanocytose", 232, 28,
        certain=(reference(MONDOR), no_affiliation_numbered(), notice(COOPERATION)),
        probable=(notice(COOPERATION, "Fontainebleau"),),
    ),
    Case(
        "S03", "77160", "77379", "neurofibromatose type 1", 636, 33,
        certain=(reference(MONDOR), no_affiliation_numbered(), notice(COOPERATION)),
        probable=(notice(COOPERATION, "Provins"),),
    ),
    # Rule R5 hides the cooperation of Melun in acute diseases: its box is asserted to be absent.
    Case(
        "S04", "77000 Melun", "77288", "DRESS", 139402, 52,
        certain=(
            status("answered"),
            opens_with("urgence"),
            reference(MONDOR),
            expert_line(MONDOR),
            no_affiliation_numbered(),
            no_notice(COOPERATION),
        ),
    ),
    Case(
        "S06", "94190 Villeneuve-Saint-Georges", "94078", "PTI", 3002, 40,
        certain=(reference(MONDOR, COORDINATOR), first_takes("adult", "both")),
    ),
    Case(
        "S08", "77100", "77284", "syndrome néphrotique idiopathique", None, 30,
        certain=(reference(MONDOR, COORDINATOR),),
    ),
    Case(
        "S10", "94270 Le Kremlin-Bicêtre", "94043", "adrénoleucodystrophie liée à l’X", 43, 9,
        certain=(top("Bicêtre", COORDINATOR), first_takes("child")),
    ),
    Case(
        "S12", "94700 Maisons-Alfort", "94046", "aplasie médullaire", 88, 16,
        certain=(reference("Saint-Louis"), not_numbered("Robert-Debré")),
    ),
    Case(
        "S14", "97200 Fort-de-France", "97209", "drépanocytose", 232, 35,
        certain=(
            no_figure_across_territories(),
            reference("Guadeloupe", COORDINATOR),
            not_numbered(MONDOR),
        ),
        probable=(
            before_any_centre("coordination_outre_mer"),
            wording("Guichet unique"),
            top("Martinique"),
        ),
    ),
    Case(
        "S17", "97212", "97224", "hémophilie A", 98878, 12,
        certain=(shown("Martinique", "CRC"),),
        probable=(top("Martinique", "CRC"),),
    ),
    Case("S20", "89000 Auxerre", "89024", "chorée de Huntington", 399, 60),
    Case("S22", "91400 Orsay", "91471", "", None, 25, no_diagnosis=True),
    Case(
        "S24", "77320", None, "dyskinésie ciliaire primitive", 244, 7,
        certain=(ask_place(22),),
    ),
    Case(
        "S28", "Saint-Maurice", None, "handicap rare, rééducation", None, None,
        certain=(ask_place(5, "94069"),),
    ),
    Case(
        "S29", "77290 Mitry-Mory", "77294", "neuroblastome", 635, 3,
        certain=(status("out_of_scope"), no_centre(), wording("oncologie pédiatrique|PaedCan")),
    ),
    Case(
        "S31", "94000 Créteil", "94028", "drépanocytose", 232, None,
        certain=(status("choose_age"),),
        probable=(ask_age(child="Trousseau", adult=MONDOR),),
    ),
    Case(
        "S32", "94000 Créteil", "94028", "mucoviscidose", 586, 10,
        probable=(top("intercommunal de Créteil", "CRC"),),
    ),
    Case("S34", "02400", "02168", "neurofibromatose 1", 636, 45),
    Case(
        "S37", "77160 Provins", "77379", "drépanocytose", 232, 1,
        certain=(first_takes("child", "both"), never_first(MONDOR), no_filiere_rung()),
    ),
    Case(
        "S38", "69001 Lyon", "69381", "maladie de Huntington", 399, 40,
        certain=(
            wording(r"parmi les centres que nous connaissons \(1 (connu )?sur 19 annoncés"),
            nearest_with_its_reservation(),
            nothing_beside_from("89"),
        ),
    ),
    Case(
        "S39", "94000 Créteil", "94028", "neurofibromatose type 1", 636, 30,
        certain=(status("answered"), no_notice("out_of_scope")),
    ),
    Case(
        "S40", "77000 Melun", "77288", "galactosémie", 352, 2,
        certain=(no_filiere_rung(), not_numbered("Wilson")),
    ),
)  # fmt: skip
