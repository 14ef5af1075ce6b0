"""The result document: everything that one assessment amounts to, as JSON."""

from collections.abc import Mapping
from typing import Any

from questionnaires.model import Questionnaire
from scoring.interchange.rounding import rounded, rounded_root
from scoring.result import (
    Agreement,
    DimensionScore,
    DomainResult,
    Opportunity,
    Rank,
    Result,
    Score,
    Total,
    WeakestCell,
)


def build_result_document(questionnaire: Questionnaire, result: Result) -> dict[str, Any]:
    """The result document of one assessment, with the keys in a fixed order; no score is null."""
    return {
        "rules": result.rules,
        "questionnaire": {"id": result.questionnaire_id, "version": result.version},
        "domains": {name: _domain(questionnaire, domain) for name, domain in result.domains.items()},
        "ranking": [_rank(rank) for rank in result.ranking],
        "agreement": {item: _agreement(agreement) for item, agreement in result.agreement.items()},
        "municipality": {
            "breadth": {"reached": result.municipality.reached, "shown": result.municipality.shown},
            "depth": rounded(result.municipality.depth),
            "balance": rounded(result.municipality.balance),
        },
        "general": {
            "items": {item: rounded(score.points) for item, score in result.general_items.items()},
            "groups": _all_rounded(result.general_groups),
        },
    }


def _domain(questionnaire: Questionnaire, domain: DomainResult) -> dict[str, Any]:
    levels = [level.id for level in questionnaire.levels]
    dimensions = [dimension.id for dimension in questionnaire.dimensions]
    cells = domain.known.cells
    return {
        "cells": {name: {level: rounded(cells[name, level]) for level in levels} for name in dimensions},
        "dimensions": {name: _dimension(domain.dimensions[name]) for name in dimensions},
        "levels": {level: rounded(domain.known.levels[level]) for level in levels},
        "total": _worded(domain.total),
        "weakest": _weakest(domain.weakest),
        "pattern": domain.pattern,
        "opportunity": _opportunity(domain.opportunity),
    }


def _worded(score: DimensionScore | Total) -> dict[str, Any]:
    return {
        "score": rounded(score.score),
        "low": rounded(score.low),
        "high": rounded(score.high),
        "word": score.word,
        "near_border": score.near_border,
    }


def _dimension(score: DimensionScore) -> dict[str, Any]:
    return {**_worded(score), "scored": score.scored, "applicable": score.applicable}


def _weakest(cell: WeakestCell | None) -> dict[str, Any] | None:
    if cell is None:
        return None
    return {"dimension": cell.dimension, "level": cell.level, "score": rounded(cell.score)}


def _opportunity(opportunity: Opportunity | None) -> dict[str, Any] | None:
    if opportunity is None:
        return None
    return {
        "return": rounded(opportunity.return_),
        "feasibility": rounded(opportunity.feasibility),
        "room": rounded(opportunity.room),
        "score": rounded_root(opportunity.return_ * opportunity.feasibility * opportunity.room**2),
        "word": opportunity.word,
    }


def _rank(rank: Rank) -> dict[str, Any]:
    return {"domain": rank.domain, "rank": rank.rank, "best": rank.best, "worst": rank.worst}


def _agreement(agreement: Agreement) -> dict[str, Any]:
    return {
        "n": agreement.n,
        "mean": rounded(agreement.mean),
        "average_deviation": rounded(agreement.average_deviation),
        "kind": agreement.kind,
    }


def _all_rounded(scores: Mapping[str, Score]) -> dict[str, float | None]:
    return {name: rounded(score) for name, score in scores.items()}
