"""Rounds with all sorts of answers, people and domains: the page says what the command says of the exported files."""

import random
from datetime import timedelta

import pytest

from app.web.clock import now
from questionnaires.catalogue import questionnaire
from questionnaires.model import OWN_DOMAINS
from tests.factories import make_agreed, make_answers, make_assessment, make_participation, make_user
from tests.rounds import close_round, joint_of, whole_round
from tests.unit.commands import run

SPORT, ART = OWN_DOMAINS[:2]
VALUES = [0, 1, 2, 3, 4, 0, 1, 2, 3, 4, "unknown", "not_applicable"]
HOSTILE = "=1+1 <b>{x}</b> \u202eomgekeerd"
ROUNDS = (
    # Domain left, one that is new, an own one that stays, one that gets another name, one that was away for a round.
    ("geld", "inclusie", SPORT, ART),
    ("geld", "wonen", SPORT, ART),
    ("geld", "inclusie", ART),
)
TITLES = ({SPORT: "Sport", ART: "Kunst"}, {SPORT: "Sport", ART: "Zorg"}, {ART: "Kunst"})


def whims(chance, *, is_later):
    """What somebody says beside a value."""
    said = chance.choice([{}, {"changed": "no"}, {"changed": "yes", "changed_what": HOSTILE}]) if is_later else {}
    proof = chance.choice([{}, {}, {"evidence_kind": "document", "evidence_note": HOSTILE}])
    return {"reason": "Zo is het.", **said, **proof}


def fill(session, people, assessment, parts, chance):
    """Let these people answer, agree some of it, and take some of that back."""
    asked = questionnaire("iba", assessment.questionnaire_version).of_kind("domain")
    items = [f"{row.domain}/{one.id}" for row in assessment.domains for one in asked]
    is_later = assessment.earlier_id is not None
    for part in parts:
        for some in dealt(items, chance):
            make_answers(
                session, part, {item: chance.choice(VALUES) for item in some}, **whims(chance, is_later=is_later)
            )
    for some in dealt(items, chance):
        values = {item: chance.randrange(5) for item in some}
        make_agreed(session, assessment, people.coordinator, values, **whims(chance, is_later=is_later))
        make_agreed(session, assessment, people.coordinator, dict.fromkeys(some[:2], ""), seen=1)


def dealt(items, chance):
    """Most of them, in four parts."""
    hands = [[], [], [], [], []]
    for item in items:
        chance.choice(hands).append(item)
    return hands[1:]


@pytest.mark.heavy
def test_three_random_rounds(session, people, client_as, tmp_path):
    chance = random.Random(7)
    other = make_user(session, "tweede@voorbeeldstad.example", "Twee De", "coordinator", people.municipality)
    colleagues = [people.participant, *(make_user(session, f"i{n}@voorbeeldstad.example", f"I {n}") for n in range(2))]
    rounds = []
    for number, (domains, titles) in enumerate(zip(ROUNDS, TITLES, strict=True)):
        columns = {"created_at": now() - timedelta(days=300 * (3 - number)), "title": f"Ronde {number}"}
        if rounds:
            columns |= {"round": "evaluation", "earlier_id": rounds[-1].id}
        version = 1 if number == 0 else 2
        made = make_assessment(session, people, domains, "in_review", titles, questionnaire_version=version, **columns)
        made = whole_round(session, made)
        joint = joint_of(session, made)
        # The second round is begun by another coordinator, who was nobody in the first.
        joint.user_id = other.id if number == 1 else joint.user_id
        parts = [joint, *(make_participation(session, made, one) for one in colleagues[number : number + 2])]
        fill(session, people, made, parts, chance)
        rounds.append(close_round(session, people, made))
    client = client_as(people.coordinator)
    files = []
    for one in rounds:
        files.append(tmp_path / f"{one.title}.json")
        files[-1].write_bytes(client.ask(f"/inventarisaties/{one.id}/rapport.json").data)
    for then, now_, query in ((0, 1, ""), (1, 2, ""), (0, 2, f"?met={rounds[0].id}")):
        printed = run("compare", files[then], files[now_])
        assert printed.exit_code == 0, printed.stderr
        place = f"/inventarisaties/{rounds[now_].id}/vergelijking"
        assert client.ask(f"{place}.json{query}").data == printed.stdout_bytes
        page = client.get(f"{place}{query}")
        for form in ("pdf", "docx", "xlsx"):
            assert client.ask(f"{place}.{form}{query}").status_code == 200
    # What people typed stands there as they typed it.
    assert HOSTILE in page.text
