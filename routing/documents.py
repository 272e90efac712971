"""What a professional reads and where a case is brought: plain cards of a disease's resources."""

from resources.for_disease import Found, Resources
from resources.models import EmergencyCard, Meeting, Protocol
from routing.answer import CardLink, Documents, MeetingCard, ProtocolCard


def documents_of(resources: Resources) -> Documents:
    """The protocols in force, the meetings and the emergency cards, each in its order."""
    return Documents(
        protocols=tuple(
            _protocol(found) for found in resources.protocols if not found.resource.superseded
        ),
        meetings=tuple(_meeting(found) for found in resources.meetings),
        emergency_cards=tuple(_card(found) for found in resources.emergency_cards),
    )


def _protocol(found: Found[Protocol]) -> ProtocolCard:
    protocol = found.resource
    return ProtocolCard(
        title=protocol.title,
        year=protocol.year,
        url=protocol.url,
        leads_to=protocol.url_precision,
        to_verify=found.to_verify,
    )


def _meeting(found: Found[Meeting]) -> MeetingCard:
    meeting = found.resource
    return MeetingCard(
        title=meeting.title,
        level=meeting.level,
        cadence=meeting.cadence,
        who_may_submit=meeting.who_may_submit,
        how=meeting.how,
        url=meeting.url,
        to_verify=found.to_verify,
    )


def _card(found: Found[EmergencyCard]) -> CardLink:
    card = found.resource
    return CardLink(
        title=card.title,
        url=card.url,
        kind=card.kind,
        to_verify=found.to_verify,
        concerns=found.through.name if found.through else "",
    )
