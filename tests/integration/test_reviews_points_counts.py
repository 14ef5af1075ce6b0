"""The counts of the points against a count of its own, from the exported file, on random assessments."""

import json
import re
from datetime import UTC, datetime
from fractions import Fraction
from random import Random

import pytest
from sqlalchemy import select

from app.models import Participation
from questionnaires.catalogue import current
from tests.factories import make_agreed, make_answers, make_assessment, make_participation, make_user
from tests.integration.test_assessments_statements import statements
from tests.points import counts_on

DOMAINS = ("geld", "eigen_1")
MOMENT = datetime(2026, 3, 2, 12, tzinfo=UTC)
PLACES = ("bestuur", "beleid", "uitvoering", None)
PROFILE, GENERAL, CHANCES = (current("iba").of_kind(kind) for kind in ("domain", "general", "opportunity"))
LEVEL = {question.id: question.level for question in (*PROFILE, *GENERAL)}


def make_review(session, people, random, size):
    """A review in which so many people answered some of it, alike or not; a quarter is agreed."""
    made = make_assessment(session, people, DOMAINS, state="in_review", titles={"eigen_1": "Veiligheid"})
    joint = session.scalars(select(Participation).where(Participation.assessment_id == made.id)).one()
    make_answers(session, joint, {f"{domain}/{q.id}": 3 for domain in DOMAINS for q in CHANCES}, saved_at=MOMENT)
    parts = [joint]
    for number in range(size):
        person = make_user(session, f"p{number}.{made.id.hex[:8]}@voorbeeldstad.example", f"Persoon {number}")
        parts.append(make_participation(session, made, person, level=random.choice(PLACES)))
    items = [f"{domain}/{q.id}" for domain in DOMAINS for q in PROFILE] + [f"algemeen/{q.id}" for q in GENERAL]
    for part in parts:
        answer_some(session, random, part, items)
    for item in random.sample(items, len(items) // 4):
        kind = random.choice((None, "document"))
        make_agreed(
            session, made, people.adviser, {item: random.choice((1, 3, 4, "not_applicable"))}, evidence_kind=kind
        )
    return made


def answer_some(session, random, part, items):
    """Half of the items at random, in batches that share evidence and certainty; some people always say the same."""
    favourite = random.choice((None, None, 2))
    chosen = [item for item in items if random.random() < 0.6]
    while chosen:
        batch, chosen = chosen[:5], chosen[5:]
        make_answers(
            session,
            part,
            {item: value(random, favourite) for item in batch},
            reason="Zo is het.",
            evidence_kind=random.choice((None, "figures")),
            confidence=random.choice((None, "sure", "not_sure")),
            # One moment for all: how fast somebody answered is in no file.
            saved_at=MOMENT,
        )


def value(random, favourite):
    """A number, the favourite one, or one of the two that are no number."""
    if random.random() < 0.15:
        return random.choice(("unknown", "unknown", "not_applicable"))
    return random.choice((0, 1, 2, 3, 4)) if favourite is None else favourite


def recount(file):
    """How many points of each kind there are in an exported file: written from the rules, with plain loops."""
    answers, agreed = {}, {row["item"]: row for row in file["agreed"]}
    for row in file["answers"]:
        if not row["item"].split("/")[1].startswith("K"):
            answers.setdefault(row["item"], []).append(row)
    level_of = {person["id"]: person["level"] for person in file["participants"]}
    asked = [f"{domain}/{q.id}" for domain in file["domains"] for q in PROFILE] + [f"algemeen/{q.id}" for q in GENERAL]
    found = dict.fromkeys(("different", "inside_outside", "no_evidence", "unknown", "not_applicable", "uncertain"), 0)
    for item in asked:
        rows, held = answers.get(item, []), agreed.get(item)
        for kind in kinds_of(rows, held, LEVEL[item.split("/")[1]], level_of):
            found[kind] += 1
    return found | {"pattern": patterns(answers)}


def kinds_of(rows, held, level, level_of):
    """The kinds of points of one item."""
    numbers = [row["value"] for row in rows if row["value"] in (0, 1, 2, 3, 4)]
    high = [row for row in rows if row["value"] in (3, 4)] + ([held] if held and held["value"] in (3, 4) else [])
    bare = bool(high) and not any(row.get("evidence") for row in high)
    if held:
        return ["no_evidence"] if bare and held["value"] in (3, 4) else []
    kinds = ["no_evidence"] if bare else []
    if differ(numbers):
        kinds.append("different")
    groups = [
        [
            row["value"]
            for row in rows
            if row["value"] in (0, 1, 2, 3, 4) and (level_of[row["participant"]] == level) is own
        ]
        for own in (True, False)
    ]
    if level and min(map(len, groups)) >= 2:
        means = [Fraction(sum(group), len(group)) for group in groups]
        kinds += ["inside_outside"] if abs(means[0] - means[1]) >= 1 else []
    refused = [row for row in rows if row["value"] == "not_applicable"]
    kinds += ["not_applicable"] if refused else []
    kinds += ["uncertain"] if any(row.get("confidence") == "not_sure" for row in rows) else []
    return kinds + (["unknown"] if not numbers and len(refused) * 2 <= len(rows) else [])


def differ(numbers):
    """S13."""
    if len(numbers) < 3:
        return len(numbers) == 2 and abs(numbers[0] - numbers[1]) >= 2
    mean = Fraction(sum(numbers), len(numbers))
    return sum(abs(number - mean) for number in numbers) / len(numbers) > Fraction(5, 6)


def patterns(answers):
    """How often somebody said the same at least six times in a domain."""
    said = {}
    for item, rows in answers.items():
        for row in rows:
            if row["value"] in (0, 1, 2, 3, 4):
                said.setdefault((row["participant"], item.split("/")[0]), []).append(row["value"])
    return sum(len(numbers) >= 6 and len(set(numbers)) == 1 for numbers in said.values())


@pytest.mark.parametrize("seed", range(8))
def test_the_counts_equal_those_in_the_exported_file(session, people, client_as, seed):
    made = make_review(session, people, Random(seed), size=seed)
    client = client_as(people.adviser)
    file = json.loads(client.ask(f"/inventarisaties/{made.id}/rapport.json").get_data(as_text=True))
    expected = recount(file)
    page = client.get(f"/inventarisaties/{made.id}/bespreken/punten")
    shown = counts_on(page)
    everything = shown.pop("Alle soorten")
    assert shown == {NAMES[kind]: count for kind, count in expected.items()}
    assert max(expected.values()) <= everything <= sum(expected.values())
    # The overview says as much: questions and patterns.
    said = re.search(r"Er (?:is|zijn) [^.]* open\.", page.text)[0]
    assert sum(int(number) for number in re.findall(r"\d+", said)) == everything
    overview = client.get(f"/inventarisaties/{made.id}/bespreken")
    assert said in overview.text
    # Per domain too, with the way there.
    in_domains = re.findall(r">(\d+)<span class=.unseen.>: open punten van", overview.html)
    assert sum(map(int, in_domains)) == everything
    for count, link in zip(in_domains, [one for one in overview.links if "punten?domein=" in one], strict=True):
        assert counts_on(client.get(link))["Alle soorten"] == int(count)


NAMES = {
    "different": "Verschil",
    "inside_outside": "Eigen niveau en anderen",
    "no_evidence": "3 of 4 zonder bewijs",
    "unknown": "Niet bekend",
    "not_applicable": "Niet van toepassing",
    "pattern": "Opvallend patroon",
    "uncertain": "Niet zeker",
}


@pytest.mark.parametrize("page", ["", "/punten", "/punten?soort=different", "/geld/A.BE?lijst=punten&punt=different"])
def test_pages_take_as_many_statements_for_2_people_as_for_25(session, people, client_as, page):
    taken = []
    for size in (1, 24):
        made = make_review(session, people, Random(1), size)
        client = client_as(people.adviser)
        with statements() as sent:
            client.get(f"/inventarisaties/{made.id}/bespreken{page}")
        taken.append(len(sent))
    assert taken[0] == taken[1] <= 12, taken
