"""How the application is put together: one list of parts, in the order in which they act."""

from importlib import import_module
from pkgutil import iter_modules

from flask import Blueprint, Flask
from jinja2 import StrictUndefined

from app.doors.access import hold_rights, require_sign_in
from app.doors.door import guard
from app.web.database import engine_options, prepare_engine
from app.web.errors import register as register_errors
from app.web.extensions import alembic, csrf, db, login
from app.web.logs import start as start_logs
from app.web.templating import Templates
from app.web.templating import prepare as prepare_templates
from config import Settings
from questionnaires.catalogue import published, questionnaire, verify_lock

FEATURES = (
    *("pages", "accounts", "administration", "desk", "assessments", "participants", "reviews", "meetings", "history"),
    *("reports", "comparisons", "plan", "network", "instrument", "paper", "operation"),
)


def build_app(settings: Settings | None = None) -> Flask:
    """The application with these settings, or with those of the environment."""
    settings = settings or Settings()
    load_questionnaires()
    app = Flask("app")
    configure(app, settings)
    start_logs(settings)
    guard(app, settings)
    register_errors(app)
    db.init_app(app)
    prepare_engine(app)
    hold_rights(app)
    alembic.init_app(app)
    # The template gets its own lazy `current_user`: pages about a database that does not answer must not ask it.
    login.init_app(app, add_context_processor=False)
    # Before the check against forgery, which would throw away what was typed in a session that has ended.
    app.before_request(require_sign_in)
    csrf.init_app(app)
    prepare_templates(app)
    # What belongs to the example is not even loaded in production.
    for feature in (*FEATURES, *(["example"] if settings.example else [])):
        for blueprint in blueprints(feature):
            app.register_blueprint(blueprint)
    return app


def blueprints(feature: str) -> list[Blueprint]:
    """The blueprints of a feature, with all its views: each module of it is loaded."""
    package = import_module(f"app.{feature}")
    modules = [import_module(f"{package.__name__}.{module.name}") for module in iter_modules(package.__path__)]
    named = (value for module in modules for value in vars(module).values() if isinstance(value, Blueprint))
    found = {value.name: value for value in named if value.import_name.startswith(f"{package.__name__}.")}
    return list(found.values())


def load_questionnaires() -> None:
    """Load every published version. QuestionnaireError, and no application, when one is not what was published."""
    verify_lock()
    for version in published():
        questionnaire(*version)


def configure(app: Flask, settings: Settings) -> None:
    """Translate the settings to what Flask and its extensions read."""
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key.get_secret_value(),
        DEBUG=settings.debug,
        TRUSTED_HOSTS=[settings.host.rsplit(":", 1)[0]],
        SQLALCHEMY_ENGINES={"default": engine_options(settings.database_url)},
        ALEMBIC={"script_location": "migrations"},
        # After an hour of thinking a page must still be worth posting (D12); the token is bound to the session.
        WTF_CSRF_TIME_LIMIT=None,
        WTF_I18N_ENABLED=False,
        SESSION_COOKIE_NAME="__Host-samenhang" if settings.secure else "samenhang",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure,
        PERMANENT_SESSION_LIFETIME=settings.idle_hours * 3600,
    )
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True, "undefined": StrictUndefined}
    # Every template is kept: noting which one was used last takes time, at each part of each page.
    app.jinja_options["cache_size"] = -1
    app.jinja_environment = Templates
