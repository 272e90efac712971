"""A list as its reader has it: its lines, its links, its markers."""

import json
import re
from html import unescape

from django.test import Client

ENTRY = re.compile(r'<h3 class="entry__name"[^>]*>(.*?)</h3>', re.S)
TAGS = re.compile(r"<[^>]+>")
CHOICE = re.compile(
    r'<(?:a class="(?:pick|chosen__one)" href|button class="(?:pick|chosen__one)"[^>]*formaction)='
    r'"([^"]*)"[^>]*>(.*?)</(?:a|button)>',
    re.S,
)


def html_of(response) -> str:
    assert response.status_code == 200, response.content[:2000]
    return response.content.decode()


def page(client: Client, path: str) -> str:
    return html_of(client.get(path))


def names(html: str) -> list[str]:
    """Names of the lines, without the number of their marker."""
    without_number = re.sub(r'<span class="entry__number".*?</span>', "", html, flags=re.S)
    return [words(found) for found in ENTRY.findall(without_number)]


def words(html: str) -> str:
    return " ".join(unescape(TAGS.sub(" ", html)).split())


def total(html: str) -> int:
    found = re.search(r'<h2 id="found"[^>]*>([\d\u202f]+) résultat', html)
    assert found, "no total"
    return int(found[1].replace("\u202f", ""))


def choices(html: str) -> dict[str, int]:
    """Addresses of the facets' links (or of the buttons that stand for them), and their counts."""
    found = {}
    for address, inside in CHOICE.findall(html):
        if count := re.search(r'pick__count">([\d\u202f]+)<', inside):
            found[unescape(address)] = int(count[1].replace("\u202f", ""))
    return found


def markers(html: str) -> dict:
    found = re.search(r'<script id="map-data" type="application/json">(.*?)</script>', html, re.S)
    return json.loads(found[1]) if found else {"features": [], "place": None}


def link(html: str, text: str) -> str | None:
    found = re.search(rf'href="([^"]*)"[^>]*>\s*{text}', html)
    return unescape(found[1]) if found else None
