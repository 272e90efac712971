"""Telephone numbers of registers: the zero that a spreadsheet ate, two digits at a time."""

import re

NOT_A_DIGIT = re.compile(r"[ .\-/]")
PERSONAL = ("06", "07")


def number(text: str) -> str:
    """ "474454647" and "04.74.45.46.47": "04 74 45 46 47"; empty for none.

    Raises ValueError for what is no French number, and for a mobile one: it may be somebody's own.
    """
    digits = NOT_A_DIGIT.sub("", text.strip())
    if not digits.strip("0"):
        return ""
    if len(digits) == 9 and digits.isdigit():
        digits = f"0{digits}"
    if len(digits) != 10 or not digits.isdigit() or not digits.startswith("0"):
        raise ValueError("ce n'est pas un numéro français à dix chiffres")
    if digits.startswith(PERSONAL):
        raise ValueError("numéro de portable : il peut être personnel")
    return " ".join(digits[at : at + 2] for at in range(0, 10, 2))
