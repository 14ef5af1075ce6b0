"""A domain that was sent back: what others answer there now is not told to who leads, until it is handed in again."""

import pytest
from sqlalchemy import select

from app.models import AgreedScore, Participation
from tests.factories import make_answers, make_assessment, make_participation
from tests.rounds import make_agreed_long_ago, make_evaluation

REASON = "Kijk nog eens."
NEW = "Dat is nu heel anders."


@pytest.fixture
def assessment(session, people):
    """A review in which a colleague and the coordinator differ about two domains."""
    assessment = make_assessment(session, people, state="in_review")
    joint = session.scalars(select(Participation)).one()
    make_answers(session, joint, {"geld/A.BE": 0, "inclusie/A.BE": 0})
    part = make_participation(session, assessment, people.participant)
    make_answers(session, part, {"geld/A.BE": 4, "inclusie/A.BE": 4}, reason="Zo was het.")
    return assessment


@pytest.fixture
def address(assessment):
    """The inventory."""
    return f"/inventarisaties/{assessment.id}"


@pytest.fixture
def sent_back(session, people, client_as, assessment, address):
    """Geldzaken, of which a colleague answered something else since."""
    client_as(people.adviser).post(f"{address}/terugsturen", {"domains": "geld", "reason": REASON})
    part = session.scalars(select(Participation).where(Participation.user_id == people.participant.id)).one()
    make_answers(session, part, {"geld/A.BE": 3}, seen=1, reason=NEW)


@pytest.mark.parametrize("who", ["adviser", "coordinator"])
def test_shows_the_joint_answer_only(people, client_as, sent_back, address, who):
    client = client_as(getattr(people, who))
    page = client.get(f"{address}/bespreken/geld/A.BE")
    assert "1 antwoord." in page.text and "Teruggestuurd: Geldzaken." in page.text
    for words in (NEW, "niemand", "van de 2", "Hier denken jullie verschillend over"):
        assert words not in page.text, words
    assert f"{address}/bespreken/geld/uitleg" not in page.links
    until = "je opnieuw hebt ingeleverd" if who == "coordinator" else "de coördinator opnieuw heeft ingeleverd"
    assert until in page.text
    other = client.get(f"{address}/bespreken/inclusie/A.BE")
    assert "2 antwoorden" in other.text and "Teruggestuurd" not in other.text


def test_is_no_point_to_talk_about_and_has_no_score(people, client_as, sent_back, address):
    client = client_as(people.adviser)
    page = client.get(f"{address}/bespreken/punten")
    assert "Teruggestuurd: Geldzaken." in page.text
    assert f"{address}/bespreken/inclusie/A.BE" in page.html and f"{address}/bespreken/geld/A.BE" not in page.html
    overview = client.get(f"{address}/bespreken")
    row = next(row for row in overview.all("tr") if "Geldzaken" in "".join(row.itertext()))
    cells = ["".join(cell.itertext()).strip() for cell in row.iter("td")]
    assert cells[:3] == ["–", "–", "–"], cells
    assert f"{address}/rapport" not in overview.links


@pytest.mark.parametrize("page", ["bespreken/geld/uitleg", "rapport", "rapport.pdf", "rapport/uitleg/geld"])
def test_is_in_no_explanation_and_no_preview(people, client_as, sent_back, address, page):
    refused = client_as(people.coordinator).get(f"{address}/{page}", status=409)
    assert "teruggestuurd" in refused.text


def test_the_history_tells_what_was_said_before(people, client_as, sent_back, address):
    page = client_as(people.adviser).get(f"{address}/geschiedenis?vraag=geld/A.BE")
    assert "Zo was het." in page.text and NEW not in page.text
    # Nor does that of all questions, to either of those who lead.
    for who in (people.adviser, people.coordinator):
        assert NEW not in client_as(who).get(f"{address}/geschiedenis").text


def test_everything_is_shown_once_it_was_handed_in(people, client_as, sent_back, address):
    client = client_as(people.coordinator)
    client.post(f"{address}/opnieuw-inleveren", {})
    assert NEW in client.get(f"{address}/bespreken/geld/A.BE").text
    assert NEW in client.get(f"{address}/geschiedenis?vraag=geld/A.BE").text
    client.get(f"{address}/rapport")


def test_a_score_says_nothing_of_a_change_that_others_answer_again(session, people, client_as):
    assessment = make_evaluation(session, people, make_agreed_long_ago(session, people), "in_review")
    part = make_participation(session, assessment, people.participant)
    address = f"/inventarisaties/{assessment.id}"
    client = client_as(people.coordinator)
    client.post(f"{address}/terugsturen", {"domains": "geld", "reason": REASON})
    told = {"changed": "yes", "changed_what": NEW}
    make_answers(session, part, {"geld/A.BE": 3, "inclusie/A.BE": 3}, **told)
    for domain in ("geld", "inclusie"):
        client.post(f"{address}/bespreken/{domain}/A.BE", {"value": "3", "reason": "Samen besproken.", "seen": "0"})
    scores = session.execute(
        select(AgreedScore.item, AgreedScore.changed, AgreedScore.changed_what)
        .where(AgreedScore.assessment_id == assessment.id)
        .order_by(AgreedScore.item)
    )
    assert [tuple(row) for row in scores] == [("geld/A.BE", None, None), ("inclusie/A.BE", "yes", NEW)]
    assert NEW not in client.get(f"{address}/bespreken/geld/A.BE/veranderd").text
