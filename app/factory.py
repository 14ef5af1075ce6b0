"""How the application is put together: one list of parts, in the order in which they act."""

from flask import Flask
from jinja2 import StrictUndefined

from app.access import hold_rights, require_sign_in
from app.accounts.routes import blueprint as accounts
from app.administration.routes import blueprint as administration
from app.assessments.routes import blueprint as assessments
from app.comparisons.routes import blueprint as comparisons
from app.database import engine_options, prepare_engine
from app.desk.routes import blueprint as desk
from app.door import guard
from app.errors import register as register_errors
from app.extensions import alembic, csrf, db, login
from app.history.routes import blueprint as history
from app.instrument.routes import blueprint as instrument
from app.logs import start as start_logs
from app.meetings.routes import blueprint as meetings
from app.network.routes import blueprint as network
from app.network.routes import sharing
from app.operation.routes import blueprint as operation
from app.pages.routes import blueprint as pages
from app.paper.routes import blueprint as paper
from app.participants.routes import blueprint as participants
from app.reports.routes import blueprint as reports
from app.reviews.routes import blueprint as reviews
from app.templating import Templates
from app.templating import prepare as prepare_templates
from app.trajectories.routes import blueprint as trajectories
from config import Settings
from questionnaires.catalogue import published, questionnaire, verify_lock

FEATURES = (
    *(pages, accounts, administration, desk, assessments, participants),
    *(reviews, meetings, history, reports, comparisons, trajectories, network, sharing, instrument, paper, operation),
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
    for feature in FEATURES:
        app.register_blueprint(feature)
    if settings.example:
        # Here and not above: what belongs to the example is not even loaded in production.
        from app.example.routes import blueprint as example

        app.register_blueprint(example)
    return app


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
