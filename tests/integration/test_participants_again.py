"""Asking the colleagues of the earlier round again: who, with which questions, once."""

import pytest
from sqlalchemy import select, update

from app.models import (
    AssessmentDomain,
    AuditEntry,
    OutboxMail,
    Participation,
    ParticipationPart,
    User,
)
from app.post.letters import Letter
from app.post.outbox import PATIENCE, queue_letter
from app.web.clock import now
from tests.factories import make_answers, make_participation, make_user
from tests.rounds import joint_of, make_agreed_long_ago, make_evaluation


@pytest.fixture
def earlier(session, people):
    """An agreed first round without colleagues yet."""
    return make_agreed_long_ago(session, people)


@pytest.fixture
def later(session, people, earlier):
    """An open second round of it."""
    return make_evaluation(session, people, earlier)


@pytest.fixture
def page(later):
    """Where colleagues are asked again."""
    return f"/inventarisaties/{later.id}/deelnemers/opnieuw"


def colleague(session, earlier, name, *parts, **columns):
    """Somebody who took part, with parts as (domain, level, question, given away)."""
    user = make_user(session, f"{name.lower().split()[0]}@voorbeeldstad.example", f"{name} elders")
    told = {"name": name, "function": "consulent", "level": "uitvoering", "state": "submitted", **columns}
    made = make_participation(session, earlier, user, **told)
    keys = ("domain", "level", "question", "given_away")
    for part in parts:
        row = dict(zip(keys, (*part, "", "", False)[: max(len(part), 3)], strict=False))
        session.add(ParticipationPart(participation_id=made.id, municipality_id=made.municipality_id, **row))
    session.commit()
    return made


def here(session, later):
    """Who takes part in the later round, by name, as it stands in the database now."""
    session.expire_all()
    query = select(Participation).where(Participation.assessment_id == later.id, Participation.role == "participant")
    return {one.name: one for one in session.scalars(query)}


def parts(session, participation):
    """The rows of somebody, as (domain, level, question, given away)."""
    rows = session.scalars(select(ParticipationPart).where(ParticipationPart.participation_id == participation.id))
    return {(row.domain, row.level, row.question, row.given_away) for row in rows}


def ticked(page):
    """The ids that are ticked."""
    return {e.get("value") for e in page.all("input") if e.get("name") == "people" and e.get("checked") is not None}


def actions(session):
    """The names of what was written down."""
    return list(session.scalars(select(AuditEntry.action).order_by(AuditEntry.at)))


def test_everybody_of_then_is_ticked_and_comes_back_with_the_same_questions(
    session, people, client_as, earlier, later, page
):
    jan = colleague(session, earlier, "Jan Jansen", ("geld", "uitvoering"), ("inclusie", "uitvoering"))
    pia = colleague(session, earlier, "Pia Peters", ("algemeen",), function="strateeg", level="beleid")
    coordinator = client_as(people.coordinator)
    shown = coordinator.get(page)
    assert ticked(shown) == {str(jan.id), str(pia.id)}
    for words in (
        "Jan Jansen",
        "consulent, uitvoering",
        "Toen: Geldzaken en Inclusie (uitvoering).",
        "strateeg, beleid",
        "Algemene vragen.",
    ):
        assert words in shown.text, words
    assert "elders" not in shown.text and "Er gaat nog geen mail weg" in shown.text
    answer = coordinator.post(page, {"people": [str(jan.id), str(pia.id)], "seen": shown.fields["seen"]})
    assert answer.headers["Location"].endswith("/deelnemers")
    assert "2 collega’s doen weer mee" in coordinator.follow(answer).text
    found = here(session, later)
    assert {(one.name, one.function, one.level, one.state, one.invited_at) for one in found.values()} == {
        ("Jan Jansen", "consulent", "uitvoering", "invited", None),
        ("Pia Peters", "strateeg", "beleid", "invited", None),
    }
    assert parts(session, found["Jan Jansen"]) == {
        ("geld", "uitvoering", "", False),
        ("inclusie", "uitvoering", "", False),
    }
    assert parts(session, found["Pia Peters"]) == {("algemeen", "", "", False)}
    assert actions(session) == ["add_people"] and session.scalars(select(OutboxMail)).all() == []


def test_who_is_not_ticked_stays_away(session, people, client_as, earlier, later, page):
    jan = colleague(session, earlier, "Jan Jansen", ("geld", "uitvoering"))
    colleague(session, earlier, "Pia Peters", ("algemeen",))
    coordinator = client_as(people.coordinator)
    coordinator.post(page, {"people": [str(jan.id)], "seen": ""})
    assert set(here(session, later)) == {"Jan Jansen"}
    overview = coordinator.get(page.removesuffix("/opnieuw"))
    assert "In de vorige ronde deed 1 collega mee die hier nog niet staat." in overview.text and page in overview.links
    again = coordinator.get(page)
    assert "Jan Jansen doet al mee" in again.text and "Pia Peters" in again.text


def test_who_stopped_was_replaced_or_cannot_be_reached_is_not_ticked_and_said_why(
    session, people, client_as, earlier, page
):
    gone = colleague(session, earlier, "Gerda Gaat", ("geld", "uitvoering"), ended_at=now())
    before = colleague(session, earlier, "Vera Vorig", ("geld", "beleid"), ended_at=now())
    after = colleague(session, earlier, "Nora Nieuw", ("geld", "beleid"), replaces_id=before.id)
    lost = colleague(session, earlier, "Bert Bounce", ("geld", "bestuur"))
    queue_letter(
        session,
        "bert@voorbeeldstad.example",
        Letter("Bedankt", "Dag Bert", (), "Vragen?"),
        "thanks",
        now=now(),
        participation_id=lost.id,
    )
    session.execute(update(OutboxMail).values(next_attempt_at=now() + PATIENCE * 2, attempts=9))
    session.commit()
    shown = client_as(people.coordinator).get(page)
    assert ticked(shown) == {str(after.id)}
    for words in (
        "stopte tijdens de vorige ronde",
        "Nora Nieuw nam de vragen over",
        "laatste mail naar dit adres kwam niet aan",
    ):
        assert words in shown.text, words
    assert {str(one.id) for one in (gone, before, lost)} < {e.get("value") for e in shown.all("input")}


def test_what_is_not_asked_any_more_is_told(session, people, client_as, earlier, later, page):
    session.add(
        AssessmentDomain(assessment_id=earlier.id, municipality_id=earlier.municipality_id, domain="wonen", position=3)
    )
    session.add(
        AssessmentDomain(
            assessment_id=earlier.id,
            municipality_id=earlier.municipality_id,
            domain="eigen_1",
            position=4,
            title="Bieb",
        )
    )
    session.add(
        AssessmentDomain(
            assessment_id=later.id, municipality_id=later.municipality_id, domain="eigen_1", position=4, title="Taal"
        )
    )
    jan = colleague(
        session, earlier, "Jan Jansen", ("wonen", "uitvoering"), ("geld", "uitvoering"), ("algemeen", "", "G12")
    )
    pia = colleague(session, earlier, "Pia Peters", ("eigen_1", "uitvoering"))
    coordinator = client_as(people.coordinator)
    shown = coordinator.get(page)
    assert "Niet meer in deze ronde: Wonen en 1 losse vraag." in shown.text
    assert "Niet meer in deze ronde: Bieb. Deze collega krijgt nu nog geen vragen." in shown.text
    coordinator.post(page, {"people": [str(jan.id), str(pia.id)], "seen": shown.fields["seen"]})
    found = here(session, later)
    assert parts(session, found["Jan Jansen"]) == {("geld", "uitvoering", "", False)}
    assert parts(session, found["Pia Peters"]) == set()


def test_single_questions_and_the_joint_part_are_as_they_were(session, people, client_as, earlier, later, page):
    jan = colleague(
        session, earlier, "Jan Jansen", ("geld", "uitvoering"), ("geld", "", "A.UI", True), ("inclusie", "", "A.BE")
    )
    pia = colleague(session, earlier, "Pia Peters", everything=True)
    joint = joint_of(session, earlier)
    joint.everything = False
    for domain, level in (("geld", "bestuur"), ("geld", "beleid"), ("inclusie", ""), ("algemeen", "")):
        shared = {"participation_id": joint.id, "municipality_id": joint.municipality_id}
        session.add(ParticipationPart(**shared, domain=domain, level=level))
    session.commit()
    make_answers(session, joint_of(session, later), {"geld/M.UI": 2})
    coordinator = client_as(people.coordinator)
    shown = coordinator.get(page)
    assert (
        "1 losse vraag, zonder 1 vraag die een ander beantwoordde" in shown.text and "Toen: alle vragen." in shown.text
    )
    coordinator.post(page, {"people": [str(jan.id)], "seen": shown.fields["seen"]})
    found = here(session, later)
    assert parts(session, found["Jan Jansen"]) == {
        ("geld", "uitvoering", "", False),
        ("geld", "", "A.UI", True),
        ("inclusie", "", "A.BE", False),
    }
    now_joint = joint_of(session, later)
    gave = {question for domain, _, question, away in parts(session, now_joint) if away and domain == "geld"}
    # Nobody has A.UI, and M.UI was answered: both stay.
    assert not now_joint.everything and gave and {"A.UI", "M.UI"}.isdisjoint(gave)
    assert ("inclusie", "bestuur", "", False) in parts(session, now_joint)
    assert actions(session) == ["add_people", "give_questions_again", "give_away_again"]
    form, history = {"people": [str(pia.id)], "seen": ""}, f"/inventarisaties/{later.id}/geschiedenis"
    session.rollback()
    coordinator.post(page, form)
    assert here(session, later)["Pia Peters"].everything
    session.rollback()
    history = coordinator.get(history).text
    assert "dezelfde losse vragen als in de vorige ronde" in history and "ook alleen beantwoordden" in history


def test_who_was_withdrawn_from_this_round_comes_back_only_when_that_is_meant(
    session, people, client_as, earlier, later, page
):
    jan = colleague(session, earlier, "Jan Jansen", ("geld", "uitvoering"))
    pia = colleague(session, earlier, "Pia Peters", ("geld", "beleid"))
    coordinator = client_as(people.coordinator)
    old = coordinator.get(page).fields["seen"]
    own = make_participation(session, later, session.get_one(User, jan.user_id), name="Jan Jansen", ended_at=now())
    session.add(
        ParticipationPart(
            participation_id=own.id, municipality_id=own.municipality_id, domain="inclusie", level="beleid"
        )
    )
    session.commit()
    form = {"people": [str(jan.id), str(pia.id)]}
    shown = coordinator.post(page, {**form, "seen": old}, status=409)
    assert "intussen uit deze ronde gehaald" in shown.text and ticked(shown) == set(form["people"])
    assert "Niet aangevinkt: je haalde deze collega uit deze ronde." in shown.text
    assert set(here(session, later)) == {"Jan Jansen"}
    session.rollback()
    coordinator.post(page, {**form, "seen": shown.fields["seen"]})
    found = here(session, later)
    assert set(found) == {"Jan Jansen", "Pia Peters"} and found["Jan Jansen"].ended_at is None
    assert parts(session, found["Jan Jansen"]) == {("inclusie", "beleid", "", False)}
