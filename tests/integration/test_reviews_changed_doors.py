"""The pages about whether something really changed: who may see and use them, and when."""

import pytest
from sqlalchemy import select

from app.models import AgreedScore
from app.web.clock import now
from tests.factories import make_agreed, make_participation
from tests.rounds import make_agreed_long_ago, make_evaluation

WHAT = "Er is nu een plan met het taalhuis."
YES = {"changed": "yes", "changed_what": WHAT}


@pytest.fixture
def earlier(session, people):
    """A first round in which everything was agreed as 1."""
    return make_agreed_long_ago(session, people)


@pytest.fixture
def assessment(session, people, earlier):
    """A second round in review."""
    return make_evaluation(session, people, earlier, "in_review")


@pytest.fixture
def domain(assessment):
    """One domain of it."""
    return f"/inventarisaties/{assessment.id}/bespreken/geld"


@pytest.fixture
def address(domain):
    """One question of it."""
    return f"{domain}/A.BE"


@pytest.mark.parametrize(("state", "approved"), [("open", False), ("agreed", False), ("in_review", True)])
def test_closed_in_every_other_state(session, people, client_as, earlier, state, approved):
    columns = {"approved_at": now(), "approved_by": people.adviser.id} if approved else {}
    made = make_evaluation(session, people, earlier, state, **columns)
    make_agreed(session, made, people.coordinator, {"geld/A.BE": 3})
    client = client_as(people.adviser)
    for path, prefix in (("geld/A.BE/veranderd", ""), ("geld/veranderd", "A.BE-")):
        address = f"/inventarisaties/{made.id}/bespreken/{path}"
        page = client.get(address)
        assert f"{prefix}changed" not in page.fields
        typed = {f"{prefix}{name}": value for name, value in {**YES, "seen": "1"}.items()}
        page = client.post(address, typed, status=409)
        assert WHAT in page.text
    mine = AgreedScore.assessment_id == made.id
    assert session.execute(select(AgreedScore.changed, AgreedScore.version).where(mine)).one() == (None, 1)


@pytest.mark.parametrize(
    ("who", "status"), [("participant", 403), ("reader", 404), ("administrator", 404), ("other", 404)]
)
def test_only_who_leads_the_review(session, people, client_as, assessment, domain, address, who, status):
    make_participation(session, assessment, people.participant)
    make_agreed(session, assessment, people.coordinator, {"geld/A.BE": 3})
    client = client_as(getattr(people, who))
    for page in (f"{domain}/veranderd", f"{address}/veranderd"):
        client.get(page, status=status)
        client.post(page, YES, status=status)


def test_what_is_not_there(people, client_as, domain):
    client = client_as(people.adviser)
    for path in ("K1/veranderd", "G01/veranderd", "Z9/veranderd"):
        client.get(f"{domain}/{path}", status=404)
        client.post(f"{domain}/{path}", YES, status=404)
    client.get(domain.replace("geld", "wonen") + "/veranderd", status=404)
    client.get(domain.replace("geld", "wonen") + "/A.BE/veranderd", status=404)
