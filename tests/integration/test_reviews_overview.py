"""The overview of a review: how far each domain is, and what is the next step for whom."""

import pytest
from sqlalchemy import select, update

from app.models import AssessmentDomain, Participation
from app.web.clock import now
from questionnaires.catalogue import current
from tests.factories import make_agreed, make_answers, make_assessment, make_participation
from tests.integration.test_assessments_statements import statements
from tests.integration.test_reviews_transitions import make_complete

WORDS = {
    "open": "De inventarisatie is nog open",
    "in_review": "Spreek per vraag een score af",
    "agreed": "De scores liggen vast",
}
EIGHT = ("werk_inkomen", "geld", "gezondheid", "gezin_jeugd", "wmo_wijk", "inclusie", "inburgering", "digitaal")


@pytest.mark.parametrize("who", ["coordinator", "adviser"])
@pytest.mark.parametrize("state", ["open", "in_review", "agreed"])
def test_says_where_it_stands_and_what_is_next(session, people, client_as, state, who):
    made = make_assessment(session, people, state=state)
    page = client_as(getattr(people, who)).get(f"/inventarisaties/{made.id}/bespreken")
    assert page.h1 == "Bespreken"
    assert WORDS[state] in page.text
    assert ("Akkoord geven" in page.text) == (state == "in_review" and who == "adviser")
    assert ("Domeinen terugsturen" in page.text) == (state == "in_review")
    assert ("Heropenen" in page.text) == (state == "agreed")
    assert "Vaststellen" not in page.text


def test_the_coordinator_can_agree_when_the_adviser_has_approved(session, people, client_as):
    made = make_assessment(session, people, state="in_review", approved_at=now(), approved_by=people.adviser.id)
    hub = f"/inventarisaties/{made.id}"
    assert f"{hub}/vaststellen" in client_as(people.coordinator).get(f"{hub}/bespreken").links
    page = client_as(people.adviser).get(f"{hub}/bespreken")
    assert f"{hub}/vaststellen" not in page.links and "Akkoord intrekken" in page.text


def test_shows_every_domain_with_its_scores_and_what_is_open(session, people, client_as):
    titles = {"geld": "Armoede en schulden", "eigen_1": "Veiligheid"}
    made = make_assessment(session, people, ("geld", "eigen_1"), state="in_review", titles=titles)
    joint = session.scalars(select(Participation)).one()
    # The worked example for geld of the scoring rules.
    values = dict(
        zip(
            ["A.BE", "A.BL", "A.UI", "D1.UI", "M.BE", "M.BL", "M.UI", "C.BE", "C.UI", "S.BE", "S.BL", "S.UI", "D2.UI"],
            [2, 3, 2, 1, 1, 1, 2, 2, 1, 2, 2, 3, 2],
            strict=True,
        )
    )
    make_answers(session, joint, {f"geld/{item}": value for item, value in {**values, "C.BL": "unknown"}.items()})
    other = make_participation(session, made, people.participant)
    make_answers(session, other, {"eigen_1/A.BE": 0})
    make_answers(session, joint, {"eigen_1/A.BE": 4})
    make_agreed(session, made, people.adviser, {"geld/A.BE": 2})
    client = client_as(people.adviser)
    page = client.get(f"/inventarisaties/{made.id}/bespreken")
    for words in (
        "schulden47,2In opbouw 45,8 tot 51,43: open punten van Armoede en schulden1 van 1410 van 4Nog niet bepaald",
        "Veiligheid–Nog te weinig bekend",
        "0 van 14130 van 4Nog niet bepaaldAlgemene vragen",
        "Algemene vragen––12: open punten van Algemene vragen0 van 1212––",
    ):
        assert words in page.text, (words, page.text)
    page = client.get(f"/inventarisaties/{made.id}/bespreken/geld")
    for words in (
        "1 van 14 afgesproken1× niet bekend0 van 4 kansvragen",
        "Betrokkenheid54,2In opbouwalles bekend4 van 4",
        "Middelen33,3Los29,2 tot 45,85 van 6",
        "Totaal47,2In opbouw45,8 tot 51,413 van 14",
    ):
        assert words in page.text, (words, page.text)


def test_the_first_step_is_the_list_of_points_and_then_the_first_domain(session, people, client_as):
    made = make_assessment(session, people, ("geld", "gezondheid"), state="in_review")
    joint = session.scalars(select(Participation)).one()
    asked, general = current("iba").of_kind("domain"), current("iba").of_kind("general")
    geld = {f"geld/{question.id}": number % 3 for number, question in enumerate(asked)}
    values = {f"geld/K{number}": 2 for number in (1, 2, 3, 4)} | geld
    values |= {f"gezondheid/{question.id}": number % 3 for number, question in enumerate(asked)}
    values |= {f"algemeen/{question.id}": number % 3 for number, question in enumerate(general)}
    make_answers(session, joint, values | {"geld/A.BE": "unknown"}, saved_at=now())
    hub = f"/inventarisaties/{made.id}/bespreken"
    page = client_as(people.coordinator).get(hub)
    assert "Bespreek de punten" in page.text and f"{hub}/punten" in page.links
    make_answers(session, joint, {"geld/A.BE": 2}, seen=1)
    text = client_as(people.coordinator).get(hub).text
    assert "Bespreek Geldzaken" in text and "Bespreek de punten" not in text
    make_agreed(session, made, people.adviser, geld)
    text = client_as(people.coordinator).get(hub).text
    assert "Bespreek Gezondheid" in text and "Bespreek Geldzaken" not in text
    # With a score for all, what is still worth a word is not hidden behind a number in the table.
    make_answers(session, joint, {f"gezondheid/K{number}": 2 for number in (1, 2, 3, 4)})
    rest = {item: value for item, value in values.items() if item not in geld and "/K" not in item}
    make_agreed(session, made, people.adviser, {**rest, "gezondheid/A.BE": 4})
    page = client_as(people.coordinator).get(hub)
    assert f"{hub}/punten" in page.links and page.html.count("nl-button--primary") == 1
    assert "Bespreek de punten" in page.text and "Bespreek Gezondheid" not in page.text


@pytest.mark.parametrize(
    ("who", "status"), [("participant", 403), ("reader", 403), ("administrator", 404), ("other", 404)]
)
def test_only_who_leads_the_review(session, people, client_as, who, status):
    made = make_assessment(session, people, state="agreed", agreed_at=now())
    make_participation(session, made, people.participant)
    session.commit()
    client_as(getattr(people, who)).get(f"/inventarisaties/{made.id}/bespreken", status=status)


@pytest.mark.parametrize("domains", [("geld",), EIGHT])
def test_pages_take_few_statements(session, people, client_as, domains):
    made = make_assessment(session, people, domains, state="in_review")
    joint = session.scalars(select(Participation)).one()
    make_answers(session, joint, {f"{domain}/A.BE": 2 for domain in domains})
    make_agreed(session, made, people.adviser, {f"{domain}/A.BE": 2 for domain in domains})
    hub = f"/inventarisaties/{made.id}"
    client = client_as(people.adviser)
    pages = ("bespreken", "bespreken/geld", "bespreken/geld/A.BE", "bespreken/geld/kansen", "bespreken/geld/uitleg")
    for page in (*pages, "rapport", "terugsturen", "akkoord"):
        with statements() as sent:
            client.get(f"{hub}/{page}")
        # Two of them have the points as well, and what changed or what was remarked.
        assert 0 < len(sent) <= (12 if page in ("bespreken", "bespreken/geld/A.BE", "akkoord") else 8), (
            page,
            len(sent),
        )


def test_saving_takes_few_statements(session, people, client_as):
    made = make_assessment(session, people, EIGHT, state="in_review")
    make_answers(session, session.scalars(select(Participation)).one(), {"geld/A.BL": 2, "geld/A.UI": 1})
    hub = f"/inventarisaties/{made.id}"
    client = client_as(people.adviser)
    for path, form in {
        "bespreken/geld/A.BE": {"value": "2", "reason": "Besproken.", "seen": "0"},
        "bespreken/geld/overnemen": {"reason": "Besproken."},
        "bespreken/geld/kansen": {"K1-value": "2", "K1-seen": "0", "ambition": "50", "ambition_seen": "0"},
        "bespreken/geld/A.BE/opmerking": {"text": "Mooi.", "audience": "all"},
        "terugsturen": {"domains": ["geld"], "reason": "Kijk nog eens."},
    }.items():
        with statements() as sent:
            client.post(f"{hub}/{path}", form)
        # Sending back is rare, and also notes every version and asks colleagues.
        assert 0 < len(sent) <= (12 if path == "terugsturen" else 9), (path, len(sent), sent)


def test_the_page_before_agreeing_lists_only_what_is_open(session, people, client_as):
    approved = {"state": "in_review", "approved_at": now(), "approved_by": people.adviser.id}
    made = make_assessment(session, people, ("geld", "inclusie"), **approved)
    joint = session.scalars(select(Participation)).one()
    make_answers(session, joint, {f"geld/K{number}": 2 for number in (1, 2, 3, 4)})
    asked = current("iba")
    geld = {f"geld/{question.id}": 2 for question in asked.of_kind("domain")}
    make_agreed(session, made, people.adviser, {**geld, "inclusie/A.BE": 2})
    session.execute(update(AssessmentDomain).where(AssessmentDomain.domain == "geld").values(ambition=75))
    session.commit()
    address = f"/inventarisaties/{made.id}/vaststellen"
    text = client_as(people.coordinator).get(address).text
    for words in ("Sociale inclusie en meedoen: 13", "4 kansvragen zonder antwoord en 1 domein zonder ambitie"):
        assert words in text, words
    assert "Geldzaken" not in text


def test_the_page_before_agreeing_says_that_nothing_is_open(session, people, client_as):
    made = make_complete(session, people)
    client_as(people.adviser).post(f"/inventarisaties/{made.id}/akkoord")
    text = client_as(people.coordinator).get(f"/inventarisaties/{made.id}/vaststellen").text
    assert "Er is niets meer open." in text and "zonder afspraak" not in text
