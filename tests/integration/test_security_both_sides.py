"""Nobody checks their own work (D23): refused when a role is given, and when it is used by who has both from before."""

import pytest
from sqlalchemy import select, update

from app.models import Assessment, Membership, Participation
from app.web.clock import now
from tests.advising import NOTE
from tests.colleagues import make_member
from tests.factories import make_answers, make_assessment, make_participation, make_user

LEADS = "Deze persoon is hier coördinator."
ANSWERS = "Deze persoon vult hier mee in."
ADVISES = "Deze persoon is hier adviseur."
ADVISER_HERE = "is een adviseur van je gemeente"


@pytest.fixture
def assessment(session, people):
    """An open inventory of Voorbeeldstad."""
    return make_assessment(session, people)


def roles_of(session, user, where):
    held = Membership.user_id == user.id, Membership.municipality_id == where.id, Membership.ended_at.is_(None)
    found = sorted(session.scalars(select(Membership.role).where(*held)))
    session.commit()
    return found


def give_both(session, people, user, role):
    session.add(Membership(user_id=user.id, municipality_id=people.municipality.id, role=role, created_at=now()))
    session.commit()


@pytest.mark.parametrize(
    ("who", "role", "message"),
    [
        ("coordinator", "adviser", LEADS),
        ("participant", "adviser", ANSWERS),
        ("adviser", "coordinator", ADVISES),
    ],
)
def test_an_administrator_cannot_give_the_other_side(session, people, client_as, assessment, who, role, message):
    user = getattr(people, who)
    make_participation(session, assessment, people.participant)
    session.commit()
    had = roles_of(session, user, people.municipality)
    form = {"role": role, "municipality": str(people.municipality.id)}
    client = client_as(people.administrator)
    assert message in client.post(f"/beheer/mensen/{user.id}", form, status=422).text
    assert roles_of(session, user, people.municipality) == had
    # Elsewhere it is no conflict.
    client.post(f"/beheer/mensen/{user.id}", {**form, "municipality": str(people.elsewhere.id)})
    assert role in roles_of(session, user, people.elsewhere)


def test_whose_part_is_over_can_advise(session, people, client_as, assessment):
    make_participation(session, assessment, people.participant)
    session.commit()
    session.execute(update(Assessment).values(state="agreed", agreed_at=now()))
    session.commit()
    form = {"role": "adviser", "municipality": str(people.municipality.id)}
    client_as(people.administrator).post(f"/beheer/mensen/{people.participant.id}", form)
    assert roles_of(session, people.participant, people.municipality) == ["adviser"]


@pytest.mark.parametrize(("who", "message"), [("coordinator", LEADS), ("participant", ANSWERS)])
@pytest.mark.parametrize("way", ["assign", "hand over"])
def test_nobody_becomes_adviser_of_where_they_lead_or_answer(session, people, client_as, assessment, who, message, way):
    make_participation(session, assessment, people.participant)
    role = session.scalars(select(Membership.id).where(Membership.role == "adviser")).one()
    session.commit()
    page = f"overdragen/{role}" if way == "hand over" else str(people.municipality.id)
    typed = {"adviser": "", "email": getattr(people, who).email, "note": NOTE}
    shown = client_as(people.administrator).post(f"/beheer/adviseurs/{page}", typed, status=422)
    assert message in shown.text
    assert roles_of(session, people.adviser, people.municipality) == ["adviser"]


def test_an_adviser_is_not_added_as_a_colleague(session, people, client_as, assessment):
    hub, client = f"/inventarisaties/{assessment.id}/deelnemers", client_as(people.coordinator)
    form = {"name": "Ad Viseur", "email": people.adviser.email, "function": "adviseur", "level": ""}
    assert ADVISER_HERE in client.post(f"{hub}/nieuw", form, status=422).text
    pasted = {"text": f"Ad Viseur;{people.adviser.email};adviseur", "confirmed": "1"}
    assert ADVISER_HERE in client.post(f"{hub}/plakken", pasted, status=422).text
    part = make_member(session, assessment, 1, "Colette")
    session.commit()
    replaced = {"name": "Ad Viseur", "email": people.adviser.email, "function": ""}
    assert ADVISER_HERE in client.post(f"{hub}/{part.id}/vervangen", replaced, status=422).text
    corrected = client.get(f"{hub}/{part.id}").fields | {"email": people.adviser.email, "parts": ["geld:beleid"]}
    assert ADVISER_HERE in client.post(f"{hub}/{part.id}", corrected, status=422).text
    users = set(session.scalars(select(Participation.user_id)))
    assert people.adviser.id not in users


def test_an_adviser_is_not_asked_again_for_the_second_round(session, people, client_as, assessment):
    make_participation(session, assessment, people.participant, name="Ivo Vuller", everything=True)
    make_member(session, assessment, 1, "Colette")
    session.execute(update(Assessment).values(state="agreed", agreed_at=now()))
    later = make_assessment(session, people, round="evaluation", earlier_id=assessment.id, title="Tweede meting")
    give_both(session, people, people.participant, "adviser")
    page = client_as(people.coordinator).get(f"/inventarisaties/{later.id}/deelnemers/opnieuw").text
    assert "Colette" in page and "Ivo Vuller" not in page
    # Nor is there anybody else of whom the list of who takes part says that they are missing.
    assert "1 collega" in client_as(people.coordinator).get(f"/inventarisaties/{later.id}/deelnemers").text


@pytest.mark.parametrize("side", ["coordinator", "participant", "was participant"])
def test_who_has_both_from_before_approves_nothing(session, people, client_as, assessment, side):
    if side == "coordinator":
        give_both(session, people, people.adviser, "coordinator")
    else:
        ended = now() if side == "was participant" else None
        part = make_participation(session, assessment, people.adviser, ended_at=ended)
        make_answers(session, part, {"geld/A.BE": 4})
    session.execute(update(Assessment).values(state="in_review"))
    session.commit()
    hub, client = f"/inventarisaties/{assessment.id}", client_as(people.adviser)
    page = client.get(f"{hub}/bespreken")
    assert "Je leidt deze inventarisatie of vult mee in." in page.text
    assert "Akkoord geven" not in page.text
    assert "beoordeelt een andere adviseur" in client.post(f"{hub}/akkoord", {"seen": "x"}, status=409).text
    client.post(f"{hub}/akkoord", {"withdraw": "1"}, status=409)
    client.post(f"{hub}/nog-open", {"text": "Vul aan.", "seen": ""}, status=409)
    assert session.scalars(select(Assessment.approved_at)).one() is None
    session.commit()
    # What the other role allows still goes.
    if side == "coordinator":
        client.post(f"{hub}/terugsturen", {"domains": "geld", "reason": "Vul aan."})


def test_a_colleague_who_never_answered_and_stopped_is_no_reason(session, people, client_as, assessment):
    make_participation(session, assessment, people.adviser, ended_at=now())
    session.execute(update(Assessment).values(state="in_review"))
    session.commit()
    client_as(people.adviser).post(f"/inventarisaties/{assessment.id}/akkoord")
    assert session.scalars(select(Assessment.approved_by)).one() == people.adviser.id


def test_who_approved_as_adviser_does_not_agree_as_coordinator(session, people, client_as, assessment):
    session.execute(update(Assessment).values(state="in_review"))
    session.commit()
    hub = f"/inventarisaties/{assessment.id}"
    client_as(people.adviser).post(f"{hub}/akkoord")
    session.execute(update(Membership).where(Membership.role == "adviser").values(ended_at=now()))
    give_both(session, people, people.adviser, "coordinator")
    client = client_as(people.adviser)
    assert "Je gaf zelf akkoord" in client.get(f"{hub}/vaststellen", status=409).text
    client.post(f"{hub}/vaststellen", {"seen": "x"}, status=409)
    second = make_user(session, "tweede@voorbeeldstad.example", "Tweede", "coordinator", people.municipality)
    session.commit()
    client_as(second).post(f"{hub}/vaststellen")
    assert session.scalars(select(Assessment.state)).one() == "agreed"
