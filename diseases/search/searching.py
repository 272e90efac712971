"""From a typed text to diseases: its codes, then its names."""

from diseases.search.entries import Entry
from diseases.search.held import Names, names
from diseases.search.hits import Closeness, DiseaseHit
from diseases.search.names import find, says_the_same
from diseases.words import folded_name

SHORTEST_TEXT = 2
NAMES_A_DISEASE = 4
"""Names looked at for each disease wanted: most have fewer that match."""

MATCHED = {
    "preferred": "nom",
    "synonym": "autre nom",
    "acronym": "sigle",
    "lay": "nom courant",
}
RETIRED = {"deprecated": "ancien nom", "obsolete": "nom retiré par Orphanet"}
UNSURE = {Closeness.TYPO, Closeness.SOME_WORDS}
"""What a retired name is not worth proposing for."""


def search(text: str, limit: int = 10) -> list[DiseaseHit]:
    """The diseases that `text` may mean, best first; empty when it is too short or unknown."""
    held = names()
    if any(sign.isdigit() for sign in text) and (found := held.codes.hits(text, limit)):
        return found
    folded = folded_name(text)
    if len(folded) < SHORTEST_TEXT:
        return []
    hits: dict[int, DiseaseHit] = {}
    for number, closeness in find(held.index, held.speller, folded, NAMES_A_DISEASE * limit):
        entry = held.index.entries[number]
        if closeness in UNSURE and entry.disease.status in RETIRED:
            continue
        if entry.disease.orpha not in hits:
            same = says_the_same(held.index, number, folded)
            hits[entry.disease.orpha] = _hit(entry, closeness, says_the_same=same)
            if len(hits) == limit:
                break
    return list(hits.values()) or _retired(held, folded)


def _retired(held: Names, folded: str) -> list[DiseaseHit]:
    """Codes that Orphanet uses no more, when the text is the very name of one."""
    entries = [held.retired.entries[number] for number in held.retired.with_text(folded)]
    by_orpha = {entry.disease.orpha: entry for entry in reversed(entries)}
    return [_hit(entry, Closeness.EXACT, says_the_same=True) for entry in by_orpha.values()]


def _hit(entry: Entry, closeness: Closeness, *, says_the_same: bool) -> DiseaseHit:
    disease = entry.disease
    return DiseaseHit(
        orpha=disease.orpha,
        name=disease.name,
        level=disease.level,
        filiere=disease.filiere,
        matched=_matched(entry, closeness),
        text=entry.text,
        closeness=closeness,
        says_the_same=says_the_same,
        is_shared=entry.shared,
        status=disease.status,
        name_language=disease.name_language,
    )


def _matched(entry: Entry, closeness: Closeness) -> str:
    if closeness is Closeness.TYPO:
        return "orthographe proche"
    if closeness is Closeness.SOME_WORDS:
        return "mots en commun"
    if entry.disease.status in RETIRED:
        return RETIRED[entry.disease.status]
    if entry.language != "fr" and entry.kind != "acronym":
        return "nom anglais" if entry.language == "en" else "nom étranger"
    return MATCHED[entry.kind]
