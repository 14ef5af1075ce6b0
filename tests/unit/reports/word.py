"""Reads Word documents for tests, and says what should be in them."""

import io

import docx
from docx.oxml.ns import qn

from app.documents.model import (
    BulletList,
    EvidenceTable,
    Figure,
    HeatTable,
    KeyFacts,
    Moves,
    Table,
    Tallies,
    Trend,
    Voices,
)

TWIP = 635
"""A twentieth of a point, in the measure of python-docx."""


def opened(data):
    """The document as python-docx sees it."""
    return docx.Document(io.BytesIO(data))


def body_of(data):
    """The element with all text."""
    return opened(data).element.body


def style_of(paragraph):
    """The id of the style of a paragraph."""
    return paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val"))


def text_of(paragraph):
    """The text of a paragraph, with its tabs and ends of lines."""
    signs = {qn("w:tab"): "\t", qn("w:br"): "\n"}
    return "".join(signs.get(each.tag, each.text or "") for each in paragraph.iter(qn("w:t"), *signs) if in_run(each))


def in_run(element):
    """Whether an element is content: a tab can be a property of a paragraph too."""
    return element.getparent().tag == qn("w:r")


def texts_in(data):
    """The text of every paragraph in order, as far as there is any; a word and its fact stand in one."""
    found = [text_of(each) for each in body_of(data).iter(qn("w:p"))]
    return [text for text in found if text]


def expected_texts(booklet, contents=False):
    """What `texts_in` should give; with a table of contents after the first section."""
    facts = _facts(booklet.facts)
    found = [booklet.subtitle, booklet.title, booklet.lead, *booklet.notices]
    found += [] if booklet.ends_with_facts else facts
    for section in booklet.sections:
        found += [section.title, *(text for block in section.blocks for text in _texts(block))]
        if contents and section is booklet.sections[0]:
            found += ["Inhoud", *(title for _, title in entries_of(booklet))]
    found += facts if booklet.ends_with_facts else []
    return [cleaned(text) for text in found if text]


def cleaned(text):
    """A text as a file can hold it."""
    return text.replace("\x07", "\ufffd")


def entries_of(booklet):
    """The style and text of each line of the contents."""
    return [
        entry
        for section in booklet.sections[1:]
        for entry in (
            ("TOC1", section.title),
            *(("TOC2", each.text) for each in section.blocks if each.type == "heading" and each.level == 3),
        )
    ]


def _facts(facts):
    return [f"{fact.label}\t{fact.text}" for fact in facts.facts]


def _texts(block):
    match block:
        case KeyFacts():
            return _facts(block)
        case Table():
            rows = [cell.text for row in block.rows for cell in row]
            return [block.caption, *(column.title for column in block.columns), *rows]
        case HeatTable():
            return [block.caption, *_heat(block)]
        case Figure() | Moves() | Trend():
            return [block.message, *_texts(block.table)]
        case BulletList():
            return list(block.items)
        case Tallies():
            return [f"{each.number}\t{each.label}{f' ({each.note})' if each.note else ''}" for each in block.tallies]
        case Voices():
            said = [f"{voice.label}\t{voice.text}" for voice in block.voices]
            return [f"{block.title} ({block.about})", *([block.question] if block.question else []), *said]
        case EvidenceTable():
            cells = [
                text for row in block.rows for text in (row.title, *(f"{c.text} {c.word}".strip() for c in row.cells))
            ]
            return [block.caption, block.corner, *block.columns, *cells]
    return [block.text]


def _heat(table):
    groups = [group.title for group in table.groups]
    columns = [column for group in table.groups for column in group.columns]
    found = ["Domein", *groups, *columns]
    for row in table.rows:
        cells = [(cell.text, cell.word, cell.note or "") for cell in row.cells]
        # In a small map, number and word stand after each other.
        shown = [text for cell in cells for text in cell] if columns else [" ".join(cell).strip() for cell in cells]
        found += [row.title, *shown]
    return found
