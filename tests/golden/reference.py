"""A second implementation of the rules, written from the rules' text alone, to hold the first against.

It knows nothing of the product's code: interchange JSON and the JSON of the `questionnaire` command go in as
plain dicts, the result document comes out as a plain dict. Slow and literal on purpose.
"""

from fractions import Fraction

from tests.golden.reference_opportunity import chance_inputs, opportunity_document, ranking
from tests.golden.reference_profile import (
    DIMENSIONS,
    LEVELS,
    Json,
    State,
    agreed_by_item,
    item_states,
    mean,
    near_border,
    pattern,
    rounded,
    step,
    three_profiles,
    values_by_item,
    weakest_cell,
)


def result_document(questionnaire: Json, document: Json) -> Json:
    """Everything that the rules say about one assessment."""
    states = item_states(questionnaire, document)
    profiles = {domain: three_profiles(questionnaire, states, domain) for domain in document["domains"]}
    inputs = {domain: chance_inputs(document, states, domain, profiles[domain]) for domain in document["domains"]}
    domains = {
        domain: domain_document(questionnaire, profiles[domain], inputs[domain]) for domain in document["domains"]
    }
    return {
        "rules": 2,
        "questionnaire": dict(document["questionnaire"]),
        "domains": domains,
        "ranking": ranking(questionnaire, {domain: three for domain, three in inputs.items() if three is not None}),
        "agreement": agreement(document),
        "municipality": municipality([profiles[domain]["known"] for domain in document["domains"]]),
        "general": general(questionnaire, states),
    }


# The profile as a document


def domain_document(questionnaire: Json, profiles: dict[str, Json], inputs: dict[str, Json] | None) -> Json:
    known, words = profiles["known"], questionnaire["words"]
    cells = {
        dimension: {level: rounded(known["cells"][dimension][level]) for level in LEVELS} for dimension in DIMENSIONS
    }
    return {
        "cells": cells,
        "dimensions": {dimension: dimension_document(words, profiles, dimension) for dimension in DIMENSIONS},
        "levels": {level: rounded(known["levels"][level]) for level in LEVELS},
        "total": total_document(words, profiles),
        "weakest": weakest_cell(known["cells"]),
        "pattern": pattern(known["levels"]),
        "opportunity": None if inputs is None else opportunity_document(inputs["known"]),
    }


def dimension_document(words: list[str], profiles: dict[str, Json], dimension: str) -> Json:
    known, low, high = (profiles[key]["dimensions"][dimension] for key in ("known", "low", "high"))
    score = known["score"]
    return {
        "score": rounded(score),
        "low": rounded(low["score"]),
        "high": rounded(high["score"]),
        "word": None if score is None else words[step(score)],
        "near_border": None if score is None else near_border(score),
        "scored": known["scored"],
        "applicable": known["applicable"],
    }


def total_document(words: list[str], profiles: dict[str, Json]) -> Json:
    """S11: the word of the total is at most one step above that of its lowest dimension."""
    score, word = profiles["known"]["total"], None
    if score is not None:
        lowest = min(profiles["known"]["dimensions"][dimension]["score"] for dimension in DIMENSIONS)
        word = words[min(step(score), step(lowest) + 1)]
    return {
        "score": rounded(score),
        "low": rounded(profiles["low"]["total"]),
        "high": rounded(profiles["high"]["total"]),
        "word": word,
        "near_border": None if score is None else near_border(score),
    }


# S13 and S15


def agreement(document: Json) -> Json:
    """S13, for every item with a value 0-4 and without an agreed value."""
    found = {}
    for item, values in values_by_item(document).items():
        numbers = [Fraction(value) for value in values if isinstance(value, int)]
        average = mean(numbers)
        if item in agreed_by_item(document) or average is None:
            continue
        deviation = mean([abs(number - average) for number in numbers]) or Fraction(0)
        found[item] = {
            "n": len(numbers),
            "mean": rounded(average),
            "average_deviation": rounded(deviation),
            "kind": agreement_kind(numbers, deviation),
        }
    return found


def agreement_kind(numbers: list[Fraction], deviation: Fraction) -> str:
    if len(numbers) == 1:
        return "single"
    if len(numbers) == 2:
        return "different" if abs(numbers[0] - numbers[1]) >= 2 else "agreed"
    if deviation > Fraction(5, 6):
        return "different"
    return "spread" if deviation > Fraction(1, 2) else "agreed"


def median(numbers: list[Fraction]) -> Fraction | None:
    if not numbers:
        return None
    ordered, middle = sorted(numbers), len(numbers) // 2
    return ordered[middle] if len(numbers) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def municipality(profiles: list[Json]) -> Json:
    """S15 without the general items."""
    totals = [profile["total"] for profile in profiles if profile["total"] is not None]
    spans = []
    for profile in profiles:
        levels = list(profile["levels"].values())
        if None not in levels:
            spans.append(max(levels) - min(levels))
    return {
        "breadth": {"reached": len([total for total in totals if total >= Fraction(125, 2)]), "shown": len(totals)},
        "depth": rounded(median(totals)),
        "balance": rounded(median(spans)),
    }


def general(questionnaire: Json, states: dict[str, State]) -> Json:
    """S15: the general items, and per group their mean when at least 2/3 of the applicable ones is scored."""
    items: Json = {}
    groups: dict[str, list[State]] = {}
    for question in questionnaire["questions"]:
        if question["kind"] == "general":
            state = states[f"algemeen/{question['id']}"]
            items[f"algemeen/{question['id']}"] = rounded(state) if isinstance(state, Fraction) else None
            groups.setdefault(question["group"], []).append(state)
    return {"items": items, "groups": {group: rounded(group_score(members)) for group, members in groups.items()}}


def group_score(states: list[State]) -> Fraction | None:
    applicable = [state for state in states if state != "not_applicable"]
    scored = [state for state in applicable if isinstance(state, Fraction)]
    return mean(scored) if 3 * len(scored) >= 2 * len(applicable) else None
