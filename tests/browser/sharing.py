"""Shared actions of three municipalities, and questions about them; addresses for visits."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import ImprovementAction, Municipality
from app.web.clock import now
from tests.factories import People
from tests.practice import make_practice, make_question


def make_shared(session: Session, people: People) -> dict[str, str]:
    """One of another municipality without its name, one with it about another domain, and an own one."""
    by, titles = people.coordinator, ("Al gedaan", "Gestopt", "Te laat")
    done, stopped, late = (
        session.scalars(select(ImprovementAction).where(ImprovementAction.title == title)).one() for title in titles
    )
    newtown = session.scalars(select(Municipality).where(Municipality.name == "Nieuwstad")).one()
    told = {"title": "Een spreekuur in de bibliotheek", "domain": "wonen", "question": "D2.UI", "effort": "large"}
    own = make_practice(session, done, by, title="Al <b>gedaan</b>", shared_at=now() - timedelta(days=3))
    hidden = make_practice(session, stopped, by, municipality_id=people.elsewhere.id, state="stopped")
    more = {"municipality_id": newtown.id, "shows_name": True, "state": "running"}
    named = make_practice(session, late, by, **told, **more)
    make_question(
        session,
        hidden,
        people.municipality,
        by,
        text="Wat kostte het?\nEn wie betaalde?",
        answer="Niets. De <b>taalaanbieder</b> deed het graag.",
        answered_at=now(),
        answered_by=people.adviser.id,
    )
    asked = make_question(session, hidden, people.municipality, by)
    addresses = {"own_practice": own, "practice": hidden, "named_practice": named}
    found = {name: f"/netwerk/praktijk/{one.id}" for name, one in addresses.items()}
    return {**found, "asked": f"/netwerk/vragen/{asked.id}", "shared_action": f"/traject/acties/{done.id}/delen"}
