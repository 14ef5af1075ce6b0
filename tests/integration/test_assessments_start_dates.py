"""Starting a second round: the days that are proposed, merged municipalities, and what the overview says of then."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from app.models import TrajectoryStep
from app.state.steps import months_later
from app.web.clock import now, today
from app.web.formatting import long_date
from app.web.forms import typed_day
from tests.factories import make_participation
from tests.integration.test_assessments_start_again import GOOD, START, earlier
from tests.integration.test_assessments_statements import statements
from tests.rounds import make_agreed_long_ago, make_evaluation
from tests.trajectories import make_trajectory

__all__ = ["earlier"]


def _planned(session, people, earlier, start, end):
    trajectory = make_trajectory(session, earlier, people.coordinator)
    step = TrajectoryStep.trajectory_id == trajectory.id, TrajectoryStep.step == "evaluation"
    session.execute(update(TrajectoryStep).where(*step).values(planned_start=start, planned_end=end))
    session.commit()
    return trajectory


@pytest.mark.parametrize(
    ("start", "end", "proposed"),
    [(100, 130, 121), (100, 110, 110), (-5, 40, 21), (-5, 10, 10), (-40, -10, 21), (400, 430, 21)],
)
def test_the_last_day_fits_the_plan(session, people, client_as, earlier, start, end, proposed):
    days = [today() + timedelta(days=number) for number in (start, end, proposed)]
    _planned(session, people, earlier, *days[:2])
    page = client_as(people.coordinator).get(START)
    assert page.fields["deadline"] == typed_day(days[2])
    from_plan = f"evalueren van {long_date(days[0])} tot en met {long_date(days[1])}"
    assert (from_plan in page.text) == (end > 0 and start < 365)
    assert ("3 weken na vandaag" in page.text) == (from_plan not in page.text)


def test_a_plan_that_was_closed_proposes_nothing(session, people, client_as, earlier):
    trajectory = _planned(session, people, earlier, today() + timedelta(days=50), today() + timedelta(days=80))
    trajectory.ended_at = now()
    session.commit()
    assert "3 weken na vandaag" in client_as(people.coordinator).get(START).text


@pytest.mark.parametrize(
    ("agreed", "said"),
    [(datetime(2026, 1, 15, 23, 30, tzinfo=ZoneInfo("UTC")), "16 november 2026"), (now(), "Die dag komt nog.")],
)
def test_it_says_when_ten_months_have_passed(session, people, client_as, earlier, agreed, said):
    earlier.agreed_at = agreed
    session.commit()
    page = client_as(people.coordinator).get(START)
    day = months_later(agreed.astimezone(ZoneInfo("Europe/Amsterdam")).date(), 10)
    assert f"Tien maanden na de eerste meting: {long_date(day)}" in page.text and said in page.text


@pytest.mark.parametrize("into", [True, False])
def test_no_round_is_started_for_a_municipality_that_is_part_of_another_one(session, people, client_as, earlier, into):
    people.municipality.valid_until = today() - timedelta(days=1)
    people.municipality.merged_into_id = people.elsewhere.id if into else None
    session.commit()
    coordinator = client_as(people.coordinator)
    for page in (
        coordinator.get(START, status=409),
        coordinator.post(START, {**GOOD, "name_geld": "Armoede"}, status=409),
    ):
        assert ("hoort nu bij de gemeente Voorbeelddorp" if into else "bestaat niet meer") in page.text
    assert "Najaar" in page.text and "Armoede" in page.text
    assert START not in coordinator.get("/inventarisaties").links and START not in coordinator.get("/").links


def test_until_the_day_of_a_merger_it_can(session, people, client_as, earlier):
    people.municipality.valid_until, people.municipality.merged_into_id = today(), people.elsewhere.id
    session.commit()
    client_as(people.coordinator).post(START, GOOD)


def test_it_takes_few_statements(session, people, client_as, earlier):
    coordinator, counts = client_as(people.coordinator), []
    for number in range(6):
        make_evaluation(session, people, earlier, "agreed", title=f"R{number}", agreed_at=now())
        if number in (0, 5):
            for path in (START, "/inventarisaties", "/"):
                with statements() as sent:
                    coordinator.get(path)
                counts.append(len(sent))
    assert counts[:3] == counts[3:] and max(counts) <= 12, counts


def test_who_answers_learns_which_round_it_is_and_not_where_the_report_is(session, people, client_as):
    earlier = make_agreed_long_ago(session, people)
    later = make_evaluation(session, people, earlier)
    make_participation(session, later, people.participant, everything=True)
    session.commit()
    for person, reads in ((people.participant, False), (people.coordinator, True), (people.adviser, True)):
        page = client_as(person).get(f"/inventarisaties/{later.id}")
        assert "We leggen deze ronde naast ‘Nulmeting’" in page.text
        assert (f"/inventarisaties/{earlier.id}/rapport" in page.links) == reads


def test_an_agreed_second_round_leads_to_what_changed(session, people, client_as, earlier):
    later = make_evaluation(session, people, earlier, "agreed", agreed_at=now())
    make_participation(session, later, people.participant)
    session.commit()
    address = f"/inventarisaties/{later.id}"
    for person, leads in ((people.coordinator, True), (people.adviser, True), (people.participant, False)):
        assert (f"{address}/vergelijking" in client_as(person).get(address).links) == leads
    first = client_as(people.coordinator).get(f"/inventarisaties/{earlier.id}")
    assert "We leggen deze ronde naast" not in first.text and "Eerste meting" in first.text
