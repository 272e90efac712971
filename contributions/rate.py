"""How often one may write to us, without keeping who writes.

A network address is reduced to five signs (20 bits: some 4,000 IPv4 addresses share each) by a
keyed hash whose random key changes every day and is then deleted. The counts stand in the database,
where several processes see the same; the database cache of Django does not add atomically.
"""

import secrets
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from contributions.models import DailySalt, Sending

AN_HOUR = 10
"""Messages an hour from one address: a whole hospital often shares one."""

AN_HOUR_IN_ALL = 300
"""Messages an hour from everybody: more is a flood, whatever the addresses."""

EVERYBODY = "*"


@transaction.atomic
def may_send(request: HttpRequest) -> bool:
    """Count one more message; false, and nothing counted, when there were too many this hour."""
    codes = {_code_of(_address_of(request)): AN_HOUR, EVERYBODY: AN_HOUR_IN_ALL}
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    Sending.objects.bulk_create(
        [Sending(hour=hour, code=code) for code in codes], ignore_conflicts=True
    )
    counts = Sending.objects.filter(hour=hour, code__in=codes).order_by("code")
    rows = list(counts.select_for_update())
    if any(row.count >= codes[row.code] for row in rows):
        return False
    for row in rows:
        row.count += 1
        row.save(update_fields=["count"])
    return True


def forget_past_days() -> int:
    """Drop the counts and the salts of the days before; how many counts went."""
    today = timezone.localdate()
    DailySalt.objects.filter(day__lt=today).delete()
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    gone, _ = Sending.objects.filter(hour__lt=midnight).delete()
    return gone


def _code_of(address: str) -> str:
    return blake2b(_network_of(address).encode(), key=_salt(), digest_size=8).hexdigest()[:5]


def _salt() -> bytes:
    today = timezone.localdate()
    kept = DailySalt.objects.filter(day=today).first()
    if kept is None:
        forget_past_days()
        DailySalt.objects.bulk_create(
            [DailySalt(day=today, salt=secrets.token_bytes(32))], ignore_conflicts=True
        )
        kept = DailySalt.objects.get(day=today)
    return bytes(kept.salt)


def _address_of(request: HttpRequest) -> str:
    """The visitor's address: behind a proxy, in the header that the settings name."""
    header = settings.CLIENT_ADDRESS_HEADER
    return request.headers.get(header, "") if header else request.META.get("REMOTE_ADDR", "")


def _network_of(address: str) -> str:
    """One IPv4 address, or the /64 of an IPv6: a household has all of it."""
    try:
        known = ip_address(address.strip())
    except ValueError:
        return ""
    if isinstance(known, IPv6Address) and known.ipv4_mapped:
        return str(known.ipv4_mapped)
    if isinstance(known, IPv6Address):
        return str(ip_network((known, 64), strict=False))
    return str(known)
