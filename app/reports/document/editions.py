"""The whole report: three editions for three readers in one frozen document, and that document as bytes."""

import json
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from app.reports.document.model import Block, KeyFacts
from questionnaires.model import Frozen

EditionKind: TypeAlias = Literal["full", "alderman", "adviser"]
EDITION_KINDS: tuple[EditionKind, ...] = ("full", "alderman", "adviser")

RENDERER = 1
"""The version of the renderers that a document is made for; a frozen document keeps the one it was made with."""


class Section(Frozen):
    """A part of an edition with its own heading."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    annex: bool = False
    """Whether it comes after the report itself, for who wants to know more."""


class Edition(Frozen):
    """The report as one kind of reader gets it."""

    kind: EditionKind
    title: str
    subtitle: str
    lead: str
    """For whom this edition is, in a sentence."""
    notices: tuple[str, ...] = ()
    """What must be known before reading: preliminary, without adviser."""
    facts: KeyFacts
    """What stands on the cover."""
    sections: tuple[Section, ...]


class ReportDocument(Frozen):
    """Everything that any rendering shows. Made once; frozen when the assessment is agreed."""

    format: Literal["samenhang-report"] = "samenhang-report"
    format_version: Literal[1] = 1
    renderer: Annotated[int, Field(ge=1)] = RENDERER
    id: str | None = None
    language: Literal["nl"] = "nl"
    title: str
    municipality: str
    date: str | None = None
    """The date that is printed, in words."""
    day: str | None = None
    """The same date as 2026-11-24."""
    version: Annotated[int, Field(ge=1)] = 1
    preliminary: bool = False
    questionnaire: str
    rules: int
    running_header: str
    editions: tuple[Edition, ...]

    def edition(self, kind: EditionKind) -> Edition:
        """The edition for one kind of reader."""
        return next(edition for edition in self.editions if edition.kind == kind)


def render_json(document: ReportDocument) -> bytes:
    """The document as JSON: the same document always gives the same bytes."""
    data = document.model_dump(mode="json", by_alias=True)
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def parse_document(data: bytes) -> ReportDocument:
    """The document that `render_json` wrote. Raises pydantic's ValidationError for anything else."""
    return ReportDocument.model_validate_json(data)
