"""What every shipped file must be, before any database sees it."""

import re
import unicodedata

import pytest

from foundations.text import fold
from tests.data.shipped import DATA, files, lines, values

EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
CLINICIAN = re.compile(
    r"\b(?:Pr|Dr|Prof|Docteur|Professeur|Mme|Madame|Monsieur)\b\.? ?[A-ZÉ][\w-]+"
)
PHONE = re.compile(r"(?<!\d)0\d(?:[ .]?\d{2}){4}(?!\d)")
MOBILE = re.compile(r"^0[67]")
NUMBERS = {"number", "phone", "siret"}
SLUG = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
FINESS = re.compile(r"^(?:\d{2}|2[AB])\d{7}$")
DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")

CODE_COLUMNS = {
    "diseases/diseases": ("orpha", "preferential_parent"),
    "diseases/disease_names": ("orpha",),
    "diseases/disease_codes": ("orpha",),
    "diseases/disease_prevalences": ("orpha",),
    "diseases/disease_hierarchy": ("child", "parent"),
    "diseases/classifications": ("head",),
    "diseases/out_of_scope": ("orpha",),
    "directory/network_claims": ("orpha",),
    "directory/service_diseases": ("orpha",),
    "resources/protocol_diseases": ("orpha",),
    "resources/emergency_card_diseases": ("orpha",),
    "resources/association_diseases": ("orpha",),
    "resources/meeting_diseases": ("orpha",),
    "resources/training_diseases": ("orpha",),
    "resources/trial_diseases": ("orpha",),
    "resources/video_diseases": ("orpha",),
    "resources/publication_diseases": ("orpha",),
    "pathways/pathway_diseases": ("orpha",),
}
FILIERE_COLUMNS = {
    "diseases/diseases": ("filiere", "other_filieres"),
    "directory/networks": ("filiere",),
    "resources/associations": ("filiere",),
    "resources/meetings": ("filiere",),
    "resources/trainings": ("filiere",),
}

COUNTS = {
    "diseases/filieres": 23,
    "diseases/diseases": 1419,
    "diseases/disease_names": 1390,
    "diseases/disease_codes": 251,
    "diseases/disease_prevalences": 341,
    "diseases/disease_hierarchy": 2664,
    "diseases/classifications": 30,
    "diseases/out_of_scope": 2,
    "directory/establishments": 148,
    "directory/networks": 103,
    "directory/network_claims": 240,
    "directory/centres": 516,
    "directory/services": 350,
    "directory/service_diseases": 13,
    "directory/complete_lists": 10,
    "directory/national_directories": 29,
    "directory/phones": 292,
    "directory/affiliations": 3,
    "directory/service_areas": 47,
    "directory/platform_figures": 6,
    "resources/protocols": 74,
    "resources/protocol_diseases": 86,
    "resources/emergency_cards": 24,
    "resources/emergency_card_diseases": 22,
    "resources/associations": 99,
    "resources/association_diseases": 138,
    "resources/meetings": 15,
    "resources/meeting_diseases": 21,
    "resources/trainings": 18,
    "resources/training_diseases": 4,
    "resources/trials": 31,
    "resources/trial_diseases": 33,
    "resources/videos": 8,
    "resources/video_diseases": 5,
    "resources/guides": 8,
    "resources/guide_steps": 60,
    "resources/glossary": 58,
    "resources/research_themes": 18,
    "resources/publications": 1,
    "resources/publication_units": 1,
    "resources/publication_diseases": 1,
    "pathways/pathways": 10,
    "pathways/pathway_steps": 148,
    "pathways/pathway_diseases": 17,
}


def test_the_files_and_their_lines_are_those_that_the_readme_announces():
    announced = re.findall(
        r"^\| (\w+/\w+)\.csv \| ([\d,]+) \|", (DATA / "README.md").read_text(), re.M
    )

    assert {name: int(count.replace(",", "")) for name, count in announced} == COUNTS
    assert {name: len(lines(name)) for name in files()} == COUNTS


@pytest.mark.parametrize("name", files())
def test_every_row_has_a_source(name):
    columns = lines(name)[0].keys()
    assert "source" in columns
    assert "source_url" in columns
    unsourced = [line for line in lines(name) if not line["source"].strip()]
    assert unsourced == []
    wrong = {u for u in values(name, "source_url") if not re.match(r"https?://[\w.-]+\.\w+", u)}
    assert wrong == set()
    assert all(line["source_url"] or line["evidence"] != "sourced" for line in lines(name))


@pytest.mark.parametrize("name", files())
def test_evidence_is_one_of_three_words(name):
    for column in [c for c in lines(name)[0] if c.endswith("evidence")]:
        assert values(name, column) <= {"sourced", "to_verify", "general_knowledge"}


@pytest.mark.parametrize("name", files())
def test_texts_are_tidy(name):
    for line in lines(name):
        for column, text in line.items():
            assert text == text.strip(), (line, column)
            assert text == unicodedata.normalize("NFC", text), (line, column)
            assert "  " not in text, (line, column)


@pytest.mark.parametrize("name", files())
def test_no_person_can_be_reached(name):
    """No e-mail, no clinician's name; a telephone number stands in a column of its own."""
    for line in lines(name):
        for column, text in line.items():
            assert not EMAIL.search(text), (column, text)
            if not name.startswith("diseases/"):
                assert not CLINICIAN.search(text), (column, text)
            if column not in {*NUMBERS, "source_url", "official_url", "url", "sources"}:
                assert not PHONE.search(text), (column, text)


def test_numbers_are_those_of_services():
    for line in lines("directory/phones"):
        assert re.fullmatch(r"|0\d(?: \d\d){4}|3\d{3}", line["number"]), line
        assert not MOBILE.match(line["number"]), line
        assert line["number"] or line["url"], line
        assert line["kind"] != "switchboard" or line["as_of"] == "2020-03-06", line


def test_every_orpha_code_in_any_file_exists():
    known = values("diseases/diseases", "orpha")
    for name in files():
        for column in CODE_COLUMNS.get(name, ()):
            assert values(name, column) <= known, (name, column)


def test_no_column_of_codes_escapes_the_test_above():
    for name in files():
        suspects = {
            c for c in lines(name)[0] if "orpha" in c or c in {"child", "parent", "disease"}
        }
        if name == "directory/affiliations":
            suspects.discard("parent")  # an establishment
        assert suspects <= set(CODE_COLUMNS.get(name, ())), name


def test_every_filiere_code_exists():
    known = values("diseases/filieres", "code")
    for name, columns in FILIERE_COLUMNS.items():
        for column in columns:
            assert values(name, column) <= known


def test_references_between_files_hold():
    finess = values("directory/establishments", "finess")
    networks = values("directory/networks", "slug")
    centres = values("directory/centres", "slug")
    services = values("directory/services", "slug")
    structures = centres | services | values("directory/establishments", "slug")

    assert values("directory/centres", "finess") <= finess
    assert values("directory/centres", "network") == networks
    assert values("directory/network_claims", "network") <= networks
    assert values("directory/phones", "structure") <= structures
    assert values("directory/affiliations", "host") <= finess
    assert values("directory/affiliations", "parent") <= finess
    assert values("directory/affiliations", "networks") <= networks
    assert values("directory/service_areas", "structure") <= centres | services
    assert values("directory/services", "establishment") <= finess
    assert values("directory/service_diseases", "service") <= services


def test_every_commune_exists():
    communes = values("communes/communes", "insee")
    assert values("directory/establishments", "commune") <= communes
    assert values("directory/services", "commune") <= communes
    departments = values("communes/departments", "code")
    for name in ("services", "complete_lists"):
        assert values(f"directory/{name}", "department") <= departments
    for name in ("service_areas", "national_directories"):
        assert values(f"directory/{name}", "departments") <= departments


def test_keys_are_unique():
    def repeated(name: str, *columns: str) -> list[tuple[str, ...]]:
        seen: set[tuple[str, ...]] = set()
        keys = [tuple(line[c] for c in columns) for line in lines(name)]
        return [key for key in keys if key in seen or seen.add(key)]

    assert not repeated("directory/establishments", "finess")
    assert not repeated("diseases/diseases", "orpha")
    assert not repeated("diseases/disease_hierarchy", "child", "parent")
    assert not repeated("diseases/disease_names", "orpha", "text", "language")
    assert not repeated("directory/network_claims", "network", "orpha")
    assert not repeated("directory/service_diseases", "service", "orpha")
    assert not repeated("directory/complete_lists", "category", "department")
    assert not repeated("directory/national_directories", "slug")
    assert not repeated("directory/service_areas", "structure", "kind")
    assert not repeated("directory/phones", "structure", "kind", "number")
    kinds = ("protocol", "emergency_card", "association", "meeting", "training", "trial", "video")
    for name in kinds:
        assert not repeated(f"resources/{name}s", "slug")
        assert not repeated(f"resources/{name}_diseases", "resource", "orpha")
    with_site = [
        (line["network"], line["finess"], line["audience"])
        for line in lines("directory/centres")
        if line["finess"]
    ]
    assert len(with_site) == len(set(with_site)) == 509


def test_addresses_are_short_readable_and_unique():
    slugs = [
        line["slug"]
        for name in ("establishments", "centres", "services")
        for line in lines(f"directory/{name}")
    ]

    assert len(slugs) == len(set(slugs))
    assert all(SLUG.fullmatch(slug) and len(slug) <= 120 for slug in slugs)
    assert "huntington-henri-mondor-creteil" in slugs


def test_the_address_of_a_centre_begins_with_its_network():
    for line in lines("directory/centres"):
        assert line["slug"].startswith(line["network"] + "-"), line


def test_published_addresses_have_not_changed():
    """Public addresses of the platform's own centres: to change one breaks links for good."""
    assert {
        line["slug"] for line in lines("directory/centres") if line["finess"] == "940100027"
    } == {
        "cardiomyopathies-henri-mondor-creteil",
        "cerecai-henri-mondor-creteil",
        "cerenef-henri-mondor-creteil",
        "drepano-thal-henri-mondor-creteil",
        "huntington-henri-mondor-creteil",
        "neuromusculaires-henri-mondor-creteil",
        "o-rares-henri-mondor-creteil",
        "sni-henri-mondor-creteil",
        "toxibul-henri-mondor-creteil",
    }


def test_finess_numbers_have_their_form():
    numbers = values("directory/establishments", "finess") | values("directory/services", "finess")
    assert all(FINESS.fullmatch(number) for number in numbers)
    for line in lines("directory/establishments"):
        assert FINESS.fullmatch(line["finess_legal"]), line
        assert re.fullmatch(r"|\d{14}", line["siret"]), line


def test_finess_begins_with_the_department_of_its_commune():
    """Overseas numbers are 97x0…; Mayotte's were given before it was a department (98…)."""
    for line in lines("directory/establishments"):
        commune = line["commune"]
        if commune.startswith("976"):
            assert line["finess"].startswith("98"), line
        elif commune.startswith("97"):
            assert line["finess"].startswith(f"970{commune[2]}"), line
        else:
            assert line["finess"].startswith(commune[:2]), line


def test_dates_are_iso():
    for name in files():
        for column in {"retrieved_on", "as_of", "label_from", "label_until"} & set(lines(name)[0]):
            assert all(DATE.fullmatch(value) for value in values(name, column)), (name, column)


def test_a_partial_network_says_so():
    known = [line["network"] for line in lines("directory/centres")]
    for line in lines("directory/networks"):
        announced = int(line["sites_announced"] or 0)
        if announced:
            assert known.count(line["slug"]) <= announced, line
        if line["coverage"] == "complete":
            # O-Rares names 20 of its 21 competence centres: the note says so
            assert announced - known.count(line["slug"]) in {0, 1}, line


def test_generalist_networks_are_those_that_say_so_by_name():
    generalist = {
        line["slug"] for line in lines("directory/networks") if line["generalist"] == "true"
    }
    assert generalist == {
        "anddi-est",
        "anddi-idf",
        "anddi-nord",
        "anddi-ouest",
        "anddi-sud",
        "anddi-sudest",
        "anddi-sudouest",
        "metabolisme-mhm",
    }


def test_a_claimed_disease_can_be_looked_for():
    searchable = {
        line["orpha"] for line in lines("diseases/diseases") if line["searchable"] == "true"
    }
    assert values("directory/network_claims", "orpha") <= searchable
    assert len(searchable) == 442


def test_scope_seeds():
    out = values("diseases/out_of_scope", "orpha")
    assert {"635", "790"} <= out
    assert not {"636", "805", "98292", "85443"} & out
    assert not values("directory/network_claims", "orpha") & out


def test_the_hierarchy_has_no_cycle():
    parents: dict[str, set[str]] = {}
    for line in lines("diseases/disease_hierarchy"):
        parents.setdefault(line["child"], set()).add(line["parent"])
    settled: set[str] = set()

    def climb(code: str, path: tuple[str, ...]) -> None:
        assert code not in path, path
        if code not in settled:
            for parent in parents.get(code, ()):
                climb(parent, (*path, code))
            settled.add(code)

    for code in parents:
        climb(code, ())


def test_each_classification_has_one_head_and_each_head_one_classification():
    """What tells in which classification a preferential parent stands; see the closure's SQL."""
    above: dict[str, set[str]] = {}
    below: dict[str, set[str]] = {}
    for line in lines("diseases/disease_hierarchy"):
        for classification in line["classifications"].split("|"):
            above.setdefault(classification, set()).add(line["parent"])
            below.setdefault(classification, set()).add(line["child"])
    heads = {c: above[c] - below[c] for c in above}
    assert all(len(found) == 1 for found in heads.values()), heads
    assert len({head for (head,) in heads.values()}) == len(heads)
    preferred = {
        line["preferential_parent"]
        for line in lines("diseases/diseases")
        if line["searchable"] == "true" and line["preferential_parent"]
    }
    assert preferred <= {head for (head,) in heads.values()}


def test_acronyms_are_marked():
    kinds = {
        (line["orpha"], line["text"]): line["kind"] for line in lines("diseases/disease_names")
    }
    for seed in [
        ("636", "NF1"),
        ("3002", "PTI"),
        ("803", "SLA"),
        ("244", "DCP"),
        ("139402", "DRESS"),
    ]:
        assert kinds[seed] == "acronym"
    assert kinds["357502", "Néphrose idiopathique"] == "synonym"


def test_no_name_is_told_twice():
    names = {(line["orpha"], fold(line["name"])) for line in lines("diseases/diseases")}
    for line in lines("diseases/disease_names"):
        assert (line["orpha"], line["text"]) not in names, line
