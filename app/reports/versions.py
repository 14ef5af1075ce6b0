"""The versions of a report: who agreed and approved them, why there is a next one, and what differs."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import abort, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from app.doors.access import LEADERS, readable_assessment
from app.models import AgreedScoreVersion, Assessment, AuditEntry, DueFile, Rendering, Report
from app.reports.blueprint import REPORT, blueprint
from app.reports.contents import as_participations
from app.reports.context import frozen_data
from app.reports.differences import Numbers, SaidDifferences, compare_numbers, compare_said
from app.reports.stored import functions_of_users, persons_of
from app.state.asked import questionnaire_of
from app.texts import reports as texts
from app.web.extensions import db
from scoring.assessment import Assessment as PlainAssessment
from scoring.engine import RULES, score


@dataclass(frozen=True, slots=True)
class Reopening:
    """That an agreed assessment was opened again: when, by whom (a function), and why."""

    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """One frozen version of a report."""

    report: Report
    data: PlainAssessment
    agreed_by: str
    """A function, like everybody here."""
    approved_by: str | None
    """None: without an adviser."""
    approved_at: datetime | None
    reopenings: tuple[Reopening, ...]
    """Why it came after the version before it."""
    said: SaidDifferences | None
    """What people said and agreed otherwise than in the version before; None for the first."""
    has_pdf: bool


@dataclass(frozen=True, slots=True)
class History:
    """All versions, newest first, and why the next one is being made, if it is."""

    versions: tuple[ShownVersion, ...]
    coming: tuple[Reopening, ...]

    def version(self, number: int) -> ShownVersion | None:
        return next((each for each in self.versions if each.report.number == number), None)


@dataclass(frozen=True, slots=True)
class _Found:
    """What was read of all versions together."""

    assessment: Assessment
    entries: Sequence[AuditEntry]
    people: Mapping[uuid.UUID, str]
    reports: Mapping[Report, bool]
    """The versions, oldest first, and whether each was frozen as PDF too."""
    dissents: Mapping[uuid.UUID, Mapping[str, str]]
    """By report and item, who saw it differently and why; empty for who may not know what of it changed."""
    person_of: Mapping[str, str]
    """Under which id each participation stands in documents: older ones hold the participations themselves."""

    def between(self, since: datetime | None, until: datetime | None) -> list[AuditEntry]:
        """What was noted after one moment, up to and including another."""
        return [
            entry
            for entry in self.entries
            if (since is None or entry.at > since) and (until is None or entry.at <= until)
        ]

    def reopenings(self, entries: Sequence[AuditEntry]) -> tuple[Reopening, ...]:
        """The reopenings among these."""
        return tuple(
            Reopening(entry.at, self.people[entry.actor_id], entry.reason or "")
            for entry in entries
            if entry.action == "reopen" and entry.actor_id
        )


def load_history(session: Session, assessment: Assessment, *, dissents: bool) -> History:
    """Every version of the report of an assessment, in four statements; in five with what differs in the dissents."""
    reports = _reports(session, assessment)
    found = _found(session, assessment, reports, _dissents(session, assessment, reports) if dissents else {})
    versions: list[ShownVersion] = []
    since: datetime | None = None
    for report in reports:
        entries = found.between(since, report.agreed_at)
        versions.append(_version(found, report, entries, versions[-1] if versions else None))
        since = report.agreed_at
    coming = found.reopenings(found.between(since, None)) if reports and assessment.state != "agreed" else ()
    return History(tuple(versions[::-1]), coming)


def _reports(session: Session, assessment: Assessment) -> dict[Report, bool]:
    has_pdf = or_(
        *(
            exists().where(row.report_id == Report.id, row.kind == "full", row.form == "pdf")
            for row in (Rendering, DueFile)
        )
    )
    query = select(Report, has_pdf).where(Report.assessment_id == assessment.id).order_by(Report.number)
    return {report: bool(has) for report, has in session.execute(query)}


def _found(
    session: Session,
    assessment: Assessment,
    reports: Mapping[Report, bool],
    dissents: Mapping[uuid.UUID, Mapping[str, str]],
) -> _Found:
    entries = session.scalars(
        select(AuditEntry)
        .where(AuditEntry.assessment_id == assessment.id, AuditEntry.action.in_(("reopen", "approve")))
        .order_by(AuditEntry.at)
    ).all()
    users = {report.agreed_by for report in reports} | {report.approved_by for report in reports}
    users |= {entry.actor_id for entry in entries}
    people = functions_of_users(session, {user for user in users if user})
    return _Found(assessment, entries, people, reports, dissents, persons_of(session, assessment.id))


def _dissents(
    session: Session, assessment: Assessment, reports: Iterable[Report]
) -> dict[uuid.UUID, Mapping[str, str]]:
    """By report and item the dissents that held when it was agreed: what was frozen with it has none."""
    row = AgreedScoreVersion
    query = select(row.item, row.value, row.dissent, row.saved_at).where(row.assessment_id == assessment.id)
    stored = session.execute(query.order_by(row.version)).all()
    found: dict[uuid.UUID, Mapping[str, str]] = {}
    for report in reports:
        newest = {item: (value, text) for item, value, text, saved_at in stored if saved_at <= report.agreed_at}
        found[report.id] = {item: text for item, (value, text) in newest.items() if value and text}
    return found


def _version(found: _Found, report: Report, entries: Sequence[AuditEntry], before: ShownVersion | None) -> ShownVersion:
    data = as_participations(frozen_data(report), found.person_of)
    approvals = [entry.at for entry in entries if entry.action == "approve" and entry.actor_id == report.approved_by]
    return ShownVersion(
        report=report,
        data=data,
        agreed_by=found.people[report.agreed_by],
        approved_by=found.people[report.approved_by] if report.approved_by else None,
        approved_at=approvals[-1] if approvals else None,
        reopenings=found.reopenings(entries),
        said=_said(found, before, report, data) if before else None,
        has_pdf=found.reports[report],
    )


def _said(found: _Found, before: ShownVersion, report: Report, data: PlainAssessment) -> SaidDifferences:
    dissents = (found.dissents.get(before.report.id, {}), found.dissents.get(report.id, {}))
    return compare_said(questionnaire_of(found.assessment), before.data, data, dissents)


def numbers_between(assessment: Assessment, before: ShownVersion, after: ShownVersion) -> Numbers:
    """What scores and places differ, from the frozen answers of both, with the rules of now."""
    questionnaire = questionnaire_of(assessment)
    old, new = ((each.data, score(questionnaire, each.data)) for each in (before, after))
    return compare_numbers(questionnaire, old, new)


VERSIONS = f"{REPORT}/versies"


@blueprint.get(VERSIONS)
def list_versions(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Every frozen version: who agreed it, when and why, and in a sentence what differs."""
    assessment, is_staff, history = frozen_versions(assessment_id)
    return render_template(
        "reports/versions.html", assessment=assessment, is_staff=is_staff, history=history, texts=texts
    )


@blueprint.get(f"{VERSIONS}/<int:number>")
def show_version(assessment_id: uuid.UUID, number: int) -> ResponseReturnValue:
    """All that differs from the version before; 404 for a version that is not there."""
    assessment, is_staff, history = frozen_versions(assessment_id)
    version = history.version(number) or abort(404)
    before = history.version(number - 1)
    return render_template(
        "reports/version.html",
        assessment=assessment,
        is_staff=is_staff,
        version=version,
        numbers=numbers_between(assessment, before, version) if before else None,
        other_rules=_other_rules(before, version) if before else [],
        texts=texts,
    )


def frozen_versions(assessment_id: uuid.UUID) -> tuple[Assessment, bool, History]:
    """The assessment, whether this person leads its review, and its versions; 404 for a reader as long as none is."""
    assessment, roles = readable_assessment(current_user, assessment_id)
    is_staff = bool(roles & set(LEADERS))
    history = load_history(db.session, assessment, dissents=is_staff)
    if not history.versions and not is_staff:
        abort(404)
    return assessment, is_staff, history


def _other_rules(*versions: ShownVersion) -> list[int]:
    """The rules of these reports that are not those of now."""
    return sorted({version.report.rules for version in versions} - {RULES})
