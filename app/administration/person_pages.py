"""The pages of people and their roles, and of a second step that goes."""

import uuid

import structlog
from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.administration.entrance import asking, blueprint, fresh_step_only, is_fresh, settings, way_to_step
from app.administration.forms import DetailsForm, PersonForm, RoleForm, with_municipalities
from app.administration.people import (
    MOST,
    EndedMunicipalityError,
    HasRoleError,
    KnownAddressError,
    LastAdministratorError,
    OtherSideError,
    PersonDetails,
    add_person,
    adviser_roles,
    all_municipalities,
    change_person,
    end_role,
    found_people,
    has_second_step,
    membership,
    municipality_with,
    person,
    removals_asked,
    waiting_changes,
)
from app.administration.waiting import ask_address, ask_reset, give_role, has_signed_in
from app.administration.waiting import withdraw_change as withdraw
from app.doors.second_step import demand_second_step
from app.models import AccountChange, Membership, Municipality
from app.texts.accounts import WITHDRAWN, address_asked, reset_asked, role_asked, waits_for
from app.texts.administration import (
    HAS_ROLE,
    KNOWN_ADDRESS,
    LAST_ADMINISTRATOR,
    OTHER_SIDE,
    OWN_SECOND_STEP,
    no_new_people,
)
from app.web.clock import now
from app.web.extensions import db


@blueprint.get("/mensen")
def list_people() -> ResponseReturnValue:
    """The people with their roles, all or searched."""
    search = request.args.get("zoek", "").strip()[:80]
    found = found_people(db.session, search)
    page = {"more": len(found) > MOST, "search": search, "asked": removals_asked(db.session)}
    return render_template("administration/people.html", found=found[:MOST], **page)


def chosen_municipality(form: RoleForm) -> Municipality | None:
    """The municipality of the role; None for an administrator."""
    return municipality_with(db.session, uuid.UUID(form.municipality.data)) if form.municipality.data else None


@blueprint.route("/mensen/nieuw", methods=["GET", "POST"])
@fresh_step_only
def new_person() -> ResponseReturnValue:
    """Add somebody with a first role."""
    # A link to this page can say for which role somebody is added.
    chosen = {name: request.args.get(name) for name in ("role", "municipality")} if request.method != "POST" else None
    form = with_municipalities(PersonForm(request.form, data=chosen), all_municipalities(db.session))
    if request.method != "POST":
        return render_template("administration/new_person.html", form=form, known=None)
    if not form.validate():
        return render_template("administration/new_person.html", form=form, known=None), 422
    details = PersonDetails(form.email.data, form.name.data, form.function.data)
    try:
        added = add_person(db.session, current_user, details, now=now())
    except KnownAddressError as error:
        form.email.errors = [KNOWN_ADDRESS]
        return render_template("administration/new_person.html", form=form, known=error.user_id), 422
    try:
        give_role(asking(), added, form.role.data, chosen_municipality(form))
    except EndedMunicipalityError as error:
        form.municipality.errors = [no_new_people(error.name, error.into)]
        return render_template("administration/new_person.html", form=form, known=None), 422
    flash(f"{added.name} is toegevoegd en kan nu inloggen met {added.email}.", "success")
    db.session.commit()
    return redirect(url_for("administration.show_person", user_id=added.id), 303)


@blueprint.route("/mensen/<uuid:user_id>", methods=["GET", "POST"])
def show_person(user_id: uuid.UUID) -> ResponseReturnValue:
    """One person with all roles, also the ended ones; and giving another role."""
    shown = person(db.session, user_id)
    form = with_municipalities(RoleForm(request.form), all_municipalities(db.session))
    page = {"person": shown, "form": form, "has_one": has_second_step(db.session, user_id)}
    page |= {"waiting": [(change, waits_for(change)) for change in waiting_changes(db.session, user_id)]}
    page |= {"is_fresh": is_fresh(), "way_to_step": way_to_step()}
    if request.method == "POST" and not page["is_fresh"]:
        return redirect(way_to_step(), 303)
    if request.method != "POST":
        return render_template("administration/person.html", **page)
    if not form.validate():
        return render_template("administration/person.html", **page), 422
    try:
        change = give_role(asking(), shown, form.role.data, chosen_municipality(form))
    except HasRoleError:
        form.role.errors = [HAS_ROLE]
        return render_template("administration/person.html", **page), 422
    except OtherSideError as error:
        form.role.errors = [OTHER_SIDE[error.side]]
        return render_template("administration/person.html", **page), 422
    except EndedMunicipalityError as error:
        form.municipality.errors = [no_new_people(error.name, error.into)]
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
    shown = person(db.session, user_id)
    form = DetailsForm(request.form, obj=shown)
    page = "administration/edit_person.html"
    if request.method != "POST":
        return render_template(page, person=shown, form=form, known=None)
    if not form.validate():
        return render_template(page, person=shown, form=form, known=None), 422
    waits = form.email.data != shown.email and has_signed_in(db.session, user_id)
    details = PersonDetails(shown.email if waits else form.email.data, form.name.data, form.function.data)
    said = "De gegevens zijn veranderd."
    try:
        if waits:
            said = address_asked(form.email.data, ask_address(asking(), shown, form.email.data).not_before)
        change_person(db.session, current_user, user_id, details, now=now())
    except KnownAddressError as error:
        form.email.errors = [KNOWN_ADDRESS]
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
    role = membership(db.session, membership_id)
    back = way_back(role)
    if request.method != "POST":
        return render_template("administration/end_role.html", role=role, back=back, others=fellow_advisers(role))
    try:
        end_role(db.session, current_user, role, now=now())
    except LastAdministratorError:
        return render_template("errors/409.html", explanation=LAST_ADMINISTRATOR, back=("Terug", back)), 409
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
    return sum(one.ended_at is None and one.id != role.id for one in adviser_roles(db.session, role.municipality_id))


log = structlog.get_logger()


@blueprint.route("/mensen/<uuid:user_id>/tweede-stap", methods=["GET", "POST"])
@fresh_step_only
def reset_second_step(user_id: uuid.UUID) -> ResponseReturnValue:
    """Ask whether somebody's second step must go, and tell them so; one's own is changed with a code of it."""
    shown, back = person(db.session, user_id), url_for("administration.show_person", user_id=user_id)
    if user_id == current_user.id:
        way_on = ("Naar je account", "/account")
        return render_template("errors/409.html", explanation=OWN_SECOND_STEP, back=way_on), 409
    has_one = has_second_step(db.session, user_id)
    if request.method != "POST":
        return render_template("administration/reset_second_step.html", person=shown, has_one=has_one, back=back)
    if has_one:
        change = ask_reset(asking(), shown)
        log.info("second_step_reset_asked", actor=str(current_user.id), person=str(user_id))
        flash(reset_asked(shown.name, change.not_before), "success")
    db.session.commit()
    return redirect(back, 303)
