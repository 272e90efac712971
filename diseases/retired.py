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


def referred_targets(disease: Disease) -> list[Disease]:
    """What Orphanet refers to from a code that it withdrew, by name; empty for a code in use."""
    if disease.status != Disease.Status.OBSOLETE:
        return []
    targets = Disease.objects.filter(redirected_from__disease=disease).select_related("filiere")
    return list(targets.order_by("name", "orpha"))
