"""Says in a second round of the example what really changed since the first one."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from app.assessments.forms.changing import TypedChange
from app.assessments.operations import save_changes
from app.assessments.queries.answers import Stored, answers_of
from app.assessments.queries.changing import said_of
from app.changing import Said, load_actions
from app.example.content import Note, Part
from app.example.played import Played
from app.models import Participation


def say_what_changed(played: Played, participation: Participation, domain: str, part: Part, now: datetime) -> None:
    """What is said where an answer is another one than in the earlier round."""
    notes = {f"{domain}/{question}": note for question, note in part.notes.items() if note.changed}
    if not notes:
        return
    actions = load_actions(played.session, played.assessment, domain)
    stored = answers_of(played.session, participation.id, list(notes))
    typed = [
        TypedChange(item, _said(stored[item], note, actions), said_of(stored[item]), stored[item].version)
        for item, note in notes.items()
    ]
    save_changes(played.session, played.coordinator, participation, typed, stored, now=now)


def _said(stored: Stored, note: Note, actions: Mapping[UUID, str]) -> Said:
    belongs = [id_ for id_, title in actions.items() if note.action and title.startswith(note.action)]
    if note.action and not belongs:
        raise LookupError(f"no action begins with {note.action}")
    action = belongs[0] if belongs else None
    return said_of(stored)._replace(changed=note.changed, changed_what=note.what, changed_action_id=action)
