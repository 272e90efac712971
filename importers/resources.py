"""data/resources/ -> the tables of resources: what one reads, attends or joins, and for what."""

from importers.feed import Feed
from importers.shelves import DEPARTMENT, FILIERE, PUBLICATION, UNIT, links, table
from resources.models import (
    Association,
    AssociationDisease,
    EmergencyCard,
    EmergencyCardDisease,
    Meeting,
    MeetingDisease,
    PlatformFigure,
    Protocol,
    ProtocolDisease,
    Publication,
    PublicationDisease,
    PublicationUnit,
    ResearchTheme,
    Training,
    TrainingDisease,
    Trial,
    TrialDisease,
    Video,
    VideoDisease,
)

SHELVED = ("slug", "title", "url", "url_precision", "note")
DOCUMENT = (*SHELVED, "year")
PROTOCOL = (*DOCUMENT, "author", "superseded")
EMERGENCY_CARD = (*DOCUMENT, "kind", "authors")
ASSOCIATION = (
    "slug",
    "name",
    "scope",
    "concerns",
    "website",
    "phone",
    "address",
    "postcode",
    "seat_city",
    "contact_year",
    "founded",
    "siren",
    "note",
)

MEETING = (*SHELVED, "kind", "level", "cadence", "who_may_submit", "how")
TRAINING = (*SHELVED, "kind", "organiser", "audience", "city", "hours", "price")
TRIAL = (
    *SHELVED,
    "acronym",
    "nct",
    "eu_ct",
    "eudract",
    "concerns",
    "design",
    "phase",
    "status",
    "status_words",
    "status_as_of",
    "sponsor",
    "age_min",
    "age_max",
    "enrolment",
    "site",
    "site_confirmed",
)
VIDEO = (*SHELVED, "presents", "year", "transcript")
OF_PUBLICATION = (*DOCUMENT, "journal", "doi")
FIGURE = ("slug", "what", "value", "note")


def feeds() -> list[Feed]:
    """The tables of resources, parents first."""
    return [
        table("PNDS", "resources/protocols", Protocol, PROTOCOL),
        links("maladies des PNDS", "resources/protocol_diseases", Protocol, ProtocolDisease),
        table("cartes d'urgence", "resources/emergency_cards", EmergencyCard, EMERGENCY_CARD),
        links(
            "maladies des cartes",
            "resources/emergency_card_diseases",
            EmergencyCard,
            EmergencyCardDisease,
        ),
        table(
            "associations", "resources/associations", Association, ASSOCIATION, FILIERE, DEPARTMENT
        ),
        links(
            "maladies des associations",
            "resources/association_diseases",
            Association,
            AssociationDisease,
        ),
        table("RCP", "resources/meetings", Meeting, MEETING, FILIERE),
        links("maladies des RCP", "resources/meeting_diseases", Meeting, MeetingDisease),
        table("formations", "resources/trainings", Training, TRAINING, FILIERE),
        links("maladies des formations", "resources/training_diseases", Training, TrainingDisease),
        table("essais", "resources/trials", Trial, TRIAL),
        links("maladies des essais", "resources/trial_diseases", Trial, TrialDisease),
        table("vidéos", "resources/videos", Video, VIDEO),
        links("maladies des vidéos", "resources/video_diseases", Video, VideoDisease),
        table(
            "thèmes de recherche",
            "resources/research_themes",
            ResearchTheme,
            ("position", "title"),
            UNIT,
            key=("unit", "position"),
        ),
        table("publications", "resources/publications", Publication, OF_PUBLICATION),
        table(
            "unités des publications",
            "resources/publication_units",
            PublicationUnit,
            (),
            PUBLICATION,
            UNIT,
            key=("publication", "unit"),
        ),
        links(
            "maladies des publications",
            "resources/publication_diseases",
            Publication,
            PublicationDisease,
        ),
        table("chiffres annoncés", "directory/platform_figures", PlatformFigure, FIGURE),
    ]
