"""What the list of an adviser says of each round: for whom it waits, since when, and remarks."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.models import AssessmentDomain, Participation, Remark, User
from app.web.clock import now, today
from app.web.formatting import day_in_year
from tests.desk import DESK, change, groups, rows
from tests.factories import People, make_assessment, make_participation, make_user
from tests.pages import Client

ClientAs = Callable[[User | None], Client]


def test_open_rounds_say_how_many_are_done(client_as: ClientAs, session: Session, people: People) -> None:
    made = make_assessment(session, people, deadline=today() + timedelta(days=5))
    for number in range(3):
        colleague = make_user(session, f"c{number}@voorbeeldstad.example", "Collega")
        done = {"state": "submitted", "submitted_at": now()} if number == 0 else {}
        make_participation(session, made, colleague, invited_at=now() - timedelta(days=9), **done)
    # Who is prepared or withdrawn does not count.
    make_participation(session, made, people.participant, invited_at=None)
    make_participation(session, made, people.reader, ended_at=now())
    session.commit()
    page = client_as(people.adviser).get(DESK)
    assert "1 van de 3 collega’s is klaarnog 5 dagen 9 dagen" in rows(page)[0]
    assert f"/inventarisaties/{made.id}" in page.links
    change(session, made, deadline=today() - timedelta(days=1))
    page = client_as(people.adviser).get(DESK)
    was = day_in_year(today() - timedelta(days=1))
    assert f"1 van de 3 collega’s is klaarTe laat: laatste dag was {was}" in rows(page)[0]


def test_when_all_are_done_the_coordinator_can_start(client_as: ClientAs, session: Session, people: People) -> None:
    made = make_assessment(session, people)
    adviser = client_as(people.adviser)
    assert "Coördinator beantwoordt vragen" in rows(adviser.get(DESK))[0]
    here = Participation.assessment_id == made.id
    session.execute(update(Participation).where(here).values(state="submitted", submitted_at=now()))
    session.commit()
    assert "Coördinator kan de bespreking starten" in rows(adviser.get(DESK))[0]
    # All questions were divided over colleagues, so there is nothing to hand in.
    session.execute(update(Participation).where(here).values(state="started", submitted_at=None, everything=False))
    session.commit()
    assert "Coördinator kan de bespreking starten" in rows(adviser.get(DESK))[0]


def test_the_review_goes_back_and_forth(client_as: ClientAs, session: Session, people: People) -> None:
    made = make_assessment(session, people)
    coordinator, adviser = client_as(people.coordinator), client_as(people.adviser)
    round_ = f"/inventarisaties/{made.id}"

    def row() -> str:
        page = adviser.get(DESK)
        (only,) = rows(page)
        return only

    coordinator.post(f"{round_}/bespreking-starten")
    change(session, made, review_started_at=now())
    assert "Bespreek en geef akkoord" in row()
    assert f"{round_}/bespreken" in adviser.get(DESK).links
    adviser.post(f"{round_}/terugsturen", {"domains": ["geld"], "reason": "Kijk nog eens naar de middelen."})
    assert "Teruggestuurde antwoorden nakijken" in row()
    coordinator.post(f"{round_}/opnieuw-inleveren")
    assert "Bespreek en geef akkoord" in row()
    change(session, made, open_points="De cijfers.", open_points_at=now(), open_points_by=people.adviser.id)
    assert "Coördinator doet open punten" in row()
    adviser.post(f"{round_}/akkoord")
    assert "Coördinator kan vaststellen" in row()
    coordinator.post(f"{round_}/vaststellen")
    assert "Rapport is vastgesteld" in row()
    coordinator.post(f"{round_}/heropenen", {"reason": "Er ontbrak iets."})
    assert "Bespreek en geef akkoord" in row()
    assert adviser.get(DESK).h1 == "Je gemeente wacht op jou"


def test_another_adviser_may_be_waited_for_too(client_as: ClientAs, session: Session, people: People) -> None:
    make_assessment(session, people, state="in_review", review_started_at=now())
    make_user(session, "ada@stichting.example", "Ada", "adviser", people.municipality)
    session.commit()
    assert "of een andere adviseur" in rows(client_as(people.adviser).get(DESK))[0]


def test_only_what_was_sent_back_and_is_not_in_again_counts(
    client_as: ClientAs, session: Session, people: People
) -> None:
    made = make_assessment(session, people, state="in_review", review_started_at=now() - timedelta(days=8))
    here = AssessmentDomain.assessment_id == made.id, AssessmentDomain.domain == "geld"
    back = {"sent_back_at": now() - timedelta(days=3), "sent_back_reason": "Kijk nog eens."}
    session.execute(update(AssessmentDomain).where(*here).values(back))
    session.commit()
    assert "3 dagen" in rows(client_as(people.adviser).get(DESK))[0]


def test_open_remarks_for_me_are_counted(client_as: ClientAs, session: Session, people: People) -> None:
    made = make_assessment(session, people)
    shared = {"assessment_id": made.id, "municipality_id": made.municipality_id, "author_id": people.coordinator.id}
    for to, resolved in ((people.adviser, None), (people.adviser, now()), (people.coordinator, None)):
        remark = Remark(**shared, audience="all", text="Kijk hier eens naar.", created_at=now())
        remark.assigned_to, remark.resolved_at = to.id, resolved
        session.add(remark)
    session.commit()
    page = client_as(people.adviser).get(DESK)
    assert "Beantwoord 1 opmerking" in rows(page)[0] and groups(page) == {"Wacht op jou": 1}
    assert f"/inventarisaties/{made.id}/bespreken/opmerkingen?toon=mij" in page.links
    # When it is the adviser's turn too, that comes first.
    change(session, made, state="in_review", review_started_at=now())
    assert "geef akkoord1 opmerking voor jou" in rows(client_as(people.adviser).get(DESK))[0]
