"""The commands of the application, with the web and the database behind them."""

import sys
from pathlib import Path
from typing import NoReturn

import click
import structlog
from email_validator import EmailNotValidError, validate_email
from sqlalchemy import select

from app.accounts.people import add_administrator
from app.cli.command import Command, Group
from app.doors.second_step import take_away_second_step
from app.factory import build_app
from app.models import Municipality, User
from app.operation.serving import is_taken, serve_example
from app.operation.serving import serve as serve_people
from app.operation.tasks import repeat, run_beside
from app.web.clock import now
from app.web.extensions import alembic, db
from config import ROOT, Settings

application = Group()
log = structlog.get_logger()


def refuse(*problems: str) -> NoReturn:
    """Say on stderr why not, and stop with exit code 2."""
    for problem in problems:
        click.echo(problem, err=True)
    sys.exit(2)


@application.command(cls=Command)
def upgrade() -> None:
    """Breng de database naar de nieuwste versie."""
    with build_app().app_context():
        alembic.upgrade()
    click.echo("De database is bij.")


@application.command(cls=Command)
@click.option("--bind", default="127.0.0.1:8000", show_default=True, metavar="ADRES", help="Adres en poort.")
def serve(bind: str) -> None:
    """Start de applicatie voor echte gebruikers."""
    settings = Settings()
    if problems := settings.production_problems():
        refuse("Zo start Samenhang niet:", *problems)
    host, _, port = bind.rpartition(":")
    if host and port.isdecimal() and is_taken(host, int(port)):
        refuse(TAKEN.format(port=port))
    serve_people(settings, bind)


@application.command(cls=Command)
@click.option("--loop", is_flag=True, help="Blijf dit elke paar seconden doen.")
@click.option("--beside", type=int, hidden=True)
def tasks(loop: bool, beside: int | None) -> None:
    """Verstuur e-mails en ruim op wat is afgelopen."""
    app = build_app()

    def once() -> None:
        with app.app_context():
            try:
                run_beside(db.session, app.config["SETTINGS"], now())
            except Exception as error:
                if not loop:
                    raise
                # The next round tries again: without mails nobody can sign in.
                log.error("tasks_postponed", exc_info=error)

    repeat(once, beside) if loop else once()


@application.command("create-administrator", cls=Command)
@click.argument("email", metavar="E-MAILADRES")
@click.argument("name", metavar="NAAM")
def create_administrator(email: str, name: str) -> None:
    """Voeg een beheerder toe, bijvoorbeeld de eerste."""
    try:
        address = validate_email(email, check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        refuse(f"{email} is geen e-mailadres. Gebruik een adres zoals naam@gemeente.nl.")
    with build_app().app_context():
        add_administrator(db.session, address, name, now=now())
        db.session.commit()
    click.echo(f"{address} is nu beheerder en kan inloggen.")


@application.command("reset-second-step", cls=Command)
@click.argument("email", metavar="E-MAILADRES")
def reset_second_step(email: str) -> None:
    """Haal iemands tweede stap weg, als geen beheerder dat kan doen."""
    with build_app().app_context():
        user = db.session.scalars(select(User).where(User.email == email.strip().lower())).one_or_none()
        if user is None:
            refuse(f"Niemand heeft het adres {email}.")
        contact = Settings().contact
        if not take_away_second_step(db.session, None, user, "reset", contact, now=now()):
            refuse(f"{user.email} heeft geen tweede stap.")
        db.session.commit()
    click.echo(
        f"De tweede stap van {user.email} is weg. Bij het inloggen stelt een beheerder of adviseur een nieuwe in."
    )


@application.command(cls=Command)
@click.option("--port", type=click.IntRange(1, 65535), default=5000, show_default=True, help="Poort op deze computer.")
@click.option("--fresh", is_flag=True, help="Begin opnieuw: verwijder wat je eerder in het voorbeeld hebt gedaan.")
def example(port: int, fresh: bool) -> None:
    """Start een voorbeeld op deze computer, met verzonnen gemeenten en mensen."""
    if is_taken("127.0.0.1", port):
        refuse(TAKEN.format(port=port), ANOTHER_PORT)
    file = ROOT / "instance" / "example.db"
    if fresh:
        remove_database(file)
    address = f"http://127.0.0.1:{port}"
    settings = Settings(example=True, base_url=address, database_url=f"sqlite:///{file}")
    fill_example(settings)
    serve_example(settings, f"127.0.0.1:{port}", lambda: click.echo(WELCOME.format(address=address)))


def remove_database(file: Path) -> None:
    """Remove a SQLite database with the files beside it."""
    for suffix in ("", "-wal", "-shm", ".lock"):
        Path(f"{file}{suffix}").unlink(missing_ok=True)


def fill_example(settings: Settings) -> None:
    """Bring the database up to date, and put the example in it when it is empty."""
    # Loaded here and nowhere else: production has no example data.
    from app.example.data import make_example
    from app.example.network import make_network

    app = build_app(settings)
    with app.app_context():
        alembic.upgrade()
    # Another context: the upgrade keeps its connection, and with it the turn to write, until its context ends.
    with app.app_context():
        if db.session.scalar(select(Municipality.id).limit(1)) is None:
            made = now()
            make_example(db.session, made)
            make_network(db.session, made)
            db.session.commit()


TAKEN = "Op poort {port} draait al iets. Stop dat eerst, of kies een andere poort."
ANOTHER_PORT = "Een andere poort kies je zo: .venv/bin/samenhang example --port 5001"
WELCOME = """
Samenhang draait op {address}

Inloggen: kies een van deze adressen. De code lees je op {address}/voorbeeld/post
  coordinator@voorbeeldstad.example   coördinator van Voorbeeldstad (een vastgestelde meting, met een plan)
  coordinator@voorbeelddorp.example   coördinator van Voorbeelddorp (een meting die openstaat)
  coordinator@voorbeeldhaven.example  coördinator van Voorbeeldhaven (een meting die wordt besproken)
  coordinator@voorbeelddam.example    coördinator van Voorbeelddam (twee metingen: toen en nu)
  adviseur@stichting.example          adviseur van deze gemeenten
  beheerder@stichting.example         beheerder
  lezer@voorbeeldstad.example         wethouder van Voorbeeldstad, leest het rapport
  teamleider@voorbeeldstad.example    houdt een actie van Voorbeeldstad bij (de mail staat bij de post)
  schuldhulp@voorbeelddorp.example    collega in Voorbeelddorp (halverwege; de uitnodiging staat ook bij de post)

Stoppen: Ctrl+C
"""
