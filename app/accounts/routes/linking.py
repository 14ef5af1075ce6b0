"""HTTP of binding a work account to one's own account, and of unbinding it."""

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import Row

from app.accounts.operations.work_accounts import (
    BoundElsewhereError,
    Proof,
    ProofUsedError,
    ProviderEndedError,
    bind_work_account,
    person_with_work_account,
    provider_of,
    unbind_work_account,
)
from app.accounts.queries import open_providers, work_accounts_of
from app.accounts.routes.blueprint import blueprint, own_path, settings
from app.accounts.routes.proofs import forget_proof, kept_proof
from app.clock import now
from app.database import reading
from app.extensions import db
from app.texts.work_accounts import ENDED, EXPIRED, LINKED, LINKED_ALREADY, LINKED_ELSEWHERE, UNLINKED


@blueprint.route("/account/koppelen", methods=["GET", "POST"])
def link_work_account() -> ResponseReturnValue:
    """Ask whether the work account that was just shown must be bound to this person, and bind it."""
    proof = kept_proof()
    if proof is None or not proof.is_valid(now()):
        return choose(EXPIRED if proof or request.method == "POST" else "")
    try:
        if request.method != "POST":
            return ask(proof)
        bind_work_account(db.session, current_user, proof, settings(), now=now())
    except ProviderEndedError:
        return impossible(ENDED)
    except BoundElsewhereError:
        return impossible(LINKED_ELSEWHERE)
    except ProofUsedError:
        return choose(EXPIRED)
    forget_proof()
    target = way_on()
    cookie.pop("wanted", None)
    flash(LINKED, "success")
    db.session.commit()
    return redirect(target, 303)


def ask(proof: Proof) -> ResponseReturnValue:
    """The question, or the answer when it has been given. Raises ProviderEndedError and BoundElsewhereError."""
    provider = provider_of(db.session, proof)
    owner = person_with_work_account(db.session, proof)
    if owner == current_user.id:
        return choose(LINKED_ALREADY)
    if owner is not None:
        raise BoundElsewhereError
    page = "accounts/link_work_account.html"
    return render_template(page, organisation=provider.name, person=proof.name, way_on=way_on())


def choose(message: str = "") -> ResponseReturnValue:
    """The organisations whose work accounts can be bound, and what there is to say first."""
    status = 409 if request.method == "POST" else 200
    return render_template("accounts/choose_work_account.html", message=message, way_on=way_on()), status


def impossible(why: str) -> ResponseReturnValue:
    """The page that says why this work account is not bound, with the way on."""
    return render_template("errors/409.html", explanation=why, back=("Ga verder", way_on())), 409


def way_on() -> str:
    """Where somebody was going, or else their own account."""
    return own_path(cookie.get("wanted")) or url_for("accounts.account")


@blueprint.post("/account/ontkoppelen/<uuid:identity_id>")
def unlink_work_account(identity_id: uuid.UUID) -> ResponseReturnValue:
    """Unbind one of one's own work accounts."""
    if not unbind_work_account(db.session, current_user, identity_id, now=now()):
        abort(404)
    flash(UNLINKED, "success")
    db.session.commit()
    return redirect(url_for("accounts.account"), 303)


@blueprint.context_processor
def work_accounts() -> dict[str, Callable[[], Sequence[Row[*tuple[Any, ...]]]]]:
    """What the sign-in page and the own account show; asked for only where it is shown."""
    return {"organisations": organisations, "own_work_accounts": own_work_accounts}


def organisations() -> Sequence[Row[*tuple[Any, ...]]]:
    """(id, name) of the organisations with whose work accounts people can sign in."""
    with reading() as connection:
        return open_providers(connection)


def own_work_accounts() -> Sequence[Row[*tuple[Any, ...]]]:
    """(id, created_at, name, ended_at) of the work accounts of who is signed in."""
    with reading() as connection:
        return work_accounts_of(connection, current_user.id)
