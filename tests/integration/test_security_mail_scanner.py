"""A mail scanner that opens every link of every mail, some times over, uses nothing up and changes nothing."""

import ast
import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from app.models import Base, Participation, Proposal, User
from app.participants.team import KINDS
from app.post.outbox import CODE, DIGEST
from app.web.clock import today
from tests.authenticator import set_up
from tests.colleagues import form, id_of, mails, make_member, participation_id
from tests.factories import make_answers, make_assessment
from tests.guards.sources import python_files
from tests.talking import talk
from tests.work_accounts import arrived, provider, row

__all__ = ["provider", "row"]

ADDRESS = re.compile(r"https?://[^\s<>\"]+")
METHODS = ("GET", "GET", "HEAD", "HEAD")


class Hrefs(HTMLParser):
    """Where the links of a mail in HTML go."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        """Note a link."""
        self.found += [value for name, value in attrs if tag == "a" and name == "href"]


def links_in(mail):
    """Every address in a mail, in either of its forms."""
    return {*ADDRESS.findall(mail.text), *Hrefs(mail.html or "").found} - {""}


def kinds_in_the_code():
    """The kinds of mails that are queued by name somewhere, beside those to colleagues."""
    calls = [node for path in python_files("app") for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    calls = [node for node in calls if isinstance(node, ast.Call) and name_of(node.func) in ("queue_letter", "tell")]
    return {one.value for call in calls for one in call.args if isinstance(one, ast.Constant)} | {CODE, DIGEST}


def name_of(called):
    """The name of what is called: of a function or of a method."""
    return getattr(called, "id", getattr(called, "attr", ""))


def make_team(session, people):
    """Somebody who is invited first, who is reminded, who is done, who stops, and who proposes a colleague."""
    made = make_assessment(session, people, ("geld",), deadline=today().replace(year=today().year + 1))
    columns = {"invited_at": made.created_at}
    members = {
        "new": make_member(session, made, 1, "Nora Nieuw"),
        "slow": make_member(session, made, 2, "Sjoerd Straks", **columns),
        "done": make_member(session, made, 3, "Klaas Klaar", **{**columns, "state": "submitted"}),
        "leaving": make_member(session, made, 4, "Wim Weg", **columns),
        "proposing": make_member(session, made, 5, "Paula Plan", **columns),
    }
    make_answers(session, members["done"], {"geld/A.BL": 2})
    hub = f"/inventarisaties/{made.id}"
    session.commit()
    return hub, {name: participation_id(member) for name, member in members.items()}


@pytest.fixture
def team(session, people, once):
    """The address of the inventory, and who they are in it."""
    hub, ids = once(lambda: make_team(session, people))
    members = {name: session.get_one(Participation, key) for name, key in ids.items()}
    # What is read outside a request waits in the queue of writers too, and would hold up the requests.
    session.rollback()
    return hub, members


def user_of(session, member):
    """The person behind a participation."""
    return session.scalars(select(User).join(Participation).where(Participation.id == participation_id(member))).one()


@pytest.fixture
def outbox(session, people, client_as, team, row, once):
    """Every mail that there is, by kind."""
    return dict(once(lambda: send_everything(session, people, client_as, team, row)))


def send_everything(session, people, client_as, team, row):
    """Let the pages that send mails do so."""
    hub, members = team
    administrator, corrected = client_as(people.administrator), f"/beheer/mensen/{people.adviser.id}/wijzigen"
    coordinator, proposing = client_as(people.coordinator), client_as(user_of(session, members["proposing"]))
    coordinator.post(f"{hub}/deelnemers/uitnodigen", form([members["new"]]))
    coordinator.post(f"{hub}/deelnemers/herinneren", form([members["slow"]]))
    coordinator.post(f"{hub}/deelnemers/bedanken", form([members["done"]]))
    day = today().replace(year=today().year + 1, month=1, day=15)
    coordinator.post(f"{hub}/deelnemers/deadline", {"deadline": day.isoformat(), "reminder_days": "3"})
    coordinator.post(f"{hub}/deelnemers/{id_of(members['leaving'])}/intrekken", {"tell": "y"})
    proposing.post(f"{hub}/vragen/geld/collega?vraag=A.BL", {"name": "Kees Kenner", "reason": "Die weet het."})
    decided = session.execute(select(Proposal.id)).scalar_one()
    session.rollback()
    coordinator.post(f"{hub}/deelnemers/voorstellen/{decided}", {"decision": "declined"})
    start_review(session, people, coordinator)
    set_up(client_as(people.adviser))
    arrived(proposing, row)
    proposing.post("/account/koppelen")
    talk(session, people, client_as)
    changed = {"name": "Ad Viseur", "email": "ad@stichting.example", "function": "adviseur"}
    administrator.post(corrected, changed)
    administrator.post(corrected.replace("wijzigen", "gegevens"), {"do": "mail"})
    proposing.post("/account/verwijderen")
    # Of those about a change to an account some have nothing to click on.
    return {mail.kind: mail for mail in sorted(mails(session), key=lambda mail: "/wijziging/" in mail.text)}


def start_review(session, people, coordinator):
    """Start the review of another round while somebody is busy."""
    other = make_assessment(session, people, ("wonen",))
    make_member(session, other, 6, "Bea Bezig", (("wonen", "beleid"),), invited_at=other.created_at)
    hub = f"/inventarisaties/{other.id}"
    session.commit()
    seen = coordinator.get(f"{hub}/bespreking-starten").fields["seen"]
    coordinator.post(f"{hub}/bespreking-starten", {"choice": "start", "seen": seen})


def everything(session):
    """Every row of every table, as it stands in the database now."""
    found = {t.name: sorted(map(repr, session.execute(select(t)).all())) for t in Base.metadata.sorted_tables}
    session.rollback()
    return found


def scan(app, address):
    """Open a link as a scanner does: without cookies, and following where it leads with a jar of its own."""
    parts = urlsplit(address)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    for method in METHODS:
        for follow in (False, True):
            with app.app_context():
                response = app.test_client().open(path, method=method, follow_redirects=follow)
            assert response.status_code < 400, (method, address, response.status_code)
            response.close()


def test_a_scanner_that_opens_every_link_changes_nothing(app, session, people, client_as, outbox):
    asker, email = client_as(None), people.coordinator.email
    # What is read outside a request waits in the queue of writers too, and would hold up the requests.
    session.rollback()
    asker.post("/inloggen", {"email": email})
    outbox |= {mail.kind: mail for mail in mails(session) if mail.kind == "code"}
    assert set(outbox) == {*KINDS, *kinds_in_the_code()}
    before = everything(session)
    found = {address for mail in outbox.values() for address in links_in(mail)}
    # The invitations of who was invited, reminded and told of another day, the inventory itself, the proposal on which
    # to decide, and the pages of a conversation, a review that began, the ten months, the action of an owner, a
    # question about a shared action, a change to an account, one's own data and a removal.
    assert len(found) == 22, found
    for address in found:
        assert address.startswith(app.config["SETTINGS"].base_url), address
        scan(app, address)
    assert everything(session) == before
    # The code that was mailed before is still good.
    code = re.findall(r"\b\d{6}\b", outbox["code"].text)[0]
    assert asker.post("/inloggen/code", {"code": code}).headers["Location"] == "/"


def test_after_the_scanner_every_link_does_its_work(app, session, people, client_as, team, outbox):
    hub, members = team
    for mail in outbox.values():
        for address in links_in(mail):
            scan(app, address)
    (link,) = links_in(outbox["invitation"])
    invited = client_as(None)
    assert invited.get(urlsplit(link).path).h1.startswith("Wil je ")
    (proposed,) = links_in(outbox["proposal"])
    assert client_as(people.coordinator).get(urlsplit(proposed).path).h1
    (decided,) = links_in(outbox["decided"])
    assert urlsplit(decided).path == hub
    client_as(user_of(session, members["proposing"])).get(hub)
    by_address = {user_of(session, member).email: member for member in members.values()}
    for kind in ("reminder", "deadline"):
        (address,) = links_in(outbox[kind])
        asked = client_as(user_of(session, by_address[outbox[kind].recipient]))
        assert asked.ask(urlsplit(address).path).headers["Location"] == f"{hub}/verder"


def test_who_was_invited_signs_in_after_the_scanner(app, session, client_as, outbox):
    (link,) = links_in(outbox["invitation"])
    scan(app, link)
    invited = client_as(None)
    path = urlsplit(link).path
    invited.get(path)
    invited.take_token()
    invited.post(path, {})
    (mail,) = (mail for mail in mails(session) if mail.kind == "code")
    code = re.findall(r"\b\d{6}\b", mail.text)[0]
    scan(app, link)
    assert invited.post("/inloggen/code", {"code": code}).headers["Location"] == path
