"""The remarks on a page: the threads with their forms, and the form for a new one."""

import uuid
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import request
from flask_login import current_user

from app.access import roles_in
from app.extensions import db
from app.forms import BaseForm
from app.models import Assessment
from app.remarks import Thread, threads_of
from app.reviews.forms import (
    AnswerForm,
    ChangeForm,
    FormData,
    RemarkForm,
    build_change_form,
    build_remark_form,
)
from app.reviews.queries.remarks import Addressee, addressees


@dataclass(frozen=True, slots=True)
class Failed:
    """A form that was not saved: the new remark (no id), or one at a remark; `notice` says what happened meanwhile."""

    form: RemarkForm | AnswerForm | ChangeForm
    remark_id: uuid.UUID | None = None
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """The remarks on a page, with everything that can be done to them."""

    threads: tuple[Thread, ...]
    people: tuple[Addressee, ...]
    is_adviser: bool
    failed: Failed | None = None

    @property
    def problem(self) -> BaseForm | None:
        """The form with mistakes, for the summary above the page."""
        return self.failed.form if self.failed else None

    @property
    def notices(self) -> tuple[tuple[str, str], ...]:
        """(id of the field, sentence): what somebody else did meanwhile."""
        failed = self.failed
        return ((f"addressee-{failed.remark_id}", failed.notice),) if failed and failed.notice else ()

    @property
    def open(self) -> tuple[Thread, ...]:
        """What is not done yet."""
        return tuple(thread for thread in self.threads if not thread.resolved)

    @property
    def resolved(self) -> tuple[Thread, ...]:
        """What is done."""
        return tuple(thread for thread in self.threads if thread.resolved)

    @property
    def new(self) -> RemarkForm:
        """The form for a new remark."""
        form = self._failed_at(None, RemarkForm)
        return form if isinstance(form, RemarkForm) else build_remark_form(self.is_adviser)

    @property
    def query(self) -> str:
        """What stands behind the address of this page: forms give it back, so that people stay where they were."""
        return same_query()

    def failed_at(self, thread: Thread) -> bool:
        """Whether something at this thread was not saved."""
        return self.failed is not None and self.failed.remark_id == thread.id

    def failed_in(self, threads: tuple[Thread, ...]) -> bool:
        """Whether something at one of these was not saved."""
        return any(self.failed_at(thread) for thread in threads)

    def answer_form(self, thread: Thread) -> BaseForm:
        """The form for an answer."""
        return _at(thread.id, self._failed_at(thread.id, AnswerForm) or AnswerForm())

    def change_form(self, thread: Thread) -> BaseForm:
        """The form that gives the remark to somebody."""
        fresh = change_form(self.people, among_advisers=thread.is_among_advisers, assigned_to=thread.assigned_to)
        return _at(thread.id, self._failed_at(thread.id, ChangeForm) or fresh)

    def _failed_at(self, remark_id: uuid.UUID | None, kind: type[BaseForm]) -> BaseForm | None:
        here = self.failed is not None and self.failed.remark_id == remark_id
        return self.failed.form if here and self.failed and isinstance(self.failed.form, kind) else None


def talk_on(assessment: Assessment, item: str | None = None, failed: Failed | None = None) -> Talk:
    """The remarks on an item, or (None) all of the assessment, as who is signed in may read them."""
    is_adviser = "adviser" in roles_in(current_user, assessment.municipality_id)
    if failed and failed.remark_id:
        _at(failed.remark_id, failed.form)
    threads = threads_of(db.session, assessment.id, among_advisers=is_adviser, item=item)
    return Talk(threads, addressees(db.session, current_user, assessment), is_adviser, failed)


def change_form(
    people: tuple[Addressee, ...],
    *,
    among_advisers: bool,
    assigned_to: uuid.UUID | None,
    posted: FormData | None = None,
) -> ChangeForm:
    """The form that gives a remark to somebody: one among advisers only to an adviser."""
    fitting = [(str(one.user.id), one.label) for one in people if one.advises or not among_advisers]
    return build_change_form(fitting, str(assigned_to or ""), posted)


def same_query() -> str:
    """The query of this request, made anew, to put behind an address of ours; empty without one."""
    pairs = list(request.args.items(multi=True))
    return f"?{urlencode(pairs)}" if pairs else ""


def _at(remark_id: uuid.UUID, form: BaseForm) -> BaseForm:
    """The form with ids of its own: a page has one for every remark."""
    for field in form:
        if not field.id.endswith(str(remark_id)):
            field.id = f"{field.id}-{remark_id}"
    return form
