"""How the texts of a Word document look: real styles and real lists, that who edits the document can use and change."""

from dataclasses import dataclass, replace

from app.documents.charts.geometry import ACCENT, GREY, INK, LINE, WHITE
from app.documents.docx.markup import FACT_INDENT, ITEM_INDENT, TEXT_WIDTH, Element, color, twips, w

FONT = "Noto Sans"
LANGUAGE = "nl-NL"
BULLETS, NUMBERS = 1, 2
"""The lists of the styles for bullets and numbers."""
_BAND_EDGE = 12.0


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """Sizes and distances in points; `leading` is the least distance between lines, so that no sign is cut."""

    name: str
    size: float = 10
    leading: float = 14.5
    color: str = INK
    bold: bool = False
    before: float = 0
    after: float = 6
    keep: bool = False
    """Whether it stays on one page with what comes next."""
    whole: bool = False
    hyphenate: bool = True
    right: bool = False
    level: int | None = None
    """The place of a heading in the outline, from 0."""
    band: bool = False
    """Whether it stands on the coloured band of the cover."""
    hanging: float = 0
    """How far all lines but the first go in; the first one has a tab to there."""
    numbering: int | None = None
    line: str | None = None
    """The side with a thin line."""
    tab: float | None = None
    """Where a tab to the right edge stands."""
    ruled: bool = False
    """Whether that tab draws a line to write on."""
    next: str = "Normal"
    based_on: str = "Normal"

    def scaled(self, factor: float) -> "ParagraphStyle":
        """The same style, smaller or larger."""
        return replace(self, **{name: getattr(self, name) * factor for name in ("size", "leading", "before", "after")})


Styles = dict[str, ParagraphStyle]
"""The styles of paragraphs of one document, by their ids."""

_HEAD = ParagraphStyle("", bold=True, color=ACCENT, keep=True, whole=True, hyphenate=False)
_CELL = ParagraphStyle("", size=9, leading=12, after=0)
_MARGIN = ParagraphStyle("", size=8, leading=11, after=0, color=GREY, hyphenate=False)

STYLES: Styles = {
    "Normal": ParagraphStyle("Normal"),
    "Subtitle": ParagraphStyle("Subtitle", 12, 20, WHITE, True, after=0, hyphenate=False, band=True, next="Title"),
    "Title": ParagraphStyle("Title", 24, 34, WHITE, True, after=0, hyphenate=False, band=True),
    "CoverText": ParagraphStyle("Omslagtekst", 11, 18, WHITE, after=14, band=True),
    "Heading1": replace(_HEAD, name="heading 1", size=17, leading=22, before=18, after=6, level=0),
    "Heading2": replace(_HEAD, name="heading 2", size=12.5, leading=17, before=14, after=4, level=1),
    "Heading3": replace(_HEAD, name="heading 3", size=10, leading=14, before=8, after=2, level=2, color=INK),
    "Heading4": replace(_HEAD, name="heading 4", size=10, leading=14, before=6, after=2, level=3, color=GREY),
    "Lead": ParagraphStyle("Aanloop", bold=True, before=4, after=3, keep=True),
    "Note": ParagraphStyle("Noot", 9, 12.5, GREY),
    "Warning": ParagraphStyle("Let op", 10.5, 15, bold=True, line="left"),
    "Fact": ParagraphStyle("Feit", 9.5, 13, after=2, hanging=FACT_INDENT, next="Fact"),
    "ListBullet": ParagraphStyle("List Bullet", after=4, hanging=ITEM_INDENT, numbering=BULLETS, next="ListBullet"),
    "ListNumber": ParagraphStyle("List Number", after=4, hanging=ITEM_INDENT, numbering=NUMBERS, next="ListNumber"),
    "Caption": ParagraphStyle("caption", 9.5, 13, bold=True, before=8, after=3, keep=True, whole=True),
    "FigureText": ParagraphStyle("Figuurtekst", before=6, after=4, keep=True, whole=True, next="Figure"),
    "Figure": ParagraphStyle("Figuur", leading=12, after=4),
    "Cell": replace(_CELL, name="Tabeltekst", next="Cell"),
    "CellNumber": replace(_CELL, name="Tabelgetal", right=True, next="CellNumber"),
    "CellHead": replace(_CELL, name="Tabelkop", bold=True, next="CellHead"),
    "CellHeadNumber": replace(_CELL, name="Tabelkop getal", bold=True, right=True, next="CellHeadNumber"),
    "HeatHead": replace(_CELL, name="Warmtekop", size=7.5, leading=10, bold=True, next="HeatHead"),
    "HeatTitle": replace(_CELL, name="Warmtedomein", size=8, leading=11, bold=True, next="HeatTitle"),
    "HeatNumber": replace(_CELL, name="Warmtegetal", leading=11.5, bold=True, next="HeatNumber"),
    "HeatWord": replace(_CELL, name="Warmtewoord", size=7.5, leading=9.5, next="HeatWord"),
    "Question": replace(_HEAD, name="Vraag", based_on="Heading2", size=11, leading=15.5, before=14, after=2, level=1),
    "Choice": ParagraphStyle("Antwoord", after=3, hanging=ITEM_INDENT, next="Choice"),
    "OpenChoice": ParagraphStyle("Antwoord met lijn", after=3, hanging=ITEM_INDENT, tab=TEXT_WIDTH, ruled=True),
    "SpaceLabel": ParagraphStyle("Schrijfruimte kop", 9.5, 13, before=6, after=0),
    "Space": ParagraphStyle("Schrijfruimte", leading=21, after=0, tab=TEXT_WIDTH, ruled=True, next="Space"),
    "Closing": ParagraphStyle("Slotvraag", 9.5, 13, before=8),
    "Header": replace(_MARGIN, name="header", line="bottom", next="Header"),
    "Footer": replace(_MARGIN, name="footer", tab=TEXT_WIDTH, next="Footer"),
}

ONE_PAGE: Styles = STYLES | {
    "Normal": replace(STYLES["Normal"], leading=13.7, after=4),
    "Subtitle": replace(STYLES["Subtitle"], size=11, leading=16),
    "Title": replace(STYLES["Title"], size=20, leading=27),
    "CoverText": replace(STYLES["CoverText"], size=10, leading=15, after=8),
    "Heading1": replace(STYLES["Heading1"], size=13.5, leading=18, before=9, after=3),
    "Fact": replace(STYLES["Fact"], size=8.5, leading=11.6, after=1),
    "ListBullet": replace(STYLES["ListBullet"], leading=13.7, after=2.5),
    "ListNumber": replace(STYLES["ListNumber"], leading=13.7, after=2.5),
}
"""Closer together, for a document of one page."""

_WORDS_OWN = frozenset(
    (
        *("Normal", "Title", "Subtitle", "heading 1", "heading 2", "heading 3", "heading 4", "caption"),
        *("header", "footer", "List Bullet", "List Number"),
    )
)
"""Styles that Word knows by these names, and shows in the language of who works with it."""


def style_elements(styles: Styles) -> list[Element]:
    """What the part with the styles holds, but for the style of tables."""
    return [_defaults(), *(_style(style_id, style) for style_id, style in styles.items()), *_character_styles()]


def _defaults() -> Element:
    fonts = w("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)
    language = w("lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi="ar-SA")
    run = w("rPr", fonts, w("color", val=color(INK)), w("sz", val=20), w("szCs", val=20), language)
    return w("docDefaults", w("rPrDefault", run), w("pPrDefault"))


def _style(style_id: str, style: ParagraphStyle) -> Element:
    first = style_id == "Normal"
    kind = {"default": 1} if first else {} if style.name in _WORDS_OWN else {"customStyle": 1}
    return w(
        "style",
        w("name", val=style.name),
        None if first else w("basedOn", val=style.based_on),
        w("next", val=style.next),
        w("uiPriority", val=1 if style.level is None else 9),
        w("qFormat"),
        _paragraph_properties(style),
        _run_properties(style),
        type="paragraph",
        styleId=style_id,
        **kind,
    )


def _paragraph_properties(style: ParagraphStyle) -> Element:
    number = None if style.numbering is None else w("numPr", w("numId", val=style.numbering))
    return w(
        "pPr",
        w("keepNext") if style.keep else None,
        w("keepLines") if style.whole else None,
        number,
        _borders(style),
        w("shd", val="clear", color="auto", fill=color(ACCENT)) if style.band else None,
        _tabs(style),
        None if style.hyphenate else w("suppressAutoHyphens"),
        w(
            "spacing",
            before=twips(style.before),
            after=twips(style.after),
            line=twips(style.leading),
            lineRule="atLeast",
        ),
        _indents(style),
        w("jc", val="right" if style.right else "left"),
        None if style.level is None else w("outlineLvl", val=style.level),
    )


def _borders(style: ParagraphStyle) -> Element | None:
    if style.band:
        sides = ("top", "left", "bottom", "right")
        return w("pBdr", *(w(side, val="single", sz=4, space=10, color=color(ACCENT)) for side in sides))
    if style.line is None:
        return None
    heavy = style.line == "left"
    how = color(ACCENT if heavy else LINE)
    return w("pBdr", w(style.line, val="single", sz=24 if heavy else 4, space=8 if heavy else 4, color=how))


def _tabs(style: ParagraphStyle) -> Element | None:
    found = [w("tab", val="left", pos=twips(style.hanging))] if style.hanging else []
    if style.tab is not None:
        line = {"leader": "underscore"} if style.ruled else {}
        found.append(w("tab", val="right", **line, pos=twips(style.tab)))
    return w("tabs", *found) if found else None


def _indents(style: ParagraphStyle) -> Element | None:
    if style.band:
        return w("ind", left=twips(_BAND_EDGE), right=twips(_BAND_EDGE))
    if style.line == "left":
        return w("ind", left=twips(_BAND_EDGE))
    return w("ind", left=twips(style.hanging), hanging=twips(style.hanging)) if style.hanging else None


def _run_properties(style: ParagraphStyle) -> Element:
    size = round(style.size * 2)
    bold = (w("b"), w("bCs")) if style.bold else ()
    return w("rPr", *bold, w("color", val=color(style.color)), w("sz", val=size), w("szCs", val=size))


def _character_styles() -> list[Element]:
    link = (w("color", val=color(ACCENT)), w("u", val="single"))
    nothing = w("style", w("name", val="No List"), w("semiHidden"), type="numbering", default=1, styleId="NoList")
    return [
        _character_style("DefaultParagraphFont", "Default Paragraph Font", default=1),
        _character_style("Hyperlink", "Hyperlink", *link),
        _character_style("FactLabel", "Feitnaam", w("color", val=color(GREY)), customStyle=1),
        nothing,
    ]


def _character_style(style_id: str, name: str, *properties: Element, **kind: int) -> Element:
    about = w("rPr", *properties) if properties else None
    return w("style", w("name", val=name), w("uiPriority", val=1), about, type="character", styleId=style_id, **kind)


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
