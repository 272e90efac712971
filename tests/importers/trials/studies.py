"""Studies in the form of their registries, with made-up numbers; the fields are the real ones."""

from typing import Any


def clinical_trial(
    nct: str = "NCT99999901",
    *,
    conditions: tuple[str, ...] = ("Neurofibromatosis type 1",),
    status: str = "RECRUITING",
    as_of: str = "2026-10-02",
    locations: tuple[dict[str, Any], ...] | None = None,
    **more: Any,
) -> dict[str, Any]:
    """A study of ClinicalTrials.gov v2, with the people that we never read."""
    places = locations if locations is not None else (henri_mondor(),)
    identity = {"nctId": nct, "briefTitle": "A study", "acronym": "NEUROFIT"}
    return {
        "protocolSection": {
            "identificationModule": identity | more.get("identity", {}),
            "statusModule": {
                "overallStatus": status,
                "lastUpdatePostDateStruct": {"date": as_of, "type": "ACTUAL"},
            },
            "sponsorCollaboratorsModule": {
                "leadSponsor": {"name": "Assistance Publique - Hôpitaux de Paris"},
                "responsibleParty": {"investigatorFullName": "Jeanne Untel"},
            },
            "conditionsModule": {"conditions": list(conditions)},
            "designModule": {
                "studyType": "INTERVENTIONAL",
                "phases": ["PHASE2", "PHASE3"],
                "enrollmentInfo": {"count": 40, "type": "ESTIMATED"},
            },
            "eligibilityModule": {"minimumAge": "6 Months", "maximumAge": "17 Years"},
            "contactsLocationsModule": {
                "centralContacts": [{"name": "Jeanne Untel", "phone": "0600000000"}],
                "overallOfficials": [{"name": "Jeanne Untel"}],
                "locations": list(places),
            },
        }
    }


def henri_mondor(status: str = "RECRUITING") -> dict[str, Any]:
    return {
        "facility": "CHU Henri Mondor - Dermatologie",
        "status": status,
        "city": "Créteil",
        "zip": "94010",
        "country": "France",
        "contacts": [{"name": "Jeanne Untel", "email": "jeanne.untel@example.org"}],
    }


def boston() -> dict[str, Any]:
    return {"facility": "General Hospital", "city": "Boston", "country": "United States"}


def eclaire_bundle(*, identifiers: tuple[str, ...], condition: str, **study: Any) -> dict[str, Any]:
    """A search of ECLAIRE's API with its sponsor and a site included."""
    extension = "https://interop.esante.gouv.fr/ig/fhir/eclaire/StructureDefinition/"
    resource = {
        "resourceType": "ResearchStudy",
        "id": identifiers[0],
        "meta": {"lastUpdated": "2026-05-31T00:00:00.000Z"},
        "contained": [
            {"resourceType": "Group", "id": "enrolled", "type": "person", "quantity": 23},
            {
                "resourceType": "Location",
                "id": "site",
                "name": "Hôpital Henri Mondor",
                "address": {"city": "CRETEIL"},
            },
        ],
        "extension": [
            {
                "url": extension + "eclaire-recruitment-status",
                "valueCodeableConcept": {"coding": [{"code": "recruiting"}]},
            },
            {
                "url": "http://hl7.org/fhir/5.0/StructureDefinition/extension-ResearchStudy.label",
                "extension": [
                    {"url": "value", "valueString": "ESSAI"},
                    {"url": "type", "valueCodeableConcept": {"coding": [{"code": "acronym"}]}},
                ],
            },
        ],
        "identifier": [
            *({"value": number} for number in identifiers),
            {"value": "INDISPONIBLE"},
        ],
        "title": "Essai d’un traitement",
        "status": "active",
        "phase": {"coding": [{"code": "phase-3"}]},
        "category": [{"coding": [{"code": "REG536"}]}],
        "condition": [{"text": condition}, {"coding": [{"display": "Autre terme MedDRA"}]}],
        "contact": [{"name": "Jeanne Untel", "telecom": [{"value": "0600000000"}]}],
        "enrollment": [{"reference": "#enrolled"}],
        "site": [{"reference": "#site"}],
        "sponsor": {"reference": "Organization/sponsor"},
    } | study
    sponsor = {"resourceType": "Organization", "id": "sponsor", "name": "AP-HP"}
    return {
        "resourceType": "Bundle",
        "type": "searchset",
        "entry": [{"resource": resource}, {"resource": sponsor}],
    }
