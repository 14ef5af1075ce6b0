"""The organisations whose people sign in with a work account: added, corrected, ended."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.administration.entrance import blueprint
from app.administration.forms import ProviderForm, provider_form, with_municipalities
from app.administration.people import all_municipalities, all_providers, provider_with
from app.doors.fetching import ProviderError, may_be_private
from app.doors.openid import check_provider
from app.doors.tokens import encrypted
from app.models import Identity, IdentityProvider, User
from app.saving.typed import typed_texts
from app.texts.providers import ACCOUNTS_BOUND, KINDS, NO_SECRET, PROVIDER_ENDED, added, check_result, ended
from app.trail.events import record
from app.web.clock import now
from app.web.extensions import db
from config import Settings

ENTRA = "https://login.microsoftonline.com/{tenant}/v2.0"


@dataclass(frozen=True, slots=True)
class ProviderDetails:
    """Who an organisation is, and how it signs its people in; all but the secret."""

    name: str
    municipality_id: uuid.UUID | None
    kind: str
    issuer: str
    tenant: str
    client_id: str

    @property
    def identity(self) -> tuple[str, str, str]:
        """What the work accounts belong to."""
        return self.kind, self.issuer, self.tenant


class AccountsBoundError(Exception):
    """Work accounts are bound: at another provider the same subject is somebody else."""


class AlreadyEndedError(Exception):
    """Nobody can sign in with it any more, so there is nothing to correct."""


def entra_issuer(tenant: str) -> str:
    """How Microsoft Entra ID calls itself for the people of one tenant."""
    return ENTRA.format(tenant=tenant)


def add_provider(
    session: Session, actor: User, details: ProviderDetails, secret: str, key: str, *, now: datetime
) -> IdentityProvider:
    """Add an organisation; from now on its people can sign in. `key` is that of this installation."""
    provider = IdentityProvider(id=uuid.uuid4(), created_at=now, client_secret=encrypted(key, secret))
    _fill(provider, details)
    session.add(provider)
    session.flush()
    record(session, actor, "add_provider", provider, now=now, new=_told(provider))
    return provider


def change_provider(
    session: Session,
    actor: User,
    provider: IdentityProvider,
    details: ProviderDetails,
    secret: str,
    key: str,
    *,
    now: datetime,
) -> None:
    """Correct an organisation; without a secret the old one stays. Raises AccountsBoundError and AlreadyEndedError."""
    # Held, so that no work account is bound to what it was at this very moment.
    session.refresh(provider, with_for_update=True)
    if provider.ended_at is not None:
        raise AlreadyEndedError
    if details.identity != (provider.kind, provider.issuer, provider.tenant) and _is_in_use(session, provider):
        raise AccountsBoundError
    old = _told(provider)
    _fill(provider, details)
    if secret:
        provider.client_secret = encrypted(key, secret)
    new = {**_told(provider), "secret_changed": bool(secret)}
    record(session, actor, "change_provider", provider, now=now, old=old, new=new)


def end_provider(session: Session, actor: User, provider: IdentityProvider, *, now: datetime) -> None:
    """Let nobody in any more with its work accounts; harmless when done twice. What is bound stays bound."""
    session.refresh(provider, with_for_update=True)
    if provider.ended_at is None:
        provider.ended_at = now
        record(session, actor, "end_provider", provider, now=now)


def _fill(provider: IdentityProvider, details: ProviderDetails) -> None:
    provider.name, provider.municipality_id = details.name, details.municipality_id
    provider.kind, provider.issuer, provider.tenant = details.identity
    provider.client_id = details.client_id


def _is_in_use(session: Session, provider: IdentityProvider) -> bool:
    return bool(session.scalar(select(exists().where(Identity.provider_id == provider.id))))


def _told(provider: IdentityProvider) -> dict[str, Any]:
    """What the audit trail says of it; never the secret."""
    return {name: getattr(provider, name) for name in ("name", "kind", "issuer", "tenant", "client_id")}


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
    flash("De gegevens zijn veranderd. Ze gelden meteen.", "success")
    db.session.commit()
    return redirect(url_for("administration.list_providers"), 303)


@blueprint.route("/organisaties/<uuid:provider_id>/beeindigen", methods=["GET", "POST"])
def post_end_provider(provider_id: uuid.UUID) -> ResponseReturnValue:
    """Ask whether an organisation must end, and end it."""
    provider = provider_with(db.session, provider_id)
    if request.method != "POST":
        return render_template("administration/end_provider.html", provider=provider)
    end_provider(db.session, current_user, provider, now=now())
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
