import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.roles import Role, role_of
from tests.accounts.second_factor import PAGE, code_of

PASSWORD = "drépano-94-melun-77"


@pytest.fixture
def invited(db, capsys):
    """Invites and gives what the command printed."""

    def run(*arguments: str) -> str:
        call_command("invite", *arguments)
        return capsys.readouterr().out

    return run


def link_in(printed: str) -> str:
    found = re.search(r"^https?://[^/]+(/gestion/invitation/\S+)$", printed, re.MULTILINE)
    assert found, printed
    return found[1]


def choose_password(link: str, password: str = PASSWORD) -> Client:
    browser = Client()
    page = browser.get(link, follow=True)
    address, _ = page.redirect_chain[-1]
    browser.post(address, {"new_password1": password, "new_password2": password})
    return browser


def enrol(browser: Client) -> None:
    """The person photographs the drawing and writes the first code."""
    browser.get(PAGE)
    browser.post(PAGE, {"code": code_of(TOTPDevice.objects.get(confirmed=False))})


def test_the_link_and_a_first_code_open_the_back_office(invited):
    printed = invited("Marie@CHU.example")
    assert "Compte créé : marie@chu.example" in printed
    browser = choose_password(link_in(printed))
    assert browser.get("/gestion/structures/centre/").status_code == 302
    enrol(browser)
    assert browser.get("/gestion/structures/centre/").status_code == 200
    assert User.objects.get().check_password(PASSWORD)


def test_the_page_keeps_the_token_out_of_its_address_and_of_every_referer(invited):
    link = link_in(invited("marie@chu.example"))
    page = Client().get(link, follow=True)
    token = link.rstrip("/").rsplit("/", 1)[-1]
    assert token not in page.redirect_chain[-1][0]
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert "marie@chu.example" in page.content.decode()


def test_an_invited_person_edits_and_does_not_manage(invited):
    invited("marie@chu.example")
    user = User.objects.get()
    assert user.is_staff
    assert not user.is_superuser
    assert [group.name for group in user.groups.all()] == [Role.PLATFORM.label]
    assert user.has_perm("structures.change_centre")
    assert not user.has_perm("auth.change_user")


def test_the_first_account_can_have_every_right(invited):
    assert "Administration" in invited("chef@chu.example", "--superuser")
    assert User.objects.get().is_superuser


@pytest.mark.parametrize("role", list(Role))
def test_a_role_is_given_and_an_invitation_without_one_leaves_it(invited, role):
    place = ["--establishment", "940100027"] if role is Role.ESTABLISHMENT else []
    assert role.label in invited("marie@chu.example", "--role", role.value, *place)
    assert role_of(User.objects.get()) is role
    invited("marie@chu.example")
    assert role_of(User.objects.get()) is role


def test_a_new_role_takes_the_place_of_the_former(invited):
    invited("marie@chu.example", "--role", "plateforme")
    invited("marie@chu.example", "--role", "lecture")
    assert not User.objects.get().has_perm("structures.change_centre")


def test_an_establishment_is_named_by_its_finess(invited):
    printed = invited("marie@chu.example", "--establishment", "940100027")
    assert "Rédige : Hôpital Henri-Mondor" in printed
    user = User.objects.get()
    assert role_of(user) is Role.ESTABLISHMENT
    (link,) = user.edited_establishments.all()
    assert link.establishment.finess == "940100027"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--establishment", "000000000"], "Aucun établissement"),
        (["--role", "etablissement"], "Dites lequel"),
        (["--role", "lecture", "--establishment", "940100027"], "ne va qu’avec"),
        (["--role", "lecture", "--superuser"], "choisissez"),
    ],
)
def test_options_that_contradict_each_other_make_no_account(arguments, words):
    with pytest.raises(CommandError, match=words):
        call_command("invite", "marie@chu.example", *arguments)
    assert not User.objects.exists()


def test_a_lost_telephone_is_forgotten_from_the_terminal(invited):
    """For the administrator who is alone, and whom nobody else can help."""
    browser = choose_password(link_in(invited("chef@chu.example", "--superuser")))
    enrol(browser)
    assert browser.get("/gestion/").status_code == 200
    assert "second facteur" in invited("chef@chu.example", "--reset-second-factor")
    assert browser.get("/gestion/").status_code == 302


def test_the_link_names_the_public_address(invited):
    printed = invited("marie@chu.example", "--site", "https://esmara.example/")
    assert "https://esmara.example/gestion/invitation/" in printed


def test_the_link_serves_once(invited):
    link = link_in(invited("marie@chu.example"))
    choose_password(link)
    page = Client().get(link, follow=True)
    assert "plus valable" in page.content.decode()


def test_the_link_expires(invited):
    link = link_in(invited("marie@chu.example"))
    with time_machine.travel(timezone.now() + timedelta(days=4)):
        assert "plus valable" in Client().get(link, follow=True).content.decode()


def test_inviting_again_renews_the_link_and_ends_the_former(invited):
    former = link_in(invited("marie@chu.example"))
    printed = invited("MARIE@chu.example")
    assert "lien renouvelé" in printed
    assert User.objects.count() == 1
    assert "plus valable" in Client().get(former, follow=True).content.decode()
    browser = choose_password(link_in(printed))
    assert browser.get(PAGE).status_code == 200


def test_inviting_somebody_who_has_a_password_does_not_take_it_away(invited):
    choose_password(link_in(invited("marie@chu.example")))
    assert "reste bon" in invited("marie@chu.example")
    assert User.objects.get().check_password(PASSWORD)


def test_inviting_again_gives_rights_and_takes_none(invited):
    invited("chef@chu.example", "--superuser")
    assert "Administration" in invited("chef@chu.example")
    assert User.objects.get().is_superuser


def test_a_weak_password_is_refused(invited):
    link = link_in(invited("marie@chu.example"))
    choose_password(link, "12345678")
    assert not User.objects.get().has_usable_password()


@pytest.mark.django_db
def test_what_is_no_address_is_refused():
    with pytest.raises(CommandError, match="n’est pas une adresse"):
        call_command("invite", "marie")


@pytest.mark.django_db
def test_an_account_that_was_deactivated_stays_so():
    User.objects.create_user("marie@chu.example", is_active=False)
    with pytest.raises(CommandError, match="désactivé"):
        call_command("invite", "marie@chu.example")
