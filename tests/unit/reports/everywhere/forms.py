"""Every form of every edition of a report."""

import uuid
from functools import lru_cache
from types import SimpleNamespace

from flask import Flask, render_template

from app.documents.model import EditionKind
from app.reports.alderman import mail_text
from app.reports.contents import Contents, render_form
from app.reports.page import Tools, annexed, shown
from app.texts.reports import EDITIONS
from tests.unit.reports.everywhere.reading import Read, read
from tests.unit.reports.everywhere.worlds import WORLDS


class Forms:
    """The forms of the reports of all worlds, each made and read once."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.made = lru_cache(maxsize=None)(self._made)
        self.read = lru_cache(maxsize=None)(self._read)

    def _made(self, world: str, edition: str, form: str) -> bytes:
        """One form; what belongs to no edition is of `all`."""
        contents = WORLDS[world].contents
        if form == "mail":
            return mail_text(contents.document, contents.questionnaire).encode()
        if form == "json":
            return contents.interchange
        return self.page(contents, edition) if form == "page" else render_form(contents, edition, form)

    def _read(self, world: str, edition: str, form: str) -> Read:
        return read(form, self.made(world, edition, form))

    def page(self, contents: Contents, kind: EditionKind) -> bytes:
        """The web page of an edition and that of its annex, with nothing around them that is not in the document."""
        document, assessment = contents.document, SimpleNamespace(id=uuid.UUID(int=1), earlier_id=None)
        rights = {"is_staff": False, "is_own": True, "measures_again": False, "fills_in": False}
        values = {
            "wanted": SimpleNamespace(assessment=assessment, report=None, reports=(), **rights),
            "document": document,
            "word": "beleid",
            "editions": EDITIONS,
            "tools": Tools({"beeld": "/"}, {}),
            "files": (),
            "addresses": dict.fromkeys(EDITIONS, "/"),
            "address_of": lambda *_, **__: "/",
            "example": False,
            "back": "/",
        }
        edition = document.edition(kind)
        with self.app.test_request_context("/"):
            page = render_template(
                "reports/report.html", **values, **shown(document, kind, contents.questionnaire, "/")
            )
            if any(section.annex for section in edition.sections):
                page += render_template("reports/annex.html", **values, **annexed(edition))
            return page.encode()
