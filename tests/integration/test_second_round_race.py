"""Two rounds that move on at the same moment, what is said about a change meanwhile, and mergers in a circle."""

import pytest
from sqlalchemy import func, select, update

from app.models import AgreedScore, Assessment, Municipality, Rendering, Report
from tests.comparing import round_after
from tests.factories import make_agreed
from tests.integration.test_security_races import post, together
from tests.merging import key, make_third
from tests.rounds import make_agreed_long_ago

pytestmark = pytest.mark.both

FIRST_DAY = "1-1-2027"


@pytest.fixture
def first(session, people):
    """A first round that was agreed, and is reopened."""
    made = make_agreed_long_ago(session, people)
    session.execute(update(Assessment).where(Assessment.id == made.id).values(state="in_review"))
    session.commit()
    return made


@pytest.fixture
def second(session, people, first):
    """A second round in review."""
    return round_after(session, people, first)


def approved(client_as, people, assessment):
    hub = f"/inventarisaties/{assessment.id}"
    client_as(people.adviser).post(f"{hub}/akkoord")
    return client_as(people.coordinator).shown(f"{hub}/vaststellen")


@pytest.mark.parametrize("turn", [0, pytest.param(1, marks=pytest.mark.long)])
def test_both_rounds_are_agreed_at_the_same_moment(session, people, client_as, first, second, turn):
    """Each is frozen once, and then and now are those of one version of the first report."""
    make_agreed(session, first, people.coordinator, {"geld/A.BE": 3}, seen=1)
    pages = [(one, approved(client_as, people, one)) for one in (first, second)]
    coordinator, jobs = client_as(people.coordinator), []
    for one, seen in pages if turn else reversed(pages):
        place = f"/inventarisaties/{one.id}/vaststellen"
        jobs.append(lambda place=place, seen=seen: post(coordinator, place, seen))
    found = together(*jobs)
    assert found == [303, 303]
    rows = session.execute(select(Report.assessment_id, func.max(Report.number)).group_by(Report.assessment_id)).all()
    assert dict(tuple(row) for row in rows) == {first.id: 2, second.id: 1}
    kept = session.scalar(select(func.count()).select_from(Rendering).where(Rendering.kind == "comparison"))
    session.rollback()
    assert kept == 2
    assert client_as(people.reader).get(f"/inventarisaties/{second.id}/vergelijking").text


def test_what_was_said_is_in_the_report_or_was_refused(session, people, client_as, second):
    hub = f"/inventarisaties/{second.id}"
    adviser, coordinator = client_as(people.adviser), client_as(people.coordinator)
    said = {"changed": "yes", "changed_what": "Taalakkoord.", "changed_action": "", "seen": "1"}
    place = f"{hub}/bespreken/geld/A.BE/veranderd"
    seen = adviser.shown(f"{hub}/akkoord")
    found = together(lambda: post(coordinator, place, said), lambda: post(adviser, f"{hub}/akkoord", seen))
    assert sorted(found) == [303, 409]
    stored = session.scalar(
        select(AgreedScore.changed).where(AgreedScore.assessment_id == second.id, AgreedScore.item == "geld/A.BE")
    )
    session.rollback()
    assert stored == ("yes" if found[0] == 303 else None)
    adviser.post(f"{hub}/akkoord")
    coordinator.post(f"{hub}/vaststellen")
    assert ("Taalakkoord." in client_as(people.reader).get(f"{hub}/vergelijking").text) == (found[0] == 303)


@pytest.mark.parametrize("turn", range(2))
def test_three_municipalities_never_become_part_of_each_other_in_a_circle(session, people, client_as, turn):
    """Each holds another two of them, so that nobody waits for both others."""
    three, jobs = [people.municipality, people.elsewhere, make_third(session)], []
    three = three if turn else three[::-1]
    for one, into in zip(three, [*three[1:], three[0]], strict=True):
        client = client_as(people.administrator)
        page = f"/beheer/gemeenten/{key(one)}/samenvoegen"
        form = {"seen": client.get(page).fields["seen"] or "", "into": str(key(into)), "day": FIRST_DAY}
        jobs.append(lambda client=client, page=page, form=form: post(client, page, form))
    found = together(*jobs)
    session.expire_all()
    into = {row.id: row.merged_into_id for row in session.execute(select(Municipality.id, Municipality.merged_into_id))}
    session.rollback()
    assert set(found) <= {303, 422}
    assert found.count(303) == sum(each is not None for each in into.values()) < 3, found
