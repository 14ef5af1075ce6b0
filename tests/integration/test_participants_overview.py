"""The team: who has what, how far they are, which cells have nobody, how many answers there are, what to do next."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.models import Assessment, Participation, ParticipationPart, Proposal
from app.state.asked import parts_of
from app.web.clock import now, today
from app.web.formatting import HERE, short_date
from tests.colleagues import give_up, mails, make_member
from tests.factories import make_answers, make_assessment

INVITED = {"invited_at": now() - timedelta(days=2)}
DONE = {**INVITED, "state": "submitted", "submitted_at": now() - timedelta(days=1)}


@pytest.fixture
def assessment(session, people):
    """An open assessment about one domain."""
    return make_assessment(session, people, ("geld", "inclusie"))


@pytest.fixture
def page(session, people, client_as, assessment):
    """The page as the coordinator sees it now."""
    path = f"/inventarisaties/{assessment.id}/deelnemers"

    def look():
        session.commit()
        return client_as(people.coordinator).get(path)

    return look


def said(element):
    """What is read of an element, white space folded."""
    return " ".join("".join(element.itertext()).split())


def step(shown):
    """What is said about the next step, and the buttons for what can be done now, the first one first."""
    line = [said(one) for one in shown.all("p") if one.get("class") == "step-line"]
    buttons = [said(one) for one in shown.all("a") if "nl-button" in (one.get("class") or "")]
    return (line[0] if line else "", *buttons)


def lines(shown):
    """Every line of the lists of people."""
    return [said(one) for list_ in shown.all("ul") if list_.get("class") == "roster" for one in list_.iter("li")]


def narrow(session, *cells):
    """Let the joint part be these cells only."""
    joint = session.scalars(select(Participation).where(Participation.role == "coordinator")).one()
    joint.everything = False
    shared = {"participation_id": joint.id, "municipality_id": joint.municipality_id}
    session.add_all(ParticipationPart(**shared, domain=domain, level=level) for domain, level in cells)


def cell(shown, row, column):
    """What stands in the table of who answers what."""
    table = next(one for one in shown.all("table") if one.get("id") == "verdeeld")
    rows = [[said(one) for one in tr] for tr in table.iter("tr")]
    return next(line for line in rows if line[0].startswith(row))[column]


def test_at_first_it_explains_itself(page):
    shown = page()
    assert shown.h1 == "Nog geen collega’s"
    assert step(shown) == (
        "Elke collega krijgt een mail met een link, en beantwoordt alleen de eigen vragen. "
        "Voeg hieronder collega’s toe: er gaat nog geen mail weg.",
    )
    assert "Er is nog geen laatste dag." in shown.text and "Bedank" not in shown.text
    assert lines(shown) == ["Samen invullenaan 1 scherm Alles40 vragen Niet begonnen"]
    assert "text" in shown.fields and "Bekijk de lijst" in shown.text


def test_the_next_step_follows_what_is_the_case(session, assessment, page):
    anna = make_member(session, assessment, 1, "Anna Bakker", ())
    assert step(page()) == ("Anna Bakker heeft nog geen vragen.", "Verdeel de vragen")
    anna.ended_at = now()
    bo = make_member(session, assessment, 2, "Bo Visser")
    assert step(page()) == ("De vragen zijn verdeeld. Nodig je collega’s uit.", "Nodig 1 collega uit")
    make_member(session, assessment, 3, "Cas Smit")
    assert step(page())[1:] == ("Nodig 2 collega’s uit",)
    session.execute(update(Participation).where(Participation.role == "participant").values(**INVITED))
    assert step(page()) == (
        "Je collega’s zijn bezig. Er is nog geen laatste dag.",
        "Spreek een laatste dag af",
        "Herinner 2 collega’s",
    )
    session.execute(update(Assessment).values(deadline=today() + timedelta(days=10)))
    shown = page()
    assert shown.h1 == "Geen van de 2 collega’s is klaar, nog 10 dagen"
    assert step(shown) == ("", "Herinner 2 collega’s")
    session.execute(update(Participation).where(Participation.role == "participant").values(reminded_at=now()))
    assert step(page()) == ("Je hoeft nu niets te doen.",)
    session.execute(update(Participation).where(Participation.id == bo.id).values(**DONE))
    session.execute(update(Assessment).values(deadline=today() - timedelta(days=1)))
    shown = page()
    assert shown.h1 == "1 van de 2 collega’s is klaar, de laatste dag is voorbij"
    assert step(shown) == (
        "De laatste dag is voorbij en er is 1 collega nog niet klaar. Verzet de laatste dag, of start de bespreking.",
        "Verzet de laatste dag",
    )
    session.execute(update(Participation).where(Participation.role == "participant").values(**DONE))
    assert step(page())[1:] == ("Start de bespreking",)
    session.execute(update(Assessment).values(state="in_review"))
    shown = page()
    assert shown.h1 == "Alle 2 collega’s waren klaar" and step(shown)[1:] == ("Ga naar de bespreking",)
    session.execute(update(Assessment).values(state="agreed"))
    assert step(page())[1:] == ("Bekijk het rapport",)


def test_mails_are_offered_when_there_is_somebody_to_get_them(session, assessment, page):
    wanted = {"herinneren": "/herinneren", "uitnodigen": "/uitnodigen", "bedanken": "/bedanken"}

    def offered():
        links = page().links
        return {name for name, ending in wanted.items() if any(link.endswith(ending) for link in links)}

    assert offered() == set()
    anna = make_member(session, assessment, 1, "Anna Bakker")
    session.execute(update(Assessment).values(deadline=today() + timedelta(days=10)))
    assert offered() == {"uitnodigen"}
    anna.invited_at = INVITED["invited_at"]
    assert offered() == {"herinneren"}
    make_member(session, assessment, 2, "Bo Visser")
    assert offered() == {"herinneren", "uitnodigen"}
    session.execute(update(Participation).where(Participation.id == anna.id).values(**DONE))
    assert offered() == {"uitnodigen", "bedanken"} and "Anna is klaar." in page().text
    anna.thanked_at = now()
    assert offered() == {"uitnodigen"}


def test_it_says_when_a_reminder_goes_out_by_itself(session, page):
    day = today() + timedelta(days=10)
    session.execute(update(Assessment).values(deadline=day, reminder_days=3))
    assert "gaat er vanzelf een herinnering" in page().text
    for changed in ({"reminder_days": None}, {"reminder_days": 3, "reminded_for": day}):
        session.execute(update(Assessment).values(**changed))
        assert "vanzelf" not in page().text


def test_the_last_day_says_how_long_it_takes(session, page):
    for days, words in [(10, "nog 10 dagen"), (1, "morgen"), (0, "vandaag"), (-1, "gisteren"), (-3, "3 dagen geleden")]:
        session.execute(update(Assessment).values(deadline=today() + timedelta(days=days)))
        assert words in page().text


def test_everybody_stands_there_with_how_far_they_are(session, assessment, page):
    make_member(session, assessment, 1, "Nia Niet", level="beleid")
    make_member(session, assessment, 2, "Ugo Uit", **INVITED, level=None)
    bo = make_member(session, assessment, 3, "Bo Bezig", **INVITED, state="started", reminded_at=now())
    make_answers(session, bo, {"geld/A.BL": 2, "inclusie/A.BL": 2})
    make_member(session, assessment, 4, "Kai Klaar", **DONE)
    make_member(session, assessment, 5, "Weg Weg", **INVITED, ended_at=now())
    shown = page()
    today_here, invited, done = (
        short_date(moment.astimezone(HERE).date()) for moment in (now(), INVITED["invited_at"], DONE["submitted_at"])
    )
    given = "beleidsmedewerker Geldzaken: beleid4 vragen"
    assert lines(shown) == [
        f"Ugo Uit{given} Niet begonnenmail op {invited}",
        f"Bo Bezig{given} 1 van 4herinnerd op {today_here}",
        f"Nia Niet{given} Nog geen mailsinds {today_here}",
        f"Kai Klaar{given} Klaar{done}",
        "Samen invullenaan 1 scherm Alles40 vragen Niet begonnen",
        f"Weg Weg{given} Doet niet meer meesinds {today_here}",
    ]
    assert "1 collega doet niet meer mee" in shown.text
    # What an address is called elsewhere is nobody's business here.
    assert "Elders" not in shown.html


def test_what_somebody_has_names_domains_with_the_same_levels_together(session, assessment, page):
    levels = ("bestuur", "beleid")
    make_member(session, assessment, 1, "Anna Bakker", [(one, two) for one in ("geld", "inclusie") for two in levels])
    make_member(session, assessment, 2, "Bo Visser", (("geld", "beleid"), ("inclusie", "uitvoering"), ("algemeen", "")))
    text = page().text
    assert "Geldzaken, Inclusie: bestuur, beleid" in text
    assert "Geldzaken: beleid; Inclusie: uitvoering; Algemene vragen" in text


def test_a_mail_that_did_not_arrive_comes_first_with_what_to_do(session, people, client_as, assessment, page):
    make_member(session, assessment, 1, "Ada Eerst", **INVITED)
    bo = make_member(session, assessment, 2, "Bo Visser", **INVITED)
    session.commit()
    path = f"/inventarisaties/{assessment.id}/deelnemers"
    client_as(people.coordinator).post(f"{path}/herinneren", {"people": [str(bo.id)], "line": "", "action": "send"})
    give_up(session, mails(session)[0])
    shown = page()
    assert lines(shown)[0].startswith("Bo Visser") and "niet aangekomen" in lines(shown)[0].lower()
    assert f"{path}/{bo.id}/vervangen?zelfde=1" in shown.links


def test_many_colleagues_can_be_filtered(session, people, client_as, assessment, page):
    for number in range(5):
        make_member(session, assessment, number, f"Bezig {number}", **INVITED)
    make_member(session, assessment, 6, "Kai Klaar", **DONE)
    path = f"/inventarisaties/{assessment.id}/deelnemers"
    assert not any("toon=" in link for link in page().links)
    make_member(session, assessment, 7, "Ned Nieuw")
    shown = page()
    assert {link for link in shown.links if "toon=" in link} == {
        f"{path}?toon={one}" for one in ("bezig", "geen-mail", "klaar")
    }
    client = client_as(people.coordinator)
    for choice, number in (("bezig", 5), ("geen-mail", 1), ("klaar", 1), ("iets-anders", 7)):
        # What is answered together is always there.
        assert len(lines(client.get(f"{path}?toon={choice}"))) == number + 1


def test_a_cell_counts_who_was_given_it_and_what_nobody_has_stands_out(session, assessment, page):
    shown = page()
    assert "7 van de 7 vakken hebben nog geen collega" in shown.text
    anna = make_member(session, assessment, 1, "Anna Bakker", (("geld", "beleid"), ("geld", "bestuur")), **INVITED)
    make_member(session, assessment, 2, "Anna Visser", (("geld", "bestuur"),))
    shown = page()
    assert "5 van de 7 vakken hebben nog geen collega" in shown.text
    assert [cell(shown, "Geldzaken", column) for column in (1, 2, 3)] == [
        "2 Anna Bakker, Anna Visser",
        "1 Anna Bakker",
        "0",
    ]
    # Joint answers are no colleague, and what is answered together is no gap.
    assert "niemand" not in shown.text
    narrow(session, ("inclusie", "uitvoering"), ("algemeen", ""))
    shown = page()
    assert cell(shown, "Geldzaken", 3) == "0 niemand" and cell(shown, "Inclusie", 3) == "0"
    assert cell(shown, "Algemene vragen", 1) == "0"
    assert step(shown)[:2] == ("Er zijn vragen die niemand beantwoordt: Geldzaken en Inclusie.", "Verdeel de vragen")
    shared = {"participation_id": anna.id, "municipality_id": anna.municipality_id, "level": ""}
    session.add(ParticipationPart(**shared, domain="geld", question="A.BL", given_away=True))
    assert cell(page(), "Geldzaken", 2) == "1 1 van 4 vragen: niemand"


def test_who_was_withdrawn_covers_nothing(session, assessment, page):
    make_member(session, assessment, 1, "Anna Bakker", ended_at=now())
    make_member(session, assessment, 2, "Bo Visser", (("geld", "bestuur"),))
    narrow(session, ("algemeen", ""))
    assert cell(page(), "Geldzaken", 2) == "0 niemand"


def test_proposals_wait_with_a_link(session, assessment, page):
    anna = make_member(session, assessment, 1, "Anna Bakker", **INVITED)
    shared = {"assessment_id": assessment.id, "municipality_id": assessment.municipality_id, "created_at": now()}
    for name, decision in (("Piet Pil", None), ("Bea Bel", None), ("Oud Nieuws", "declined")):
        decided = {"decision": decision, "decided_at": now() if decision else None}
        session.add(Proposal(**shared, **decided, participation_id=anna.id, domain="geld", name=name))
    shown = page()
    assert "2 voorstellen van collega’s" in shown.text and "Anna Bakker stelt voor: Piet Pil" in shown.text
    assert "Oud Nieuws" not in shown.text
    assert sum("/voorstellen/" in link for link in shown.links) == 2


def test_only_the_own_coordinator_sees_who_takes_part(session, people, client_as, assessment):
    make_member(session, assessment, 1, "Anna Bakker", **INVITED)
    session.commit()
    path = f"/inventarisaties/{assessment.id}/deelnemers"
    shown = client_as(people.adviser).get(path)
    assert cell(shown, "Geldzaken", 2) == "1" and "Anna" not in shown.html
    assert not any(f"{path}/" in link for link in shown.links)
    for user in (people.other, people.reader, people.participant, people.administrator):
        client_as(user).get(path, status=404)


@pytest.fixture
def answered(session, assessment):
    """Answers given together, of a colleague, and of who is not here any more."""
    joint = session.scalars(select(Participation).where(Participation.role == "coordinator")).one()
    make_answers(session, joint, {"geld/A.BE": 4, "geld/A.BL": "unknown", "geld/K1": 3}, reason="Samen bedacht")
    anna = make_member(session, assessment, 1, "Anna Bakker", invited_at=now(), state="started")
    make_answers(session, anna, {"geld/A.BL": 0, "geld/S.BL": 1}, reason="Van Anna")
    gone = make_member(session, assessment, 2, "Zoë Weg", invited_at=now(), ended_at=now())
    make_answers(session, gone, {"geld/A.BL": 1}, reason="Van wie weg is")
    session.commit()
    return f"/inventarisaties/{assessment.id}/deelnemers"


@pytest.mark.parametrize("who", ["coordinator", "adviser"])
@pytest.mark.parametrize("state", ["open", "in_review", "agreed"])
def test_who_leads_sees_how_many_answers_each_question_has_and_no_more(
    session, people, client_as, answered, who, state
):
    session.execute(update(Assessment).values(state=state))
    session.commit()
    client = client_as(getattr(people, who))
    assert cell(client.get(answered), "Geldzaken", 4).startswith("3 van 14")
    shown = client.get(f"{answered}?domein=geld")
    listed = next(one for one in shown.all("ul") if one.get("class") == "per-question")
    assert said(next(listed.iter("li"))).startswith("Aandacht Bestuur")
    counts = [said(one).rsplit(" ", 2)[-2:] for one in listed.iter("li")]
    counts = [" ".join(one) for one in counts]
    assert len(counts) == 14 and counts.count("3 antwoorden") == 1
    assert sum(one.endswith("1 antwoord") for one in counts) == 2 and counts.count("geen antwoord") == 11
    for hidden in ("Samen bedacht", "Van Anna", "Van wie weg is"):
        assert hidden not in shown.html
    assert ("Anna" in shown.html) is (who == "coordinator")


def test_the_page_does_not_change_with_what_was_answered(session, people, client_as, answered):
    client = client_as(people.coordinator)

    def read():
        page = client.get(f"{answered}?domein=geld")
        return re.sub(r'name="csrf_token" value="[^"]*"', "", page.html)

    before = read()
    for part in session.scalars(select(Participation).where(Participation.ended_at.is_(None))):
        make_answers(session, part, {"geld/A.BL": 2}, seen=1, reason="Toch anders")
    session.commit()
    assert read() == before


def test_all_questions_can_have_an_answer(session, people, client_as, answered, assessment):
    joint = session.scalars(select(Participation).where(Participation.role == "coordinator")).one()
    session.refresh(assessment, ["domains"])
    missing = {item: 2 for part in parts_of(assessment) for item in part.items}
    for item in ("geld/A.BE", "geld/A.BL"):
        del missing[item]
    make_answers(session, joint, missing)
    session.commit()
    shown = client_as(people.coordinator).get(answered)
    assert [cell(shown, row, -1).split(" vragen")[0] for row in ("Geldzaken", "Inclusie", "Algemene vragen")] == [
        "14 van 14",
        "14 van 14",
        "12 van 12",
    ]


def test_the_address_of_the_coverage_leads_to_the_team(people, client_as, answered):
    for user in (people.coordinator, people.adviser):
        found = client_as(user).ask(f"{answered}/dekking")
        assert (found.status_code, found.headers["Location"]) == (302, f"{answered}#verdeling")
    for user in (people.other, people.reader, people.participant, people.administrator):
        client_as(user).get(f"{answered}/dekking", status=404)
