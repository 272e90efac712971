"""Proves without a cookie that a form was shown by us, for this target, a moment ago.

The signed text holds a random number and the target. The number is kept with the message, so that
the same form sent twice counts once.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing

SIGNER = signing.TimestampSigner(salt="contributions.form")
FASTEST = timedelta(seconds=3)
"""Nobody reads the form, and writes in it, in less."""

LONGEST = timedelta(hours=12)


@dataclass
class Refused(Exception):
    """The token does not hold; `is_fresh` when it will if the form is sent again later."""

    is_fresh: bool = False


def issue(target: str) -> str:
    return SIGNER.sign_object({"n": secrets.token_urlsafe(16), "t": target})


def number_of(token: str, target: str) -> str:
    """The number of the form. Raises Refused."""
    try:
        said = SIGNER.unsign_object(token, max_age=LONGEST)
    except (signing.BadSignature, ValueError) as error:
        raise Refused from error
    if said["t"] != target:
        raise Refused
    if _is_too_young(token):
        raise Refused(is_fresh=True)
    return said["n"]


def _is_too_young(token: str) -> bool:
    try:
        SIGNER.unsign(token, max_age=FASTEST)
    except signing.SignatureExpired:
        return False
    return True
