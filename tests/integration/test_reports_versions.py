"""The versions of a report: who agreed each, why there is a next one, and what differs; from what was frozen."""

import pytest
from sqlalchemy import func, select, update

from app.models import AgreedScore, Answer, Assessment, AssessmentDomain, Participation, Report, User
from app.texts import reports as texts
from tests.factories import make_agreed, make_answers, make_assessment, make_participation
from tests.integration.test_assessments_statements import statements

ITEMS = ("A.BE", "A.BL", "A.UI", "D1.UI", "M.BE", "M.BL", "M.UI", "C.BE", "C.UI", "S.BE", "S.BL", "S.UI", "D2.UI")
WHY = "Er ontbrak een besluit."
SINGLE = "Bij nader inzien <niet>."


def make_review(session, people):
    """A review with answers of two people, chances and an agreed score; its id."""
    made = make_assessment(session, people, state="in_review")
    joint = session.scalars(select(Participation)).one()
    values = {f"{domain}/{item}": 2 for domain in ("geld", "inclusie") for item in ITEMS}
    values |= {f"{domain}/K{n}": 3 for domain in ("geld", "inclusie") for n in (1, 2, 3, 4)}
    make_answers(session, joint, values)
    other = make_participation(session, made, people.participant, level="uitvoering", function="functie van Ivo Vuller")
    make_answers(session, other, {"geld/A.BE": 0, "geld/A.BL": 1})
    make_agreed(session, made, people.adviser, {"geld/S.BE": 3})
    return made.id


@pytest.fixture
def assessment(session, people, once):
    """That review."""
    return session.get_one(Assessment, once(lambda: make_review(session, people)))


@pytest.fixture
def hub(assessment):
    """Where it is."""
    return f"/inventarisaties/{assessment.id}"


@pytest.fixture
def versions(hub):
    """Where the versions are."""
    return f"{hub}/rapport/versies"


@pytest.fixture
def agree(people, client_as, hub):
    """Approve and agree."""

    def agreed():
        client_as(people.adviser).post(f"{hub}/akkoord")
        client_as(people.coordinator).post(f"{hub}/vaststellen")

    return agreed


@pytest.fixture
def reopen(people, client_as, hub):
    """Open it again."""

    def reopened(reason=WHY):
        client_as(people.coordinator).post(f"{hub}/heropenen", {"reason": reason})

    return reopened


@pytest.fixture
def two(session, people, assessment, agree, reopen, once):
    """A second version, in which an answer, an agreed score and an ambition are others."""

    def second_version():
        agree()
        reopen()
        part = session.scalars(select(Participation).where(Participation.role == "participant")).one()
        make_answers(session, part, {"geld/A.BE": 4}, seen=1, reason=SINGLE)
        make_agreed(session, assessment, people.adviser, {"geld/S.BE": 0}, seen=1, reason="Het is <toch> niet zo.")
        session.execute(update(AssessmentDomain).where(AssessmentDomain.domain == "geld").values(ambition=100))
        session.commit()
        agree()

    once(second_version)


def assert_reads(page, *words):
    for each in words:
        assert each in page.text, (each, page.text)


def headings(page):
    return ["".join(each.itertext()) for each in page.all("h2")]


def test_both_versions_are_listed(people, client_as, hub, versions, two):
    page = client_as(people.coordinator).get(versions)
    assert [each for each in headings(page) if each.startswith("Versie")] == ["Versie 2", "Versie 1"]
    assert_reads(
        page,
        "door functie van Cora Dinator (coördinator).",
        "door functie van Ad Viseur (adviseur).",
        "heropend door functie van Cora Dinator.",
        f"Reden: {WHY}",
        "Anders dan in de versie ervoor zijn 1 afgesproken score, 1 antwoord en 1 ambitie.",
        texts.FIRST,
    )
    assert page.text.count(WHY) == 1 and "wordt gemaakt" not in page.text
    report = f"{hub}/rapport"
    wanted = [f"{report}?versie={n}" for n in (1, 2)] + [f"{report}.pdf?versie={n}" for n in (1, 2)]
    assert {*wanted, f"{versions}/2"} <= set(page.links) and f"{versions}/1" not in page.links
    for link in wanted:
        assert client_as(people.reader).ask(link).status_code == 200
    told = page.text.replace("functie van ", "functie: ")
    assert not [
        name
        for name in (people.coordinator.name, people.adviser.name)
        if told.count(name) != told.count(f"functie: {name}")
    ]


def test_what_differs_from_the_version_before(people, client_as, versions, two):
    page = client_as(people.adviser).get(f"{versions}/2")
    rows = [[cell.text for cell in row] for row in page.all("tr")]
    money = "Geldzaken, armoede en schulden"
    assert [row[1:] for row in rows if row[-1] == "Het is <toch> niet zo."] == [
        [money, "3", "0", "Het is <toch> niet zo."]
    ]
    assert [row[2:] for row in rows if row[:1] and row[1] == money and len(row) == 4] == [["0", "4"]]
    assert [money, texts.NO_AMBITION, "Verankerd (100)"] in rows
    assert [money, "Ondersteuning", "58,3 (In opbouw)", "33,3 (Los)", "−25,0"] in rows
    assert_reads(page, "1 antwoord is veranderd. Wie wat antwoordde, staat hier niet.", "Volgorde naar kans")
    assert "Ivo Vuller" not in page.html and SINGLE not in page.text


def test_a_reader_learns_how_many_answers_differ_and_nothing_else_about_them(people, client_as, versions, two):
    reader = client_as(people.reader)
    page = reader.get(f"{versions}/2")
    assert_reads(page, "1 antwoord is veranderd.", "Het is <toch> niet zo.", "Verankerd (100)", texts.NO_REASON)
    assert "Bekijk per vraag" not in page.text and not [each for each in page.all("table") if "antw" in each.get("id")]
    assert WHY not in page.html and WHY not in reader.get(versions).html


def test_the_first_version_has_nothing_to_compare_with(people, client_as, versions, two):
    page = client_as(people.reader).get(f"{versions}/1")
    assert page.h1 == "Versie 1" and texts.FIRST in page.text and not page.all("table")


def test_three_versions_each_against_the_one_before(people, client_as, versions, two, agree, reopen):
    reopen("De naam klopt niet.")
    agree()
    page = client_as(people.adviser).get(versions)
    assert [each for each in headings(page) if each.startswith("Versie")] == ["Versie 3", "Versie 2", "Versie 1"]
    assert page.text.index("De naam klopt niet.") < page.text.index("Versie 2") < page.text.index(WHY)
    third = client_as(people.adviser).get(f"{versions}/3")
    assert_reads(third, texts.NOTHING, "De naam klopt niet.")
    assert not third.all("table") and WHY not in third.text


def test_reopening_tells_that_and_why_the_next_version_is_made(
    session, people, client_as, assessment, hub, versions, agree, reopen
):
    agree()
    reopen()
    before = client_as(people.reader).get(versions).text
    make_agreed(session, assessment, people.coordinator, {"geld/A.BE": 0}, reason="Nog niet voor lezers.")
    page = client_as(people.adviser).get(versions)
    assert_reads(page, "Versie 2 wordt gemaakt", f"Reden: {WHY}", "geldt versie 1.")
    assert f"{hub}/rapport" in page.links and "Nog niet voor lezers." not in page.text
    reader = client_as(people.reader).get(versions)
    assert reader.text == before and "Versie 2 wordt gemaakt" in before and WHY not in reader.html
    assert "(voorlopig)" not in before
    client_as(people.coordinator).get(f"{versions}/2", status=404)


def test_opened_twice_for_one_version(people, client_as, versions, agree, reopen, hub):
    agree()
    reopen()
    agree()
    reopen("Eerst dit.")
    page = client_as(people.coordinator).get(versions)
    assert_reads(page, "Versie 3 wordt gemaakt", "Reden: Eerst dit.")
    assert page.text.count(WHY) == 1


def test_only_what_was_frozen_counts(session, people, client_as, versions, two, reopen):
    before = client_as(people.adviser).get(f"{versions}/2").text
    reopen("Nog eens.")
    session.execute(update(Answer).values(value="0", reason="Later"))
    session.execute(update(AgreedScore).values(value="1", reason="Later"))
    session.execute(update(AssessmentDomain).values(ambition=25))
    session.commit()
    assert client_as(people.adviser).get(f"{versions}/2").text == before


def test_an_older_report_without_adviser_or_function_or_pdf(session, people, client_as, assessment, versions, agree):
    agree()
    report = session.scalars(select(Report)).one()
    kept = {name: getattr(report, name) for name in ("assessment_id", "municipality_id", "interchange", "agreed_at")}
    session.add(Report(**kept, number=2, rules=0, agreed_by=people.coordinator.id))
    session.execute(update(User).values(function=""))
    session.commit()
    page = client_as(people.coordinator).get(versions)
    assert_reads(page, texts.WITHOUT_ADVISER, "door coördinator.", "De reden is niet bekend.", texts.NOTHING)
    assert f"/inventarisaties/{assessment.id}/rapport.pdf?versie=1" in page.links
    assert f"/inventarisaties/{assessment.id}/rapport.pdf?versie=2" not in page.links
    client_as(people.coordinator).get(f"{versions}/2")


def test_other_rules_are_said(session, people, client_as, versions, two):
    assert "Er zijn nieuwe rekenregels" not in client_as(people.reader).get(f"{versions}/2").text
    report = session.scalars(select(Report).where(Report.number == 2)).one()
    data = report.interchange.replace("Het is <toch> niet zo.", "Anders.")
    kept = {name: getattr(report, name) for name in ("assessment_id", "municipality_id", "agreed_by", "agreed_at")}
    session.add(Report(**kept, number=3, rules=0, interchange=data))
    session.commit()
    assert_reads(client_as(people.reader).get(f"{versions}/3"), "Er zijn nieuwe rekenregels", "met versie 0 van de")


def test_what_is_not_there(people, client_as, versions, two):
    for number in ("0", "3", "-1", "x", "1e1"):
        client_as(people.coordinator).get(f"{versions}/{number}", status=404)


def test_who_may_see_them(session, people, client_as, versions, agree):
    expected = {"participant": (403, 403), "reader": (404, 200), "administrator": (404, 404), "other": (404, 404)}
    expected |= {"coordinator": (200, 200), "adviser": (200, 200)}
    clients = {who: client_as(getattr(people, who)) for who in expected}
    for who, (before, _) in expected.items():
        clients[who].get(versions, status=before)
        clients[who].get(f"{versions}/1", status=404 if before == 200 else before)
    assert "Er is nog geen vastgestelde versie" in clients["coordinator"].get(versions).text
    agree()
    for who, (_, after) in expected.items():
        clients[who].get(versions, status=after)
        clients[who].get(f"{versions}/1", status=after)


def test_a_coordinator_who_answers_blind_sees_that_there_is_no_version(session, people, client_as, versions):
    session.execute(update(Assessment).values(state="open"))
    session.commit()
    assert "Er is nog geen vastgestelde versie" in client_as(people.coordinator).get(versions).text


def test_pages_lead_to_them(people, client_as, hub, versions, two):
    for who, page in (("reader", "/rapport"), ("coordinator", "/rapport?versie=1"), ("adviser", "/vaststellen/klaar")):
        assert versions in client_as(getattr(people, who)).get(hub + page).links


def test_statements_do_not_grow_with_the_versions(session, people, client_as, versions, two, agree, reopen):
    coordinator, counts = client_as(people.coordinator), []
    for _ in range(2):
        for page in (versions, f"{versions}/2"):
            with statements() as sent:
                coordinator.get(page)
            counts.append(len(sent))
        reopen()
        agree()
    assert session.scalar(select(func.count()).select_from(Report)) == 4
    assert counts[:2] == counts[2:] and max(counts) <= 7, counts
