"""A conversation that sends every mail there is in one, by the pages that send them."""

from datetime import datetime, time, timedelta

from flask import current_app
from sqlalchemy import select

from app.models import ImprovementAction, Meeting, PracticeQuestion
from app.plan.reminders import send_due_digests
from app.web.clock import now, today
from app.web.formatting import HERE
from tests.factories import make_answers, make_assessment, make_participation, make_user
from tests.owners import ask
from tests.practice import make_practice
from tests.remarks import fields, make_remark
from tests.trajectories import make_action, make_appointment, make_trajectory

BACK = {"domains": ["geld"], "reason": "Kijk nog eens naar het geld."}


def talk(session, people, client_as):
    """Discuss an inventory of Voorbeeldstad until it is agreed and opened again; another adviser joins."""
    made = make_assessment(session, people, ("geld",), state="in_review", review_started_at=now())
    part = make_participation(session, made, people.participant, everything=True, state="submitted")
    make_answers(session, part, {"geld/A.BL": 2})
    remark = make_remark(session, made, people.adviser)
    joining = make_user(session, "ada@stichting.example", "Ada Ander", "adviser", people.elsewhere)
    hub, there = f"/inventarisaties/{made.id}", f"/beheer/adviseurs/{people.municipality.id}"
    assign = {"action": "assign", "addressee": str(people.coordinator.id), "seen": ""}
    assigned = {"adviser": str(joining.id), "email": ""}
    session.commit()
    adviser, coordinator, administrator = map(client_as, (people.adviser, people.coordinator, people.administrator))
    # What is read outside a request holds up the requests.
    session.rollback()
    adviser.post(f"{hub}/opmerkingen/{remark}", fields(remark, **assign))
    meet(session, adviser, f"{hub}/bespreken/samen")
    adviser.post(f"{hub}/terugsturen", BACK)
    coordinator.post(f"{hub}/opnieuw-inleveren")
    adviser.post(f"{hub}/nog-open", {"text": "De cijfers."})
    coordinator.post(f"{hub}/nog-open/gedaan", {"seen": coordinator.get(f"{hub}/bespreken").fields["seen"]})
    adviser.post(f"{hub}/akkoord")
    coordinator.post(f"{hub}/terugsturen", BACK)
    coordinator.post(f"{hub}/opnieuw-inleveren")
    adviser.post(f"{hub}/akkoord")
    coordinator.post(f"{hub}/vaststellen")
    coordinator.post(f"{hub}/heropenen", {"reason": "Er is een nieuw besluit."})
    administrator.post(there, assigned)
    trajectory = remind(session, made, people.coordinator)
    action = make_action(session, trajectory, people.coordinator).id
    session.rollback()
    ask(coordinator, action)
    learn(session, people, action, client_as(people.other), adviser, administrator)


def learn(session, people, action, asker, adviser, administrator):
    """Share an action, let somebody of another municipality ask about it, answer that, and hide and show the action."""
    shared = make_practice(session, session.get_one(ImprovementAction, action), people.coordinator).id
    session.rollback()
    asker.post(f"/netwerk/praktijk/{shared}/vragen", {"text": "Hoe ging dat?"})
    asked = session.scalars(select(PracticeQuestion.id)).one()
    session.rollback()
    adviser.post(f"/netwerk/vragen/{asked}", {"answer": "Goed."})
    address = f"/netwerk/praktijk/{shared}"
    hidden = {**administrator.get(address).fields, "reason": "Er staat een naam in."}
    administrator.post(f"{address}/verbergen", hidden)
    administrator.post(f"{address}/tonen", {})


def remind(session, assessment, coordinator):
    """Tell who leads the ten months of a meeting in a week, on the morning of tomorrow; the ten months."""
    trajectory = make_trajectory(session, assessment, coordinator)
    make_appointment(session, trajectory, coordinator, day=today() + timedelta(days=8))
    tomorrow = datetime.combine(today() + timedelta(days=1), time(9), HERE)
    send_due_digests(session, current_app.config["SETTINGS"], now=tomorrow)
    return trajectory


def meet(session, leader, samen):
    """Have a meeting, and mail the coordinators what was agreed."""
    leader.post(samen, {"domains": ["geld"], "present": "coördinator\nadviseur", "minutes": "5"})
    version = session.scalars(select(Meeting.version)).one()
    session.rollback()
    leader.post(f"{samen}/afronden", {"to": ["coordinator"], "version": str(version)})
