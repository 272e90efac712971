"""After the password, a code: enrolment, log-in, recovery, wrong codes, reset."""

import re
from datetime import timedelta

import numpy
import pytest
import segno
import time_machine
import zxingcpp
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import CODES, RecoveryDevice, digest_of
from tests.accounts.second_factor import PAGE, code_of, come_in, with_application

PASSWORD = "un mot de passe solide 94"
CODE = re.compile(r"<code>(\w{4}-\w{4}-\w{4})</code>")
INSIDE = "/gestion/structures/centre/"
MORE = "/gestion/codes-de-secours/"


@pytest.fixture
def person(db) -> User:
    return User.objects.create_superuser("chef@chu.example", "chef@chu.example", PASSWORD)


def with_password(person: User, **options) -> Client:
    browser = Client(**options)
    sent = {"username": person.username, "password": PASSWORD, "next": "/gestion/"}
    headers = {"sec-fetch-site": "same-origin"}
    assert browser.post("/gestion/login/", sent, headers=headers).status_code == 302
    return browser


def enrolled(person: User) -> tuple[Client, list[str]]:
    browser = with_password(person)
    browser.get(PAGE)
    page = browser.post(PAGE, {"code": code_of(TOTPDevice.objects.get())})
    return browser, CODE.findall(page.content.decode())


def later(seconds: float):
    return time_machine.travel(timezone.now() + timedelta(seconds=seconds))


@pytest.mark.parametrize(
    "address",
    [
        "/gestion/",
        INSIDE,
        "/gestion/structures/centre/add/",
        "/gestion/auth/user/",
        "/gestion/recherche/?q=mondor",
        "/gestion/password_change/",
        "/gestion/autocomplete/?app_label=structures&model_name=centre&field_name=network",
        MORE,
    ],
)
@pytest.mark.parametrize("has_application", [True, False])
def test_a_password_alone_opens_nothing(person, address, has_application):
    if has_application:
        with_application(person)
    browser = with_password(person)
    answer = browser.get(address)
    assert answer.status_code == 302
    page = browser.get(answer.headers["Location"], follow=True)
    assert page.request["PATH_INFO"] == PAGE
    assert b"nav-sidebar" not in page.content
    assert browser.post(address, {}).status_code == 302


def test_nobody_without_a_password_sees_these_pages(db, client):
    for address in (PAGE, MORE):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer.headers["Location"] == "/gestion/login/"
        assert not answer.cookies


def test_the_first_code_enrols_and_shows_ten_recovery_codes_once(person):
    browser = with_password(person)
    page = browser.get(PAGE)
    html = page.content.decode()
    device = TOTPDevice.objects.get()
    assert not device.confirmed
    assert 'src="data:image/svg+xml' in html
    assert page.headers["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    letters = re.search(r'class="secret">([A-Z2-7 ]+)<', html)[1].replace(" ", "")
    assert len(letters) == 32
    page = browser.post(PAGE, {"code": code_of(device)})
    codes = CODE.findall(page.content.decode())
    assert len(set(codes)) == CODES == 10
    assert "download=" in page.content.decode()
    assert browser.get(INSIDE).status_code == 200
    assert not CODE.search(browser.get(MORE).content.decode())


def test_the_drawing_holds_the_secret_that_is_written_in_letters(person):
    browser = with_password(person)
    browser.get(PAGE)
    address = TOTPDevice.objects.get().config_url
    assert address.startswith("otpauth://totp/ESMARA")
    picture = segno.make(address, error="m").matrix
    pixels = numpy.kron(255 - 255 * numpy.array(picture, "uint8"), numpy.ones((4, 4), "uint8"))
    (read,) = zxingcpp.read_barcodes(numpy.pad(pixels, 16, constant_values=255))
    assert read.text == address


def test_a_wrong_first_code_enrols_nothing(person):
    browser = with_password(person)
    browser.get(PAGE)
    right = code_of(TOTPDevice.objects.get())
    page = browser.post(PAGE, {"code": f"{(int(right) + 1) % 1_000_000:06d}"})
    assert "pas le bon" in page.content.decode()
    assert not TOTPDevice.objects.get().confirmed
    assert browser.get(INSIDE).status_code == 302


def test_a_code_opens_and_leads_where_one_was_going(person):
    device = with_application(person)
    browser = with_password(person)
    page = browser.get(INSIDE, follow=True)
    sent = {"code": code_of(device), "next": page.context["next"]}
    assert browser.post(PAGE, sent).headers["Location"] == INSIDE


def test_a_code_does_not_lead_to_another_site(person):
    device = with_application(person)
    browser = with_password(person)
    sent = {"code": code_of(device), "next": "https://elsewhere.example/"}
    assert browser.post(PAGE, sent).headers["Location"] == "/gestion/"


def test_the_forms_need_the_token(person):
    browser = with_password(person, enforce_csrf_checks=True)
    assert browser.post(PAGE, {"code": "123456"}).status_code == 403


def test_a_code_serves_once(person):
    device = with_application(person)
    code = code_of(device)
    assert with_password(person).post(PAGE, {"code": code}).status_code == 302
    again = with_password(person)
    assert again.post(PAGE, {"code": code}).status_code == 200
    assert again.get(INSIDE).status_code == 302


def test_wrong_codes_make_even_the_right_one_wait(person):
    device = with_application(person)
    browser = with_password(person)
    for moment, wait in ((0, 1), (2, 2), (5, 4), (10, 8)):
        with later(moment):
            page = browser.post(PAGE, {"code": "000000"})
            assert f"Attendez {wait} seconde" in page.content.decode()
    with later(11):
        page = browser.post(PAGE, {"code": code_of(device)})
        assert page.status_code == 200
        assert "Attendez" in page.content.decode()
    with later(60):
        assert browser.post(PAGE, {"code": code_of(device)}).status_code == 302


@pytest.mark.parametrize(
    "code", ["", " ", "x" * 10_000, "12345", "'; DROP TABLE", "\x00", "１２３４５６"]
)
def test_what_is_no_code_is_refused_with_words(person, code):
    with_application(person)
    browser = with_password(person)
    page = browser.post(PAGE, {"code": code})
    assert page.status_code == 200
    assert page.context["form"].errors
    assert browser.get(INSIDE).status_code == 302


def test_the_code_of_another_person_opens_nothing(person):
    other = User.objects.create_superuser("autre@chu.example")
    theirs = with_application(other)
    with_application(person)
    assert with_password(person).post(PAGE, {"code": code_of(theirs)}).status_code == 200


def test_a_recovery_code_opens_once_however_it_is_typed(person):
    _, codes = enrolled(person)
    browser = with_password(person)
    typed = codes[0].upper().replace("-", " ")
    assert browser.post(PAGE, {"code": typed}).status_code == 302
    page = browser.get("/gestion/")
    assert "Il vous en reste 9" in page.content.decode()
    assert with_password(person).post(PAGE, {"code": codes[0]}).status_code == 200


def test_recovery_codes_are_kept_as_digests(person):
    _, codes = enrolled(person)
    kept = RecoveryDevice.objects.get().digests
    assert {digest_of(code) for code in codes} == set(kept)
    assert not any(code in str(kept) for code in codes)


def test_the_last_code_says_so_and_a_wrong_one_waits(person):
    _, codes = enrolled(person)
    device = RecoveryDevice.objects.get()
    device.digests = device.digests[:1]
    device.save()
    browser = with_password(person)
    assert "Attendez" in browser.post(PAGE, {"code": "aaaa-bbbb-cccc"}).content.decode()
    with later(5):
        assert browser.post(PAGE, {"code": codes[0]}).status_code == 302
    assert "Renouvelez" in browser.get("/gestion/").content.decode()


def test_new_codes_take_the_place_of_the_former(person):
    browser, former = enrolled(person)
    with later(60):
        page = browser.post(MORE, {"code": code_of(TOTPDevice.objects.get())})
        codes = CODE.findall(page.content.decode())
    assert len(codes) == CODES
    assert not set(codes) & set(former)
    assert with_password(person).post(PAGE, {"code": former[1]}).status_code == 200


def test_new_codes_need_a_code(person):
    browser, former = enrolled(person)
    page = browser.post(MORE, {"code": "000000"})
    assert not CODE.search(page.content.decode())
    assert len(RecoveryDevice.objects.get().digests) == len(former)


def test_another_telephone_is_enrolled_with_a_recovery_code(person):
    browser, codes = enrolled(person)
    former = TOTPDevice.objects.get().key
    answer = browser.post(MORE, {"code": codes[3], "_replace": "1"})
    assert answer.headers["Location"] == PAGE
    assert browser.get(INSIDE).status_code == 302
    browser.get(PAGE)
    assert TOTPDevice.objects.get().key != former


def test_an_administrator_resets_a_second_factor_and_it_is_written_down(person):
    other = User.objects.create_superuser("autre@chu.example")
    theirs = come_in(Client(), other)
    chief = come_in(Client(), person)
    sent = {"action": "reset_second_factor", "_selected_action": [other.pk]}
    chief.post("/gestion/auth/user/", sent)
    assert not TOTPDevice.objects.filter(user=other).exists()
    assert theirs.get(INSIDE).status_code == 302
    entry = LogEntry.objects.get(object_id=str(other.pk))
    assert entry.user == person
    assert "remis à zéro" in entry.change_message


def test_a_device_that_was_confirmed_and_is_no_more_closes_the_session(person):
    browser = come_in(Client(), person)
    TOTPDevice.objects.update(confirmed=False)
    assert browser.get(INSIDE).status_code == 302


def test_one_can_leave_before_the_code(person):
    browser = with_password(person)
    assert b"connect" in browser.post("/gestion/logout/").content
    assert browser.get(PAGE).headers["Location"] == "/gestion/login/"


def test_the_secrets_of_others_are_in_no_page(person):
    chief = come_in(Client(), person)
    assert chief.get("/gestion/otp_totp/totpdevice/").status_code == 404
    page = chief.get(f"/gestion/auth/user/{person.pk}/change/").content.decode()
    assert TOTPDevice.objects.get().key not in page
    assert person.password not in page
