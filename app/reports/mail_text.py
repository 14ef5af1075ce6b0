"""A short text to paste in a mail: from the alderman's page of a document, and from nothing else."""

from collections.abc import Iterable, Iterator, Mapping

from app.documents.model import Block, BulletList, Paragraph, ReportDocument
from app.reports.sentences.opportunity import WORDS


def opening(title: str, municipality: str) -> str:
    """What the mail is about."""
    return f"{title}: het rapport van {municipality}"


def state_line(version: int, date: str | None, *, preliminary: bool) -> str:
    """Which version it is, and whether it still can change."""
    if preliminary:
        return "Dit is een voorlopige versie. De uitkomsten kunnen nog veranderen."
    when = f", vastgesteld op {date}" if date else ""
    return f"Dit gaat over versie {version}{when}."


ABOUT = (
    "Met deze inventarisatie is onderzocht hoe goed de aanpak van basisvaardigheden is geregeld. "
    "Basisvaardigheden zijn lezen, schrijven, rekenen en omgaan met een computer of telefoon."
)
STANDING = "Waar we staan"
STRONG = "Sterke punten"
PROPOSAL = "Ons voorstel"
CLOSING = "Meer lezen? Het rapport zit in de bijlage."


def in_short(reason: str) -> str:
    """A proposed domain with its word, without the answers that follow: `Geldzaken: nu kansrijk.`"""
    for word in WORDS.values():
        name, found, _ = reason.partition(f": {word}.")
        if found:
            return f"{name}{found}"
    return reason


def mail_text(document: ReportDocument) -> str:
    """What somebody tells colleagues about a report: plain text of short lines, which ends with a newline."""
    sections = {section.id: section.blocks for section in document.edition("alderman").sections}
    state = state_line(document.version, document.date, preliminary=document.preliminary)
    parts = (
        [opening(document.title, document.municipality)],
        [state, ABOUT],
        [STANDING, *_lines(sections["stand"])],
        [STRONG, *_marked(_strong(sections))],
        [PROPOSAL, *_proposal(sections["voorstel"])],
        [CLOSING],
    )
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def standing(document: ReportDocument) -> tuple[str, ...]:
    """Where the municipality stands, line by line, as the alderman reads it."""
    sections = {section.id: section.blocks for section in document.edition("alderman").sections}
    return tuple(line.removeprefix("- ") for line in _lines(sections["stand"]))


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, BulletList):
            yield from _marked(block.items)


def _strong(sections: Mapping[str, tuple[Block, ...]]) -> Iterator[str]:
    """What is strong; the weak spot is not for a mail that goes round."""
    items = [item for block in sections["sterk"] if isinstance(block, BulletList) for item in block.items]
    # A document from before the weak spot had a section of its own has it here, as the last item.
    yield from items if "zwak" in sections else items[:-1]


def _marked(items: Iterable[str]) -> Iterator[str]:
    return (f"- {item}" for item in items)


def _proposal(blocks: Iterable[Block]) -> Iterator[str]:
    """The proposed domains in their order; the reasons stand in the report."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, BulletList):
            short = [in_short(item) for item in block.items]
            yield from (f"{n}. {item}" for n, item in enumerate(short, 1)) if block.ordered else _marked(short)
