"""One municipality for its advisers: its rounds, who advises it now and before, whom to speak to, and contacts."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload
from wtforms import Field
from wtforms.validators import ValidationError

from app.desk.overview import blueprint
from app.desk.rounds import DeskRound, LastContact, last_contacts, load_rounds
from app.doors.access import municipalities_of, places_as
from app.doors.mergers import MergedRound, enlarged, merged_rounds
from app.models import Contact, Membership, Municipality, User
from app.saving.records import TWICE
from app.texts import desk as texts
from app.texts import trajectories as planning
from app.trail.events import record
from app.web.clock import now, today
from app.web.extensions import db
from app.web.formatting import HERE
from app.web.forms import BaseForm, ChoiceField, DayField, required, text_field


@dataclass(frozen=True, slots=True)
class NotedContact:
    author: str
    day: date
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class Adviser:
    """Somebody who advises a municipality, or did."""

    name: str
    function: str
    since: date
    until: date | None
    took_over_from: str
    """The name of who did it before; empty when nothing was handed over."""
    handover_note: str


@dataclass(frozen=True, slots=True)
class Advised:
    """A municipality with all that its advisers know about it."""

    municipality: Municipality
    rounds: Sequence[DeskRound]
    """The latest first."""
    contacts: Sequence[NotedContact]
    """The latest first."""
    last_contact: LastContact | None
    """As the list has it: of these, or later in the application."""
    advisers: Sequence[Adviser]
    """Who advises it now, and after them who did before, the latest first."""
    coordinators: Sequence[User]
    merged: Sequence[MergedRound]
    """What was agreed by municipalities that are part of it now."""


def municipality_of(user: User, municipality_id: uuid.UUID) -> Municipality:
    """A municipality that this person advises now: 403 for who advises none, 404 for any other municipality."""
    own = places_as(user, "adviser") or abort(403)
    found = [municipality for municipality in own if municipality.id == municipality_id]
    return found[0] if found else abort(404)


def load_advised(session: Session, user: User, municipality: Municipality, today: date) -> Advised:
    """All of it. It does not ask whether the person advises the municipality."""
    rounds = load_rounds(session, user, [municipality.id], today)[municipality.id]
    memberships = (
        select(Membership)
        .where(Membership.municipality_id == municipality.id, Membership.role.in_(("adviser", "coordinator")))
        .options(joinedload(Membership.user))
        .order_by(Membership.created_at, Membership.id)
    )
    people = session.scalars(memberships).all()
    names = {membership.id: membership.user.name for membership in people}
    advisers = [_adviser(membership, names) for membership in people if membership.role == "adviser"]
    current = [one for one in advisers if one.until is None]
    before = [one for one in reversed(advisers) if one.until is not None]
    coordinators = [one.user for one in people if one.role == "coordinator" and one.ended_at is None]
    last = last_contacts(session, [municipality.id]).get(municipality.id)
    contacts = (
        select(User.name, Contact.day, Contact.kind, Contact.note)
        .join(User, User.id == Contact.adviser_id)
        .where(Contact.municipality_id == municipality.id)
        .order_by(Contact.day.desc(), Contact.created_at.desc())
    )
    notes = [NotedContact(*row) for row in session.execute(contacts)]
    merged = merged_rounds(session, enlarged(user, [municipality.id]), today, municipalities_of(user, "adviser"))
    return Advised(municipality, rounds, notes, last, [*current, *before], coordinators, merged)


def _adviser(membership: Membership, names: dict[uuid.UUID, str]) -> Adviser:
    before = names.get(membership.replaces_id, "") if membership.replaces_id else ""
    person, until = membership.user, membership.ended_at
    since = membership.created_at.astimezone(HERE).date()
    ended = until.astimezone(HERE).date() if until else None
    return Adviser(person.name, person.function, since, ended, before, membership.handover_note)


def add_contact(
    session: Session, actor: User, municipality_id: uuid.UUID, noted: Mapping[str, Any], *, now: datetime
) -> None:
    """Keep when and how an adviser spoke to a municipality, and about what; the same just now is kept already."""
    # The municipality is held, so that two clicks at the same moment wait for each other, and nobody else for them.
    held = select(Municipality.id).where(Municipality.id == municipality_id).with_for_update(key_share=True)
    session.execute(held)
    kept = {"municipality_id": municipality_id, "adviser_id": actor.id, **noted}
    if session.scalars(select(Contact).filter_by(**kept).where(Contact.created_at > now - TWICE)).first() is None:
        contact = Contact(id=uuid.uuid4(), created_at=now, **kept)
        session.add(contact)
        session.flush()
        # What it was about stays between advisers.
        new = {"day": contact.day, "kind": contact.kind}
        record(session, actor, "add_contact", contact.id, now=now, municipality_id=municipality_id, new=new)


LONG_AGO = timedelta(days=3653)


class ContactForm(BaseForm):
    """When it was, how it went, and what it was about."""

    day = DayField(
        "Dag",
        message=texts.DAY_UNREADABLE,
        validators=[required(texts.DAY_MISSING)],
        description="Bijvoorbeeld: 4-12-2026",
    )
    kind = ChoiceField("Hoe ging het contact?", list(texts.KINDS.items()), validators=[required(texts.KIND_MISSING)])
    note = text_field("Waar ging het over?", 5000, required(texts.NOTE_MISSING), area=True)

    def validate_day(self, field: Field) -> None:
        """A day that was: at most ten years ago."""
        if field.value > today():
            raise ValidationError(texts.DAY_TO_COME)
        if field.value < today() - LONG_AGO:
            raise ValidationError(texts.DAY_LONG_AGO)


@blueprint.route("/adviseur/<uuid:municipality_id>", methods=["GET", "POST"])
def municipality(municipality_id: uuid.UUID) -> ResponseReturnValue:
    """What advisers know about one municipality; posting writes down a contact."""
    found = municipality_of(current_user, municipality_id)
    form = ContactForm(request.form if request.method == "POST" else None, day=today())
    if request.method != "POST" or not form.validate():
        page = {"advised": load_advised(db.session, current_user, found, today()), "form": form, "texts": texts}
        shown = render_template("desk/municipality.html", **page, planning=planning, today=today())
        return shown, 422 if form.errors else 200
    add_contact(db.session, current_user, municipality_id, form.values, now=now())
    flash(texts.NOTED, "success")
    db.session.commit()
    return redirect(url_for("desk.municipality", municipality_id=municipality_id, _anchor="contacten"), 303)
