"""The QR code of the link that brings the answer back: its fragment never reaches a server."""

import segno
from django.http import HttpRequest
from django.urls import reverse


def link_to_answer(request: HttpRequest, fragment: str) -> str:
    """The address of this site that shows the answer again, in the language of the page."""
    return request.build_absolute_uri(f"{reverse('orientation')}#{fragment}")


def qr_code(address: str) -> str:
    """The code as an image's address (SVG), with the quiet edge that readers need."""
    code = segno.make(address, error="m", micro=False)
    return code.svg_data_uri(scale=4, border=3, dark="#000", light="#fff")
