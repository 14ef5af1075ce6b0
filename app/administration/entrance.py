"""The blueprint of this feature: administrators only, every page; and what its views share."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, ParamSpec

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from app.administration.people import all_municipalities
from app.administration.waiting import Asking
from app.doors.access import administrators_only
from app.doors.second_step import has_fresh_step
from app.models import Municipality
from app.saving.typed import hold_posted_form
from app.web.clock import now
from app.web.extensions import db, settings

P = ParamSpec("P")
blueprint = Blueprint("administration", __name__, template_folder="templates", url_prefix="/beheer")


@blueprint.before_request
@administrators_only
def keep_others_out() -> None:
    """403 for everybody else, before anything is read."""


def asking() -> Asking:
    """Who asks for a change to somebody's account now."""
    return Asking(db.session, current_user, settings(), now())


def is_fresh() -> bool:
    """Whether this administrator has just shown a second step, which changes to accounts of others need (D22)."""
    return has_fresh_step(db.session, current_user, demanded=not settings().example, now=now())


def way_to_step() -> str:
    """The page that asks for it, and then leads back here."""
    return url_for("accounts.show_second_step", verder=request.full_path.rstrip("?"))


def fresh_step_only(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """A view for who has just shown a second step; others are asked for it first, before they type anything.

    A form that stood open for too long waits until they have.
    """

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if is_fresh():
            return view(*args, **kwargs)
        if request.method == "POST" and hold_posted_form(now()):
            return redirect(url_for("accounts.show_second_step", verder=url_for("accounts.show_held_forms")), 303)
        return redirect(way_to_step(), 303)

    return guarded


NOWHERE = ("", "Geen gemeente")


def with_municipalities(form: Any) -> Any:
    """A form with a field `municipality`, in which every municipality can be chosen."""
    form.municipality.choices = [SelectChoice(*NOWHERE), *choices_of(all_municipalities(db.session))]
    return form


def choices_of(municipalities: Sequence[Municipality]) -> list[SelectChoice]:
    return [SelectChoice(str(one.id), f"{one.name} ({one.code})") for one in municipalities]
