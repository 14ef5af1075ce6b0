"""What the page folds away: only what is there to check; every block is still on it, once and in order."""

from app.comparisons.document import report as texts
from app.comparisons.document.report import MOST_CHANGES, build_comparison_report, page_blocks
from app.documents.model import BulletList, Moves
from tests.unit.comparisons.materials import golden, three_rounds, worked_material

REPORT = build_comparison_report(worked_material())


def test_every_block_is_on_the_page_once_and_in_order():
    for report in (REPORT, build_comparison_report(three_rounds(golden("iba-1.worked-example")))):
        for section in report.sections:
            assert tuple(block for block, _ in page_blocks(section)) == section.blocks


def test_what_is_there_to_check_is_folded_and_what_is_there_to_read_is_not():
    folded = {unfold for section in REPORT.sections for block, unfold in page_blocks(section) if unfold}
    assert folded >= {"Bekijk het hele profiel van toen en nu: Wonen", *texts.TABLES.values()}
    (short, domains, *_) = REPORT.sections
    assert not any(unfold for _, unfold in page_blocks(short))
    assert not any(unfold for block, unfold in page_blocks(domains) if isinstance(block, Moves))
    assert len(folded) == sum(1 for section in REPORT.sections for _, unfold in page_blocks(section) if unfold)


def test_a_long_list_of_changes_is_folded():
    domains = REPORT.sections[1]
    lines = tuple(f"Verandering {n}." for n in range(MOST_CHANGES + 1))
    for n, expected in ((MOST_CHANGES, None), (MOST_CHANGES + 1, "Bekijk de 4 veranderingen: Per domein")):
        section = domains.model_copy(update={"blocks": (BulletList(items=lines[:n]),)})
        assert [unfold for _, unfold in page_blocks(section)] == [expected]
