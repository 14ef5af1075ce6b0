"""Lanes, places, steps and the comparable core: what decides with whom a score comes in, and what it is."""

from collections import Counter
from fractions import Fraction

from app.network.lanes import FIRST, ComparableCore, changed_enough, lane, pool, scores, told
from app.network.privacy import CellFigure, closed_filters
from app.state.places import REGION_OF, REGIONS, SIZE_CLASSES, province, size_class
from questionnaires.catalogue import current
from scoring.assessment import AgreedScore, Assessment
from scoring.engine import score


def test_lanes_leave_room_for_everything() -> None:
    lanes = Counter(lane(number) for number in range(1, 343))
    assert lanes["questions"] == 82 and lanes["open"] == FIRST - 3
    assert abs(lanes["size"] - lanes["region"]) <= 1
    assert Counter(lane(number) for number in range(1, 13)) == {"open": 12}


def test_a_score_waits_for_its_own_group() -> None:
    assert pool("size", "20-50", "Utrecht") == "size:20-50"
    assert pool("region", "20-50", "Utrecht") == "region:west"
    assert pool("size", None, "Utrecht") == pool("region", "20-50", None) == pool("open", "20-50", "Utrecht") == ""


def test_places() -> None:
    assert set(REGION_OF.values()) == set(REGIONS) and len(REGION_OF) == 12
    assert [province(text) for text in ("utrecht", "Fryslân", "Noord - Brabant", "Utrecht (PV)", "Holland")] == [
        *("Utrecht", "Friesland", "Noord-Brabant", "Utrecht"),
        None,
    ]
    typed = ("19.999", "20000", "49 999", "50.000", "100000", "0", "veel", "", "20-50")
    assert [size_class(text) for text in typed] == [
        *("0-20", "20-50", "20-50", "50-100", "100+"),
        *(None, None, None, "20-50"),
    ]
    assert set(SIZE_CLASSES) == {"0-20", "20-50", "50-100", "100+"}


def test_numbers_of_municipalities_tell_no_rest() -> None:
    steps = {f"g{number}": "actions" if number < 4 else "inventory" for number in range(17)}
    assert told(steps) == {"actions": 0, "inventory": 10}
    moved = {**steps, "g0": "partners", "g5": "partners", "g6": "partners", "g7": "partners"}
    assert not changed_enough(steps, moved)
    assert changed_enough(steps, {**moved, "nieuw": "inventory"})


def test_one_group_without_a_figure_closes_its_kind() -> None:
    groups = {"a": {"size": "size:0-20", "region": "region:noord"}, "b": {"size": "size:100+"}, "c": {}}
    cells = [("a", "geld/middelen"), ("b", "geld/middelen"), ("c", "wonen/middelen")]
    known = [CellFigure("geld/middelen", name, (1, 2, 3), 5, {}) for name in ("size:0-20", "region:noord")]
    figures = {(one.cell, one.filter): one for one in known}
    assert closed_filters(cells, groups, figures) == {"geld/middelen": ["size"], "wonen/middelen": []}
    empty = CellFigure("geld/middelen", "size:100+", None, 0, {})
    assert closed_filters(cells, groups, figures | {("geld/middelen", "size:100+"): empty})["geld/middelen"] == ["size"]


def test_on_one_version_the_core_is_everything_and_own_domains_stay_out() -> None:
    questionnaire = current("iba")
    asked = [question.id for question in questionnaire.of_kind("domain")]
    domains = ("geld", "eigen_1")
    agreed = tuple(
        AgreedScore(f"{domain}/{one}", (place * 3 + len(domain)) % 5, "Zo is het.")
        for domain in domains
        for place, one in enumerate(asked)
    )
    round_ = Assessment(
        "iba",
        questionnaire.version,
        "GM9901",
        "Voorbeeldstad",
        "baseline",
        domains,
        agreed=agreed,
        own_domains={"eigen_1": "Veiligheid"},
        renamed={"geld": "Armoede"},
    )
    core = ComparableCore([questionnaire])
    found = scores(core, round_)
    exact = score(questionnaire, round_).domains["geld"].known.dimensions
    assert core.questions == tuple(asked) and core.name == f"iba {questionnaire.version}-{questionnaire.version}"
    for dimension, value in exact.items():
        assert value is not None and abs(Fraction(found[f"geld/{dimension}"], 10_000) - value) <= Fraction(1, 20_000)
    assert not any(cell.startswith("eigen") for cell in found)
    assert found[f"vraag/{asked[0]}"] == 25 * agreed[0].value * 10_000


def test_a_question_that_means_something_else_in_one_version_is_outside_the_core() -> None:
    questionnaire = current("iba")
    first = next(one for one in questionnaire.questions if one.kind == "domain")
    changed = [
        one.model_copy(update={"meaning": one.meaning + 1}) if one.id == first.id else one
        for one in questionnaire.questions
    ]
    newer = questionnaire.model_copy(update={"version": questionnaire.version + 1, "questions": tuple(changed)})
    core = ComparableCore([questionnaire, newer])
    assert first.id not in core.questions and len(core.questions) == len(questionnaire.of_kind("domain")) - 1
