"""Whether something really changed since the earlier round: what is asked where a value differs from then.

Used for answers and for agreed scores: the form, the actions that it can belong to, and what is shown beside it.
"""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased
from wtforms import Field
from wtforms.validators import StopValidation

from app.models import Assessment, ImprovementAction, Trajectory
from app.saving.versioned import Stored, VersionedForm, evidence_fields, require_kind
from app.state.rounds import Then
from app.texts import changing as texts
from app.web.forms import ChoiceField, selectable, text_field
from questionnaires.model import Question

LENGTH = 5000
"""Characters of what changed."""
STATES = ("running", "done")
"""The states of actions to which a change can belong: what nobody began with changed nothing."""


class ChangeSaid(NamedTuple):
    """What is said about one difference, by column of an answer or agreed score."""

    changed: str | None = None
    """yes, no or unknown."""
    changed_what: str | None = None
    changed_action_id: uuid.UUID | None = None
    evidence_kind: str | None = None
    evidence_note: str | None = None
    evidence_link: str | None = None


def said_with(content: Any) -> ChangeSaid:
    """What an answer or an agreed score says about a difference."""
    return ChangeSaid(*(getattr(content, name) for name in ChangeSaid._fields))


@dataclass(frozen=True, slots=True)
class RoundDifference:
    """One question whose value is another one than in the earlier round."""

    item: str
    question: Question
    """As it is asked now."""
    value: str
    then: Then
    versions: tuple[int, int]
    """Of the questionnaire, then and now."""

    @property
    def is_reworded(self) -> bool:
        """Whether the question, or one of the two answers, reads differently now."""
        now, then = self.question, self.then.question
        chosen = {int(value) for value in (self.value, self.then.agreed, self.then.own) if value and value.isdecimal()}
        texts_differ = any(now.options[value] != then.options[value] for value in chosen)
        return texts_differ or (now.text, now.help) != (then.text, then.help)


class ChangingForm(VersionedForm):
    """Whether something really changed, what, by which action, and the evidence; a page of its own after a save."""

    # The builder gives both their choices.
    changed = ChoiceField(texts.QUESTION, [], message=texts.CHOOSE)
    changed_what = text_field(texts.WHAT, LENGTH, area=True, description=texts.WHAT_HINT)
    changed_action = ChoiceField(texts.ACTION, [], message=texts.ACTION_UNKNOWN)

    evidence_kind, evidence_note, evidence_link = evidence_fields()
    validate_evidence_kind = require_kind

    def validate_changed_what(self, field: Field) -> None:
        """That something changed says nothing without what."""
        if self.changed.data == "yes" and not field.data:
            raise StopValidation(texts.WHAT_MISSING)

    @property
    def typed(self) -> ChangeSaid:
        """What the form says; no action goes with a change that is none."""
        answer, action = self.changed.data, self.changed_action.data
        offered = {choice.value for choice in self.changed_action.choices}
        return ChangeSaid(
            answer if answer in texts.ANSWERS else None,
            self.changed_what.data or None,
            uuid.UUID(action) if action in offered - {""} and answer != "no" else None,
            *(self[name].data or None for name in ("evidence_kind", "evidence_note", "evidence_link")),
        )

    @property
    def fields_typed(self) -> Mapping[str, Any]:
        return self.typed._asdict()

    @classmethod
    def first_values(cls, stored: Stored[Any]) -> dict[str, Any]:
        """What was said before; the action by its id."""
        action = stored.content.changed_action_id
        return {**super().first_values(stored), "changed_action": str(action) if action else ""}


def offer_choices(form: ChangingForm, actions: Mapping[uuid.UUID, str], *, together: bool) -> None:
    """Give a form its answers, and the titles of these actions; before it is validated."""
    answers = texts.TOGETHER if together else texts.ANSWERS
    form.changed.choices = selectable(answers.items())
    titles = {"": texts.NO_ACTION, **{str(id_): title for id_, title in actions.items()}}
    form.changed_action.choices = selectable(titles.items())


def load_actions(
    session: Session, assessment: Assessment, domain: str, linked: Collection[uuid.UUID | None] = ()
) -> dict[uuid.UUID, str]:
    """The titles of the actions about a domain that a change can belong to, by id; one statement, whatever there is.

    They are those of the ten months that began with the rounds before this one, and those that are linked already.
    """
    rounds = select(Assessment.id, Assessment.earlier_id).where(Assessment.id == assessment.earlier_id)
    chain = rounds.cte("chain", recursive=True)
    before = aliased(Assessment)
    chain = chain.union(select(before.id, before.earlier_id).join(chain, before.id == chain.c.earlier_id))
    usual = (ImprovementAction.domain == domain) & ImprovementAction.state.in_(STATES)
    query = (
        select(ImprovementAction.id, ImprovementAction.title)
        .join(Trajectory, Trajectory.id == ImprovementAction.trajectory_id)
        .where(Trajectory.assessment_id.in_(select(chain.c.id)))
        .where(ImprovementAction.municipality_id == assessment.municipality_id)
        .where(or_(usual, ImprovementAction.id.in_([id_ for id_ in linked if id_])))
        .order_by(ImprovementAction.position, ImprovementAction.id)
    )
    return {row.id: row.title for row in session.execute(query)}


def action_titles(session: Session, ids: Collection[uuid.UUID | None]) -> dict[uuid.UUID, str]:
    """How actions are called to which something belongs, by id; no statement when there are none."""
    known = {id_ for id_ in ids if id_}
    if not known:
        return {}
    query = select(ImprovementAction.id, ImprovementAction.title).where(ImprovementAction.id.in_(known))
    return {row.id: row.title for row in session.execute(query)}
