"""A name beside one's answers: only of who says yes, only in the review, and for as long as they want."""

import pytest
from sqlalchemy import select

from app.models import AuditEntry, Participation
from app.web.clock import now
from tests.factories import make_answers, make_assessment, make_participation

FUNCTION = "(beleidsmedewerker, beleid)"


@pytest.fixture
def state():
    """Where the inventory is, when a test does not say so."""
    return "in_review"


@pytest.fixture
def made(session, people, state):
    """An inventory with an answer of a colleague; its address."""
    assessment = make_assessment(session, people, state=state)
    about = {"name": "Ivo de Vuller", "function": "beleidsmedewerker", "everything": True}
    part = make_participation(session, assessment, people.participant, **about)
    make_answers(session, part, {"geld/A.BE": 3}, reason="Zo is het.")
    return f"/inventarisaties/{assessment.id}"


def shown(session):
    """What colleagues chose, read without keeping others from writing."""
    found = session.execute(select(Participation.shows_name).where(Participation.role == "participant")).scalars().all()
    session.rollback()
    return found


@pytest.mark.parametrize("state", ["open", "in_review", "agreed"])
def test_nobody_is_named_until_they_say_so(session, people, client_as, made, state):
    participant, adviser = client_as(people.participant), client_as(people.adviser)
    assert "Vuller" not in adviser.get(f"{made}/bespreken/geld/A.BE").html
    page = participant.get(f"{made}/mijn-naam")
    assert page.fields["shows_name"] == "no" and "Ivo de Vuller" in page.text
    response = participant.post(f"{made}/mijn-naam", {"shows_name": "yes"})
    assert response.headers["Location"] == made
    # While the round is open nobody reads the answer, and so not whose it is.
    told = f"Ivo de Vuller {FUNCTION}" in adviser.get(f"{made}/bespreken/geld/A.BE").text
    assert told == (state != "open")
    assert participant.get(f"{made}/mijn-naam").fields["shows_name"] == "yes"
    participant.post(f"{made}/mijn-naam", {"shows_name": "no"})
    assert "Vuller" not in adviser.get(f"{made}/bespreken/geld/A.BE").html
    rows = session.execute(select(AuditEntry.action, AuditEntry.old, AuditEntry.new).order_by(AuditEntry.at)).all()
    assert rows == [("show_name", False, True), ("show_name", True, False)]


def test_a_name_stays_out_of_reports(session, people, client_as, made):
    client_as(people.participant).post(f"{made}/mijn-naam", {"shows_name": "yes"})
    for page in ("/rapport?soort=adviseur", "/rapport"):
        assert "Vuller" not in client_as(people.adviser).get(made + page).html
    answer = client_as(people.adviser).ask(f"{made}/rapport.json")
    assert "Vuller" not in answer.get_data(as_text=True)


def test_twice_is_once_and_nothing_is_no_choice(session, people, client_as, made):
    participant = client_as(people.participant)
    page = participant.post(f"{made}/mijn-naam", {}, status=422)
    assert "Kies ‘Ja’ of ‘Nee’." in page.text
    participant.post(f"{made}/mijn-naam", {"shows_name": "misschien"}, status=422)
    assert shown(session) == [False]
    for _ in range(2):
        participant.post(f"{made}/mijn-naam", {"shows_name": "yes"})
    assert shown(session) == [True]
    assert len(session.scalars(select(AuditEntry)).all()) == 1


@pytest.mark.parametrize(
    ("who", "status"), [("coordinator", 403), ("adviser", 403), ("administrator", 404), ("other", 404)]
)
def test_only_of_oneself(session, people, client_as, made, who, status):
    client = client_as(getattr(people, who))
    client.get(f"{made}/mijn-naam", status=status)
    client.post(f"{made}/mijn-naam", {"shows_name": "yes"}, status=status)
    assert shown(session) == [False]


def test_the_way_there_says_what_holds_now(people, client_as, made):
    participant = client_as(people.participant)
    for page in ("", "/controle"):
        shown_page = participant.get(made + page)
        assert f"{made}/mijn-naam" in shown_page.links and "staat je functie bij je antwoorden" in shown_page.text
    participant.post(f"{made}/mijn-naam", {"shows_name": "yes"})
    for page in ("", "/controle"):
        assert "staat je naam bij je antwoorden" in participant.get(made + page).text
    for page in ("", "/controle"):
        assert f"{made}/mijn-naam" not in client_as(people.coordinator).get(made + page).links


def test_who_left_cannot_take_it_back_so_is_not_named(session, people, client_as, made):
    client_as(people.participant).post(f"{made}/mijn-naam", {"shows_name": "yes"})
    part = session.scalars(select(Participation).where(Participation.role == "participant")).one()
    part.ended_at = now()
    session.commit()
    page = client_as(people.adviser).get(f"{made}/bespreken/geld/A.BE")
    assert "Zo is het." in page.text and "Vuller" not in page.html
