"""The real files of Orphanet, read whole: what they are known to hold comes out of them."""

import tracemalloc
from collections import Counter

from importers.orphanet.documents import contents, documents
from importers.orphanet.facts import (
    Classification,
    Entity,
    Link,
    Placed,
    Preferred,
    Prevalence,
    Redirect,
)
from tests.importers.orphanet.conftest import (
    ENGLISH_PACK,
    EPIDEMIOLOGY_CSV,
    FRENCH_CSV,
    FRENCH_EXCERPT,
    LINEARISATION_CSV,
    counted,
    facts,
    only,
    real,
)


def test_the_english_pack_of_2023():
    found = contents(real(ENGLISH_PACK))

    assert Counter(d.kind for d in found.documents) == {"classification": 34, "nomenclature": 1}
    assert {(d.language, d.released_on) for d in found.documents} == {("en", "2023-06-21")}
    [nomenclature] = [d for d in found.documents if d.kind == "nomenclature"]
    assert nomenclature.announced == 10_839
    assert nomenclature.name.endswith("› pack-2023_en/ORPHAnomenclature_en_2023.xml")
    stated = list(nomenclature.facts())
    entities = [fact for fact in stated if isinstance(fact, Entity)]
    assert len(entities) == len({entity.orpha for entity in entities}) == 10_839
    assert sum(len(entity.synonyms) for entity in entities) == 13_828
    assert Counter(entity.level for entity in entities) == {
        "disorder": 7_048,
        "group": 2_520,
        "subtype": 1_271,
    }
    assert Counter(entity.status for entity in entities) == {
        "active": 9_479,
        "obsolete": 931,
        "deprecated": 288,
        "non_rare": 141,
    }
    assert (
        Entity(58, "Alexander disease", "en", "disorder", "Disease", "active", ("AxD",)) in stated
    )
    # Written 576 and 1,674 times in the file: at both ends of each
    redirects = [fact for fact in stated if isinstance(fact, Redirect)]
    assert Counter(redirect.kind for redirect in redirects) == {"moved": 288, "referred": 838}
    assert len(set(redirects)) == len(redirects)
    assert Redirect(166068, 166063, "moved") in redirects
    by_code = {entity.orpha: entity for entity in entities}
    assert {by_code[r.orpha].status for r in redirects if r.kind == "moved"} == {"deprecated"}
    assert nomenclature.left_out == []


def test_the_classifications_of_the_english_pack():
    stated = [
        fact
        for document in documents(real(ENGLISH_PACK))
        if document.kind == "classification"
        for fact in document.facts()
    ]

    assert counted(stated) == {"Classification": 34, "Placed": 26_981, "Link": 35_755}
    heads = {fact.number: fact.head for fact in stated if isinstance(fact, Classification)}
    assert heads[156] == 98053
    assert heads[212] == 98050
    assert heads[235] is None
    links = {fact for fact in stated if isinstance(fact, Link)}
    assert len(links) == 35_755
    assert Link(658, 98050, 212) in links
    assert Link(91378, 658, 212) in links
    assert not [link for link in links if link.classification == 235]
    assert Placed(616874, stated_name(stated, 616874), "en", "Disease") in stated
    # Every entity but a head, and the one without a head, has a parent
    children = {(link.child, link.classification) for link in links}
    assert len(children) == 26_981 - 33 - 1


def stated_name(stated, orpha):
    return next(fact.name for fact in stated if isinstance(fact, Placed) and fact.orpha == orpha)


def test_the_pack_is_read_as_a_stream():
    tracemalloc.start()
    try:
        for document in documents(real(ENGLISH_PACK)):
            for _fact in document.facts():
                pass
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert peak < 30_000_000, f"{peak / 1e6:.0f} Mo pour un pack de 55 Mo"


def test_facts_are_read_anew_each_time():
    document = only(real(LINEARISATION_CSV))

    first, second = list(document.facts()), list(document.facts())

    assert first == second
    assert len(first) == 9_753


def test_the_french_excerpt_of_2022_in_latin_1():
    found = contents(real(FRENCH_EXCERPT), excerpt=True)

    assert {(d.language, d.released_on) for d in found.documents} == {("fr", "2022-06-14")}
    stated = [fact for document in found.documents for fact in document.facts()]
    assert counted(stated) == {"Classification": 10, "Placed": 1_641, "Link": 1_708, "Entity": 6}
    assert (
        Entity(
            166024,
            "Dysplasie épiphysaire multiple type Al-Gazali",
            "fr",
            "disorder",
            "Disease",
            "active",
            ("Syndrome de dysplasie épiphysaire multiple-macrocéphalie-faciès particulier",),
        )
        in stated
    )


def test_the_french_csv_gives_two_languages():
    french, english = contents(real(FRENCH_CSV)).documents

    assert (french.kind, french.language, english.language) == ("nomenclature", "fr", "en")
    stated = {fact.orpha: fact for fact in french.facts() if isinstance(fact, Entity)}
    assert len(stated) == 10_839
    assert sum(len(entity.synonyms) for entity in stated.values()) == 13_322
    assert stated[399] == Entity(
        399,
        "Maladie de Huntington",
        "fr",
        "disorder",
        "Disease",
        "active",
        ("Chorée de Huntington",),
    )
    names = {fact.orpha: fact for fact in english.facts() if isinstance(fact, Entity)}
    assert len(names) == 10_839
    assert names[399] == Entity(
        399, "Huntington disease", "en", "disorder", "Disease", synonyms=None
    )


def test_the_csv_and_the_pack_agree_on_every_entity():
    def by_code(path, language):
        return {
            fact.orpha: (fact.level, fact.type, fact.status)
            for document in documents(path)
            if document.kind == "nomenclature" and document.language == language
            for fact in document.facts()
            if isinstance(fact, Entity)
        }

    assert by_code(real(FRENCH_CSV), "fr") == by_code(real(ENGLISH_PACK), "en")


def test_the_epidemiology_csv_leaves_out_its_incomplete_lines():
    document = only(real(EPIDEMIOLOGY_CSV))

    stated = list(document.facts())

    assert len(stated) == 16_115
    assert [(line.where, line.why) for line in document.left_out] == [
        ("ligne 892, ORPHA:163681", "prévalence sans statut de validation"),
        ("ligne 3627, ORPHA:140", "prévalence sans statut de validation"),
        ("ligne 5725, ORPHA:254698", "prévalence sans valeur ni classe"),
        (f"ligne {_last(document)}, ORPHA:329903", "prévalence sans statut de validation"),
    ]
    list(document.facts())
    assert len(document.left_out) == 4
    assert (
        Prevalence(
            orpha=58,
            kind="incidence",
            qualification="Value and class",
            prevalence_class="<1 / 1 000 000",
            value=0.037,
            geography="Japan",
            validated=True,
            source="21533827[PMID]_[EXPERT]",
        )
        in stated
    )
    kinds = Counter(fact.kind for fact in stated if isinstance(fact, Prevalence))
    assert kinds == {
        "point": 7_734,
        "cases": 3_235,
        "incidence": 3_043,
        "birth": 2_057,
        "lifetime": 46,
    }
    class_only = [f for f in stated if isinstance(f, Prevalence) and f.value is None]
    assert {fact.qualification for fact in class_only} == {"Class only"}


def _last(document):
    return document.left_out[-1].where.split(",")[0].removeprefix("ligne ")


def test_the_linearisation_csv_gives_one_head_for_each_entity():
    stated = [fact for fact in facts(real(LINEARISATION_CSV)) if isinstance(fact, Preferred)]

    assert len({fact.orpha for fact in stated}) == len(stated) == 9_753
    assert Preferred(166024, 93419) in stated
    assert len({fact.parent for fact in stated}) == 31
