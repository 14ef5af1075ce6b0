"""The step before the review: who is not done, waiting or starting, and no way around it."""

import ast
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.models import Assessment, AuditEntry, Participation
from app.state.last_day import proposed_last_day
from app.web.clock import now, today
from app.web.formatting import day_and_date
from app.web.forms import typed_day
from questionnaires.catalogue import current
from tests.colleagues import form as invite_form
from tests.colleagues import mails, make_member, participation_id
from tests.factories import make_answers, make_assessment
from tests.guards.sources import ROOT, python_files
from tests.integration.test_assessments_statements import statements

LAST = today() + timedelta(days=8)
BUSY = {"invited_at": now() - timedelta(days=4)}
DONE = {**BUSY, "state": "submitted", "submitted_at": now()}
THEIRS = sum(question.level == "uitvoering" for question in current("iba").of_kind("domain"))
"""How many questions Noor has."""


@pytest.fixture
def assessment(session, people):
    """An open assessment about one domain with a last day to come, of which the coordinator answers nothing else."""
    return make_assessment(session, people, ("geld", "inclusie"), deadline=LAST, deadline_changes=1)


@pytest.fixture
def hub(assessment):
    """The address of the inventory."""
    return f"/inventarisaties/{assessment.id}"


@pytest.fixture
def start(hub):
    """The address of the page."""
    return f"{hub}/bespreking-starten"


@pytest.fixture
def team(session, assessment):
    """Joris is on his way, Noor has not begun, Fatima is done."""
    people = {
        "joris": make_member(session, assessment, 1, "Joris Bos", **BUSY, state="started"),
        "noor": make_member(session, assessment, 2, "Noor Vos", (("inclusie", "uitvoering"),), **BUSY),
        "fatima": make_member(session, assessment, 3, "Fatima Das", **DONE),
    }
    make_answers(session, people["joris"], {"geld/A.BL": 2})
    session.commit()
    return people


def state_of(session):
    session.expire_all()
    found = session.scalars(select(Assessment.state)).one()
    session.rollback()
    return found


def chosen(page):
    return [
        one.get("value") for one in page.all("input") if one.get("name") == "choice" and one.get("checked") is not None
    ]


def offered(page):
    return [one.get("value") for one in page.all("input") if one.get("name") == "choice"]


def test_it_says_who_is_not_done_what_was_promised_and_who_gets_a_mail(session, people, client_as, start, team):
    adviser = people.adviser.name
    session.rollback()
    page = client_as(people.coordinator).get(start)
    assert page.h1 == "Wil je de bespreking starten?"
    for words in (
        "2 van je 3 collega’s zijn niet klaar.",
        "Joris Bos beleidsmedewerker1 van 4 vragen",
        f"0 van {THEIRS} vragen",
        f"Beloofd: antwoorden kan tot en met {day_and_date(LAST)}. Nog 8 dagen.",
        f"Op {day_and_date(LAST + timedelta(days=1))} mailen we jou.",
    ):
        assert words in page.text, words
    for words in ("Joris Bos en Noor Vos, niet klaar", "Fatima Das, klaar", "De adviseur"):
        assert words in page.html, words
    assert adviser not in page.html
    assert "Fatima" not in page.text.split("Wat wil je doen?")[0]
    assert (chosen(page), offered(page)) == (["remind"], ["remind", "wait", "start"])


def test_who_is_the_only_one_asked_is_said(session, people, client_as, start, team):
    client = client_as(people.coordinator)
    assert "als enige" not in client.get(start).text
    session.execute(update(Participation).where(Participation.role == "coordinator").values(everything=False))
    session.commit()
    page = client.get(start)
    assert f"heeft als enige {THEIRS} vragen over Inclusie" in page.text
    # Three of the four are asked of Fatima too; that one is answered.
    assert page.text.count("als enige") == 1
    # What Fatima was asked and nobody answered, is of nobody here who is not done.
    assert f"{3 + THEIRS} vragen blijven zonder antwoord" in page.text


def test_reminding_and_waiting_is_what_we_propose(session, people, client_as, hub, start, team):
    client = client_as(people.coordinator)
    shown = client.get(start)
    response = client.post(start, {"choice": "remind", "seen": shown.fields["seen"]})
    assert "We sturen de herinnering naar 2 collega’s." in client.follow(response).text
    assert [(mail.kind, mail.recipient[:2]) for mail in mails(session)] == [("reminder", "c1"), ("reminder", "c2")]
    assert state_of(session) == "open"
    # Who was reminded today gets no second one: it is not offered, and a second click sends nothing.
    assert offered(client.get(start)) == ["wait", "start"]
    client.post(start, {"choice": "remind", "seen": shown.fields["seen"]})
    assert len(mails(session)) == 2


def test_waiting_sends_nothing(session, people, client_as, start, team):
    client = client_as(people.coordinator)
    page = client.follow(client.post(start, {"choice": "wait", "seen": client.get(start).fields["seen"]}))
    assert f"Je wacht tot en met {day_and_date(LAST)}." in page.text
    assert (mails(session), state_of(session)) == ([], "open")


def test_after_the_last_day_moving_it_is_what_we_propose(session, people, client_as, start, team):
    session.execute(update(Assessment).values(deadline=today() - timedelta(days=1)))
    session.commit()
    client = client_as(people.coordinator)
    page = client.get(start)
    assert (chosen(page), offered(page)) == (["move"], ["move", "start"])
    assert page.fields["deadline"] == typed_day(proposed_last_day(today()))
    refused = client.post(start, {"choice": "move", "deadline": "gisteren", "seen": page.fields["seen"]}, status=422)
    assert "Dit is geen datum" in refused.text and refused.fields["deadline"] == "gisteren"
    day = today() + timedelta(days=5)
    for _ in range(2):
        client.post(start, {"choice": "move", "deadline": typed_day(day), "seen": page.fields["seen"]})
    session.expire_all()
    assert session.scalars(select(Assessment.deadline)).one() == day
    assert [mail.kind for mail in mails(session)] == ["deadline", "deadline"]


def test_starting_tells_who_was_busy_who_was_done_and_the_adviser(session, people, client_as, hub, start, team):
    adviser, coordinator = people.adviser.email[:2], people.coordinator.email
    session.rollback()
    client = client_as(people.coordinator)
    response = client.post(start, {"choice": "start", "seen": client.get(start).fields["seen"]})
    assert response.headers["Location"] == f"{hub}/bespreken"
    assert state_of(session) == "in_review"
    told = {mail.recipient[:2]: mail for mail in mails(session)}
    kinds = {key: mail.kind for key, mail in told.items()}
    assert kinds == {"c1": "closed", "c2": "closed", "c3": "thanks", adviser: "review_begun"}
    assert f"eerder dan {day_and_date(LAST)}" in told["c1"].text
    assert "Je had 1 vraag beantwoord. Wat je antwoordde, is opgeslagen en telt mee." in told["c1"].text
    assert "beantwoord. Wat" not in told["c2"].text and told["c2"].reply_to == coordinator
    assert "2 collega’s waren nog niet klaar" in told[adviser].text
    # A second click asks for what is so already.
    client.post(start, {"choice": "start", "seen": "None"})
    assert client.ask(start).headers["Location"] == f"{hub}/bespreken"
    assert len(mails(session)) == 4
    rows = session.scalars(select(AuditEntry.action).where(AuditEntry.action == "start_review")).all()
    session.rollback()
    assert len(rows) == 1


def test_when_nobody_is_waited_for_it_is_one_sentence_and_the_button(session, people, client_as, hub, start, team):
    session.execute(update(Participation).where(Participation.role == "participant").values(**DONE))
    session.commit()
    page = client_as(people.coordinator).get(start)
    assert "Daarna kan niemand nog antwoorden. Al je collega’s zijn klaar." in page.text
    assert "Wat wil je doen?" not in page.text and "Beloofd" not in page.text and offered(page) == ["start"]
    client_as(people.coordinator).post(start)
    assert state_of(session) == "in_review"


def answers(session, team, assessment):
    team["noor"].state = "started"
    make_answers(session, team["noor"], {"inclusie/A.UI": 3})
    return "Noor Vos is begonnen, en heeft nu 1 vraag beantwoord."


def hands_in(session, team, assessment):
    team["joris"].state = "submitted"
    return "Joris Bos is klaar, of doet niet meer mee."


def is_added(session, team, assessment):
    make_member(session, assessment, 4, "Bram Mol")
    return "Bram Mol is toegevoegd, en is nog niet uitgenodigd."


def is_invited(session, team, assessment):
    make_member(session, assessment, 4, "Bram Mol", **BUSY)
    return "Bram Mol doet nu mee, en is nog niet klaar."


def moves_day(session, team, assessment):
    assessment.deadline = LAST + timedelta(days=2)
    return f"De laatste dag is nu {day_and_date(LAST + timedelta(days=2))}."


@pytest.mark.parametrize("meanwhile", [answers, hands_in, is_added, is_invited, moves_day])
def test_what_changed_meanwhile_brings_the_page_back(session, people, client_as, assessment, start, team, meanwhile):
    client = client_as(people.coordinator)
    seen = client.get(start).fields["seen"]
    told = meanwhile(session, team, assessment)
    session.commit()
    page = client.post(start, {"choice": "start", "seen": seen}, status=409)
    assert told in page.text and chosen(page) == ["start"]
    assert (mails(session), state_of(session)) == ([], "open")
    client.post(start, {"choice": "start", "seen": page.fields["seen"]})
    assert state_of(session) == "in_review"


def test_what_was_on_no_page_starts_nothing(session, people, client_as, start, team):
    client = client_as(people.coordinator)
    for data, status in (
        ({}, 422),
        ({"choice": "anders"}, 422),
        ({"choice": "start"}, 409),
        ({"choice": "start", "seen": ""}, 409),
        ({"choice": "start", "seen": "None"}, 409),
        ({"choice": "start", "seen": "x:1 y:2 :"}, 409),
    ):
        page = client.post(start, data, status=status)
        assert page.h1 == "Wil je de bespreking starten?"
        assert "Kies wat je wilt doen." in page.text if status == 422 else "er is nog niets gestart" in page.text
    assert (mails(session), state_of(session)) == ([], "open")


def test_who_was_not_invited_is_named(session, people, client_as, assessment, start, hub):
    make_member(session, assessment, 4, "Bram Mol")
    session.commit()
    page = client_as(people.coordinator).get(start)
    assert "Nog niet uitgenodigd: Bram Mol." in page.text and f"{hub}/deelnemers/uitnodigen" in page.links


def test_others_cannot(session, people, client_as, start, team):
    for person, status in ((people.adviser, 403), (people.reader, 404), (people.other, 404)):
        client_as(person).get(start, status=status)
        client_as(person).post(start, {"choice": "start", "seen": "None"}, status=status)
    assert state_of(session) == "open"


def test_the_page_costs_the_same_for_one_as_for_many(session, people, client_as, assessment, start):
    client, counts = client_as(people.coordinator), []
    for number in range(9):
        make_member(session, assessment, number, f"Collega {number}", **BUSY)
        session.commit()
        with statements() as sent:
            page = client.get(start)
        counts.append(len(sent))
    assert len(set(counts)) == 1 and counts[0] <= 8, counts
    # More than six fold.
    assert "Nog 3 niet klaar" in page.text


def begins_review(node):
    """Whether this is a call of `start_review`, or writes a state: the one after an action, or that of a review."""
    if isinstance(node, ast.Call):
        return getattr(node.func, "id", getattr(node.func, "attr", "")) == "start_review"
    if isinstance(node, ast.keyword):
        return node.arg == "state" and ast.unparse(node.value) in ("'in_review'", "State.IN_REVIEW")
    written = ast.unparse(node.value) if isinstance(node, ast.Assign | ast.AnnAssign) and node.value else ""
    return "AFTER[" in written or written in ("'in_review'", "State.IN_REVIEW")


def starts_review():
    """The functions in which a review begins."""
    return {
        (str(path.relative_to(ROOT)), function.name)
        for path in python_files("app")
        for function in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(function, ast.FunctionDef) and any(begins_review(node) for node in ast.walk(function))
    }


def test_nothing_else_in_the_code_begins_a_review():
    assert {place for place in starts_review() if not place[0].startswith("app/example/")} == {
        ("app/participants/starting_review.py", "start_review"),
        ("app/participants/starting_review.py", "close_answers"),
        ("app/reviews/transitions.py", "agree"),
        ("app/reviews/transitions.py", "reopen"),
    }


def test_no_address_begins_a_review_but_this_page(app, session, people, client_as, assessment, hub, start, team):
    """Every address to which something can be sent about a round is tried with whatever could start its review."""
    client, tried = client_as(people.coordinator), 0
    told = {"choice": "start", "state": "in_review", "action": "start_review", "confirmed": "1", "seen": "0"}
    for rule in app.url_map.iter_rules():
        methods = rule.methods & {"POST", "PUT", "PATCH", "DELETE"}
        if not methods or rule.arguments - {"assessment_id", "domain", "question_id", "participation_id", "form"}:
            continue
        parts = {"assessment_id": participation_id(assessment), "domain": "geld", "question_id": "A.BE"}
        parts["participation_id"] = participation_id(team["joris"])
        values = {name: parts.get(name, "pdf") for name in rule.arguments}
        with app.test_request_context():
            built = app.url_map.bind("").build(rule.endpoint, values)
        if rule.endpoint.startswith("accounts."):
            # About who signs in and out, not about a round.
            continue
        for method in methods:
            client.ask(built, method=method, data={"csrf_token": client.token, **told})
            tried += 1
        assert state_of(session) == "open", (rule.endpoint, built)
    assert tried > 40
    client.post(start, {"choice": "start", "seen": client.get(start).fields["seen"]})
    assert state_of(session) == "in_review"


def test_no_page_has_another_form_that_begins_it(people, client_as, hub, start, team):
    client = client_as(people.coordinator)
    client.post(f"{hub}/controle")
    ways = 0
    for path in ("/", "/inventarisaties", hub, f"{hub}/controle", f"{hub}/controle/klaar", f"{hub}/deelnemers"):
        page = client.get(path)
        assert not [one for one in page.all("form") if "bespreking-starten" in (one.get("action") or "")]
        ways += start in page.links
    assert ways >= 4


def test_an_invitation_meanwhile_is_not_lost(session, people, client_as, assessment, hub, start, team):
    client = client_as(people.coordinator)
    made = make_member(session, assessment, 4, "Bram Mol")
    session.commit()
    seen = client.get(start).fields["seen"]
    client.post(f"{hub}/deelnemers/uitnodigen", invite_form([made]))
    assert "Bram Mol is uitgenodigd." in client.post(start, {"choice": "start", "seen": seen}, status=409).text
