"""Lists with bullets and numbers: real ones, so that Word counts on by itself when somebody adds an item."""

from app.reports.docx.markup import Element, twips, w
from app.reports.docx.measures import ITEM_INDENT
from app.reports.docx.styles import BULLETS, NUMBERS

_LEVELS = 3


def list_elements() -> list[Element]:
    """What lists look like, and the lists of the styles."""
    return [
        *(_look(number, fixed) for number, fixed in ((BULLETS, "5A4D0001"), (NUMBERS, "5A4D0002"))),
        *(w("num", w("abstractNumId", val=number), numId=number) for number in (BULLETS, NUMBERS)),
    ]


def list_element(number: int) -> Element:
    """A numbered list that starts at 1 again."""
    again = w("lvlOverride", w("startOverride", val=1), ilvl=0)
    return w("num", w("abstractNumId", val=NUMBERS), again, numId=number)


def _look(number: int, fixed: str) -> Element:
    levels = [_level(number, level) for level in range(_LEVELS)]
    return w("abstractNum", w("nsid", val=fixed), w("multiLevelType", val="multilevel"), *levels, abstractNumId=number)


def _level(number: int, level: int) -> Element:
    bullets = number == BULLETS
    style = "ListBullet" if bullets else "ListNumber"
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val="bullet" if bullets else "decimal"),
        w("pStyle", val=style) if level == 0 else None,
        w("lvlText", val="•" if bullets else f"%{level + 1}."),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=twips(ITEM_INDENT * (level + 1)), hanging=twips(ITEM_INDENT))),
        ilvl=level,
    )
