"""The blueprint of this feature, and the comparison that was asked for."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NoReturn

from flask import Blueprint, abort, make_response, render_template, request, url_for
from flask_login import current_user

from app.comparisons.contents import ComparisonContents, make_comparison
from app.comparisons.document.report import ComparisonReport
from app.comparisons.material import LaterVersion, frozen_version, load_material
from app.comparisons.rounds import Chain, Held, frozen_comparison, load_chain
from app.documents.files import file_name
from app.doors.access import roles_in
from app.models import Assessment, Report
from app.reports.entrance import STAFF, chosen_report, readable
from app.state.rounds import may_measure_again
from app.texts import comparisons as texts
from app.web.clock import today
from app.web.extensions import db
from app.web.publication import reports_of

blueprint = Blueprint("comparisons", __name__, template_folder="templates")

PLACE = "/inventarisaties/<uuid:assessment_id>/vergelijking"


@dataclass(frozen=True, slots=True)
class WantedComparison:
    """Which comparison somebody asked for: of which version of a round, and with which earlier one."""

    assessment: Assessment
    roles: frozenset[str]
    report: Report | None
    """None: a preview."""
    reports: Sequence[Report]
    """All frozen versions of its report, newest first."""
    chain: Chain
    earlier: Held
    has_answers: bool
    """Whether the chain was loaded with what was answered then: what is frozen does not need that."""

    @property
    def is_staff(self) -> bool:
        """Whether this person leads the conversation."""
        return bool(self.roles & set(STAFF))

    @property
    def is_own(self) -> bool:
        """Whether this person has a role in its municipality; otherwise in the one that it became part of."""
        return bool(roles_in(current_user, self.assessment.municipality_id))

    @property
    def is_newest(self) -> bool:
        """Whether it is of the version of the report that counts, of a round that is agreed."""
        return _is_newest(self.assessment, self.report, self.reports)

    @property
    def is_usual(self) -> bool:
        """Whether it is with the round that this one is held against: that comparison is frozen."""
        return self.earlier.id == self.assessment.earlier_id

    @property
    def other_rounds(self) -> tuple[Held, ...]:
        """The rounds to choose from, oldest first; older versions of the report are only held against the usual one."""
        return self.chain.before if _can_choose(self.assessment, self.roles, self.report, self.reports) else ()

    @property
    def version(self) -> LaterVersion:
        """Which version of the later round it is when it is made now."""
        if self.report is not None:
            return frozen_version(self.report, today())
        return LaterVersion(self.reports[0].number + 1 if self.reports else 1, today())

    @property
    def measures_again(self) -> bool:
        """Whether this person may start a round that is held against this one."""
        return may_measure_again(self.assessment, self.roles, today())

    @property
    def file_name(self) -> str:
        """The name of a file with this comparison, without its ending."""
        version = f"versie-{self.report.number}" if self.report else "voorlopig"
        other = () if self.is_usual else ("met", self.earlier.assessment.title)
        return file_name("evaluatie", self.assessment.municipality.name, self.assessment.title, *other, version)


def wanted_comparison(assessment_id: uuid.UUID) -> WantedComparison:
    """The comparison that the address names; 404 for one that is not there, 403 for who may not see it.

    Who may read the report of the later round reads this too. While people answer nobody does: they answer without
    looking back. A first round has nothing to be held against.
    """
    assessment, roles = readable(assessment_id)
    reports = reports_of(db.session, assessment.id)
    report = chosen_report(assessment, roles, reports)
    has_answers = report is None or "met" in request.args
    chain = load_chain(db.session, assessment, answers=has_answers)
    if chain.earlier is None:
        _refuse_first(assessment, roles, chain)
    if report is None and assessment.state == "open":
        back = (texts.TO_ROUND, url_for("assessments.hub", assessment_id=assessment.id))
        abort(make_response(render_template("errors/409.html", explanation=texts.TOO_EARLY, back=back), 409))
    earlier = _earlier(chain, free=_can_choose(assessment, roles, report, reports))
    return WantedComparison(assessment, roles, report, reports, chain, earlier, has_answers)


def _can_choose(
    assessment: Assessment, roles: frozenset[str], report: Report | None, reports: Sequence[Report]
) -> bool:
    """Whether what people said about the changes is in the database as it is in this version."""
    if report is None:
        return bool(roles & set(STAFF))
    return _is_newest(assessment, report, reports)


def _is_newest(assessment: Assessment, report: Report | None, reports: Sequence[Report]) -> bool:
    return assessment.state == "agreed" and report is not None and report.id == reports[0].id


def _earlier(chain: Chain, *, free: bool) -> Held:
    """The round that the address names, or the one that this round is held against; 404 for any other."""
    usual = chain.earlier or abort(404)
    named = request.args.get("met")
    if named is None or named == str(usual.id):
        return usual
    found = [each for each in chain.before if str(each.id) == named]
    return found[0] if found and free else abort(404)


def _refuse_first(assessment: Assessment, roles: frozenset[str], chain: Chain) -> NoReturn:
    leads = bool(roles & set(STAFF))
    later = [each.assessment for each in chain.after if each.report or (leads and each.assessment.state != "open")]
    page = render_template(
        "comparisons/first.html",
        assessment=assessment,
        is_own=bool(roles_in(current_user, assessment.municipality_id)),
        leads=leads,
        starts=may_measure_again(assessment, roles, today()),
        later=[(one.title, url_for("comparisons.comparison_page", assessment_id=one.id)) for one in later],
        texts=texts,
    )
    abort(make_response(page, 409))


def report_of(wanted: WantedComparison) -> ComparisonReport:
    """The frozen document, or the one that is made now."""
    frozen = frozen_comparison(db.session, wanted.report) if wanted.report and wanted.is_usual else None
    return frozen or contents_of(wanted).report


def contents_of(wanted: WantedComparison) -> ComparisonContents:
    """What a comparison that is not frozen is made of, now."""
    chain = wanted.chain if wanted.has_answers else load_chain(db.session, wanted.assessment)
    return make_comparison(load_material(db.session, chain, wanted.earlier, wanted.version))


def address_of(wanted: WantedComparison, endpoint: str, **options: Any) -> str:
    """The address of another form of the same comparison."""
    version = wanted.report.number if wanted.report else None
    other = None if wanted.is_usual else wanted.earlier.id
    return url_for(endpoint, assessment_id=wanted.assessment.id, **{"versie": version, "met": other, **options})


def addresses(wanted: WantedComparison) -> Any:
    """The same for a template."""
    return partial(address_of, wanted)
