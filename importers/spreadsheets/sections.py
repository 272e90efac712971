"""Groups of fields that several targets share, and what their cells look like."""

import re

from django.db import models

from importers.spreadsheets import cleaners
from importers.spreadsheets.fields import Field, plain, reference
from importers.spreadsheets.usual_words import AUDIENCES
from structures.models import Centre


def looks_like_finess(written: str) -> bool:
    return bool(re.fullmatch(r"(?:\d{8,9}|2[ABab]\d{7})", written.replace(" ", "")))


def looks_like_phone(written: str) -> bool:
    return bool(re.fullmatch(r"(?:\+33|0)[\d .()\-/]{9,}", written))


def looks_like_web(written: str) -> bool:
    return bool(re.match(r"(?:https?://|www\.)", written))


def named(model: type[models.Model], *others: str) -> list[Field]:
    """What tells the row from the others: its name, its short address."""
    return [
        plain(model, "name", *others, help="Obligatoire pour une nouvelle ligne."),
        plain(
            model,
            "slug",
            "slug",
            "identifiant",
            help="Celle de sa page : elle retrouve la ligne. Laissez vide pour une nouvelle.",
        ),
    ]


def provenance(model: type[models.Model]) -> list[Field]:
    """Where the row comes from, and when somebody last checked it."""
    return [
        plain(
            model,
            "evidence",
            "niveau de preuve",
            help="Vide : « à vérifier », ou « sourcé » si vous dites que le tableau fait foi.",
        ),
        plain(
            model,
            "verified_on",
            "date de vérification",
            "vérifié",
            "dernière vérification",
            "dernière vérif",
        ),
        plain(
            model,
            "source",
            "sources",
            "origine",
            help="Vide : l’expéditeur, le nom du fichier et la date.",
        ),
        plain(model, "source_url", "url de la source", "lien de la source"),
        plain(model, "licence"),
        plain(model, "retrieved_on", "date du relevé", "date de mise à jour", "mis à jour le"),
    ]


def access(model: type[models.Model]) -> list[Field]:
    """How one comes, and when it is open."""
    return [
        plain(model, "appointment", "rendez-vous", "rdv", "prise de rendez-vous"),
        plain(model, "to_bring", "apporter", "documents à apporter"),
        plain(
            model,
            "opening_hours",
            "horaires",
            "horaires d’ouverture",
            clean=cleaners.opening_hours,
            help="« lundi au vendredi 9h-17h », ou Mo-Fr 09:00-12:30,14:00-17:00; PH off.",
        ),
        plain(model, "opening_hours_as_of", "date des horaires"),
        plain(model, "transport", "transports", "comment venir"),
        plain(
            model,
            "wheelchair",
            "accessibilité",
            "accessible pmr",
            "pmr",
            words={"accessible": "yes", "non accessible": "no", "partiel": "limited"},
        ),
        plain(model, "accessibility_note", "remarque sur l’accessibilité"),
    ]


def place(model: type[models.Model]) -> list[Field]:
    """Where it stands and how one reaches it."""
    return [
        plain(
            model,
            "address",
            "adresse",
            "adresse postale",
            "rue",
            "adresse 1",
            "n° et voie",
            "numéro et voie",
            "adresse complète",
            help="Le numéro et la rue.",
        ),
        plain(model, "postal_line", "ligne d’acheminement", "cp ville", "code postal ville"),
        *reference(
            model,
            "commune",
            (
                "code insee",
                "insee",
                "code commune",
                "code insee de la commune",
                "code commune insee",
            ),
            ("ville", "localité", "nom de la commune", "commune d’implantation", "lieu"),
            "Le code INSEE, ou le nom avec le code postal.",
            cleaners.commune_code,
        ),
        Field(
            "postcode",
            ("Code postal", "cp", "codepostal", "code post", "c.p."),
            cleaners.postcode,
            "Avec la commune ; un code postal peut en couvrir plusieurs.",
        ),
        *reference(
            model,
            "department",
            ("dép.", "dep", "dépt", "dpt", "numéro de département", "code département"),
            ("nom du département",),
            "Suit la commune ; sert seul quand elle n’est pas connue.",
            cleaners.department_code,
        ),
        Field("longitude", ("Longitude", "lon", "lng", "long", "x wgs84"), cleaners.degrees),
        Field(
            "latitude",
            ("Latitude", "lat", "y wgs84"),
            cleaners.degrees,
            "Degrés décimaux (WGS 84), point ou virgule.",
        ),
        plain(
            model,
            "point_precision",
            "précision",
            help="Vide avec une position : probable.",
        ),
        Field(
            "phones",
            (
                "Téléphones",
                "téléphone",
                "tél",
                "tel",
                "numéro de téléphone",
                "n° de téléphone",
                "tél.",
                "standard",
                "secrétariat",
                "téléphone fixe",
                "tél secrétariat",
            ),
            cleaners.phones,
            "D’un service, jamais d’une personne. Plusieurs : séparez-les par « / » ou « ; ».",
            looks_like=looks_like_phone,
        ),
        plain(
            model,
            "official_url",
            "site",
            "site web",
            "site internet",
            "url",
            "page web",
            "lien",
            "web",
            looks_like=looks_like_web,
        ),
        plain(model, "note", "remarques", "commentaire", "commentaires", "observations", "notes"),
    ]


def hosted(model: type[models.Model]) -> list[Field]:
    """What stands in an establishment, and whom it receives."""
    return [
        *reference(
            model,
            "establishment",
            (
                "finess établissement",
                "finess de l’établissement",
                "finess de l’hôpital",
                "n° finess de l’établissement",
                *(("finess", "finess géographique", "n° finess") if model is Centre else ()),
            ),
            ("hôpital", "hôpital d’accueil", "établissement d’accueil", "chu", "site hospitalier"),
            "Le FINESS ou l’adresse courte de l’établissement, sinon son nom.",
            cleaners.finess_or_slug,
        ),
        plain(
            model,
            "stands_apart",
            help="oui : le lieu est le sien, pas celui de l’établissement.",
        ),
        plain(
            model,
            "audience",
            "âge",
            "âges",
            "population",
            "patients",
            "adultes/enfants",
            "enfants/adultes",
            "tranche d’âge",
            words=AUDIENCES,
        ),
        plain(model, "age_min", "âge minimum", "à partir de", help="En années, ou « 6 mois »."),
        plain(model, "age_max", "âge maximum", "jusqu’à", help="En années, ou « 18 ans »."),
    ]
