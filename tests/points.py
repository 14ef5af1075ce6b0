"""A review with a few points in it, and what the tests of points read and post."""

import re
from datetime import timedelta

import time_machine
from sqlalchemy import select

from app.models import Participation
from app.texts.points import KINDS
from app.web.clock import now
from questionnaires.catalogue import current
from tests.factories import make_answers, make_assessment, make_participation, make_user

PROFILE = [question.id for question in current("iba").of_kind("domain")]
GENERAL = [question.id for question in current("iba").of_kind("general")]


def make_points(session, people):
    """A review of Geldzaken with one difference, one unknown, one not applicable and one uncertain answer."""
    made = make_assessment(session, people, ("geld",), state="in_review")
    joint = session.scalars(select(Participation)).one()
    values = {f"geld/{question}": number % 3 for number, question in enumerate(PROFILE)}
    values |= {f"algemeen/{question}": number % 3 for number, question in enumerate(GENERAL)}
    session.commit()
    with time_machine.travel(now() - timedelta(hours=1), tick=False):
        make_answers(session, joint, values | {"geld/A.BE": 0, "geld/A.UI": "unknown"})
        other = make_participation(session, made, people.participant, level="uitvoering", function="consulent")
        make_answers(session, other, {"geld/A.BE": 4}, evidence_kind="document")
        make_answers(session, other, {"geld/M.BE": "not_applicable"}, reason="Dat doet de regio.")
        make_answers(session, other, {"geld/S.BE": 1}, confidence="not_sure")
    return made


def make_alike(session, people, assessment):
    """Somebody who said 2 everywhere."""
    person = make_user(session, "gelijk@voorbeeldstad.example", "Gea Lijk")
    part = make_participation(session, assessment, person, level="beleid", function="beleidsmedewerker schulden")
    make_answers(session, part, {f"geld/{question}": 2 for question in PROFILE[:6]})
    return part


def counts_on(page):
    """The counts beside the kinds, as they are read; a kind without points is not there."""
    names = ("Alle soorten", *KINDS.values())
    found = {name: re.search(rf"\b{name} (\d+)", page.text) for name in names}
    return {name: int(count[1]) if count else 0 for name, count in found.items()}


def settle(client, address, subject="geld/A.BE", kinds=("different",), query="", status=303, **form):
    """Say that points need no agreed score, or what else the form can say."""
    data = {"subject": subject, "kinds": list(kinds), "note": "Dat verschil hoort zo.", **form}
    return client.post(f"{address}/punten/afgehandeld{query}", data, status=status)
