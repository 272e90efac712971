"""What a shelf counts and keeps, on rows made for it: no database."""

from dataclasses import dataclass

from directory.shelves.shelf import Column, Facet, Shelf, address


@dataclass(frozen=True)
class Book:
    title: str
    colour: str
    sizes: tuple[str, ...] = ()
    evidence: str = "sourced"
    source: str = "a page"
    source_url: str = ""
    licence: str = ""
    retrieved_on: None = None
    verified_on: None = None


BOOKS = (
    Book("a", "red", ("s", "m")),
    Book("b", "blue", ("m",)),
    Book("c", "red", ("l",), "to_verify"),
)
SHELF = Shelf(
    slug="livres",
    title="Livres",
    lead="",
    rows=lambda: BOOKS,
    facets=(
        Facet("couleur", "Couleur", lambda book: [book.colour], str),
        Facet("taille", "Taille", lambda book: book.sizes, str),
    ),
    group=lambda book: book.colour,
    group_words=str.title,
    group_order=["red", "blue"].index,
    row="book",
    columns=(Column("Titre", lambda book: book.title),),
    honest="",
)


def counts(asked: dict[str, str]) -> dict[str, dict[str, int]]:
    return {
        facet.name: {choice.value: choice.count for choice in facet.choices}
        for facet in SHELF.shown_facets(BOOKS, asked)
    }


def test_a_row_stays_when_it_has_every_value_asked():
    assert [book.title for book in SHELF.found(BOOKS, {"taille": "m"})] == ["a", "b"]
    assert [book.title for book in SHELF.found(BOOKS, {"taille": "m", "couleur": "red"})] == ["a"]


def test_a_count_is_what_the_choice_would_leave_beside_the_others():
    assert counts({}) == {"couleur": {"red": 2, "blue": 1}, "taille": {"m": 2, "l": 1, "s": 1}}
    chosen = counts({"couleur": "red"})
    assert chosen["couleur"] == {"red": 2, "blue": 1}
    assert chosen["taille"] == {"s": 1, "m": 1, "l": 1}
    for facet in SHELF.shown_facets(BOOKS, {}):
        for choice in facet.choices:
            assert len(SHELF.found(BOOKS, {facet.name: choice.value})) == choice.count


def test_a_choice_leads_to_the_list_with_it_and_a_chosen_one_to_the_list_without():
    colours, sizes = SHELF.shown_facets(BOOKS, {"couleur": "red"})
    assert colours.chosen is not None
    assert (colours.chosen.value, colours.chosen.address) == ("red", "?")
    assert sizes.choices[0].address == "?couleur=red&taille=l"
    assert address({"couleur": "red"}, "couleur", "bleu & or") == "?couleur=bleu+%26+or"


def test_a_facet_with_one_value_is_not_worth_a_choice():
    assert [facet.name for facet in SHELF.shown_facets(BOOKS[1:2], {})] == []
    assert [facet.name for facet in SHELF.shown_facets(BOOKS[1:2], {"taille": "m"})] == ["taille"]


def test_values_that_no_row_has_are_told():
    asked = SHELF.asked({"couleur": "green", "taille": "m", "autre": "x", "page": "2"})
    assert asked == {"couleur": "green", "taille": "m"}
    assert SHELF.unknown(BOOKS, asked) == ["green"]


def test_groups_stand_in_their_order_and_rows_in_theirs():
    groups = SHELF.grouped(BOOKS[::-1])
    assert [(group.title, [book.title for book in group.rows]) for group in groups] == [
        ("Red", ["c", "a"]),
        ("Blue", ["b"]),
    ]


def test_a_sheet_tells_where_each_row_comes_from():
    sheet = SHELF.sheet(BOOKS[2:])
    row = dict(zip(sheet.headings, next(iter(sheet.rows)), strict=True))
    assert (row["Titre"], row["Preuve"], row["Source"]) == ("c", "à vérifier", "a page")
    assert {"Adresse de la source", "Licence", "Relevé le", "Vérifié le"} < set(row)
