"""A second implementation of the rules, written from the rules' text alone, to hold the first against: S16 to S21."""

from decimal import Context, Decimal
from fractions import Fraction

from tests.golden.reference_profile import Json, State, mean, rounded

TOLERANCE = Decimal("1e-9")
PRECISE = Context(prec=60)


def chance_inputs(document: Json, states: dict[str, State], domain: str, profiles: Json) -> dict[str, Json] | None:
    """S16 to S18 for the profile as known, low and high; nothing where S19 gives no order."""
    k = {}
    for name in ["K1", "K2", "K3", "K4"]:
        state = states[f"{domain}/{name}"]
        k[name] = [state] if isinstance(state, Fraction) else []
    worth, ease = mean(k["K1"] + k["K2"]), mean(k["K3"] + k["K4"])
    ambition = (document.get("ambitions") or {}).get(domain, 75)
    if worth is None or ease is None or not can_be_ordered(profiles["known"]):
        return None
    return {key: one_input(worth, ease, ambition, profile) for key, profile in profiles.items()}


def can_be_ordered(profile: Json) -> bool:
    needed = [profile["dimensions"][name]["score"] for name in ["betrokkenheid", "ondersteuning"]]
    return None not in [*needed, profile["total"]]


def one_input(worth: Fraction, ease: Fraction, ambition: int, profile: Json) -> Json:
    involvement = profile["dimensions"]["betrokkenheid"]["score"]
    support = profile["dimensions"]["ondersteuning"]["score"]
    room = min(Fraction(1), max(Fraction(0), ambition - profile["total"]) / Fraction(25, 2))
    return {"return": worth, "feasibility": ease / 2 + involvement / 4 + support / 4, "room": room}


def decimal(number: Fraction) -> Decimal:
    return PRECISE.divide(Decimal(number.numerator), Decimal(number.denominator))


def chance(inputs: Json, way: str = "geometric") -> Decimal:
    """S19, and the two other ways of S21."""
    worth, ease, room = inputs["return"], inputs["feasibility"], inputs["room"]
    if way == "geometric":
        return PRECISE.sqrt(decimal(worth * ease * room * room))
    return decimal((worth + ease) / 2 * room if way == "arithmetic" else min(worth, ease) * room)


def opportunity_document(inputs: Json) -> Json:
    score = chance(inputs)
    if inputs["room"] == 0:
        word = "Behouden"
    elif score >= 65 - TOLERANCE:
        word = "Nu kansrijk"
    else:
        word = "Kansrijk met voorwerk" if score >= 45 - TOLERANCE else "Later"
    return {**{key: rounded(number) for key, number in inputs.items()}, "score": rounded(score), "word": word}


def ranking(questionnaire: Json, inputs: dict[str, Json]) -> list[Json]:
    """S20 and S21, for the domains that have an order."""
    scores = {domain: chance(three["known"]) for domain, three in inputs.items()}
    ranked: list[Json] = []
    first, rank = None, 0
    for domain in in_order(questionnaire, scores):
        if first is None or scores[first] - scores[domain] >= 5 - TOLERANCE:
            first, rank = domain, len(ranked) + 1
        ranked.append({"domain": domain, "rank": rank, "best": rank, "worst": rank})
    for way in ["geometric", "arithmetic", "minimum"]:
        for entry in ranked:
            best, worst = places(entry["domain"], spans(inputs, way))
            entry["best"], entry["worst"] = min(entry["best"], best), max(entry["worst"], worst)
    return ranked


def in_order(questionnaire: Json, scores: dict[str, Decimal]) -> list[str]:
    """S20: highest first; of equal ones the first in the questionnaire, and own domains after those."""
    official = [domain["id"] for domain in questionnaire["domains"]] + ["eigen_1", "eigen_2", "eigen_3"]
    remaining = [domain for domain in official if domain in scores]
    ordered = []
    while remaining:
        highest = max(scores[domain] for domain in remaining)
        equals = [domain for domain in remaining if highest - scores[domain] <= TOLERANCE]
        ordered.append(equals[0])
        remaining.remove(equals[0])
    return ordered


def spans(inputs: dict[str, Json], way: str) -> dict[str, tuple[Decimal, Decimal]]:
    """S21: the lowest and the highest chance of each domain over its three profiles, in one way."""
    found = {}
    for domain, three in inputs.items():
        chances = [chance(three[key], way) for key in ["known", "low", "high"]]
        found[domain] = (min(chances), max(chances))
    return found


def places(domain: str, spans_of: dict[str, tuple[Decimal, Decimal]]) -> tuple[int, int]:
    """S21: the best and the worst place of a domain, in one way."""
    lowest, highest = spans_of[domain]
    ahead_of_it = behind_it = 0
    for other, (other_lowest, other_highest) in spans_of.items():
        if other != domain:
            ahead_of_it += other_lowest - highest >= 5 - TOLERANCE
            behind_it += lowest - other_highest >= 5 - TOLERANCE
    return 1 + ahead_of_it, len(spans_of) - behind_it
