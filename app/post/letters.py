"""A mail as data, and the two forms in which it is sent: plain text and HTML that say the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from markupsafe import Markup, escape

FONT = "font-family:Verdana,Arial,sans-serif;font-size:16px;line-height:1.6;color:#1d1d1d"
BUTTON = "display:inline-block;padding:12px 20px;background:#1b4f72;color:#ffffff;text-decoration:none;font-weight:bold"


@dataclass(frozen=True, slots=True)
class Button:
    """The one thing to do, and where; in plain text the address stands below its label."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Quote:
    """What a person said, shown apart, so that nobody takes it for a text of ours."""

    author: str
    text: str


@dataclass(frozen=True, slots=True)
class Points:
    """Some short lines below each other."""

    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class LetterLink:
    """What somebody can look at, what is to be said about it, and where it is."""

    name: str
    told: str
    address: str


@dataclass(frozen=True, slots=True)
class Places:
    """Some of those below each other."""

    places: Sequence[LetterLink]


Block: TypeAlias = str | Button | Quote | Points | Places


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail: its subject, and what it says, in order. Texts are plain; nothing in them is read as markup."""

    subject: str
    greeting: str
    blocks: tuple[Block, ...]
    contact: str
    """Whom to ask: a line at the end."""


def one_line(text: str) -> str:
    """A name without line breaks: it stands in a sentence or a subject of ours and begins none of its own."""
    return " ".join(text.split())


def render_text(letter: Letter) -> str:
    parts = [one_line(letter.greeting), *map(_text, letter.blocks), one_line(letter.contact), "Samenhang"]
    return "\n\n".join(parts) + "\n"


def _text(block: Block) -> str:
    if isinstance(block, Button):
        return f"{block.label}:\n{block.address}"
    if isinstance(block, Quote):
        return "\n".join([f"{one_line(block.author)} schrijft:", *(f"> {line}" for line in block.text.splitlines())])
    if isinstance(block, Points):
        return "\n".join(f"- {one_line(line)}" for line in block.lines)
    if isinstance(block, Places):
        return "\n".join(f"- {one_line(one.name)}. {one_line(one.told)}\n  {one.address}" for one in block.places)
    return block


def render_html(letter: Letter) -> str:
    """The letter as HTML. Styles stand in it, since mail programs drop style sheets; no pictures, so nothing tells
    a sender that it was opened."""
    body = Markup("").join(
        map(_html, [one_line(letter.greeting), *letter.blocks, one_line(letter.contact), "Samenhang"])
    )
    page = Markup(
        '<!doctype html><html lang="nl"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>{}</title></head>'
        '<body style="margin:0;padding:24px;background:#ffffff;{}">'
        '<div style="max-width:36em;overflow-wrap:anywhere">{}</div></body></html>\n'
    )
    return str(page.format(letter.subject, FONT, body))


def _html(block: Block) -> Markup:
    if isinstance(block, Button):
        return Markup('<p style="margin:24px 0"><a href="{}" style="{}">{}</a></p>').format(
            block.address, BUTTON, block.label
        )
    if isinstance(block, Quote):
        quote = Markup('<p>{} schrijft:</p><blockquote style="margin:0 0 16px;padding:0 0 0 16px;{}">{}</blockquote>')
        return quote.format(block.author, "border-left:4px solid #1b4f72", _lines(block.text))
    if isinstance(block, Points):
        items = Markup("").join(Markup("<li>{}</li>").format(one_line(line)) for line in block.lines)
        return Markup("<ul>{}</ul>").format(items)
    if isinstance(block, Places):
        return Markup("<ul>{}</ul>").format(Markup("").join(map(_place, block.places)))
    return Markup("<p>{}</p>").format(_lines(block))


def _place(place: LetterLink) -> Markup:
    item = Markup('<li style="margin:0 0 12px"><a href="{}" style="color:#1b4f72">{}</a><br>{}</li>')
    return item.format(place.address, one_line(place.name), one_line(place.told))


def _lines(text: str) -> Markup:
    return Markup("<br>").join(escape(line) for line in text.splitlines())
