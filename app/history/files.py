"""A history as files, for a spreadsheet and for programs: all that was asked for, not a page of it."""

import json
import uuid
from collections.abc import Sequence
from typing import Any

from flask import abort
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.documents.files import file_name, inert, semicolon_file
from app.history.changes import HistoryChange, Teller
from app.history.overview import HISTORY, asked, blueprint
from app.history.scope import HistoryScope, HistoryTitles, WantedChanges, load_scope
from app.texts.history import INSIDE
from app.texts.words import sentence_start
from app.trail.telling import Told
from app.web.drawing import drawn_file
from app.web.extensions import db
from app.web.formatting import HERE
from app.web.publication import publish, send

HEADS = ("Moment", "Wie", "Wat", "Soort", "Domein", "Vraag", "Was", "Is nu", "Waarom", "Let op")


def history_csv(changes: Sequence[HistoryChange], scope: HistoryScope, _: WantedChanges) -> str:
    """The changes with a semicolon between the columns, as Dutch spreadsheets read it."""
    return semicolon_file([HEADS, *([inert(cell) for cell in _cells(change, scope.titles)] for change in changes)])


def history_json(changes: Sequence[HistoryChange], scope: HistoryScope, wanted: WantedChanges) -> str:
    """The changes with what they are about and what was asked for."""
    titles = scope.titles
    document = {
        "municipality": scope.assessment.municipality.name,
        "assessment": {"id": str(scope.assessment.id), "title": scope.assessment.title},
        "filters": _filters(wanted),
        "changes": [_plain(change, titles) for change in changes],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _cells(change: HistoryChange, titles: HistoryTitles) -> tuple[str, ...]:
    told = change.told
    return (
        change.at.astimezone(HERE).strftime("%Y-%m-%d %H:%M:%S"),
        sentence_start(change.who),
        change.sentence,
        INSIDE.kinds[change.kind],
        titles.domain(change.domain) if change.domain else "",
        titles.questions.get(change.item, ""),
        _joined(told, 0),
        "\n".join(filter(None, (_joined(told, 1), told.text))),
        told.why,
        change.note,
    )


def _joined(told: Told, side: int) -> str:
    """The old (0) or new (1) values as lines."""
    facts = [(fact.label, (fact.old, fact.new)[side]) for fact in told.facts]
    return "\n".join([*filter(None, [told.values[side]]), *(f"{label}: {text}" for label, text in facts if text)])


def _filters(wanted: WantedChanges) -> dict[str, str]:
    named = {
        "vraag": wanted.item,
        "domein": wanted.domain,
        "wie": wanted.who,
        "soort": wanted.kind,
        "van": wanted.since,
        "tot": wanted.until,
    }
    return {name: str(value) for name, value in named.items() if value}


def _plain(change: HistoryChange, titles: HistoryTitles) -> dict[str, Any]:
    told = change.told
    return {
        "at": change.at.isoformat(),
        "who": change.who,
        "what": change.sentence,
        "kind": change.kind,
        "domain": change.domain or None,
        "item": change.item or None,
        "question": titles.questions.get(change.item),
        "old": told.values[0] or None,
        "new": told.values[1] or None,
        "changes": [{"label": fact.label, "old": fact.old or None, "new": fact.new or None} for fact in told.facts],
        "text": told.text or None,
        "why": told.why or None,
        "note": change.note or None,
    }


def history_file(assessment_id: uuid.UUID, form: str) -> ResponseReturnValue:
    """For a spreadsheet or for programs; 404 for a choice that cannot be read."""
    scope = load_scope(current_user, assessment_id)
    wanted = asked(scope)[1] or abort(404)
    render = history_csv if form == "csv" else history_json
    content = drawn_file(lambda: render(Teller(db.session, scope).everything(scope, wanted), scope, wanted).encode())
    assessment = scope.assessment
    return send(content, file_name("geschiedenis", assessment.municipality.name, assessment.title), form)


publish(blueprint, HISTORY, "history", ("csv", "json"), history_file)
