"""Names written in capitals without accents, as the house writes names.

An accent is never guessed: it comes back in the name of the commune, which is known, and in a few
words that have one spelling only. What the source writes is kept beside.
"""

import re
from functools import lru_cache

from foundations.text import fold

SMALL_WORDS = "a à au aux d de des du en et l la le les ou par pour sous sur un une"
SMALL = frozenset(SMALL_WORDS.split())
ACRONYM_WORDS = """
adapei adapt aphp aphm apajh apf bapu camsp cat ch chd chg chi chic chp chr chru chs chu cmp cmpp
cos crf ctre eam eeap ehpad epnak epms esat esrp ets fam ghef gh ghi ght gie gcs had hcl hia hp ies
iem ihp ime impro imp itep lna mas mco mecs mfme mgen msa pcpe pep pmi samsah savs sdaide sessad smr
spasad ssefs ssefis ssiad ssr udaf ugecam usld ussad vyv ii iii iv vi
"""
ACRONYMS = frozenset(ACRONYM_WORDS.split())
COMMON_WORDS = """
accueil action adultes aide annexe antenne centre chirurgicale chirurgical clinique domicile
enfants foyer hospitalier hospitalière hôpital hôpitaux institut intercommunal maison mère
médical médicale médicalisé médicalisée médico médicaux motrice pédagogique pluridisciplinaire pour
psycho pôle précoce privé privée public réadaptation rééducation régional résidence santé service
site social sociale soins spécialisé spécialisée thérapeutique unité éducatif éducation
établissement fonctionnelle général générale polyclinique
"""
COMMON = {fold(word): word for word in COMMON_WORDS.split()}
"""Common nouns and adjectives, in small letters inside a name, with the accents that French gives
them one way only."""
SAINTS = {"st": "Saint", "ste": "Sainte"}

WORD = re.compile(r"[^\W_]+|.", re.DOTALL)
VOWEL = re.compile("[aeiouy]")
ELIDED = re.compile(r"\b([dl]) (?=[aeiouyhàâéèêîôù])", re.IGNORECASE)
SPACES = re.compile(r"\s+")


def written(name: str, town: str = "") -> str:
    """ "CH DE CHATEAU THIERRY" in Château-Thierry: "CH de Château-Thierry".

    A name that is not all in capitals was written by somebody, and is left as it is.
    """
    name = SPACES.sub(" ", name).strip()
    if not name or name != name.upper():
        return name
    words = "".join(_word(part, at == 0) for at, part in enumerate(WORD.findall(name)))
    words = ELIDED.sub(r"\1’", words).replace("'", "’").replace(" - ", " – ")
    return _with_town(words, town)


def _word(part: str, is_first: bool) -> str:
    lower = part.lower()
    plain = fold(lower)
    if not part.isalpha() or (lower in ACRONYMS):
        return part
    if lower in SAINTS:
        return SAINTS[lower]
    if lower in SMALL or plain in COMMON:
        word = COMMON.get(plain, lower)
        return _capital(word) if is_first else word
    return _capital(lower) if VOWEL.search(plain) else part


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
