"""Booklets for the tests of what goes on paper, and what can be read in them."""

import datetime
import io
import unicodedata
from typing import Any

import pypdf

from app.documents.model import Booklet, BulletList, FactRow, KeyFacts, PaperQuestion, Table
from app.paper.document import AskedPart, ForColleague, GivenAnswer, OwnAnswers
from questionnaires.catalogue import current
from questionnaires.model import GENERAL
from tests.unit.reports.examples import HOSTILE

IBA = current("iba")
LONG_NAME = "Domein met een heel erg lange eigen naam over van alles en nog wat in de gemeente"[:80]
NAMES = {"plain": "Jeugdhulp", "long": LONG_NAME, "hostile": HOSTILE[:80], "right to left": "שירותי רווחה 👪 خدمات"}
DAY = datetime.date(2026, 11, 24)


def part(domain: str = "geld", title: str | None = None) -> AskedPart:
    """A domain of the questionnaire, with another name when one is given; an own domain has to have one."""
    own, renamed = ({domain: title}, {}) if domain.startswith("eigen") else ({}, {domain: title} if title else {})
    about = IBA.chosen_domains([domain], own, renamed)[0]
    return AskedPart(domain, about.title, IBA.questions_in(about), about)


GENERAL_PART = AskedPart(GENERAL, "Algemene vragen", IBA.of_kind("general"))


def colleague(text: str = "Nora Nieuw", **changed: Any) -> ForColleague:
    """Somebody with the same text everywhere."""
    known = {"municipality": text, "round": text, "name": text, "function": text}
    return ForColleague(**{**known, "address": "https://samenhang.example/", "deadline": DAY, "day": DAY, **changed})


def answered(text: str | None = "Omdat het zo is.", **changed: Any) -> OwnAnswers:
    """Somebody who gave the same answer everywhere about Geldzaken, with the same text everywhere."""
    # A name is at most 80 characters.
    parts = [part()]
    items = [f"geld/{question.id}" for question in parts[0].questions]
    given = GivenAnswer("3", text, "document", text, "https://voorbeeld.example/plan", "sure", "yes", text)
    name = (text or "Voorbeeldstad")[:80]
    known: dict[str, Any] = {"municipality": name, "round": name, "instrument": "iba."}
    known |= {"function": "beleidsmedewerker", "joint": False, "handed_in": None, "day": DAY, "parts": parts}
    known |= {"passed_on": frozenset(), "answers": dict.fromkeys(items, given)}
    return OwnAnswers(**known | {"closing": {"geld/goes_well": text} if text else {}} | changed)


def texts_of(booklet: Booklet) -> list[str]:
    """Every text that a booklet shows, in order."""
    found = [booklet.subtitle, booklet.title, booklet.lead, *booklet.notices, *_facts(booklet.facts.facts)]
    for section in booklet.sections:
        found.append(section.title)
        for block in section.blocks:
            found += _texts(block)
    return found


def _facts(facts: tuple[FactRow, ...]) -> list[str]:
    return [text for fact in facts for text in (fact.label, fact.text)]


def _texts(block: Any) -> list[str]:
    match block:
        case KeyFacts():
            return _facts(block.facts)
        case BulletList():
            return list(block.items)
        case Table():
            return [block.caption, *(cell.text for row in block.rows for cell in row)]
        case PaperQuestion():
            lines = [block.text, block.about, block.help, *(choice.text for choice in block.choices)]
            lines += [*(space.label for space in block.spaces), block.closing, *block.closing_choices]
            return [line for line in lines if line]
    return [block.text]


def opened(data: bytes) -> pypdf.PdfReader:
    """A PDF to look into."""
    return pypdf.PdfReader(io.BytesIO(data))


def squeezed(text: str) -> str:
    """A text without spaces: lines and columns break words and sentences."""
    return "".join(unicodedata.normalize("NFC", text).replace("\u00ad", "").split())


def elements(data: bytes, tag: str) -> list[Any]:
    """The elements of a kind in the structure of a PDF, in reading order."""
    found, waiting = [], [opened(data).root_object["/StructTreeRoot"]["/K"].get_object()]
    while waiting:
        element = waiting.pop()
        if not isinstance(element, dict):
            continue
        if element.get("/S") == tag:
            found.append(element)
        inside = element.get("/K", [])
        waiting += [each.get_object() for each in reversed(inside if isinstance(inside, list) else [inside])]
    return found
