"""Handing a municipality over to another adviser, with its history and mails."""

import uuid
from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AuditEntry, Membership, Remark, User
from app.web.clock import now
from tests.advising import LIST, NOTE, Desk, advising, mails, to
from tests.factories import People, make_assessment
from tests.pages import Client

ClientAs = Callable[[User | None], Client]


def test_a_municipality_is_handed_over(client_as: ClientAs, session: Session, people: People, desk: Desk) -> None:
    made = make_assessment(session, people)
    shared = {"assessment_id": made.id, "municipality_id": made.municipality_id, "author_id": people.coordinator.id}
    for resolved in (None, now()):
        session.add(
            Remark(
                **shared,
                audience="all",
                text="Kijk hier eens naar.",
                created_at=now(),
                assigned_to=people.adviser.id,
                resolved_at=resolved,
            )
        )
    session.commit()
    before = client_as(people.adviser)
    before.get(f"/inventarisaties/{made.id}")
    assert "1 open opmerking gaat mee" in desk.admin.get(desk.hand_over).text
    page = desk.admin.follow(desk.admin.post(desk.hand_over, to(desk.ada)))
    assert "Ada Ander neemt het over van Ad Viseur." in page.text
    assert "1 open opmerking gaat mee." in page.text
    assert "Nam het over van Ad Viseur." in page.text
    assert "De wethouder wil in maart praten." in page.text
    assert "Vroeger" in page.text
    before.get("/adviseur", status=403)
    before.get(f"/inventarisaties/{made.id}", status=404)
    after = client_as(desk.ada)
    after.get(f"/inventarisaties/{made.id}")
    desk_page = after.get(f"/adviseur/{people.municipality.id}").text
    assert "Nam het over van Ad Viseur." in desk_page
    assert "De wethouder wil in maart praten." in desk_page
    assert "1 opmerking voor jou." in desk_page
    given = session.execute(select(Remark.resolved_at, Remark.assigned_to)).all()
    # What was done is done by who did it.
    assert {(resolved is None, to_whom) for resolved, to_whom in given} == {
        (True, desk.ada.id),
        (False, people.adviser.id),
    }


def test_a_handover_is_told_and_recorded(session: Session, people: People, desk: Desk) -> None:
    desk.admin.post(desk.hand_over, to(desk.ada))
    found = mails(session)
    # Who coordinates there hears of it too.
    assert set(found) == {"ada@stichting.example", "adviseur@stichting.example", people.coordinator.email}
    new, old = found["ada@stichting.example"], found["adviseur@stichting.example"]
    assert "Je neemt deze gemeente over van Ad Viseur." in new.text
    assert "Bea Heer schrijft:\n> De wethouder wil in maart praten." in new.text
    assert old.subject == "Ada Ander is nu adviseur van Voorbeeldstad"
    assert "wethouder" not in old.text
    taken = session.scalars(select(Membership).where(Membership.replaces_id == desk.role.id)).one()
    assert (taken.user_id, taken.role, taken.municipality_id, taken.handover_note.replace("\r", "")) == (
        desk.ada.id,
        "adviser",
        people.municipality.id,
        NOTE,
    )
    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.municipality_id, entry.subject) == (
        "hand_over",
        people.municipality.id,
        str(taken.id),
    )
    assert entry.old == {"user": str(people.adviser.id), "membership": str(desk.role.id)}
    assert entry.new == {"user": str(desk.ada.id), "membership": str(taken.id), "remarks": 0}
    assert "wethouder" not in str((entry.old, entry.new, entry.reason))


def test_a_colleague_who_advises_there_too_takes_over(session: Session, people: People, desk: Desk) -> None:
    desk.admin.post(desk.page(people), {"adviser": str(desk.ada.id), "email": ""})
    desk.admin.post(desk.hand_over, to(desk.ada))
    assert advising(session, people) == [("Ad Viseur", False), ("Ada Ander", False), ("Ada Ander", True)]


def test_the_second_of_two_hand_overs_is_told(session: Session, people: People, desk: Desk) -> None:
    desk.admin.post(desk.hand_over, to(desk.ada))
    page = desk.admin.post(desk.hand_over, to(people.reader, adviser="", email=people.reader.email), status=409)
    assert "Ada Ander heeft het al overgenomen van Ad Viseur. Er is nu niets veranderd." in page.text
    assert "De wethouder wil in maart praten." in page.text
    assert desk.page(people) in page.links
    assert advising(session, people) == [("Ad Viseur", False), ("Ada Ander", True)]
    assert len(mails(session)) == 3
    response = desk.admin.ask(desk.hand_over)
    assert (response.status_code, response.headers["Location"]) == (302, desk.page(people))


def test_a_second_click_hands_over_once(session: Session, people: People, desk: Desk) -> None:
    desk.admin.post(desk.hand_over, to(desk.ada))
    page = desk.admin.follow(desk.admin.post(desk.hand_over, to(desk.ada)))
    assert "Ada Ander neemt het over van Ad Viseur." in page.text
    assert advising(session, people) == [("Ad Viseur", False), ("Ada Ander", True)]
    assert len(mails(session)) == 3


def test_who_no_longer_advises_cannot_be_taken_over(session: Session, people: People, desk: Desk) -> None:
    desk.admin.post(f"/beheer/rollen/{desk.role.id}/beeindigen")
    page = desk.admin.post(desk.hand_over, to(desk.ada), status=409)
    assert "Ad Viseur is al geen adviseur meer van deze gemeente." in page.text
    assert advising(session, people) == [("Ad Viseur", False)]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"note": " "}, "Schrijf op wat de nieuwe adviseur moet weten."),
        ({"note": "x" * 5001}, "Gebruik hier maximaal 5000 tekens."),
        ({"adviser": ""}, "Kies een adviseur, of vul het e-mailadres van iemand anders in."),
        ({"adviser": "", "email": "niemand@nergens.example"}, "Dit e-mailadres kennen we nog niet."),
        ({"adviser": "", "email": "adviseur@stichting.example"}, "Deze persoon is de adviseur die je wilt vervangen."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_handed_over(
    session: Session, people: People, desk: Desk, changes: dict[str, str], message: str
) -> None:
    page = desk.admin.post(desk.hand_over, to(desk.ada, **changes), status=422)
    assert message in page.text
    typed = {"note": NOTE} | changes
    assert page.fields["note"].strip() == typed["note"].strip()
    assert advising(session, people) == [("Ad Viseur", True)]
    assert mails(session) == {}


def test_only_advisers_are_handed_over(session: Session, people: People, desk: Desk) -> None:
    reader = session.scalars(select(Membership).where(Membership.user_id == people.reader.id)).one()
    session.commit()
    for advising_id in (reader.id, uuid.uuid4()):
        desk.admin.get(f"{LIST}/overdragen/{advising_id}", status=404)
        desk.admin.post(f"{LIST}/overdragen/{advising_id}", to(desk.ada), status=404)
    desk.admin.get(f"{LIST}/{uuid.uuid4()}", status=404)
    desk.admin.post(f"{LIST}/{uuid.uuid4()}", {"adviser": str(desk.ada.id)}, status=404)
