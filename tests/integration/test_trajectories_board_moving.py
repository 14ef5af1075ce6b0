"""Moving cards: to another column, up and down, and two people at once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.models import AuditEntry, ImprovementAction, Trajectory
from app.web.clock import now, today
from tests.factories import make_assessment
from tests.integration.test_assessments_statements import statements
from tests.integration.test_security_races import post, together
from tests.trajectories import make_action, make_trajectory

READY = {"ends_on": today() + timedelta(days=30)}


@pytest.fixture
def trajectory(session, people):
    """The ten months of an agreed inventory."""
    return make_trajectory(
        session, make_assessment(session, people, state="agreed", agreed_at=now()), people.coordinator
    )


@pytest.fixture
def cards(session, people, trajectory):
    """The ids of four: X is in another column than A, B and C; B and C have the same position."""
    columns = [("A", 1, "planned", "geld"), ("X", 2, "running", "inclusie")]
    columns += [("B", 5, "planned", "geld"), ("C", 5, "planned", "inclusie")]
    made = {
        title: make_action(
            session, trajectory, people.coordinator, title=title, position=place, state=state, domain=domain, **READY
        )
        for title, place, state, domain in columns
    }
    return {title: action.id for title, action in made.items()}


def moves(action_id):
    """Where its card is moved."""
    return f"/traject/acties/{action_id}/plaats"


def order(session):
    """The titles in the order of the list, as the database has them now."""
    session.expire_all()
    in_order = (ImprovementAction.position, ImprovementAction.created_at, ImprovementAction.id)
    return "".join(session.scalars(select(ImprovementAction.title).order_by(*in_order)))


def stored(session, action_id):
    """The action as the database has it now; what is read holds nobody up."""
    session.expire_all()
    found = session.get_one(ImprovementAction, action_id)
    session.expunge(found)
    session.rollback()
    return found


def told(session):
    """(action, old, new, reason) of what was written down about actions, oldest first."""
    query = select(AuditEntry).where(AuditEntry.action.in_(("set_action_state", "move_action")))
    return [(row.action, row.old, row.new, row.reason) for row in session.scalars(query.order_by(AuditEntry.at))]


@pytest.mark.parametrize(
    ("moved", "form", "expected"),
    [
        ("B", {"before": "A"}, "BAXC"),
        ("A", {"after": "B"}, "XBAC"),
        ("C", {"before": "A"}, "CAXB"),
        ("A", {"after": "C"}, "XBCA"),
        ("X", {"before": "A"}, "XABC"),
        # Nothing to do: it stands there, beside itself, or beside nothing.
        ("A", {"before": "X"}, "AXBC"),
        ("A", {"before": "A"}, "AXBC"),
        ("A", {}, "AXBC"),
        ("A", {"before": "onzin", "after": "00000000-0000-0000-0000-000000000000"}, "AXBC"),
    ],
)
def test_a_card_goes_before_or_after_another(session, people, client_as, cards, moved, form, expected):
    form = {name: str(cards[value]) if value in cards else value for name, value in form.items()}
    coordinator = client_as(people.coordinator)
    for _ in range(2):
        answer = coordinator.post(moves(cards[moved]), {"seen": "1", **form})
        assert answer.headers["Location"].endswith(f"/acties#actie-{cards[moved]}")
    assert order(session) == expected
    assert stored(session, cards[moved]).version == 1
    assert [entry[0] for entry in told(session)] == ([] if expected == "AXBC" else ["move_action"])


def test_the_buttons_of_the_page_move_it(session, people, client_as, cards, trajectory):
    coordinator = client_as(people.coordinator)
    page = coordinator.get(f"/traject/{trajectory.id}/acties?domein=geld")
    up, down = ([one for one in page.all("button") if one.get("name") == name] for name in ("before", "after"))
    assert [one.get("value") for one in (*up, *down)] == [str(cards["A"]), str(cards["B"])]
    answer = coordinator.post(f"{moves(cards['B'])}?domein=geld", {"seen": "1", "before": up[0].get("value")})
    assert "?domein=geld#" in answer.headers["Location"]
    assert "De actie staat nu op een andere plaats." in coordinator.follow(answer).text
    assert order(session) == "BAXC"


def test_a_card_of_another_trajectory_is_no_neighbour(session, people, client_as, cards):
    elsewhere = make_trajectory(session, make_assessment(session, people), people.coordinator)
    other = make_action(session, elsewhere, people.coordinator, title="Z", position=9)
    client_as(people.coordinator).post(moves(cards["B"]), {"seen": "1", "before": str(other.id)})
    assert order(session) == "AXBCZ"


def test_one_state_on(session, people, client_as, cards, trajectory):
    coordinator = client_as(people.coordinator)
    assert "Naar → Bezig: A" in coordinator.get(f"/traject/{trajectory.id}/acties").text
    answer = coordinator.post(moves(cards["A"]), {"seen": "1", "state": "running"})
    assert "‘A’ staat nu op ‘Bezig’." in coordinator.follow(answer).text
    assert (stored(session, cards["A"]).state, stored(session, cards["A"]).version) == ("running", 2)
    coordinator.post(moves(cards["A"]), {"seen": "2", "state": "done"})
    found = stored(session, cards["A"])
    assert (found.state, found.done_on) == ("done", today())
    new = {"title": "A", "state": "done", "done_on": today().isoformat()}
    assert told(session)[-1] == ("set_action_state", {"state": "running", "done_on": None}, new, None)


def test_another_column_and_a_place_in_it(session, people, client_as, cards):
    client_as(people.adviser).post(moves(cards["C"]), {"seen": "1", "state": "running", "before": str(cards["X"])})
    assert order(session) == "ACXB"
    assert stored(session, cards["C"]).state == "running"


def test_stopping_asks_why(session, people, client_as, cards):
    page = client_as(people.coordinator).post(moves(cards["A"]), {"seen": "1", "state": "stopped"}, status=422)
    assert "Schrijf op waarom de actie is gestopt" in page.text
    assert page.fields["state"] == "stopped"
    assert stored(session, cards["A"]).state == "planned"


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"owner": "", "ends_on": None}, "Vul eerst in wie het doet en wanneer het klaar moet zijn."),
        ({"owner": ""}, "Vul eerst in wie het doet."),
        ({"ends_on": None}, "Vul eerst in wanneer het klaar moet zijn."),
    ],
)
def test_planning_needs_an_owner_and_an_end(session, people, client_as, trajectory, columns, said):
    action = make_action(session, trajectory, people.coordinator, **{**READY, **columns})
    page = client_as(people.coordinator).post(moves(action.id), {"seen": "1", "state": "planned"}, status=422)
    assert said in page.text and "Vul dit in bij de actie" in page.text
    assert page.fields["state"] == "planned"
    session.refresh(action)
    assert action.state == "proposed"
    assert told(session) == []


def test_who_moves_what_somebody_else_moved_sees_where_it_is(session, people, client_as, cards):
    client_as(people.adviser).post(moves(cards["A"]), {"seen": "1", "state": "running"})
    coordinator = client_as(people.coordinator)
    page = coordinator.post(moves(cards["A"]), {"seen": "1", "state": "done"}, status=409)
    assert page.title.startswith("Fout:")
    assert "De actie staat nu op ‘Bezig’" in page.text
    assert (page.fields["state"], page.fields["seen"]) == ("done", "2")
    assert stored(session, cards["A"]).state == "running"
    coordinator.post(f"/traject/acties/{cards['A']}/voortgang", page.fields)
    assert stored(session, cards["A"]).state == "done"


def test_the_same_twice_is_no_conflict(session, people, client_as, cards):
    for person in (people.adviser, people.coordinator):
        client_as(person).post(moves(cards["A"]), {"seen": "1", "state": "running"})
    assert len(told(session)) == 1


def test_others_move_nothing(session, people, client_as, cards):
    session.get_one(ImprovementAction, cards["A"]).owner_id = people.participant.id
    session.commit()
    cells = (people.participant, 404), (people.reader, 404), (people.other, 404), (people.administrator, 404)
    for person, status in cells:
        client_as(person).post(moves(cards["A"]), {"seen": "1", "state": "running"}, status=status)
    assert stored(session, cards["A"]).state == "planned"


def test_nothing_moves_in_a_closed_trajectory(session, people, client_as, cards, trajectory):
    session.get_one(Trajectory, trajectory.id).ended_at = now()
    session.commit()
    for form in ({"state": "running"}, {"after": str(cards["B"])}):
        page = client_as(people.coordinator).post(moves(cards["A"]), {"seen": "1", **form}, status=409)
        assert "Dit traject is afgesloten" in page.text
    assert order(session) == "AXBC" and told(session) == []


def test_many_who_order_at_once_lose_no_place(session, people, client_as, cards):
    """Each goes before the first, so whoever came last stands first; places stay 1 to 4."""
    clients = {title: client_as(people.coordinator) for title in ("X", "B", "C")}
    first = str(cards["A"])
    jobs = [lambda t=t: post(clients[t], moves(cards[t]), {"seen": "1", "before": first}) for t in clients]
    assert together(*jobs) == [303, 303, 303]
    assert sorted(order(session)) == list("ABCX") and order(session)[-1] == "A"
    assert sorted(session.scalars(select(ImprovementAction.position))) == [1, 2, 3, 4]


def test_of_two_who_choose_another_column_one_hears_of_the_other(session, people, client_as, cards):
    chosen = ("running", "done")
    asked = [(client_as(people.coordinator), {"seen": "1", "state": state}) for state in chosen]
    statuses = together(*(lambda one=one: post(one[0], moves(cards["A"]), one[1]) for one in asked))
    assert sorted(statuses) == [303, 409]
    assert stored(session, cards["A"]).state == chosen[statuses.index(303)]


def test_it_takes_the_same_statements_however_many_there_are(session, people, client_as, trajectory, cards):
    counts = []
    for number in range(2):
        for place in range(20 * number):
            make_action(session, trajectory, people.coordinator, title="-", position=place)
        last = make_action(session, trajectory, people.coordinator, title="Z", position=99)
        coordinator = client_as(people.coordinator)
        with statements() as sent:
            coordinator.post(moves(last.id), {"seen": "1", "before": str(cards["A"])})
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 16, sent
