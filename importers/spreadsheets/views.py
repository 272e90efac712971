"""The pages of an upload. Each step is an address of its own, and its state is in the table: going
back, reloading or opening two windows loses nothing."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import DataError, IntegrityError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from foundations.spreadsheets import CONTENT_TYPES, download
from importers.models import Upload
from importers.spreadsheets import forms, steps
from importers.spreadsheets.documents import refused, template
from importers.spreadsheets.keeping import DRAFT_DAYS, REPORT_DAYS, purge
from importers.spreadsheets.plan import (
    CREATE,
    DONE,
    OF_ONE_ROW,
    REFUSED,
    STATES,
    UNDECIDED,
    UPDATE,
    Rights,
    fingerprint,
)
from importers.spreadsheets.planning import NEW
from importers.spreadsheets.remembering import sender_named
from importers.spreadsheets.target import Target
from importers.spreadsheets.targets import TARGETS
from importers.spreadsheets.unreadable import Unreadable

PAGE = 50
STEPS = ("Le fichier", "Les colonnes", "L’aperçu", "Le résultat")


def rights_of(request: HttpRequest, target: Target) -> Rights:
    """What the admin of the table lets this person do."""
    owner = admin.site._registry[target.model]
    return Rights(
        may_add=owner.has_add_permission(request),
        may_change=lambda row: owner.has_change_permission(request, row),
        visible=lambda keys: set(
            owner.get_queryset(request).filter(pk__in=keys).values_list("pk", flat=True)
        ),
    )


def allowed_targets(request: HttpRequest) -> list[Target]:
    """The targets that this person may add to, or change."""
    found = []
    for target in TARGETS.values():
        owner = admin.site._registry[target.model]
        if owner.has_add_permission(request) or owner.has_change_permission(request):
            found.append(target)
    return found


def page(request: HttpRequest, template_name: str, step: int, **context: Any) -> HttpResponse:
    shown = [
        {"number": number, "name": name, "is_done": number < step, "is_current": number == step}
        for number, name in enumerate(STEPS, start=1)
    ]
    return TemplateResponse(
        request,
        f"admin/spreadsheets/{template_name}.html",
        {
            **admin.site.each_context(request),
            "opts": Upload._meta,
            "title": f"Envoyer un tableau : {STEPS[step - 1].lower()}",
            "subtitle": f"étape {step} sur {len(STEPS)}",
            "steps": shown,
            **context,
        },
    )


def send_file(request: HttpRequest) -> HttpResponse:
    """Step 1."""
    purge()
    allowed = allowed_targets(request)
    if not allowed:
        raise PermissionDenied
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = forms.FileForm(*sent, allowed=allowed)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload = steps.start(
                name=file.name,
                content=file.read(),
                target=form.cleaned_data["target"],
                sender=sender_named(form.cleaned_data["sender"]),
                is_trusted=form.cleaned_data["is_trusted"],
                by=request.user,
            )
        except Unreadable as error:
            form.add_error("file", str(error))
        else:
            return HttpResponseRedirect(address("columns", upload))
    return page(
        request,
        "file",
        1,
        form=form,
        targets=allowed,
        draft_days=DRAFT_DAYS,
        report_days=REPORT_DAYS,
    )


def name_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Step 2."""
    upload = draft_of(request, pk)
    if upload is None:
        return HttpResponseRedirect(address("result", pk))
    try:
        sheets = steps.sheets_of(upload)
    except Unreadable as error:
        return start_again(request, str(error))
    target = steps.target_of(upload)
    if request.method == "POST" and "reread" in request.POST:
        _reread(request, upload, sheets)
        return HttpResponseRedirect(request.path)
    table = steps.table_in(upload, sheets)
    mapping = steps.mapping_of(upload)
    wrong: list[str] = []
    if request.method == "POST":
        mapping, wrong = forms.mapping_sent(table, target, request.POST)
        if not wrong:
            if mapping != steps.mapping_of(upload):
                steps.map_columns(upload, table, mapping)
            steps.preview(upload, rights_of(request, target))
            return HttpResponseRedirect(address("preview", upload))
    sheet = next((found for found in sheets if found.name == upload.sheet), sheets[0])
    choices = forms.column_choices(table, mapping)
    return page(
        request,
        "columns",
        2,
        upload=upload,
        target=target,
        sheets=sheets,
        headers=forms.header_choices(sheet, table.header_row),
        choices=choices,
        unmapped=upload.unmapped,
        is_remembered=steps.remembered(upload.sender, target, table) == mapping,
        rows=len(table.rows),
        passed=table.passed,
        wrong=wrong,
    )


def _reread(request: HttpRequest, upload: Upload, sheets: list[Any]) -> None:
    names = [sheet.name for sheet in sheets]
    wanted = request.POST.get("sheet", upload.sheet)
    sheet = sheets[names.index(wanted)] if wanted in names else sheets[0]
    line = request.POST.get("header_row", "")
    is_same = sheet.name == upload.sheet
    known = is_same and line.isdecimal() and 1 <= int(line) <= len(sheet.rows)
    steps.choose_sheet(upload, sheets, sheet, int(line) if known else None)
    upload.save()


def look(request: HttpRequest, pk: int) -> HttpResponse:
    """Step 3: what would change; a choice for each row that is like another; the import."""
    upload = draft_of(request, pk)
    if upload is None:
        return HttpResponseRedirect(address("result", pk))
    target = steps.target_of(upload)
    rights = rights_of(request, target)
    try:
        if request.method == "POST" and "import" in request.POST:
            return _import(request, upload, rights)
        if request.method == "POST":
            _decide(request, upload)
            steps.preview(upload, rights)
            return HttpResponseRedirect(request.get_full_path())
        if upload.rows is None:
            steps.preview(upload, rights)
    except Unreadable as error:
        return start_again(request, str(error))
    return page(
        request,
        "preview",
        3,
        upload=upload,
        target=target,
        seen=fingerprint(upload.rows or []),
        written=upload.counts[CREATE] + upload.counts[UPDATE],
        new=NEW,
        **_rows_shown(request, upload),
    )


def _decide(request: HttpRequest, upload: Upload) -> None:
    """Keep what was chosen for the rows of the page; "" takes a choice back."""
    for name, value in request.POST.items():
        line = name.removeprefix("line_")
        if line != name and line.isdecimal():
            upload.decisions[line] = value[:120]
    upload.decisions = {line: value for line, value in upload.decisions.items() if value}


def _import(request: HttpRequest, upload: Upload, rights: Rights) -> HttpResponse:
    seen = request.POST.get("seen", "")
    try:
        written = steps.import_now(upload, rights, seen, request.user)
    except steps.Changed:
        messages.warning(
            request,
            "Le répertoire ou vos choix ont changé depuis cet aperçu. Rien n’a été importé. "
            "Voici l’aperçu d’aujourd’hui : relisez-le, puis importez.",
        )
        return HttpResponseRedirect(address("preview", upload))
    except OperationalError:
        messages.warning(
            request, "Un autre import occupe le répertoire : rien n’a été écrit. Réessayez."
        )
        return HttpResponseRedirect(address("preview", upload))
    except (IntegrityError, DataError):
        messages.error(
            request,
            "Le répertoire a refusé une valeur : rien n’a été importé. Revoyez les colonnes, ou "
            "demandez de l’aide à la personne qui administre le site.",
        )
        return HttpResponseRedirect(address("preview", upload))
    if not written:
        messages.info(request, "Ce tableau était déjà importé : rien n’a été fait deux fois.")
    return HttpResponseRedirect(address("result", upload))


def result(request: HttpRequest, pk: int) -> HttpResponse:
    """Step 4: what was done, for who may read it."""
    upload = get_object_or_404(Upload.objects.defer("content"), pk=pk)
    if upload.state == Upload.State.DRAFT:
        return HttpResponseRedirect(address("columns", upload))
    return page(
        request,
        "result",
        4,
        upload=upload,
        target=steps.target_of(upload),
        report_days=REPORT_DAYS,
        **_rows_shown(request, upload),
    )


def refused_rows(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    """The rows that are not imported, to correct and send again."""
    upload = get_object_or_404(Upload.objects.defer("content"), pk=pk)
    may_see = upload.state != Upload.State.DRAFT or is_theirs(request, upload)
    if extension not in CONTENT_TYPES or upload.rows is None or not may_see:
        raise Http404
    sheet = refused(upload.headings, upload.rows, "Lignes refusées")
    return download(sheet, extension, f"lignes-refusees-{upload.pk}")


def template_file(request: HttpRequest, key: str) -> HttpResponse:
    if key not in TARGETS:
        raise Http404
    response = HttpResponse(template(TARGETS[key]), content_type=CONTENT_TYPES["xlsx"])
    response["Content-Disposition"] = f'attachment; filename="modele-{key}.xlsx"'
    return response


def _rows_shown(request: HttpRequest, upload: Upload) -> dict[str, Any]:
    """One page of the rows, of one state or of all."""
    state = request.GET.get("etat", "")
    rows = upload.rows or []
    chosen = [row for row in rows if row["state"] == state] if state in STATES else rows
    is_done = upload.state == Upload.State.IMPORTED
    names = DONE if is_done else STATES
    shown = Paginator(chosen, PAGE).get_page(request.GET.get("page"))
    target = steps.target_of(upload)
    opts = target.model._meta
    name = f"admin:{opts.app_label}_{opts.model_name}_change"
    for row in shown:
        row["address"] = reverse(name, args=[row["pk"]]) if row["pk"] is not None else ""
        row["state_name"] = OF_ONE_ROW[row["state"]][is_done]
        row["chosen"] = upload.decisions.get(str(row["line"]), "")
        row["near"] = [
            {"pk": str(pk), "label": label, "address": reverse(name, args=[pk])}
            for pk, label in row["near"]
        ]
    return {
        "page_of_rows": shown,
        "state": state if state in STATES else "",
        "tabs": [(key, label, upload.counts.get(key, 0)) for key, label in names.items()],
        "total": len(rows) if upload.rows is not None else sum(upload.counts.values()),
        "undecided": upload.counts.get(UNDECIDED, 0),
        "left_out": upload.counts.get(REFUSED, 0) + upload.counts.get(UNDECIDED, 0),
    }


def draft_of(request: HttpRequest, pk: int) -> Upload | None:
    """The draft, for who sent it; None when it is a draft no more."""
    upload = get_object_or_404(Upload, pk=pk)
    if upload.state != Upload.State.DRAFT:
        return None
    if not is_theirs(request, upload):
        raise PermissionDenied
    return upload


def is_theirs(request: HttpRequest, upload: Upload) -> bool:
    return upload.uploaded_by_id == request.user.pk or bool(request.user.is_superuser)  # type: ignore[union-attr]


def start_again(request: HttpRequest, why: str) -> HttpResponse:
    messages.error(request, why)
    return HttpResponseRedirect(reverse("admin:importers_upload_add"))


def address(step: str, upload: Upload | int) -> str:
    return reverse(f"admin:importers_upload_{step}", args=[getattr(upload, "pk", upload)])
