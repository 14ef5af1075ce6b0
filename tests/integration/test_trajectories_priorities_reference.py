"""Places, chances, words and the proposal equal those of the second implementation, on random documents."""

import json
from random import Random

import pytest

from app.models import Report
from app.plan.entrance import load_agreed
from app.plan.ranking import Priorities
from app.web.clock import now
from scoring.engine import RULES
from tests.factories import make_assessment
from tests.golden.random_documents import random_document
from tests.golden.reference import result_document
from tests.golden.test_reference import PLAIN
from tests.integration.test_trajectories_priorities import rows


def reference(document):
    """The order and the proposal of the second implementation of the rules."""
    found = result_document(PLAIN, document)
    placed = [{**rank, **found["domains"][rank["domain"]]["opportunity"]} for rank in found["ranking"]]
    growing = [each["domain"] for each in placed if each["word"] != "Behouden"][:3]
    proposed = [each["domain"] for each in placed if each["domain"] in growing and each["word"] != "Later"]
    names = ("domain", "rank", "best", "worst", "score", "word")
    return [{**{name: each[name] for name in names}, "proposed": each["domain"] in proposed} for each in placed]


def freeze(session, assessment, people, document, number):
    """A report of this document, as the newest."""
    keys = {"assessment_id": assessment.id, "municipality_id": assessment.municipality_id}
    frozen = {
        "interchange": json.dumps(document),
        "rules": RULES,
        "agreed_at": now(),
        "agreed_by": people.coordinator.id,
    }
    session.add(Report(**keys, **frozen, number=number))
    session.commit()


def test_places_chances_and_words_equal_the_reference(session, people):
    made = make_assessment(session, people, state="agreed", agreed_at=now())
    for seed in range(500, 540):
        document = random_document(Random(seed), PLAIN)
        freeze(session, made, people, document, seed)
        priorities = Priorities(load_agreed(session, made))
        assert priorities.kept_proposal == reference(document), seed
        assert priorities.proposed == tuple(row["domain"] for row in reference(document) if row["proposed"]), seed


@pytest.mark.parametrize("seed", [601, 602, 603, 604, 605, 606])
def test_the_page_shows_what_the_reference_says(session, people, client_as, seed):
    made = make_assessment(session, people, state="agreed", agreed_at=now())
    document = random_document(Random(seed), PLAIN)
    freeze(session, made, people, document, 1)
    found = client_as(people.coordinator).get(f"/inventarisaties/{made.id}/prioriteren")
    expected = reference(document)
    if not expected:
        assert "Voor geen enkel domein weten we genoeg" in found.text
        return
    shown = rows(found)
    ranks = [row["rank"] for row in expected]
    places = [f"{rank} (gelijk)" if ranks.count(rank) > 1 else str(rank) for rank in ranks]
    certain = [
        "zeker" if r["best"] == r["worst"] else f"niet zeker (plaats {r['best']} tot {r['worst']})" for r in expected
    ]
    assert [(row[1], row[3], row[-1]) for row in shown] == [
        (place, row["word"], certainty) for place, row, certainty in zip(places, expected, certain, strict=True)
    ]
