"""Names written in capitals without accents, as the house writes names.

An accent is never guessed: it comes back in the name of the commune, which is known, and in a few
words that have one spelling only. What the source writes is kept beside.
"""

import re
from functools import lru_cache

from foundations.text import fold

SMALL = frozenset(
    "a à au aux d de des du en et l la le les ou par pour sous sur un une".split()  # noqa: SIM905
)
ACRONYMS = frozenset(
    [
        "adapei",
        "adapt",
        "aphp",
        "aphm",
        "ap-hp",
        "apajh",
        "apf",
        "bapu",
        "camsp",
        "cat",
        "ch",
        "chd",
        "chg",
        "chi",
        "chic",
        "chp",
        "chr",
        "chru",
        "chs",
        "chu",
        "cmp",
        "cmpp",
        "cos",
        "crf",
        "ctre",
        "eam",
        "eeap",
        "ehpad",
        "epnak",
        "epms",
        "esat",
        "esrp",
        "espic",
        "ets",
        "fam",
        "ghef",
        "gh",
        "ghi",
        "ght",
        "gie",
        "gcs",
        "had",
        "hcl",
        "hia",
        "hp",
        "ies",
        "iem",
        "ihp",
        "ime",
        "impro",
        "imp",
        "itep",
        "lna",
        "mas",
        "mco",
        "mecs",
        "mfme",
        "mgen",
        "msa",
        "pcpe",
        "pep",
        "pmi",
        "samsah",
        "savs",
        "sdaide",
        "sessad",
        "smr",
        "spasad",
        "ssefs",
        "ssefis",
        "ssiad",
        "ssr",
        "udaf",
        "ugecam",
        "usld",
        "ussad",
        "upi",
        "vyv",
        "iii",
        "ii",
        "iv",
    ]
)
WRITTEN = {
    "hopital": "hôpital",
    "hopitaux": "hôpitaux",
    "medico": "médico",
    "medical": "médical",
    "medicale": "médicale",
    "medicaux": "médicaux",
    "medicalisee": "médicalisée",
    "educatif": "éducatif",
    "education": "éducation",
    "reeducation": "rééducation",
    "readaptation": "réadaptation",
    "pedagogique": "pédagogique",
    "therapeutique": "thérapeutique",
    "specialisee": "spécialisée",
    "etablissement": "établissement",
    "hospitalisation": "hospitalisation",
    "precoce": "précoce",
    "sante": "santé",
}
"""Common nouns and adjectives that French spells one way only."""

WORD = re.compile(r"[^\W_]+|.", re.DOTALL)
SPACES = re.compile(r"\s+")


def written(name: str, town: str = "") -> str:
    """ "CH DE CHATEAU THIERRY" in Château-Thierry: "CH de Château-Thierry".

    A name that is not all in capitals was written by somebody, and is left as it is.
    """
    name = SPACES.sub(" ", name).strip()
    if not name or name != name.upper():
        return name
    words = "".join(_word(part, at == 0) for at, part in enumerate(WORD.findall(name)))
    words = re.sub(r"\b([dlDL]) (?=[aeiouyhéèêâîôAEIOUYHÉÈÊÂÎÔ])", r"\1’", words)
    words = words.replace("'", "’")
    return _with_town(words, town)


def _word(part: str, is_first: bool) -> str:
    lower = part.lower()
    if not part.isalpha():
        return part
    if lower in ACRONYMS or not re.search("[aeiouyàâéèêëîïôùûü]", lower):
        return part
    if lower in SMALL and not is_first:
        return lower
    return _capital(WRITTEN.get(fold(lower), lower))


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _with_town(name: str, town: str) -> str:
    """The name of the commune, where it stands in the name, as the commune writes itself."""
    pattern = _pattern_of(town)
    if pattern is None:
        return name
    plain = _unaccented(name)
    found = pattern.search(plain)
    if found is None or len(plain) != len(name):
        return name
    return name[: found.start()] + town.replace("'", "’") + name[found.end() :]


@lru_cache(maxsize=50_000)
def _pattern_of(town: str) -> re.Pattern[str] | None:
    words = fold(town).split()
    if not words or len("".join(words)) < 4:
        return None
    spelled = [rf"{word}|st" if word == "saint" else word for word in words]
    return re.compile(r"\b" + r"[^a-z0-9]+".join(f"(?:{word})" for word in spelled) + r"\b")


def _unaccented(name: str) -> str:
    return "".join(fold(sign) or sign for sign in name)
