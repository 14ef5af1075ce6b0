"""A round of Voorbeeldstad in which colleagues answer: one has not begun, one is half-way, one is done."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.doors.tokens import encrypted, mails_token, token_hash
from app.models import (
    Assessment,
    IdentityProvider,
    Membership,
    OutboxMail,
    Participation,
    ParticipationPart,
    Proposal,
    SecondFactor,
    User,
)
from app.post.outbox import DIGEST
from app.web.clock import now, today
from tests.account_changes import make_change
from tests.factories import People, make_answers, make_assessment, make_participation, make_user
from tests.stores import SECRET

LINK = "een-geheim-uit-een-uitnodiging"
CHANGE = "een-geheim-uit-een-mail-over-een-wijziging"
APP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
"""Of the app on the phone of who has a second step."""
ITEMS = ("geld/A.BL", "geld/M.BL", "geld/C.BL", "geld/S.BL")


def make_asking(session: Session, people: People) -> dict[str, str]:
    """The round with everybody in it; the addresses that tests go to, by a short name."""
    made = make_assessment(session, people, ("geld", "gezondheid", "inclusie"), title="Tweede meting 2026")
    made.deadline, made.invitation_line = today() + timedelta(days=9), "Fijn dat je meedenkt."
    parts = {
        "fresh": _colleague(session, made, "Nora Nieuw", state="invited", link_hash=token_hash(LINK)),
        "halfway": _colleague(session, made, "Ivo Vuller", people.participant),
        "done": _colleague(session, made, "Klaas Klaar", state="submitted", submitted_at=now()),
        "withdrawn": _colleague(session, made, "Wim Weg", ended_at=now()),
        "prepared": _colleague(session, made, "Petra Plan", state="invited", invited_at=None),
    }
    parts["joint"] = session.scalars(
        select(Participation).where(Participation.assessment_id == made.id, Participation.role == "coordinator")
    ).one()
    make_answers(session, parts["halfway"], {ITEMS[0]: 1}, reason="In het armoedeplan staat er een zin over.")
    make_answers(session, parts["done"], dict.fromkeys(ITEMS, 3), reason="Dat zien we in ons werk.")
    make_answers(session, parts["withdrawn"], dict.fromkeys(ITEMS, 2))
    make_answers(session, parts["joint"], {ITEMS[0]: 4})
    hub = f"/inventarisaties/{made.id}"
    return {
        "asking": hub,
        **{f"part_{name}": f"{hub}/deelnemers/{part.id}" for name, part in parts.items()},
        **_proposals(session, parts["halfway"], hub),
        "link": f"/uitnodiging/{LINK}",
    }


def _colleague(
    session: Session, made: Assessment, name: str, user: User | None = None, **columns: object
) -> Participation:
    """Somebody with the questions for beleid of two domains."""
    user = user or make_user(session, f"{name.split()[0].lower()}@voorbeeldstad.example", name)
    part = make_participation(session, made, user, name=name, function="beleidsmedewerker", **columns)
    for domain in ("geld", "gezondheid"):
        row = {"participation_id": part.id, "municipality_id": made.municipality_id}
        session.add(ParticipationPart(**row, domain=domain, level="beleid"))
    session.flush()
    return part


def _proposals(session: Session, part: Participation, hub: str) -> dict[str, str]:
    """One that waits, and one that was decided."""
    shared = {"participation_id": part.id, "assessment_id": part.assessment_id, "domain": "geld", "created_at": now()}
    shared |= {"municipality_id": part.municipality_id, "reason": "Die schreef het armoedeplan."}
    decided = {"decision": "declined", "decided_at": now(), "answer": "Ik hoor graag hoe jij het ziet."}
    waiting = Proposal(**shared, question="M.BL", name="Kees Kenner", email="kees@voorbeeldstad.example")
    session.add_all([waiting, Proposal(**shared, **decided, question="C.BL", name="Lies Lezer")])
    session.flush()
    return {"proposal": f"{hub}/deelnemers/voorstellen/{waiting.id}"}


def make_doors(session: Session, people: People) -> dict[str, str]:
    """Somebody with a second step, and two organisations with work accounts, of which one has ended."""
    guarded = make_user(session, "gerda@stichting.example", "Gerda Grendel", "adviser", people.municipality)
    secret = encrypted(SECRET, APP_SECRET)
    session.add(SecondFactor(user_id=guarded.id, secret=secret, created_at=now()))
    make_change(session, guarded, people.administrator, CHANGE)
    shared = {"kind": "generic", "client_id": "samenhang", "client_secret": encrypted(SECRET, "geheim")}
    # Nobody listens there.
    shared |= {"issuer": "http://127.0.0.1:9", "created_at": now()}
    here = IdentityProvider(**shared, name="Gemeente Voorbeeldstad", municipality_id=people.municipality.id)
    ended = IdentityProvider(**shared, name="Stichting van vroeger", ended_at=now())
    mail = {"kind": DIGEST, "recipient": guarded.email, "subject": "Vandaag", "text": "Vandaag.", "sent_at": now()}
    told = OutboxMail(**mail, created_at=now(), next_attempt_at=now())
    session.add_all([here, ended, told])
    session.flush()
    return {
        "mails_off": f"/mails-uit/{mails_token(SECRET, told.id)}",
        "guarded_person": f"/beheer/mensen/{guarded.id}",
        "provider": f"/beheer/organisaties/{here.id}",
        "organisation": f"/inloggen/organisatie/{here.id}",
        "ended_organisation": f"/inloggen/organisatie/{ended.id}",
    }


def make_two_roles(session: Session, people: People) -> None:
    """Somebody who is coordinator in one municipality and reader in another."""
    both = make_user(session, "bea@gemeenten.example", "Bea Beide", "coordinator", people.municipality)
    place = people.elsewhere.id
    session.add(Membership(user_id=both.id, municipality_id=place, role="reader", created_at=now()))
