"""The list of an adviser: every municipality with what waits for whom, sorted, filtered and searched."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.audit import record
from app.clock import now, today
from app.formatting import long_date
from app.models import Assessment, AssessmentDomain, Contact, Membership, Participation, Remark, User
from tests.factories import People, make_assessment, make_municipality, make_participation, make_user
from tests.integration.test_assessments_statements import statements
from tests.pages import Client, Page

ClientAs = Callable[[User | None], Client]
DESK = "/adviseur"


def advise(session: Session, people: People, code: str, name: str) -> People:
    """Another municipality of the adviser, as a place in which the factories can make rounds."""
    where = make_municipality(session, code, name)
    session.add(Membership(user_id=people.adviser.id, municipality_id=where.id, role="adviser", created_at=now()))
    session.flush()
    return People(where, people.elsewhere, *[people.coordinator] * 6)


def change(session: Session, assessment: Assessment, **columns: Any) -> None:
    """Give a round these values; committed."""
    session.execute(update(Assessment).where(Assessment.id == assessment.id).values(columns))
    session.commit()


def rows(page: Page) -> list[str]:
    """What stands in each row of the list."""
    body = page.all("tbody")[0]
    return [" ".join("".join(row.itertext()).split()) for row in body]


def names(page: Page) -> list[str]:
    """The municipality of each row."""
    return ["".join(next(row.iter("{http://www.w3.org/1999/xhtml}th")).itertext()) for row in page.all("tbody")[0]]


def test_a_municipality_without_a_round_is_there(client_as: ClientAs, people: People) -> None:
    page = client_as(people.adviser).get(DESK)
    assert page.h1 == "Mijn gemeenten"
    assert "Je adviseert 1 gemeente. Er wacht nu niets op jou." in page.text
    assert len(rows(page)) == 1
    assert "Nog niet begonnen De coördinatorEr is nog geen inventarisatie." in rows(page)[0]
    assert "Mijn gemeenten" in page.tree.find(".//{*}nav").itertext()


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
    assert "De collega’s1 van de 3 collega’s is klaar." in rows(page)[0]
    assert f"{long_date(today() - timedelta(days=9))}9 dagen geleden" in rows(page)[0]
    assert f"{long_date(today() + timedelta(days=5))}nog 5 dagen" in rows(page)[0]
    assert f"/inventarisaties/{made.id}" in page.links
    change(session, made, deadline=today() - timedelta(days=1))
    page = client_as(people.adviser).get(DESK)
    assert "De coördinatorDe laatste dag is voorbij." in rows(page)[0]
    assert "2 collega’s zijn nog niet klaar." in rows(page)[0]


def test_when_all_are_done_the_coordinator_can_start(client_as: ClientAs, session: Session, people: People) -> None:
    made = make_assessment(session, people)
    adviser = client_as(people.adviser)
    assert "De coördinator beantwoordt vragen." in rows(adviser.get(DESK))[0]
    here = Participation.assessment_id == made.id
    session.execute(update(Participation).where(here).values(state="submitted", submitted_at=now()))
    session.commit()
    assert "De coördinator kan de bespreking starten." in rows(adviser.get(DESK))[0]
    # All questions were divided over colleagues, so there is nothing to hand in.
    session.execute(update(Participation).where(here).values(state="started", submitted_at=None, everything=False))
    session.commit()
    assert "De coördinator kan de bespreking starten." in rows(adviser.get(DESK))[0]


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
    assert "JouBespreek de antwoorden en geef akkoord." in row()
    assert f"{round_}/bespreken" in adviser.get(DESK).links
    adviser.post(f"{round_}/terugsturen", {"domains": ["geld"], "reason": "Kijk nog eens naar de middelen."})
    assert "De gemeenteEr zijn domeinen teruggestuurd." in row()
    coordinator.post(f"{round_}/opnieuw-inleveren")
    assert "JouBespreek" in row()
    change(session, made, open_points="De cijfers.", open_points_at=now(), open_points_by=people.adviser.id)
    assert "De coördinatorJe schreef op wat er nog open is." in row()
    adviser.post(f"{round_}/akkoord")
    assert "De coördinatorEr is akkoord." in row()
    coordinator.post(f"{round_}/vaststellen")
    assert "NiemandHet rapport is vastgesteld." in row()
    coordinator.post(f"{round_}/heropenen", {"reason": "Er ontbrak iets."})
    assert "JouBespreek" in row()
    assert "Er wacht 1 inventarisatie op jou." in adviser.get(DESK).text


def test_another_adviser_may_be_waited_for_too(client_as: ClientAs, session: Session, people: People) -> None:
    make_assessment(session, people, state="in_review", review_started_at=now())
    make_user(session, "ada@stichting.example", "Ada", "adviser", people.municipality)
    session.commit()
    assert "Jou of een andere adviseur" in rows(client_as(people.adviser).get(DESK))[0]


def test_only_what_was_sent_back_and_is_not_in_again_counts(
    client_as: ClientAs, session: Session, people: People
) -> None:
    made = make_assessment(session, people, state="in_review", review_started_at=now() - timedelta(days=8))
    here = AssessmentDomain.assessment_id == made.id, AssessmentDomain.domain == "geld"
    back = {"sent_back_at": now() - timedelta(days=3), "sent_back_reason": "Kijk nog eens."}
    session.execute(update(AssessmentDomain).where(*here).values(back))
    session.commit()
    assert f"{long_date(today() - timedelta(days=3))}3 dagen geleden" in rows(client_as(people.adviser).get(DESK))[0]


def test_the_last_contact_is_a_note_or_what_an_adviser_did(
    client_as: ClientAs, session: Session, people: People
) -> None:
    made = make_assessment(session, people)
    adviser = client_as(people.adviser)
    assert "Nog geen contact" in rows(adviser.get(DESK))[0]
    started = update(Membership).where(Membership.user_id == people.adviser.id)
    session.execute(started.values(created_at=now() - timedelta(days=50)))
    # What the coordinator did is no contact, and neither is what somebody did before they advised here.
    record(session, people.coordinator, "start_assessment", made.id, assessment=made, now=now())
    record(session, people.adviser, "add_remark", made.id, assessment=made, now=now() - timedelta(days=60))
    session.commit()
    assert "Nog geen contact" in rows(adviser.get(DESK))[0]
    record(session, people.adviser, "add_remark", made.id, assessment=made, now=now() - timedelta(days=20))
    session.commit()
    assert "20 dagen geleden, in Samenhang" in rows(adviser.get(DESK))[0]
    day = today() - timedelta(days=4)
    shared = {"municipality_id": people.municipality.id, "adviser_id": people.adviser.id, "created_at": now()}
    session.add(Contact(**shared, day=day, kind="phone", note="Gebeld over de planning."))
    session.commit()
    row = rows(adviser.get(DESK))[0]
    assert f"{long_date(day)}4 dagen geleden" in row
    assert "in Samenhang" not in row


def test_open_remarks_for_me_are_counted(client_as: ClientAs, session: Session, people: People) -> None:
    made = make_assessment(session, people)
    shared = {"assessment_id": made.id, "municipality_id": made.municipality_id, "author_id": people.coordinator.id}
    for to, resolved in ((people.adviser, None), (people.adviser, now()), (people.coordinator, None)):
        remark = Remark(**shared, audience="all", text="Kijk hier eens naar.", created_at=now())
        remark.assigned_to, remark.resolved_at = to.id, resolved
        session.add(remark)
    session.commit()
    assert "1 voor jou" in rows(client_as(people.adviser).get(DESK))[0]


@pytest.fixture
def three(session: Session, people: People) -> People:
    """Voorbeeldstad waits for the adviser, Aadorp for the coordinator, Zeedorp has not begun."""
    make_assessment(session, people, state="in_review", review_started_at=now() - timedelta(days=2))
    aadorp = advise(session, people, "GM9911", "Aadorp")
    begun = make_assessment(session, aadorp, deadline=today() + timedelta(days=3))
    change(session, begun, created_at=now() - timedelta(days=30))
    advise(session, people, "GM9912", "zeedorp")
    session.commit()
    return people


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Voorbeeldstad", "Aadorp", "zeedorp"]),
        ("?richting=af", ["zeedorp", "Aadorp", "Voorbeeldstad"]),
        ("?sorteer=gemeente", ["Aadorp", "Voorbeeldstad", "zeedorp"]),
        ("?sorteer=gemeente&richting=af", ["zeedorp", "Voorbeeldstad", "Aadorp"]),
        ("?sorteer=stand", ["zeedorp", "Aadorp", "Voorbeeldstad"]),
        # Where there is nothing to sort by comes last in both directions.
        ("?sorteer=sinds", ["Aadorp", "Voorbeeldstad", "zeedorp"]),
        ("?sorteer=sinds&richting=af", ["Voorbeeldstad", "Aadorp", "zeedorp"]),
        ("?sorteer=dag", ["Aadorp", "Voorbeeldstad", "zeedorp"]),
        ("?sorteer=niets&richting=schuin&stand=x&wacht=y", ["Voorbeeldstad", "Aadorp", "zeedorp"]),
        ("?wacht=mij", ["Voorbeeldstad"]),
        ("?wacht=gemeente", ["Aadorp", "zeedorp"]),
        ("?stand=invullen", ["Aadorp"]),
        ("?stand=bespreken", ["Voorbeeldstad"]),
        ("?stand=geen", ["zeedorp"]),
        ("?zoek=DORP", ["Aadorp", "zeedorp"]),
        ("?zoek=gm9911", ["Aadorp"]),
        ("?zoek=dorp&wacht=gemeente&stand=geen", ["zeedorp"]),
    ],
)
def test_sorting_filtering_and_searching(client_as: ClientAs, three: People, query: str, expected: list[str]) -> None:
    assert names(client_as(three.adviser).get(DESK + query)) == expected


def test_nothing_found_says_what_to_do(client_as: ClientAs, three: People) -> None:
    page = client_as(three.adviser).get(f"{DESK}?zoek=%3Cb%3E%25&stand=vastgesteld")
    assert "Niets gevonden" in page.text
    assert DESK in page.links


def test_heads_sort_and_keep_the_filter(client_as: ClientAs, three: People) -> None:
    page = client_as(three.adviser).get(f"{DESK}?zoek=dorp&sorteer=gemeente")
    sorted_heads = {"".join(head.itertext()): head.get("aria-sort") for head in page.all("th") if head.get("aria-sort")}
    assert sorted_heads == {"Gemeente": "ascending"}
    assert f"{DESK}?zoek=dorp&sorteer=gemeente&richting=af" in page.links
    assert f"{DESK}?zoek=dorp&sorteer=sinds" in page.links
    assert page.fields["zoek"] == "dorp"
    assert page.fields["sorteer"] == "gemeente"


def test_whose_role_has_ended_sees_nothing(client_as: ClientAs, session: Session, people: People) -> None:
    make_assessment(session, people)
    adviser = client_as(people.adviser)
    adviser.get(DESK)
    session.execute(update(Membership).where(Membership.user_id == people.adviser.id).values(ended_at=now()))
    session.commit()
    adviser.get(DESK, status=403)
    assert "Mijn gemeenten" not in adviser.get("/").html


def test_what_is_of_others_is_not_there(client_as: ClientAs, session: Session, people: People) -> None:
    there = People(people.elsewhere, people.municipality, *[people.other] * 6)
    make_assessment(session, there, title="Van een ander")
    session.commit()
    page = client_as(people.adviser).get(DESK)
    assert "Van een ander" not in page.html
    assert "Voorbeelddorp" not in page.html


def test_sixty_municipalities_take_as_many_statements_as_one(
    client_as: ClientAs, session: Session, people: People
) -> None:
    make_assessment(session, people)
    adviser = client_as(people.adviser)
    with statements() as few:
        adviser.get(DESK)
    for number in range(60):
        place = advise(session, people, f"GM80{number:02}", f"Plaats {number}")
        for _ in range(2):
            made = make_assessment(session, place)
            make_participation(session, made, people.participant)
    session.commit()
    with statements() as many:
        page = adviser.get(DESK)
    assert len(rows(page)) == 121
    assert len(few) == len(many) <= 9, many
