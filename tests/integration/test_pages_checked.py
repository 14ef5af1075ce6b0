"""What the client of the tests refuses: pages of the application, each with one fault put into it."""

import re

import html5lib
import pytest
from flask import Response
from html5lib.html5parser import ParseError

from app.doors.door import HEADERS
from app.web.extensions import db
from tests.factories import make_assessment, make_people
from tests.markup import parsed
from tests.pages import Client, Page

STRICT = html5lib.HTMLParser(strict=True).parse

BOTH = {
    "no doctype": (r"<!doctype html>", ""),
    "an old doctype": (r"<!doctype html>", '<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN">'),
    "html twice": (r"<head>", "<html><head>"),
    "body twice": (r"<main", "<body><main"),
    "title in body not closed": (r"</title>", ""),
    "a paragraph in the head": (r"</head>", "<p>x</p></head>"),
    "text in the head": (r"</head>", "x</head>"),
    "text after the body": (r"</html>", "x</html>"),
    "an end tag too many": (r"</main>", "</div></main>"),
    "an end tag of nothing": (r"<main", "</b><main"),
    "an end tag of a break": (r"</p>", "</br></p>"),
    "a paragraph closed twice": (r"</p>", "</p></p>"),
    "crossed": (r"<h1([^>]*)>(.*?)</h1>", r"<h1\1><b><i>\2</b></i></h1>"),
    "bold never closed": (r"<h1([^>]*)>", r"<h1\1><b>"),
    "a div in a paragraph": (r"<p>", "<p><div>x</div>"),
    "a list in a paragraph": (r"</p>", "<ul><li>x</li></ul></p>"),
    "a table in a paragraph": (r"<p>", "<p><table><tbody><tr><td>x</td></tr></tbody></table>"),
    "a heading in a heading": (r"</h1>", "<h2>x</h2></h1>"),
    "a form in a form": (r"(<form[^>]*>)", r"\1<form></form>"),
    "a link in a link": (r"(<a [^>]*>)", r'\1<a href="/">x</a>'),
    "a button in a button": (r"(<button[^>]*>)", r"\1<button>x</button>"),
    "a div in one tag": (r"</main>", "<div/></main>"),
    "a div in a table": (r"(<table[^>]*>)", r"\1<div>x</div>"),
    "a hidden field in a table": (r"(<tbody[^>]*>)", r'\1<input type="hidden" name="x">'),
    "a form in a table": (r"(<tbody[^>]*>)", r"\1<form></form>"),
    "a cell without a row": (r"(<tbody[^>]*>)", r"\1<td>x</td>"),
    "a cell without a table": (r"</main>", "<td>x</td></main>"),
    "a row without a table": (r"</main>", "<tr></tr></main>"),
    "a paragraph in a select": (r"(<select[^>]*>)", r"\1<p>x</p>"),
    "a button in a select": (r"(<select[^>]*>)", r"\1<button>x</button>"),
    "a paragraph in a picture": (r"</main>", "<svg><p>x</p></svg></main>"),
    "a shape not closed": (r"</main>", '<svg><path d="M0"></svg></main>'),
    "a picture not closed": (r"</main>", "<svg></main>"),
    "an image as image": (r"</main>", '<image src="/static/mark.svg" alt=""></main>'),
    "an attribute twice": (r'(<main[^>]*) id="', r'\1 id="x" id="'),
    "attributes without a space": (r'(<main [^>]*") ', r"\1"),
    "a quote too many": (r"<main ", '<main " '),
    "a quote too few": (r'(<a class="[^"]*)"', r"\1"),
    "a quote in a name": (r"<main ", "<main a'b "),
    "a quote in a bare value": (r"<main ", "<main lang=n'l "),
    "a < in a name": (r"<main ", "<main a<b "),
    "a value without a name": (r"<main ", '<main ="x" '),
    "a name without a value": (r"<main ", "<main lang= >"),
    "attributes of an end tag": (r"</main>", '</main id="x">'),
    "a slash in an end tag": (r"</main>", "</main/>"),
    "a bare & before a word": (r"<p>", "<p>A&B"),
    "a bare & in an address": (r'href="/', 'href="/?a=1&b='),
    "an & that is not ended": (r"<p>", "<p>A &amp B"),
    "an unknown character": (r"<p>", "<p>&onbekend;"),
    "a character without number": (r"<p>", "<p>&#;"),
    "a character that is none": (r"<p>", "<p>&#0;"),
    "a character of Windows": (r"<p>", "<p>&#128;"),
    "a control character": (r"<p>", "<p>\x0b"),
    "a bare <": (r"<p>", "<p>1 < 2"),
    "a tag without a name": (r"<p>", "<p><>"),
    "an end tag without a name": (r"<p>", "<p></>"),
    "a tag that never ends": (r"</html>", '</html><p class="'),
    "a remark not closed": (r"</main>", "<!-- </main>"),
    "a remark with --": (r"</main>", "<!-- a -- b --></main>"),
    "no remark": (r"</main>", "<!x></main>"),
    "an instruction": (r"</main>", "<?php x ?></main>"),
    **{
        f"no </{tag}>": (f"</{tag}>", "")
        for tag in (
            *("a", "button", "dl", "fieldset", "footer", "form", "h1", "h2", "header", "label", "legend", "main"),
            *("nav", "ol", "select", "span", "strong", "table", "textarea", "ul"),
        )
    },
}
"""What both parsers refuse: what to find, and what to put there."""
QUICK = {
    "style in the page": (r"</head>", "<style>p { color: red }</style></head>"),
    "an id twice": (r"<p>", '<p id="inhoud">'),
    "text in a table": (r"(<tbody[^>]*>)", r"\1x"),
    "a hard space in a table": (r"(<tbody[^>]*>)", r"\1&nbsp;"),
    "an item without a list": (r"</main>", "<li>x</li></main>"),
    "a paragraph in a list": (r"<ul>", "<ul><p>x</p>"),
    "a term without a list": (r"</main>", "<dt>x</dt></main>"),
    "a term in a list of a list": (r"</main>", "<ul><li><div><dt>x</dt></div></li></ul></main>"),
    "a block among words": (r"</main>", "<span><div>x</div></span></main>"),
    "a block in a link among words": (r"</main>", '<strong><a href="/"><div>x</div></a></strong></main>'),
    "a block in a button": (r"(<button[^>]*>)", r"\1<div>x</div>"),
    "a button in a link": (r"(<a [^>]*>)", r"\1<button>x</button>"),
    "a link in a button": (r"(<button[^>]*>)", r'\1<a href="/">x</a>'),
    "a field in a link": (r"(<a [^>]*>)", r'\1<input aria-label="x">'),
    "a label in a label": (r"(<label[^>]*>)", r"\1<label>x</label>"),
    "a summary without details": (r"</main>", "<summary>x</summary></main>"),
    "an element that there is not": (r"</main>", "<buton>x</buton></main>"),
    "an element of long ago": (r"</main>", "<center>x</center></main>"),
    "an attribute of long ago": (r"<p>", '<p align="left">'),
    "a row outside the body of a table": (r"<tbody>(.*?)</tbody>", r"\1"),
    "an image without a text": (r"</main>", '<img src="/static/mark.svg"></main>'),
    "an empty heading": (r"</main>", "<h2></h2></main>"),
    "a role that there is not": (r"<p>", '<p role="tekst">'),
    "a section without a heading": (r"</main>", "<section>x</section></main>"),
    "a bare & among spaces": (r"<p>", "<p>A & B"),
    **{
        f"no </{tag}>": (f"</{tag}>", "") for tag in ("body", "dd", "dt", "html", "li", "option", "p", "td", "th", "tr")
    },
}
"""What html5lib, or HTML itself, lets pass."""
ON_PAGE = {
    "a label of nothing": (r"</main>", '<label for="nergens">x</label></main>'),
    "a field without a label": (r"</main>", '<input name="x"></main>'),
    "a list of choices without a label": (r"</main>", '<select name="x"><option>y</option></select></main>'),
    "described by nothing": (r"<p>", '<p aria-describedby="nergens">'),
    "named by nothing": (r"<p>", '<p aria-labelledby="inhoud nergens">'),
    "two h1": (r"</h1>", "</h1><h1>x</h1>"),
    "no h1": (r"<h1.*?</h1>", ""),
    "a level left out": (r"</h1>", "</h1><h3>x</h3>"),
    "a page without a name": (r"<title>.*?</title>", "<title> – Samenhang</title>"),
    "a title without the name of the product": (r" – Samenhang</title>", "</title>"),
    "two titles": (r"</title>", "</title><title>x – Samenhang</title>"),
    "another language": (r'<html lang="nl"', '<html lang="en"'),
    "style in an attribute": (r"<p>", '<p style="color: red">'),
    "a script in the page": (r"</head>", "<script>x()</script></head>"),
    "a script in an attribute": (r"<p>", '<p onclick="x()">'),
    "a script in an attribute of a picture": (r"</main>", '<svg ONLOAD="x()"></svg></main>'),
    "an image of another host": (r'src="/', 'src="https://elders.example/'),
    "a script of another host": (r"</head>", '<script src="//elders.example/x.js"></script></head>'),
    "a form that goes to another host": (r'action="/', 'action="https://elders.example/'),
    "the focus not on the errors": (r'(id="fouten"[^>]*) autofocus', r"\1"),
    "errors that cannot have the focus": (r'(id="fouten") tabindex="-1"', r"\1"),
    "the focus somewhere before the errors": (r'(<a )([^>]*>.*id="fouten")', r"\1autofocus \2"),
    "a form without a token": (r'<input[^>]*name="csrf_token"[^>]*>', ""),
}
"""What a page may not hold, however well it is written."""


@pytest.fixture(scope="module")
def pages(stores):
    """A text with tables and lists, a form, and that form refused."""
    store = stores("sqlite")
    store.empty()
    with store.app.app_context():
        people = make_people(db.session)
        address = f"/inventarisaties/{make_assessment(db.session, people).id}/vragen/geld/A.BE"
        client = Client(store.app, db.session, people.coordinator)
        found = [client.get("/over-het-model"), client.get(address), client.post(address, {"value": "9"}, 422)]
        db.session.rollback()
    return found


def refused(check, *given):
    try:
        check(*given)
    except (ParseError, AssertionError):
        return True
    return False


def refused_page(page, html, headers=None):
    """Whether this HTML would be refused as an answer like this one."""
    return refused(Page, Response(html, page.status, headers or page.response.headers), page.path)


def test_lets_pass_what_is_right(pages):
    for page in pages:
        assert not refused(STRICT, page.html) and not refused_page(page, page.html)


@pytest.mark.parametrize(
    ("fault", "by_strict", "by_quick"),
    [
        *(pytest.param(fault, True, True, id=name) for name, fault in BOTH.items()),
        *(pytest.param(fault, False, True, id=name) for name, fault in QUICK.items()),
        *(pytest.param(fault, False, False, id=name) for name, fault in ON_PAGE.items()),
    ],
)
def test_refuses(pages, fault, by_strict, by_quick):
    tried = [(page, *re.subn(*fault, page.html, count=1, flags=re.DOTALL)) for page in pages]
    found = [(page, html) for page, html, count in tried if count]
    assert refused(STRICT, found[0][1]) is by_strict
    for page, html in found:
        assert refused(parsed, html) is by_quick, page.path
        assert refused_page(page, html), page.path


RIGHT = ("<br/>", "<P CLASS=x>y</P>", "<p title='>'>&eacute; &#10; > \"</p>", "<svg><path d='M0'/></svg>", "<!-- x -->")


@pytest.mark.parametrize("right", RIGHT)
def test_lets_pass_what_is_right_though_no_page_is_written_so(pages, right):
    for page in pages:
        html = page.html.replace("</main>", f"{right}</main>")
        assert not refused(STRICT, html) and not refused_page(page, html)


@pytest.mark.parametrize("missing", [*HEADERS, "Cache-Control"])
def test_refuses_a_page_without_a_header(pages, missing):
    for page in pages:
        headers = [(name, value) for name, value in page.response.headers if name != missing]
        assert refused_page(page, page.html, headers)


@pytest.mark.parametrize(
    "fault", [("<title>Fout: ", "<title>"), ('href="#[^"]+"', 'href="#nergens"'), ('href="#', 'href="/')]
)
def test_refuses_a_refusal_that_does_not_lead_to_the_field(pages, fault):
    refusal = pages[2]
    assert refused_page(refusal, re.sub(*fault, refusal.html)) and not refused(parsed, re.sub(*fault, refusal.html))
