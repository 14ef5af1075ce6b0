"""Hours: writing down, changing, removing, how many there may be, and the file."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.models import AuditEntry, HourEntry, Trajectory
from app.web.clock import now, today
from app.web.forms import typed_day
from tests.factories import make_assessment
from tests.trajectories import make_hours, make_trajectory

FORM = {"step": "actions", "day": typed_day(today()), "hours": "1,5", "who": "teamleider", "note": "Overleg"}


@pytest.fixture
def trajectory(session, people):
    return make_trajectory(session, make_assessment(session, people), people.coordinator, today() - timedelta(days=9))


@pytest.fixture
def path(trajectory):
    return f"/traject/{trajectory.id}/uren"


def lines(session):
    """(step, minutes, who, note) of what counts."""
    session.expire_all()
    query = select(HourEntry).where(HourEntry.removed_at.is_(None)).order_by(HourEntry.created_at)
    found = [(one.step, one.minutes, one.who, one.note) for one in session.scalars(query)]
    session.rollback()
    return found


def told(session):
    session.expire_all()
    actions = session.scalars(select(AuditEntry.action).order_by(AuditEntry.at, AuditEntry.id)).all()
    session.rollback()
    return [action for action in actions if action != "start_trajectory"]


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("1,5", 90), ("1.5", 90), ("2", 120), ("0,25", 15), ("  3,75 ", 225), ("1,50", 90), ("100", 6000)],
)
def test_hours_are_written_down(session, people, client_as, path, typed, minutes):
    client = client_as(people.adviser)
    page = client.follow(client.post(path, {**FORM, "hours": typed}))
    assert "De uren zijn erbij gezet." in page.text
    assert lines(session) == [("actions", minutes, "teamleider", "Overleg")]
    assert told(session) == ["add_hours"]


def test_they_add_up_by_step_and_as_a_whole(session, people, client_as, path, trajectory):
    for minutes in (90, 45):
        make_hours(session, trajectory, people.coordinator, minutes=minutes)
    make_hours(session, trajectory, people.coordinator, minutes=600, step="priorities")
    make_hours(session, trajectory, people.coordinator, minutes=6000, removed_at=now())
    page = client_as(people.coordinator).get(path)
    assert "Er zijn 12,25 uur gemaakt van de 70 uur. Er is nog 57,75 uur over." in page.text
    assert "Inventariseren2,252017,75 over" in page.text.replace(" over", " over").replace(
        "Inventariseren 2", "Inventariseren2"
    )
    assert "Prioriteren1064 te veel" in page.text
    assert "Samen12,257057,75 over" in page.text
    shown = client_as(people.coordinator).get(f"/traject/{trajectory.id}").text
    assert "10 van 6 uur, 4 uur meer dan gedacht" in shown


def test_too_many_is_said_and_not_refused(session, people, client_as, path, trajectory):
    for _ in range(2):
        make_hours(session, trajectory, people.coordinator, minutes=2100)
    client = client_as(people.coordinator)
    assert "Alle 70 uur zijn gemaakt." in client.get(path).text
    page = client.follow(client.post(path, FORM))
    assert "Er zijn 71,5 uur gemaakt. Dat is 1,5 uur meer dan de 70 uur die je ervoor had." in page.text


def test_pushing_twice_writes_one_line(session, people, client_as, path):
    for _ in range(2):
        client_as(people.coordinator).post(path, FORM)
    assert len(lines(session)) == 1 and told(session) == ["add_hours"]
    client_as(people.adviser).post(path, FORM)
    assert len(lines(session)) == 2


def test_a_line_is_changed(session, people, client_as, path, trajectory):
    there = make_hours(session, trajectory, people.coordinator).id
    client = client_as(people.adviser)
    page = client.get(f"{path}/{there}")
    assert page.fields["hours"] == "1,5" and page.fields["who"] == "coördinator"
    client.post(f"{path}/{there}", {**FORM, "hours": "2", "note": "Langer"})
    assert lines(session) == [("actions", 120, "teamleider", "Langer")]
    assert told(session) == ["change_hours"]
    history = client.get(f"/inventarisaties/{trajectory.assessment_id}/geschiedenis").text
    assert "veranderde een regel met uren." in history and "1,5 uur" in history and "2 uur" in history


def test_the_same_again_changes_nothing(session, people, client_as, path, trajectory):
    there = make_hours(session, trajectory, people.coordinator).id
    client = client_as(people.coordinator)
    fields = client.get(f"{path}/{there}").fields
    client.post(f"{path}/{there}", fields)
    assert told(session) == [] and len(lines(session)) == 1


def test_who_comes_later_sees_both_and_can_still_keep_theirs(session, people, client_as, path, trajectory):
    there = make_hours(session, trajectory, people.coordinator).id
    client = client_as(people.coordinator)
    client_as(people.adviser).post(f"{path}/{there}", {**FORM, "hours": "3"})
    page = client.post(f"{path}/{there}", {**FORM, "hours": "4", "note": "Van mij"}, status=409)
    assert "intussen veranderd of weggehaald" in page.text and "Van mij" in page.text and "Bijeenkomst" in page.text
    assert (page.fields["hours"], page.fields["note"]) == ("4", "Van mij") and len(page.all("dt")) == 2 * 5
    assert path in [form.get("action") for form in page.all("form")]
    assert [minutes for _, minutes, _, _ in lines(session)] == [180]
    assert "intussen veranderd of weggehaald" in client.get(f"{path}/{there}").text


def test_a_line_is_removed_and_the_history_tells(session, people, client_as, path, trajectory):
    there = make_hours(session, trajectory, people.coordinator).id
    client = client_as(people.coordinator)
    for _ in range(2):
        page = client.follow(client.post(f"{path}/{there}/weg"))
    assert "telt niet meer mee" in page.text and "Er staan nog geen uren." in page.text
    assert lines(session) == [] and told(session) == ["remove_hours"]
    history = client.get(f"/inventarisaties/{trajectory.assessment_id}/geschiedenis").text
    assert "haalde 1,5 uur voor ‘Inventariseren’ weg." in history


def test_the_number_of_hours_can_be_changed(session, people, client_as, path, trajectory):
    client = client_as(people.coordinator)
    assert client.get(f"{path}/doel").fields["hours"] == "70"
    page = client.follow(client.post(f"{path}/doel", {"hours": "140", "seen": "1"}))
    assert "van de 140 uur" in page.text
    assert session.scalars(select(Trajectory.hours)).one() == 140
    session.rollback()
    later = client_as(people.adviser)
    shown = later.post(f"{path}/doel", {"hours": "90", "seen": "1"}, status=409)
    assert "140 uur" in shown.text and "90 uur" in shown.text and shown.fields["hours"] == "90"
    later.post(f"{path}/doel", {"hours": "90", "seen": shown.fields["seen"]})
    later.post(f"{path}/doel", {"hours": "90", "seen": "1"})
    assert told(session) == ["change_target", "change_target"]


def test_the_file_has_lines_and_totals_and_no_formulas(session, people, client_as, path, trajectory):
    make_hours(session, trajectory, people.coordinator, who="=1+1", note="+31 6; of later")
    make_hours(session, trajectory, people.coordinator, step="actions", minutes=15, note="", removed_at=now())
    answer = client_as(people.adviser).ask(f"{path}.csv")
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    assert "filename=uren-voorbeeldstad-eerste-meting-2026.csv" in answer.headers["Content-Disposition"]
    rows = answer.get_data(as_text=True).removeprefix("\ufeff").split("\r\n")
    assert rows[0] == "Stap;Dag;Uren;Wie;Waaraan"
    assert rows[1] == f"Inventariseren;{today().isoformat()};1,5;'=1+1;\"'+31 6; of later\""
    assert rows[-2] == "Samen;1,5;70" and "Acties formuleren;0;10" in rows


def test_a_closed_trajectory_takes_no_hours_and_gives_back_what_was_typed(session, people, client_as, path, trajectory):
    there = make_hours(session, trajectory, people.coordinator).id
    trajectory.ended_at = now()
    session.commit()
    client = client_as(people.coordinator)
    for address in (path, f"{path}/{there}"):
        page = client.post(address, {**FORM, "note": "Nog net gedaan"}, status=409)
        assert "Dit traject is afgesloten" in page.text and page.fields["note"] == "Nog net gedaan"
    page = client.post(f"{path}/doel", {"hours": "80", "seen": "1"}, status=409)
    assert page.fields["hours"] == "80"
    client.post(f"{path}/{there}/weg", status=409)
    assert len(lines(session)) == 1 and told(session) == []
    assert client.ask(f"{path}.csv").status_code == 200
    assert "Verander" not in client.get(path).text
