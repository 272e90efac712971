"""A centre verifies its page: the link, the sheet, the answer, the moderator's word."""

import io
from datetime import timedelta

import openpyxl
import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone

from contributions.models import Suggestion, VerificationAnswer, VerificationRequest
from contributions.shown import concrete, shown_fields
from contributions.verification.asking import ask, ask_those_not_asked
from contributions.verification.link import token_of
from foundations.models import Correction
from structures.models import Centre, Phone, Structure
from tests.contributions.conftest import logged_in, staff
from tests.contributions.writing import HOSTILE, open_and_send, open_form, send

EXACT = {"verdict": "exact", "role": "secretariat"}
NAME = "admin:contributions_verificationrequest"


def link_to(asked: VerificationRequest) -> str:
    return reverse("verification", args=[token_of(asked)])


@pytest.fixture
def asked(centre, moderator) -> VerificationRequest:
    return ask(centre.structure_ptr, moderator)


@pytest.fixture
def link(asked) -> str:
    return link_to(asked)


# The link


def test_a_centre_reads_its_page_without_an_account(visitor, link):
    page = visitor.get(link)
    html = page.content.decode()
    assert page.status_code == 200
    assert "51 avenue Maréchal de Lattre de Tassigny" in html
    assert "01 49 81 21 11" in html
    assert "6 mars 2020" in html
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert page["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page["Cache-Control"]
    assert 'content="noindex, nofollow"' in html
    assert not page.cookies


def test_the_link_is_not_guessed(visitor, asked):
    token = token_of(asked)
    for forged in (
        token[:-1] + ("A" if token[-1] != "A" else "B"),
        token.replace(f"{asked.pk}-", f"{asked.pk + 1}-", 1),
        token.partition("~")[0],
        "x",
        "1-1~" + "A" * 43,
    ):
        assert visitor.get(reverse("verification", args=[forged])).status_code == 404, forged


def test_the_link_of_a_deleted_request_opens_nothing(visitor, asked, link):
    asked.delete()
    assert visitor.get(link).status_code == 404


@pytest.mark.parametrize("days", [91, 400])
def test_an_old_link_opens_nothing(visitor, asked, link, days):
    old = timezone.localdate() - timedelta(days=days)
    VerificationRequest.objects.update(asked_on=old, expires_on=old + timedelta(days=90))
    page = visitor.get(link)
    assert page.status_code == 410
    assert "trop ancien" in page.content.decode()
    assert send(visitor, link, EXACT).status_code == 410
    assert not VerificationAnswer.objects.exists()


def test_a_new_request_closes_the_one_before(visitor, asked, link, moderator):
    again = ask(asked.structure, moderator)
    assert visitor.get(link).status_code == 410
    assert visitor.get(link_to(again)).status_code == 200


def test_the_link_answers_once(visitor, link):
    assert open_and_send(visitor, link, EXACT).status_code == 302
    assert visitor.get(link).status_code == 410
    assert "Une réponse est arrivée" in visitor.get(link).content.decode()
    assert send(visitor, link, EXACT).status_code == 410
    assert VerificationAnswer.objects.count() == 1


def test_two_browsers_with_the_same_link_answer_once(visitor, link, client):
    mine, other = open_form(visitor, link), open_form(client, link)
    assert send(visitor, link, {"form_token": mine, **EXACT}).status_code == 302
    assert send(client, link, {"form_token": other, **EXACT}).status_code == 410
    assert VerificationAnswer.objects.count() == 1


# The answer


def test_nothing_changes_before_a_moderator(visitor, gestion, link, centre, asked, moderator):
    phone = Phone.objects.create(structure=asked.structure, kind="centre", number="0149812302")
    assert open_and_send(visitor, link, EXACT).status_code == 302
    centre.refresh_from_db()
    assert centre.verified_on is None
    answer = VerificationAnswer.objects.get()
    address = reverse("admin:contributions_verificationanswer_change", args=[answer.pk])
    assert "tout est exact" in gestion.get(address).content.decode()
    assert gestion.post(address, {"decision": "accept"}).status_code == 302
    centre.refresh_from_db()
    phone.refresh_from_db()
    assert centre.verified_on == phone.as_of == timezone.localdate()
    kept = Correction.objects.get(model="structures.centre", field="verified_on")
    assert kept.corrected_by == moderator
    answer.refresh_from_db()
    assert (answer.state, answer.moderated_by) == ("accepted", moderator)


def test_corrections_become_messages_of_the_queue(visitor, gestion, link, centre):
    phone = centre.establishment.phones.get()
    typed = {
        "verdict": "corrections",
        "role": "care",
        f"line_phone_{phone.pk}": "01 49 81 23 02",
        "line_audience": "À partir de 15 ans",
        "other": "La consultation du jeudi a fermé.",
    }
    assert open_and_send(visitor, link, typed).status_code == 302
    rows = Suggestion.objects.order_by("pk")
    assert [(row.subject, row.proposal) for row in rows] == [
        ("phone", "01 49 81 23 02"),
        ("audience", "À partir de 15 ans"),
        ("other", "La consultation du jeudi a fermé."),
    ]
    assert rows[0].shown_value == "01 49 81 21 11"
    answer = VerificationAnswer.objects.get()
    assert {row.answer for row in rows} == {answer}
    address = reverse("admin:contributions_verificationanswer_change", args=[answer.pk])
    gestion.post(address, {"decision": "accept"})
    centre.refresh_from_db()
    assert centre.verified_on is None, "three corrections still wait"
    for row in rows:
        row.decide("accepted", None)
    gestion.post(address, {"decision": "accept"})
    centre.refresh_from_db()
    assert centre.verified_on == timezone.localdate()


def test_refusing_an_answer_refuses_what_waits_of_it(visitor, gestion, link):
    typed = {"verdict": "corrections", "role": "care", "line_name": "Autre nom"}
    open_and_send(visitor, link, typed)
    answer = VerificationAnswer.objects.get()
    address = reverse("admin:contributions_verificationanswer_change", args=[answer.pk])
    assert gestion.post(address, {"decision": "refuse", "note": ""}).status_code == 200
    gestion.post(address, {"decision": "refuse", "note": "le lien a circulé"})
    answer.refresh_from_db()
    assert answer.state == "refused"
    assert Suggestion.objects.get().state == "refused"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({**EXACT, "line_name": "Autre nom"}, "Vous avez écrit des corrections"),
        ({"verdict": "corrections", "role": "care"}, "au moins une correction"),
        ({"verdict": "exact"}, "Choisissez une réponse."),
        ({"role": "care", "line_name": "Autre nom"}, "Choisissez une réponse."),
        (
            {"verdict": "corrections", "role": "care", "line_name": "2 85 05 77 284 123 45"},
            "numéro de sécurité sociale",
        ),
        (
            {"verdict": "corrections", "role": "care", "line_name": "x" * 301},
            "trop long (301 signes, 300 au plus)",
        ),
        (
            {"verdict": "corrections", "role": "care", "other": "Le 06 12 34 56 78"},
            "un numéro de mobile",
        ),
    ],
)
def test_an_answer_that_does_not_hold_is_given_back(visitor, link, typed, said):
    page = open_and_send(visitor, link, typed)
    html = page.content.decode()
    assert page.status_code == 200
    assert said in html
    assert typed.get("line_name", "") in html
    assert not VerificationAnswer.objects.exists()
    assert visitor.get(link).status_code == 200, "the link still serves"


def test_a_page_that_changed_meanwhile_is_shown_again(visitor, link, centre):
    token = open_form(visitor, link)
    centre.name = "Centre de référence des neurofibromatoses, nouveau nom"
    centre.save()
    page = send(visitor, link, {"form_token": token, **EXACT})
    assert "nouveau nom" in page.content.decode()
    assert "Relisez" in page.content.decode()
    assert not VerificationAnswer.objects.exists()


def test_hostile_lines_are_text(visitor, gestion, link, asked):
    typed = {"verdict": "corrections", "role": "care", "line_name": HOSTILE}
    assert open_and_send(visitor, link, typed).status_code == 302
    answer = reverse(
        "admin:contributions_verificationanswer_change", args=[VerificationAnswer.objects.get().pk]
    )
    html = gestion.get(answer).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


# What is shown


@pytest.mark.django_db
def test_each_structure_has_a_sheet_whose_lines_have_one_name_each():
    for kind in Structure.Kind.values:
        for structure in Structure.objects.filter(kind=kind).order_by("pk")[:25]:
            lines = shown_fields(concrete(structure))
            codes = [line.code for line in lines]
            assert len(codes) == len(set(codes)), structure.slug
            assert {"name", "address", "page"} <= set(codes)
            assert any(code.startswith("phone") for code in codes)
            assert "None" not in [line.value for line in lines]


# Asking, in the back office


def test_asking_gives_a_link_a_text_and_sheets(gestion, centre, moderator):
    address = reverse(f"{NAME}_ask", args=[centre.pk])
    assert "Préparer la demande" in gestion.get(address).content.decode()
    assert not VerificationRequest.objects.exists(), "reading asks nothing"
    done = gestion.post(address, follow=True)
    asked = VerificationRequest.objects.get()
    assert (asked.structure_id, asked.asked_by) == (centre.pk, moderator)
    html = done.content.decode()
    assert f"http://testserver{link_to(asked)}" in html
    assert "sans compte ni mot de passe" in html
    for end in ("sheet", "pdf", "xlsx"):
        assert reverse(f"{NAME}_{end}", args=[asked.pk]) in html


def test_the_form_of_a_structure_leads_there(gestion, centre, asked):
    address = reverse("admin:structures_centre_change", args=[centre.pk])
    html = gestion.get(address).content.decode()
    assert reverse(f"{NAME}_ask", args=[centre.pk]) in html
    assert "sans réponse" in html


def test_several_are_asked_at_once(gestion, asked):
    rows = list(Centre.objects.order_by("pk")[:5])
    keys = {row.pk for row in rows} | {asked.structure_id}
    gestion.post(
        "/gestion/structures/centre/",
        {"action": "ask_for_verification", "_selected_action": list(keys)},
    )
    waiting = VerificationRequest.objects.waiting()
    assert sorted(waiting.values_list("structure_id", flat=True)) == sorted(keys)


def test_asking_several_again_asks_nobody_twice(centre, moderator, django_assert_max_num_queries):
    rows = list(Structure.objects.order_by("pk")[:40])
    with django_assert_max_num_queries(6):
        assert ask_those_not_asked(rows, moderator) == (40, 0)
    assert ask_those_not_asked(rows, moderator) == (0, 40)


def test_structures_are_found_by_what_was_asked(gestion, asked):
    late = timezone.localdate() - timedelta(days=31)
    counts = {
        value: gestion.get("/gestion/structures/centre/", {"verification": value})
        .context["cl"]
        .result_count
        for value in ("demandee", "retard", "repondue", "jamais")
    }
    everything = Centre.objects.count()
    assert counts == {"demandee": 1, "retard": 0, "repondue": 0, "jamais": everything - 1}
    VerificationRequest.objects.update(asked_on=late)
    page = gestion.get("/gestion/structures/centre/", {"verification": "retard"})
    assert page.context["cl"].result_count == 1
    requests = gestion.get("/gestion/contributions/verificationrequest/", {"reponse": "retard"})
    assert list(requests.context["cl"].result_list) == [asked]


def test_the_list_of_requests_takes_a_fixed_number_of_queries(
    gestion, moderator, django_assert_max_num_queries
):
    ask_those_not_asked(Structure.objects.order_by("pk")[:40], moderator)
    with django_assert_max_num_queries(12):
        gestion.get("/gestion/contributions/verificationrequest/")


@pytest.mark.parametrize(
    ("rights", "asks", "reads"),
    [
        ([], 403, 403),
        (["structures.change_centre"], 403, 403),
        (["contributions.view_verificationrequest"], 403, 200),
        (["contributions.add_verificationrequest"], 200, 403),
    ],
)
def test_who_may_ask_and_read(centre, asked, rights, asks, reads):
    client = logged_in(staff("quelqu-un@chu.example", *rights))
    assert client.get(reverse(f"{NAME}_ask", args=[centre.pk])).status_code == asks
    for end in ("change", "sheet", "pdf", "xlsx"):
        assert client.get(reverse(f"{NAME}_{end}", args=[asked.pk])).status_code == reads, end


def test_who_may_not_ask_sees_no_link(centre):
    client = logged_in(staff("quelqu-un@chu.example", "structures.change_centre"))
    html = client.get(reverse("admin:structures_centre_change", args=[centre.pk])).content.decode()
    assert "Demander une vérification" not in html
    client.post(
        "/gestion/structures/centre/",
        {"action": "ask_for_verification", "_selected_action": [centre.pk]},
    )
    assert not VerificationRequest.objects.exists()


# The sheets


def test_the_pdf_is_tagged_and_says_the_same(gestion, asked):
    sent = gestion.get(reverse(f"{NAME}_pdf", args=[asked.pk]))
    assert sent["Content-Type"] == "application/pdf"
    reader = pypdf.PdfReader(io.BytesIO(sent.content))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "fr"
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert "01 49 81 21 11" in text
    assert "à corriger" in text
    assert "6 mars 2020" in text


def test_the_printed_sheet_asks_nothing_of_another_host(gestion, asked):
    page = gestion.get(reverse(f"{NAME}_sheet", args=[asked.pk]))
    html = page.content.decode()
    assert "01 49 81 21 11" in html
    assert "style=" not in html
    assert "<script" not in html


def test_a_hostile_row_runs_nowhere(gestion, asked, centre):
    centre.name = HOSTILE
    centre.note = '=HYPERLINK("https://evil.example","x")'
    centre.save()
    html = gestion.get(reverse(f"{NAME}_sheet", args=[asked.pk])).content.decode()
    assert "<script>alert" not in html
    pdf = gestion.get(reverse(f"{NAME}_pdf", args=[asked.pk])).content
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    assert "<script>" in text
    sent = gestion.get(reverse(f"{NAME}_xlsx", args=[asked.pk])).content
    sheet = openpyxl.load_workbook(io.BytesIO(sent)).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert "=HYPERLINK" in "".join(str(cell.value) for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}, "no formula"


def test_the_spreadsheet_has_a_line_a_field(gestion, asked):
    sent = gestion.get(reverse(f"{NAME}_xlsx", args=[asked.pk]))
    assert sent["Content-Disposition"].startswith('attachment; filename="verification-')
    sheet = openpyxl.load_workbook(io.BytesIO(sent.content)).active
    rows = list(sheet.values)
    assert rows[0][0] == "Rubrique"
    assert [row[0] for row in rows[1:]] == [
        line.label for line in shown_fields(concrete(asked.structure))
    ]
