"""What people do, so that each action stands in the trail: through the pages, in small worlds at one moment."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from flask import Flask
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session
from time_machine import Traveller

from app.models import (
    AccountChange,
    Appointment,
    Assessment,
    CalendarFeed,
    HourEntry,
    Identity,
    IdentityProvider,
    ImprovementAction,
    Membership,
    OutboxMail,
    Participation,
    ParticipationPart,
    Partner,
    PracticeQuestion,
    Proposal,
    Remark,
    SharedPractice,
    Trajectory,
    User,
)
from app.operation.tasks import remove_ended
from app.plan.reminders import send_due_digests
from app.web.clock import now
from app.web.formatting import HERE
from tests.account_changes import answer, carry_out, links
from tests.advising import NOTE
from tests.authenticator import PASSED, SET_UP, STEP, app_with, codes_on, prove_address, set_up
from tests.factories import (
    People,
    make_agreed,
    make_answers,
    make_assessment,
    make_municipality,
    make_participation,
    make_user,
)
from tests.identity_provider import providing
from tests.looking_back import make_looking_back
from tests.meetings import discussed
from tests.network import make_round, values_of
from tests.pages import Client, Page
from tests.partners import TYPED as PARTNER
from tests.points import make_points
from tests.practice import TOLD
from tests.proposals import LOW, make_answered
from tests.remarks import fields
from tests.rounds import joint_of, make_agreed_long_ago, make_evaluation
from tests.trajectories import make_choice, make_report
from tests.work_accounts import CONFIRM, TENANT, arrived, make_organisation

HOUR, DAY = timedelta(hours=1, minutes=1), timedelta(days=1)


@dataclass
class World:
    """The six people, their browsers, and the clock."""

    app: Flask
    session: Session
    people: People
    clock: Traveller
    browsers: dict[object, Client] = field(default_factory=dict)

    def browser(self, who: object) -> Client:
        """The browser of somebody, by the name of their role or as a person; what is read before would hold it up."""
        if who not in self.browsers:
            user = getattr(self.people, who) if isinstance(who, str) else who
            self.browsers[who] = Client(self.app, self.session, user)
        self.session.rollback()
        return self.browsers[who]

    def pass_time(self, passed: timedelta) -> None:
        """Let time pass, after which everybody signs in again."""
        self.clock.shift(passed)
        self.browsers.clear()

    def post(self, who: object, path: str, form: dict[str, Any] | None = None, status: int = 303) -> Any:
        """Send a form; without one, what the page of the button shows."""
        return self.browser(who).post(path, form, status=status)

    def fill(self, who: object, path: str, to: str = "", **changes: Any) -> Any:
        """Send the form of a page as it comes, but for these changes."""
        return self.post(who, to or path, {**self.browser(who).get(path).fields, **changes})

    def confirm(self, who: object, path: str, form: dict[str, Any]) -> Any:
        """Send a form, and then the one of the page that shows what it comes to."""
        shown: Page = self.post(who, path, form, 200)
        return self.post(who, path, shown.fields)

    def newest(self, model: Any, *where: Any) -> uuid.UUID:
        """The id of the row that came last."""
        found: uuid.UUID = self.session.scalars(select(model.id).where(*where).order_by(text("rowid DESC"))).all()[0]
        self.session.rollback()
        return found

    def key(self, who: str) -> str:
        """The id of one of the people, or of a municipality."""
        found = str(getattr(self.people, who).id)
        self.session.rollback()
        return found

    def change(self, model: Any, **columns: Any) -> None:
        """Give every row these values."""
        self.session.execute(update(model).values(columns))
        self.session.commit()


def hub_of(assessment: Assessment) -> str:
    """The address of an inventory."""
    return f"/inventarisaties/{assessment.id}"


def asking(w: World) -> None:
    """A round is started, and colleagues are asked, invited, reminded, replaced and thanked."""
    form = {"title": "Najaar 2026", "round": "baseline", "questionnaire": "iba-2", "domains": ["inclusie", "geld"]}
    w.post("coordinator", "/inventarisaties/nieuw", form)
    hub = f"/inventarisaties/{w.newest(Assessment)}"
    there = f"{hub}/deelnemers"
    # The coordinator no longer answers everything: then the general questions can be nobody's.
    w.change(Participation, everything=False)
    jan = {"name": "Jan Jansen", "email": "jan@voorbeeldstad.example", "function": "consulent", "level": "beleid"}
    w.post("coordinator", f"{there}/nieuw", jan)
    part = w.newest(Participation)
    page = f"{there}/{part}"
    changed = jan | {"name": "Jan de Boer", "email": "j.deboer@voorbeeldstad.example", "function": "adviseur"}
    w.fill("coordinator", page, **changed, parts=["inclusie:beleid", "geld:beleid", "algemeen:"], action="save")
    w.fill("coordinator", page, parts=["inclusie:beleid", "geld:beleid"], action="save")
    w.post("coordinator", f"{there}/deadline", {"deadline": "15-12-2026", "reminder_days": "3"})
    w.post("coordinator", f"{there}/deadline", {"deadline": "18-12-2026", "reminder_days": "none"})
    sent = {"people": [str(part)], "line": "Tot snel.", "action": "send"}
    w.post("coordinator", f"{there}/uitnodigen", sent)
    w.pass_time(HOUR)
    w.post("coordinator", f"{there}/uitnodigen?opnieuw={part}", sent)
    w.pass_time(DAY)
    w.post("coordinator", f"{there}/herinneren", sent)
    person = w.session.scalars(select(User).join(Participation).where(Participation.id == part)).one()
    w.post(person, f"{hub}/mijn-naam", {"shows_name": "yes"})
    noor = {"name": "Noor de Wit", "email": "noor@voorbeeldstad.example", "reason": "Zij doet dit elke dag."}
    w.post(person, f"{hub}/vragen/geld/collega", noor)
    decided = {"decision": "instead", "name": "Noor de Wit", "email": noor["email"], "tell": "y", "answer": "Goed."}
    w.post("coordinator", f"{there}/voorstellen/{w.newest(Proposal)}", decided)
    w.change(Participation, state="submitted", submitted_at=now())
    w.post("coordinator", f"{there}/bedanken", sent)
    bo = {"name": "Bo Visser", "email": "bo@voorbeeldstad.example", "function": "wethouder"}
    w.change(Participation, state="started", submitted_at=None)
    w.post("coordinator", f"{page}/vervangen", bo | {"invite": "y", "tell": "y"})
    w.post("coordinator", f"{there}/{w.newest(Participation)}/intrekken", {"tell": "y"})


def handing_in(w: World) -> None:
    """Answers are handed in, and the review starts."""
    hub = hub_of(make_assessment(w.session, w.people))
    w.post("coordinator", f"{hub}/controle")
    w.post("coordinator", f"{hub}/bespreking-starten")


def asking_again(w: World) -> None:
    """In a second round the colleagues of then are asked again, and what the coordinator answered then comes back."""
    session, earlier = w.session, make_agreed_long_ago(w.session, w.people)
    later = make_evaluation(session, w.people, earlier)
    jan = make_user(session, "jan@voorbeeldstad.example", "Jan Jansen")
    told = {"name": "Jan Jansen", "function": "consulent", "level": "uitvoering", "state": "submitted"}
    made, joint = make_participation(session, earlier, jan, **told), joint_of(session, earlier)
    joint.everything = False
    rows = [
        *(
            (made, "geld", "uitvoering", "", False),
            (made, "geld", "", "A.UI", True),
            (made, "inclusie", "", "A.BE", False),
        ),
        *(
            (joint, "geld", "bestuur", "", False),
            (joint, "geld", "beleid", "", False),
            (joint, "inclusie", "", "", False),
        ),
    ]
    for part, domain, level, question, away in rows:
        shared = {"participation_id": part.id, "municipality_id": part.municipality_id}
        session.add(ParticipationPart(**shared, domain=domain, level=level, question=question, given_away=away))
    session.commit()
    w.fill("coordinator", f"{hub_of(later)}/deelnemers/opnieuw", people=[str(made.id)])


def looking_back(w: World) -> None:
    """It is chosen about which domains people look back."""
    hub = hub_of(make_looking_back(w.session, w.people))
    w.post("coordinator", f"{hub}/terugkijken/domeinen", {"seen": "geld", "domains": ["geld", "inclusie"]})


def talking(w: World) -> None:
    """A review, from the first remark until what was agreed is opened again."""
    session, people = w.session, w.people
    made = make_assessment(session, people, ("geld",), state="in_review", review_started_at=now())
    part = make_participation(session, made, people.participant, everything=True, state="submitted")
    make_answers(session, part, {"geld/A.BL": 2})
    hub = hub_of(made)
    w.post("adviser", f"{hub}/bespreken/geld/A.BE/opmerking", {"text": "Klopt dit?", "audience": "all"})
    remark = str(w.newest(Remark))
    about = f"{hub}/opmerkingen/{remark}"
    w.post("coordinator", f"{about}/antwoord", fields(remark, text="Ja."))
    to = fields(remark, action="assign", addressee=w.key("coordinator"), seen="")
    w.post("adviser", about, to)
    w.post("adviser", about, fields(remark, action="resolve"))
    w.post("adviser", about, fields(remark, action="reopen"))
    w.post("coordinator", f"{hub}/bespreken/geld/kansen", {"ambition": "25", "ambition_seen": "0"})
    back = {"domains": ["geld"], "reason": "Kijk nog eens naar het geld."}
    w.post("adviser", f"{hub}/terugsturen", back)
    w.post("coordinator", f"{hub}/opnieuw-inleveren")
    w.post("adviser", f"{hub}/nog-open", {"text": "De cijfers."})
    w.fill("coordinator", f"{hub}/bespreken", f"{hub}/nog-open/gedaan")
    w.post("adviser", f"{hub}/akkoord")
    w.post("adviser", f"{hub}/akkoord", {"withdraw": "1"})
    w.post("adviser", f"{hub}/akkoord")
    w.post("coordinator", f"{hub}/terugsturen", back)
    w.post("coordinator", f"{hub}/opnieuw-inleveren")
    w.post("adviser", f"{hub}/akkoord")
    w.post("coordinator", f"{hub}/vaststellen")
    filled = {"number": "12.500", "year": "2025", "source": "Eigen telling", "moment_owner": "griffier"}
    w.fill("coordinator", f"{hub}/rapport/invullen", **filled, moment_day="1-6-2027")
    w.post("coordinator", f"{hub}/heropenen", {"reason": "Er is een nieuw besluit."})


def meeting(w: World) -> None:
    """Two meetings: one is ended, the other ends because everything is agreed."""
    hub = hub_of(discussed(w.session, w.people))
    there = f"{hub}/bespreken/samen"
    form = {"items": ["geld/A.BE"], "domains": ["inclusie"], "present": "coördinator\nadviseur", "minutes": "5"}
    w.post("adviser", there, form)
    w.post("coordinator", f"{there}/aanwezig", {"present": "coördinator\nwethouder", "version": "1"})
    w.post("adviser", f"{there}/afronden", {"to": ["coordinator", "participant"], "version": "2"})
    w.post("adviser", there, form)
    w.post("adviser", f"{hub}/akkoord")
    w.post("coordinator", f"{hub}/vaststellen")


def points(w: World) -> None:
    """A point needs no agreed score, and then it does."""
    there = f"{hub_of(make_points(w.session, w.people))}/bespreken/punten/afgehandeld"
    form = {"subject": "geld/A.BE", "kinds": ["different"], "note": "Dat verschil hoort zo."}
    w.post("adviser", there, form)
    w.post("adviser", there, form | {"undo": "different", "note": ""})


def planning(w: World) -> None:
    """Ten months: domains, steps, hours, appointments, the calendar, partners."""
    session, people = w.session, w.people
    made = make_answered(session, people)
    make_agreed(session, made, people.adviser, LOW)
    make_report(session, made, people.coordinator)
    chosen: dict[str, Any] = {
        "geld-begin": "y",
        "geld-reason": "Er is geld.",
        "decided_by": "het college",
        "note": "In de stuurgroep.",
    }
    chosen["order"] = ["geld", "inclusie", "wonen"]
    hub = hub_of(made)
    w.fill("coordinator", f"{hub}/prioriteren", **chosen)
    there = f"/traject/{w.newest(Trajectory)}"
    w.fill("coordinator", f"{there}/stappen", evaluation_planned_end="15-12-2027")
    spent = {"step": "actions", "day": "24-11-2026", "hours": "1,5", "who": "teamleider", "note": "Overleg"}
    w.post("coordinator", f"{there}/uren", spent)
    line = f"{there}/uren/{w.newest(HourEntry)}"
    w.fill("coordinator", line, hours="2", note="Langer")
    w.post("coordinator", f"{there}/uren/{w.newest(HourEntry)}/weg", {})
    w.post("coordinator", f"{there}/uren/doel", {"hours": "140", "seen": "1"})
    met = {"title": "Besluit over geld", "kind": "decision", "step": "actions", "day": "2-12-2026", "at": "9.30"}
    met |= {"minutes": "90", "place": "Raadzaal", "note": "Neem het rapport mee.", "seen": "0"}
    w.post("coordinator", f"{there}/afspraken/nieuw", met)
    tomorrow = datetime.combine(now().date() + DAY, time(9), HERE)
    send_due_digests(session, w.app.config["SETTINGS"], now=tomorrow)
    session.commit()
    appointment = f"{there}/afspraken/{w.newest(Appointment)}"
    w.fill("coordinator", appointment, place="Online", at="10.00")
    w.post("coordinator", f"{appointment}/afzeggen", {})
    w.fill("coordinator", f"{there}/agenda")
    assert w.newest(CalendarFeed)
    w.post("coordinator", f"{there}/agenda/intrekken", {})
    w.post("coordinator", f"{there}/afsluiten", {})
    w.post("coordinator", f"{there}/heropenen", {})


def acting(w: World) -> None:
    """Actions, with their partners and owners, and what is shared of them."""
    session, people = w.session, w.people
    made = make_answered(session, people)
    make_agreed(session, made, people.adviser, LOW)
    make_report(session, made, people.coordinator)
    make_choice(session, made, people.coordinator, ["geld"])
    w.post("coordinator", f"{hub_of(made)}/traject", {"started_on": "1-9-2026"})
    there = f"/traject/{w.newest(Trajectory)}"
    w.post("coordinator", f"{there}/partners/nieuw", PARTNER)
    partner = w.newest(Partner)
    planned = {"title": "Taalcafé", "domain": "geld", "owner": "teamleider", "text": "Elke week een uur.\nMet koffie."}
    planned |= {"starts_on": "1-12-2026", "ends_on": "30-6-2027", "done_when": "Er komen elke week 5 mensen."}
    planned |= {
        "partners_text": "vrijwilligers",
        "effort": "medium",
        "hours": "40",
        "item": "geld/A.BE",
        "expected": "3",
    }
    w.post("coordinator", f"{there}/acties/nieuw", {**planned, "partners": [str(partner)]})
    first = w.newest(ImprovementAction)
    w.post("coordinator", f"{there}/acties/nieuw", planned | {"title": "Taalloket", "hours": ""})
    second = w.newest(ImprovementAction)
    w.fill("coordinator", f"{there}/partners/{partner}/wijzigen", contact="teamleider zorg", domains=["inclusie"])
    w.fill("coordinator", f"{there}/partners/{partner}", f"{there}/partners/{partner}/acties", actions=[str(second)])
    w.post("coordinator", f"{there}/partners/{partner}/stoppen", {})
    w.post("coordinator", f"{there}/partners/{partner}/heropenen", {})
    page = f"/traject/acties/{first}"
    w.fill("coordinator", f"{page}/wijzigen", owner="bestuurssecretaris", hours="12", expected="4")
    w.post("coordinator", f"/traject/acties/{second}/plaats", {"seen": "1", "before": str(first)})
    w.fill("coordinator", page, f"{page}/voortgang", state="stopped", reason="Er is geen geld.", note="Jammer.")
    w.fill("coordinator", page, f"{page}/voortgang", state="running", reason="", note="")
    why = {"decline": "geld/S.BE", "geld/S.BE-reason": "Dit doen we volgend jaar.", "geld/S.BE-seen": ""}
    w.post("coordinator", f"{there}/acties/voorstellen", why)
    w.post("coordinator", f"{there}/acties/voorstellen", {"undecline": "geld/S.BE"})
    for email in ("olga@werkplein.example", "olga@werkplein.example", "omar@werkplein.example"):
        w.fill("coordinator", f"{page}/eigenaar", email=email, line="Lukt dit?")
        w.pass_time(HOUR)
    owner = session.scalars(select(User).where(User.email == "omar@werkplein.example")).one()
    w.fill(owner, f"/mijn-acties/{first}", ends_on="1-7-2027")
    w.fill("coordinator", f"{page}/eigenaar", f"{page}/eigenaar/weg")
    share = {**TOLD, "step": "share"}
    w.post("coordinator", f"{page}/delen", share)
    w.fill("coordinator", f"{page}/delen", **share | {"experience": "Het werkte."})
    practice = w.newest(SharedPractice)
    w.post("other", f"/netwerk/praktijk/{practice}/vragen", {"text": "Hoe kregen jullie de wethouder mee?"})
    w.fill("adviser", f"/netwerk/vragen/{w.newest(PracticeQuestion)}", answer="Door zelf mee te gaan.")
    w.fill("adviser", f"/netwerk/vragen/{w.newest(PracticeQuestion)}", answer="Door te vragen.")
    moderated = f"/netwerk/praktijk/{practice}"
    w.fill("administrator", moderated, f"{moderated}/verbergen", reason="Er staat een naam in.")
    w.post("administrator", f"{moderated}/tonen", {})
    w.post("coordinator", f"{page}/delen/intrekken", {})


def network(w: World) -> None:
    """A round takes part in the network, and stops."""
    domains = ("geld", "inclusie")
    values = values_of(domains, Random(7), 2)
    page = f"/netwerk/meedoen/{make_round(w.session, w.people.municipality, w.people.coordinator, values, domains).id}"
    w.session.commit()
    w.post("coordinator", page, {"confirmed": "y"})
    w.fill("coordinator", page, f"{page}/stoppen")


def advising(w: World) -> None:
    """An adviser notes a contact, is joined, and hands over."""
    ada = str(make_user(w.session, "ada@stichting.example", "Ada Ander", "adviser", w.people.elsewhere).id)
    role = w.session.scalars(select(Membership.id).where(Membership.user_id == w.people.adviser.id)).one()
    w.session.commit()
    where = w.key("municipality")
    w.post("adviser", f"/adviseur/{where}", {"day": "24-11-2026", "kind": "phone", "note": "Gebeld."})
    form = {"adviser": ada, "email": "", "note": NOTE}
    w.post("administrator", f"/beheer/adviseurs/overdragen/{role}", form)


def municipalities(w: World) -> None:
    """Municipalities are added, read in, placed, and become part of each other."""
    w.post("administrator", "/beheer/gemeenten/nieuw", {"code": "363", "name": "Amsterdam"})
    w.confirm("administrator", "/beheer/gemeenten/inlezen", {"text": "363;Amsterdam aan Zee\n518;'s-Gravenhage"})
    placed = "GM_CODE;GM_NAAM;Inwoners;Provincie\n518;'s-Gravenhage;566.221;Zuid-Holland"
    w.confirm("administrator", "/beheer/gemeenten/inlezen", {"text": placed})
    page = f"/beheer/gemeenten/{w.key('municipality')}/samenvoegen"
    into = make_municipality(w.session, "GM9903", "Nieuwstad")
    w.session.commit()
    w.fill("administrator", page, into=str(into.id), day="1-1-2027", begins="y")
    w.fill("administrator", page, into=w.key("elsewhere"), day="1-7-2027")
    w.fill("administrator", f"{page}/ongedaan")


def persons(w: World) -> None:
    """Somebody is added, gets another name and another role, is read, mailed and removed."""
    nina = {"name": "Nina Nieuw", "email": "nina@voorbeelddorp.example", "function": "beleidsadviseur"}
    role = {"role": "reader", "municipality": w.key("elsewhere")}
    w.post("administrator", "/beheer/mensen/nieuw", nina | role)
    page = f"/beheer/mensen/{w.newest(User)}"
    w.post("administrator", f"/beheer/rollen/{w.newest(Membership)}/beeindigen", {})
    w.post("administrator", f"{page}/wijzigen", nina | {"email": "n.nieuw@elders.example", "function": "teamleider"})
    w.post("administrator", f"{page}/gegevens", {"do": "read"}, 200)
    w.post("administrator", f"{page}/gegevens", {"do": "mail"})
    w.post("administrator", f"{page}/verwijderen", {})
    w.post("reader", "/account/verwijderen", {})
    w.post("reader", "/account/verwijderen", {"do": "stay"})


def organisations(w: World) -> None:
    """An organisation with work accounts is added, changed and ended; somebody binds one and unbinds it."""
    entra = {"kind": "entra", "name": "Gemeente Voorbeeldstad", "municipality": "", "place": TENANT}
    entra |= {"client_id": "aaaa-bbbb", "client_secret": "geheim"}
    w.post("administrator", "/beheer/organisaties/nieuw", entra | {"municipality": w.key("municipality")})
    page = f"/beheer/organisaties/{w.newest(IdentityProvider)}"
    w.post("administrator", page, entra | {"name": "Stad", "client_secret": ""})
    w.post("administrator", f"{page}/beeindigen", {})
    with providing() as provider:
        row = make_organisation(w.session, provider)
        client = w.browser("coordinator")
        arrived(client, row, "/account")
        client.ask(CONFIRM)
        w.post("coordinator", "/account/koppelen", {})
    w.post("coordinator", f"/account/ontkoppelen/{w.newest(Identity)}", {})


def second_step(w: World) -> None:
    """A second step is set up, renewed and switched off; new codes are made, and one is used."""
    client = w.browser("reader")
    old, _ = set_up(client)
    w.clock.shift(PASSED)
    new = app_with(client.get(SET_UP))
    client.post(SET_UP, {"code": new.code(), "current": old.code()})
    client.take_token()
    w.clock.shift(PASSED)
    codes = codes_on(client.follow(client.post("/account/herstelcodes", {"code": new.code()})))
    w.clock.shift(PASSED)
    late = w.browser(None)
    prove_address(late, w.session, w.people.reader)
    late.post(STEP, {"code": codes[0]})
    late.take_token()
    late.post("/account/tweede-stap/uitzetten", {"code": new.code()})
    w.browsers.clear()
    w.post("reader", "/account/overal-uitloggen", {})


def changes(w: World) -> None:
    """Changes to accounts wait: they are confirmed, stopped, taken back, carried out, or nobody answers."""
    page = f"/beheer/mensen/{w.key('coordinator')}"
    told = {"name": "Cora Dinator", "function": "beleidsadviseur"}
    stranger = Client(w.app, w.session, None)
    w.browser("coordinator")
    w.post("administrator", f"{page}/wijzigen", told | {"email": "een@elders.example"})
    w.post("administrator", f"/beheer/wijzigingen/{w.newest(AccountChange)}/intrekken", {})
    w.post("administrator", f"{page}/wijzigen", told | {"email": "twee@elders.example"})
    found = links(w.session)
    answer(stranger, found["twee@elders.example"], "bevestig")
    answer(stranger, found["coordinator@voorbeeldstad.example"], "stop")
    w.post("administrator", f"{page}/wijzigen", told | {"email": "drie@elders.example"})
    w.clock.shift(timedelta(days=14))
    carry_out(w.app, w.session)


def step_taken_away(w: World) -> None:
    """An administrator takes the second step of somebody away, who lets it pass."""
    client = w.browser(None)
    prove_address(client, w.session, w.people.adviser)
    set_up(client)
    w.post("administrator", f"/beheer/mensen/{w.key('adviser')}/tweede-stap", {})
    carry_out(w.app, w.session)


def tidying(w: World) -> None:
    """What was kept long enough goes."""
    mail = {"recipient": "cora@voorbeeldstad.example", "subject": "", "text": "", "calendar": "-"}
    w.session.add(OutboxMail(**mail, created_at=now(), next_attempt_at=now()))
    w.session.commit()
    remove_ended(w.session, w.app.config["SETTINGS"], now=now() + timedelta(days=4000))
    w.session.commit()


STORIES: tuple[Callable[[World], None], ...] = (
    asking,
    handing_in,
    asking_again,
    looking_back,
    talking,
    meeting,
    points,
    planning,
    acting,
    network,
    advising,
    municipalities,
    persons,
    organisations,
    second_step,
    changes,
    step_taken_away,
    tidying,
)
