"""Blind first: what colleagues answer makes no difference on any page of who has not answered it themselves.

The answers of others become other ones, and every page must stay letter for letter what it was: that catches numbers,
colours and the order of things as well as texts.
"""

import re
import uuid
from collections.abc import Collection

import pytest
from sqlalchemy import ColumnElement, select, update

from app.clock import now
from app.extensions import db
from app.models import AgreedScore, Answer, AnswerVersion, BackAnswer, BackAnswerVersion
from tests.guards.leaks.addresses import Refusals, addresses, is_about_inventory, rules_of
from tests.guards.leaks.site import Site
from tests.selection import EVERYTHING, fewer_on_postgresql

FRESH = re.compile(rb'name="csrf_token" value="[^"]*"|DTSTAMP:\w+')
"""What is another each time: the token against forgery, and when a calendar file was made."""
OPEN = ("stad", "open")
ANSWERED: dict[str, tuple[str, ...]] = {
    # somebody, and what they have answered; everything else is hidden from them
    "blind stad": (),
    "halfway stad": ("geld/A.BL",),
    "done stad": ("geld/A.BL", "geld/M.BL", "eigen_1/A.BL"),
    "both": (),
    # They answer together.
    "coordinator stad": ("geld/A.BL", "geld/K1"),
    "second stad": ("geld/A.BL", "geld/K1"),
    "reader stad": (),
    "uninvited stad": (),
    "administrator": (),
}
THERE = ("halfway stad", "coordinator stad")
"""Who tries it on PostgreSQL in the short form: what is not put in order comes in another one there after a change."""
AGAIN = ("blind stad", "halfway stad", "done stad", "both")
"""Who is asked in a second round."""
FEW = {"done stad": ("geld/M.BL",)}
"""What somebody answered together with fewer than three others: that is not told either."""


ABOUT_ALL = ("pages.start", "assessments.list_assessments")
"""The pages about all inventories of somebody."""


REFUSED = (403, 404)
TWICE = ("blind stad", "coordinator stad")
"""Who asks again in the short form for what was refused: one who answers, and one who leads."""
Shown = dict[str, tuple[int, bytes]]
"""The status and the body by address."""


def shown_at_first(site: Site, key: str) -> Shown:
    """What somebody sees before anything was changed; asked once for all tests with the same person."""
    if key not in site.shown:
        site.shown[key] = everything_shown(site, key)
    return site.shown[key]


def what_differs(site: Site, key: str, before: Shown) -> list[str]:
    """The addresses at which something else is seen than `before`."""
    everything = EVERYTHING or key in TWICE
    asked = [path for path, (status, _) in before.items() if everything or status not in REFUSED]
    return [path for path in asked if ask(site, key, path) != before[path]]


def ask(site: Site, key: str, path: str) -> tuple[int, bytes]:
    """What somebody sees at one address."""
    response = site.browsers[key].ask(path)
    found = response.status_code, FRESH.sub(b"", response.data)
    response.close()
    return found


def everything_shown(site: Site, key: str) -> Shown:
    """Every page and file about the open inventory of Voorbeeldstad as somebody sees it."""
    found: Shown = {}
    for rule in rules_of(site.app):
        if "GET" in (rule.methods or ()) and (is_about_inventory(rule) or rule.endpoint in ABOUT_ALL):
            refusals = Refusals()
            for address in addresses(site.app, rule, site.grounds[OPEN], site.grounds["dorp", "open"]):
                if not refusals.cover(address):
                    found[address.path] = ask(site, key, address.path)
                    refusals.note(address, found[address.path][0])
    return found


def change_answers(site: Site, key: str) -> int:
    """Let others have answered otherwise what is hidden from this person; how many answers that were."""
    own: Collection[str] = ANSWERED[key]
    with site.app.app_context():
        hidden = Answer.item.not_in(own) | Answer.item.in_(FEW.get(key, ()))
        others = Answer.saved_by != site.ids[key]
        here = Answer.assessment_id == site.grounds[OPEN]["assessment_id"]
        changed = db.session.execute(
            update(Answer).where(here, hidden, others).values(value="0", reason="Heel anders.")
        )
        _add_versions(AnswerVersion, list(db.session.scalars(select(Answer).where(here, hidden, others))))
        _change_back(BackAnswer.assessment_id == site.grounds[OPEN]["assessment_id"], site.ids[key])
        db.session.commit()
        return int(changed.rowcount)


def _change_back(here: ColumnElement[bool], own: uuid.UUID) -> None:
    """Let others look back otherwise: of that nothing is told, whatever somebody answered themselves."""
    others = BackAnswer.saved_by != own
    db.session.execute(update(BackAnswer).where(here, others).values(value="4"))
    changed = list(db.session.scalars(select(BackAnswer).where(here, others)))
    assert changed
    _add_versions(BackAnswerVersion, changed)


def _add_versions(
    versions: type[AnswerVersion | BackAnswerVersion], answers: Collection[Answer] | Collection[BackAnswer]
) -> None:
    """A newer version of each, as a save would leave: a history must not tell of it either."""
    names = [column.key for column in versions.__mapper__.column_attrs]
    for answer in answers:
        kept = {name: getattr(answer, name) for name in names}
        db.session.add(versions(**kept | {"version": answer.version + 1, "saved_at": now()}))


@pytest.mark.heavy
@pytest.mark.parametrize(("site", "key"), fewer_on_postgresql(ANSWERED, *THERE), indirect=["site"])
def test_what_others_answer_makes_no_difference(site: Site, key: str) -> None:
    before = shown_at_first(site, key)
    assert change_answers(site, key) > 0
    assert what_differs(site, key, before) == []


def change_then(site: Site, key: str, *, all_of_it: bool) -> int:
    """Let the earlier round have been another one: what others answered, or all that has no new answer yet."""
    with site.app.app_context():
        then = site.grounds["stad", "agreed"]["assessment_id"]
        which = Answer.assessment_id == then, Answer.saved_by != site.ids[key]
        if all_of_it:
            which = Answer.assessment_id == then, Answer.item.not_in(ANSWERED[key])
            scores = AgreedScore.assessment_id == then, AgreedScore.item.not_in(ANSWERED[key])
            db.session.execute(update(AgreedScore).where(*scores).values(value="4", reason="Heel anders."))
        changed = db.session.execute(update(Answer).where(*which).values(value="0", reason="Heel anders."))
        db.session.commit()
        return int(changed.rowcount)


@pytest.mark.heavy
@pytest.mark.parametrize(("site", "key"), fewer_on_postgresql(AGAIN, THERE[0]), indirect=["site"])
def test_what_was_then_makes_no_difference(site: Site, key: str) -> None:
    """Of others nothing is ever told; of the own answer and the agreed score nothing before the new one is saved."""
    before = shown_at_first(site, key)
    for all_of_it in (False, True):
        assert change_then(site, key, all_of_it=all_of_it) > 0
        if EVERYTHING:
            assert what_differs(site, key, before) == []
            site.kept.put_back()
    if not EVERYTHING:
        # Both at once: neither may make a difference.
        assert what_differs(site, key, before) == []


def test_what_was_then_shows_once_the_question_was_answered_again(site: Site) -> None:
    """Or else the test above would say nothing."""
    before = shown_at_first(site, "done stad")
    with site.app.app_context():
        here = AgreedScore.assessment_id == site.grounds["stad", "agreed"]["assessment_id"]
        db.session.execute(update(AgreedScore).where(here, AgreedScore.item == "geld/A.BL").values(value="4"))
        db.session.commit()
    question = f"/inventarisaties/{site.grounds[OPEN]['assessment_id']}/vragen/geld/A.BL"
    assert ask(site, "done stad", question) != before[question]
