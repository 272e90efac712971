"""The back office of what one reads, attends or joins."""

from resources.admin import of_structures
from resources.admin.guide import GuideAdmin, TermAdmin
from resources.admin.joining import AssociationAdmin, MeetingAdmin, TrainingAdmin
from resources.admin.pathway import PathwayAdmin
from resources.admin.platform_figure import PlatformFigureAdmin
from resources.admin.reading import EmergencyCardAdmin, ProtocolAdmin, VideoAdmin
from resources.admin.research import PublicationAdmin, ResearchThemeAdmin, TrialAdmin

__all__ = [
    "AssociationAdmin",
    "EmergencyCardAdmin",
    "GuideAdmin",
    "MeetingAdmin",
    "PathwayAdmin",
    "PlatformFigureAdmin",
    "ProtocolAdmin",
    "PublicationAdmin",
    "ResearchThemeAdmin",
    "TermAdmin",
    "TrainingAdmin",
    "TrialAdmin",
    "VideoAdmin",
    "of_structures",
]
