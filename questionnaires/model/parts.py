"""The parts of a questionnaire: levels, dimensions, domains, questions, actions and what goes with them."""

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import Field

from questionnaires.model.base import Axis, Effort, Five, Frozen, Id, Kind, Parameters, Text, Version

_FOLDER = Path(__file__).parents[1]
SHORT_NAMES: dict[str, str] = tomllib.loads(_FOLDER.joinpath("short_names.toml").read_text("utf-8"))
STATEMENTS: dict[str, list[str]] = tomllib.loads(_FOLDER.joinpath("statements.toml").read_text("utf-8"))
"""By the id of a question, for all versions."""


class Level(Frozen):
    """Bestuur, beleid or uitvoering: where in the organisation an item is about."""

    id: Id
    title: Text
    explanation: Text


class Dimension(Frozen):
    """Betrokkenheid, middelen or ondersteuning: what a profile is made of."""

    id: Id
    title: Text
    explanation: Text


class Facet(Frozen):
    """Aandacht, steun, middelen or capaciteit; each belongs to one dimension."""

    id: Id
    title: Text
    dimension: Id


class Source(Frozen):
    """Where a fact or an idea comes from."""

    id: Id
    title: Text
    link: Annotated[str, Field(pattern=r"^https?://[^\s/]")] | None = None


class Fact(Frozen):
    """One sentence of fact, with its year where that is known and the id of its source."""

    text: Text
    year: Text | None = None
    source: Id


class Domain(Frozen):
    """A policy domain with the words that make general questions fit it."""

    id: Id
    title: Text
    short: Text
    explanation: str
    default: bool = False
    own: bool = False
    parameters: Parameters
    fact: Fact | None = None
    practice: Text | None = None
    """The action from practice that belongs to this domain, one or two sentences."""

    def renamed(self, title: str) -> "Domain":
        """The same domain under the name that a municipality gives it, in its questions too."""
        parameters = self.parameters.model_copy(update={"domein": f"het domein {title}"})
        return self.model_copy(update={"title": title, "short": title, "parameters": parameters})


class Question(Frozen):
    """One question with its five described answers; option n has value n."""

    id: Id
    kind: Kind
    text: Text
    help: Text
    options: Five
    meaning: Version = 1
    anchor: bool = False
    facet: Id | None = None
    level: Id | None = None
    group: Text | None = None
    axis: Axis | None = None
    evidence: Text | None = None
    """What could show the answer, as examples."""

    @property
    def short(self) -> str:
        """A name for where many questions stand together (Aandacht); the whole text where nobody gave one."""
        return SHORT_NAMES.get(self.id, self.text)

    @property
    def short_name(self) -> str:
        """The same with the level, with which it is unique in a domain (Aandacht – bestuur)."""
        return f"{self.short} – {self.level}" if self.level else self.short

    @property
    def statements(self) -> tuple[str, ...]:
        """What each answer says where it is told without the question; none where nobody wrote them."""
        return tuple(STATEMENTS.get(self.id, ()))

    def filled(self, parameters: Parameters) -> "Question":
        """The question with its parameters filled in."""
        fill = parameters.fill
        return self.model_copy(
            update={"text": fill(self.text), "help": fill(self.help), "options": tuple(map(fill, self.options))}
        )


class Override(Frozen):
    """A text that differs in one domain; what is absent stays as it is."""

    domain: Id
    question: Id
    text: Text | None = None
    help: Text | None = None


class Action(Frozen):
    """An improvement action from the bank, on one question."""

    id: Id
    question: Id
    title: Text
    text: Text
    who: Text
    partners: Text
    effort: Effort
    done_when: Text
    basis: Id | None = None
    """The id of the source of the idea; None when it is our own."""

    def filled(self, parameters: Parameters) -> "Action":
        """The action with its parameters filled in."""
        names = ("title", "text", "who", "partners", "done_when")
        return self.model_copy(update={name: parameters.fill(getattr(self, name)) for name in names})


class Term(Frozen):
    """A word that is explained in the glossary."""

    term: Text
    explanation: Text
