"""What one reads, attends or joins. One module an idea: protocol, card, association, meeting…"""

from resources.models.association import Association, AssociationDisease
from resources.models.emergency_card import EmergencyCard, EmergencyCardDisease
from resources.models.history import TRACKED
from resources.models.meeting import Meeting, MeetingDisease
from resources.models.pathway import Pathway, PathwayDisease, PathwayStep
from resources.models.protocol import Protocol, ProtocolDisease
from resources.models.resource import DiseaseLink, Document, Shelved
from resources.models.training import Training, TrainingDisease
from resources.models.trial import Trial, TrialDisease
from resources.models.video import Video, VideoDisease

__all__ = [
    "TRACKED",
    "Association",
    "AssociationDisease",
    "DiseaseLink",
    "Document",
    "EmergencyCard",
    "EmergencyCardDisease",
    "Meeting",
    "MeetingDisease",
    "Pathway",
    "PathwayDisease",
    "PathwayStep",
    "Protocol",
    "ProtocolDisease",
    "Shelved",
    "Training",
    "TrainingDisease",
    "Trial",
    "TrialDisease",
    "Video",
    "VideoDisease",
]
