import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.auth.models import User
from django.test import Client

from tests.accounts.second_factor import come_in

PASSWORD = "un mot de passe solide 94"
LOGIN = "/gestion/login/"


@pytest.fixture
def person(db) -> User:
    return User.objects.create_superuser("chef@chu.example", "chef@chu.example", PASSWORD)


@pytest.fixture
def browser() -> Client:
    """A client that enforces the CSRF protection, as production does."""
    return Client(enforce_csrf_checks=True)


def log_in(browser: Client, password: str = PASSWORD, **headers: str):
    sent = {"username": "chef@chu.example", "password": password, "next": "/gestion/"}
    return browser.post(LOGIN, sent, headers=headers)


@pytest.mark.parametrize(
    "address",
    [
        "/gestion/",
        "/gestion/structures/centre/",
        "/gestion/structures/centre/add/",
        "/gestion/foundations/correction/",
        "/gestion/autocomplete/?app_label=structures&model_name=centre&field_name=network",
        "/gestion/jsi18n/",
        "/gestion/nowhere/",
    ],
)
@pytest.mark.django_db
def test_who_is_not_logged_in_is_sent_to_the_log_in_without_a_cookie(client, address):
    response = client.get(address)
    assert response.status_code == 302
    assert response.headers["Location"].startswith(LOGIN)
    assert not response.cookies


@pytest.mark.django_db
def test_the_log_in_page_sets_no_cookie_and_carries_no_token(client):
    response = client.get(LOGIN)
    assert response.status_code == 200
    assert not response.cookies
    assert b"csrfmiddlewaretoken" not in response.content


def test_one_of_our_pages_logs_in(person, browser):
    response = log_in(browser, **{"sec-fetch-site": "same-origin"})
    assert response.status_code == 302
    assert response.headers["Location"] == "/gestion/"
    page = browser.get("/gestion/", follow=True)
    assert page.redirect_chain[-1][0].startswith("/gestion/second-facteur/")


def test_another_site_does_not_log_in(person, browser):
    assert log_in(browser, **{"sec-fetch-site": "cross-site"}).status_code == 403
    assert log_in(browser, origin="https://elsewhere.example").status_code == 403
    assert browser.get("/gestion/").status_code == 302


def test_forms_inside_need_the_token(person, browser):
    log_in(browser)
    response = browser.post("/gestion/diseases/filiere/add/", {"code": "X", "name": "X"})
    assert response.status_code == 403


def test_the_browser_may_name_the_page_a_form_is_sent_from(person, browser):
    """Under no-referrer browsers send `Origin: null`, which the CSRF protection refuses."""
    log_in(browser)
    for address in (LOGIN, "/gestion/", "/gestion/structures/centre/"):
        assert browser.get(address).headers["Referrer-Policy"] == "same-origin"


def test_an_account_that_is_not_of_the_team_stays_outside(db, browser):
    User.objects.create_user("chef@chu.example", password=PASSWORD)
    assert log_in(browser).status_code == 200
    assert browser.get("/gestion/").status_code == 302


def test_eight_wrong_passwords_lock_the_door_even_for_the_right_one(person, browser):
    for _ in range(7):
        assert log_in(browser, "perdu").status_code == 200
    assert log_in(browser, "perdu").status_code == 429
    locked = log_in(browser)
    assert locked.status_code == 429
    assert "Trop d’essais" in locked.content.decode()
    assert not locked.cookies
    assert browser.get("/gestion/").status_code == 302


def test_what_was_typed_as_a_password_is_not_kept(person, browser):
    log_in(browser, "presque-le-bon")
    attempt = AccessAttempt.objects.get()
    kept = " ".join(str(getattr(attempt, field.name)) for field in attempt._meta.fields)
    assert "presque-le-bon" not in kept


def test_who_comes_in_and_when_is_not_kept(person, browser):
    log_in(browser)
    browser.get("/gestion/")
    assert not AccessLog.objects.exists()


def test_deleting_the_line_of_an_account_lifts_its_wait(person, browser):
    for _ in range(8):
        log_in(browser, "perdu")
    assert log_in(browser).status_code == 429
    chief = come_in(Client(), User.objects.create_superuser("autre@chu.example"))
    page = chief.get("/gestion/axes/accessattempt/")
    assert "chef@chu.example" in page.content.decode()
    attempt = AccessAttempt.objects.get()
    chief.post(f"/gestion/axes/accessattempt/{attempt.pk}/delete/", {"post": "yes"})
    assert log_in(browser).status_code == 302


def test_the_cookies_go_to_the_back_office_only(person, browser):
    for cookie in log_in(browser).cookies.values():
        assert cookie["path"] == "/gestion/"
        assert cookie["samesite"] == "Lax"
    assert browser.cookies["sessionid"]["httponly"]
