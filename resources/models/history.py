"""The tables of resources whose former states are kept."""

from foundations.history import track
from resources.models.association import Association, AssociationDisease
from resources.models.emergency_card import EmergencyCard, EmergencyCardDisease
from resources.models.glossary import Term
from resources.models.guide import Guide, GuideStep
from resources.models.meeting import Meeting, MeetingDisease
from resources.models.pathway import Pathway, PathwayDisease, PathwayStep
from resources.models.platform_figure import PlatformFigure
from resources.models.protocol import Protocol, ProtocolDisease
from resources.models.research import (
    Publication,
    PublicationDisease,
    PublicationUnit,
    ResearchTheme,
)
from resources.models.structure_document import StructureDocument
from resources.models.training import Training, TrainingDisease
from resources.models.trial import Trial, TrialDisease
from resources.models.video import Video, VideoDisease

TRACKED = track(
    "resources",
    Association,
    AssociationDisease,
    EmergencyCard,
    EmergencyCardDisease,
    Guide,
    GuideStep,
    Meeting,
    MeetingDisease,
    Pathway,
    PathwayDisease,
    PathwayStep,
    PlatformFigure,
    Protocol,
    ProtocolDisease,
    Publication,
    PublicationDisease,
    PublicationUnit,
    ResearchTheme,
    StructureDocument,
    Term,
    Training,
    TrainingDisease,
    Trial,
    TrialDisease,
    Video,
    VideoDisease,
)
