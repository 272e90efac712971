"""What one reads, attends or joins. One module an idea: protocol, emergency card, association."""

from resources.models.association import Association, AssociationDisease
from resources.models.emergency_card import EmergencyCard, EmergencyCardDisease
from resources.models.protocol import Protocol, ProtocolDisease
from resources.models.resource import DiseaseLink, Document

__all__ = [
    "Association",
    "AssociationDisease",
    "DiseaseLink",
    "Document",
    "EmergencyCard",
    "EmergencyCardDisease",
    "Protocol",
    "ProtocolDisease",
]
