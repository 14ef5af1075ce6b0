"""Then and now as a web page and as files, and the accounting: what became of every question of then."""

import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NoReturn

from flask import Blueprint, abort, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.comparisons.document.accountability import MEANINGS, TOTAL_CELL, Sides, account_for
from app.comparisons.document.report import (
    ComparisonContents,
    ComparisonForm,
    ComparisonReport,
    draw_form,
    make_comparison,
    parse_report,
    render_form,
)
from app.comparisons.material import Chain, Held, LaterVersion, frozen_version, load_chain, load_material
from app.comparisons.outline import Outline
from app.documents.model import DOCUMENT
from app.doors.access import readable_assessment
from app.models import Assessment, Report
from app.reports.context import frozen_data
from app.reports.document import comparison as sentences
from app.reports.page import Tools
from app.reports.stored import Rows, build_assessment
from app.state.asked import is_answered_again, questionnaire_of
from app.texts import comparisons as texts
from app.texts import words
from app.texts.reports import ANSWERED_AGAIN, COMPARISON
from app.web.clock import today
from app.web.extensions import db
from app.web.publication import NOTHING_KEPT, PublishedFile, WantedVersion, asked_version, drawn_file, publish, send
from questionnaires.catalogue import questionnaire
from scoring.engine import RULES

blueprint = Blueprint("comparisons", __name__, template_folder="templates")

PLACE = "/inventarisaties/<uuid:assessment_id>/vergelijking"


@dataclass(frozen=True)
class WantedComparison(WantedVersion):
    """Which comparison somebody asked for: of which version of a round, and with which earlier one."""

    chain: Chain
    has_answers: bool
    """Whether the chain was loaded with what was answered then: what is frozen does not need that."""

    @cached_property
    def earlier(self) -> Held:
        """The round that the address names, or the one that this round is held against; 404 for any other."""
        usual = self.chain.earlier or abort(404)
        named = request.args.get("met")
        if named is None or named == str(usual.id):
            return usual
        return next((each for each in self.other_rounds if str(each.id) == named), None) or abort(404)

    @property
    def is_usual(self) -> bool:
        """Whether it is with the round that this one is held against: that comparison is frozen."""
        return self.earlier.id == self.assessment.earlier_id

    @property
    def kept_with(self) -> Report | None:
        """The report with which it was frozen; None: it is made now."""
        return self.report if self.is_usual else None

    @property
    def other_rounds(self) -> tuple[Held, ...]:
        """The rounds to choose from, oldest first; older versions of the report are only held against the usual one.

        Only of the newest is what people said about the changes in the database as it is in this version.
        """
        can_choose = self.is_newest if self.report else self.is_staff
        return self.chain.before if can_choose else ()

    @property
    def version(self) -> LaterVersion:
        """Which version of the later round it is when it is made now."""
        if self.report is not None:
            return frozen_version(self.report, today())
        return LaterVersion(self.reports[0].number + 1 if self.reports else 1, today())

    @property
    def file_name(self) -> str:
        """The name of a file with this comparison, without its ending."""
        return self.named("evaluatie", *(() if self.is_usual else ("met", self.earlier.assessment.title)))

    def address(self, endpoint: str, **options: Any) -> str:
        """The address of another form of the same comparison."""
        other = None if self.is_usual else self.earlier.id
        return WantedVersion.address(self, endpoint, **{"met": other, **options})


def wanted_comparison(assessment_id: uuid.UUID) -> WantedComparison:
    """The comparison that the address names; 404 for one that is not there, 403 for who may not see it.

    Who may read the report of the later round reads this too. While people answer nobody does: they answer without
    looking back. A first round has nothing to be held against.
    """
    assessment, roles = readable_assessment(current_user, assessment_id)
    report, reports = asked_version(assessment, roles)
    has_answers = report is None or "met" in request.args
    chain = load_chain(db.session, assessment, answers=has_answers)
    wanted = WantedComparison(assessment, roles, report, reports, chain, has_answers)
    if chain.earlier is None:
        _refuse_first(wanted)
    if report is None and (assessment.state == "open" or is_answered_again(assessment)):
        why = texts.TOO_EARLY if assessment.state == "open" else ANSWERED_AGAIN
        back = (texts.TO_ROUND, url_for("assessments.hub", assessment_id=assessment.id))
        abort(make_response(render_template("errors/409.html", explanation=why, back=back), 409))
    return wanted


def _refuse_first(wanted: WantedComparison) -> NoReturn:
    leads, after = wanted.is_staff, wanted.chain.after
    later = [each.assessment for each in after if each.report or (leads and each.assessment.state != "open")]
    page = render_template(
        "comparisons/first.html",
        assessment=wanted.assessment,
        is_own=wanted.is_own,
        leads=leads,
        starts=wanted.measures_again,
        later=[(one.title, url_for("comparisons.comparison_page", assessment_id=one.id)) for one in later],
        texts=texts,
    )
    abort(make_response(page, 409))


def frozen_comparison(wanted: WantedComparison) -> ComparisonReport | None:
    """The document of then; None for what is made now, and for what was agreed before there were any."""
    content = wanted.frozen(COMPARISON, DOCUMENT)
    return None if content is None else parse_report(content)


def contents_of(wanted: WantedComparison) -> ComparisonContents:
    """What a comparison that is not frozen is made of, now."""
    chain = wanted.chain if wanted.has_answers else load_chain(db.session, wanted.assessment)
    return make_comparison(load_material(db.session, chain, wanted.earlier, wanted.version))


NO_TOOLS = Tools({}, {})
"""Its pictures draw themselves; how scores come about is told beside the report of each round."""


@blueprint.get(PLACE)
def comparison_page(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """The evaluation report: as it was frozen, or as it would be now."""
    wanted = wanted_comparison(assessment_id)
    report = frozen_comparison(wanted) or contents_of(wanted).report
    return render_template(
        "comparisons/comparison.html",
        wanted=wanted,
        report=report,
        address_of=wanted.address,
        tools=NO_TOOLS,
        files=files_of(wanted),
        outline=Outline(report),
        newer=newer_report(wanted, report),
        may_reopen=wanted.is_staff and wanted.is_newest,
        rules=RULES,
        texts=texts,
        words=words,
    )


def newer_report(wanted: WantedComparison, report: ComparisonReport) -> int | None:
    """The number of the newest version of the earlier report, when that came after the one used here."""
    newest = wanted.earlier.agreed.number
    return newest if newest > report.before.report_number else None


def files_of(wanted: WantedComparison) -> list[PublishedFile]:
    """The files, each with its code when it was frozen."""
    kept = wanted.kept()
    return [
        PublishedFile(
            form, wanted.address(f"comparisons.comparison_{ending}"), kept.get((COMPARISON, ending), NOTHING_KEPT)
        )
        for ending, form in texts.FILES.items()
    ]


def comparison_file(assessment_id: uuid.UUID, form: ComparisonForm | Literal["json"]) -> ResponseReturnValue:
    """The frozen bytes, or what is made now."""
    wanted = wanted_comparison(assessment_id)
    return send(wanted.file(COMPARISON, form, draw_form) or _rendered(wanted, form), wanted.file_name, form)


publish(blueprint, PLACE, "comparison", texts.FILES, comparison_file)


def _rendered(wanted: WantedComparison, form: ComparisonForm | Literal["json"]) -> bytes:
    contents = contents_of(wanted)
    if form == "json":
        return contents.interchange
    return drawn_file(lambda: render_form(contents, form))


def load_sides(
    session: Session, assessment: Assessment, report: Report | None, earlier_id: uuid.UUID, number: int
) -> Sides:
    """The earlier round as it was in this version of its report, and the later one; without a report as it is now."""
    query = select(Report).where(Report.assessment_id == earlier_id, Report.number == number)
    before = frozen_data(session.scalars(query).one())
    # Of the later round only what it asks about is needed: its answers decide nothing here.
    after = frozen_data(report) if report else build_assessment(assessment, Rows((), (), ()))
    asked_then = questionnaire(before.questionnaire_id, before.version)
    return Sides(before, after, asked_then, questionnaire_of(assessment))


@blueprint.get(f"{PLACE}/verantwoording")
def accounting(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Every question of then in its own words, its class and why; and the new questions."""
    wanted = wanted_comparison(assessment_id)
    number = report_used(wanted)
    sides = load_sides(db.session, wanted.assessment, wanted.report, wanted.earlier.id, number)
    return render_template(
        "comparisons/accounting.html",
        wanted=wanted,
        sides=sides,
        accounting=account_for(sides),
        number=number,
        sentences=sentences,
        meanings=MEANINGS,
        total_meaning=TOTAL_CELL,
        texts=texts,
        words=words,
        address_of=wanted.address,
    )


def report_used(wanted: WantedComparison) -> int:
    """The version of the earlier report that this is about: what a frozen comparison was made of, or the newest."""
    frozen = frozen_comparison(wanted)
    return frozen.before.report_number if frozen else wanted.earlier.agreed.number
