"""The tables of resources whose former states are kept."""

from foundations.history import track
from resources.models.association import Association, AssociationDisease
from resources.models.emergency_card import EmergencyCard, EmergencyCardDisease
from resources.models.meeting import Meeting, MeetingDisease
from resources.models.pathway import Pathway, PathwayDisease, PathwayStep
from resources.models.protocol import Protocol, ProtocolDisease
from resources.models.training import Training, TrainingDisease
from resources.models.trial import Trial, TrialDisease
from resources.models.video import Video, VideoDisease

TRACKED = track(
    "resources",
    Association,
    AssociationDisease,
    EmergencyCard,
    EmergencyCardDisease,
    Meeting,
    MeetingDisease,
    Pathway,
    PathwayDisease,
    PathwayStep,
    Protocol,
    ProtocolDisease,
    Training,
    TrainingDisease,
    Trial,
    TrialDisease,
    Video,
    VideoDisease,
)
