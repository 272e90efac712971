"""Rule R10: what the labelled centres do not treat is a curated, sourced list, never computed.

Whatever a network claims, the disease itself or something below it, is in scope. A classification
alone puts nothing out of scope: it only adds what to check.
"""

from collections.abc import Sequence

from foundations.words import Words
from routing.answer import DiseaseCard, Notice
from routing.ladder.candidate import Candidate
from routing.ladder.information_line import MRIS

OTHER_FIELDS = {
    250908: Words(
        "Orphanet classe cette maladie parmi les tumeurs rares : vérifiez avec votre médecin si "
        "elle relève d’un réseau de cancérologie, qui n’est pas celui des centres maladies rares.",
        "Orphanet lists this disease among rare tumours: check with your doctor whether it belongs "
        "to a cancer network, which is not that of the rare disease centres.",
    ),
    68416: Words(
        "Orphanet classe cette maladie parmi les infections rares : vérifiez avec votre médecin si "
        "elle relève d’un service de maladies infectieuses.",
        "Orphanet lists this disease among rare infections: check with your doctor whether it "
        "belongs to an infectious diseases department.",
    ),
}
"""By the head of the classification that Orphanet prefers."""


def is_out_of_scope(*, listed: bool, is_claimed: bool, is_claimed_below: bool) -> bool:
    """`listed` in the curated list; claimed by no network, neither itself nor anything below."""
    return listed and not is_claimed and not is_claimed_below


def out_of_scope(disease: DiseaseCard, reason: str, redirect: str) -> Notice:
    """Whom to turn to instead; `reason` and `redirect` are those of the curated list, in French."""
    return Notice(
        "out_of_scope",
        Words(
            f"{disease.name}. {reason.rstrip('.')}. Vers qui se tourner : {redirect.rstrip('.')}. "
            "Demandez à votre médecin de vous y adresser : cette indication générale est à "
            "vérifier avec lui.",
            f"{disease.name}. It lies outside the field of the rare disease centres. Whom to turn "
            f"to (in French): {redirect.rstrip('.')}. Ask your doctor to refer you there, and "
            "check this general indication with them.",
        ),
        MRIS,
    )


def other_field(disease: DiseaseCard, candidates: Sequence[Candidate]) -> Notice | None:
    field = OTHER_FIELDS.get(disease.preferential_parent or 0)
    if candidates or field is None:
        return None
    return Notice("other_field", field)


def not_rare(disease: DiseaseCard, candidates: Sequence[Candidate]) -> Notice | None:
    if candidates or disease.status != "non_rare":
        return None
    return Notice(
        "not_rare",
        Words(
            "Orphanet indique que cette maladie n’est pas rare en Europe : les centres maladies "
            "rares ne sont pas faits pour elle. Votre médecin vous adresse au spécialiste qui la "
            "suit.",
            "Orphanet says that this disease is not rare in Europe: rare disease centres are not "
            "meant for it. Your doctor refers you to the specialist who follows it.",
        ),
    )
