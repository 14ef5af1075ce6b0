"""What the page folds away, for who wants to check: on paper and in files it stands open."""

from collections.abc import Iterator

from app.comparisons.sentences import domains
from app.comparisons.sentences import folding as texts
from app.reports.document.editions import Section
from app.reports.document.model import Block, BulletList, Heading, Table

MOST_CHANGES = 3
"""As many stand open."""


def page_blocks(section: Section) -> Iterator[tuple[Block, str | None]]:
    """Each block of a section, with the words that unfold it; None for what stands open."""
    above = section.title
    for block in section.blocks:
        if isinstance(block, Heading):
            above = block.text
        yield block, _unfolding(section, block, above)


def _unfolding(section: Section, block: Block, above: str) -> str | None:
    if isinstance(block, BulletList) and section.id == "domeinen" and len(block.items) > MOST_CHANGES:
        return texts.changes(len(block.items), above)
    if not isinstance(block, Table):
        return None
    if block.columns[0].title == domains.PROFILE_COLUMNS[0]:
        return texts.profile(above)
    return texts.TABLES.get(block.caption)
