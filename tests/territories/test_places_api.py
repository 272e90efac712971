"""GET /api/v1/places: suggestions, their order, their cost, bad input."""

import pytest
from django.db import connection

from territories.suggestions import suggest

pytestmark = pytest.mark.django_db


def names(text: str, **options) -> list[str]:
    return [row["name"] for row in suggest(text, **options).results]


def test_digits_give_the_communes_of_the_postcodes_that_begin_so():
    found = suggest("773")
    assert [row["postcode"] for row in found.results] == sorted(
        row["postcode"] for row in found.results
    )
    assert all(row["postcode"].startswith("773") for row in found.results)
    assert found.truncated
    assert len(found.results) == 10


def test_an_arrondissement_hides_its_city():
    assert names("75012") == ["Paris 12e Arrondissement"]
    assert "Paris" not in names("750")


def test_a_name_gives_the_exact_one_then_the_most_populated():
    assert names("paris")[:2] == ["Paris", "Paris 15e Arrondissement"]
    assert names("sai")[0] == "Sai"
    assert names("fo")[0] == "Fort-de-France"
    assert names("villeneuve d")[0] == "Villeneuve-d'Ascq"


def test_a_word_inside_a_name_is_found_after_the_beginnings():
    found = suggest("bicetre").results
    assert [(row["name"], row["matched"]) for row in found] == [("Le Kremlin-Bicêtre", "word")]


def test_a_bare_name_counts_as_the_name():
    assert (names("havre")[0], suggest("havre").results[0]["matched"]) == ("Le Havre", "name")


def test_a_former_commune_says_its_name():
    (first,) = suggest("cran gevrier").results
    assert (first["name"], first["matched"], first["matched_name"]) == (
        "Annecy",
        "former_commune",
        "Cran-Gevrier",
    )


@pytest.mark.parametrize("text", ["Fontainbleau", "fontainebleaux", "Fontainebelau"])
def test_a_misspelling_is_forgiven(text):
    found = suggest(text).results
    assert (found[0]["name"], found[0]["matched"]) == ("Fontainebleau", "typo")


def test_a_large_city_is_not_hidden_by_a_village_of_a_longer_name():
    assert names("Toulouze")[:2] == ["Toulouzette", "Toulouse"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("77300 font", "Fontainebleau"),
        ("fontaineb 77", "Fontainebleau"),
        ("94010 CRETEIL CEDEX", "Créteil"),
        ("94999 creteil cedex", "Créteil"),
        ("2A004", "Ajaccio"),
        ("13000", "Marseille"),
        ("Paris 12e", "Paris 12e Arrondissement"),
    ],
)
def test_what_is_typed_with_a_code(text, name):
    assert names(text)[0] == name


def test_the_only_postcode_is_told_and_none_is_chosen_among_several():
    assert suggest("Fontainebleau").results[0]["postcode"] == "77300"
    lille = suggest("Lille").results[0]
    assert lille["postcode"] is None
    assert "59000" in lille["postcodes"]


def test_each_commune_comes_once():
    for text in ("saint", "la", "paris", "annecy", "villeneuve", "sainte m"):
        communes = [row["commune"] for row in suggest(text, limit=50).results]
        assert len(communes) == len(set(communes)), text


@pytest.mark.parametrize(
    "text", ["77300", "773", "fo", "saint", "fontainebleau", "51300", "2A0", "Toulouzette"]
)
def test_one_query(django_assert_num_queries, text):
    with django_assert_num_queries(1):
        suggest(text)


@pytest.mark.parametrize("text", ["", "x", " ", "é", "7", "\0", "a" * 10_000, "1" * 10_000])
def test_too_little_or_too_much_gives_nothing(text):
    assert suggest(text).results == []


def test_the_answer_has_the_fields_of_the_contract(client):
    answer = client.get("/api/v1/places", {"q": "Créteil"}).json()
    assert answer["query"] == "Créteil"
    assert answer["truncated"] is False
    assert answer["results"] == [
        {
            "postcode": "94000",
            "commune": "94028",
            "name": "Créteil",
            "postcodes": ["94000"],
            "department": "94",
            "department_name": "Val-de-Marne",
            "territory": "metropole",
            "population": answer["results"][0]["population"],
            "kind": "commune",
            "matched": "name",
            "matched_name": None,
        }
    ]


def test_the_short_way_and_the_framework_answer_alike(client):
    plain = client.get("/api/v1/places?q=77300")
    assert plain.status_code == 200
    assert plain["Content-Type"] == "application/json"
    assert plain["Cache-Control"] == "no-store"
    one_letter = client.get("/api/v1/places?q=x")  # goes through the framework
    assert one_letter.json() == {"query": "x", "results": [], "truncated": False}
    assert one_letter["Content-Type"] == plain["Content-Type"]
    assert client.post("/api/v1/places", {"q": "x"}).status_code == 405


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "missing_parameter"),
        ("q=", "missing_parameter"),
        ("q=%20%00", "missing_parameter"),
        ("q=paris&limit=3", "unknown_parameter"),
        ("commune=94028", "unknown_parameter"),
        ("q=paris&format=xml", "unknown_parameter"),
        ("q=paris&q=lyon", "repeated_parameter"),
        ("q=" + "x" * 10_000, "too_long"),
    ],
)
def test_a_bad_question_is_a_clear_problem(client, query, code):
    response = client.get(f"/api/v1/places?{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["code"] == code
    assert problem["detail"]


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "'; DROP TABLE x; --", "a\0b", "%", "\\", '"}]', "é\ud800"],
)
def test_strange_texts_are_answered(client, text):
    response = client.get("/api/v1/places", {"q": text.encode("utf-8", "replace")})
    assert response.status_code in {200, 400}
    assert isinstance(response.json(), dict)


def test_the_indexes_serve_the_suggestions():
    """The three branches of a name and the range of a postcode, without reading a table whole."""
    wheres = ("key = 'melun'", "key LIKE 'melu%%'", "key LIKE '%% melu%%'", "key %% 'melum'")
    with connection.cursor() as cursor:
        for where in wheres:
            cursor.execute(f"EXPLAIN SELECT * FROM territories_placename WHERE {where}", [])
            plan = "\n".join(row[0] for row in cursor)
            assert "Seq Scan" not in plan, where
