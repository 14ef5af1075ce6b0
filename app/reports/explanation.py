"""HTTP of the explanation of a report: how its numbers came about, from what was frozen with it."""

import uuid
from functools import partial

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from app.reports.context import frozen_case, preview_case
from app.reports.entrance import WORDS, WantedReport, address, blueprint, wanted_report
from app.reports.explained import domain as of_domain
from app.reports.explained import municipality as of_municipality
from app.reports.explained.case import Case, Explained
from app.reports.stored import load_rows
from app.texts.explanations import words_of
from app.web.extensions import db
from scoring.engine import RULES

EXPLANATION = "/inventarisaties/<uuid:assessment_id>/rapport/uitleg"


@blueprint.get(EXPLANATION)
def explain_municipality(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """The numbers of the municipality as a whole, the order of the domains, and the way to each domain."""
    wanted = wanted_report(assessment_id)
    case = case_of(wanted)
    return explanation_page(wanted, case, of_municipality.explain_municipality(case), None)


@blueprint.get(f"{EXPLANATION}/<domain>")
def explain_domain(assessment_id: uuid.UUID, domain: str) -> ResponseReturnValue:
    """Every score of one domain; 404 for one that is not in this report."""
    wanted = wanted_report(assessment_id)
    case = case_of(wanted)
    if domain not in case.data.domains:
        abort(404)
    return explanation_page(wanted, case, of_domain.explain_domain(case, domain), domain)


def case_of(wanted: WantedReport) -> Case:
    """What is explained: the frozen answers, or those of now for a preview. Readers see no single answers."""
    if wanted.report is None:
        return preview_case(db.session, wanted.assessment, load_rows(db.session, wanted.assessment))
    case = frozen_case(db.session, wanted.assessment, wanted.report, single_answers=wanted.is_staff)
    return case if wanted.is_own else case.from_outside()


def explanation_page(
    wanted: WantedReport, case: Case, explanations: tuple[Explained, ...], domain: str | None
) -> ResponseReturnValue:
    """The page of the whole (no domain) or of one domain."""
    to = partial(address, wanted, soort=WORDS[wanted.kind])
    return render_template(
        "reports/explanation.html",
        wanted=wanted,
        explained=explanations,
        rules=words_of(tuple(rule for each in explanations for rule in each.rules)),
        place=case.domains[domain].title if domain else case.data.municipality_name,
        domain=domain,
        others=[(each.title, to("reports.explain_domain", domain=each.id)) for each in case.domains.values()],
        whole=to("reports.explain_municipality"),
        back=to("reports.report_page"),
        other_rules=wanted.report is not None and wanted.report.rules != RULES,
    )
