"""The comparison document: two rounds of one municipality, as JSON."""

from typing import Any

from scoring.comparison import Comparison, DimensionChange, DomainComparison, RoundLabel
from scoring.interchange.rounding import rounded


def build_comparison_document(comparison: Comparison) -> dict[str, Any]:
    """The comparison document of two rounds, with the keys in a fixed order."""
    return {
        "rules": comparison.rules,
        "before": _round(comparison.before),
        "after": _round(comparison.after),
        "same_people": comparison.same_people,
        "domains": {name: _domain(domain) for name, domain in comparison.domains.items()},
        "accounting": dict(comparison.accounting),
    }


def _round(label: RoundLabel) -> dict[str, Any]:
    return {"questionnaire": {"id": label.questionnaire_id, "version": label.version}, "round": label.round}


def _domain(domain: DomainComparison | None) -> dict[str, Any]:
    if domain is None:
        return {"comparable": False}
    return {
        "comparable": True,
        "dimensions": {name: _dimension(change) for name, change in domain.dimensions.items()},
        "now_known": list(domain.now_known),
        "now_unknown": list(domain.now_unknown),
        "task_changed": list(domain.task_changed),
        "seen_differently": list(domain.seen_differently),
        "unsaid": list(domain.unsaid),
    }


def _dimension(change: DimensionChange) -> dict[str, Any]:
    return {
        "before": rounded(change.before),
        "after": rounded(change.after),
        "change": rounded(change.change),
        "kind": change.kind,
        "core": change.core,
        "supported": change.supported,
    }
