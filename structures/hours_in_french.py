"""« du lundi au vendredi, 9 h – 17 h » into OpenStreetMap's syntax, when nothing is a guess."""

import re

from foundations.text import fold

DAYS = {
    name: code
    for code, names in {
        "Mo": "lundi lundis lun",
        "Tu": "mardi mardis mar",
        "We": "mercredi mercredis mer",
        "Th": "jeudi jeudis jeu",
        "Fr": "vendredi vendredis ven",
        "Sa": "samedi samedis sam",
        "Su": "dimanche dimanches dim",
    }.items()
    for name in names.split()
}
WORDS_OF_DAYS = (
    (r"24\s*h?\s*(?:sur|/)\s*24(?:\s*h)?", " @always "),
    (r"7\s*j?\s*(?:ours)?\s*(?:sur|/)\s*7\s*(?:j(?:ours)?)?", " @daily "),
    (r"(?:tous|toutes) les jours", " @daily "),
    (r"(?:sauf|hors|ferme)\s*(?:les\s*)?(?:jours\s*)?feries?", " @noholiday "),
)
TIME = re.compile(r"(\d{1,2})\s*(?:h|heures?|:)\s*(\d{2})?")
TOKEN = re.compile(r"@\w+|\d\d:\d\d|[a-z]+|-")
PASSED_OVER = {"du", "de", "des", "le", "les", "ouvert", "ouverte", "horaires", "et", "puis"}
TO = {"au", "a", "jusqu", "-"}

Token = tuple[str, str]


def into_syntax(text: str) -> str | None:
    """None when a word, a day or an hour is not understood: the person then writes the syntax."""
    tokens = _tokens(text)
    if tokens is None:
        return None
    off = ("off", "") in tokens
    rest = [token for token in tokens if token != ("off", "")]
    if rest in ([("always", "")], [("always", ""), ("daily", "")], [("daily", ""), ("always", "")]):
        return None if off else "24/7"
    rules = _rules(rest)
    if not rules:
        return None
    return "; ".join([*rules, *(["PH off"] if off else [])])


def _tokens(text: str) -> list[Token] | None:
    """Days, times, « to » and the words for every day; None for any other word."""
    spoken = text.lower().replace("–", "-").replace("—", "-").replace("midi", "12h")
    spoken = _unaccented(spoken)
    for pattern, mark in WORDS_OF_DAYS:
        spoken = re.sub(pattern, mark, spoken)
    spoken = TIME.sub(lambda hit: f" {int(hit[1]):02d}:{hit[2] or '00'} ", spoken)
    kinds = {"@always": "always", "@daily": "daily", "@noholiday": "off"}
    tokens: list[Token] = []
    for piece in TOKEN.findall(spoken):
        if piece in kinds:
            tokens.append((kinds[piece], ""))
        elif piece in DAYS:
            tokens.append(("day", DAYS[piece]))
        elif ":" in piece:
            tokens.append(("time", piece))
        elif piece in TO:
            tokens.append(("to", ""))
        elif piece not in PASSED_OVER:
            return None
    left = re.sub(r"[\s,;:./()&+]", "", TOKEN.sub("", spoken))
    return None if left else tokens


def _unaccented(text: str) -> str:
    """As `fold`, keeping the signs that part hours."""
    return "".join(fold(letter) or letter for letter in text)


def _rules(tokens: list[Token]) -> list[str] | None:
    """« days, hours » as often as they come, and nothing else."""
    rules: list[str] = []
    at = 0
    while at < len(tokens):
        days, at = _run(tokens, at, "day")
        if not days and tokens[at] == ("daily", ""):
            days, at = ["Mo-Su"], at + 1
        hours, at = _run(tokens, at, "time")
        if not days or not hours or not all("-" in span for span in hours):
            return None
        rules.append(f"{','.join(days)} {','.join(hours)}")
    return rules


def _run(tokens: list[Token], at: int, kind: str) -> tuple[list[str], int]:
    """The tokens of one kind from here on, those with « to » between them as a span."""
    found: list[str] = []
    while at < len(tokens) and tokens[at][0] == kind:
        if tokens[at + 1 : at + 2] == [("to", "")] and tokens[at + 2 : at + 3]:
            end = tokens[at + 2]
            if end[0] != kind:
                break
            found.append(f"{tokens[at][1]}-{end[1]}")
            at += 3
        else:
            found.append(tokens[at][1])
            at += 1
    return found, at
