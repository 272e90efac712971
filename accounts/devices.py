"""The second factor of a person: an application that gives codes, and recovery codes beside it."""

import base64
import math
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django_otp.models import Device
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import RecoveryDevice

NAME = "application de codes"
DIGITS = 6


def application_of(user: User) -> TOTPDevice | None:
    """The application that this person has proved to hold."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).order_by("pk").first()


def application_to_enrol(user: User) -> TOTPDevice:
    """The application that waits for its first code; the same secret until it comes."""
    waiting = TOTPDevice.objects.filter(user=user, confirmed=False).order_by("pk").first()
    return waiting or TOTPDevice.objects.create(user=user, name=NAME, confirmed=False)


def secret_in_letters(device: TOTPDevice) -> str:
    """The secret as one types it in an application: base 32, by fours."""
    letters = base64.b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(letters[i : i + 4] for i in range(0, len(letters), 4))


@transaction.atomic
def enrol(device: TOTPDevice, code: str) -> list[str] | None:
    """Confirm the application by its first code; the recovery codes, shown once. None: a wrong
    code, which makes the next try wait."""
    kept = TOTPDevice.objects.select_for_update().get(pk=device.pk)
    if not kept.verify_token(_digits(code)):
        return None
    kept.confirmed = True
    kept.save()
    TOTPDevice.objects.filter(user=kept.user).exclude(pk=kept.pk).delete()
    return RecoveryDevice.renew(kept.user)


@transaction.atomic
def check(user: User, code: str) -> Device | None:
    """What recognised the code: the application, or the recovery codes, of which it takes one."""
    typed = _digits(code)
    if typed.isdecimal() and len(typed) == DIGITS:
        device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=True).first()
    else:
        device = RecoveryDevice.objects.filter(user=user).first()
    return device if device is not None and device.verify_token(typed) else None


def seconds_to_wait(user: User) -> int:
    """Until the next code is looked at; 0 when it would be now."""
    ends = [_locked_until(device) for device in _devices(user)]
    longest = max((end for end in ends if end), default=None)
    return math.ceil((longest - timezone.now()).total_seconds()) if longest else 0


def forget_second_factor(user: User) -> bool:
    """Take the application and the recovery codes away, and close what they had opened: the next
    log-in enrols again. Whether there was anything to take."""
    removed = [device.delete() for device in _devices(user)]
    return bool(removed)


def _devices(user: User) -> list[Device]:
    return [*TOTPDevice.objects.filter(user=user), *RecoveryDevice.objects.filter(user=user)]


def _locked_until(device: Device) -> datetime | None:
    allowed, why = device.verify_is_allowed()
    return None if allowed else why.get("locked_until")


def _digits(code: str) -> str:
    return "".join(code.split())
