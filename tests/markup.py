"""Whether HTML is written as a parser builds it: what html5lib objects to when it is strict, and more, and sooner."""

import re
from functools import cache
from html import unescape

import turbohtml
from turbohtml.conformance import check


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


DOCTYPE = "<!doctype html>"
BARE = re.compile(r"&(?!(?:[A-Za-z][A-Za-z0-9]*|#[0-9]+|#[xX][0-9A-Fa-f]+);)")
"""An & that begins no character."""
REMARK = re.compile(r"<!--(?:.(?!-->))*?--(?!>)", re.DOTALL)
"""A remark with -- in it."""
SPACE = b" \t\n\f\r"

QUOTED = r"""[^<>"']*+(?:(?:"[^"]*+"|'[^']*+')[^<>"']*+)*+"""
TAG = re.compile(rf"<(/?[a-z][a-z0-9-]*+)(?=[\s/>]){QUOTED}>")
VOID = _names("area base br col embed hr img input link meta source track wbr")
CLOSED = re.compile(r"<([A-Za-z]+)([^<>]*+)(?<=/)>")
"""An element in one tag, as the pictures have them."""

ELEMENTS = VOID | _names(
    "a abbr address article aside audio b bdi bdo blockquote body button canvas caption cite code colgroup data "
    "datalist dd del details dfn dialog div dl dt em fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head "
    "header hgroup html i iframe ins kbd label legend li main map mark menu meter nav noscript object ol optgroup "
    "option output p picture pre progress q rp rt ruby s samp script search section select slot small span strong "
    "style sub summary sup svg table tbody td template textarea tfoot th thead time title tr u ul var video"
)
CHILDREN = {
    "html": {"head", "body"},
    "head": {"link", "meta", "script", "title"},
    "title": set(),
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot"},
    "colgroup": {"col"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tfoot": {"tr"},
    "tr": {"th", "td"},
    "select": {"option", "optgroup"},
    "optgroup": {"option"},
    "option": set(),
    "textarea": set(),
}
"""All that an element may hold, where that is little."""
PARENTS = {
    "title": {"head"},
    "li": {"ul", "ol", "menu"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "option": {"select", "optgroup", "datalist"},
    "summary": {"details"},
    "legend": {"fieldset"},
    "figcaption": {"figure"},
}
"""Where alone an element may stand."""
HEADINGS = _names("h1 h2 h3 h4 h5 h6")
BLOCKS = HEADINGS | _names(
    "address article aside blockquote details dialog div dl fieldset figure footer form header hgroup hr main menu nav "
    "ol p pre section table ul"
)
WORDS = HEADINGS | _names(
    "abbr b bdi bdo button cite code dfn em i kbd label legend mark meter output p pre progress q s samp small span "
    "strong sub summary sup time u var"
)
"""What holds words, and no blocks; a legend and a summary may hold a heading."""
ACTIVE = ":is(a, button, details, input:not([type=hidden]), label, select, summary, textarea)"
WRONG = ", ".join(
    (
        f"a {ACTIVE}",
        f"button {ACTIVE}",
        "label label",
        "form form",
        ":not(dl) > div > :is(dt, dd)",
        f":is({', '.join(sorted(WORDS))}) :is(a, ins, del) > :is({', '.join(sorted(BLOCKS))})",
    )
)
"""What may not stand in each other, however deep."""


class MarkupError(AssertionError):
    """HTML that is not as it should be."""


def parsed(html: str) -> turbohtml.Document:
    """The tree of a page, of which nothing is amiss."""
    if html[: len(DOCTYPE)].lower() != DOCTYPE:
        raise MarkupError(f"begins with {html[:40]!r}")
    document = turbohtml.parse(html)
    for error in document.errors:
        raise MarkupError(f"{error.code} in line {error.line}, column {error.col}: {html.splitlines()[error.line - 1]}")
    if found := BARE.search(html) or REMARK.search(html):
        raise MarkupError(f"{found[0]} in {html[max(found.start() - 60, 0) : found.end() + 20]!r}")
    _check_built_as_written(html[len(DOCTYPE) :], document.serialize()[len(DOCTYPE) :])
    _check_nesting(document)
    for message in check(document).messages:
        raise MarkupError(f"{message.code} in line {message.line}: {message.message}")
    return document


def _check_built_as_written(written: str, built: str) -> None:
    """A parser mends wrong nesting, stray text and forgotten tags by building something else than was written."""
    if _folded(_opened(written)) == _folded(built):
        return
    # Not in the way that the application writes it; which may be right.
    one, other = (_folded(TAG.sub(r"<\1>", _opened(html).lower())) for html in (written, built))
    if one != other:
        at = next((at for at, (here, there) in enumerate(zip(one, other, strict=False)) if here != there), len(other))
        raise MarkupError(f"written: {_part(one, at)}\nbuilt:   {_part(other, at)}")


def _opened(html: str) -> str:
    """With an end tag for each element in one tag."""
    return CLOSED.sub(_with_end, html) if "/>" in html else html


def _with_end(found: re.Match[str]) -> str:
    name, attributes = found.groups()
    return f"<{name}{attributes[:-1]}>" + ("" if name.lower() in VOID else f"</{name}>")


def _folded(html: str) -> bytes:
    """Without what writes the same in another way: space, references, empty values."""
    return unescape(html).encode().translate(None, SPACE).replace(b'=""', b"")


def _part(html: bytes, at: int) -> str:
    return html[max(at - 80, 0) : at + 80].decode(errors="replace")


def _check_nesting(document: turbohtml.Document) -> None:
    nested = {(element.parent.tag, element.tag) for element in document.root.iter_elements()}
    if wrong := [pair for pair in nested if not _fits(*pair)]:
        raise MarkupError(", ".join(f"<{child}> in <{parent}>" for parent, child in wrong))
    for element in document.select(WRONG):
        raise MarkupError(f"<{element.tag}> may not be where it is: {element.css_path()}")


@cache
def _fits(parent: str, child: str) -> bool:
    if parent in ELEMENTS - {"svg"}:
        rules = (
            child in ELEMENTS,
            child in CHILDREN.get(parent, {child}),
            parent in PARENTS.get(child, {parent}),
            parent not in WORDS or child not in BLOCKS or (parent in ("legend", "summary") and child in HEADINGS),
        )
        return all(rules)
    # In a picture are elements of its own.
    return True
