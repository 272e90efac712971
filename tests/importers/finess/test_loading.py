"""A register in the tables: new rows, curated ones, those that close, what people corrected."""

from datetime import date

import pytest

from foundations.corrections import record_addition, record_changes, snapshot
from foundations.geography import point
from importers.hospitals.loading import load_gisco, load_sae
from importers.models import LoadedRow
from importers.report import BrokenFile, Quiet
from importers.shipped import load_everything
from structures.models import Centre, Establishment, Network, Phone, Service, Structure
from tests.importers.finess import register
from tests.importers.finess.conftest import CAMSP, HOSPITAL, site
from tests.importers.hospitals.conftest import EMERGENCIES, GISCO, ID, real

pytestmark = pytest.mark.django_db

NEW = "890009991"
OTHER = (site("890009992", "89418", "PHARMACIE", ("620", "Pharmacie d'Officine")).written(),)
TONNERRE = "89418"
MELUN = "770000156"
"""Santépôle, shipped and curated, at Melun (77288), exact."""


def camsp(**values):
    return site(NEW, TONNERRE, "CAMSP LES ACACIAS DE TONNERRE", **values)


def new_service() -> Service:
    return Service.objects.get(finess=NEW)


def of(loading, gravity):
    return [(e.key, e.column, e.reason) for e in loading.errors if e.gravity == gravity]


def refused(loading):
    return of(loading, "refusé")


def diff(loading, table):
    found = next(one for one in loading.diffs if one.table == table)
    return found.added, found.changed, found.removed


def test_a_service_comes_in(loaded):
    loading = loaded([camsp(phone="386550000")])

    service = new_service()
    assert service.name == "CAMSP les Acacias de Tonnerre"
    assert service.source_name == "CAMSP LES ACACIAS DE TONNERRE"
    assert service.slug == "camsp-les-acacias-de-tonnerre"
    assert (service.category, service.kind) == ("early_childhood", "medico_social")
    assert (service.audience, service.age_min, service.age_max) == ("child", 0, 6)
    assert service.evidence == "to_verify"
    assert service.source == "FINESS, fichier du 20 mai 2024"
    assert (service.address, service.postal_line) == ("3 R DES LILAS", "89000 TONNERRE")
    assert (service.commune_id, service.department_id, service.territory) == (
        TONNERRE,
        "89",
        "metropole",
    )
    assert service.point_precision == "exact"
    phone = service.phones.get()
    assert (phone.number, phone.kind) == ("03 86 55 00 00", "service")
    assert phone.as_of == date(2024, 5, 17)
    assert refused(loading) == []


def test_a_second_load_changes_nothing(loaded):
    sites = register.made(300)
    first = loaded(sites)
    assert any(not diff.is_empty for diff in first.diffs)

    again = loaded(sites)

    assert all(diff.is_empty for diff in again.diffs)


def test_the_words_of_before_give_the_same_places(loaded):
    sites = register.made(300)
    loaded(sites)

    again = loaded(lines=list(register.lines(sites, newer=False)))

    assert all(diff.is_empty for diff in again.diffs)


def test_latin_1_gives_the_same_names(loaded):
    sites = register.made(300)
    loaded(sites)

    again = loaded(sites, encoding="latin-1")

    assert all(diff.is_empty for diff in again.diffs)


def test_every_place_is_where_it_was_made(loaded):
    sites = {one.finess: one for one in register.made(1_000)}

    loading = loaded(list(sites.values()))

    assert refused(loading) == []
    rows = [
        *Service.objects.filter(finess__in=sites),
        *Establishment.objects.filter(finess__in=sites, point_precision="exact"),
    ]
    assert {row.department_id for row in rows} >= {"971", "972", "973", "974", "976", "2A"}
    for row in rows:
        truth = sites[row.finess]
        if row.commune_id == truth.town.insee:
            assert (row.point.x, row.point.y) == pytest.approx((truth.lon, truth.lat), abs=1e-5)


def test_a_commune_of_before_is_that_of_today(loaded):
    """Courcouronnes (91182) is in Évry-Courcouronnes (91228)."""
    line = site("910009991", "91228", "CAMSP D EVRY").written().replace(";228;91;", ";182;91;")
    there = list(register.positions([site("910009991", "91228", "")]))

    loaded(lines=["finess;etalab;98;2024-05-20", line, *there])

    assert Service.objects.get(finess="910009991").commune_id == "91228"


@pytest.mark.parametrize(
    ("insee", "letters"), [("97105", ";105;9A;"), ("97209", ";209;9B;"), ("97608", ";608;9F;")]
)
def test_overseas_departments_are_letters(loaded, insee, letters):
    one = site("970009991", insee, "CAMSP DU LARGE")
    assert letters in one.written()

    loaded([one])

    assert Service.objects.get(finess="970009991").commune_id == insee


def test_zeros_that_a_spreadsheet_ate(loaded):
    one = site("010009991", "01053", "CAMSP DE BOURG EN BRESSE", phone="474454647")
    line = one.written().replace(";010009991;", ";10009991;").replace(";053;01;", ";53;1;")

    loaded(lines=["finess;etalab;98;2024-05-20", line, *register.positions([one])])

    service = Service.objects.get(finess="010009991")
    assert (service.commune_id, service.name) == ("01053", "CAMSP de Bourg-en-Bresse")


def test_a_code_that_its_label_contradicts_is_refused(loaded):
    pharmacy = site("890009992", TONNERRE, "PHARMACIE", ("190", "Pharmacie d'Officine"))

    loading = loaded([pharmacy, camsp()])

    assert refused(loading)[0][1:] == (
        "categetab",
        "le libellé n'est pas celui de ce code (« Centre Action Médico-Sociale Précoce "
        "(C.A.M.S.P.) »)",
    )


def test_a_label_that_came_under_another_code_is_refused(loaded):
    loading = loaded([site(NEW, TONNERRE, "CAMSP", ("991", CAMSP[1]))])

    assert refused(loading) == [(NEW, "categetab", "le libellé est celui du code 190")]
    assert not Service.objects.filter(finess=NEW).exists()


def test_other_categories_are_counted(loaded):
    loading = loaded([camsp(), site("890009992", TONNERRE, "P", ("620", "Pharmacie d'Officine"))])

    assert "laissés de côté : 1 de 1 catégories, 620 Pharmacie d'Officine (1)" in loading.read
    assert not Structure.objects.filter(name="P").exists()


def test_a_position_far_from_its_commune_is_refused(loaded):
    loading = loaded([camsp().moved_to(2.35, 48.85)])

    assert refused(loading) == [(NEW, "coordxet", "à plus de 5 km hors de sa commune")]
    assert (new_service().point, new_service().point_precision) == (None, "none")


def test_a_position_of_another_projection_is_refused(loaded):
    one = site("970009991", "97209", "CAMSP DU LARGE")
    lines = [line.replace("EPSG:5490", "EPSG:2154") for line in register.lines([one])]

    loading = loaded(lines=lines)

    assert [error[:2] for error in refused(loading)] == [("970009991", "sourcecoordet")]
    assert Service.objects.get(finess="970009991").point is None


def test_a_mobile_number_is_not_kept(loaded):
    loading = loaded([camsp(phone="0612345678")])

    assert refused(loading) == [(NEW, "telephone", "numéro de portable : il peut être personnel")]
    assert not Phone.objects.filter(structure__slug=new_service().slug).exists()


def test_a_curated_hospital_keeps_what_is_better_here(loaded):
    before = Establishment.objects.get(finess=MELUN)
    official = "GRPE HOSPITALIER SUD IDF SITE DE MELUN"

    loaded([site(MELUN, "77288", official, HOSPITAL, legal="770110054")])

    after = Establishment.objects.get(finess=MELUN)
    for column in ("name", "slug", "group", "platform", "note", "emergency_general"):
        assert getattr(after, column) == getattr(before, column), column
    assert (after.point, after.point_precision) == (before.point, "exact")
    assert after.official_name == official
    assert after.finess_legal == "770110054"
    assert after.address == "3 R DES LILAS"
    assert after.source == (
        f"{before.source} ; FINESS, fichier du 20 mai 2024 (raison sociale, adresse, commune)"
    )


def test_what_is_housed_follows_its_hospital(loaded):
    loaded([site(MELUN, "77288", "CH DE MELUN", HOSPITAL)])

    hospital = Establishment.objects.get(finess=MELUN)
    housed = [*hospital.services.all(), *hospital.centres.all()]
    assert housed
    assert {row.address for row in housed if not row.stands_apart} == {"3 R DES LILAS"}


def test_a_hospital_without_a_point_takes_that_of_the_register(loaded):
    hotel_dieu = Establishment.objects.get(finess="750100018")
    assert hotel_dieu.point is None
    paris = site("750100018", "75056", "HU PARIS CENTRE SITE HOTEL DIEU APHP", ("101", HR))
    line = paris.written().replace(";056;75;", ";104;75;")

    loaded(lines=["finess;etalab;98;2024-05-20", line, *register.positions([paris])])

    hotel_dieu.refresh_from_db()
    assert hotel_dieu.point is not None
    assert hotel_dieu.commune_id == "75104"
    assert hotel_dieu.name == "Hôpital Hôtel-Dieu (AP-HP)"


HR = "Centre Hospitalier Régional (C.H.R.)"


def test_two_exact_positions_that_disagree_are_told(loaded):
    away = site(MELUN, "77288", "CH DE MELUN", HOSPITAL)
    ours = Establishment.objects.get(finess=MELUN).point
    away = away.moved_to(ours.x + 0.02, ours.y)

    loading = loaded([away])

    if (MELUN, "coordxet", "à plus de 5 km hors de sa commune") not in refused(loading):
        assert (MELUN, "coordxet", "deux positions dites exactes : la nôtre reste") in of(
            loading, "conflit"
        )
    assert Establishment.objects.get(finess=MELUN).point == ours


def test_another_number_is_shown_beside_ours_and_told(loaded):
    hospital = Establishment.objects.get(finess=MELUN)
    old = hospital.phones.get(kind="switchboard").number

    loading = loaded([site(MELUN, "77288", "CH DE MELUN", HOSPITAL, phone="0164000001")])

    numbers = set(hospital.phones.filter(kind="switchboard").values_list("number", flat=True))
    assert numbers == {old, "01 64 00 00 01"}
    assert any(key == MELUN and column == "telephone" for key, column, _ in of(loading, "conflit"))


def test_a_curated_row_that_the_register_does_not_have_is_told(loaded):
    loading = loaded([camsp()])

    assert (MELUN, "nofinesset", "ici, mais pas dans le fichier") in of(loading, "conflit")
    assert Establishment.objects.filter(finess=MELUN).exists()


def test_a_service_that_is_perhaps_here_already_is_told(loaded):
    """« CAMSP Les Fougères » of Corbeil-Essonnes is shipped without a number."""
    loading = loaded([site("910009991", "91174", "CAMSP DE CORBEIL")])

    told = [e for e in loading.errors if e.reason == "peut-être déjà ici sans numéro"]
    assert [e.value for e in told] == ["camsp-les-fougeres-corbeil-essonnes"]


def test_what_closes_goes_when_the_register_alone_made_it(loaded):
    loaded([camsp(), site("890009992", TONNERRE, "CH DU TONNERROIS", HOSPITAL)])
    assert Establishment.objects.filter(finess="890009992").exists()

    loading = loaded([camsp()])

    assert diff(loading, "établissements") == (0, 0, 1)
    assert not Establishment.objects.filter(finess="890009992").exists()
    assert not LoadedRow.objects.filter(source="finess", table="structures.establishment").exists()


def test_what_closes_stays_while_a_centre_stands_in_it(loaded):
    loaded([camsp(), site("890009992", TONNERRE, "CH DU TONNERROIS", HOSPITAL)])
    Centre.objects.create(
        slug="centre-de-tonnerre",
        name="Centre",
        label="CCMR",
        network=Network.objects.first(),
        establishment=Establishment.objects.get(finess="890009992"),
    )

    loading = loaded([camsp()])

    assert Establishment.objects.filter(finess="890009992").exists()
    assert ("890009992", "nofinesset", "a disparu, mais sert encore") in of(loading, "à savoir")


def test_a_great_loss_is_refused(loaded):
    sites = register.made(300)
    loaded(sites)
    count = Service.objects.count()

    with pytest.raises(BrokenFile, match="disparaîtraient"):
        loaded(sites[:100])

    assert Service.objects.count() == count
    loaded(sites[:100], force=True)
    assert Service.objects.count() < count


def test_corrections_survive(loaded, admin_user):
    loaded([camsp()])
    service = new_service()
    names = ["name", "point", "address"]
    before = snapshot(service, names)
    service.name, service.point = "CAMSP de Tonnerre", point(lon=3.97, lat=47.86)
    service.save()
    record_changes(service, before, admin_user)

    loaded([camsp(street="5;R;DES ROSES;;")])

    again = new_service()
    assert again.name == "CAMSP de Tonnerre"
    assert (again.point.x, again.point.y) == (3.97, 47.86)
    assert again.address == "5 R DES ROSES"


def test_the_shipped_files_leave_to_the_register_what_it_is_the_truth_of(loaded):
    """A later load of data/ neither undoes the register nor removes what it made."""
    loaded([camsp(), site(MELUN, "77288", "CH DE MELUN", HOSPITAL)])

    for report in load_everything(Quiet(), force=True):
        assert [d for d in report.diffs if not d.is_empty] == []

    assert Establishment.objects.get(finess=MELUN).official_name == "CH DE MELUN"
    assert new_service()


def test_a_dry_run_changes_nothing(loaded):
    loading = loaded([camsp()], dry_run=True)

    assert diff(loading, "services") == (1, 0, 0)
    assert not Service.objects.filter(finess=NEW).exists()


def test_a_hospital_of_the_sae_takes_what_the_register_says_better(loaded):
    """Ambert comes with the SAE alone: then its name, its point and its address are FINESS's."""
    load_sae([real(ID), real(EMERGENCIES)], Quiet())
    before = Establishment.objects.get(finess="630000412")
    assert (before.name, before.point_precision) == ("CH d’Ambert", "probable")
    row = site("630000412", "63003", "CENTRE HOSPITALIER D AMBERT", HOSPITAL)

    loaded([row])
    load_sae([real(ID), real(EMERGENCIES)], Quiet())
    load_gisco(real(GISCO), Quiet())

    after = Establishment.objects.get(finess="630000412")
    assert (after.pk, after.slug) == (before.pk, before.slug)
    assert after.name == "Centre hospitalier d’Ambert"
    assert after.emergency_general is True
    assert after.point_precision == "exact"
    assert (after.point.x, after.point.y) == pytest.approx((row.lon, row.lat), abs=1e-5)
    emergencies = after.services.get(category="emergency")
    assert (emergencies.point, emergencies.address) == (after.point, "3 R DES LILAS")


def test_a_category_that_changes_changes_the_table(loaded):
    """What FINESS alone made follows its category: a hospital that is now a service."""
    loaded([site(NEW, TONNERRE, "MAISON DE TONNERRE", HOSPITAL)])
    assert Establishment.objects.filter(finess=NEW).exists()

    loaded([site(NEW, TONNERRE, "MAISON DE TONNERRE", CAMSP)])

    assert not Establishment.objects.filter(finess=NEW).exists()
    assert new_service().category == "early_childhood"


def test_a_shipped_service_with_a_number_is_the_same_row(loaded):
    shipped = Service.objects.get(slug="centre-de-readaptation-de-coubert")
    ssr = ("109", "Etablissement de santé privé autorisé en SSR")

    loaded([site("770700011", "77127", "CENTRE DE READAPTATION DE COUBERT", ssr)])

    again = Service.objects.get(pk=shipped.pk)
    assert (again.name, again.category, again.audience) == (
        shipped.name,
        shipped.category,
        shipped.audience,
    )
    assert again.address == "3 R DES LILAS"
    assert Service.objects.filter(finess="770700011").count() == 2  # as many as are shipped


def test_a_number_that_the_register_renews_is_no_conflict(loaded):
    loaded([camsp(phone="0386550000")])

    loading = loaded([camsp(phone="0386551111")])

    assert [phone.number for phone in new_service().phones.all()] == ["03 86 55 11 11"]
    assert not [e for e in loading.errors if e.column == "telephone"]


def test_a_hospital_that_a_person_added_stays_theirs(loaded, admin_user):
    hospital = Establishment.objects.create(
        slug="hopital-de-tonnerre", name="Hôpital de Tonnerre", finess="890009992"
    )
    record_addition(hospital, admin_user)
    row = site("890009992", TONNERRE, "CH DU TONNERROIS", HOSPITAL)

    loaded([camsp(), row])
    loaded([camsp(), row])

    hospital.refresh_from_db()
    assert (hospital.name, hospital.slug) == ("Hôpital de Tonnerre", "hopital-de-tonnerre")
    assert hospital.official_name == "CH DU TONNERROIS"
    assert hospital.point_precision == "exact"
    loaded([camsp()], force=True)
    assert Establishment.objects.filter(pk=hospital.pk).exists()


@pytest.mark.parametrize(
    ("street", "address"),
    [
        ("3;R;DES LILAS;BIS;", "3 BIS R DES LILAS"),
        (";ZA;DU MOULIN;BATIMENT C;BP 12", "ZA DU MOULIN BATIMENT C BP 12"),
        (";;;;", ""),
    ],
)
def test_the_street_as_the_register_writes_it(loaded, street, address):
    loaded([camsp(street=street)])

    assert new_service().address == address


def test_headers_that_name_the_columns_are_no_rows(loaded):
    one = camsp()
    lines = [
        "structureet;nofinesset;nofinessej;rs;rslongue;complrs;compldistrib;numvoie;typvoie;voie;"
        "compvoie;lieuditbp;commune;departement;libdepartement;ligneacheminement;telephone;"
        "telecopie;categetab;libcategetab;categagretab;libcategagretab;siret;codeape;codemft;"
        "libmft;codesph;libsph;dateouv;dateautor;datemaj;numuai",
        one.written(),
        "geolocalisation;nofinesset;coordxet;coordyet;sourcecoordet;datemaj",
        *register.positions([one]),
    ]

    loading = loaded(lines=lines)

    assert refused(loading) == []
    assert new_service().point_precision == "exact"
    assert "FINESS du 20/05/2024" in loading.read[0]  # of the name of the file


def test_positions_may_come_first(loaded):
    one = camsp()
    lines = ["finess;etalab;98;2024-05-20", *register.positions([one]), one.written()]

    loaded(lines=lines)

    assert new_service().point_precision == "exact"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda line: line.replace(CAMSP[1], "Centre d'une autre sorte"),
        lambda line: line.replace(";418;89;", ";999;89;"),
        lambda line: ";".join(line.split(";")[:20]),
    ],
    ids=["label", "commune", "fields"],
)
def test_a_line_that_is_refused_takes_nothing_away(loaded, spoil):
    """What an earlier register told of it stands until a later one tells it again."""
    one = camsp(phone="0386550000")
    loaded([one])
    there = list(register.positions([one]))

    loading = loaded(lines=["finess;etalab;98;2024-06-20", spoil(one.written()), *there, *OTHER])

    assert [key for key, _column, _reason in refused(loading)] == [NEW]
    assert new_service().source == "FINESS, fichier du 20 mai 2024"
    assert new_service().phones.get().number == "03 86 55 00 00"
