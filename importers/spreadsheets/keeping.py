"""How long what people send is kept, and the deletion of what is older.

A sheet may hold names and addresses of persons in columns that we do not read: the file is dropped
as soon as it is imported or given up, the rows of its report a month later. Who, when, how many and
the SHA-256 of the file stay.
"""

from datetime import timedelta

from django.utils import timezone

from importers.models import Upload

DRAFT_DAYS = 7
REPORT_DAYS = 30


def purge() -> int:
    """Drop what is older than its time; the number of uploads that were touched."""
    now = timezone.now()
    drafts = Upload.objects.filter(
        state=Upload.State.DRAFT, uploaded_at__lt=now - timedelta(days=DRAFT_DAYS)
    ).update(state=Upload.State.DROPPED, content=None, rows=None)
    reports = Upload.objects.filter(
        rows__isnull=False, imported_at__lt=now - timedelta(days=REPORT_DAYS)
    ).update(rows=None)
    return drafts + reports


def drafts() -> int:
    """How many uploads wait between two steps."""
    return Upload.objects.filter(state=Upload.State.DRAFT).count()
