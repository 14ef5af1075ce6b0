"""Questions to answer on paper, in Word: squares to tick and lines to write on."""

from collections.abc import Iterator

from app.reports.document.model import PaperQuestion
from app.reports.docx.markup import Element, kept_with_next, paragraph, runs, w

SQUARE = "\N{BALLOT BOX}"
_GAP = "    "


def question_elements(question: PaperQuestion) -> list[Element]:
    """The question, its answers and the room to write, all on one page."""
    found = list(_elements(question))
    for element in found[:-1]:
        kept_with_next(element)[0].insert(2, w("keepLines"))
    return found


def _elements(question: PaperQuestion) -> Iterator[Element]:
    yield paragraph("Question", *runs(question.text))
    if question.about:
        yield paragraph("Note", *runs(question.about))
    if question.help:
        yield paragraph("Normal", *runs(question.help))
    for choice in question.choices:
        line = (w("r", w("tab")),) if choice.open else ()
        yield paragraph("OpenChoice" if choice.open else "Choice", *runs(f"{SQUARE}\t{choice.text}"), *line)
    for space in question.spaces:
        if space.label:
            yield paragraph("SpaceLabel", *runs(space.label))
        for _ in range(space.lines):
            yield paragraph("Space", w("r", w("tab")))
    if question.closing:
        choices = "".join(f"{_GAP}{SQUARE}\u00a0{text}" for text in question.closing_choices)
        yield paragraph("Closing", *runs(question.closing + choices))
