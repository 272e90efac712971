"""What the addresses of /maladies/ may hold."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["/maladies/558/?", "/maladies/?q=marfan&", "/maladies/?"])
@pytest.mark.parametrize("place", ["near=2.7,48.4", "commune=77186", "place=77300", "postcode=77"])
def test_a_place_never_stands_beside_a_disease(client, page, place):
    assert client.get(page + place).status_code == 400


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/maladies/558/", 200),
        ("/maladies/?q=marfan", 200),
        ("/maladies/?q=%00%ED%A0%80", 200),
        ("/maladies/?filiere=%00", 404),
        ("/maladies/?filiere=FAVA-Multi%00", 404),
        ("/maladies/?filiere=%ED%A0%80", 404),
    ],
)
def test_no_text_in_an_address_breaks_a_page(client, address, status):
    assert client.get(address).status_code == status
