"""What a file shows, of a report or of something else: a cover, sections, and what the file says about itself."""

from app.reports.document.editions import EditionKind, ReportDocument, Section
from app.reports.document.model import KeyFacts
from questionnaires.model import Frozen


class Booklet(Frozen):
    """Everything that a renderer of files needs, whatever it is about."""

    name: str
    """The title of the file itself, as a reader of files shows it."""
    author: str
    day: str | None = None
    """The date of the file as 2026-11-24; None: the file carries no date at all."""
    running_header: str
    title: str
    """What stands on the cover: this, a line above it and a sentence below it."""
    subtitle: str
    lead: str
    notices: tuple[str, ...] = ()
    """What must be known before reading."""
    facts: KeyFacts
    ends_with_facts: bool = False
    """Whether the facts come last, and not right below the cover."""
    sections: tuple[Section, ...]
    new_pages: tuple[str, ...] = ()
    """The ids of the sections that begin on a new page."""


def booklet_of(document: ReportDocument, kind: EditionKind) -> Booklet:
    """One edition of a report; the summary of the full one can stand alone."""
    edition = document.edition(kind)
    after_summary = [section.id for section in edition.sections[1:2] if kind == "full"]
    return Booklet(
        name=f"{edition.title} – {document.municipality}",
        author=document.municipality,
        day=document.day,
        running_header=document.running_header,
        title=edition.title,
        subtitle=edition.subtitle,
        lead=edition.lead,
        notices=edition.notices,
        facts=edition.facts,
        ends_with_facts=kind == "alderman",
        sections=edition.sections,
        new_pages=(*after_summary, *(section.id for section in edition.sections if section.annex)),
    )
