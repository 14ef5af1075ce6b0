"""What the printed report says, part by part and in words: PDF and Word each draw it in their own way."""

from dataclasses import dataclass

from app.documents.model import Edition, HeatCell, HeatGroup, ReportDocument, Section

CONTENTS = "Inhoud"
ANNEX = "Bijlage"
"""How all answers behind a report are called, as a file of its own."""
MAP = "De kaart: score per domein, van 0 tot 100"
FIRST = "De conclusie en de kaart"
WINS = "Hier is het meest te winnen"
FURTHER = "1 stap verder"
CHANGED = "In het gesprek aangepast"
WOULD_CHANGE = "Wat zou de volgorde veranderen?"
CHANCE_MOVES = "zo schuift de kans als 1 antwoord 1 stap anders was"
ELSEWHERE = "De bijlage is een eigen bestand: alle vragen met het antwoord, de volgende stap, de reden en het bewijs."
COULD_BECOME = "kan nog worden"
BAND = "bandbreedte van het totaal"


def shortened(text: str, most: int) -> str:
    """The text up to a word, with dots where something is left out; nothing where there is no room."""
    if len(text) <= most:
        return text
    return f"{text[: most - 1].rsplit(' ', 1)[0].rstrip(' ,;:.')}…" if most else ""


@dataclass(frozen=True, slots=True)
class PrintedScore:
    """A score as it is drawn: its place, how far it can still move, and what stands beside it."""

    label: str
    text: str
    """Rounded, with its word; `op de grens` where that holds."""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    """Both None where everything is known."""
    band: str = ""
    mark: int | None = None
    """The number of a dimension; None is a total."""

    @property
    def span(self) -> tuple[float, float] | None:
        """How far the score can still move."""
        return None if self.low is None or self.high is None else (self.low, self.high)


@dataclass(frozen=True, slots=True)
class PrintedMapRow:
    name: str
    total: HeatCell
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True)
class PrintedCard:
    """A question with much to win: where it stands, why, and one step further."""

    name: str
    question: str
    word: str
    step: int
    """Which of the five answers is reached, 0 to 4."""
    now: str
    reason: str
    proof: str
    """On what it rests."""
    further: str


@dataclass(frozen=True, slots=True)
class PrintedDomain:
    """Half a page."""

    key: str
    name: str
    title: str
    headline: str
    score: str
    word: str
    said: str
    scores: tuple[PrintedScore, ...]
    """Of the dimensions, and then the total."""
    cells: tuple[tuple[HeatCell, ...], ...]
    """By dimension the cells of the levels."""
    cards: tuple[PrintedCard, ...]
    changes: tuple[tuple[str, str], ...]
    """Which scores the conversation changed, and why."""


@dataclass(frozen=True, slots=True)
class PrintedTrack:
    """A name with one dot on a line, or words in its place, and what is said beside it."""

    name: str
    more: str
    place: float | None
    texts: tuple[str, ...]
    span: tuple[float, float] | None = None
    """How far the dot would move with one answer one step different, where that is known."""


@dataclass(frozen=True, slots=True)
class PrintedQuestions:
    """Questions that nobody could answer yet, below whom to ask: the name, the question and what was said of it."""

    title: str
    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class PrintedIdea:
    """An action from the bank: what, who, when it is done and where it belongs, and what more is known of it."""

    title: str
    more: tuple[str, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableWords:
    """Rows below a title, and what is said above them."""

    title: str
    said: str
    heads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """How the report is read."""

    title: str
    intro: str
    parts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """By title words with what they mean."""
    words_title: str
    border: str
    unknown_title: str
    unknown: str
    steps_title: str
    steps: tuple[str, str]
    """Now, and one step further."""


@dataclass(frozen=True, slots=True)
class PrintedReport:
    """All that the printed report says, in its order."""

    document: ReportDocument
    edition: Edition
    title: str
    conclusions: tuple[tuple[str, str], ...]
    groups: tuple[HeatGroup, ...]
    map: tuple[PrintedMapRow, ...]
    words: tuple[tuple[str, str], ...]
    """The five words with the scores that they stand for, from low to high."""
    legend: str
    notes: tuple[tuple[str, str], ...]
    """What is known, how sure it is, and what it is not."""
    guide: Guide
    beside_title: str
    beside_heads: tuple[str, ...]
    general: TableWords
    general_rows: tuple[PrintedTrack, ...]
    compared: tuple[Section, ...]
    """Then and now."""
    domains_title: str
    domains: tuple[PrintedDomain, ...]
    unknown: TableWords
    unknown_scores: tuple[PrintedScore, ...]
    unknown_rows: tuple[tuple[str, str, str], ...]
    """By domain and level what is not known and whom to ask."""
    unknown_questions: tuple[PrintedQuestions, ...]
    """The same question by question; nothing where there are too many."""
    differences: Section | None
    """Between colleagues."""
    chances: TableWords
    chance_rows: tuple[PrintedTrack, ...]
    chance_start: float
    chance_borders: tuple[float, ...]
    chance_zones: tuple[str, ...]
    """What a chance is called below, between and above the borders."""
    chance_keys: tuple[str, ...]
    chance_texts: tuple[str, ...]
    would_change: tuple[str, ...]
    """What would change the order."""
    proposal_title: str
    proposal: tuple[tuple[str, str], ...]
    why_not_title: str
    why_not: tuple[tuple[str, str], ...]
    ideas: TableWords
    practice: dict[str, str]
    """By the title of a domain what others do."""
    idea_rows: tuple[tuple[str, tuple[PrintedIdea, ...]], ...]
    """By the title of a domain its ideas."""
    accountability: Section
