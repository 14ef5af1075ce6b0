"""Guard: every colour of the style sheet is a token, and in every scheme what stands on it can be told apart."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHEET = ROOT / "app/static/site.css"
VENDORED = ROOT / "app/static/vendor/nlds.css"
DARK, CONTRAST = "(prefers-color-scheme: dark)", "(prefers-contrast: more)"
SCHEMES = {"light": (), "dark": (DARK,), "light, more contrast": (CONTRAST,), "dark, more contrast": (DARK, CONTRAST)}

TEXT, SHAPE = 4.5, 3.0
"""What WCAG asks of text, and of what only has to be seen."""
KLEUR = "--voorbeeld-kleuren-"
GROUNDS = ("--surface", "--paper", "--accent-pale")
PAIRS = (
    *((text, ground, TEXT) for text in ("--ink", "--quiet", "--accent") for ground in GROUNDS),
    *((f"{KLEUR}blauw-{step}", ground, TEXT) for step in (500, 600) for ground in GROUNDS),
    *((f"{KLEUR}{tone}", "--surface", TEXT) for tone in ("groen-400", "rood-500", "violet-600")),
    *(("--ink", f"{KLEUR}{tone}-100", TEXT) for tone in ("violet", "groen", "oranje", "rood", "grijs")),
    *((f"{KLEUR}{tone}-700", f"{KLEUR}{tone}-100", TEXT) for tone in ("blauw", "groen", "oranje", "rood")),
    *((f"{KLEUR}blauw-500", f"{KLEUR}{tone}-100", TEXT) for tone in ("blauw", "groen", "oranje", "rood")),
    ("--quiet", f"{KLEUR}violet-100", TEXT),
    ("--ink", "--marked", TEXT),
    ("--basis-focus-color", "--basis-focus-background-color", TEXT),
    *(("--ink", ground, TEXT) for ground in ("--surface", "--heat-1", "--heat-2")),
    *(("--surface", ground, TEXT) for ground in ("--heat-3", "--heat-4")),
    *((shape, "--surface", SHAPE) for shape in ("--axis", "--quiet", f"{KLEUR}grijs-400", f"{KLEUR}violet-400")),
    *((f"{KLEUR}{tone}-400", "--surface", SHAPE) for tone in ("blauw", "groen", "oranje", "rood")),
    (f"{KLEUR}violet-400", f"{KLEUR}grijs-200", SHAPE),
    ("--accent", f"{KLEUR}violet-100", SHAPE),
)
"""What stands on what: text or a shape, its ground, and the least contrast."""

COLOR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|lab|color-mix)\(|(?<![-\w])(?:white|black)(?![-\w])", re.I)


def declarations(css: str) -> Iterator[tuple[str, str, str, str]]:
    """(condition, selector, property, value) of every declaration; the condition is that of the @ rule around it."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    around: list[str] = []
    for part in re.findall(r"[^{}]*[{}]", css):
        text, end = part[:-1].strip(), part[-1]
        if end == "{":
            around.append(" ".join(text.split()))
            continue
        selector, condition = around.pop() if around else "", " ".join(around)
        for name, value in re.findall(r"([\w-]+)\s*:\s*([^;]+)", text):
            yield condition, selector, name, value.strip()


def tokens(css: str, scheme: tuple[str, ...]) -> dict[str, str]:
    """The tokens of a page as this scheme has them: what comes later goes before what came first."""
    found = dict(re.findall(r"(--[\w-]+)\s*:\s*([^;}]+)", VENDORED.read_text("utf-8")))
    for condition, selector, name, value in declarations(css):
        asked = re.findall(r"\([\w-]+: [\w-]+\)", condition)
        if selector == ":root" and name.startswith("--") and set(asked) <= set(scheme) and "print" not in condition:
            found[name] = value
    return found


def luminance(color: str) -> float:
    """How light a colour of six digits is, by WCAG."""
    digits = color[1:] if len(color) == 7 else "".join(digit * 2 for digit in color[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Between 1 (the same) and 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def color_of(name: str, found: dict[str, str]) -> str:
    """What a token is in the end."""
    value = found[name]
    return color_of(value[4:-1], found) if value.startswith("var(") else value


def too_low(css: str) -> list[str]:
    """The pairs that somebody could not tell apart, in which scheme."""
    return [
        f"{scheme}: {front} on {ground} is {ratio:.2f}"
        for scheme, asked in SCHEMES.items()
        for found in [tokens(css, asked)]
        for front, ground, least in PAIRS
        if (ratio := contrast(color_of(front, found), color_of(ground, found))) < least
    ]


def test_no_color_stands_outside_a_token() -> None:
    """Else it stays as it is when the page turns dark."""
    css = SHEET.read_text("utf-8")
    loose = [one for one in declarations(css) if not one[2].startswith("--") and COLOR.search(one[3])]
    assert loose == []
    assert sum(bool(COLOR.search(value)) for _, _, _, value in declarations(css)) > 80


def test_what_stands_on_each_other_can_be_told_apart() -> None:
    assert too_low(SHEET.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("token", "pale", "scheme"),
    [
        (f"  {KLEUR}grijs-400: #5a6664;", f"  {KLEUR}grijs-400: #9aa6a4;", "light"),
        (f"    {KLEUR}grijs-400: #a5b2b1;", f"    {KLEUR}grijs-400: #5a6664;", "dark"),
        ("--quiet: #ccd5d4", "--quiet: #465557", "dark, more contrast"),
    ],
)
def test_a_token_that_is_too_pale_is_noticed(token: str, pale: str, scheme: str) -> None:
    css = SHEET.read_text("utf-8")
    assert token in css
    assert [line for line in too_low(css.replace(token, pale)) if line.startswith(f"{scheme}:")]


def test_no_text_is_as_large_as_the_window() -> None:
    """It would not grow when somebody asks for larger text."""
    sizes = [(selector, value) for _, selector, name, value in declarations(SHEET.read_text("utf-8")) if "font" in name]
    assert len(sizes) > 100
    assert [one for one in sizes if re.search(r"\d(?:vw|vh|vi|vb|vmin|vmax)\b", one[1])] == []


def test_a_heading_grows_as_much_as_the_text() -> None:
    """A width in rem is narrower when text is larger: a heading that waits for it would stay behind."""
    found = list(declarations(SHEET.read_text("utf-8")))
    # What a meeting shows on the big screen grows as a whole.
    heads = [one for one in found if re.search(r"\bh[1-4]\b|heading", f"{one[1]} {one[2]}") and one[1] != ".mt"]
    sized = [one for one in heads if one[2].endswith("font-size")]
    assert len({one[0] for one in sized}) > 4
    assert [one for one in sized if re.search(r"width: [\d.]+rem", one[0])] == []


def test_only_the_screen_turns_dark() -> None:
    """Paper stays white, also when it is printed by somebody whose screen is dark."""
    conditions = {condition for condition, *_ in declarations(SHEET.read_text("utf-8")) if DARK in condition}
    assert conditions
    assert all(condition.startswith("@media screen and ") for condition in conditions)


def test_a_style_is_for_something() -> None:
    """A class that no page, sentence or script names is a rule that nobody sees."""
    selectors = {selector for _, selector, _, _ in declarations(SHEET.read_text("utf-8"))}
    classes = set(re.findall(r"\.([a-z][\w-]*)", " ".join(selectors)))
    files = [path for kind in ("*.html", "*.py", "*.js") for path in (ROOT / "app").rglob(kind)]
    said = set(re.findall(r"[a-z][\w-]*", " ".join(path.read_text("utf-8") for path in files)))
    made = {name for name in classes if re.match(r"(?:each|heat|badge-|if|nl-|utrecht-|size)-", name)}
    assert classes - said - made == set()
