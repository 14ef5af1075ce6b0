"""HTTP of who advises which municipality: assigning, and handing over."""

import uuid
from collections.abc import Sequence
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Field
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from app.administration import people
from app.administration.entrance import asking, blueprint, fresh_step_only, is_fresh, way_to_step
from app.administration.waiting import HandedOverError, HandOver, SamePersonError, ask_hand_over, give_role
from app.doors.addresses import LENGTH
from app.doors.second_step import demand_second_step
from app.models import Membership, Municipality, User
from app.saving.typed import typed_texts
from app.texts import administration as texts
from app.texts.accounts import hand_over_asked, role_asked
from app.web.clock import now
from app.web.extensions import db, settings
from app.web.forms import BaseForm, ChoiceField, address, clean, required, text_field

SOMEBODY_ELSE = ("", "Kies een adviseur")


class AdviserForm(BaseForm):
    """Who becomes an adviser: somebody who advises already, or who has this address."""

    adviser = ChoiceField("Adviseur", [SOMEBODY_ELSE])
    email = text_field("Of het e-mailadres van iemand anders", LENGTH, clean)

    def validate_adviser(self, field: Field) -> None:
        if field.data and self.email.data:
            raise ValidationError(texts.ONE_OF_TWO)
        if not field.data and not self.email.data:
            raise ValidationError(texts.CHOOSE_SOMEBODY)

    def validate_email(self, field: Field) -> None:
        """An address, when there is one."""
        if field.data:
            address(self, field)


class HandOverForm(AdviserForm):
    """The same, with what they should know."""

    note = text_field("Wat moet de nieuwe adviseur weten?", 5000, required(texts.NO_NOTE), area=True)


def with_advisers(form: AdviserForm, found: Sequence[User]) -> Any:
    """The form, in which one of these people can be chosen."""
    form.adviser.choices = [SelectChoice(*SOMEBODY_ELSE), *(SelectChoice(str(one.id), one.name) for one in found)]
    return form


@blueprint.route("/adviseurs/<uuid:municipality_id>", methods=["GET", "POST"])
def municipality_advisers(municipality_id: uuid.UUID) -> ResponseReturnValue:
    """Who advises one municipality and who did; posting assigns somebody."""
    municipality = people.municipality_with(db.session, municipality_id)
    form = with_advisers(AdviserForm(request.form), people.all_advisers(db.session))
    if request.method != "POST":
        return advisers_page(municipality, form)
    if not is_fresh():
        return redirect(way_to_step(), 303)
    user = chosen_person(form) if form.validate() else None
    if user is None:
        return advisers_page(municipality, form), 422
    try:
        change = give_role(asking(), user, "adviser", municipality)
    except people.HasRoleError:
        refused_person(form, texts.IS_ADVISER)
        return advisers_page(municipality, form), 422
    except people.OtherSideError as error:
        refused_person(form, texts.OTHER_SIDE[error.side])
        return advisers_page(municipality, form), 422
    except people.EndedMunicipalityError as error:
        refused_person(form, texts.no_new_people(error.name, error.into))
        return advisers_page(municipality, form), 422
    if change is None:
        demand(user)
    said = role_asked(change.not_before) if change else texts.assigned(user.name, municipality.name)
    flash(said, "success")
    db.session.commit()
    return redirect(url_for("administration.municipality_advisers", municipality_id=municipality_id), 303)


@blueprint.route("/adviseurs/overdragen/<uuid:advising_id>", methods=["GET", "POST"])
@fresh_step_only
def hand_over(advising_id: uuid.UUID) -> ResponseReturnValue:
    """Let somebody take over a municipality, with a note for them."""
    role, municipality = advising(advising_id)
    others = [user for user in people.all_advisers(db.session) if user.id != role.user_id]
    form = with_advisers(HandOverForm(request.form), others)
    if role.ended_at is not None and request.method != "POST":
        return redirect(url_for("administration.municipality_advisers", municipality_id=municipality.id))
    user = chosen_person(form) if request.method == "POST" and form.validate() else None
    if user is None:
        return hand_over_page(role, municipality, form), 422 if form.errors else 200
    plan = HandOver(role, municipality, user, form.note.data)
    try:
        asked = ask_hand_over(asking(), plan)
    except SamePersonError:
        refused_person(form, texts.SAME_PERSON)
        return hand_over_page(role, municipality, form), 422
    except people.OtherSideError as error:
        refused_person(form, texts.OTHER_SIDE[error.side])
        return hand_over_page(role, municipality, form), 422
    except HandedOverError as error:
        if not error.as_asked:
            return too_late(plan, error.successor)
        asked = 0
    if isinstance(asked, int):
        demand(user)
        flash(texts.handed_over(role.user.name, user.name, asked), "success")
    else:
        flash(hand_over_asked(user.name, asked.not_before), "success")
    db.session.commit()
    return redirect(url_for("administration.municipality_advisers", municipality_id=municipality.id), 303)


def advising(advising_id: uuid.UUID) -> tuple[Membership, Municipality]:
    """The role of an adviser with its municipality, or 404."""
    role = people.membership(db.session, advising_id)
    if role.role != "adviser" or role.municipality is None:
        abort(404)
    return role, role.municipality


def chosen_person(form: AdviserForm) -> User | None:
    """Who was chosen in a valid form; None, with a message, when nobody has that address."""
    if form.adviser.data:
        return db.session.get(User, uuid.UUID(form.adviser.data))
    found = people.person_at(db.session, form.email.data)
    if found is None:
        form.email.errors = [texts.UNKNOWN_ADDRESS]
    return found


def refused_person(form: AdviserForm, message: str) -> None:
    """Say at the field that was used why this person cannot be chosen."""
    (form.adviser if form.adviser.data else form.email).errors = [message]


def demand(user: User) -> None:
    """Advisers need a second step; in the example that would stand in the way."""
    if not settings().example:
        demand_second_step(db.session, user.id, "adviser", now=now())


def advisers_page(municipality: Municipality, form: AdviserForm) -> str:
    """Who advises a municipality, and the form to assign somebody."""
    roles = people.adviser_roles(db.session, municipality.id)
    names = {role.id: role.user.name for role in roles}
    page: dict[str, Any] = {"municipality": municipality, "roles": roles, "names": names, "form": form}
    page |= {"is_fresh": is_fresh(), "way_to_step": way_to_step()}
    return render_template("administration/municipality_advisers.html", **page)


def hand_over_page(role: Membership, municipality: Municipality, form: HandOverForm) -> str:
    along = texts.goes_along(people.open_remarks_for(db.session, role.user_id, municipality.id))
    page: dict[str, Any] = {"role": role, "municipality": municipality, "form": form, "along": along}
    return render_template("administration/hand_over.html", **page)


def too_late(plan: HandOver, successor: str) -> ResponseReturnValue:
    """Somebody else was first: nothing changed, and what was typed is there to copy."""
    back = (
        "Bekijk de adviseurs",
        url_for("administration.municipality_advisers", municipality_id=plan.municipality.id),
    )
    said = texts.too_late(plan.role.user.name, successor)
    return render_template("errors/409.html", explanation=said, back=back, typed=typed_texts()), 409
