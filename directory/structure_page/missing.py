"""What the page does not know, said once, with a call to complete it."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.structure_page.coming import Coming
from directory.structure_page.pathway import KINDS_OF_CARE
from directory.structure_page.reading import Subject
from structures.models import Audience, Centre, Service, Structure

NOT_VISITED = {Structure.Kind.RESEARCH_UNIT, Structure.Kind.LABORATORY}
"""One does not come there for an appointment, as a rule."""


def missing(
    subject: Subject, coming: Coming, documents: Sequence[object], videos: Sequence[object]
) -> list[Promise]:
    """In the order of the page."""
    structure, hosted = subject.structure, subject.hosted
    visited = structure.kind not in NOT_VISITED
    asked = [
        (structure.kind not in KINDS_OF_CARE or _says_ages(hosted), _("les âges reçus")),
        (bool(subject.phones), _("le téléphone")),
        (bool(structure.address or structure.postal_line), _("l’adresse")),
        (not _takes_appointments(subject) or bool(structure.appointment), _("le rendez-vous")),
        (not _takes_appointments(subject) or bool(coming.to_bring), _("ce qu’il faut apporter")),
        (coming.opening is not None or not visited, _("les heures d’ouverture")),
        (coming.transport_of is not None or not visited, _("les transports")),
        (coming.access_of is not None or not visited, _("l’accessibilité")),
        (bool(documents), _("des documents")),
        (bool(videos), _("une vidéo sous-titrée, avec sa transcription")),
    ]
    return [words for is_known, words in asked if not is_known]


def _says_ages(hosted: Centre | Service | None) -> bool:
    if hosted is None:
        return True
    has_bounds = hosted.age_min is not None or hosted.age_max is not None
    return has_bounds or hosted.audience != Audience.UNKNOWN


def _takes_appointments(subject: Subject) -> bool:
    """Not an emergency department, a hospital as a whole, a laboratory."""
    kind = subject.structure.kind
    return kind not in {*NOT_VISITED, Structure.Kind.EMERGENCY, Structure.Kind.ESTABLISHMENT}
