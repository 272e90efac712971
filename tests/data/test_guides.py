"""What the files of guides, words and research must be: plain, in two languages, and cautious."""

import re
from urllib.parse import urlsplit

from structures.models import Category
from tests.data.shipped import lines, values
from tests.data.test_files import SLUG
from tests.data.test_pathways import SENTENCE_END, TREATMENT, WORD

MONEY = re.compile(r"€|\beuros?\b|\d+\s*%")
OFFICIAL = {
    "www.ameli.fr",
    "www.monparcourshandicap.gouv.fr",
    "www.service-public.fr",
    "www.maladiesraresinfo.org",
    "www.orpha.net",
    "www.aeras-infos.fr",
    "gnchr.fr",
    "www.has-sante.fr",
    "pfmg2025.fr",
}
"""The sites to which guides and the glossary lead."""
TEXTS = {
    "resources/guides": ("title", "summary"),
    "resources/guide_steps": ("title", "text"),
    "resources/glossary": ("words", "meaning"),
}


def texts():
    for name, columns in TEXTS.items():
        for line in lines(name):
            for column in columns:
                yield line[f"{column}_fr"], line[f"{column}_en"], column


def test_everything_is_written_in_both_languages():
    for french, english, column in texts():
        assert french, english
        assert english, french
        if column in ("text", "meaning", "summary"):
            counts = [len(SENTENCE_END.split(text)) for text in (french, english)]
            assert counts[0] == counts[1], french


def test_sentences_are_short():
    for french, english, column in texts():
        for text in (french, english):
            for sentence in SENTENCE_END.split(text):
                assert len([word for word in sentence.split() if WORD.search(word)]) < 20, sentence
            assert text.endswith(".") or column in ("title", "words"), text


def test_french_has_its_typography():
    for french, _, _ in texts():
        assert "'" not in french, french
        assert '"' not in french, french
        assert not re.search(r"\w[;!?]|\w:\s", french), french


def test_no_treatment_and_no_amount():
    for french, english, _ in texts():
        for text in (french, english):
            assert not TREATMENT.search(text), text
            assert not MONEY.search(text), text


def test_links_lead_to_official_sites():
    for name in ("resources/guide_steps", "resources/glossary"):
        assert {urlsplit(url).netloc for url in values(name, "url")} <= OFFICIAL


def test_what_the_mdph_grants_says_who_decides():
    for line in lines("resources/guide_steps"):
        if line["category"] == "mdph":
            assert re.search(r"MDPH|selon votre situation", line["text_fr"]), line


def test_steps_follow_each_other_and_name_real_categories():
    found: dict[str, list[int]] = {}
    for line in lines("resources/guide_steps"):
        found.setdefault(line["guide"], []).append(int(line["position"]))
    assert set(found) == values("resources/guides", "slug")
    assert all(ranks == list(range(1, len(ranks) + 1)) for ranks in found.values())
    assert min(len(ranks) for ranks in found.values()) >= 6
    assert values("resources/guide_steps", "category") <= set(Category.values)


def test_an_unsourced_step_is_to_be_verified():
    for name in ("resources/guide_steps", "resources/glossary"):
        for line in lines(name):
            assert line["source_url"] or line["evidence"] == "to_verify", line


def test_slugs_are_short_and_readable():
    for name in ("resources/guides", "resources/glossary", "resources/publications"):
        assert all(SLUG.fullmatch(slug) and len(slug) <= 60 for slug in values(name, "slug"))


def test_themes_and_works_are_of_known_units():
    units = {
        line["slug"]: line["evidence"]
        for line in lines("directory/services")
        if line["category"] == "research_unit"
    }
    for line in lines("resources/research_themes"):
        assert units[line["unit"]] == line["evidence"] != "general_knowledge", line
    for line in lines("resources/publication_units"):
        assert units[line["unit"]] != "general_knowledge", line


def test_the_official_figures_are_those_of_the_documents():
    announced: dict[str, set[int]] = {}
    for line in lines("directory/platform_figures"):
        announced.setdefault(line["what"], set()).add(int(line["value"]))
    assert announced == {
        "centres": {32, 37},
        "hospitals": {10},
        "research_units": {18},
        "structures": {250},
        "associations": {50},
    }
