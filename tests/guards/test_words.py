"""One word for each thing: people read collega, opslaan, veranderen and werkelijk, and none of the words of before.

Addresses keep their words, and so do the sentences of documents: those are frozen to the byte.
"""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.guards.leaks.shown import EVERYBODY, shown_to
from tests.guards.leaks.site import Site
from tests.guards.sources import python_files, relative, templates

BEFORE = re.compile(
    r"\b(?:oud-)?deelnemers?\b|\binvullers?\b|\buitvraag\b|\bslotvra\w+"  # collega, laatste vragen
    r"|\bbewaar\b|\b(?:niets?|is|zijn|nu|hebt|nog) bewaard\b|(?-i:\bSla op\b)"  # opslaan
    r"|(?<!/)\b(?:wijzig|wijzigen|gewijzigd)\b"  # veranderen; the noun is wijziging
    r"|\becht\b"  # werkelijk
    r"|\(hoeft niet\)|\bfacultatief\b|\boptioneel\b"  # niet verplicht
    r"|\bmet (?:je|jullie) adviseur\b",  # not every municipality has one
    re.IGNORECASE,
)
PEOPLE = re.compile(r"\bmensen\b", re.IGNORECASE)
"""Not for who answers; it is the word for inhabitants, and for who has an account."""
KEPT = (
    # Of the questionnaire, which is published.
    "aantal deelnemers",
    "deelnemers van cursussen",
    "Laat een deelnemer vertellen",
    "We tellen deelnemers",
    "er echt mee aan de slag",
    "om echt mee te doen",
    # Of documents, which are frozen, and of what stands beside them on a page.
    "Wat echt te vergelijken is",
    # What is kept, not saved.
    "Bewaar je herstelcodes",
    "bewaar ze in je wachtwoordkluis",
    "Bewaar ze niet op je telefoon",
    # What is real.
    "waar de aanbieder echt staat",
    "Is het echt meer?",
    "voor echte gebruikers",
    # Who lives or works there.
    "de mensen die hier elke dag mee werken",
)
FROZEN = (
    "reports/document",
    "comparisons",
    "plan/document",
    "texts/looking_back",
)
"""Where the sentences of documents stand."""
ANSWERING = ("app/assessments", "app/participants", "app/paper", "app/reviews", "app/texts/participants")
WORDS = {"app/texts/assessments.py", "app/texts/points.py"}
"""What is read by and about who answers."""


def of_before(text: str, words: re.Pattern[str] = BEFORE) -> list[str]:
    """The words of before in a text, each with what stands around it."""
    for kept in KEPT:
        text = text.replace(kept, "")
    return [text[max(0, found.start() - 40) : found.end() + 40] for found in words.finditer(text)]


def sentences(path: Path) -> Iterator[str]:
    """What a template or a module says: no remark, no address and no key."""
    source = path.read_text("utf-8")
    if path.suffix == ".html":
        yield re.sub(r"\{#.*?#\}|/deelnemers\b", "", source, flags=re.DOTALL)
        return
    tree = ast.parse(source)
    remarks = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        said = node.value if isinstance(node, ast.Constant) and id(node) not in remarks else None
        if isinstance(said, str) and not re.fullmatch(r"[a-z-]*|.*/(?:deelnemers|slotvragen)\b.*", said):
            yield said


def files() -> list[Path]:
    """Where sentences stand that are not frozen."""
    found = [*templates(), *python_files("app")]
    return [path for path in found if not any(part in relative(path) for part in FROZEN)]


def test_the_words_of_before_are_found() -> None:
    assert (
        of_before("Op de pagina met deelnemers")
        and of_before("Er is nog niets bewaard.")
        and of_before("Wijzig de actie")
    )
    assert not of_before("Klopt deze wijziging? Wat je hebt opgeslagen, blijft bewaard. We tellen deelnemers.")


def test_no_sentence_says_a_word_of_before() -> None:
    found = [(relative(path), said) for path in files() for text in sentences(path) for said in of_before(text)]
    assert found == []


def test_who_answers_is_a_colleague() -> None:
    about = [path for path in files() if relative(path) in WORDS or relative(path).startswith(ANSWERING)]
    assert len(about) > 50
    found = [(relative(path), said) for path in about for text in sentences(path) for said in of_before(text, PEOPLE)]
    assert found == []


@pytest.mark.heavy
@pytest.mark.parametrize("key", EVERYBODY)
def test_no_page_says_a_word_of_before(sites: Callable[[str], Site], key: str) -> None:
    pages = shown_to(sites("sqlite"), key)
    assert len(pages) > 4
    assert [(page.path, said) for page in pages for said in of_before(page.text)] == []
