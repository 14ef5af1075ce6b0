"""The link in the mail to an owner: it opens nothing, and with a code it leads to the action."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.models import AuditEntry, ImprovementAction, RateCount, SignIn, Trajectory
from app.web.clock import now
from tests.authenticator import prove_address
from tests.owners import OWNER, ask, link_in, make_owned, owner_mails, stored, user_with


@pytest.fixture
def action(session, people):
    """The id of an action."""
    return make_owned(session, people, state="planned")


@pytest.fixture
def link(session, people, client_as, action):
    """The path of the link that was mailed."""
    ask(client_as(people.coordinator), action)
    return link_in(owner_mails(session)[0])


def test_from_the_mail_to_a_saved_update(session, client_as, action, link):
    client, own = client_as(None), f"/mijn-acties/{action}"
    page = client.get(link)
    assert page.h1 == "Werk je actie bij"
    assert page.fields["verder"] == own
    owner = user_with(session, page.fields["email"])
    assert prove_address(client, session, owner, page.fields["verder"]) == own
    page = client.get(own)
    assert page.h1 == "Vertel het bestuur waarom dit nodig is"
    typed = {"state": "running", "ends_on": "", "note": "De eerste brief is klaar.", "reason": ""}
    after = client.follow(client.post(own, {**typed, "seen": page.fields["seen"]}))
    assert "Opgeslagen. Dank je wel." in after.text and "De eerste brief is klaar." in after.text
    assert stored(session, action).state == "running"
    # The next time the link goes straight on.
    response = client.ask(link)
    assert (response.status_code, response.headers["Location"]) == (302, own)


def test_the_link_tells_and_opens_nothing(session, client_as, action, link):
    client = client_as(None)
    page = client.get(link)
    assert "Voorbeeldstad" in page.text
    assert "Vertel het bestuur" not in page.html and "beleidsmedewerker" not in page.html
    assert client.ask(f"/mijn-acties/{action}").status_code == 302
    assert client.ask(link, method="POST", data={"csrf_token": client.token}).status_code == 405
    mine = select(SignIn).where(SignIn.user_id == user_with(session, OWNER).id)
    assert session.scalars(mine).all() == []


def test_scanners_use_nothing_up(session, client_as, link):
    kinds = (ImprovementAction, AuditEntry, RateCount, SignIn)

    def everything():
        found = [sorted(map(repr, session.execute(select(kind.__table__)).all())) for kind in kinds]
        session.rollback()
        return found

    before = everything()
    for client in (client_as(None), client_as(None)):
        for method in ("GET", "HEAD", "GET", "HEAD"):
            assert client.ask(link, method=method).status_code == 200
    assert everything() == before


def test_somebody_else_hears_that_it_is_not_theirs(people, client_as, link):
    client = client_as(people.reader)
    page = client.get(link)
    assert page.h1 == "Deze link is voor iemand anders"
    assert OWNER not in page.html
    assert client.post("/uitloggen", {"verder": page.fields["verder"]}).headers["Location"] == link
    assert client.get(link).fields["email"] == OWNER


def change(session, table, **values):
    """Change every row of a table."""
    session.execute(update(table).values(values))
    session.commit()


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (ImprovementAction, {"link_hash": None}),
        (ImprovementAction, {"owner_id": None}),
        (ImprovementAction, {"owner_mailed_at": now() - timedelta(days=366)}),
        (Trajectory, {"ended_at": now() - timedelta(days=61)}),
    ],
)
def test_a_link_that_has_ended_and_one_that_never_was_look_the_same(session, client_as, link, table, values):
    change(session, table, **values)
    ended, unknown = (client_as(None).get(path, 404) for path in (link, "/actie/bestaat-niet"))
    assert ended.text == unknown.text
    assert ended.h1 == "Deze link werkt niet meer"
    assert ended.fields["email"] == "" and OWNER not in ended.html


def test_a_closed_trajectory_can_be_read_for_some_time(session, client_as, link):
    change(session, Trajectory, ended_at=now() - timedelta(days=3))
    client_as(None).get(link)


@pytest.mark.parametrize("token", ["x" * 5000, "%00", "%F0%9F%98%80", "..%2f..", "' OR 1=1--"])
def test_a_strange_link_is_no_crash(client_as, token):
    assert client_as(None).ask(f"/actie/{token}").status_code in (400, 404)
