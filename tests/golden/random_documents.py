"""Seeded random interchange documents of many shapes, borders and ties included; every one of them is valid."""

from random import Random
from typing import Any

Json = dict[str, Any]

OWN_DOMAINS = ["eigen_1", "eigen_2", "eigen_3"]
K_ITEMS = ["K1", "K2", "K3", "K4"]
EVIDENCE_KINDS = ["document", "decision", "figures", "conversation", "impression"]
NOTHING = None  # the participant gives no answer to this item


def random_document(random: Random, questionnaire: Json, round_name: str = "baseline") -> Json:
    """One assessment: sometimes with answers as people give them, sometimes built to fall exactly on borders."""
    exact = random.random() < 0.3
    document = frame(random, questionnaire, round_name, random.choice([2, 4, 5, 5, 10]) if exact else people(random))
    base = random.choice([20, 20, random.randint(0, 40)])
    settings = {
        "known": random.choice([1, 1, 0.9, 0.7, 0.4]),
        "applicable": random.choice([1, 1, 0.95, 0.6]),
        "answered": random.choice([1, 1, 0.8, 0.4]),
    }
    for item in all_items(questionnaire, document["domains"]):
        if exact:
            values = exact_values(random, document, item, base)
        else:
            values = free_values(random, len(document["participants"]), item, settings)
        add_answers(random, document, item, values)
    add_agreed(random, document, questionnaire, random.choice([0, 0, 0.1, 0.5, 0.9]) * (not exact))
    add_ambitions(random, document)
    random.shuffle(document["answers"])
    return document


def people(random: Random) -> int:
    return random.choice([0, 1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 12])


def all_items(questionnaire: Json, domains: list[str]) -> list[str]:
    items: list[str] = []
    for question in questionnaire["questions"]:
        places = ["algemeen"] if question["kind"] == "general" else domains
        items.extend(f"{place}/{question['id']}" for place in places)
    return items


def is_chance_item(item: str) -> bool:
    return item.split("/")[1] in K_ITEMS


# The frame: everything but the answers


def frame(random: Random, questionnaire: Json, round_name: str, size: int) -> Json:
    ids = [domain["id"] for domain in questionnaire["domains"]]
    own = random.sample(OWN_DOMAINS, random.choice([0, 0, 0, 1, 2, 3]))
    chosen = random.sample(ids, random.choice([0 if own else 1, 1, 2, 3, 4, 5, 6, 8, 12]))
    domains = random.sample(chosen + own, len(chosen + own))
    document: Json = {
        "format": "samenhang-assessment",
        "format_version": 1,
        "questionnaire": {"id": questionnaire["id"], "version": questionnaire["version"]},
        "municipality": {"code": "GM9901", "name": "Voorbeeldstad"},
        "round": round_name,
        "domains": domains,
        "participants": [participant(random, number) for number in range(1, size + 1)],
        "answers": [],
    }
    if own:
        document["own_domains"] = [{"id": domain, "title": random.choice(["Veiligheid", "Sport"])} for domain in own]
    renamed = [domain for domain in chosen if random.random() < 0.1]
    set_optional(random, document, "renamed", dict.fromkeys(renamed, "Armoede en “schulden”"))
    return document


def set_optional(random: Random, document: Json, key: str, value: Any) -> None:
    """An empty value may be absent, null, or there and empty."""
    if value or random.random() < 0.3:
        document[key] = value or random.choice([None, value])


def participant(random: Random, number: int) -> Json:
    role = random.choice(["coordinator", "participant", "adviser"])
    return {"id": f"p{number}", "role": role, "level": random.choice(["bestuur", "beleid", "uitvoering", None])}


# Values: one for each participant


def free_values(random: Random, size: int, item: str, settings: Json) -> list[Any]:
    """Answers around a common truth, with unknown, not applicable and missing ones."""
    truth, width = random.randint(0, 4), random.choice([0, 1, 1, 4])
    applicable = settings["applicable"] if random.random() < 0.3 else 1
    return [free_value(random, item, settings, applicable, truth, width) for _ in range(size)]


def free_value(random: Random, item: str, settings: Json, applicable: float, truth: int, width: int) -> Any:
    if random.random() >= settings["answered"]:
        return NOTHING
    if random.random() >= settings["known"]:
        return "unknown"
    if random.random() >= applicable and not is_chance_item(item):
        return "not_applicable"
    return min(4, max(0, truth + random.randint(-width, width)))


def exact_values(random: Random, document: Json, item: str, base: int) -> list[Any]:
    """Values of which the mean is a round number, so that totals and chances fall on borders and tie."""
    domain, question = item.split("/")
    if question in K_ITEMS:
        tenths = chance_tenths(40 + 5 * (len(domain) % 8), question)
    else:
        tenths = base if base == 20 else min(40, base + len(domain) % 5)
    return spread(random, tenths, len(document["participants"]))


def chance_tenths(chance: int, question: str) -> int:
    """What K1 to K4 must be, in tenths, for a return and a feasibility of `chance` with a profile at 50."""
    return chance * 10 // 25 if question in ("K1", "K2") else max(0, (chance - 25) * 4 // 5)


def spread(random: Random, tenths: int, size: int) -> list[int]:
    """`size` values with this mean, in tenths (or just below, when it does not come out)."""
    total = min(4 * size, tenths * size // 10)
    values = [total // size + (number < total % size) for number in range(size)]
    random.shuffle(values)
    return values


# Answers, agreed scores, ambitions


def add_answers(random: Random, document: Json, item: str, values: list[Any]) -> None:
    for person, value in zip(document["participants"], values, strict=True):
        if value is not NOTHING:
            document["answers"].append(answer(random, document["round"], person["id"], item, value))


def answer(random: Random, round_name: str, person: str, item: str, value: Any) -> Json:
    given = {"participant": person, "item": item, "value": value}
    if value == "not_applicable" or random.random() < 0.05:
        given["reason"] = "Dit doet de regio."
    elif random.random() < 0.05:
        given["reason"] = random.choice([None, "", "  "])
    if random.random() < 0.1:
        given["evidence"] = evidence(random)
    if random.random() < 0.1:
        given["confidence"] = random.choice(["sure", "fairly_sure", "not_sure", None])
    add_changed(random, round_name, given)
    return given


def evidence(random: Random) -> Json | None:
    found: Json = {"kind": random.choice(EVIDENCE_KINDS)}
    if random.random() < 0.5:
        found["note"] = random.choice([None, "", "Collegeplan, bladzijde 12"])
        found["link"] = random.choice([None, "https://voorbeeldstad.example/plan", "http://x"])
    return random.choice([found, found, found, None])


def add_changed(random: Random, round_name: str, given: Json) -> None:
    if round_name == "evaluation" and random.random() < 0.6:
        given["changed"] = random.choice(["yes", "yes", "no", "unknown", None])
    elif random.random() < 0.05:
        given["changed"] = None


def add_agreed(random: Random, document: Json, questionnaire: Json, share: float) -> None:
    agreed = []
    for item in all_items(questionnaire, document["domains"]):
        if random.random() < share:
            given = answer(random, document["round"], "", item, agreed_value(random, item))
            given = {key: value for key, value in given.items() if key not in ("participant", "confidence")}
            agreed.append({**given, "reason": "Zo spraken we het af."})
    set_optional(random, document, "agreed", agreed)


def agreed_value(random: Random, item: str) -> Any:
    values: list[Any] = [0, 1, 2, 3, 4, 1, 2, 3]
    return random.choice(values if is_chance_item(item) else [*values, "not_applicable"])


def add_ambitions(random: Random, document: Json) -> None:
    chosen = [domain for domain in document["domains"] if random.random() < 0.4]
    set_optional(random, document, "ambitions", {domain: random.choice([25, 50, 75, 100]) for domain in chosen})
