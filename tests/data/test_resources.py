"""What the files of resources must be, beyond what every file must."""

import re

from foundations.text import fold
from tests.data.shipped import lines, values
from tests.data.test_files import MOBILE, SLUG

READ = ("resources/protocols", "resources/emergency_cards")
ATTENDED = ("resources/meetings", "resources/trainings", "resources/trials", "resources/videos")
SHELVED = (*READ, *ATTENDED)
RESOURCES = {
    "resources/protocols": "resources/protocol_diseases",
    "resources/emergency_cards": "resources/emergency_card_diseases",
    "resources/associations": "resources/association_diseases",
    "resources/meetings": "resources/meeting_diseases",
    "resources/trainings": "resources/training_diseases",
    "resources/trials": "resources/trial_diseases",
    "resources/videos": "resources/video_diseases",
}
"""Each file of resources and that of its links."""
COPIES = re.compile(
    r"123dok|studylib|docplayer|pdfslide|doczz|f?documents?\.|scribd|dokumen|readkong"
)
NOT_RARE = "856"
WORDS = {
    "title",
    "name",
    "author",
    "authors",
    "note",
    "concerns",
    "cadence",
    "who_may_submit",
    "how",
    "organiser",
    "audience",
    "price",
    "status_words",
    "sponsor",
    "site",
    "presents",
}
"""Columns that hold words for people."""


def test_addresses_are_of_the_web_and_of_no_copy():
    for name, column in [
        *((name, "url") for name in SHELVED),
        ("resources/associations", "website"),
    ]:
        for address in values(name, column):
            assert re.fullmatch(r"https?://[\w-]+(\.[\w-]+)+(/\S*)?", address), address
            assert not COPIES.search(address), address


def test_a_document_says_where_its_address_leads():
    assert all(values(name, "url_precision") == {"exact", "list", "site"} for name in READ)
    for name in SHELVED:
        for line in lines(name):
            assert bool(line["url"]) == bool(line["url_precision"]), line
            if line["url"].removesuffix("/").count("/") == 2:
                assert line["url_precision"] == "site", line


def test_slugs_are_short_and_readable():
    for name in RESOURCES:
        assert all(SLUG.fullmatch(s) and len(s) <= 70 for s in values(name, "slug")), name


def test_links_lead_from_known_resources():
    for name, links in RESOURCES.items():
        assert values(links, "resource") <= values(name, "slug")
        assert NOT_RARE not in values(links, "orpha")


def test_a_hidden_resource_has_no_public_link():
    for name, links in RESOURCES.items():
        hidden = {r["slug"] for r in lines(name) if r["evidence"] == "general_knowledge"}
        shown = {r["resource"] for r in lines(links) if r["evidence"] != "general_knowledge"}
        assert not hidden & shown


def test_years_are_years():
    for name in RESOURCES:
        for column in {"year", "founded", "contact_year"} & set(lines(name)[0]):
            assert all(1900 < int(year) < 2030 for year in values(name, column)), (name, column)


def test_a_replaced_protocol_has_a_newer_one_for_the_same_diseases():
    diseases: dict[str, set[str]] = {}
    for link in lines("resources/protocol_diseases"):
        diseases.setdefault(link["resource"], set()).add(link["orpha"])
    for old in lines("resources/protocols"):
        if old["superseded"] == "true":
            newer = [
                line
                for line in lines("resources/protocols")
                if line["year"] > old["year"]
                and line["superseded"] == "false"
                and diseases.get(line["slug"]) == diseases[old["slug"]]
            ]
            assert newer, old


def test_phones_are_those_of_associations():
    numbers = values("resources/associations", "phone")
    assert len(numbers) == 7
    for number in numbers:
        assert re.fullmatch(r"0\d(?: \d\d){4}", number)
        assert not MOBILE.match(number)


def test_a_local_association_has_its_department():
    departments = values("communes/departments", "code")
    for line in lines("resources/associations"):
        assert bool(line["department"]) == (line["scope"] == "local"), line
        assert line["department"] in departments | {""}


def test_no_partnership_is_claimed():
    for name in RESOURCES:
        for line in lines(name):
            assert not re.search(r"esmara|partenaire", fold(line["note"])), line
            assert not [column for column in line if "partner" in column]


def test_numbers_of_trials_have_their_form():
    for line in lines("resources/trials"):
        assert re.fullmatch(r"|NCT\d{8}", line["nct"]), line
        assert re.fullmatch(r"|\d{4}-5\d{5}-\d{2}-\d{2}", line["eu_ct"]), line
        assert re.fullmatch(r"|\d{4}-\d{6}-\d{2}", line["eudract"]), line
        if line["nct"] and "clinicaltrials.gov" in line["url"]:
            assert line["url"].endswith(line["nct"]), line
    numbers = [line["nct"] for line in lines("resources/trials") if line["nct"]]
    assert len(numbers) == len(set(numbers)) == 21


def test_the_confirmed_sites_are_those_that_a_source_names():
    confirmed = {
        line["slug"] for line in lines("resources/trials") if line["site_confirmed"] == "true"
    }
    assert confirmed == {
        "lumab2",
        "lunek",
        "mig-hd",
        "raiha",
        "rhlf",
        "rifireins",
        "ritux-plus-2",
        "team-hf",
    }


def test_a_study_that_recruits_says_so_with_the_words_of_its_source():
    for line in lines("resources/trials"):
        assert line["status_words"], line
        if line["status"] == "recruiting":
            assert re.search(r"recrutement|inclusions", line["status_words"]), line


def test_texts_are_written_in_french_typography():
    for name in RESOURCES:
        for line in lines(name):
            for column in WORDS & set(line):
                text = line[column]
                assert "'" not in text, text
                assert '"' not in text, text
                assert not re.search(r"\w[;!?]|\w:\s", text), text
                assert column != "note" or text == "" or text.endswith("."), text
