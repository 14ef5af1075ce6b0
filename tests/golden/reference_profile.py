"""A second implementation of the rules, written from the rules' text alone, to hold the first against: S1 to S12."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

Json = dict[str, Any]
State = Fraction | str  # a score in points, or "unknown", or "not_applicable"

DIMENSIONS = ["betrokkenheid", "middelen", "ondersteuning"]
LEVELS = ["bestuur", "beleid", "uitvoering"]
BORDERS = [Fraction(25, 2), Fraction(75, 2), Fraction(125, 2), Fraction(175, 2)]


def mean(numbers: list[Fraction]) -> Fraction | None:
    """The mean, or nothing when there is nothing to take it of."""
    return sum(numbers, Fraction(0)) / len(numbers) if numbers else None


def rounded(number: Fraction | Decimal | None) -> float | None:
    """Four decimals, halves away from zero."""
    if number is None:
        return None
    exact = Fraction(number)
    steps = int(abs(exact) * 10000 + Fraction(1, 2))
    return (steps if exact >= 0 else -steps) / 10000


# S1: from answers to one state per item


def item_ids(questionnaire: Json, document: Json) -> list[str]:
    """All items of the chosen domains and of the general part."""
    items: list[str] = []
    for question in questionnaire["questions"]:
        places = ["algemeen"] if question["kind"] == "general" else document["domains"]
        items.extend(f"{place}/{question['id']}" for place in places)
    return items


def values_by_item(document: Json) -> dict[str, list[Any]]:
    """All values that were given, per item."""
    values: dict[str, list[Any]] = {}
    for answer in document["answers"]:
        values.setdefault(answer["item"], []).append(answer["value"])
    return values


def agreed_by_item(document: Json) -> dict[str, Any]:
    """The agreed values, per item."""
    return {agreed["item"]: agreed["value"] for agreed in document.get("agreed") or []}


def item_states(questionnaire: Json, document: Json) -> dict[str, State]:
    """S1 for every item."""
    values, agreed = values_by_item(document), agreed_by_item(document)
    states: dict[str, State] = {}
    for item in item_ids(questionnaire, document):
        if item in agreed:
            states[item] = agreed_state(agreed[item])
        else:
            states[item] = answered_state(values.get(item, []))
    return states


def agreed_state(value: Any) -> State:
    return "not_applicable" if value == "not_applicable" else Fraction(25 * value)


def answered_state(values: list[Any]) -> State:
    if 2 * values.count("not_applicable") > len(values):
        return "not_applicable"
    average = mean([Fraction(value) for value in values if isinstance(value, int)])
    return "unknown" if average is None else 25 * average


# S2-S12: the profile of one domain


def three_profiles(questionnaire: Json, states: Mapping[str, State], domain: str) -> dict[str, Json]:
    """The profile as known, and S10: with every unknown item at 0 and at 100 points."""
    known = {}
    for question in questionnaire["questions"]:
        if question["kind"] == "domain":
            known[question["id"]] = states[f"{domain}/{question['id']}"]
    low = {key: Fraction(0) if state == "unknown" else state for key, state in known.items()}
    high = {key: Fraction(100) if state == "unknown" else state for key, state in known.items()}
    return {
        "known": profile(questionnaire, known),
        "low": profile(questionnaire, low),
        "high": profile(questionnaire, high),
    }


def profile(questionnaire: Json, states: Mapping[str, State]) -> Json:
    """S2-S9 from the states of a domain's questions. A question that is left out does not exist."""
    cells = {}
    for dimension in DIMENSIONS:
        cells[dimension] = {level: cell(questionnaire, states, dimension, level) for level in LEVELS}
    dimensions = {name: dimension_score(questionnaire, states, name, cells[name]) for name in DIMENSIONS}
    scores = [dimensions[name]["score"] for name in DIMENSIONS]
    return {
        "cells": cells,
        "dimensions": dimensions,
        "levels": {level: level_score(cells, level) for level in LEVELS},
        "total": None if None in scores else mean(scores),
    }


def cell(questionnaire: Json, states: Mapping[str, State], dimension: str, level: str) -> Fraction | None:
    """S2 and S3: the mean over facets of the mean over their scored items."""
    facet_scores = []
    for facet, its_dimension in questionnaire["facets"].items():
        points = []
        for question in questionnaire["questions"]:
            if its_dimension == dimension and (question["facet"], question["level"]) == (facet, level):
                points.append(states.get(question["id"], "absent"))
        facet_score = mean([state for state in points if isinstance(state, Fraction)])
        if facet_score is not None:
            facet_scores.append(facet_score)
    return mean(facet_scores)


def dimension_score(questionnaire: Json, states: Mapping[str, State], name: str, cells: Json) -> Json:
    """S4, S8 and S9."""
    scored = applicable = 0
    for question in questionnaire["questions"]:
        if question["id"] in states and questionnaire["facets"].get(question["facet"]) == name:
            scored += isinstance(states[question["id"]], Fraction)
            applicable += states[question["id"]] != "not_applicable"
    with_score = [score for score in cells.values() if score is not None]
    shown = 3 * scored >= 2 * applicable and len(with_score) >= 2
    return {"score": mean(with_score) if shown else None, "scored": scored, "applicable": applicable}


def level_score(cells: Json, level: str) -> Fraction | None:
    """S5."""
    with_score = [cells[dimension][level] for dimension in DIMENSIONS if cells[dimension][level] is not None]
    return mean(with_score) if len(with_score) >= 2 else None


def weakest_cell(cells: Json) -> Json | None:
    """S7."""
    weakest: Json | None = None
    for dimension in DIMENSIONS:
        for level in LEVELS:
            score = cells[dimension][level]
            if score is not None and (weakest is None or score < weakest["score"]):
                weakest = {"dimension": dimension, "level": level, "score": score}
    return weakest and {**weakest, "score": rounded(weakest["score"])}


def step(score: Fraction) -> int:
    """S11: which of the five words, counted from 0."""
    return sum(score >= border for border in BORDERS)


def near_border(score: Fraction) -> bool:
    """S11."""
    return any(abs(score - border) <= Fraction(5, 2) for border in BORDERS)


def pattern(levels: Json) -> str | None:
    """S12."""
    if any(levels[level] is None for level in LEVELS):
        return None
    highest, lowest = LEVELS[0], LEVELS[0]
    for level in LEVELS:
        highest = level if levels[level] > levels[highest] else highest
        lowest = level if levels[level] < levels[lowest] else lowest
    return "balanced" if levels[highest] - levels[lowest] < 25 else f"{highest}_above_{lowest}"
