"""Adding colleagues: one by one, or from pasted lines with a preview and everything at once."""

import pytest
from sqlalchemy import func, select, update

from app.models import Assessment, AuditEntry, Participation, User
from app.web.clock import now
from tests.colleagues import make_member, parts_of
from tests.factories import make_assessment, make_user
from tests.integration.test_assessments_statements import statements

LIST = (
    "Naam\tE-mail\tFunctie\tNiveau\n"
    "Jan Jansen\tJAN@voorbeeldstad.example\tconsulent schuldhulp\t\n"
    "Pia de Vries\tpia@voorbeeldstad.example\twethouder\t\n"
    "\tmo.de.wit@voorbeeldstad.example\t\tbeleid"
)
ONE = {"name": " Jan  Jansen ", "email": "JAN@voorbeeldstad.example", "function": "consulent schuldhulp", "level": ""}


@pytest.fixture
def path(session, people):
    """The address of the people of an open assessment."""
    return f"/inventarisaties/{make_assessment(session, people).id}/deelnemers"


def participants(session):
    """Address, name, function, level and parts of every participant."""
    columns = (User.email, Participation.id, Participation.name, Participation.function, Participation.level)
    rows = session.execute(
        select(*columns)
        .join(User, User.id == Participation.user_id)
        .where(Participation.role == "participant")
        .order_by(User.email)
    ).all()
    session.rollback()
    found = {email.split("@")[0]: (*rest, parts_of(session, id_)) for email, id_, *rest in rows}
    return {name: (*rest, {(domain, level) for domain, level, _, _ in parts}) for name, (*rest, parts) in found.items()}


def test_a_list_is_shown_first_and_then_added_at_once(session, people, client_as, path):
    client = client_as(people.coordinator)
    preview = client.post(f"{path}/plakken", {"text": LIST}, status=200)
    assert preview.h1 == "Controleer de lijst"
    for words in (
        "jan@voorbeeldstad.example",
        "Geldzaken, uitvoering",
        "Geldzaken en Inclusie, bestuur",
        "(naam afgeleid",
    ):
        assert words in preview.text
    assert participants(session) == {}
    confirmed = {name: preview.fields[name] for name in ("text", "confirmed")}
    after = client.follow(client.post(f"{path}/plakken", confirmed))
    assert "3 collega’s zijn toegevoegd" in after.text
    assert participants(session) == {
        "jan": ("Jan Jansen", "consulent schuldhulp", "uitvoering", {("geld", "uitvoering")}),
        "pia": ("Pia de Vries", "wethouder", "bestuur", {("geld", "bestuur"), ("inclusie", "bestuur")}),
        "mo.de.wit": ("Mo de Wit", "", "beleid", set()),
    }
    row = session.scalars(select(AuditEntry).where(AuditEntry.action == "add_people")).one()
    assert len(row.new) == 3 and "Jan" not in str(row.new) and "@" not in str(row.new)
    invited = session.scalars(select(Participation.invited_at).where(Participation.role == "participant")).all()
    assert set(invited) == {None}


def test_confirming_twice_is_harmless(session, people, client_as, path):
    client = client_as(people.coordinator)
    for _ in range(2):
        after = client.follow(client.post(f"{path}/plakken", {"text": LIST, "confirmed": "ja"}))
    assert "staan al in je lijst" in after.text
    assert len(participants(session)) == 3
    for _ in range(2):
        client.post(f"{path}/nieuw", {**ONE, "email": "een@voorbeeldstad.example"})
    assert len(participants(session)) == 4


def test_the_list_can_be_changed_after_the_preview(session, people, client_as, path):
    page = client_as(people.coordinator).post(f"{path}/plakken", {"text": LIST, "again": "ja"}, status=200)
    assert page.fields["text"].strip() == LIST
    assert participants(session) == {}


def test_all_problems_are_named_and_nobody_is_added(session, people, client_as, path):
    client = client_as(people.coordinator)
    client.post(f"{path}/nieuw", ONE)
    text = "\n".join(
        [
            "Piet;piet@",
            "geen adres",
            "Ik;coordinator@voorbeeldstad.example",
            "Jan;jan@voorbeeldstad.example;iets anders",
            "Mo;mo@voorbeeldstad.example;adviseur;hoog",
            "Els;els@voorbeeldstad.example",
            "Els;els@voorbeeldstad.example",
        ]
    )
    page = client.post(f"{path}/plakken", {"text": text, "confirmed": "ja"}, status=422)
    assert page.fields["text"].strip() == text
    for number, words in [
        (1, "geen goed e-mailadres"),
        (2, "geen e-mailadres"),
        (3, "dit ben je zelf"),
        (4, "staat al in je lijst"),
        (5, "niveau ‘hoog’"),
        (7, "ook op regel 6"),
    ]:
        assert f"Regel {number} (" in page.text and words in page.text
    assert "Deze lijst heeft 6 problemen." in page.text
    assert list(participants(session)) == ["jan"]


@pytest.mark.parametrize("text", ["", " \n ", "x" * 20_001])
def test_a_list_that_is_empty_or_endless_is_refused(people, client_as, path, text):
    client_as(people.coordinator).post(f"{path}/plakken", {"text": text}, status=422)


def test_one_colleague_is_added_with_a_suggestion(session, people, client_as, path):
    client = client_as(people.coordinator)
    page = client.follow(client.post(f"{path}/nieuw", ONE))
    assert page.h1 == "Jan Jansen"
    assert "Jan Jansen is toegevoegd. Er is nog geen uitnodiging verstuurd." in page.text
    assert participants(session)["jan"] == (
        "Jan Jansen",
        "consulent schuldhulp",
        "uitvoering",
        {("geld", "uitvoering")},
    )


def test_the_level_that_was_chosen_counts(session, people, client_as, path):
    client_as(people.coordinator).post(f"{path}/nieuw", {**ONE, "level": "beleid"})
    assert participants(session)["jan"][2:] == ("beleid", {("geld", "beleid")})


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": " "}, "Vul de naam"),
        ({"name": "x" * 81}, "maximaal 80 tekens"),
        ({"email": ""}, "Vul het e-mailadres"),
        ({"email": "jan@"}, "naam@gemeente.nl"),
        ({"function": "x" * 81}, "maximaal 80 tekens"),
        ({"level": "hoog"}, "Kies bestuur, beleid of uitvoering."),
        ({"email": "coordinator@voorbeeldstad.example"}, "Dit ben je zelf"),
        ({"name": "Jan\u202e\x00"}, "niet kunnen opslaan"),
    ],
)
def test_one_colleague_with_something_wrong(session, people, client_as, path, wrong, words):
    page = client_as(people.coordinator).post(f"{path}/nieuw", {**ONE, **wrong}, status=422)
    assert words in page.text
    assert page.fields["function"] == wrong.get("function", ONE["function"])
    assert participants(session) == {}


def test_somebody_who_is_here_already_is_not_added_again(session, people, client_as, path):
    client = client_as(people.coordinator)
    client.post(f"{path}/nieuw", ONE)
    page = client.post(f"{path}/nieuw", {**ONE, "name": "Iemand anders"}, status=422)
    assert "staat al in je lijst met collega’s" in page.text
    assert participants(session)["jan"][0] == "Jan Jansen"


def test_the_first_coordinator_is_not_added_by_the_second(session, people, client_as, path):
    second = make_user(session, "tweede@voorbeeldstad.example", "Twee", "coordinator", people.municipality)
    session.commit()
    client = client_as(second)
    page = client.post(f"{path}/nieuw", {**ONE, "email": "coordinator@voorbeeldstad.example"}, status=422)
    assert "antwoordt bij ‘Samen invullen’" in page.text


def test_whether_an_address_is_known_elsewhere_is_not_told(session, people, client_as, path):
    client = client_as(people.coordinator)
    known = client.follow(client.post(f"{path}/nieuw", {**ONE, "email": people.other.email}))
    new = client.follow(client.post(f"{path}/nieuw", {**ONE, "email": "niemand@voorbeelddorp.example"}))
    assert people.other.name not in known.html and people.other.function not in known.html
    ours = (people.other.email, "niemand@voorbeelddorp.example")
    assert known.text.replace(ours[0], "") == new.text.replace(ours[1], "")
    session.refresh(people.other)
    assert people.other.name == "Otto Ander"
    session.rollback()


def test_who_was_withdrawn_comes_back_with_their_own_questions(session, people, client_as):
    assessment = make_assessment(session, people)
    gone = make_member(
        session, assessment, 1, "Oud", invited_at=now(), ended_at=now(), state="submitted", submitted_at=now()
    )
    session.commit()
    path = f"/inventarisaties/{assessment.id}/deelnemers"
    address = {"email": "c1@voorbeeldstad.example", "name": "Nieuw"}
    client_as(people.coordinator).post(f"{path}/nieuw", {**ONE, **address})
    session.refresh(gone)
    state = (gone.name, gone.state, gone.ended_at, gone.invited_at, gone.submitted_at)
    session.rollback()
    assert state == ("Nieuw", "started", None, None, None)
    assert participants(session)["c1"][3] == {("geld", "beleid")}


@pytest.mark.parametrize("page", ["nieuw", "plakken"])
def test_only_the_own_coordinator_adds_people(session, people, client_as, path, page):
    data = {**ONE, "text": LIST, "confirmed": "ja"}
    client_as(people.adviser).post(f"{path}/{page}", data, status=403)
    for user in (people.other, people.reader, people.participant, people.administrator):
        client_as(user).post(f"{path}/{page}", data, status=404)
    assert participants(session) == {}


@pytest.mark.parametrize("page", ["nieuw", "plakken"])
@pytest.mark.parametrize(("state", "words"), [("in_review", "De bespreking is begonnen"), ("agreed", "vastgesteld")])
def test_nobody_is_added_after_the_review_has_begun(session, people, client_as, path, page, state, words):
    session.execute(update(Assessment).values(state=state))
    session.commit()
    shown = client_as(people.coordinator).post(f"{path}/{page}", {**ONE, "text": LIST, "confirmed": "ja"}, status=409)
    assert words in shown.text and path in shown.links
    assert ("Jan Jansen" in shown.text) and participants(session) == {}


def test_adding_a_hundred_takes_as_many_statements_as_adding_two(session, people, client_as):
    client = client_as(people.coordinator)
    counts = []
    for number in (2, 100):
        path = f"/inventarisaties/{make_assessment(session, people).id}/deelnemers"
        lines = [f"P{n};p{number}.{n}@voorbeeldstad.example;wethouder" for n in range(number)]
        with statements() as sent:
            client.post(f"{path}/plakken", {"text": "\n".join(lines), "confirmed": "ja"})
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 12
    assert session.scalar(select(func.count()).select_from(Participation)) == 104
    session.rollback()
