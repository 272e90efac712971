"""One figure of frequency, from Orphanet's English words, in XML or in CSV."""

import math
from collections.abc import Mapping

from importers.orphanet.facts import Prevalence
from importers.orphanet.words import PREVALENCE_KINDS, VALIDATIONS
from importers.reading.wrong import Wrong


class Incomplete(Exception):
    """A figure that does not say enough: its message says, in French, what is missing."""


def prevalence_of(orpha: int, words: Mapping[str, str]) -> Prevalence:
    """The figure that `words` state, under the names of the columns of the CSV.

    A value of 0 is how Orphanet writes that there is none. Raises Incomplete for a figure without
    type, place or validation status, or without any figure; Wrong for unknown words.
    """
    kind, status = words["prevalence_type"], words["prevalence_validation_status"]
    geography, prevalence_class = words["prevalence_geographic"], words["prevalence_class"]
    missing = {"type": kind, "lieu": geography, "statut de validation": status}
    for what, word in missing.items():
        if not word:
            raise Incomplete(f"prévalence sans {what}")
    if kind.lower() not in PREVALENCE_KINDS:
        raise Wrong(f"type de prévalence inconnu (« {kind} »)")
    if status not in VALIDATIONS:
        raise Wrong(f"statut de validation inconnu (« {status} »)")
    value = _value(words["val_moy"])
    if value is None and not prevalence_class:
        raise Incomplete("prévalence sans valeur ni classe")
    return Prevalence(
        orpha=orpha,
        kind=PREVALENCE_KINDS[kind.lower()],
        qualification=words["prevalence_qualification"],
        prevalence_class=prevalence_class,
        value=value,
        geography=geography,
        validated=VALIDATIONS[status],
        source=words["source"],
    )


def _value(text: str) -> float | None:
    try:
        value = float(text or "0")
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or value < 0:
        raise Wrong(f"valeur de prévalence illisible (« {text} »)")
    return value or None
