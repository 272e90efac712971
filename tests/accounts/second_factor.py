"""Comes into the back office as a person does: an application, its code, the page that asks it."""

from time import time

from django.contrib.auth.models import User
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

PAGE = "/gestion/second-facteur/"


def with_application(user: User) -> TOTPDevice:
    """The confirmed application of this person, as if enrolled some time ago."""
    TOTPDevice.objects.filter(user=user).delete()
    return TOTPDevice.objects.create(user=user, name="téléphone")


def code_of(device: TOTPDevice, periods: int = 0) -> str:
    """The six digits that the application shows now, or some half-minutes later."""
    clock = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    clock.time = time() + periods * device.step
    return f"{clock.token():06d}"


def come_in(client: Client, user: User) -> Client:
    """Log in by password's door (already open here) and by a true code. Use it instead of
    `client.force_login` wherever the back office is asked."""
    client.force_login(user)
    answer = client.post(PAGE, {"code": code_of(with_application(user))})
    assert answer.status_code == 302, answer.content.decode()
    return client
