"""What the summary says agrees with the comparison: kinds, directions, domains and numbers."""

import re
from collections import Counter
from functools import lru_cache

import pytest

from app.comparisons.document import summary as texts
from app.comparisons.document.domains import LEFT_DOMAIN, OTHER_TITLE
from app.comparisons.document.ground import Ground
from app.comparisons.document.report import build_comparison_report
from app.documents.model import BulletList, Moves, Paragraph
from app.reports.document import comparison
from app.reports.document.comparison import STANDINGS, standing
from app.texts.words import listing
from app.web.formatting import number, signed_number
from scoring.assessment import Evidence
from tests.selection import examples
from tests.unit.comparisons.materials import (
    golden,
    make_material,
    on_version_2,
    parsed,
    random_material,
    section_of,
    texts_of,
    worked_material,
)
from tests.unit.scoring.comparisons import ALL_TWO, by_all, evaluation, said
from tests.unit.scoring.samples import PROFILE, make_assessment

SEEDS = range(examples(30))


@lru_cache(maxsize=64)
def pair(seed):
    """A random pair on one version, or the worked example with a random second round on the next version."""
    if seed % 6:
        return random_material(seed)
    document = golden("iba-1.worked-example")
    return make_material(parsed(document), parsed(on_version_2(document, str(seed))))


@lru_cache(maxsize=64)
def report_of(seed):
    return build_comparison_report(pair(seed))


def summary_of(report):
    """The items of the summary, by the heading above them."""
    found, heading = {}, None
    for block in section_of(report, "kort"):
        if isinstance(block, Paragraph) and block.tone == "lead":
            heading = block.text
        elif isinstance(block, BulletList):
            found[heading] = block.items
    return found


def left_together(ground):
    """The domains that are not in the later round, and those that are there under another title."""
    groups = {True: [], False: []}
    for domain in ground.left:
        groups[domain.id in ground.material.after.data.domains].append(domain.short)
    return [names for names in groups.values() if names]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_domain_of_both_rounds_is_in_the_summary_once(seed):
    material, ground = pair(seed), Ground(pair(seed))
    names = [item.partition(": ")[0] for items in summary_of(report_of(seed)).values() for item in items]
    wanted = [domain.name for domain in ground.domains]
    # Those that left for the same reason stand together.
    wanted += [listing(together) for together in left_together(ground)]
    # A name may hold a colon of its own.
    assert sorted(names) == sorted(name.partition(": ")[0] for name in wanted)
    assert len(ground.domains) == len(material.after.data.domains)


@pytest.mark.parametrize("seed", SEEDS)
def test_growth_comes_first_and_every_domain_stands_under_what_its_dimensions_did(seed):
    found = summary_of(report_of(seed))
    titles = [heading.rpartition(" (")[0] for heading in found]
    assert titles == [texts.GROUPS[each] for each in STANDINGS if texts.GROUPS[each] in titles]
    ground = Ground(pair(seed))
    left = len(ground.left) - len(left_together(ground))
    for heading, items in found.items():
        together = left if heading.startswith(texts.GROUPS["unknown"]) else 0
        assert heading.endswith(f"({len(items) + together})")
    for domain in ground.domains:
        changes = list(domain.found.dimensions.values()) if domain.found else []
        ways = {change.change > 0 for change in changes if change.supported}
        expected = {frozenset({True}): "grown", frozenset({False}): "slipped", frozenset({True, False}): "mixed"}
        kinds = {change.kind for change in changes}
        others = {"visible": "unsupported", "unsaid": "unsaid", "small": "same", "same": "same"}
        first = next((standing for kind, standing in others.items() if kind in kinds), "unknown")
        assert domain.standing == expected.get(frozenset(ways), first)


def said_of(change):
    """What must be said of a change, and what may not."""
    if change.kind == "not_comparable":
        return "niet vergelijkbaar", ""
    if change.kind == "unsaid":
        return "nog niet te zeggen", ""
    if change.kind == "same":
        return "ongeveer gelijk", ""
    way = "omhoog" if change.change > 0 else "omlaag"
    if change.kind == "small":
        return f"iets {way}", "kan toeval zijn"
    return f"zichtbaar {way}", "onderbouwd" if change.supported else "nog niet onderbouwd"


def without_chance(message):
    """A sentence as the summary has it: what a small change means, stands below it once."""
    return message.replace(" (kan toeval zijn)", "")


@pytest.mark.parametrize("seed", SEEDS)
def test_words_in_sentence_picture_and_table_agree_with_kind_and_direction(seed):
    ground = Ground(pair(seed))
    pictures = iter(block for block in section_of(report_of(seed), "domeinen") if isinstance(block, Moves))
    items = [item for items in summary_of(report_of(seed)).values() for item in items]
    for domain in ground.domains:
        if domain.found is None:
            continue
        picture = next(pictures)
        assert texts.of_domain(domain.name, without_chance(picture.message)) in items
        parts = picture.message.lower().rstrip(".").split("; ")
        for (name, change), move in zip(domain.found.dimensions.items(), picture.rows, strict=True):
            word, note = said_of(change)
            assert (move.word, move.note) == (word, note)
            assert move.way == {"omhoog": "up", "omlaag": "down", "gelijk": "same"}.get(word.split()[-1])
            (part,) = [part for part in parts if ground.titles[name].lower() in part]
            assert part.endswith(f"{word} ({note})" if note else word)
    assert next(pictures, None) is None


@pytest.mark.parametrize("seed", SEEDS)
def test_the_accounting_adds_up(seed):
    material = pair(seed)
    (table,) = [block for block in section_of(report_of(seed), "verantwoording") if block.type == "table"]
    *classes, (_, total, _) = table.rows
    assert sum(cells[1].value for cells in classes) == total.value == material.comparison.accounting["total"]


@pytest.mark.parametrize("seed", SEEDS)
def test_no_number_is_in_the_report_that_is_not_in_the_comparison(seed):
    material, ground = pair(seed), Ground(pair(seed))
    known = {"0,0"}
    for domain in ground.domains:
        for change in domain.found.dimensions.values() if domain.found else ():
            if change.change is not None:
                known |= {number(change.before), number(change.after), signed_number(change.change)}
        for result in (domain.then, domain.now):
            scores = [*result.dimensions.values(), result.total] if result else []
            known |= {number(each.score) for each in scores if each.score is not None}
    found = {each for text in texts_of(report_of(seed)) for each in re.findall(r"[+−]?\d+,\d+", text)}
    assert found <= known
    assert material.comparison is not None


@pytest.mark.parametrize("seed", SEEDS)
def test_counts_in_the_summary_are_those_of_the_groups(seed):
    found = summary_of(report_of(seed))
    counts = {title: int(n[:-1]) for title, _, n in (heading.rpartition(" (") for heading in found)}
    sentence = next(
        block.text for block in section_of(report_of(seed), "kort") if block.text.startswith(("Bij ", texts.NOBODY))
    )
    numbers = Counter(map(int, re.findall(r"\d+", sentence)))
    total = sum(counts.values())
    assert set(numbers) <= {*counts.values(), total}
    grown = counts.get(texts.GROUPS["grown"], 0)
    assert sentence.startswith("Bij geen ") == (grown == 0 and total > 0)


BEFORE = make_assessment(by_all(ALL_TWO))


def in_short(later, **more):
    return summed(by_all(later, **more))


def summed(answers):
    return "\n".join(
        text
        for block in section_of(build_comparison_report(make_material(BEFORE, evaluation(answers))), "kort")
        for text in (block.items if block.type == "list" else [block.text])
    )


def test_decline_is_told_in_the_same_words_as_growth():
    moved = [{**ALL_TWO, **dict.fromkeys(PROFILE[:4], value)} for value in (4, 0)]
    up, down = (in_short(later, changed="yes", evidence=Evidence("document")) for later in moved)
    assert "Meer integraal geworden (1)" in up and "Minder integraal geworden (1)" in down
    assert "Geldzaken: betrokkenheid zichtbaar omhoog (onderbouwd); middelen" in up
    assert "Geldzaken: betrokkenheid zichtbaar omlaag (onderbouwd); middelen" in down


def test_a_change_without_support_is_no_headline():
    text = in_short({**ALL_TWO, **dict.fromkeys(PROFILE[:4], 4)}, changed="yes")
    assert "Zichtbaar anders, nog niet onderbouwd (1)" in text
    assert "Geldzaken: betrokkenheid zichtbaar omhoog (nog niet onderbouwd); middelen" in text
    assert "Bij geen enkel domein is het beleid meer integraal geworden" in text


def test_what_is_not_to_be_said_is_said_as_such():
    text = in_short({**ALL_TWO, **dict.fromkeys(PROFILE[:4], 4)})
    assert "Nog niet te zeggen (1)" in text and texts.UNSAID in text
    assert "Geldzaken: betrokkenheid nog niet te zeggen; middelen" in text
    assert texts.SUPPORTED not in text


def test_a_domain_that_went_both_ways_says_both():
    both = in_short({**ALL_TWO, "A.BE": 4, "S.BE": 0}, evidence=Evidence("document"), changed="yes")
    assert "Deels vooruit, deels achteruit (1)" in both
    assert (
        "betrokkenheid zichtbaar omhoog (onderbouwd); middelen ongeveer gelijk; ondersteuning zichtbaar omlaag" in both
    )


def test_a_small_change_is_not_growth():
    small = in_short({**ALL_TWO, "A.BE": 3}, changed="yes")
    assert "Geen zichtbare verandering (1)" in small
    assert "betrokkenheid iets omhoog" in small and "(kan toeval zijn)" not in small
    assert texts.SMALL in small
    assert texts.SUPPORTED not in small


def test_other_people_are_named_and_the_same_people_too():
    same, other = (summed(said(ALL_TWO, name)) for name in ("p1", "p9"))
    assert texts.SAME_PEOPLE in same and comparison.OTHER_PEOPLE not in same
    assert comparison.OTHER_PEOPLE in other and texts.SAME_PEOPLE not in other


def test_another_version_is_named():
    text = "\n".join(texts_of(build_comparison_report(worked_material())))
    assert "van versie 1 naar versie 2" in text
    assert "van versie" not in in_short(ALL_TWO)


def test_a_domain_without_dimensions_that_can_be_compared_has_no_standing():
    assert standing([]) == "unknown"


def test_what_left_for_one_reason_is_told_at_once():
    assert texts.left_told(["Werk"], LEFT_DOMAIN) == "Werk: dit domein zit niet meer in deze ronde."
    assert texts.left_told(["Werk", "Wonen", "Geld"], LEFT_DOMAIN) == (
        "Werk, Wonen en Geld: deze domeinen zitten niet meer in deze ronde."
    )
    assert texts.left_told(["Eigen", "Anders"], OTHER_TITLE) == (
        "Eigen en Anders: deze eigen domeinen hebben nu een andere titel. Daarom tellen ze als andere domeinen."
    )
