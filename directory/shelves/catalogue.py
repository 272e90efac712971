"""The shelves, one definition each: words, names, and nothing that decides."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from directory.shelves import columns as c
from directory.shelves import rows
from directory.shelves.facets import (
    DEPARTMENT,
    FILIERE,
    choice_of,
    filiere_order,
    filiere_words,
    first_filiere,
    order_of,
)
from directory.shelves.shelf import Column, Facet, Said, Shelf
from resources.models import EmergencyCard, Meeting, Training, Trial, Video
from resources.models.protocol import OFFICIAL_LIST
from resources.models.trial import REGIONAL_DIRECTORY
from structures.models import Category

HAS = _("Tous les PNDS, à la Haute Autorité de santé")


def _facet(
    name: str, legend: Said, field: str, choices: type[Any], words: Mapping[str, Said] | None = None
) -> Facet:
    """The facet of a field of choices; `words` where its labels are those of the back office."""
    of, labels = choice_of(field, choices)
    return Facet(name, legend, of, words.__getitem__ if words else labels)


CARDS = {
    "professional": _("Fiches pour les soignants des urgences"),
    "dispatch": _("Fiches pour le Samu, au téléphone"),
    "patient": _("Cartes que le patient garde sur lui"),
}
SITES = {"confirme": _("confirmé par une source"), "a-confirmer": _("non confirmé")}
LABORATORY_WORDS = {
    "platform": _("Plateformes : séquençage, ressources biologiques, recherche clinique"),
    "laboratory": _("Laboratoires"),
}

SERVICE_COLUMNS = (
    c.KEY,
    c.field("Nom", "name"),
    c.choice("Catégorie", "category"),
    Column("Établissement", lambda row: row.establishment.name if row.establishment else ""),
    Column("Commune", lambda row: row.commune.name if row.commune else ""),
    c.field("Département", "department_id"),
    c.DISEASES,
    c.field("Accès", "access"),
    c.field("Page officielle", "official_url"),
    c.NOTE,
)

PROTOCOLS = Shelf(
    slug="protocoles",
    title=_("Protocoles nationaux de diagnostic et de soins (PNDS)"),
    lead=_("Comment une maladie se diagnostique et se soigne, écrit par ses experts."),
    rows=rows.protocols,
    facets=(
        FILIERE,
        Facet(
            "annee",
            _("Année"),
            lambda row: [str(row.year) if row.year else "inconnue"],
            lambda value: _("Année inconnue") if value == "inconnue" else value,
        ),
    ),
    group=first_filiere,
    group_words=filiere_words,
    group_order=filiere_order,
    row="document",
    columns=(c.KEY, c.TITLE, c.YEAR, c.field("Rédigé par", "author"), *c.READ),
    honest=_("C’est une partie de la liste officielle, et des versions plus récentes existent."),
    elsewhere=((HAS, OFFICIAL_LIST),),
    correct="protocol",
)

EMERGENCY_CARDS = Shelf(
    slug="cartes-urgence",
    title=_("Cartes et fiches d’urgence"),
    lead=_("Ce qu’un service d’urgence doit savoir d’une maladie rare, avant de soigner."),
    rows=rows.emergency_cards,
    facets=(_facet("nature", _("Pour qui"), "kind", EmergencyCard.Kind, CARDS), FILIERE),
    group=lambda row: row.kind,
    group_words=CARDS.__getitem__,
    group_order=order_of(EmergencyCard.Kind),
    row="document",
    columns=(c.KEY, c.TITLE, c.KIND, c.YEAR, c.field("Rédigée par", "authors"), *c.READ),
    honest=_("La plupart des cartes sont remises par les centres : demandez-la au vôtre."),
    elsewhere=((_("Orphanet Urgences"), "https://www.orpha.net"),),
    correct="emergency-card",
)

MEETINGS = Shelf(
    slug="rcp",
    title=_("Réunions de concertation pluridisciplinaire (RCP)"),
    lead=_("Où un médecin présente un dossier difficile, et comment."),
    rows=rows.meetings,
    facets=(
        _facet("niveau", _("Niveau"), "level", Meeting.Level),
        FILIERE,
        _facet("nature", _("Nature"), "kind", Meeting.Kind),
    ),
    group=lambda row: row.level,
    group_words={
        "local": _("Locales ou régionales"),
        "national": _("Nationales"),
        "european": _("Européennes"),
    }.__getitem__,
    group_order=order_of(Meeting.Level),
    row="meeting",
    columns=(
        c.KEY,
        c.TITLE,
        c.KIND,
        c.choice("Niveau", "level"),
        c.field("Fréquence", "cadence"),
        c.field("Qui peut présenter un dossier", "who_may_submit"),
        c.field("Comment", "how"),
        *c.READ,
    ),
    honest=_("Chaque filière tient ses réunions : la liste complète est chez elle."),
    elsewhere=((_("Les 23 filières maladies rares"), "https://www.filieresmaladiesrares.fr"),),
    correct="meeting",
)

LABORATORIES = Shelf(
    slug="laboratoires",
    title=_("Laboratoires et plateformes"),
    lead=_("Analyses, séquençage, ressources biologiques, recherche clinique."),
    rows=rows.laboratories,
    facets=(
        _facet("categorie", _("Catégorie"), "category", Category, LABORATORY_WORDS),
        DEPARTMENT,
    ),
    group=lambda row: row.category,
    group_words=LABORATORY_WORDS.__getitem__,
    group_order=list(LABORATORY_WORDS).index,
    row="service",
    columns=SERVICE_COLUMNS,
    honest=_("Un laboratoire d’hôpital n’est pas pour autant le laboratoire d’une maladie."),
    elsewhere=((_("Orphanet, laboratoires et tests"), "https://www.orpha.net"),),
)

TRIALS = Shelf(
    slug="essais",
    title=_("Essais et études"),
    lead=_("Ce qui est en cours ou terminé, avec la date à laquelle une source l’a dit."),
    rows=rows.trials,
    facets=(
        _facet("etat", _("Où en est l’étude"), "status", Trial.Status),
        FILIERE,
        _facet("nature", _("Nature"), "design", Trial.Design),
        Facet(
            "site",
            _("Site de la plateforme"),
            lambda row: ["confirme" if row.confirmed_site else "a-confirmer"],
            {
                "confirme": _("confirmé par une source"),
                "a-confirmer": _("non confirmé"),
            }.__getitem__,
        ),
    ),
    group=lambda row: row.status,
    group_words={
        "recruiting": _("Inclusions en cours, à la date de la source"),
        "planned": _("Prévues"),
        "active": _("En cours, sans nouvelle inclusion"),
        "": _("État à vérifier"),
        "completed": _("Terminées"),
    }.__getitem__,
    group_order=order_of(Trial.Status),
    row="trial",
    columns=(
        c.KEY,
        c.TITLE,
        c.field("Sigle", "acronym"),
        c.field("ClinicalTrials.gov", "nct"),
        c.field("CTIS", "eu_ct"),
        c.field("EudraCT", "eudract"),
        c.choice("Nature", "design"),
        c.choice("Phase", "phase"),
        c.choice("État", "status"),
        c.field("État, mots de la source", "status_words"),
        c.field("État à la date du", "status_as_of"),
        c.field("Promoteur", "sponsor"),
        c.field("Âge minimal", "age_min"),
        c.field("Âge maximal", "age_max"),
        c.field("Participants", "enrolment"),
        c.field("Site confirmé", "confirmed_site"),
        *c.READ,
    ),
    honest=_("L’état d’une étude change vite : demandez à votre centre avant de vous déplacer."),
    elsewhere=((_("Les essais en Île-de-France"), REGIONAL_DIRECTORY),),
    correct="trial",
)

RESEARCH_UNITS = Shelf(
    slug="recherche",
    title=_("Unités de recherche"),
    lead=_("Qui cherche, sur quels thèmes, et avec quels travaux publiés."),
    rows=rows.research_units,
    facets=(
        Facet(
            "theme",
            _("Thème"),
            lambda row: [topic.title for topic in row.topics],
            lambda value: value,
        ),
        DEPARTMENT,
    ),
    group=lambda row: "",
    group_words={"": _("Unités et équipes")}.__getitem__,
    group_order=lambda key: 0,
    row="unit",
    columns=(
        *SERVICE_COLUMNS,
        Column("Thèmes", lambda row: " | ".join(topic.title for topic in row.topics)),
        Column(
            "Publications",
            lambda row: " | ".join(
                f"{work.publication.title} ({work.publication.year or '?'})" for work in row.works
            ),
        ),
    ),
    honest=_("Thèmes et travaux sont ceux qu’une page publique nomme : il y en a d’autres."),
    elsewhere=((_("Orphanet, projets de recherche"), "https://www.orpha.net"),),
)

TRAININGS = Shelf(
    slug="formations",
    title=_("Formations et éducation thérapeutique"),
    lead=_("Diplômes, journées, programmes pour les patients et leurs proches."),
    rows=rows.trainings,
    facets=(_facet("nature", _("Nature"), "kind", Training.Kind), FILIERE),
    group=lambda row: row.kind,
    group_words={
        "etp": _("Éducation thérapeutique du patient (ETP)"),
        "patients": _("Formations de patients"),
        "diploma": _("Diplômes d’université, dont celui de patient partenaire"),
        "day": _("Journées"),
        "congress": _("Congrès"),
        "event": _("Rencontres ouvertes à tous"),
        "other": _("Autres formations"),
    }.__getitem__,
    group_order=order_of(Training.Kind),
    row="training",
    columns=(
        c.KEY,
        c.TITLE,
        c.KIND,
        c.field("Organisée par", "organiser"),
        c.field("Pour qui", "audience"),
        c.field("Ville", "city"),
        c.field("Durée (heures)", "hours"),
        c.field("Prix", "price"),
        *c.READ,
    ),
    honest=_("Les dates à venir sont sur la page de chaque organisateur."),
    correct="training",
)

VIDEOS = Shelf(
    slug="videos",
    title=_("Vidéos"),
    lead=_("Des vidéos à regarder chez leur éditeur : rien ne se lance ici."),
    rows=rows.videos,
    facets=(_facet("transcription", _("Transcription"), "transcript", Video.Transcript), FILIERE),
    group=first_filiere,
    group_words=filiere_words,
    group_order=filiere_order,
    row="video",
    columns=(
        c.KEY,
        c.TITLE,
        c.field("Ce qu’elle présente", "presents"),
        c.YEAR,
        c.choice("Transcription", "transcript"),
        *c.READ,
    ),
    honest=_("Elles appartiennent à leurs éditeurs, qui peuvent les retirer."),
    correct="video",
)

FOR_PROFESSIONALS = (
    PROTOCOLS,
    EMERGENCY_CARDS,
    MEETINGS,
    LABORATORIES,
    TRIALS,
    RESEARCH_UNITS,
    TRAININGS,
)
SHELVES = {shelf.slug: shelf for shelf in (*FOR_PROFESSIONALS, VIDEOS)}
