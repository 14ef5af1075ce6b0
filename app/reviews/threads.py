"""The remarks on a page: the threads with their forms, and the list of all of them as its address says."""

import uuid
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import render_template, request, url_for
from flask_login import current_user

from app.doors.access import roles_in
from app.models import Assessment
from app.reviews.kept import kept_of
from app.reviews.remarks import (
    Addressee,
    RemarkAnswerForm,
    RemarkChangeForm,
    RemarkForm,
    RemarkList,
    addressees,
    build_answer_form,
    build_change_form,
    build_remark_form,
    domain_choices,
    places,
)
from app.saving.remarks import Thread, threads_of
from app.texts.remarks import EMPTY, SHOWN, WHOLE
from app.web.extensions import db
from app.web.forms import BaseForm, FormData


@dataclass(frozen=True, slots=True)
class FailedForm:
    """A form that was not saved: the new remark (no id), or one at a remark; `notice` says what happened meanwhile."""

    form: RemarkForm | RemarkAnswerForm | RemarkChangeForm
    remark_id: uuid.UUID | None = None
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """The remarks on a page, with everything that can be done to them."""

    threads: tuple[Thread, ...]
    people: tuple[Addressee, ...]
    is_adviser: bool
    failed: FailedForm | None = None
    left: FormData | None = None
    """What was posted and not saved."""

    @property
    def problem(self) -> BaseForm | None:
        """The form with mistakes, for the summary above the page."""
        return self.failed.form if self.failed else None

    @property
    def notices(self) -> tuple[tuple[str, str], ...]:
        """(id of the field, sentence): what somebody else did meanwhile."""
        failed = self.failed
        return ((f"{failed.remark_id}-addressee", failed.notice),) if failed and failed.notice else ()

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
        return form if isinstance(form, RemarkForm) else build_remark_form(self.is_adviser, self.left)

    @property
    def query(self) -> str:
        """What stands behind the address of this page: forms give it back, so that people stay where they were."""
        return same_query()

    def unfolds(self, thread: Thread) -> bool:
        """Whether something was typed at this thread that was not saved."""
        if self.failed is not None and self.failed.remark_id == thread.id:
            return True
        # Most pages keep nothing, and making forms takes long.
        return self.left is not None and bool(self.answer_form(thread).text.data or self.change_form(thread).is_touched)

    def unfolds_one(self, threads: tuple[Thread, ...]) -> bool:
        """Whether something was typed at one of these that was not saved."""
        return any(self.unfolds(thread) for thread in threads)

    def answer_form(self, thread: Thread) -> RemarkAnswerForm:
        """The form for an answer."""
        form = self._failed_at(thread.id, RemarkAnswerForm)
        return form if isinstance(form, RemarkAnswerForm) else build_answer_form(thread.id, self.left)

    def change_form(self, thread: Thread) -> RemarkChangeForm:
        """The form that gives the remark to somebody; who chose nothing sees whose it is by now."""
        form = self._failed_at(thread.id, RemarkChangeForm)
        if isinstance(form, RemarkChangeForm):
            return form
        kept = self._change_form(thread, self.left)
        return kept if self.left is None or kept.is_touched else self._change_form(thread, None)

    def _change_form(self, thread: Thread, posted: FormData | None) -> RemarkChangeForm:
        return change_form(
            thread.id,
            self.people,
            among_advisers=thread.is_among_advisers,
            assigned_to=thread.assigned_to,
            posted=posted,
        )

    def _failed_at(self, remark_id: uuid.UUID | None, kind: type[BaseForm]) -> BaseForm | None:
        here = self.failed is not None and self.failed.remark_id == remark_id
        return self.failed.form if here and self.failed and isinstance(self.failed.form, kind) else None


def talk_on(
    assessment: Assessment, item: str | None = None, failed: FailedForm | None = None, left: FormData | None = None
) -> Talk:
    """The remarks on an item, or (None) all of the assessment, as who is signed in may read them.

    `left` is what was posted and not saved: it is shown again.
    """
    is_adviser = "adviser" in roles_in(current_user, assessment.municipality_id)
    threads = threads_of(db.session, assessment.id, among_advisers=is_adviser, item=item)
    return Talk(threads, addressees(db.session, current_user, assessment), is_adviser, failed, left)


def change_form(
    remark_id: uuid.UUID,
    people: tuple[Addressee, ...],
    *,
    among_advisers: bool,
    assigned_to: uuid.UUID | None,
    posted: FormData | None = None,
) -> RemarkChangeForm:
    """The form of one remark with those who may get it: what is among advisers is for advisers only."""
    fitting = [(str(one.user.id), one.label) for one in people if one.advises or not among_advisers]
    return build_change_form(remark_id, fitting, str(assigned_to or ""), posted)


def same_query() -> str:
    """The query of this request, made anew, to put behind an address of ours; empty without one."""
    pairs = list(request.args.items(multi=True))
    return f"?{urlencode(pairs)}" if pairs else ""


def list_page(
    assessment: Assessment, failed: FailedForm | None = None, left: FormData | None = None, *, stays: bool = False
) -> str:
    """The remarks that are asked for, a page at a time; one where something was not saved is always there.

    `left` is what was posted and not saved; `stays` says that something else was saved.
    """
    talk = talk_on(assessment, failed=failed, left=left)
    domains = domain_choices(assessment)
    wanted = _wanted(domains)
    listed = RemarkList(assessment, current_user.id, talk.threads, **wanted)
    kept = [thread for thread in talk.threads if talk.unfolds(thread) and thread not in listed.on_page]
    threads, items = (*kept, *listed.on_page), places(assessment)
    return render_template(
        "reviews/all_remarks.html",
        assessment=assessment,
        talk=talk,
        listed=listed,
        threads=threads,
        domains=domains,
        places={thread.id: _place(assessment, thread, items) for thread in threads},
        names=SHOWN,
        empty=EMPTY[listed.shown],
        address=lambda **other: address_of_list(assessment.id, **other),
        onward=_query(),
        kept_here=kept_of(left, (), stays=stays),
        page_has_errors=failed is not None,
    )


def _place(assessment: Assessment, thread: Thread, items: dict[str, tuple[str, str]]) -> tuple[str, str | None]:
    """What a remark is about, and where that is; the whole inventory is nowhere in particular."""
    if thread.item not in items:
        return WHOLE, None
    domain, question_id = thread.item.split("/")
    where = url_for("reviews.item", assessment_id=assessment.id, domain=domain, question_id=question_id)
    return ": ".join(items[thread.item]), f"{where}#opmerking-{thread.id}"


def address_of_list(assessment_id: uuid.UUID, **other: Any) -> str:
    """The address of the list as it is shown now, with something else in it."""
    asked = {name: request.args.get(name) for name in ("toon", "domein", "pagina")}
    return url_for("reviews.all_remarks", assessment_id=assessment_id, **{**asked, **other})


def _wanted(domains: list[tuple[str, str]]) -> dict[str, Any]:
    """What the address asks for; what makes no sense is left out."""
    shown, domain, page = (request.args.get(name, "") for name in ("toon", "domein", "pagina"))
    return {
        "shown": shown if shown in SHOWN else "open",
        "domain": domain if domain in dict(domains) else "",
        "page": max(1, int(page)) if page.isdecimal() and len(page) < 6 else 1,
    }


def _query() -> str:
    """What forms on the list have behind their address, so that people come back to the list as it was."""
    asked = {name: request.args[name] for name in ("toon", "domein", "pagina") if request.args.get(name)}
    return urlencode({"terug": "lijst", **asked})
