"""What there is to read and to watch about a structure, on the sites of their publishers."""

from directory.structure_page.reading import Subject
from resources.models import StructureDocument, Video


def documents_of(subject: Subject) -> list[StructureDocument]:
    order = StructureDocument.Kind.values
    rows = StructureDocument.objects.published().filter(structure=subject.structure)
    return sorted(rows, key=lambda one: (order.index(one.kind), one.title, one.pk))


def videos_of(subject: Subject) -> list[Video]:
    """Those with captions and a written transcript."""
    rows = Video.objects.that_all_can_follow().published()
    return list(rows.filter(structure=subject.structure).order_by("title", "slug"))
