"""Compares two rounds as a whole: domains, people, and what became of every earlier item (S22-S26)."""

from collections.abc import Callable, Mapping

from questionnaires import catalogue
from questionnaires.changes import classes_between
from questionnaires.model import GENERAL, ChangeClass, Questionnaire
from scoring.assessment import Assessment
from scoring.comparison.core import comparable_questions, core
from scoring.comparison.dimensions import dimension_changes, later
from scoring.comparison.moment import moment
from scoring.comparison.result import Comparison, DomainComparison, RoundLabel
from scoring.engine import RULES

CLASSES = (
    "carried",
    "grammar",
    "reworded",
    "meaning_changed",
    "moved",
    "split",
    "merged",
    "retired",
    "domain_left",
)
"""What can become of an item of the earlier round; `domain_left` goes before every other class."""


def compare(
    before_questionnaire: Questionnaire,
    before: Assessment,
    after_questionnaire: Questionnaire,
    after: Assessment,
    version: Callable[[str, int], Questionnaire] = catalogue.questionnaire,
) -> Comparison:
    """S22-S26 for two valid assessments of one municipality on versions of one questionnaire.

    `version` finds the versions between the two.
    """
    return Comparison(
        rules=RULES,
        before=_label(before),
        after=_label(after),
        same_people=same_people(before, after),
        domains=_domains(before_questionnaire, before, after_questionnaire, after),
        accounting=_accounting(classes_between(before_questionnaire, after_questionnaire, version), before, after),
    )


def _label(assessment: Assessment) -> RoundLabel:
    return RoundLabel(assessment.questionnaire_id, assessment.version, assessment.round)


def same_people(before: Assessment, after: Assessment) -> bool:
    """S26: whether at least half of who answered later also answered earlier; true when nobody answered later."""
    earlier = {answer.participant for answer in before.answers}
    now = {answer.participant for answer in after.answers}
    return 2 * len(now & earlier) >= len(now)


def _domains(
    before_questionnaire: Questionnaire, before: Assessment, after_questionnaire: Questionnaire, after: Assessment
) -> dict[str, DomainComparison | None]:
    questions = comparable_questions(before_questionnaire, after_questionnaire)
    asked, then, now = later(after_questionnaire), moment(before), moment(after)
    domains: dict[str, DomainComparison | None] = dict.fromkeys(after.domains)
    for domain_id in after.domains:
        if is_same_domain(domain_id, before, after):
            on = core(questions, domain_id, then, now)
            domains[domain_id] = DomainComparison(
                dimensions=dimension_changes(asked, domain_id, on, now),
                now_known=on.now_known,
                now_unknown=on.now_unknown,
                task_changed=on.task_changed,
                seen_differently=on.seen_differently,
                unsaid=on.unsaid,
            )
    return domains


def is_same_domain(domain_id: str, before: Assessment, after: Assessment) -> bool:
    """Whether both rounds have this domain; an own domain is another one when its title differs."""
    if domain_id not in before.domains or domain_id not in after.domains:
        return False
    return before.own_domains.get(domain_id) == after.own_domains.get(domain_id)


def _accounting(classes: Mapping[str, ChangeClass], before: Assessment, after: Assessment) -> dict[str, int]:
    """What became of each item of the earlier round that has an answer or an agreed score."""
    items = {answer.item for answer in before.answers} | {agreed.item for agreed in before.agreed}
    accounts = dict.fromkeys(("total", *CLASSES), 0)
    accounts["total"] = len(items)
    for item in items:
        domain_id, _, question_id = item.partition("/")
        stays = domain_id == GENERAL or is_same_domain(domain_id, before, after)
        accounts[classes[question_id] if stays else "domain_left"] += 1
    return accounts
