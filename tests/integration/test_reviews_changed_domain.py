"""The page on which people say of all agreed scores of a domain that differ whether something really changed."""

import pytest
from sqlalchemy import select

from app.models import AgreedScore
from tests.factories import make_agreed, make_answers
from tests.rounds import joint_of, make_agreed_long_ago, make_evaluation

WHAT = "Er is nu een plan met het taalhuis."


@pytest.fixture
def assessment(session, people):
    """A second round in review with three agreed scores about one domain, of which two are other ones than then."""
    made = make_evaluation(session, people, make_agreed_long_ago(session, people), "in_review")
    make_agreed(session, made, people.coordinator, {"geld/A.BE": 3, "geld/A.BL": 0, "geld/A.UI": 1, "inclusie/A.BE": 4})
    return made


@pytest.fixture
def address(assessment):
    """The page of that domain."""
    return f"/inventarisaties/{assessment.id}/bespreken/geld/veranderd"


@pytest.fixture
def said(session, assessment):
    """What is said with the agreed scores, by question."""

    def read():
        columns = (AgreedScore.changed, AgreedScore.changed_what, AgreedScore.version)
        query = select(AgreedScore.item, *columns).where(AgreedScore.assessment_id == assessment.id)
        found = {row[0]: tuple(row[1:]) for row in session.execute(query)}
        session.rollback()
        return found

    return read


def form(seen=("1", "1"), **typed):
    """What the page sends: nothing chosen, but for what is typed about a question, as `A_BE_changed`."""
    empty = ("changed_what", "evidence_kind", "evidence_note", "evidence_link")
    sent = {f"{key}-{name}": "" for key in ("A.BE", "A.BL") for name in empty}
    sent |= {"A.BE-seen": seen[0], "A.BL-seen": seen[1]}
    return sent | {f"{name[0]}.{name[2:4]}-{name[5:]}": value for name, value in typed.items()}


def test_shows_all_that_differ_and_saves_what_is_said(people, client_as, address, said):
    client = client_as(people.adviser)
    domain = client.get(address.removesuffix("/veranderd"))
    assert "Bij 2 vragen is de afgesproken score anders dan toen." in domain.text
    assert "Daarbij is nog niet gezegd" in domain.text and address in domain.links
    page = client.get(address)
    for words in (
        "naast Nulmeting",
        "Aandacht – bestuur",
        "Plannen – beleid",
        "Hierna nog 1 vraag bij",
    ):
        assert words in page.text, words
    assert {"A.BE-seen", "A.BL-seen"} <= set(page.fields) and "A.UI-seen" not in page.fields
    response = client.post(address, form(A_BE_changed="yes", A_BE_changed_what=WHAT, A_BE_evidence_kind="figures"))
    assert response.headers["Location"].endswith("/bespreken/inclusie/veranderd")
    page = client.follow(response)
    assert "Opgeslagen bij 1 vraag" in page.text
    page = client.get(address.removesuffix("/veranderd"))
    assert "Bij 1 daarvan is nog niet gezegd" in page.text
    assert said()["geld/A.BE"] == ("yes", WHAT, 2) and said()["geld/A.BL"] == (None, None, 1)
    page = client.get(address)
    assert (page.fields["A.BE-changed"], page.fields["A.BE-evidence_kind"]) == ("yes", "figures")
    # The same again, and something about the other one.
    client.post(address, form(("1", "1"), A_BE_changed="yes", A_BE_changed_what=WHAT, A_BE_evidence_kind="figures"))
    assert said()["geld/A.BE"][2] == 2
    client.post(address, {**form(("2", "1"), A_BL_changed="no"), **changed_as_it_is(page)})
    assert said() == {
        "geld/A.BE": ("yes", WHAT, 2),
        "geld/A.BL": ("no", None, 2),
        "geld/A.UI": (None, None, 1),
        "inclusie/A.BE": (None, None, 1),
    }
    assert "Jullie hebben daarbij gezegd" in client.get(address.removesuffix("/veranderd")).text


def test_goes_along_the_domains_where_something_is_unsaid_and_then_back(
    session, people, client_as, assessment, address, said
):
    make_agreed(session, assessment, people.coordinator, {"algemeen/G01": 3})
    client, overview = client_as(people.adviser), address.removesuffix("/geld/veranderd")
    page = client.get(overview)
    assert "Bij 3 vragen is nog niet gezegd" in page.text and "‘nog niet te zeggen’" in page.text
    assert f"{overview}/algemeen/veranderd" not in page.links
    other = address.replace("geld", "inclusie")
    page = client.get(other)
    assert "Hierna nog 2 vragen bij Geldzaken" in page.text and "Opslaan en verder" in page.text
    response = client.post(other, {"A.BE-changed": "unknown", "A.BE-seen": "1"})
    assert response.headers["Location"] == address
    assert said()["inclusie/A.BE"] == ("unknown", None, 2)
    page = client.get(address)
    assert "Hierna" not in page.text
    response = client.post(address, form(A_BE_changed="no"))
    assert response.headers["Location"] == overview
    assert "Bij 1 vraag is nog niet gezegd" in client.follow(response).text
    page = client.get(address)
    assert "Hier zeiden jullie het al: 1 vraag" in page.text and page.fields["A.BE-changed"] == "no"
    client.post(address, {**form(("2", "1"), A_BL_changed="unknown"), **changed_as_it_is(page)})
    assert said()["geld/A.BL"] == ("unknown", None, 2)
    # That nobody knows was said: it is asked no more, and stays to be seen.
    assert "nog niet gezegd" not in client.get(overview).text
    page = client.get(address)
    assert page.fields["A.BL-changed"] == "unknown" and "Hier zeiden jullie het al: 2 vragen" in page.text
    # The general questions are in no comparison: nobody has to come there, but it can be said.
    general = address.replace("geld", "algemeen")
    response = client.post(general, {"G01-changed": "no", "G01-seen": "1"})
    assert response.headers["Location"] == overview and said()["algemeen/G01"] == ("no", None, 2)


def test_what_colleagues_say_stands_with_the_question(session, people, client_as, assessment, address):
    make_answers(session, joint_of(session, assessment), {"geld/A.BE": 3}, changed="unknown")
    page = client_as(people.adviser).get(address)
    assert "De vraag, en 1 collega" in page.text
    assert "ik weet niet of er werkelijk iets veranderde." in page.text


def changed_as_it_is(page):
    return {name: value for name, value in page.fields.items() if name.startswith("A.BE-")}


def test_after_taking_over_only_what_answers_say_is_said(session, people, client_as, assessment, address, said):
    given = {"geld/S.BE": 3, "geld/S.BL": 2, "geld/S.UI": 1}
    make_answers(session, joint_of(session, assessment), given, changed="no")
    make_answers(session, joint_of(session, assessment), {"geld/C.BE": 3})
    client = client_as(people.coordinator)
    page = client.follow(client.post(address.replace("veranderd", "overnemen"), {"reason": "Zo is het."}))
    assert "Bij 5 vragen is de afgesproken score anders" in page.text and "Bij 3 daarvan is nog niet" in page.text
    found = said()
    assert [found[f"geld/{key}"][0] for key in ("S.BE", "S.BL", "S.UI", "C.BE")] == ["no", "no", None, None]


def test_says_what_is_wrong_and_keeps_all_that_was_typed(people, client_as, address, said):
    typed = form(A_BE_changed="yes", A_BL_changed="no", A_BL_evidence_note="Bladzijde 3")
    page = client_as(people.adviser).post(address, typed, status=422)
    assert page.title.startswith("Fout: ")
    assert "Schrijf op wat er is veranderd." in page.text and "Kies wat voor bewijs" in page.text
    assert (page.fields["A.BE-changed"], page.fields["A.BL-changed"]) == ("yes", "no")
    assert page.fields["A.BL-evidence_note"] == "Bladzijde 3"
    assert said()["geld/A.BL"] == (None, None, 1)


def test_two_people_at_once_about_one_question(people, client_as, address, said):
    client_as(people.coordinator).post(address, form(A_BE_changed="no", A_BL_changed="no"))
    adviser = client_as(people.adviser)
    typed = form(A_BE_changed="yes", A_BE_changed_what=WHAT)
    page = adviser.post(address, typed, status=409)
    assert page.title.startswith("Fout: ")
    for words in ("Nu opgeslagen", "Nee, we kijken er nu anders naar.", "Jij typte", WHAT):
        assert words in page.text, words
    assert said()["geld/A.BE"] == ("no", None, 2)
    # About the other one the adviser typed nothing: what the coordinator saved stands there now.
    assert (page.fields["A.BE-changed"], page.fields["A.BL-changed"]) == ("yes", "no")
    assert (page.fields["A.BE-seen"], page.fields["A.BL-seen"]) == ("2", "2")
    adviser.post(address, dict(page.fields))
    assert said()["geld/A.BE"] == ("yes", WHAT, 3) and said()["geld/A.BL"] == ("no", None, 2)


def test_two_people_at_once_about_two_questions_are_not_in_each_others_way(people, client_as, address, said):
    client_as(people.coordinator).post(address, form(A_BL_changed="no"))
    client_as(people.adviser).post(address, form(A_BE_changed="yes", A_BE_changed_what=WHAT))
    assert said()["geld/A.BE"] == ("yes", WHAT, 2) and said()["geld/A.BL"] == ("no", None, 2)


def test_what_was_typed_about_a_score_that_no_longer_differs_is_shown(
    session, people, client_as, assessment, address, said
):
    make_agreed(session, assessment, people.coordinator, {"geld/A.BE": 1}, seen=1)
    adviser = client_as(people.adviser)
    page = adviser.post(address, form(A_BE_changed="yes", A_BE_changed_what=WHAT, A_BL_changed="no"), status=409)
    assert "Niet opgeslagen" in page.text and WHAT in page.text
    assert page.fields["A.BL-changed"] == "no" and "A.BE-seen" not in page.fields
    assert said()["geld/A.BL"] == (None, None, 1)
    adviser.post(address, dict(page.fields))
    assert said()["geld/A.BL"] == ("no", None, 2)
    # Who typed nothing about it is not bothered.
    make_agreed(session, assessment, people.coordinator, {"geld/A.BL": 1}, seen=2)
    adviser.post(address, form(("2", "3")))


def test_a_domain_without_a_difference(people, client_as, assessment, address):
    page = client_as(people.adviser).get(address.replace("geld", "algemeen"))
    assert "Er is geen verschil met toen" in page.text


def test_the_general_questions_are_about_no_domain(session, people, client_as, assessment, address):
    make_agreed(session, assessment, people.adviser, {"algemeen/G01": 3})
    text = client_as(people.adviser).get(address.replace("geld", "algemeen/G01")).text
    assert "nog geen verbeteractie over de hele gemeente" in text and "over dit domein" not in text


def test_before_agreeing_it_is_said_how_many_are_unsaid(session, people, client_as, assessment, address):
    hub = f"/inventarisaties/{assessment.id}"
    counts = "telt zo’n verschil niet mee"
    words = ("Bij 3 vragen is nog niet gezegd", "Geldzaken, armoede en schulden: 2", counts)
    page = client_as(people.adviser).get(f"{hub}/bespreken")
    assert not [one for one in words if one not in page.text] and address in page.links
    client_as(people.adviser).post(f"{hub}/akkoord")
    page = client_as(people.coordinator).get(f"{hub}/vaststellen")
    words = (
        "3 scores anders dan toen, en nog niet gezegd",
        "Geldzaken, armoede en schulden: 2",
        counts,
        "‘nog niet te zeggen’",
    )
    assert not [one for one in words if one not in page.text] and address in page.links
    client_as(people.coordinator).post(f"{hub}/vaststellen")
    assert "nog niet gezegd" not in client_as(people.coordinator).get(f"{hub}/bespreken").text
