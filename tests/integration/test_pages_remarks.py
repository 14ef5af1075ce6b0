"""Open remarks for somebody, on the start page."""

from app.web.clock import now
from tests.factories import make_assessment
from tests.remarks import make_remark


def test_says_how_many_are_for_you_and_where(session, people, client_as):
    made = make_assessment(session, people)
    for audience in ("all", "advisers"):
        make_remark(session, made, people.coordinator, audience=audience, assigned_to=people.adviser.id)
    page = client_as(people.adviser).get("/adviseur")
    assert "Beantwoord 2 opmerkingen" in page.text
    (address,) = [link for link in page.links if "bespreken/opmerkingen" in link]
    assert client_as(people.adviser).get(address).text.count("Klopt dit?") >= 2
    assert "Opmerkingen voor jou" not in client_as(people.coordinator).get("/").text


def test_does_not_count_what_is_done_or_for_somebody_else(session, people, client_as):
    made = make_assessment(session, people)
    done = {"resolved_at": now(), "resolved_by": people.coordinator.id}
    make_remark(session, made, people.adviser, assigned_to=people.coordinator.id, **done)
    make_remark(session, made, people.coordinator, assigned_to=people.adviser.id)
    make_remark(session, made, people.adviser)
    assert "Opmerkingen voor jou" not in client_as(people.coordinator).get("/").text


def test_a_role_that_ended_reads_nothing_any_more(session, people, client_as):
    made = make_assessment(session, people)
    make_remark(session, made, people.coordinator, assigned_to=people.other.id)
    make_remark(session, made, people.coordinator, audience="advisers", assigned_to=people.coordinator.id)
    for who in (people.other, people.coordinator, people.participant):
        assert "Opmerkingen voor jou" not in client_as(who).get("/").text


def test_by_inventory(session, people, client_as):
    first, second = make_assessment(session, people), make_assessment(session, people, title="Tweede")
    for made, times in ((first, 1), (second, 3)):
        for number in range(times):
            make_remark(session, made, people.adviser, f"{number}", assigned_to=people.coordinator.id)
    page = client_as(people.coordinator).get("/")
    assert "Opmerkingen voor jou: 1" in page.text and "Opmerkingen voor jou: 3" in page.text
