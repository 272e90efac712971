"""The back office of what one reads, attends or joins."""

from resources.admin import of_structures
from resources.admin.joining import AssociationAdmin, MeetingAdmin, TrainingAdmin
from resources.admin.pathway import PathwayAdmin
from resources.admin.reading import EmergencyCardAdmin, ProtocolAdmin, VideoAdmin
from resources.admin.research import TrialAdmin

__all__ = [
    "AssociationAdmin",
    "EmergencyCardAdmin",
    "MeetingAdmin",
    "PathwayAdmin",
    "ProtocolAdmin",
    "TrainingAdmin",
    "TrialAdmin",
    "VideoAdmin",
    "of_structures",
]
