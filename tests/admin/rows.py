"""A handful of real rows, made as an import makes them: with a source, and no correction."""

from dataclasses import dataclass

from diseases.models import Disease, DiseaseName, Filiere
from foundations.geography import point
from structures.models import (
    Centre,
    Claim,
    Establishment,
    Label,
    Network,
    Phone,
    Structure,
)
from territories.models import Commune, Department, Region

HENRI_MONDOR = {"lon": 2.4530, "lat": 48.7973}
CRETEIL_TOWN_HALL = {"lon": 2.4551, "lat": 48.7771}


@dataclass
class Rows:
    creteil: Commune
    hospital: Establishment
    network: Network
    disease: Disease
    centre: Centre


def create_rows() -> Rows:
    """The sickle-cell centre of Henri-Mondor in Créteil, and what it hangs from."""
    region = Region.objects.create(code="11", name="Île-de-France")
    val_de_marne = Department.objects.create(
        code="94", name="Val-de-Marne", kind="department", region=region, territory="metropole"
    )
    creteil = Commune.objects.create(
        insee="94028",
        kind=Commune.Kind.COMMUNE,
        name="Créteil",
        full_name="Créteil",
        search_name="creteil",
        department=val_de_marne,
        territory="metropole",
        population=93_397,
        point=point(**CRETEIL_TOWN_HALL),
        point_precision=Commune.Precision.TOWN_HALL,
    )
    hospital = Establishment.objects.create(
        slug="henri-mondor-creteil",
        name="Hôpital Henri-Mondor",
        finess="940100027",
        commune=creteil,
        point=point(**HENRI_MONDOR),
        point_precision=Structure.Precision.EXACT,
        source="FINESS",
    )
    filiere = Filiere.objects.create(
        code="FilRougE-MCGRE", name="Maladies constitutionnelles du globule rouge"
    )
    network = Network.objects.create(
        slug="mcgre",
        name="Syndromes drépanocytaires majeurs, thalassémies et autres pathologies rares",
        acronym="MCGRE",
        filiere=filiere,
        coverage=Network.Coverage.PARTIAL,
        source="FilRougE-MCGRE",
    )
    disease = Disease.objects.create(
        orpha=232,
        name="Drépanocytose",
        level=Disease.Level.DISORDER,
        type="Disease",
        filiere=filiere,
        icd10=["D57.1"],
        source="Orphanet",
    )
    DiseaseName.objects.create(
        disease=disease, text="Drépanocytose", kind=DiseaseName.Kind.PREFERRED
    )
    Claim.objects.create(network=network, disease=disease, source="FilRougE-MCGRE")
    centre = Centre.objects.create(
        slug="mcgre-henri-mondor-creteil",
        name="Centre de référence des syndromes drépanocytaires majeurs",
        establishment=hospital,
        network=network,
        label=Label.CRMR_COORD,
        sources=["FilRougE-MCGRE, carte des centres", "AP-HP, page du service"],
        source="FilRougE-MCGRE",
    )
    Phone.objects.create(
        structure=centre, number="01 49 81 24 40", kind=Phone.Kind.CENTRE, source="AP-HP"
    )
    return Rows(creteil, hospital, network, disease, centre)
