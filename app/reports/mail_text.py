"""A short text to paste in a mail: from the alderman's page of a document, and from nothing else."""

from collections.abc import Iterable, Iterator

from app.reports.document.editions import ReportDocument
from app.reports.document.model import Block, BulletList, Paragraph
from app.reports.sentences import mail as texts

WEAK = 1
"""The last item about what is strong and weak is the weak spot: not for a mail that goes round."""


def mail_text(document: ReportDocument) -> str:
    """What somebody tells colleagues about a report: plain text of short lines, which ends with a newline."""
    sections = {section.id: section.blocks for section in document.edition("alderman").sections}
    state = texts.state(document.version, document.date, preliminary=document.preliminary)
    parts = (
        [texts.opening(document.title, document.municipality)],
        [state, texts.ABOUT],
        [texts.STANDING, *_lines(sections["stand"])],
        [texts.STRONG, *_marked(_items(sections["sterk"])[:-WEAK])],
        [texts.PROPOSAL, *_proposal(sections["voorstel"])],
        [texts.CLOSING],
    )
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, BulletList):
            yield from _marked(block.items)


def _items(blocks: Iterable[Block]) -> tuple[str, ...]:
    return tuple(item for block in blocks if isinstance(block, BulletList) for item in block.items)


def _marked(items: Iterable[str]) -> Iterator[str]:
    return (f"- {item}" for item in items)


def _proposal(blocks: Iterable[Block]) -> Iterator[str]:
    """The proposed domains in their order; the reasons stand in the report."""
    blocks = tuple(blocks)
    yield from (block.text for block in blocks if isinstance(block, Paragraph))
    yield from (f"{place}. {texts.in_short(item)}" for place, item in enumerate(_items(blocks), start=1))
