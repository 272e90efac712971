"""Retired ORPHA codes: addresses, links and letters keep them for years."""

from diseases.models import Disease, Redirect


def successor_of(orpha: int) -> int:
    """The code that replaces a deprecated one, through as many moves as it takes; else itself."""
    seen: set[int] = set()
    while orpha not in seen:
        seen.add(orpha)
        moved = Redirect.objects.filter(
            disease=orpha, kind=Redirect.Kind.MOVED, disease__status=Disease.Status.DEPRECATED
        )
        orpha = moved.order_by("target_id").values_list("target_id", flat=True).first() or orpha
    return orpha
