"""The link that a centre receives: signed, for one structure, once, until a date."""

from django.core import signing
from django.http import Http404, HttpRequest
from django.urls import reverse

from contributions.models import VerificationRequest

SIGNER = signing.Signer(salt="contributions.verification", sep="~")


def token_of(asked: VerificationRequest) -> str:
    return SIGNER.sign(f"{asked.pk}-{asked.structure_id}")


def request_of(token: str) -> VerificationRequest:
    """The request of a link; 404 for a text that we did not sign, or whose request was deleted.

    It may be answered or too old: `is_open` says.
    """
    try:
        key, _, structure = SIGNER.unsign(token).partition("-")
    except signing.BadSignature as error:
        raise Http404 from error
    found = (
        VerificationRequest.objects.select_related("structure")
        .filter(pk=int(key), structure=int(structure))
        .first()
    )
    if found is None:
        raise Http404
    return found


def whole_link(request: HttpRequest, asked: VerificationRequest) -> str:
    return request.build_absolute_uri(reverse("verification", args=[token_of(asked)]))
