"""Blind means blind: as long as a round is open, what others answer makes no difference to anybody.

Nor does what others answer in a domain that was sent back, until it is handed in again.

Two worlds that differ only in the answers of others (values, reasons, versions, closing texts, what they look back at)
give the same bytes on every page and in every file: that catches numbers, colours and the order of things as well as
texts. The same forms send the same mails.
"""

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import and_, select, update

from app.models import (
    AgreedScore,
    Answer,
    AnswerVersion,
    BackAnswer,
    BackAnswerVersion,
    ClosingText,
    ClosingTextVersion,
    OutboxMail,
    Participation,
    ReviewDraft,
    TypedDraft,
)
from app.participants.deadline import send_due_reminders
from app.web.clock import now
from app.web.extensions import db
from tests.guards.leaks.addresses import Refusals, addresses, is_about_inventory, rules_of
from tests.guards.leaks.asking import forms
from tests.guards.leaks.site import Site
from tests.selection import EVERYTHING, fewer_on_postgresql

FRESH = re.compile(rb'name="csrf_token" value="[^"]*"|DTSTAMP:\w+|role="timer"[^<]*')
"""What is another each time: the token against forgery, when a calendar file was made, the clock of a meeting."""
OPEN = ("stad", "open")
SENT_BACK = ("stad", "review"), "geld"
"""A review in which this domain was sent back."""
ANSWERED: dict[str, tuple[str, ...]] = {
    # somebody, and what they have answered
    "blind stad": (),
    "halfway stad": ("geld/A.BL",),
    "done stad": ("geld/A.BL", "geld/M.BL", "eigen_1/A.BL"),
    "both": (),
    # They answer together.
    "coordinator stad": ("geld/A.BL", "geld/K1"),
    # Who joins the coordinator sees the same.
    **({"second stad": ("geld/A.BL", "geld/K1")} if EVERYTHING else {}),
    "adviser stad": ("geld/A.BL", "geld/K1"),
    "reader stad": (),
    "uninvited stad": (),
    "withdrawn stad": (),
    "owner stad": (),
    "administrator": (),
}
TOGETHER = ("coordinator stad", "second stad", "adviser stad")
"""To whom the joint answers are the own ones."""
THERE = ("done stad", "adviser stad")
"""Who tries it on PostgreSQL in the short form: what is not put in order comes in another one there after a change."""
AGAIN = ("blind stad", "halfway stad", "done stad", "both")
"""Who is asked in a second round."""


ABOUT_ALL = ("pages.start", "assessments.list_assessments", "desk.overview")
"""The pages about all inventories of somebody."""


REFUSED = (403, 404)
TWICE = ("blind stad", "adviser stad")
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


def everything_shown(site: Site, key: str, where: tuple[str, str] = OPEN) -> Shown:
    """Every page and file about an inventory of Voorbeeldstad (the open one) as somebody sees it."""
    found: Shown = {}
    for rule in rules_of(site.app):
        if "GET" in (rule.methods or ()) and (is_about_inventory(rule) or rule.endpoint in ABOUT_ALL):
            refusals = Refusals()
            for address in addresses(site.app, rule, site.grounds[where], site.grounds["dorp", where[1]]):
                if not refusals.cover(address):
                    found[address.path] = ask(site, key, address.path)
                    refusals.note(address, found[address.path][0])
    return found


SAID: tuple[tuple[type[Any], type[Any], dict[str, str]], ...] = (
    (
        Answer,
        AnswerVersion,
        {
            "value": "0",
            "reason": "Heel anders.",
            "evidence_kind": "document",
            "evidence_note": "Elders.",
            "confidence": "not_sure",
        },
    ),
    (ClosingText, ClosingTextVersion, {"text": "Heel anders."}),
    (BackAnswer, BackAnswerVersion, {"value": "4"}),
)
"""All that somebody answers, with its versions, and what it becomes."""


def change_answers(
    site: Site, key: str, where: tuple[str, str] = OPEN, domain: str = "", tables: int = len(SAID)
) -> None:
    """Let others have answered everything (of a domain) otherwise; what somebody answered alone or together stays."""
    with site.app.app_context():
        here = Participation.assessment_id == site.grounds[where]["assessment_id"]
        theirs = select(Participation.id).where(here, Participation.user_id != site.ids[key])
        if key in TOGETHER:
            theirs = theirs.where(Participation.role != "coordinator")
        for table, versions, said in SAID[:tables]:
            others = and_(table.participation_id.in_(theirs), table.item.startswith(domain))
            # A newer version of each, as a save leaves: no history and no list of changes tells of it either.
            newer = {"version": table.version + 1, "saved_at": now()}
            db.session.execute(update(table).where(others).values(said | newer))
            changed = db.session.scalars(select(table).where(others)).all()
            assert changed
            names = [column.key for column in versions.__mapper__.column_attrs]
            for one in changed:
                db.session.add(versions(**{name: getattr(one, name) for name in names}))
        # Not even who answers together with them sees what somebody typed and did not save.
        typed = update(TypedDraft).where(TypedDraft.user_id != site.ids[key])
        assert db.session.execute(typed.values(fields='{"reason": "Heel anders getypt."}')).rowcount
        reviewed = update(ReviewDraft).where(ReviewDraft.user_id != site.ids[key])
        db.session.execute(reviewed.values(fields='[["text", "Heel anders getypt."]]'))
        db.session.commit()


@pytest.mark.heavy
@pytest.mark.parametrize(("site", "key"), fewer_on_postgresql(ANSWERED, *THERE), indirect=["site"])
def test_what_others_answer_makes_no_difference(site: Site, key: str) -> None:
    before = shown_at_first(site, key)
    change_answers(site, key)
    assert what_differs(site, key, before) == []


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("site", "key"), fewer_on_postgresql(("adviser stad", "coordinator stad", "done stad"), THERE[1]), indirect=["site"]
)
def test_what_others_answer_again_makes_no_difference(site: Site, key: str) -> None:
    where, domain = SENT_BACK
    before = everything_shown(site, key, where)
    # Nobody looks back while a round is discussed.
    change_answers(site, key, where, domain, tables=2)
    assert what_differs(site, key, before) == []


SENDING: dict[str, set[str]] = {
    "coordinator stad": {"participants.decide", "participants.withdraw"},
    "done stad": set(),
}
"""What sends a mail, at least."""
MAILING = ("participants.", "assessments.")
"""Where mails are sent while a round is open."""
SECRET = re.compile(r"/[\w-]{30,}")
"""What opens a link in a mail, which is another each time."""
Mails = list[tuple[str, list[tuple[str, ...]]]]


def mails_sent(site: Site, key: str, *, otherwise: bool) -> Mails:
    """What every form about the open inventory sends, with the answers of others as they are or `otherwise`."""
    found: Mails = []
    ground, foreign, browser = site.grounds[OPEN], site.grounds["dorp", "open"], site.browsers[key]
    for rule in rules_of(site.app):
        if "POST" not in (rule.methods or ()) or not rule.endpoint.startswith(MAILING) or not is_about_inventory(rule):
            continue
        path = next(addresses(site.app, rule, ground, foreign)).path
        page = browser.ask(path).get_data(as_text=True) if "GET" in (rule.methods or ()) else None
        for form in forms(page, foreign):
            if otherwise:
                change_answers(site, key)
            browser.ask(path, "POST", form).close()
            found.append((rule.endpoint, waiting_mails(site)))
            site.kept.put_back()
    if otherwise:
        change_answers(site, key)
    with site.app.app_context():
        for day in range(60):
            send_due_reminders(db.session, site.app.config["SETTINGS"], now=now() + timedelta(days=day))
    found.append(("by itself", waiting_mails(site)))
    site.kept.put_back()
    return found


def waiting_mails(site: Site) -> list[tuple[str, ...]]:
    """To whom, subject, text and HTML of every mail in the outbox."""
    with site.app.app_context():
        mails = db.session.scalars(select(OutboxMail).order_by(OutboxMail.recipient, OutboxMail.text)).all()
        return [
            (mail.recipient, *(SECRET.sub("", text or "") for text in (mail.subject, mail.text, mail.html)))
            for mail in mails
        ]


@pytest.mark.heavy
@pytest.mark.parametrize(("site", "key"), fewer_on_postgresql(("coordinator stad", "done stad")), indirect=["site"])
def test_what_others_answer_makes_no_difference_in_any_mail(site: Site, key: str) -> None:
    mails = mails_sent(site, key, otherwise=False)
    assert mails == mails_sent(site, key, otherwise=True)
    fewest = min(len(texts) for _, texts in mails)
    assert SENDING[key] <= {endpoint for endpoint, texts in mails if len(texts) > fewest}


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
