"""Records: what people add, change and end in a trajectory. One form says what they type; all else comes from it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Trajectory, User
from app.saving.versioned import StaleSaveError
from app.texts.trajectories import CLOSED
from app.trail.events import record
from app.web.clock import now
from app.web.extensions import db
from app.web.forms import BaseForm, FormData

TWICE = timedelta(minutes=2)
"""Within this time the same of the same person is the same click."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """Something of a trajectory that people add, change and end.

    Whoever adds, changes or ends holds the trajectory, so that two clicks at the same moment wait for each other.
    """

    model: Any
    form: type[BaseForm]
    """Has a field for each column that people type, by the name of the column."""
    added: str = ""
    """How the trail calls it; empty: nobody does so."""
    changed: str
    ended: str = ""
    ends: str = "ended_at"
    """The column that says when it ended: after that it changes no more."""
    untold: tuple[str, ...] = ()
    """Columns of which the trail does not tell."""
    template: str
    """The page of one; it extends `trajectories/record.html`."""
    listed: str
    """The endpoint of the page with all of them."""

    def values_of(self, row: Any) -> dict[str, Any]:
        return {name: getattr(row, name) for name in vars(self.form) if name in self.model.__table__.columns}

    def told(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The same for the trail."""
        return {name: value for name, value in values.items() if name not in self.untold}

    def add(
        self, session: Session, actor: User, trajectory: Trajectory, values: Mapping[str, Any], *, now: datetime
    ) -> None:
        """Add one; the same again within two minutes is there already."""
        same = {"trajectory_id": trajectory.id, "created_by": actor.id, self.ends: None, **values}
        there = select(self.model).filter_by(**same).where(self.model.created_at > now - TWICE)
        if session.scalars(there).first() is None:
            made, about = self.write(session, actor, trajectory, values, now=now), trajectory.assessment
            record(session, actor, self.added, made.id, now=now, assessment=about, new=self.told(values))

    def write(
        self, session: Session, actor: User, trajectory: Trajectory, values: Mapping[str, Any], *, now: datetime
    ) -> Any:
        """A new row, of which the trail does not tell yet."""
        keys = {"trajectory_id": trajectory.id, "municipality_id": trajectory.municipality_id}
        made = self.model(id=uuid.uuid4(), **keys, created_by=actor.id, created_at=now, **values)
        session.add(made)
        session.flush()
        return made

    def change(
        self, session: Session, actor: User, trajectory: Trajectory, row: Any, form: BaseForm, *, now: datetime
    ) -> None:
        """Keep what was typed in its place. StaleSaveError when somebody changed it to something else meanwhile."""
        old, new = self.values_of(row), form.values
        if old == new:
            return
        if row.version != form.seen.version:
            raise StaleSaveError([str(row.id)])
        for name, value in new.items():
            setattr(row, name, value)
        row.version += 1
        session.flush()
        was, becomes, about = self.told(old), self.told(new), trajectory.assessment
        record(session, actor, self.changed, row.id, now=now, assessment=about, old=was, new=becomes)

    def end(self, session: Session, actor: User, trajectory: Trajectory, row: Any, *, now: datetime) -> None:
        """Say that it is no more; what ended stays so."""
        if getattr(row, self.ends) is None:
            setattr(row, self.ends, now)
            if hasattr(row, "version"):
                row.version += 1
            session.flush()
            old, about = self.told(self.values_of(row)), trajectory.assessment
            record(session, actor, self.ended, row.id, now=now, assessment=about, old=old)

    def one(self, trajectory: Trajectory, row_id: uuid.UUID) -> Any:
        """One of this trajectory, ended or not; else 404."""
        query = select(self.model).filter_by(id=row_id, trajectory_id=trajectory.id)
        return db.session.scalars(query).one_or_none() or abort(404)

    def build(self, trajectory: Trajectory, row: Any = None, posted: FormData | None = None, **first: Any) -> Any:
        """The form with what was posted, else with what is stored, else with what a new one has first."""
        stored = row if posted is None else None
        form = self.form(posted, obj=stored, seen=getattr(stored, "version", 0), **first)
        form.first_day = trajectory.started_on
        return form

    def page(self, trajectory: Trajectory, form: BaseForm, row: Any = None, *, newer: bool = False) -> str:
        """The page of one, or of a new one; `newer`: somebody changed it since the form was made."""
        shown = {"trajectory": trajectory, "form": form, "row": row, "stored": self.form(obj=row), "newer": newer}
        gone = row is not None and getattr(row, self.ends) is not None and trajectory.ended_at is None
        page = {"gone": gone, "page_has_errors": newer or bool(form.errors), "closed": CLOSED}
        return render_template(self.template, **shown, **page, listed=self._list_of(trajectory))

    def save(self, trajectory: Trajectory, row: Any, told: str) -> ResponseReturnValue:
        """Keep what was posted as a new one (None) or in the place of one; else its page, with all that was typed."""
        form = self.build(trajectory, row, request.form)
        if trajectory.ended_at is not None or (row is not None and getattr(row, self.ends) is not None):
            return self.page(trajectory, form, row), 409
        if not form.validate():
            return self.page(trajectory, form, row), 422
        if row is None:
            self.add(db.session, current_user, trajectory, form.values, now=now())
            return self._saved(trajectory, told)
        try:
            self.change(db.session, current_user, trajectory, row, form, now=now())
        except StaleSaveError:
            # Whoever saves again has seen what stands there now.
            form.seen.data = str(row.version)
            return self.page(trajectory, form, row, newer=True), 409
        return self._saved(trajectory, told)

    def take_away(self, trajectory: Trajectory, row_id: uuid.UUID, told: str) -> ResponseReturnValue:
        self.end(db.session, current_user, trajectory, self.one(trajectory, row_id), now=now())
        return self._saved(trajectory, told)

    def _saved(self, trajectory: Trajectory, told: str) -> ResponseReturnValue:
        flash(told, "success")
        db.session.commit()
        return redirect(self._list_of(trajectory), 303)

    def _list_of(self, trajectory: Trajectory) -> str:
        return url_for(self.listed, trajectory_id=trajectory.id)
