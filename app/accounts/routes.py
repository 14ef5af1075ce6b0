"""HTTP of signing in and out."""

from flask import Blueprint

from app.accounts.queries import person_of
from app.clock import now
from app.extensions import db, login
from app.models import User

blueprint = Blueprint("accounts", __name__, template_folder="templates")


@login.user_loader  # type: ignore[untyped-decorator]  # Flask-Login has no types
def load_person(token: str) -> User | None:
    """Who has this secret in the cookie."""
    return person_of(db.session, token, now=now())
