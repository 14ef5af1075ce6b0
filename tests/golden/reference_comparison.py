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
        "rules": 2,
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
    differ = {key: judgement(after[1], f"{domain}/{key}") for key in core if then[key] != now[key]}
    dimensions = {
        dimension: dimension_comparison(before, after, domain, dimension, list(core), then, now, differ)
        for dimension in DIMENSIONS
    }
    lists = {
        **changed_lists(questions, then, now),
        "seen_differently": [key for key in core if differ.get(key) == "seen"],
        "unsaid": [key for key in core if differ.get(key) == "nothing"],
    }
    return {"comparable": True, "dimensions": dimensions, **lists}


def comparable_questions(before: Json, after: Json) -> list[str]:
    """S22: the profile questions with the same id and meaning in both versions, in the later one's order."""
    earlier = {question["id"]: question["meaning"] for question in before["questions"] if question["kind"] == "domain"}
    later = [question for question in after["questions"] if question["kind"] == "domain"]
    return [question["id"] for question in later if earlier.get(question["id"]) == question["meaning"]]


def domain_states(side: Side, domain: str, questions: list[str]) -> dict[str, State]:
    return {key: side[2][f"{domain}/{key}"] for key in questions}


def judgement(after: Json, item: str) -> str:
    """S25: what the later round says about an item that differs: `real`, `seen` or `nothing`."""
    for agreed in after.get("agreed") or []:
        if agreed["item"] == item:
            return {"yes": "real", "no": "seen"}.get(agreed.get("changed"), "nothing")
    said = [answer.get("changed") for answer in after["answers"] if answer["item"] == item]
    if said.count("yes"):
        return "real"
    return "seen" if said.count("no") else "nothing"


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


def dimension_comparison(
    before: Side,
    after: Side,
    domain: str,
    dimension: str,
    keys: list[str],
    then: dict[str, State],
    now: dict[str, State],
    differ: dict[str, str],
) -> Json:
    core = [key for key in members(after[0], dimension) if key in keys]
    document: Json = {"before": None, "after": None, "change": None, "kind": "not_comparable", "core": len(core)}
    later = {key: Fraction(now[key]) for key in keys}

    def score_of(points: Points) -> Fraction | None:
        found: Fraction | None = profile(after[0], points)["dimensions"][dimension]["score"]
        return found

    def earlier(counted: set[str]) -> Points:
        return {key: Fraction(then[key]) if key in counted else later[key] for key in keys}

    real, silent = ({key for key, said in differ.items() if said == which} for which in ("real", "nothing"))
    rose = {key for key in silent if later[key] > Fraction(then[key])}
    old, new = score_of(earlier(real)), score_of(later)
    if old is None or new is None or not enough_anchors(after, domain, dimension, core):
        return {**document, "supported": None}
    border = visible_border(before[1], after[1], domain, core)
    word = moved_word(new - old, border)
    for more in (rose, silent - rose):
        other = score_of(earlier(real | more))
        if other is None or moved_word(new - other, border) != word:
            return {**document, "kind": "unsaid", "supported": None}
    kind = word.split()[0]
    document |= {"before": rounded(old), "after": rounded(new), "change": rounded(new - old), "kind": kind}
    way = 1 if new > old else -1
    moved = [key for key in core if key in real and (later[key] - Fraction(then[key])) * way > 0]
    return {**document, "supported": is_supported(after[1], domain, moved) if kind == "visible" else None}


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
    """S24: by how many people stand behind the scores of the core, as the files have them."""
    items = [f"{domain}/{key}" for key in core]
    both = [item for item in items if item in agreed_by_item(before) and item in agreed_by_item(after)]
    lonely = [item for item in items if has_one_value(before, item) or has_one_value(after, item)]
    if len(both) > len(items) / 2:
        return 10
    return 20 if len(lonely) > len(items) / 2 else 15


def has_one_value(document: Json, item: str) -> bool:
    """Exactly one value 0 to 4, and nothing agreed."""
    values = [answer["value"] for answer in document["answers"] if answer["item"] == item]
    return item not in agreed_by_item(document) and sum(isinstance(value, int) for value in values) == 1


def moved_word(change: Fraction, border: int) -> str:
    """S24, with the direction of what is not about the same: `small up`."""
    if abs(change) < 5:
        return "same"
    return f"{'small' if abs(change) < border else 'visible'} {'up' if change > 0 else 'down'}"


def is_supported(after: Json, domain: str, questions: list[str]) -> bool:
    """S24: whether one of these has evidence with a `yes`, where it counts."""
    return any(is_backed(after, f"{domain}/{key}") for key in questions)


def is_backed(after: Json, item: str) -> bool:
    for agreed in after.get("agreed") or []:
        if agreed["item"] == item:
            return agreed.get("changed") == "yes" and is_evidence(agreed)
    answers = [answer for answer in after["answers"] if answer["item"] == item]
    said = [answer.get("changed") for answer in answers]
    return said.count("yes") > said.count("no") and any(is_evidence(answer) for answer in answers)


def is_evidence(entry: Json) -> bool:
    return bool(entry.get("evidence")) and entry["evidence"]["kind"] != "impression"
