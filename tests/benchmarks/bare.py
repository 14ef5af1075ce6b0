"""The barest application on the same libraries: fourteen questions a page, saved durably, nothing else.

What the product does on top of this (access, versions, history, tenants) is what its ratio shows. WTForms
validates, the template writes the radios, writers queue before BEGIN: the quickest sound way that was found.
"""

import fcntl
import os
import secrets
import sqlite3
import threading
import time
from pathlib import Path
from typing import Any

from flask import Flask, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from flask_wtf.csrf import generate_csrf
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

PAGES, QUESTIONS = 12, 14
CHOICES = [
    SelectChoice("0", "Nee. Niemand legt een verband met basisvaardigheden, en er staat niets op papier."),
    SelectChoice("1", "Een of meer collega’s zien het verband. Er staat nog niets in de plannen."),
    SelectChoice("2", "Basisvaardigheden staan in een plan, maar zonder een doel of een actie."),
    SelectChoice("3", "In een plan staat minstens 1 doel of actie voor basisvaardigheden."),
    SelectChoice("4", "Alles van het antwoord hierboven. En: we bespreken de doelen elk jaar met elkaar."),
    SelectChoice("unknown", "Weet ik niet"),
]
PAGE = Path(__file__).with_name("bare.html")
UPSERT = """INSERT INTO answer VALUES (?, ?, ?, ?)
ON CONFLICT (respondent, question) DO UPDATE SET value = excluded.value, saved_at = excluded.saved_at"""


def _form(number: int) -> type[FlaskForm]:
    fields: dict[str, Any] = {
        f"q{question}": RadioField(
            f"Vraag {number}.{question}: is er in het beleid van dit domein aandacht voor basisvaardigheden?",
            choices=CHOICES,
            description="Kijk naar beleidsplannen, uitvoeringsplannen en jaarplannen van het domein.",
            validators=[Optional()],
        )
        for question in range(QUESTIONS)
    }
    return type(f"Form{number}", (FlaskForm,), fields)


class Store:
    """A SQLite file with one writer at a time."""

    def __init__(self, folder: Path) -> None:
        self.file, self.turn, self.local = str(folder / "bare.db"), threading.Lock(), threading.local()
        self.lock = os.open(folder / "bare.lock", os.O_RDWR | os.O_CREAT)

    def connection(self) -> sqlite3.Connection:
        """The connection of this thread."""
        if not hasattr(self.local, "connection"):
            connection = sqlite3.connect(self.file, isolation_level=None, timeout=20)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS answer (respondent, question INTEGER, value, saved_at, "
                "PRIMARY KEY (respondent, question))"
            )
            self.local.connection = connection
        made: sqlite3.Connection = self.local.connection
        return made

    def save(self, respondent: str, number: int, values: dict[int, str]) -> None:
        """Save a page of answers durably."""
        rows = [(respondent, number * 100 + question, value, time.time()) for question, value in values.items()]
        with self.turn:
            fcntl.flock(self.lock, fcntl.LOCK_EX)
            try:
                connection = self.connection()
                connection.execute("BEGIN IMMEDIATE")
                connection.executemany(UPSERT, rows)
                connection.execute("COMMIT")
            finally:
                fcntl.flock(self.lock, fcntl.LOCK_UN)

    def load(self, respondent: str, number: int) -> dict[str, str]:
        """The answers of a page, by field name."""
        rows = self.connection().execute(
            "SELECT question, value FROM answer WHERE respondent = ? AND question BETWEEN ? AND ?",
            (respondent, number * 100, number * 100 + 99),
        )
        return {f"q{question - number * 100}": value for question, value in rows}


def bare_app(folder: Path) -> Flask:
    """The application, with its file in this folder."""
    app = Flask(__name__)
    app.config.update(SECRET_KEY="alleen voor deze meting", WTF_CSRF_TIME_LIMIT=None)
    forms, store = {number: _form(number) for number in range(PAGES)}, Store(folder)
    template = app.jinja_env.from_string(PAGE.read_text(encoding="utf-8"))

    @app.get("/<int:number>")
    def page(number: int) -> ResponseReturnValue:
        respondent = session.setdefault("respondent", secrets.token_hex(12))
        form = forms[number](formdata=None, data=store.load(respondent, number))
        return template.render(form=form, number=number, token=generate_csrf())

    @app.post("/<int:number>")
    def save(number: int) -> ResponseReturnValue:
        form = forms[number](request.form)
        if not form.validate():
            return "no", 422
        values = {question: str(form[f"q{question}"].data) for question in range(QUESTIONS)}
        store.save(session["respondent"], number, values)
        return redirect(f"/{(number + 1) % PAGES}", 303)

    return app
