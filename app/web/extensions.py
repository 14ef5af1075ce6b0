"""The Flask extensions, made once and bound to the application in create_app(); and its settings."""

from flask import current_app
from flask_alembic import Alembic
from flask_login import LoginManager
from flask_sqlalchemy_lite import SQLAlchemy
from flask_wtf.csrf import CSRFProtect

from app.models import Base
from config import Settings

db = SQLAlchemy(session_options={"expire_on_commit": False})
alembic = Alembic(run_mkdir=False, metadatas=Base.metadata)
csrf = CSRFProtect()
login = LoginManager()


def settings() -> Settings:
    found: Settings = current_app.config["SETTINGS"]
    return found


def secret() -> str:
    """The key of this installation."""
    return settings().secret_key.get_secret_value()
