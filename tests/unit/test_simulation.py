"""The simulation of two rounds: it can be repeated, says nothing when there is no noise, and sees a large change."""

from collections import Counter
from random import Random

import pytest

from scoring.comparison import compare
from scoring.engine import RULES
from tests.guards.sources import ROOT
from tests.simulation.assumptions import NOISELESS, PLAUSIBLE, REPLIES, SETTINGS, SHARES, Setting
from tests.simulation.counting import Counts, simulate, vary
from tests.simulation.municipality import QUESTIONNAIRE, Municipality, improving, unchanged
from tests.simulation.outcomes import outcomes
from tests.simulation.picture import picture
from tests.simulation.rounds import two_rounds
from tests.simulation.text import text

FEW = SETTINGS[0], SETTINGS[-1]
RESULT = (ROOT / "tests/simulation/result.md").read_text("utf-8")
SCORING = (ROOT / "docs/scoring.md").read_text("utf-8")


@pytest.fixture(scope="module")
def found() -> dict[Setting, Counts]:
    """Two municipalities of each setting."""
    return simulate(2, processes=1)


def test_the_same_seed_gives_the_same_figures(found: dict[Setting, Counts]) -> None:
    again = simulate(2, processes=1)
    assert again == found
    varied = vary(4, REPLIES, processes=1)
    assert text({"all": again}, varied) == text({"all": found}, vary(4, REPLIES, processes=1))
    assert picture(again) == picture(found)
    assert simulate(2, seed=1, processes=1) != found


def test_a_municipality_does_not_depend_on_how_many_there_are(found: dict[Setting, Counts]) -> None:
    more = simulate(3, settings=FEW, processes=1)
    assert all(Counter(found[setting]) <= more[setting] for setting in FEW)


@pytest.mark.parametrize("setting", SETTINGS, ids=str)
def test_without_noise_nothing_changes_by_itself(setting: Setting) -> None:
    random = Random(1)
    before, after = two_rounds(random, NOISELESS, setting, unchanged(random, NOISELESS))
    assert {(each.change, each.words) for each in outcomes(before, after)} == {(0, ())}


@pytest.mark.parametrize("setting", SETTINGS, ids=str)
def test_a_large_real_change_is_always_seen(setting: Setting) -> None:
    random = Random(1)
    for _ in range(5):
        low = dict.fromkeys(unchanged(random, PLAUSIBLE).then, 0)
        municipality = Municipality(low, dict.fromkeys(low, 4))
        found = list(outcomes(*two_rounds(random, PLAUSIBLE, setting, municipality)))
        # Where nobody said whether what differs really changed, it is not to be said; but never the other way.
        assert all(each.words == ("unsaid",) or (each.change > 0 and "visible" in each.words) for each in found)
        assert Counter(each.words == ("unsaid",) for each in found)[False] > len(found) / 2


def test_only_the_stated_share_of_one_dimension_improves() -> None:
    municipality = improving(Random(1), PLAUSIBLE)
    up = Counter(item.partition("/")[0] for item in municipality.now if municipality.changed(item))
    assert {municipality.now[item] - municipality.then[item] for item in municipality.now} == {0, 1}
    assert set(up) == set(municipality.domains)
    assert [share for _, share in municipality.improved.values()] == [each for each in SHARES for _ in range(2)]


def test_people_stay_as_the_setting_says() -> None:
    random = Random(1)
    for setting in SETTINGS:
        before, after = two_rounds(random, PLAUSIBLE, setting, unchanged(random, PLAUSIBLE))
        assert len(after.participants) == setting.people
        assert len({*before.participants} & {*after.participants}) == setting.staying
        assert compare(QUESTIONNAIRE, before, QUESTIONNAIRE, after).same_people is not setting.others


@pytest.mark.parametrize("heading", ["By people, agreed or only answers", "By how many say whether something changed"])
def test_what_was_found_is_of_these_rules_and_stands_in_the_documents(heading: str) -> None:
    section = RESULT.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("|")]
    assert f"RULES = {RULES} " in RESULT
    assert len(rows) == 8
    assert [row for row in rows if row not in SCORING.splitlines()] == []
