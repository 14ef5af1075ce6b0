"""A second implementation of the rules, written from the rules' text alone, to hold the first against: S22 to S26.

Two interchange documents go in, the comparison document comes out.
"""

from fractions import Fraction

from tests.golden.reference_profile import (
    DIMENSIONS,
    Json,
    State,
    agreed_by_item,
    item_states,
    profile,
    rounded,
    values_by_item,
)

Round = tuple[Json, Json]
"""A questionnaire, as the command prints it, and an assessment on it."""

Side = tuple[Json, Json, dict[str, State]]
"""The same, with the state of every item (S1)."""

Points = dict[str, Fraction]


def comparison_document(before: Round, after: Round, classes: dict[str, str] | None = None) -> Json:
    """Then and now. `classes` gives what became of each question between two versions; by default all are carried."""
    then, now = (*before, item_states(*before)), (*after, item_states(*after))
    return {
        "rules": 1,
        "before": {"questionnaire": before[1]["questionnaire"], "round": before[1]["round"]},
        "after": {"questionnaire": after[1]["questionnaire"], "round": after[1]["round"]},
        "same_people": same_people(before[1], after[1]),
        "domains": {domain: domain_comparison(then, now, domain) for domain in after[1]["domains"]},
        "accounting": accounting(before[1], after[1], classes or {}),
    }


def same_people(before: Json, after: Json) -> bool:
    earlier = {answer["participant"] for answer in before["answers"]}
    later = {answer["participant"] for answer in after["answers"]}
    return 2 * len(later & earlier) >= len(later)


def in_both(before: Json, after: Json, domain: str) -> bool:
    """Whether a domain stands in both rounds; an own domain only when its title is the same."""
    titles = []
    for document in (before, after):
        own = {entry["id"]: entry["title"] for entry in document.get("own_domains") or []}
        titles.append(own.get(domain))
    return domain in before["domains"] and domain in after["domains"] and titles[0] == titles[1]


def accounting(before: Json, after: Json, classes: dict[str, str]) -> Json:
    names = ["carried", "grammar", "reworded", "meaning_changed", "moved", "split", "merged", "retired", "domain_left"]
    counts = dict.fromkeys(["total", *names], 0)
    for item in {*values_by_item(before), *agreed_by_item(before)}:
        domain, question = item.split("/")
        left = domain != "algemeen" and not in_both(before, after, domain)
        counts["domain_left" if left else classes.get(question, "carried")] += 1
        counts["total"] += 1
    return counts


STRENGTH = ["carried", "grammar", "reworded", "moved", "meaning_changed", "merged", "split", "retired"]
BACKWARDS = {"split": "merged", "merged": "split", "added": "retired", "retired": "added"}


def question_classes(rows: list[Json], backwards: bool = False) -> dict[str, str]:
    """What became of each question, from the rows of one was-wordt table as the file has them, or read backwards.

    A changed answer text (`A.BL/1`) is a change of its question; the strongest of its classes holds.
    """
    classes: dict[str, str] = {}
    for row in rows:
        name = BACKWARDS.get(row["class"], row["class"]) if backwards else row["class"]
        for key in row.get("new" if backwards else "old", []) if row["kind"] in ("question", "option") else []:
            question = key.split("/")[0]
            classes[question] = max(name, classes.get(question, "carried"), key=STRENGTH.index)
    return classes


# One domain


def domain_comparison(before: Side, after: Side, domain: str) -> Json:
    if not in_both(before[1], after[1], domain):
        return {"comparable": False}
    questions = comparable_questions(before[0], after[0])
    then, now = domain_states(before, domain, questions), domain_states(after, domain, questions)
    core = [key for key in questions if isinstance(then[key], Fraction) and isinstance(now[key], Fraction)]
    seen = [key for key in core if then[key] != now[key] and is_seen_differently(after[1], f"{domain}/{key}")]
    core_now = {key: Fraction(now[key]) for key in core}
    core_then = {key: core_now[key] if key in seen else Fraction(then[key]) for key in core}
    dimensions = {
        dimension: dimension_comparison(before, after, domain, dimension, core_then, core_now)
        for dimension in DIMENSIONS
    }
    lists = {**changed_lists(questions, then, now), "seen_differently": seen}
    return {"comparable": True, "dimensions": dimensions, **lists}


def comparable_questions(before: Json, after: Json) -> list[str]:
    """S22: the profile questions with the same id and meaning in both versions, in the later one's order."""
    earlier = {question["id"]: question["meaning"] for question in before["questions"] if question["kind"] == "domain"}
    later = [question for question in after["questions"] if question["kind"] == "domain"]
    return [question["id"] for question in later if earlier.get(question["id"]) == question["meaning"]]


def domain_states(side: Side, domain: str, questions: list[str]) -> dict[str, State]:
    return {key: side[2][f"{domain}/{key}"] for key in questions}


def is_seen_differently(after: Json, item: str) -> bool:
    """S25: what the later round says about an item that differs."""
    for agreed in after.get("agreed") or []:
        if agreed["item"] == item:
            return bool(agreed.get("changed") == "no")
    said = [answer.get("changed") for answer in after["answers"] if answer["item"] == item]
    return "no" in said and "yes" not in said


def changed_lists(questions: list[str], then: dict[str, State], now: dict[str, State]) -> Json:
    """S25: what became known, unknown, or applicable or not."""
    lists: dict[str, list[str]] = {"now_known": [], "now_unknown": [], "task_changed": []}
    for key in questions:
        if (then[key] == "not_applicable") != (now[key] == "not_applicable"):
            lists["task_changed"].append(key)
        elif then[key] == "unknown" and isinstance(now[key], Fraction):
            lists["now_known"].append(key)
        elif isinstance(then[key], Fraction) and now[key] == "unknown":
            lists["now_unknown"].append(key)
    return lists


# One dimension


def dimension_comparison(before: Side, after: Side, domain: str, dimension: str, then: Points, now: Points) -> Json:
    core = [key for key in members(after[0], dimension) if key in now]
    document: Json = {"before": None, "after": None, "change": None, "kind": "not_comparable", "core": len(core)}
    old = profile(after[0], then)["dimensions"][dimension]["score"]
    new = profile(after[0], now)["dimensions"][dimension]["score"]
    if old is None or new is None or not enough_anchors(after, domain, dimension, core):
        return {**document, "supported": None}
    kind = size_word(abs(new - old), visible_border(before[1], after[1], domain, core))
    document |= {"before": rounded(old), "after": rounded(new), "change": rounded(new - old), "kind": kind}
    moved = [key for key in core if (now[key] > then[key] if new > old else now[key] < then[key])]
    return {**document, "supported": has_evidence(after[1], domain, moved) if kind == "visible" else None}


def members(questionnaire: Json, dimension: str) -> list[str]:
    """The questions of a dimension."""
    facets = questionnaire["facets"]
    return [question["id"] for question in questionnaire["questions"] if facets.get(question["facet"]) == dimension]


def enough_anchors(after: Side, domain: str, dimension: str, core: list[str]) -> bool:
    """S23: of the anchors that are applicable in the later round, at least 2/3 is in the core."""
    anchors = [question["id"] for question in after[0]["questions"] if question["anchor"]]
    anchors = [key for key in anchors if key in members(after[0], dimension)]
    applicable = [key for key in anchors if after[2][f"{domain}/{key}"] != "not_applicable"]
    return 3 * len([key for key in anchors if key in core]) >= 2 * len(applicable)


def visible_border(before: Json, after: Json, domain: str, core: list[str]) -> int:
    """S24: lower when more than half of the core was agreed at both moments."""
    agreed = agreed_by_item(before).keys() & agreed_by_item(after).keys()
    return 10 if 2 * len([key for key in core if f"{domain}/{key}" in agreed]) > len(core) else 15


def size_word(size: Fraction, border: int) -> str:
    if size < 5:
        return "same"
    return "small" if size < border else "visible"


def has_evidence(after: Json, domain: str, questions: list[str]) -> bool:
    """S24: whether any of these has any evidence, with an answer or with the agreed score."""
    with_evidence = {
        entry["item"] for entry in [*after["answers"], *(after.get("agreed") or [])] if entry.get("evidence")
    }
    return any(f"{domain}/{key}" in with_evidence for key in questions)
