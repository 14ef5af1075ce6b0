"""What the forms of the review share: choices, and how long a text may be."""

from collections.abc import Sequence

from werkzeug.datastructures import MultiDict
from wtforms.fields.choices import SelectChoice

from questionnaires.model import Question

FormData = MultiDict[str, str]
REASON = 5000


def described(question: Question) -> list[tuple[str, str]]:
    """The five answers of a question, with the number by which people call them in the review."""
    return [(str(value), f"{value}. {text}") for value, text in enumerate(question.options)]


def choices(pairs: Sequence[tuple[str, str]]) -> list[SelectChoice]:
    """Choices as the templates read them."""
    return [SelectChoice(value, text) for value, text in pairs]
