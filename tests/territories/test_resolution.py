"""What people type, and the place it leads to."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from territories.resolution import resolve

pytestmark = pytest.mark.django_db

RESOLVED = [
    ("77300", "77186", "postcode"),
    ("77300 Fontainebleau", "77186", "postcode"),
    ("fontainebleau 77300", "77186", "postcode"),
    ("Fontainebleau (77)", "77186", "name"),
    ("77 Fontainebleau", "77186", "name"),
    ("FONTAINEBLEAU", "77186", "name"),
    ("  fontainebleau  ", "77186", "name"),
    ("94 000", "94028", "postcode"),
    ("F-94000 Créteil", "94028", "postcode"),
    ("94000 Créteil (94028)", "94028", "insee"),
    ("77300 Fontainebleau (77186)", "77186", "insee"),
    ("77186 Fontainebleau", "77186", "insee"),
    ("94028", "94028", "insee"),
    ("2A004", "2A004", "insee"),
    ("2b033", "2B033", "insee"),
    ("Créteil, Val-de-Marne", "94028", "name"),
    ("creteil val de marne", "94028", "name"),
    ("94010 CRETEIL CEDEX", "94028", "cedex"),
    ("94010", "94028", "cedex"),
    ("94275 LE KREMLIN BICETRE CEDEX", "94043", "cedex"),
    ("75571 PARIS CEDEX 12", "75112", "cedex"),
    ("97261 FORT DE FRANCE CEDEX", "97209", "cedex"),
    ("97717 Saint-Denis Cedex 9", "97411", "cedex"),
    ("94999 CRETEIL CEDEX 2", "94028", "name"),
    ("Créteil cedex", "94028", "name"),
    ("75000", "75056", "city_postcode"),
    ("75000 Paris", "75056", "city_postcode"),
    ("69000", "69123", "city_postcode"),
    ("13000 Marseille", "13055", "city_postcode"),
    ("Paris", "75056", "name"),
    ("75116", "75116", "postcode"),
    ("75016", "75116", "postcode"),
    ("75012 Paris", "75112", "postcode"),
    ("69001 Lyon", "69381", "postcode"),
    ("Paris 12", "75112", "arrondissement"),
    ("Paris 12e", "75112", "arrondissement"),
    ("paris 12ème arrondissement", "75112", "arrondissement"),
    ("Paris 1er", "75101", "arrondissement"),
    ("Lyon 3", "69383", "arrondissement"),
    ("Marseille 8e", "13208", "arrondissement"),
    ("75012 Paris 12e", "75112", "arrondissement"),
    ("20000", "2A004", "postcode"),
    ("20200 Bastia", "2B033", "postcode"),
    ("Cran-Gevrier", "74010", "former_commune"),
    ("74093", "74010", "former_commune"),
    ("Châlons-sur-Marne", "51108", "former_commune"),
    ("Moret-sur-Loing", "77316", "former_commune"),
    ("Le Kremlin Bicetre", "94043", "name"),
    ("kremlin-bicêtre", "94043", "name"),
    ("L'Haÿ-les-Roses", "94038", "name"),
    ("L’HAY LES ROSES", "94038", "name"),
    ("hay les roses", "94038", "name"),
    ("St-Étienne", "42218", "name"),
    ("Ste Geneviève des Bois 91", "91549", "name"),
    ("St Maurice 94", "94069", "name"),
    ("94410 St-Maurice", "94069", "postcode"),
    ("Villeneuve d'Ascq", "59009", "name"),
    ("Aix en Provence", "13001", "name"),
    ("Vandoeuvre-lès-Nancy", "54547", "name"),
    ("l'île d'Yeu", "85113", "name"),
    ("97200 Fort-de-France", "97209", "postcode"),
    ("97212 Saint-Joseph", "97224", "postcode"),
    ("Saint-Denis, La Réunion", "97411", "name"),
    ("Saint-Denis (974)", "97411", "name"),
    ("97600 Mamoudzou", "97611", "postcode"),
    ("97300 Cayenne", "97302", "postcode"),
    ("97133", "97701", "postcode"),
    ("97150", "97801", "postcode"),
    ("97150 Saint-Martin", "97801", "postcode"),
    ("97801", "97801", "insee"),
    ("97127 Saint-Martin", "97801", "former_commune"),
    ("97123 Saint-Barthélemy", "97701", "former_commune"),
    ("98800 Nouméa", "98818", "postcode"),
    ("Papeete", "98735", "name"),
    ("97500 Saint-Pierre", "97502", "postcode"),
    ("77160 Provins", "77379", "postcode"),
    ("02400 Château-Thierry", "02168", "postcode"),
    ("02400 Chateau Thi", "02168", "postcode"),
]


@pytest.mark.parametrize(("text", "insee", "matched"), RESOLVED, ids=[row[0] for row in RESOLVED])
def test_one_place(text, insee, matched):
    resolution = resolve(text)
    assert [place.insee for place in resolution.places] == [insee], resolution.note
    assert resolution.status == "resolved"
    assert resolution.matched == matched
    assert resolution.place == resolution.places[0]


CHOOSE = [
    ("St Maurice", {"94069", "63378"}, "homonyms"),
    ("Saint-Denis", {"93066", "97411"}, "homonyms"),
    ("La Rochelle", {"17300", "70450"}, "homonyms"),
    ("Fontainbleau", {"77186"}, "misspelt"),
    ("Creteille", {"94028"}, "misspelt"),
    ("lhay les roses", {"94038"}, "misspelt"),
    ("sain maur des fosses", {"94068"}, "misspelt"),
    ("77300 Fontainbleau", {"77186"}, "misspelt"),
    ("Marseile", {"13055"}, "misspelt"),
    ("Toulouze", {"31555"}, "incomplete"),
    ("Fontaineb", {"77186"}, "incomplete"),
    ("Vitry", {"94081"}, "incomplete"),
    ("Évry", {"89162", "91228"}, "homonyms"),
    ("Champigny", {"89074", "94017"}, "longer_names"),
    ("Maisons", {"14391", "94046"}, "longer_names"),
    ("Montereau", {"45213", "77305"}, "longer_names"),
    ("77320", {"77032", "77116"}, "several_communes"),
    ("77000 Fontainebleau", {"77186", "77288"}, "code_and_name_disagree"),
    ("77000 La Rochelle", {"17300", "77389"}, "code_and_name_disagree"),
    ("Marseille 13", {"13213", "13055"}, "homonyms"),
    ("La Réunion", {"47222", "97411"}, "department_given"),
    ("Martinique", {"97209"}, "department_given"),
    ("77", {"77284", "77288"}, "department_given"),
    ("2A", {"2A004"}, "department_given"),
    ("972", {"97209"}, "department_given"),
]


@pytest.mark.parametrize(("text", "among", "note"), CHOOSE, ids=[row[0] for row in CHOOSE])
def test_never_a_silent_guess(text, among, note):
    resolution = resolve(text)
    assert resolution.status == "choose"
    assert among <= {place.insee for place in resolution.places}
    assert resolution.note == note
    assert resolution.place is None


@pytest.mark.parametrize(
    ("code", "as_postcode", "as_insee"),
    [("77186", "Noisiel", "Fontainebleau"), ("97127", "La Désirade", "Saint-Martin")],
)
def test_what_is_both_a_postcode_and_an_insee_code(code, as_postcode, as_insee):
    resolution = resolve(code)
    assert resolution.place.name == as_postcode
    assert [place.name for place in resolution.suggestions] == [as_insee]


@pytest.mark.parametrize(
    ("code", "largest"),
    [("94999", "Vitry-sur-Seine"), ("20999", "Ajaccio"), ("97799", "Saint-Denis")],
)
def test_an_unknown_code_suggests_its_department(code, largest):
    resolution = resolve(code)
    assert (resolution.status, resolution.note) == ("unknown", "unknown_code")
    assert largest in {place.name for place in resolution.suggestions}
    assert resolution.places == ()


@pytest.mark.parametrize("text", ["", " ", "\t\n", "\0", "  \0 "])
def test_nothing_typed(text):
    assert resolve(text).status == "empty"


@pytest.mark.parametrize(
    "text",
    ["99999", "00000", "1", "x", "zzzzzzzzz", "%", "_", "😀", "'", '"', "1" * 10_000, "a" * 10_000,
     "<script>alert(1)</script>", "75 " * 5_000, "(" * 10_000, "98000 Monaco"],
)  # fmt: skip
def test_what_is_no_place_is_unknown(text):
    resolution = resolve(text)
    assert resolution.status in {"unknown", "choose"}
    assert resolution.place is None


def test_sql_is_only_text():
    assert resolve("'; DROP TABLE territories_commune; --").place is None
    assert resolve("77300 Fontainebleau").status == "resolved"


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=300))
def test_no_text_raises(text):
    assert resolve(text).status in {"resolved", "choose", "unknown", "empty"}


def test_a_place_says_where_it_is_and_how_well_it_is_known(django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        place = resolve("77300 Fontainebleau").place
    assert (place.name, place.postcode, place.postcodes) == ("Fontainebleau", "77300", ("77300",))
    assert (place.department, place.department_name) == ("77", "Seine-et-Marne")
    assert (place.territory, place.precision, place.kind) == ("metropole", "town_hall", "commune")
    assert (place.point.x, place.point.y) == (place.lon, place.lat)
    assert place.lon == pytest.approx(2.70, abs=0.02)
    assert place.population > 10_000
    assert place.crossing == ""


def test_a_place_without_a_position_has_no_point():
    place = resolve("98800").place
    assert (place.point, place.precision, place.territory) == (None, "none", "nouvelle_caledonie")


def test_all_the_postcodes_of_a_city_and_never_the_first_one_as_its_own():
    place = resolve("Villeneuve-d'Ascq").place
    assert place.postcode is None
    assert len(place.postcodes) == 3
    assert len(resolve("Paris").place.postcodes) == 21


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "insee"),
    [
        ("Fontainbleu", "77186"),
        ("fontenebleau", "77186"),
        ("Vilejuif", "94076"),
        ("Toulousse", "31555"),
    ],
)
def test_a_long_word_misspelt_comes_before_shorter_look_alikes(typed, insee):
    assert resolve(typed).places[0].insee == insee
