"""The example report that anybody may read: of a made-up municipality, the same for everybody, without a database."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Response, abort, current_app, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import AnonymousUserMixin

from app.documents.files import file_name
from app.documents.model import SLIDES, EditionKind, HeatRow, HeatTable
from app.reports.blueprint import blueprint
from app.reports.contents import FORMS_OF, Contents, Form, make_contents, render_form
from app.reports.document.material import ReportContext
from app.reports.page import WORDS, Tools, annexed, shown
from app.reports.story import story
from app.texts.reports import EDITIONS, EXAMPLE, EXAMPLE_AGREED_BY, EXAMPLE_TITLE, FORMS, KINDS, PRESENTATION
from app.web.errors import plain_page
from app.web.publication import PublishedFile, drawing_turn, publish, send
from questionnaires.catalogue import questionnaire
from scoring.interchange import parse_own

ANSWERS_FILE = Path(__file__).with_name("example.json")
"""Answers and agreed scores as any report is frozen with; nobody gave them."""
FORMS_SHOWN: Mapping[EditionKind, tuple[Form, ...]] = {"full": ("pdf", "docx", "xlsx"), "alderman": ("pdf", "docx")}
"""The adviser's edition is for who leads a conversation, and a CSV file has no room to say that it is made up."""
PLACE = "/voorbeeld/rapport"
MADE: dict[tuple[object, ...], bytes] = {}
"""All that anybody can ask for, each drawn once in this process."""


@cache
def example_contents() -> Contents:
    """What the example is made of: as of any report, and on every page and file it says that it is made up."""
    data = parse_own(ANSWERS_FILE.read_bytes())
    context = ReportContext(title=EXAMPLE_TITLE, way="mixed", agreed_by=EXAMPLE_AGREED_BY)
    contents = make_contents(questionnaire(data.questionnaire_id, data.version), data, context)
    editions = (edition.model_copy(update={"notices": (EXAMPLE,)}) for edition in contents.document.editions)
    return replace(contents, document=contents.document.model_copy(update={"editions": tuple(editions)}))


def example_map() -> HeatTable:
    """The whole picture of the example as its page shows it, with a score for each domain, dimension and level."""
    contents = example_contents()
    edition = contents.document.edition("full")
    blocks = (block for section in edition.sections for block in section.blocks)
    table = next(block for block in blocks if isinstance(block, HeatTable))
    rows = tuple(HeatRow(title=row.name, cells=row.cells) for row in story(edition, contents.questionnaire).map)
    return table.model_copy(update={"rows": rows})


def made(name: tuple[object, ...], make: Callable[[], bytes]) -> bytes:
    """What this makes, or what it made before: nobody can keep a server busy with it."""
    if name not in MADE:
        with drawing_turn():
            # Somebody may have made it while we waited.
            if name not in MADE:
                MADE[name] = make()
    return MADE[name]


def shared(response: Response, content: bytes) -> Response:
    """What is the same for everybody: whoever is on the way may keep it, and search engines leave it out."""
    response.set_etag(sha256(content).hexdigest())
    response.headers["Cache-Control"] = "public, max-age=300"
    response.headers["X-Robots-Tag"] = "noindex"
    response.make_conditional(request)
    return response


def shared_file(content: bytes, word: str, ending: str) -> Response:
    """The same of a file; its name says that it is an example."""
    return shared(send(content, file_name(EXAMPLE_TITLE, word), ending), content)


def asked_kind() -> EditionKind:
    """The edition that the address names; 404 for one that is not shown."""
    kind = KINDS.get(request.args.get("soort", "beleid")) or abort(404)
    return kind if kind in FORMS_SHOWN else abort(404)


@blueprint.get(PLACE)
def example_page() -> ResponseReturnValue:
    """An edition of the example; nothing of who asks stands in it."""
    kind, mode = asked_kind(), current_app.config["SETTINGS"].example
    content = made(("page", kind, mode), lambda: render_page(kind, example_mode=mode))
    return shared(Response(content), content)


def render_page(kind: EditionKind, *, example_mode: bool) -> bytes:
    """The page as somebody sees it who is not signed in and was told nothing."""
    contents, word = example_contents(), WORDS[kind]
    files = [
        *((FORMS[form], url_for(f"reports.example_{form}", soort=word)) for form in FORMS_SHOWN[kind]),
        *((form, url_for(f"reports.example_slides_{ending}")) for ending, form in PRESENTATION.items()),
    ]
    words = [WORDS[each] for each in FORMS_SHOWN]
    return _render(
        "reports/example.html",
        example_mode,
        word=word,
        editions={each: EDITIONS[each] for each in words},
        addresses={each: url_for("reports.example_page", soort=each) for each in words},
        files=[PublishedFile(form, address) for form, address in files],
        **shown(contents.document, kind, contents.questionnaire, url_for("reports.example_annex")),
    )


def _render(template: str, example_mode: bool, **given: Any) -> bytes:
    page = plain_page(
        template,
        current_user=AnonymousUserMixin(),
        get_flashed_messages=lambda **_: [],
        example_mode=example_mode,
        document=example_contents().document,
        # How its numbers came about stands on pages of a real round.
        tools=Tools({}, {}),
        **given,
    )
    return page.encode()


@blueprint.get(f"{PLACE}/bijlage")
def example_annex() -> ResponseReturnValue:
    mode = current_app.config["SETTINGS"].example
    content = made(("annex", mode), lambda: render_annex(example_mode=mode))
    return shared(Response(content), content)


def render_annex(*, example_mode: bool) -> bytes:
    """The page with all answers, as somebody sees it who is not signed in."""
    edition = example_contents().document.edition("full")
    back = url_for("reports.example_page")
    return _render("reports/annex.html", example_mode, example=True, back=back, **annexed(edition))


def example_file(form: Form) -> ResponseReturnValue:
    """An edition as a file; 404 for a form that it does not have."""
    kind = asked_kind()
    if form not in FORMS_SHOWN[kind]:
        abort(404)
    return shared_file(made((kind, form), lambda: render_form(example_contents(), kind, form)), WORDS[kind], form)


publish(blueprint, PLACE, "example", FORMS_SHOWN["full"], example_file)


def example_slides(form: Form) -> ResponseReturnValue:
    content = made((SLIDES, form), lambda: render_form(example_contents(), SLIDES, form))
    return shared_file(content, "presentatie", form)


publish(blueprint, f"{PLACE}/presentatie", "example_slides", FORMS_OF[SLIDES], example_slides)
