"""Every form keeps to the same: what is typed stays, nobody overwrites anybody, and what is done is told once.

The rows stand in tests/contract.py. What is special about one form is tested where that form is.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.models import User
from tests.audited import UNTOLD
from tests.contract import ROWS, Fields, Row, close, filled, make_plan, make_round, more_plan
from tests.factories import People
from tests.integration.test_assessments_statements import statements
from tests.pages import Client, Page

ClientAs = Callable[[User | None], Client]
MOST = 9
"""Statements of a page."""


@dataclass
class Tried:
    """One form in its world, and whoever uses it."""

    row: Row
    ids: dict[str, str]
    people: People
    client_as: ClientAs
    browsers: dict[str, Client] = field(default_factory=dict)

    def browser(self, who: str, tab: str = "") -> Client:
        """Somebody of the six, with one browser or another."""
        key = f"{who} {tab}"
        if key not in self.browsers:
            self.browsers[key] = self.client_as(getattr(self.people, who))
        return self.browsers[key]

    @property
    def me(self) -> Client:
        """Whoever fills it in."""
        return self.browser(self.row.who)

    @property
    def action(self) -> str:
        """Where it goes."""
        return self.row.action.format(**self.ids)

    def fields(self, client: Client, typed: Fields | None = None) -> dict[str, Any]:
        """The form as its page shows it now, with something filled in."""
        there = client.get(self.row.page.format(**self.ids)).form(self.action)
        return {**there, **filled(self.row.typed if typed is None else typed, self.ids)}

    def send(self, client: Client, fields: Fields, status: int = 303) -> Any:
        """Send it; the page that comes of it."""
        return client.post(self.action, dict(fields), status)

    def history(self) -> str:
        """What is told of the inventory."""
        return self.browser("adviser").get(f"/inventarisaties/{self.ids['inventory']}/geschiedenis").text


@pytest.fixture
def tried(
    once: Callable[..., Any], session: Session, people: People, client_as: ClientAs, request: pytest.FixtureRequest
) -> Tried:
    """The form of a row, in a world that is made once for all of its rows and put back."""
    row: Row = request.param

    def make() -> dict[str, str]:
        return row.world(session, people)

    make.__qualname__ = row.world.__qualname__
    return Tried(row, once(make), people, client_as)


def rows(keeps: Callable[[Row], Any] = lambda _: True) -> pytest.MarkDecorator:
    """A test for each of these rows."""
    return pytest.mark.parametrize(
        "tried", [row for row in ROWS if keeps(row)], indirect=True, ids=lambda row: row.name
    )


def words(text: str) -> str:
    """A text without what a page leaves out: control characters, and how it was broken."""
    return " ".join("".join(one for one in text if one.isprintable() or one.isspace()).split())


def texts_in(fields: Fields) -> dict[str, str]:
    """What was typed that is long enough to be recognised."""
    return {name: text for name, text in fields.items() if isinstance(text, str) and len(words(text)) > 3}


def shown(page: Page) -> str:
    """All that can be read on a page, in its fields too."""
    return words(" ".join([page.text, *page.fields.values()]))


def is_kept(page: Page, sent: Fields, but: Collection[str]) -> None:
    """Every typed field is as it was typed, and every choice is still made, `but` for these."""
    held = [name for name, value in sent.items() if isinstance(value, str) and name in page.fields]
    held = [name for name in held if not name.endswith("seen") and (name in page.typed or name not in but)]
    assert held
    assert {name: words(page.fields[name]) for name in held} == {name: words(sent[name]) for name in held}


def unchanged(client: Client) -> None:
    """The last request of this browser changed nothing that is told of."""
    assert not client.changed - UNTOLD.keys()


@rows(lambda row: row.wrong)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(tried: Tried) -> None:
    good = tried.fields(tried.me)
    for changes, said in tried.row.wrong:
        wrong = filled(changes, tried.ids)
        page = tried.send(tried.me, {**good, **wrong}, 422)
        assert said in page.text, wrong
        is_kept(page, {**good, **wrong}, wrong.keys())
        unchanged(tried.me)


@rows(lambda row: row.newer is not None)
def test_nobody_overwrites_what_was_saved_meanwhile(tried: Tried) -> None:
    mine, first = tried.fields(tried.me), tried.browser(tried.row.first, "another tab")
    newer = tried.fields(first, tried.row.newer)
    tried.send(first, newer)
    page = tried.send(tried.me, mine, 409)
    unchanged(tried.me)
    assert page.title.startswith("Fout: ") and tried.row.meanwhile in page.text
    for texts in (texts_in(filled(tried.row.newer or {}, tried.ids)), texts_in(mine)):
        assert not [text for name, text in texts.items() if name in page.typed and words(text) not in shown(page)]
    is_kept(page, mine, ())
    seen = {name for name in mine if name.endswith("seen")}
    # Whoever saves again has seen it.
    tried.send(tried.me, {**mine, **{name: page.fields[name] for name in seen}})
    now = tried.fields(tried.me, {})
    assert {name: words(now[name]) for name in page.typed & mine.keys()} == {
        name: words(mine[name]) for name in page.typed & mine.keys()
    }


@rows()
def test_a_second_click_changes_nothing_and_the_history_tells_it(tried: Tried) -> None:
    fields = tried.fields(tried.me)
    first = tried.send(tried.me, fields)
    assert tried.me.changed - UNTOLD.keys()
    second = tried.send(tried.me, fields, tried.row.again)
    unchanged(tried.me)
    # Who answered something else than then, is asked about it the first time.
    if tried.row.again == 303 and tried.row.world is not make_round:
        assert second.headers["Location"] == first.headers["Location"]
    if tried.row.told:
        assert tried.row.told in tried.history()
    if tried.row.newer is not None:
        # Nor does the same from a page as it stands now.
        tried.send(tried.me, tried.fields(tried.me))
        unchanged(tried.me)


@rows(lambda row: row.closed)
def test_what_is_closed_takes_nothing_and_gives_back_what_was_typed(tried: Tried, session: Session) -> None:
    fields = tried.fields(tried.me)
    close(session, tried.row)
    page = tried.send(tried.me, fields, 409)
    assert tried.row.closed in page.text
    for text in texts_in(filled(tried.row.typed, tried.ids)).values():
        if " " in text:
            assert words(text) in shown(page), text
    unchanged(tried.me)


@rows()
def test_from_elsewhere_and_without_the_token_of_the_page_nothing_is_done(tried: Tried) -> None:
    row, fields = tried.row, tried.fields(tried.me)
    page = tried.send(tried.me, {**fields, "csrf_token": "nee"}, 400)
    for text in texts_in(filled(row.typed, tried.ids)).values():
        if " " in text:
            assert words(text) in shown(page), text
    unchanged(tried.me)
    stranger = tried.browser("other")
    tried.send(stranger, fields, row.stranger)
    unchanged(stranger)
    for name in tried.ids:
        if f"other {name}" in tried.ids and f"{{{name}}}" in row.action:
            strange = row.action.format(**{**tried.ids, name: tried.ids[f"other {name}"]})
            tried.me.post(strange, fields, 404)
            unchanged(tried.me)


@rows(lambda row: row.world is make_plan and not row.to)
def test_a_page_takes_as_many_statements_for_one_as_for_many(tried: Tried, session: Session) -> None:
    counts, page = [], tried.row.page.format(**tried.ids)
    tried.me.get(page)
    for _ in range(2):
        with statements() as sent:
            tried.me.get(page)
        counts.append(len(sent))
        more_plan(session, tried.people, tried.ids)
    assert counts[0] == counts[1] <= MOST, sent
