"""Seeded random pairs of interchange documents, an earlier round and a later one that resembles it."""

import copy
from random import Random
from typing import Any

from tests.golden.random_documents import Json, add_agreed, all_items, answer, random_document


def random_pair(random: Random, questionnaire: Json, newer: Json | None = None) -> tuple[Json, Json]:
    """The later round keeps most of the earlier one; sometimes it moves by exactly 5, 10 or 15 points.

    It is on `newer` when that is given: another version of the questionnaire.
    """
    newer = newer or questionnaire
    if random.random() < 0.25:
        return border_pair(random, questionnaire, newer)
    before = random_document(random, questionnaire, random.choice(["baseline", "baseline", "evaluation"]))
    if random.random() < 0.1:
        return before, random_document(random, newer, "evaluation")
    return before, later(random, newer, before)


def later(random: Random, questionnaire: Json, before: Json) -> Json:
    """The same municipality some time later."""
    after = copy.deepcopy(before)
    after["round"] = random.choice(["evaluation", "evaluation", "evaluation", "baseline"])
    drift, share = random.choice([-1, 1, 1]), random.choice([0, 0.2, 0.5, 1])
    answers = [answered_later(random, after["round"], given, drift, share) for given in after["answers"]]
    after["answers"] = [given for given in answers if random.random() < 0.97]
    after["agreed"] = [agreed_later(random, after["round"], given, drift) for given in after.get("agreed") or []]
    if after["questionnaire"]["version"] != questionnaire["version"]:
        ask_otherwise(random, questionnaire, after)
    if random.random() < 0.2:
        add_agreed(random, after, questionnaire, 0.5)
    change_people(random, after)
    change_domains(random, questionnaire, after)
    return after


def ask_otherwise(random: Random, questionnaire: Json, after: Json) -> None:
    """Another version of the questionnaire: what it no longer asks has no answer, and what is new has some."""
    asked = set(all_items(questionnaire, after["domains"]))
    known = {given["item"] for given in after["answers"]}
    for key in ("answers", "agreed"):
        after[key] = [given for given in after[key] if given["item"] in asked]
    after["questionnaire"] = {"id": questionnaire["id"], "version": questionnaire["version"]}
    for item in sorted(asked - known):
        for person in after["participants"]:
            if random.random() < 0.3:
                value = random.choice([0, 1, 2, 3, 4, "unknown"])
                after["answers"].append(answer(random, after["round"], person["id"], item, value))


def answered_later(random: Random, round_name: str, given: Json, drift: int, share: float) -> Json:
    value = moved(random, given["value"], drift) if random.random() < share else given["value"]
    return answer(random, round_name, given["participant"], given["item"], value)


def agreed_later(random: Random, round_name: str, given: Json, drift: int) -> Json:
    value = given["value"] if given["value"] == "not_applicable" else moved(random, given["value"], drift)
    found = answer(random, round_name, "", given["item"], value)
    kept = {key: value for key, value in found.items() if key not in ("participant", "confidence")}
    return {**kept, "value": 2 if value == "unknown" else value, "reason": "Opnieuw besproken."}


def moved(random: Random, value: Any, drift: int) -> Any:
    if random.random() < 0.1:
        return random.choice([0, 1, 2, 3, 4, "unknown"])
    if isinstance(value, int):
        return min(4, max(0, value + random.choice([0, drift, drift, 2 * drift, -drift])))
    return value


def change_people(random: Random, after: Json) -> None:
    """Some people leave and others come in their place."""
    share = random.choice([0, 0, 0.6, 0.6, 1])
    names = {person["id"]: person["id"] for person in after["participants"]}
    for name in names:
        names[name] = f"n{name}" if random.random() < share else name
    for person in after["participants"]:
        person["id"] = names[person["id"]]
    for given in after["answers"]:
        given["participant"] = names[given["participant"]]


def change_domains(random: Random, questionnaire: Json, after: Json) -> None:
    """A domain leaves, another one comes, an own domain gets another title, a known one another name."""
    if len(after["domains"]) > 1 and random.random() < 0.4:
        leave(after, random.choice(after["domains"]))
    official = [domain["id"] for domain in questionnaire["domains"]]
    others = [domain for domain in official if domain not in after["domains"]]
    if others and random.random() < 0.3:
        after["domains"].insert(0, random.choice(others))
    for own in after.get("own_domains") or []:
        own["title"] = own["title"] if random.random() < 0.7 else "Water"
    for domain in after["domains"]:
        if domain in official and random.random() < 0.1:
            after["renamed"] = {**(after.get("renamed") or {}), domain: "Nieuwe naam"}


def leave(after: Json, domain: str) -> None:
    """The domain goes, with everything about it."""
    after["domains"].remove(domain)
    for key in ("answers", "agreed"):
        after[key] = [given for given in after.get(key) or [] if not given["item"].startswith(f"{domain}/")]
    for key in ("ambitions", "renamed"):
        after[key] = {name: value for name, value in (after.get(key) or {}).items() if name != domain}
    after["own_domains"] = [own for own in after.get("own_domains") or [] if own["id"] != domain]


# Changes of exactly a border


def border_pair(random: Random, questionnaire: Json, newer: Json) -> tuple[Json, Json]:
    """Five people, everything at 1 or 2; in the first two dimensions a few people move one step: 25/15 points each."""
    domains = random.sample([domain["id"] for domain in questionnaire["domains"]], random.randint(1, 3))
    level, mover = random.choice([(1, 1), (2, 1), (2, -1)])
    before, after = five_people(questionnaire, "baseline", domains), five_people(newer, "evaluation", domains)
    steps = random.choice([3, 6, 9, 12]) + random.choice([0, 0, 0, -1, 1])
    said = random.choice(["yes", "yes", "no", "unknown", None])
    slots = random.sample([(group, number) for group in ("BE", "BL", "UI") for number in range(1, 6)], steps)
    for person in range(1, 6):
        for item in profile_items(questionnaire, domains):
            step = mover if (item.split(".")[1], person) in slots else 0
            before["answers"].append(answer(random, "baseline", f"p{person}", item, level))
            given = answer(random, "evaluation", f"p{person}", item, level + step)
            after["answers"].append({**given, "changed": said if random.random() < 0.9 else None})
    agree_on_all(random, before, after, profile_items(questionnaire, domains), level)
    if random.random() < 0.3:
        leave_one(random, random.choice([before, after]))
    return before, after


def leave_one(random: Random, document: Json) -> None:
    """Only one person answered, of some items or of all."""
    items = sorted({given["item"] for given in document["answers"]})
    alone = set(random.sample(items, round(len(items) * random.choice([0.5, 0.6, 1]))))
    answers = document["answers"]
    document["answers"] = [given for given in answers if given["item"] not in alone or given["participant"] == "p1"]


def five_people(questionnaire: Json, round_name: str, domains: list[str]) -> Json:
    people = [{"id": f"p{number}", "role": "participant", "level": "beleid"} for number in range(1, 6)]
    return {
        "format": "samenhang-assessment",
        "format_version": 1,
        "questionnaire": {"id": questionnaire["id"], "version": questionnaire["version"]},
        "municipality": {"code": "GM9901", "name": "Voorbeeldstad"},
        "round": round_name,
        "domains": list(domains),
        "participants": people,
        "answers": [],
        "agreed": [],
    }


def profile_items(questionnaire: Json, domains: list[str]) -> list[str]:
    ids = [question["id"] for question in questionnaire["questions"] if question["kind"] == "domain"]
    return [f"{domain}/{question}" for domain in domains for question in ids]


def agree_on_all(random: Random, before: Json, after: Json, items: list[str], level: int) -> None:
    """Agreed scores in both rounds on half of a dimension’s items, or on more than half and moving 10 points."""
    kinds = random.choice([[], ["BE", "BL"], ["BE", "BL", "A.UI"], ["BE", "BL", "A.UI", "S.UI", "M.UI"]])
    for item in items:
        if any(item.endswith(kind) for kind in kinds):
            rises = item.endswith("BE") and len(kinds) > 2
            before["agreed"].append({"item": item, "value": level, "reason": "Zo is het."})
            said = random.choice(["yes", "yes", "yes", "no", "unknown", None])
            after["agreed"].append({"item": item, "value": level + rises, "reason": "Zo is het nu.", "changed": said})
    after["agreed"] = [{**given, "evidence": evidence_or_none(random)} for given in after["agreed"]]


def evidence_or_none(random: Random) -> Json | None:
    return random.choice([None, {"kind": "document"}, {"kind": "impression", "note": None}])
