"""Moving an assessment on while somebody else does something: one of them comes first, never half of both."""

import pytest
from sqlalchemy import func, select

from app.models import AgreedScoreVersion, Assessment, AssessmentDomain, AuditEntry, Participation, Report
from tests.colleagues import mails
from tests.factories import make_answers, make_assessment
from tests.integration.test_security_races import post, together

pytestmark = pytest.mark.both

TURNS = 3
SCORE = {"value": "3", "reason": "Zo is het.", "seen": "0"}


@pytest.fixture
def hub(session, people):
    """A review with an answer."""
    made = make_assessment(session, people, ("geld",), state="in_review")
    make_answers(session, session.scalars(select(Participation)).one(), {"geld/A.BE": 1})
    return f"/inventarisaties/{made.id}"


def stored(session):
    row = session.execute(select(Assessment.state, Assessment.approved_at)).one()
    sent_back = session.scalars(select(AssessmentDomain.sent_back_at)).one()
    reports = session.scalar(select(func.count()).select_from(Report))
    session.rollback()
    return row.state, row.approved_at is not None, sent_back is not None, reports


def audited(session, action):
    count = session.scalar(select(func.count()).select_from(AuditEntry).where(AuditEntry.action == action))
    session.rollback()
    return count


@pytest.mark.parametrize("turn", range(TURNS))
def test_an_approval_covers_a_score_that_is_agreed_meanwhile_or_closes_it(session, people, client_as, hub, turn):
    adviser, coordinator = client_as(people.adviser), client_as(people.coordinator)
    seen = adviser.shown(f"{hub}/akkoord")
    jobs = [
        lambda: post(coordinator, f"{hub}/bespreken/geld/A.BE", SCORE),
        lambda: post(adviser, f"{hub}/akkoord", seen),
    ]
    found = together(*(jobs if turn % 2 else reversed(jobs)))
    saved, approved = found if turn % 2 else reversed(found)
    # Who is first, has done it; what was saved first, the adviser has not seen.
    assert sorted((saved, approved)) == [303, 409]
    adviser.post(f"{hub}/akkoord")
    versions = session.scalar(select(func.count()).select_from(AgreedScoreVersion))
    session.rollback()
    assert versions == (1 if saved == 303 else 0)
    # Either way the approval is for what is there: it does not fall away.
    coordinator.post(f"{hub}/vaststellen")
    assert stored(session) == ("agreed", True, False, 1) and audited(session, "approval_fell_away") == 0


@pytest.mark.parametrize("turn", range(TURNS))
def test_agreeing_and_sending_back_exclude_each_other(session, people, client_as, hub, turn):
    adviser, coordinator = client_as(people.adviser), client_as(people.coordinator)
    adviser.post(f"{hub}/akkoord")
    seen = coordinator.shown(f"{hub}/vaststellen")
    back = {"domains": "geld", "reason": "Kijk nog eens."}
    agreed, returned = together(
        lambda: post(coordinator, f"{hub}/vaststellen", seen), lambda: post(adviser, f"{hub}/terugsturen", back)
    )
    assert sorted((agreed, returned)) == [303, 409]
    if agreed == 303:
        assert stored(session) == ("agreed", True, False, 1)
    else:
        assert stored(session) == ("in_review", False, True, 0)
    told = {mail.kind for mail in mails(session)} - {"approved"}
    assert told == ({"agreed"} if agreed == 303 else {"sent_back_news"})


def test_of_an_answer_and_handing_in_again_the_page_of_changes_shows_what_counts(session, people, client_as, hub):
    adviser, coordinator, other = (
        client_as(people.adviser),
        client_as(people.coordinator),
        client_as(people.coordinator),
    )
    adviser.post(f"{hub}/terugsturen", {"domains": "geld", "reason": "Kijk nog eens."})
    saved, handed_in = together(
        lambda: post(other, f"{hub}/vragen/geld/A.BE", {"value": "4", "seen": "1"}),
        lambda: post(coordinator, f"{hub}/opnieuw-inleveren", {}),
    )
    assert handed_in == 303 and saved in (303, 409)
    page = adviser.get(f"{hub}/bespreken/veranderd")
    assert ("1 antwoord bij 1 vraag is veranderd." in page.text) == (saved == 303)


@pytest.mark.parametrize(
    ("who", "path", "form", "action", "mail"),
    [
        ("adviser", "/akkoord", {}, "approve", "approved"),
        ("adviser", "/nog-open", {"text": "Nog de namen."}, "name_open_points", "open_points"),
    ],
)
def test_two_clicks_are_one(session, people, client_as, hub, who, path, form, action, mail):
    clients = [client_as(getattr(people, who)) for _ in range(2)]
    form = {**form, **clients[0].shown(hub + path)}
    statuses = together(*(lambda client=client: post(client, hub + path, form) for client in clients))
    assert statuses == [303, 303]
    assert audited(session, action) == 1
    assert [one.kind for one in mails(session)] == [mail]
