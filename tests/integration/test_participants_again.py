"""Asking the colleagues of the earlier round again: who, with which questions, once."""

import pytest
from sqlalchemy import select, update

from app.clock import now, today
from app.letters import Letter
from app.mail import PATIENCE, queue_letter
from app.models import (
    Assessment,
    AssessmentDomain,
    AuditEntry,
    Membership,
    OutboxMail,
    Participation,
    ParticipationPart,
    User,
)
from tests.factories import make_answers, make_assessment, make_participation, make_user
from tests.integration.test_assessments_statements import statements
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
        "Uitvoering: Geldzaken en Inclusie",
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
    assert "1 losse vraag, zonder 1 vraag die een ander beantwoordde" in shown.text and "Alle vragen." in shown.text
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


def test_twice_the_same_adds_nobody_twice(session, people, client_as, earlier, later, page):
    jan = colleague(session, earlier, "Jan Jansen", ("geld", "uitvoering"))
    first, second = client_as(people.coordinator), client_as(people.coordinator)
    form = {"people": [str(jan.id)], "seen": first.get(page).fields["seen"]}
    first.post(page, form)
    assert "staan al in je lijst" in second.follow(second.post(page, form)).text
    assert len(here(session, later)) == 1 and actions(session) == ["add_people"]
    assert "Alle collega’s uit ‘Nulmeting’ doen al mee" in first.get(page).text
    assert page not in first.get(page.removesuffix("/opnieuw")).links


def test_somebody_whom_the_coordinator_added_by_hand_is_not_offered(session, people, client_as, earlier, later, page):
    jan = colleague(session, earlier, "Jan Jansen", ("geld", "uitvoering"))
    make_participation(session, later, session.get_one(User, jan.user_id), name="J. Jansen", invited_at=None)
    session.commit()
    client_as(people.coordinator).post(page, {"people": [str(jan.id)], "seen": ""})
    assert set(here(session, later)) == {"J. Jansen"}


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


def test_the_coordinator_of_this_round_is_not_offered(session, people, client_as, earlier, later, page):
    make_participation(session, earlier, people.reader, name="Lea Zer")
    session.add(
        Membership(
            user_id=people.reader.id, municipality_id=people.municipality.id, role="coordinator", created_at=now()
        )
    )
    colleague(session, earlier, "Jan Jansen", ("geld", "uitvoering"))
    page_of_lea = client_as(people.reader).get(page)
    assert "Lea Zer" not in page_of_lea.text and "deed je zelf mee als collega" in page_of_lea.text


@pytest.mark.parametrize(("chosen", "said"), [([], "Kies minstens 1 collega"), (["onzin"], "staat niet in deze lijst")])
def test_bad_input_is_said_and_what_was_ticked_stays(session, people, client_as, earlier, later, page, chosen, said):
    jan = colleague(session, earlier, "Jan Jansen", ("geld", "uitvoering"))
    colleague(session, earlier, "Pia Peters", ("geld", "beleid"))
    data = {"people": [*chosen, *([str(jan.id)] if chosen else [])], "seen": ""}
    shown = client_as(people.coordinator).post(page, data, status=422)
    assert said in shown.text and ticked(shown) == ({str(jan.id)} if chosen else set())
    assert here(session, later) == {}


def test_without_colleagues_then_there_is_nobody_to_ask(people, client_as, later, page):
    shown = client_as(people.coordinator).get(page)
    assert (
        "In ‘Nulmeting’ vulden jullie alles samen in." in shown.text and f"/inventarisaties/{later.id}" in shown.links
    )


def test_a_first_round_has_no_such_page(session, people, client_as):
    first = make_assessment(session, people)
    client_as(people.coordinator).get(f"/inventarisaties/{first.id}/deelnemers/opnieuw", status=404)
    assert "opnieuw" not in client_as(people.coordinator).get(f"/inventarisaties/{first.id}/deelnemers").html


def test_others_cannot(session, people, client_as, earlier, later, page):
    jan = colleague(session, earlier, "Jan Jansen", ("geld", "uitvoering"))
    make_participation(session, later, people.participant)
    session.commit()
    for person, status in ((people.adviser, 403), (people.participant, 403), (people.reader, 404), (people.other, 404)):
        client_as(person).get(page, status=status)
        client_as(person).post(page, {"people": [str(jan.id)]}, status=status)
    assert "Jan Jansen" not in here(session, later)


@pytest.mark.parametrize(("state", "said"), [("in_review", "De bespreking is begonnen"), ("agreed", "vastgesteld")])
def test_not_once_the_review_has_started(session, people, client_as, earlier, later, page, state, said):
    jan = colleague(session, earlier, "Jan Jansen", ("geld", "uitvoering"))
    session.execute(update(Assessment).where(Assessment.id == later.id).values(state=state))
    session.commit()
    coordinator = client_as(people.coordinator)
    assert said in coordinator.post(page, {"people": [str(jan.id)]}, status=409).text
    assert page not in coordinator.get(page.removesuffix("/opnieuw")).links


def test_it_takes_as_many_statements_for_many_as_for_one(session, people, client_as, earlier, page):
    counts = []
    for number in range(12):
        colleague(session, earlier, f"C{number} Collega", ("geld", "uitvoering"), ("inclusie", "", "A.BE"))
        if number in (0, 11):
            coordinator = client_as(people.coordinator)
            for path in (page, page.removesuffix("/opnieuw")):
                with statements() as sent:
                    coordinator.get(path)
                counts.append(len(sent))
    assert counts[:2] == counts[2:] and max(counts) <= 9, counts


def test_the_next_step_of_a_later_round_is_asking_them(session, people, client_as, earlier, later, page):
    colleague(session, earlier, "Jan Jansen", ("geld", "uitvoering"))
    later.deadline = today()
    session.commit()
    overview = client_as(people.coordinator).get(page.removesuffix("/opnieuw"))
    assert overview.text.count("Kies wie er weer meedoen") == 1 and page in overview.links
