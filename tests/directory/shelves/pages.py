"""What the tests of these pages read of an answer."""

import csv
import re
from html import unescape


def text_of(response) -> str:
    """What is read on a page; an acronym with its words stays one word."""
    page = re.sub(r"</?abbr[^>]*>", "", response.content.decode())
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def sheet_of(response) -> list[dict[str, str]]:
    lines = response.content.decode("utf-8-sig").splitlines()
    return list(csv.DictReader(lines, delimiter=";"))
