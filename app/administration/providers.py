"""The organisations whose people sign in with a work account: added, corrected, ended."""

import re
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import exists, select
from sqlalchemy.orm import Session
from wtforms import Field, Form
from wtforms.validators import ValidationError

from app.administration.entrance import NOWHERE, blueprint, with_municipalities
from app.administration.people import all_providers, provider_with
from app.doors.fetching import ProviderError, is_proper, may_be_private
from app.doors.openid import check_provider
from app.doors.tokens import encrypted
from app.models import Identity, IdentityProvider, User
from app.saving.typed import typed_texts
from app.texts import administration as texts
from app.trail.events import record
from app.web.clock import now
from app.web.extensions import db, secret, settings
from app.web.forms import BaseForm, ChoiceField, one_line, required, text_field


def plain(_: Form, field: Field) -> None:
    """Ids and secrets of providers are printable ASCII; anything else came along by accident."""
    if field.data and (not field.data.isascii() or not field.data.isprintable() or " " in field.data):
        raise ValidationError(texts.STRANGE)


def tenant(_: Form, field: Field) -> None:
    """Take the id of a tenant as Microsoft writes it."""
    field.data = (field.data or "").lower()
    if not re.fullmatch(r"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}", field.data):
        raise ValidationError(texts.WRONG_TENANT)


def issuer(_: Form, field: Field) -> None:
    """Take the address of a provider, also when it is that of its description."""
    field.data = re.sub(r"/\.well-known/openid-configuration/?$", "", field.data or "")
    private = may_be_private(settings())
    if "?" in field.data or not is_proper(field.data, private=private):
        raise ValidationError(texts.WRONG_ISSUER)


def client_id_field() -> Field:
    """How a provider calls us. Fields stand in the order in which they are made."""
    return text_field("Client-id", 200, required(texts.NO_CLIENT_ID), plain)


def client_secret_field() -> Field:
    """What proves to a provider that it is us; a new organisation needs one, which the view says."""
    return text_field("Clientgeheim", 500, plain, secret=True)


class ProviderForm(BaseForm):
    """An organisation whose people sign in with a work account."""

    kind: ClassVar[str]
    place: Any
    client_id: Any
    client_secret: Any
    name = text_field("Naam van de organisatie", 80, required(texts.NO_ORGANISATION_NAME), one_line)
    municipality = ChoiceField("Gemeente", [NOWHERE])


class EntraForm(ProviderForm):
    """One that uses Microsoft Entra ID."""

    kind = "entra"
    place = text_field("Tenant-id", 100, required(texts.WRONG_TENANT), tenant)
    client_id, client_secret = client_id_field(), client_secret_field()


class GenericForm(ProviderForm):
    """One that uses something else."""

    kind = "generic"
    place = text_field("Adres van de aanbieder (issuer)", 500, required(texts.WRONG_ISSUER), issuer)
    client_id, client_secret = client_id_field(), client_secret_field()


def provider_form(kind: str) -> type[ProviderForm]:
    """The form for a kind of provider; most organisations have that of Microsoft."""
    return GenericForm if kind == "generic" else EntraForm


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
    bound = select(exists().where(Identity.provider_id == provider.id))
    if details.identity != (provider.kind, provider.issuer, provider.tenant) and session.scalar(bound):
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


def _told(provider: IdentityProvider) -> dict[str, Any]:
    """What the audit trail says of it; never the secret."""
    return {name: getattr(provider, name) for name in ("name", "kind", "issuer", "tenant", "client_id")}


@blueprint.get("/organisaties")
def list_providers() -> ResponseReturnValue:
    """The organisations, the ended ones too."""
    found = all_providers(db.session)
    return render_template("administration/providers.html", found=found, kinds=texts.KINDS, return_address=returning())


@blueprint.route("/organisaties/nieuw", methods=["GET", "POST"])
def new_provider() -> ResponseReturnValue:
    """Add an organisation."""
    form = with_municipalities(provider_form(request.values.get("kind", ""))(request.form))
    if request.method != "POST":
        return page(form)
    if not form.validate():
        return page(form), 422
    if "check" in request.form:
        return page(form, check=checked(form))
    if not form.client_secret.data:
        form.client_secret.errors = [texts.NO_SECRET]
        return page(form), 422
    add_provider(db.session, current_user, details(form), form.client_secret.data, secret(), now=now())
    flash(texts.added(form.name.data), "success")
    db.session.commit()
    return redirect(url_for("administration.list_providers"), 303)


@blueprint.route("/organisaties/<uuid:provider_id>", methods=["GET", "POST"])
def edit_provider(provider_id: uuid.UUID) -> ResponseReturnValue:
    """Correct an organisation, or put in a new secret."""
    provider = provider_with(db.session, provider_id)
    if provider.ended_at is not None:
        return too_late()
    form = with_municipalities(provider_form(provider.kind)(request.form, **shown(provider)))
    if request.method != "POST":
        return page(form, provider_id)
    if not form.validate():
        return page(form, provider_id), 422
    if "check" in request.form:
        return page(form, provider_id, check=checked(form))
    try:
        change_provider(
            db.session, current_user, provider, details(form), form.client_secret.data or "", secret(), now=now()
        )
    except AlreadyEndedError:
        return too_late()
    except AccountsBoundError:
        form.place.errors = [texts.ACCOUNTS_BOUND]
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
    flash(texts.ended(provider.name), "success")
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
    return render_template("errors/409.html", explanation=texts.PROVIDER_ENDED, back=back, typed=typed_texts()), 409


def checked(form: ProviderForm) -> tuple[bool, str]:
    """Whether the provider is what we need, and a sentence on it. Nothing is saved."""
    issuer = details(form).issuer
    # Others can have the database while we wait for an answer.
    db.session.rollback()
    try:
        check_provider(issuer, private=may_be_private(settings()), now=now())
    except ProviderError as error:
        return False, texts.check_result(error.fault.value)
    return True, texts.check_result(None)


def details(form: ProviderForm) -> ProviderDetails:
    where = uuid.UUID(form.municipality.data) if form.municipality.data else None
    place, kind = form.place.data, form.kind
    # How Microsoft Entra ID calls itself for the people of one tenant.
    entra = f"https://login.microsoftonline.com/{place}/v2.0"
    issuer, tenant = (entra, place) if kind == "entra" else (place, "")
    return ProviderDetails(form.name.data, where, kind, issuer, tenant, form.client_id.data)


def shown(provider: IdentityProvider) -> dict[str, str]:
    """What the form of an organisation holds at first."""
    place = provider.tenant if provider.kind == "entra" else provider.issuer
    where = str(provider.municipality_id or "")
    return {"name": provider.name, "municipality": where, "place": place, "client_id": provider.client_id}
