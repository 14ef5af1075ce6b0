"""When figures change, when cohorts count, and how near the figures are to those of all scores."""

from dataclasses import replace
from random import Random

from app.network.privacy import (
    ALL,
    CAREFUL,
    HIGHEST,
    POINT,
    Ledger,
    ScoreEntry,
    after,
    between,
    closed,
    publish,
    quartile,
    size_step,
    usable,
)

CELL = "geld/middelen"


def entries(people: range, pool: str = ALL, mark: str = "1") -> list[ScoreEntry]:
    """Municipalities with a score each."""
    return [ScoreEntry(f"g{number}", CELL, number * 50_000 % HIGHEST, mark, pool) for number in people]


def grown(ledger: Ledger, found: list[ScoreEntry], without: int | None = None) -> tuple[Ledger, bool]:
    """The ledger after a publication, and whether the figure of everybody is another one."""
    here = [entry for entry in found if entry.municipality != f"g{without}"]
    published = publish(ledger, here, {entry.municipality for entry in here})
    return after(ledger, published), any(figure.filter == ALL for figure in published.figures)


def test_eight_municipalities_are_too_few_and_nine_are_enough() -> None:
    assert grown(Ledger(), entries(range(8)))[0] == Ledger()
    ledger, _ = grown(Ledger(), entries(range(9)))
    assert (ledger.figures[CELL, ALL].quartiles, ledger.figures[CELL, ALL].size) == ((10, 20, 30), 5)


def test_who_comes_later_waits_until_nine_do() -> None:
    ledger, _ = grown(Ledger(), entries(range(9)))
    for people in range(10, 18):
        assert grown(ledger, entries(range(people))) == (ledger, False)
    assert grown(ledger, entries(range(18)))[0].figures[CELL, ALL].size == 10


def test_who_leaves_is_left_out_of_the_next_publication_with_its_cohort() -> None:
    ledger, _ = grown(Ledger(), entries(range(9)))
    same, changed = grown(ledger, entries(range(9)), without=3)
    assert same == ledger and not changed
    assert not grown(ledger, entries(range(17)), without=3)[1]
    later, changed = grown(ledger, entries(range(18)), without=3)
    alone = after(Ledger(), publish(Ledger(), entries(range(9, 18)), {f"g{n}" for n in range(9, 18)}))
    assert changed and later.figures[CELL, ALL].quartiles == alone.figures[CELL, ALL].quartiles


def test_there_and_back_again_is_no_change() -> None:
    ledger, _ = grown(Ledger(), entries(range(9)))
    left, _ = grown(ledger, entries(range(9)), without=3)
    back, changed = grown(left, entries(range(9)))
    assert back == ledger and not changed


def test_five_that_leave_take_the_figure_with_them_and_four_do_not() -> None:
    ledger, _ = grown(Ledger(), entries(range(9)))
    assert grown(ledger, entries(range(4, 9)))[0] == ledger
    gone, changed = grown(ledger, entries(range(5, 9)))
    assert changed and gone.figures[CELL, ALL].quartiles is None and gone.figures[CELL, ALL].size == 0


def test_a_score_that_comes_back_is_not_counted_a_second_time() -> None:
    ledger, _ = grown(Ledger(), entries(range(9)))
    later, _ = grown(ledger, entries(range(9), mark="2"))
    again, changed = grown(later, entries(range(9)))
    assert len(later.cohorts) == len(again.cohorts) == 2 and changed


def test_newer_scores_take_the_place_of_older_ones() -> None:
    ledger, _ = grown(Ledger(), entries(range(27)))
    newer = [*entries(range(9), mark="2"), *entries(range(9, 27))]
    later, changed = grown(ledger, newer)
    assert changed and later.figures[CELL, ALL].size == 20 and len(later.cohorts) == 4


def test_a_group_has_a_figure_of_its_own_once_it_has_a_cohort() -> None:
    found = [*entries(range(9), "size:20-50"), *entries(range(9, 17), "region:noord"), *entries(range(17, 26))]
    ledger, _ = grown(Ledger(), found)
    assert set(ledger.figures) == {(CELL, ALL), (CELL, "size:20-50")}
    assert ledger.figures[CELL, ALL].size == 10


def test_who_waited_for_long_comes_in_with_everybody_when_their_own_group_is_too_small() -> None:
    late = [replace(entry, late=True) for entry in entries(range(9), "size:20-50")]
    ledger, _ = grown(Ledger(), [*late[:8], *entries(range(9, 10), "region:noord")])
    assert ledger == Ledger()
    ledger, _ = grown(Ledger(), [*late[:8], *entries(range(9, 10))])
    assert set(ledger.figures) == {(CELL, ALL)} and ledger.cohorts[0].pool == ALL
    ledger, _ = grown(Ledger(), [*late, *entries(range(9, 10))])
    assert set(ledger.figures) == {(CELL, ALL), (CELL, "size:20-50")} and len(ledger.cohorts[0].members) == 9


def test_cohorts_are_of_nine_to_seventeen() -> None:
    for people in range(9, 200):
        sizes = [len(cohort.members) for cohort in closed(entries(range(people)), ALL, CAREFUL, 0)]
        assert sum(sizes) == people and min(sizes) >= 9 and max(sizes) <= 17


def test_the_quartiles_of_one_cohort_are_those_of_its_scores() -> None:
    random = Random(1)
    for people in range(9, 18):
        found = [ScoreEntry(f"g{n}", CELL, random.randint(0, HIGHEST), "1") for n in range(people)]
        (cohort,) = closed(found, ALL, CAREFUL, 0)
        values, kept = sorted(entry.value for entry in found), usable(cohort, people)
        assert kept == sorted(kept) and kept[2:-2] == values[2:-2]
        assert all(quartile(values, n, 5) == quartile(kept, n, 5) for n in (1, 2, 3))


def test_the_quartiles_of_many_cohorts_are_near_those_of_all_scores() -> None:
    random = Random(2)
    for middle, spread in ((50, 20), (30, 12), (80, 15)):
        drawn = [min(100, max(0, random.gauss(middle, spread))) for _ in range(200)]
        found = [ScoreEntry(f"g{n}", CELL, round(value * POINT), "1") for n, value in enumerate(drawn)]
        ledger, _ = grown(Ledger(), found)
        values = sorted(entry.value for entry in found)
        exact = tuple(quartile(values, n, 5) for n in (1, 2, 3))
        near = ledger.figures[CELL, ALL].quartiles
        assert near is not None and all(abs(one - other) <= 5 for one, other in zip(exact, near, strict=True))


def test_places_between_scores() -> None:
    assert [between([0, 10, 20], number, 4) for number in (0, 2, 4, 8)] == [0, 5, 10, 20]
    assert usable(next(closed(entries(range(9)), ALL, CAREFUL, 0)), 5)[2] == 4 * 50_000


def test_a_number_is_told_in_steps() -> None:
    assert [size_step(count) for count in (4, 5, 9, 10, 49, 50, 341)] == [0, 5, 5, 10, 20, 50, 100]
