"""What a spreadsheet may fill, and the fields of each: the one table from which all derives."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db import models

from foundations.exports import heading
from importers.spreadsheets import cleaners
from importers.spreadsheets.fields import Field, plain, reference
from resources.models import Association
from structures.models import Centre, Establishment, Phone, Service, Structure


@dataclass(frozen=True)
class Target:
    """A table that a spreadsheet fills.

    `needed` are the fields without which no row is made. `narrows` are attributes that tell apart
    rows of one name in one commune. `phones` is the nature of the numbers of a cell, "" for none.
    """

    key: str
    title: str
    model: type[models.Model]
    fields: Sequence[Field]
    needed: Sequence[str]
    narrows: Sequence[str] = ()
    phones: str = ""

    @cached_property
    def by_key(self) -> dict[str, Field]:
        return {field.key: field for field in self.fields}

    @property
    def is_structure(self) -> bool:
        return issubclass(self.model, Structure)

    @cached_property
    def known_headings(self) -> set[str]:
        return {name for field in self.fields for name in field.folded}

    def has(self, key: str) -> bool:
        return key in self.by_key


AUDIENCES = {
    "enfant": "child",
    "pédiatrique": "child",
    "pédiatrie": "child",
    "mineurs": "child",
    "adulte": "adult",
    "majeurs": "adult",
    "adultes et enfants": "both",
    "enfants adultes": "both",
    "adultes enfants": "both",
    "mixte": "both",
    "tous": "both",
    "tous âges": "both",
    "tout public": "both",
    "inconnu": "unknown",
    "à préciser": "unknown",
}
LABELS = {
    "coordonnateur": "CRMR_COORD",
    "CRMR coordonnateur": "CRMR_COORD",
    "site coordonnateur": "CRMR_COORD",
    "constitutif": "CRMR_CONST",
    "CRMR constitutif": "CRMR_CONST",
    "site constitutif": "CRMR_CONST",
    "centre de référence": "CRMR",
    "compétence": "CCMR",
    "centre de compétences": "CCMR",
    "CCMR": "CCMR",
    "CRC": "CRC",
}

CATEGORIES = {
    "urgences": "emergency",
    "SAU": "emergency",
    "SAMU": "samu",
    "MDPH": "mdph",
    "conseil général": "department_council",
    "DSDEN": "school_authority",
    "DAC": "coordination",
    "dispositif d’appui à la coordination": "coordination",
    "équipe relais handicaps rares": "rare_handicap",
    "HAD": "hospital_at_home",
    "hospitalisation à domicile": "hospital_at_home",
    "SMR": "rehabilitation",
    "SSR": "rehabilitation",
    "rééducation": "rehabilitation",
    "handiconsult": "somatic_care",
    "CMP enfants": "child_psychiatry",
    "SSIAD": "nursing_at_home",
    "soins infirmiers à domicile": "nursing_at_home",
    "répit": "respite",
    "plateforme de répit": "respite",
    "PMI": "early_childhood",
    "CAMSP": "early_childhood",
    "IME": "schooling",
    "IEM": "schooling",
    "SESSAD": "schooling",
    "CMPP": "schooling",
    "institut médico-éducatif": "schooling",
    "CRA": "autism",
    "UEROS": "brain_injury",
    "CRP": "vocational",
    "MAS": "accommodation",
    "FAM": "accommodation",
    "EAM": "accommodation",
    "maison d’accueil spécialisée": "accommodation",
    "foyer d’accueil médicalisé": "accommodation",
    "point info famille": "family_information",
    "CLIC": "elderly_information",
    "psychologue": "psychology",
    "psychologie": "psychology",
    "labo": "laboratory",
    "laboratoire": "laboratory",
    "plateforme": "platform",
    "biobanque": "platform",
    "unité de recherche": "research_unit",
    "équipe de recherche": "research_unit",
}
"""Short names of kinds of services; each is named in the label of its category, or is its only
reading in France."""


def _finess(written: str) -> bool:
    return bool(re.fullmatch(r"(?:\d{8,9}|2[ABab]\d{7})", written.replace(" ", "")))


def _phone(written: str) -> bool:
    return bool(re.fullmatch(r"(?:\+33|0)[\d .()\-/]{9,}", written))


def _web(written: str) -> bool:
    return bool(re.match(r"(?:https?://|www\.)", written))


def _named(model: type[models.Model], *others: str) -> list[Field]:
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


def _provenance(model: type[models.Model]) -> list[Field]:
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


def _access(model: type[models.Model]) -> list[Field]:
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


def _place(model: type[models.Model]) -> list[Field]:
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
            looks_like=_phone,
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
            looks_like=_web,
        ),
        plain(model, "note", "remarques", "commentaire", "commentaires", "observations", "notes"),
    ]


def _hosted(model: type[models.Model]) -> list[Field]:
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


ESTABLISHMENTS = Target(
    key="establishments",
    title="Établissements",
    model=Establishment,
    needed=("name",),
    phones=Phone.Kind.SWITCHBOARD,
    fields=(
        *_named(
            Establishment,
            "établissement",
            "nom de l’établissement",
            "nom établissement",
            "hôpital",
            "nom de l’hôpital",
            "structure",
            "nom de la structure",
            "intitulé",
            "dénomination",
            "libellé",
        ),
        plain(
            Establishment,
            "finess",
            "finess",
            "n° finess",
            "no finess",
            "numéro finess",
            "finess et",
            "n° finess et",
            "nofinesset",
            "finess site",
            "code finess",
            clean=cleaners.finess,
            help="Neuf caractères ; un zéro mangé par le tableur est rétabli.",
            looks_like=_finess,
        ),
        plain(
            Establishment,
            "finess_legal",
            "finess ej",
            "n° finess ej",
            "nofinessej",
            "finess entité juridique",
            clean=cleaners.finess,
        ),
        plain(Establishment, "siret", "n° siret", "numéro siret", clean=cleaners.siret),
        plain(Establishment, "category", "catégorie", "code catégorie"),
        plain(Establishment, "official_name", "raison sociale", "rs", "rslongue"),
        plain(Establishment, "group", "ght", "groupement", "groupe hospitalier"),
        *_access(Establishment),
        *_place(Establishment),
        plain(Establishment, "platform", "plateforme", "esmara", "place dans esmara"),
        plain(Establishment, "platform_note"),
        plain(Establishment, "emergency_general", "urgences", "urgences adultes", "sau"),
        plain(Establishment, "emergency_paediatric", "urgences enfants", "urgences pédiatrie"),
        *_provenance(Establishment),
    ),
)

CENTRES = Target(
    key="centres",
    title="Centres maladies rares",
    model=Centre,
    needed=("name", "network", "label"),
    narrows=("network", "establishment", "audience", "label"),
    phones=Phone.Kind.CENTRE,
    fields=(
        *_named(
            Centre,
            "centre",
            "nom du centre",
            "intitulé du centre",
            "intitulé",
            "libellé",
            "dénomination",
            "consultation",
        ),
        *reference(
            Centre,
            "network",
            ("code réseau", "sigle", "acronyme"),
            ("nom du réseau", "crmr", "réseau crmr", "groupe de maladies", "maladies"),
            "Le réseau de centres : son adresse courte, son sigle ou son nom.",
        ),
        plain(
            Centre,
            "label",
            "type de centre",
            "type",
            "niveau",
            "labellisation",
            "statut",
            "nature du site",
            words=LABELS,
        ),
        plain(Centre, "label_from", "date de labellisation", "labellisé le"),
        plain(Centre, "label_until", "fin de labellisation"),
        plain(Centre, "label_order", "arrêté de labellisation"),
        plain(Centre, "label_vintage", "millésime"),
        plain(Centre, "label_note"),
        plain(Centre, "site_name", "nom du site"),
        plain(Centre, "site_confirmed"),
        *_hosted(Centre),
        plain(Centre, "age_note"),
        *_access(Centre),
        *_place(Centre),
        *_provenance(Centre),
    ),
)

SERVICES = Target(
    key="services",
    title="Services et structures d’appui",
    model=Service,
    needed=("name", "category"),
    narrows=("category", "establishment", "audience"),
    phones=Phone.Kind.SERVICE,
    fields=(
        *_named(
            Service,
            "service",
            "nom du service",
            "structure",
            "nom de la structure",
            "intitulé",
            "libellé",
            "dénomination",
            "raison sociale",
            "organisme",
            "nom de l’organisme",
        ),
        plain(
            Service,
            "category",
            "type",
            "type de structure",
            "type de service",
            "nature",
            words=CATEGORIES,
            help="Les sigles d’usage sont compris : IME, SESSAD, SSIAD, HAD…",
        ),
        plain(Service, "relevance"),
        plain(
            Service,
            "finess",
            "finess",
            "n° finess",
            "no finess",
            "numéro finess",
            "finess et",
            "nofinesset",
            "code finess",
            clean=cleaners.finess,
            help="Le sien ; vide dans un établissement.",
            looks_like=_finess,
        ),
        plain(Service, "source_name"),
        *_hosted(Service),
        plain(Service, "paediatric_emergency"),
        plain(Service, "access", "modalités d’accès", "conditions d’accès", "admission"),
        *_access(Service),
        *_place(Service),
        *_provenance(Service),
    ),
)

ASSOCIATIONS = Target(
    key="associations",
    title="Associations",
    model=Association,
    needed=("name",),
    fields=(
        *_named(
            Association,
            "association",
            "asso",
            "nom de l’association",
            "intitulé",
            "dénomination",
            "libellé",
            "raison sociale",
            "titre",
            "organisme",
        ),
        plain(Association, "scope", "portée", "niveau", "échelle"),
        *reference(
            Association,
            "department",
            ("dép.", "dep", "dépt", "dpt", "numéro de département", "code département"),
            ("nom du département",),
            "Celui où agit une association locale.",
            cleaners.department_code,
        ),
        plain(
            Association,
            "concerns",
            "maladie",
            "maladies",
            "pathologie",
            "pathologies",
            "objet",
            "public concerné",
        ),
        *reference(
            Association,
            "filiere",
            ("fsmr", "code filière"),
            ("filière de santé", "nom de la filière"),
            "Le sigle de la filière de santé maladies rares, ou son nom.",
        ),
        plain(
            Association,
            "website",
            "site web",
            "site internet",
            "url",
            "page web",
            "lien",
            "web",
            looks_like=_web,
        ),
        plain(
            Association,
            "phone",
            "tél",
            "tel",
            "téléphone fixe",
            "numéro de téléphone",
            "n° de téléphone",
            clean=cleaners.phone,
            help="Celui de l’association, jamais celui d’une personne.",
            looks_like=_phone,
        ),
        plain(Association, "address", "adresse", "adresse postale", "rue", "siège"),
        plain(Association, "postcode", "cp", "codepostal", clean=cleaners.postcode),
        plain(Association, "seat_city", "ville", "commune", "localité"),
        plain(Association, "contact_year"),
        plain(Association, "founded", "créée en", "création", "date de création"),
        plain(Association, "siren", "n° siren", clean=cleaners.siren),
        plain(Association, "rna", "n° rna", "numéro rna", clean=cleaners.rna),
        plain(Association, "note", "remarques", "commentaire", "commentaires", "observations"),
        *_provenance(Association),
    ),
)

TARGETS = {target.key: target for target in (ESTABLISHMENTS, CENTRES, SERVICES, ASSOCIATIONS)}


def heading_of(target: Target, attribute: str) -> str:
    """The name that people see for an attribute of a row."""
    if attribute == "phones":
        return target.by_key["phones"].title
    return heading(target.model._meta.get_field(attribute))  # type: ignore[arg-type]
