"""The pages of people: their roles, a second step that goes, what is kept of them, and removing somebody for good."""

import uuid
from datetime import datetime, timedelta

import structlog
from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload
from wtforms import Field
from wtforms.validators import ValidationError

from app.administration import people
from app.administration.entrance import (
    NOWHERE,
    asking,
    blueprint,
    fresh_step_only,
    is_fresh,
    way_to_step,
    with_municipalities,
)
from app.administration.waiting import ask_address, ask_reset, give_role, has_signed_in
from app.administration.waiting import withdraw_change as withdraw
from app.doors.addresses import LENGTH
from app.doors.second_step import demand_second_step
from app.models import (
    AccountChange,
    Assessment,
    ImprovementAction,
    Membership,
    Municipality,
    Participation,
    Removal,
    SignIn,
    Trajectory,
    User,
)
from app.personal.export import load_export
from app.personal.removal import remove
from app.post.outbox import queue_letter
from app.texts import administration, words
from app.texts import personal as texts
from app.texts.accounts import WITHDRAWN, address_asked, reset_asked, role_asked, waits_for
from app.texts.mails.account_changes import own_data
from app.trail.events import record
from app.web.clock import now
from app.web.extensions import db, settings
from app.web.forms import BaseForm, ChoiceField, address, clean, one_line, required, text_field
from app.web.publication import send

GIVEN = ("coordinator", "adviser", "reader", "administrator")
"""The roles that an administrator gives; participants are invited by their coordinator."""


class DetailsForm(BaseForm):
    name = text_field("Naam", 80, required(administration.NO_NAME), one_line)
    email = text_field("E-mailadres", LENGTH, required(administration.NO_EMAIL), clean, address)
    function = text_field("Functie", 80, required(administration.NO_FUNCTION), one_line)


class RoleForm(BaseForm):
    """A role, and where."""

    role = ChoiceField(
        "Rol", [(role, words.ROLES[role].capitalize()) for role in GIVEN], validators=[required(administration.NO_ROLE)]
    )
    municipality = ChoiceField("Gemeente", [NOWHERE])

    def validate_municipality(self, field: Field) -> None:
        """Every role but that of administrator is a role in one municipality."""
        if self.role.data == "administrator" and field.data:
            raise ValidationError(administration.MUNICIPALITY_TOO_MANY)
        if self.role.data and self.role.data != "administrator" and not field.data:
            raise ValidationError(administration.NO_MUNICIPALITY)


class PersonForm(DetailsForm, RoleForm):
    """A new person with a first role."""


@blueprint.get("/mensen")
def list_people() -> ResponseReturnValue:
    """The people with their roles, all or searched."""
    search = request.args.get("zoek", "").strip()[:80]
    found = people.found_people(db.session, search)
    page = {"more": len(found) > people.MOST, "search": search, "asked": people.removals_asked(db.session)}
    return render_template("administration/people.html", found=found[: people.MOST], **page)


def chosen_municipality(form: RoleForm) -> Municipality | None:
    """The municipality of the role; None for an administrator."""
    return people.municipality_with(db.session, uuid.UUID(form.municipality.data)) if form.municipality.data else None


@blueprint.route("/mensen/nieuw", methods=["GET", "POST"])
@fresh_step_only
def new_person() -> ResponseReturnValue:
    """Add somebody with a first role."""
    # A link to this page can say for which role somebody is added.
    chosen = {name: request.args.get(name) for name in ("role", "municipality")} if request.method != "POST" else None
    form = with_municipalities(PersonForm(request.form, data=chosen))
    if request.method != "POST":
        return render_template("administration/new_person.html", form=form, known=None)
    if not form.validate():
        return render_template("administration/new_person.html", form=form, known=None), 422
    details = people.PersonDetails(form.email.data, form.name.data, form.function.data)
    try:
        added = people.add_person(db.session, current_user, details, now=now())
    except people.KnownAddressError as error:
        form.email.errors = [administration.KNOWN_ADDRESS]
        return render_template("administration/new_person.html", form=form, known=error.user_id), 422
    try:
        give_role(asking(), added, form.role.data, chosen_municipality(form))
    except people.EndedMunicipalityError as error:
        form.municipality.errors = [administration.no_new_people(error.name, error.into)]
        return render_template("administration/new_person.html", form=form, known=None), 422
    flash(f"{added.name} is toegevoegd en kan nu inloggen met {added.email}.", "success")
    db.session.commit()
    return redirect(url_for("administration.show_person", user_id=added.id), 303)


@blueprint.route("/mensen/<uuid:user_id>", methods=["GET", "POST"])
def show_person(user_id: uuid.UUID) -> ResponseReturnValue:
    """One person with all roles, also the ended ones; and giving another role."""
    shown = people.person(db.session, user_id)
    form = with_municipalities(RoleForm(request.form))
    page = {"person": shown, "form": form, "has_one": people.has_second_step(db.session, user_id)}
    page |= {"waiting": [(change, waits_for(change)) for change in people.waiting_changes(db.session, user_id)]}
    page |= {"is_fresh": is_fresh(), "way_to_step": way_to_step()}
    if request.method == "POST" and not page["is_fresh"]:
        return redirect(way_to_step(), 303)
    if request.method != "POST":
        return render_template("administration/person.html", **page)
    if not form.validate():
        return render_template("administration/person.html", **page), 422
    try:
        change = give_role(asking(), shown, form.role.data, chosen_municipality(form))
    except people.HasRoleError:
        form.role.errors = [administration.HAS_ROLE]
        return render_template("administration/person.html", **page), 422
    except people.OtherSideError as error:
        form.role.errors = [administration.OTHER_SIDE[error.side]]
        return render_template("administration/person.html", **page), 422
    except people.EndedMunicipalityError as error:
        form.municipality.errors = [administration.no_new_people(error.name, error.into)]
        return render_template("administration/person.html", **page), 422
    if change is None and not settings().example:
        demand_second_step(db.session, user_id, form.role.data, now=now())
    flash(role_asked(change.not_before) if change else "De rol is toegevoegd. Die geldt meteen.", "success")
    db.session.commit()
    return redirect(url_for("administration.show_person", user_id=user_id), 303)


@blueprint.route("/mensen/<uuid:user_id>/wijzigen", methods=["GET", "POST"])
@fresh_step_only
def edit_person(user_id: uuid.UUID) -> ResponseReturnValue:
    """Correct somebody's name, address or function."""
    shown = people.person(db.session, user_id)
    form = DetailsForm(request.form, obj=shown)
    page = "administration/edit_person.html"
    if request.method != "POST":
        return render_template(page, person=shown, form=form, known=None)
    if not form.validate():
        return render_template(page, person=shown, form=form, known=None), 422
    waits = form.email.data != shown.email and has_signed_in(db.session, user_id)
    details = people.PersonDetails(shown.email if waits else form.email.data, form.name.data, form.function.data)
    said = "De gegevens zijn veranderd."
    try:
        if waits:
            said = address_asked(form.email.data, ask_address(asking(), shown, form.email.data).not_before)
        people.change_person(db.session, current_user, user_id, details, now=now())
    except people.KnownAddressError as error:
        form.email.errors = [administration.KNOWN_ADDRESS]
        return render_template(page, person=shown, form=form, known=error.user_id), 422
    flash(said, "success")
    db.session.commit()
    return redirect(url_for("administration.show_person", user_id=user_id), 303)


@blueprint.post("/wijzigingen/<uuid:change_id>/intrekken")
def withdraw_change(change_id: uuid.UUID) -> ResponseReturnValue:
    """Take back a change that waits."""
    shown = db.session.get(AccountChange, change_id) or abort(404)
    if withdraw(asking(), change_id):
        flash(WITHDRAWN, "success")
    db.session.commit()
    return redirect(url_for("administration.show_person", user_id=shown.user_id), 303)


@blueprint.route("/rollen/<uuid:membership_id>/beeindigen", methods=["GET", "POST"])
def end_membership(membership_id: uuid.UUID) -> ResponseReturnValue:
    """Ask whether a role must end, and end it."""
    role = people.membership(db.session, membership_id)
    back = way_back(role)
    if request.method != "POST":
        return render_template("administration/end_role.html", role=role, back=back, others=fellow_advisers(role))
    try:
        people.end_role(db.session, current_user, role, now=now())
    except people.LastAdministratorError:
        return render_template(
            "errors/409.html", explanation=administration.LAST_ADMINISTRATOR, back=("Terug", back)
        ), 409
    flash(f"De rol van {role.user.name} is beëindigd.", "success")
    db.session.commit()
    return redirect(back, 303)


def way_back(role: Membership) -> str:
    """Where a role was seen: with the advisers of its municipality, or else with the person."""
    if role.role == "adviser" and request.args.get("terug") == "gemeente":
        return url_for("administration.municipality_advisers", municipality_id=role.municipality_id)
    return url_for("administration.show_person", user_id=role.user_id)


def fellow_advisers(role: Membership) -> int | None:
    """How many others advise the municipality of an adviser now; None for other roles."""
    if role.role != "adviser" or role.municipality_id is None:
        return None
    return sum(
        one.ended_at is None and one.id != role.id for one in people.adviser_roles(db.session, role.municipality_id)
    )


log = structlog.get_logger()


@blueprint.route("/mensen/<uuid:user_id>/tweede-stap", methods=["GET", "POST"])
@fresh_step_only
def reset_second_step(user_id: uuid.UUID) -> ResponseReturnValue:
    """Ask whether somebody's second step must go, and tell them so; one's own is changed with a code of it."""
    shown, back = people.person(db.session, user_id), url_for("administration.show_person", user_id=user_id)
    if user_id == current_user.id:
        way_on = ("Naar je account", "/account")
        return render_template("errors/409.html", explanation=administration.OWN_SECOND_STEP, back=way_on), 409
    has_one = people.has_second_step(db.session, user_id)
    if request.method != "POST":
        return render_template("administration/reset_second_step.html", person=shown, has_one=has_one, back=back)
    if has_one:
        change = ask_reset(asking(), shown)
        log.info("second_step_reset_asked", actor=str(current_user.id), person=str(user_id))
        flash(reset_asked(shown.name, change.not_before), "success")
    db.session.commit()
    return redirect(back, 303)


class OnlyCoordinatorError(Exception):
    """Without this person nobody would lead a round that goes on; `municipalities` says where, by name."""

    def __init__(self, municipalities: list[str]) -> None:
        super().__init__(municipalities)
        self.municipalities = municipalities


def remove_long_gone(session: Session, days: int, *, now: datetime) -> None:
    """Remove one of those who had nothing to do with anything for this many days; the next time the next."""
    since = now - timedelta(days=days)
    takes_part = or_(
        and_(Assessment.state != "agreed", Participation.ended_at.is_(None)),
        Assessment.agreed_at > since,
        Participation.ended_at > since,
    )
    own = select(Participation.id).join(Assessment, Assessment.id == Participation.assessment_id)
    owned = select(ImprovementAction.id).join(Trajectory, Trajectory.id == ImprovementAction.trajectory_id)
    busy = (
        exists().where(Membership.user_id == User.id, func.coalesce(Membership.ended_at, now) > since),
        own.where(Participation.user_id == User.id, takes_part).exists(),
        owned.where(ImprovementAction.owner_id == User.id, func.coalesce(Trajectory.ended_at, now) > since).exists(),
        exists().where(SignIn.user_id == User.id, SignIn.created_at > since),
    )
    query = select(User.id).where(User.created_at < since, people.is_here(), *(~one for one in busy))
    if gone := session.scalars(query.order_by(User.created_at, User.id).limit(1)).first():
        remove_person(session, None, gone, now=now)


def remove_person(session: Session, actor: User | None, user_id: uuid.UUID, *, now: datetime) -> None:
    """Remove somebody; harmless when done twice. Raises OnlyCoordinatorError and LastAdministratorError."""
    # Held: two administrators must not remove each other at once, and two removals not get the same number.
    people.administrators(session)
    done = select(Removal.user_id).where(Removal.user_id == user_id, Removal.done_at.is_not(None))
    if session.scalars(done).first() is not None:
        return
    if where := only_coordinator_in(session, user_id):
        raise OnlyCoordinatorError(where)
    roles = select(Membership).where(Membership.user_id == user_id, Membership.ended_at.is_(None))
    for role in session.scalars(roles.options(joinedload(Membership.user))):
        people.end_role(session, actor, role, now=now)
    session.flush()
    remove(session, actor, user_id, now=now)


def only_coordinator_in(session: Session, user_id: uuid.UUID) -> list[str]:
    """The municipalities with a round that goes on, which nobody else could lead."""
    another = aliased(Membership)
    others = exists().where(
        another.municipality_id == Municipality.id,
        another.role == "coordinator",
        another.ended_at.is_(None),
        another.user_id != user_id,
    )
    going_on = exists().where(Assessment.municipality_id == Municipality.id, Assessment.state != "agreed")
    query = (
        select(Municipality.name)
        .join(Membership, Membership.municipality_id == Municipality.id)
        .where(Membership.user_id == user_id, Membership.role == "coordinator", Membership.ended_at.is_(None))
        .where(going_on, ~others)
    )
    return list(session.scalars(query.order_by(Municipality.name)))


@blueprint.route("/mensen/<uuid:user_id>/gegevens", methods=["GET", "POST"])
@fresh_step_only
def person_data(user_id: uuid.UUID) -> ResponseReturnValue:
    """Send somebody to their own data, or read what an administrator may see of it: the history tells of both."""
    shown = people.person(db.session, user_id)
    if request.method != "POST":
        return render_template("administration/person_data.html", person=shown, sections=None)
    if request.form.get("do") == "mail":
        # Where they can see everything that is kept of them, after signing in.
        letter = own_data(shown.name, f"{settings().base_url}/account/gegevens", settings().contact)
        queue_letter(db.session, shown.email, letter, "own_data", now=now())
        record(db.session, current_user, "mail_own_data", shown.id, now=now())
        flash(texts.mail_sent(shown.name), "success")
        db.session.commit()
        return redirect(url_for("administration.show_person", user_id=user_id), 303)
    found = load_export(db.session, shown, for_administrator=True)
    record(db.session, current_user, "read_own_data", user_id, now=now())
    db.session.commit()
    if request.form.get("do") == "file":
        return send(found.document().encode(), "samenhang-gegevens", "json")
    return render_template("administration/person_data.html", person=shown, sections=found.sections)


@blueprint.route("/mensen/<uuid:user_id>/verwijderen", methods=["GET", "POST"])
@fresh_step_only
def post_remove_person(user_id: uuid.UUID) -> ResponseReturnValue:
    """Say what goes and what stays, and remove somebody; afterwards the receipt."""
    removal, told = people.removal_of(db.session, user_id)
    if removal is not None and removal.done_at is not None:
        return render_template("administration/removed.html", removal=removal, told=told, texts=texts)
    shown, back = people.person(db.session, user_id), url_for("administration.show_person", user_id=user_id)
    if user_id == current_user.id:
        return refused(texts.NOT_YOURSELF, back)
    if where := only_coordinator_in(db.session, user_id):
        return refused(texts.needed_in(where), back)
    if request.method != "POST":
        return render_template("administration/remove_person.html", person=shown, removal=removal, back=back)
    try:
        remove_person(db.session, current_user, user_id, now=now())
    except OnlyCoordinatorError as error:
        return refused(texts.needed_in(error.municipalities), back)
    except people.LastAdministratorError:
        return refused(administration.LAST_ADMINISTRATOR, back)
    log.info("person_removed", actor=str(current_user.id), person=str(user_id))
    db.session.commit()
    return redirect(url_for("administration.post_remove_person", user_id=user_id), 303)


def refused(explanation: str, back: str) -> ResponseReturnValue:
    """Why somebody cannot be removed now."""
    db.session.rollback()
    return render_template("errors/409.html", explanation=explanation, back=("Terug", back)), 409
