"""HTTP of the organisations whose people sign in with a work account."""

import uuid
from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.administration.forms import ProviderForm, provider_form, with_municipalities
from app.administration.operations.providers import (
    AccountsBoundError,
    AlreadyEndedError,
    ProviderDetails,
    add_provider,
    change_provider,
    entra_issuer,
)
from app.administration.operations.providers import end_provider as end
from app.administration.queries import all_municipalities, all_providers, provider_with
from app.administration.routes.entrance import blueprint
from app.clock import now
from app.extensions import db
from app.models import IdentityProvider
from app.openid.addresses import may_be_private
from app.openid.discovery import check_provider
from app.openid.faults import ProviderError
from app.texts.providers import ACCOUNTS_BOUND, KINDS, NO_SECRET, PROVIDER_ENDED, added, check_result, ended
from app.typed import typed_texts
from config import Settings


def settings() -> Settings:
    """The settings of this installation."""
    found: Settings = current_app.config["SETTINGS"]
    return found


def key() -> str:
    """The key of this installation."""
    return settings().secret_key.get_secret_value()


@blueprint.get("/organisaties")
def list_providers() -> ResponseReturnValue:
    """The organisations, the ended ones too."""
    found = all_providers(db.session)
    return render_template("administration/providers.html", found=found, kinds=KINDS, return_address=returning())


@blueprint.route("/organisaties/nieuw", methods=["GET", "POST"])
def new_provider() -> ResponseReturnValue:
    """Add an organisation."""
    form = with_municipalities(
        provider_form(request.values.get("kind", ""))(request.form), all_municipalities(db.session)
    )
    if request.method != "POST":
        return page(form)
    if not form.validate():
        return page(form), 422
    if "check" in request.form:
        return page(form, check=checked(form))
    if not form.client_secret.data:
        form.client_secret.errors = [NO_SECRET]
        return page(form), 422
    add_provider(db.session, current_user, details(form), form.client_secret.data, key(), now=now())
    flash(added(form.name.data), "success")
    db.session.commit()
    return redirect(url_for("administration.list_providers"), 303)


@blueprint.route("/organisaties/<uuid:provider_id>", methods=["GET", "POST"])
def edit_provider(provider_id: uuid.UUID) -> ResponseReturnValue:
    """Correct an organisation, or put in a new secret."""
    provider = provider_with(db.session, provider_id)
    if provider.ended_at is not None:
        return too_late()
    form = with_municipalities(
        provider_form(provider.kind)(request.form, **shown(provider)), all_municipalities(db.session)
    )
    if request.method != "POST":
        return page(form, provider_id)
    if not form.validate():
        return page(form, provider_id), 422
    if "check" in request.form:
        return page(form, provider_id, check=checked(form))
    try:
        change_provider(
            db.session, current_user, provider, details(form), form.client_secret.data or "", key(), now=now()
        )
    except AlreadyEndedError:
        return too_late()
    except AccountsBoundError:
        form.place.errors = [ACCOUNTS_BOUND]
        return page(form, provider_id), 422
    flash("De gegevens zijn gewijzigd. Ze gelden meteen.", "success")
    db.session.commit()
    return redirect(url_for("administration.list_providers"), 303)


@blueprint.route("/organisaties/<uuid:provider_id>/beeindigen", methods=["GET", "POST"])
def end_provider(provider_id: uuid.UUID) -> ResponseReturnValue:
    """Ask whether an organisation must end, and end it."""
    provider = provider_with(db.session, provider_id)
    if request.method != "POST":
        return render_template("administration/end_provider.html", provider=provider)
    end(db.session, current_user, provider, now=now())
    flash(ended(provider.name), "success")
    db.session.commit()
    return redirect(url_for("administration.list_providers"), 303)


def returning() -> str:
    """The address that an organisation must let people come back to."""
    return settings().base_url + url_for("accounts.work_account_return")


def page(form: ProviderForm, provider_id: uuid.UUID | None = None, **found: Any) -> str:
    """The form; a secret that was typed is not sent back."""
    found["retype"] = bool(form.client_secret.data)
    form.client_secret.data = ""
    name = "administration/provider.html"
    return render_template(name, form=form, provider_id=provider_id, return_address=returning(), **found)


def too_late() -> ResponseReturnValue:
    """The page for an organisation that has ended."""
    back = ("Terug naar de organisaties", url_for("administration.list_providers"))
    return render_template("errors/409.html", explanation=PROVIDER_ENDED, back=back, typed=typed_texts()), 409


def checked(form: ProviderForm) -> tuple[bool, str]:
    """Whether the provider is what we need, and a sentence on it. Nothing is saved."""
    issuer = details(form).issuer
    # Others can have the database while we wait for an answer.
    db.session.rollback()
    try:
        check_provider(issuer, private=may_be_private(settings()), now=now())
    except ProviderError as error:
        return False, check_result(error.fault.value)
    return True, check_result(None)


def details(form: ProviderForm) -> ProviderDetails:
    """What was typed."""
    where = uuid.UUID(form.municipality.data) if form.municipality.data else None
    place, kind = form.place.data, form.kind
    issuer, tenant = (entra_issuer(place), place) if kind == "entra" else (place, "")
    return ProviderDetails(form.name.data, where, kind, issuer, tenant, form.client_id.data)


def shown(provider: IdentityProvider) -> dict[str, str]:
    """What the form of an organisation holds at first."""
    place = provider.tenant if provider.kind == "entra" else provider.issuer
    where = str(provider.municipality_id or "")
    return {"name": provider.name, "municipality": where, "place": place, "client_id": provider.client_id}
