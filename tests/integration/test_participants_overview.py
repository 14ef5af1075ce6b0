"""Who takes part, how far they are, what nobody answers, and what to do next."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.models import Assessment, Participation, ParticipationPart, Proposal
from app.web.clock import now, today
from app.web.formatting import HERE, long_date
from tests.colleagues import make_member
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


def step(shown):
    """The next step in words, its button included."""
    return shown.text.split("Volgende stap")[1].split("Laatste dag")[0].strip()


def narrow(session, *cells):
    """Let the joint part be these cells only."""
    joint = session.scalars(select(Participation).where(Participation.role == "coordinator")).one()
    joint.everything = False
    shared = {"participation_id": joint.id, "municipality_id": joint.municipality_id}
    session.add_all(ParticipationPart(**shared, domain=domain, level=level) for domain, level in cells)


def cell(shown, row, column):
    """What stands in the table of who answers what."""
    table = next(one for one in shown.all("table") if one.get("id") == "verdeeld")
    rows = [[" ".join("".join(one.itertext()).split()) for one in tr] for tr in table.iter("tr")]
    return next(line for line in rows if line[0] == row)[column]


def test_at_first_it_explains_itself(page):
    shown = page()
    assert "Je collega’s beantwoorden ieder hun eigen vragen" in shown.text
    assert step(shown).endswith("Voeg collega’s toe")
    assert "Er is nog geen laatste dag." in shown.text
    assert "Alle 40 vragen" in shown.text and "Nog niet begonnen" in shown.text


def test_the_next_step_follows_what_is_the_case(session, assessment, page):
    anna = make_member(session, assessment, 1, "Anna Bakker", ())
    assert step(page()) == "Anna Bakker heeft nog geen vragen. Verdeel de vragen"
    anna.ended_at = now()
    bo = make_member(session, assessment, 2, "Bo Visser")
    assert step(page()) == "De vragen zijn verdeeld. Nodig je collega’s uit. Verstuur 1 uitnodiging"
    make_member(session, assessment, 3, "Cas Smit")
    assert step(page()).endswith("Verstuur 2 uitnodigingen")
    session.execute(update(Participation).where(Participation.role == "participant").values(**INVITED))
    assert step(page()) == "Je collega’s zijn bezig. Er is nog geen laatste dag. Spreek een laatste dag af"
    session.execute(update(Assessment).values(deadline=today() + timedelta(days=10)))
    assert step(page()) == "Geen van de 2 collega’s is klaar. Je hoeft nu niets te doen."
    session.execute(update(Assessment).values(deadline=today() + timedelta(days=3)))
    assert step(page()) == "Geen van de 2 collega’s is klaar. Stuur een herinnering"
    session.execute(update(Participation).where(Participation.role == "participant").values(reminded_at=now()))
    assert step(page()).endswith("Je hoeft nu niets te doen.")
    session.execute(update(Participation).where(Participation.id == bo.id).values(**DONE))
    session.execute(update(Assessment).values(deadline=today() - timedelta(days=1)))
    assert step(page()) == (
        "De laatste dag is voorbij en er is 1 collega nog niet klaar. "
        "Verzet de laatste dag, of start de bespreking. Verzet de laatste dag"
    )
    session.execute(update(Participation).where(Participation.role == "participant").values(**DONE))
    assert step(page()).endswith("Daarna kunnen je collega’s niets meer veranderen. Start de bespreking")
    session.execute(update(Assessment).values(state="in_review"))
    assert step(page()).endswith("Ga naar de bespreking")
    session.execute(update(Assessment).values(state="agreed"))
    assert step(page()).endswith("Bekijk het rapport")


def test_a_mail_is_offered_when_there_is_somebody_to_get_it(session, assessment, page):
    def offered():
        labels = ("Verstuur uitnodigingen", "Stuur een herinnering", "Bedank je collega’s")
        endings = ("uitnodigen", "herinneren", "bedanken")
        links = {link.rpartition("/")[2] for link in page().links}
        return {label for label, end in zip(labels, endings, strict=True) if end in links}

    assert offered() == set()
    bo = make_member(session, assessment, 1, "Bo Visser")
    assert offered() == {"Verstuur uitnodigingen"}
    bo.invited_at = now()
    assert offered() == {"Verstuur uitnodigingen", "Stuur een herinnering"}
    assessment.deadline = today() - timedelta(days=1)
    assert offered() == {"Verstuur uitnodigingen"}
    bo.state, bo.submitted_at = "submitted", now()
    assert offered() == {"Verstuur uitnodigingen", "Bedank je collega’s"}
    bo.thanked_at = now()
    assert offered() == {"Verstuur uitnodigingen"}


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
    today_here = long_date(now().astimezone(HERE).date())
    invited = long_date(INVITED["invited_at"].astimezone(HERE).date())
    done = long_date(DONE["submitted_at"].astimezone(HERE).date())
    for words in (
        "beleidsmedewerker, beleid 4 vragen, ongeveer 5 minutenNog niet uitgenodigd",
        f"beleidsmedewerker, nog geen niveau 4 vragen, ongeveer 5 minutenUitgenodigd op {invited}",
        f"4 vragen, ongeveer 5 minuten. Herinnerd op {today_here}Begonnen: 1 van 4",
        f"Ingeleverd op {done}",
        "1 collega doet niet meer mee",
        f"Doet niet meer mee sinds {today_here}",
    ):
        assert words in shown.text
    # What an address is called elsewhere is nobody's business here.
    assert "Elders" not in shown.html


def test_what_nobody_answers_is_said_in_words(session, assessment, page):
    anna = make_member(session, assessment, 1, "Anna Bakker", (("geld", "beleid"), ("geld", "bestuur")), **INVITED)
    assert cell(page(), "Geldzaken, armoede en schulden", 2) == "Anna Bakker, samen invullen"
    assert cell(page(), "Geldzaken, armoede en schulden", 3) == "Samen invullen"
    narrow(session, ("inclusie", "uitvoering"), ("algemeen", ""))
    shown = page()
    assert cell(shown, "Geldzaken, armoede en schulden", 2) == "Anna Bakker"
    assert cell(shown, "Geldzaken, armoede en schulden", 3).startswith("Niemand, verdeel Geldzaken")
    assert cell(shown, "Sociale inclusie en meedoen", 3) == "Samen invullen"
    assert cell(shown, "Algemene vragen", 1) == "Samen invullen"
    assert step(shown) == "Er zijn vragen die niemand beantwoordt: Geldzaken en Inclusie. Verdeel de vragen"
    assert sum("/verdelen/geld" in link for link in shown.links) == 3
    shared = {"participation_id": anna.id, "municipality_id": anna.municipality_id, "level": ""}
    session.add(ParticipationPart(**shared, domain="geld", question="A.BL", given_away=True))
    assert cell(page(), "Geldzaken, armoede en schulden", 2).startswith("Anna Bakker1 van de 4 vragen: niemand")


def test_who_was_withdrawn_covers_nothing(session, assessment, page):
    make_member(session, assessment, 1, "Anna Bakker", ended_at=now())
    make_member(session, assessment, 2, "Bo Visser", (("geld", "bestuur"),))
    narrow(session, ("algemeen", ""))
    assert cell(page(), "Geldzaken, armoede en schulden", 2).startswith("Niemand")


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


def test_only_the_own_coordinator_sees_who_takes_part(people, client_as, assessment):
    path = f"/inventarisaties/{assessment.id}/deelnemers"
    client_as(people.adviser).get(path, status=403)
    for user in (people.other, people.reader, people.participant, people.administrator):
        client_as(user).get(path, status=404)
