"""A short text to paste in a mail: from the alderman's page of a document, and from nothing else."""

from collections.abc import Iterable, Iterator, Mapping

from app.documents.model import Block, BulletList, Paragraph, ReportDocument
from app.reports.sentences import mail as texts


def mail_text(document: ReportDocument) -> str:
    """What somebody tells colleagues about a report: plain text of short lines, which ends with a newline."""
    sections = {section.id: section.blocks for section in document.edition("alderman").sections}
    state = texts.state(document.version, document.date, preliminary=document.preliminary)
    parts = (
        [texts.opening(document.title, document.municipality)],
        [state, texts.ABOUT],
        [texts.STANDING, *_lines(sections["stand"])],
        [texts.STRONG, *_marked(_strong(sections))],
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
            short = [texts.in_short(item) for item in block.items]
            yield from (f"{n}. {item}" for n, item in enumerate(short, 1)) if block.ordered else _marked(short)
