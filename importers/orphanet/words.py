"""Orphanet's own vocabulary: its ids, the same in every language and year, and its English words.

Ids of levels, types and redirections: read in the packs of 2022 (fr) and 2023 (en). Ids of ages,
inheritances and linearisation: read in public code and in the history of Orphadata's own files.
"""

from importers.orphanet.facts import Level, PrevalenceKind, Status, System
from importers.reading.wrong import Wrong

LEVELS: dict[str, Level] = {"36540": "group", "36547": "disorder", "36554": "subtype"}
LEVEL_WORDS: dict[str, Level] = {
    "Group of disorders": "group",
    "Disorder": "disorder",
    "Subtype of disorder": "subtype",
}
TYPES = {
    "21394": "Disease",
    "21401": "Malformation syndrome",
    "21408": "Biological anomaly",
    "21415": "Morphological anomaly",
    "21422": "Clinical syndrome",
    "21429": "Particular clinical situation in a disease or syndrome",
    "21436": "Clinical group",
    "21443": "Etiological subtype",
    "21450": "Clinical subtype",
    "21457": "Histopathological subtype",
    "36561": "Category",
}
STATUS_WORDS: dict[str, Status] = {
    "Active": "active",
    "Inactive: Deprecated": "deprecated",
    "Inactive: Obsolete": "obsolete",
    "Inactive: Non rare disease in Europe": "non_rare",
}
INACTIVE, DEPRECATED, NON_RARE, OBSOLETE = 8192, 256, 32, (16, 1024)
"""Bits of FlagValue: 1, 129, 513 active, 8449 deprecated, 8225 non rare, 8208, 9216 obsolete."""

MOVED, REFERRED, PREFERENTIAL_PARENT = "21471", "27341", "21485"

ONSETS = {
    "23508": "Antenatal",
    "23515": "Neonatal",
    "23522": "Infancy",
    "23529": "Childhood",
    "23536": "Adolescent",
    "23543": "Adult",
    "23550": "Elderly",
    "23557": "All ages",
}
INHERITANCES = {
    "23410": "Autosomal dominant",
    "23417": "Autosomal recessive",
    "23424": "Multigenic/multifactorial",
    "23431": "X-linked recessive",
    "23438": "Mitochondrial inheritance",
    "23445": "X-linked dominant",
    "23459": "Oligogenic",
    "23466": "Semi-dominant",
    "23473": "Y-linked",
    "23480": "Unknown",
    "23487": "No data available",
    "23494": "Not applicable",
}

SYSTEMS: dict[str, System] = {
    "ICD10": "icd10",
    "ICD11": "icd11",
    "OMIM": "omim",
    "UMLS": "umls",
    "MESH": "mesh",
    "MEDDRA": "meddra",
    "GARD": "gard",
    "SNOMEDCT": "snomed",
    "MONDO": "mondo",
}
"""By the name of the source, in capitals, without spaces and hyphens."""

RELATIONS = frozenset({"E", "NTBT", "BTNT", "ND", "W", "NTBT/E", "BTNT/E"})
"""First word of a mapping relation, the same in every language ("E (Exact mapping: ...)")."""

VALIDATED_MAPPING = "21611"

PREVALENCE_KINDS: dict[str, PrevalenceKind] = {
    "point prevalence": "point",
    "prevalence at birth": "birth",
    "annual incidence": "incidence",
    "lifetime prevalence": "lifetime",
    "cases/families": "cases",
}
VALIDATIONS = {"Validated": True, "Not yet validated": False}


def status_of(flag: str, words: str) -> Status:
    """The status that an entity states in words, else by the bits of its flag.

    Raises Wrong when neither is known.
    """
    if words in STATUS_WORDS:
        return STATUS_WORDS[words]
    bits = int(flag) if flag.isascii() and flag.isdigit() else 0
    if bits and not bits & INACTIVE:
        return "active"
    if bits & DEPRECATED:
        return "deprecated"
    if bits & NON_RARE:
        return "non_rare"
    if any(bits & bit for bit in OBSOLETE):
        return "obsolete"
    raise Wrong(f"statut inconnu (« {words} », FlagValue « {flag} »)")


def code_of(text: str | None) -> int:
    """An ORPHA code. Raises Wrong for anything but a positive number of at most 7 digits."""
    digits = (text or "").strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 7 and int(digits)):
        raise Wrong(f"« {digits} » n'est pas un code ORPHA")
    return int(digits)
