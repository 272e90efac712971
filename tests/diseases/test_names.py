"""How names are compared, and the index that holds them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diseases.models import Disease, DiseaseName
from diseases.search import Closeness, search
from diseases.search.entries import Described, Entry, by_weight
from diseases.search.held import names
from diseases.search.index import NameIndex
from diseases.search.names import find, split
from diseases.search.spelling import Speller, letters_forgiven, sound
from diseases.words import folded_name, plain_name, telling_words, word_key


def disease(orpha: int, **changes) -> Described:
    known = {"level": "disorder", "type": "Disease", "filiere": "", "status": "active"}
    return Described(orpha, f"Maladie {orpha}", "fr", **(known | changes))


def entry(of: Described, text: str, kind: str = "preferred", language: str = "fr") -> Entry:
    return Entry(of, text, folded_name(text), kind, language)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Maladie de Huntington", "Huntington"),
        ("Neurofibromatose type 1", "type 1 neurofibromatose"),
        ("Syndrome d’Ehlers-Danlos", "ehlers danlos syndrome"),
        ("Neurofibromatose type II", "neurofibromatose, type 2"),
        ("Amaurose congénitale de Leber", "amaurose de Leber congénitale"),
    ],
)
def test_names_with_the_same_telling_words_have_one_key(one, other):
    assert word_key(folded_name(one)) == word_key(folded_name(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hémophilie A", "Hémophilie B"),
        ("Hémophilie A", "Hémophilie"),
        ("Neurofibromatose type 1", "Neurofibromatose type 2"),
        ("Maladie de Gaucher type 2", "Maladie de Gaucher type 1"),
    ],
)
def test_what_tells_two_diseases_apart_is_kept(one, other):
    assert word_key(folded_name(one)) != word_key(folded_name(other))


def test_generic_words_alone_are_still_words():
    assert telling_words("maladie") == ["maladie"]
    assert telling_words("syndrome de") == ["syndrome"]


@pytest.mark.parametrize(
    "text",
    ["NON RARE EN EUROPE : Maladie de Crohn", "NON RARE IN EUROPE: Crohn", "OBSOLETE: Crohn"],
)
def test_what_orphanet_writes_before_a_name_is_no_part_of_it(text):
    assert plain_name(text) in {"Maladie de Crohn", "Crohn"}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("drepanocitose", "drepanocytose"),
        ("nefropatie", "nephropathie"),
        ("gocher", "gaucher"),
        ("tromboze", "thrombose"),
        ("amiotrofique", "amyotrophique"),
    ],
)
def test_what_sounds_alike_is_the_same_sound(written, meant):
    assert sound(written) == sound(meant)


def test_short_words_are_never_misspelt():
    assert letters_forgiven("nf1") == 0
    assert Speller(["nf2", "nfa", "sma"]).likely("nf1") == []


def test_the_nearest_word_comes_first_then_the_order_of_the_vocabulary():
    speller = Speller(["wegener", "wagner", "degner"])
    assert speller.likely("wegner")[0] == "wegener"
    assert speller.likely("dreno") == []


def test_a_run_of_letters_is_split_where_its_words_meet():
    index = NameIndex([entry(disease(1), "Epidermolyse bulleuse simple")])
    assert split(index, "epidermolysebulleuse") == ["epidermolyse", "bulleuse"]
    assert split(index, "epidermolysebulleusesimple") == ["epidermolyse", "bulleuse", "simple"]
    assert split(index, "bulleu") == ["bulleu"]
    assert split(index, "nothing") == ["nothing"]


def test_a_run_that_repeats_itself_is_read_once():
    """Every way of cutting it would be tried an exponential number of times."""
    index = NameIndex([entry(disease(1), "Anémie auto immune autoimmune")])
    assert split(index, "autoimmune" * 40 + "z") == ["autoimmune" * 40 + "z"]


def test_the_common_meaning_comes_first():
    followed = disease(1, filiere="FAI2R", prevalence_classes=("1-5 / 10 000",))
    rare = disease(2, prevalence_classes=("<1 / 1 000 000",))
    group = disease(3, level="group", type="Category", filiere="FAI2R")
    retired = disease(4, status="obsolete")
    entries = [entry(one, "SLA", "acronym") for one in (retired, rare, group, followed)]
    assert [e.disease.orpha for e in by_weight(entries)] == [1, 3, 2, 4]


def test_ways_of_matching_come_in_their_order():
    texts = ["Sclérose", "Sclérose latérale", "Forme de sclérose", "Angiosclérose"]
    index = NameIndex(entry(disease(n), text) for n, text in enumerate(texts, start=1))
    found = list(find(index, Speller(index.words), "sclerose", wanted=10))
    by_text = {index.entries[number].text: closeness for number, closeness in found}
    assert by_text["Sclérose"] is Closeness.EXACT
    assert by_text["Sclérose latérale"] is Closeness.START
    assert by_text["Forme de sclérose"] is Closeness.WORDS


@given(st.text(max_size=60))
def test_any_text_is_answered(text):
    index = NameIndex([entry(disease(1), "Maladie de Huntington"), entry(disease(2), "Lupus")])
    numbers = [number for number, _ in find(index, Speller(index.words), folded_name(text), 10)]
    assert len(numbers) == len(set(numbers))


@pytest.mark.django_db
def test_every_shipped_name_finds_its_disease():
    """First, or among the ten when several diseases share the name."""
    rows = DiseaseName.objects.filter(disease__searchable=True).values_list("disease_id", "text")
    lost = [
        (orpha, text)
        for orpha, text in rows
        if not text.isdigit() and orpha not in {hit.orpha for hit in search(text)}
    ]
    assert lost == []


@pytest.mark.django_db
def test_the_same_text_gives_the_same_answer():
    texts = ["neuro", "maladie", "sclerose en plaque", "dystrofie musculaire", "syndrome"]
    assert [search(text) for text in texts] == [search(text) for text in texts]


@pytest.mark.django_db
def test_a_new_name_is_found_at_the_next_search():
    assert all(hit.orpha != 399 for hit in search("danse inconnue"))
    DiseaseName.objects.create(disease_id=399, text="Danse inconnue", kind="lay", language="fr")
    assert search("danse inconnue")[0].orpha == 399
    Disease.objects.filter(orpha=399).update(searchable=False)
    assert all(hit.orpha != 399 for hit in search("danse inconnue"))


@pytest.mark.django_db
def test_an_edit_of_the_directory_does_not_read_the_names_again():
    from structures.models import Phone

    before = names()
    Phone.objects.filter(pk=Phone.objects.values("pk")[:1]).update(hours="24 h / 24")
    assert names() is before
