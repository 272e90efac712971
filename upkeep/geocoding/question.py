"""What is asked of the geocoder for a structure: its street and its commune, nothing else.

Pure. Words of business mail (CEDEX, BP, CS, TSA) are left out: the Base Adresse Nationale knows
none of them, and each lowers the score of the right answer.
"""

import re
from collections.abc import Collection

BUSINESS_MAIL = re.compile(
    r"\b(?:(?:BP|B\.P\.|CS|TSA)\s*(?:N°\s*)?\d[\d ]*|CEDEX(?:\s+\d+)?)\b", re.IGNORECASE
)
POSTCODE = re.compile(r"^\d{5}")
SPACES = re.compile(r"[\s,]+")
LONGEST = 200
"""Characters: the geocoder refuses longer questions."""


def question(
    *, address: str, postal_line: str, commune: str, postcodes: Collection[str]
) -> str | None:
    """The address in one line; None without a street, or without a commune to hold it to.

    `postcodes` are those of the commune: a postcode that is not one of them is that of a mail
    centre.
    """
    street = SPACES.sub(" ", BUSINESS_MAIL.sub(" ", address)).strip()
    if not street or not commune:
        return None
    written = POSTCODE.match(postal_line.strip())
    postcode = written.group() if written and written.group() in postcodes else ""
    if not postcode and len(postcodes) == 1:
        (postcode,) = postcodes
    return SPACES.sub(" ", f"{street} {postcode} {commune}").strip()[:LONGEST]
