"""Assessments in which every text is the only one of its kind, so that each can be found again anywhere."""

import datetime
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from app.reports.contents import Contents, make_contents
from app.reports.document.material import ReportContext, ReportRemark
from scoring.assessment import AgreedScore, Answer, Assessment, Evidence, Participant
from tests.guards.leaks.texts import Texts
from tests.selection import EVERYTHING
from tests.unit.scoring.samples import OPPORTUNITY, PROFILE, QUESTIONNAIRE

PEOPLE = (
    ("coordinator", "beleid"),
    ("participant", "beleid"),
    ("participant", "beleid"),
    ("participant", "uitvoering"),
)
"""Two of them have the same function."""
VALUES = (0, 1, 2, 3, 4, 4, 3, 2, "unknown", "not_applicable")
LONG_FUNCTION = ", beleidsmedewerker armoede en schuldhulpverlening bij de gemeenschappelijke regeling"
HARDLY_KNOWN = ("unknown", "unknown", "unknown", "unknown", 1, 3)
"""About one domain."""
KINDS = ("document", "decision", "figures", "conversation", "impression")
GENERAL = tuple(question.id for question in QUESTIONNAIRE.of_kind("general"))


@dataclass
class World:
    """An assessment with its report, and what each text in it is."""

    people: Sequence[tuple[str, str]]
    domains: Sequence[str] = ("geld", "wonen", "eigen_1")
    every: int = 1
    """One in how many answers has texts with it."""
    texts: Texts = field(default_factory=Texts)

    @cached_property
    def contents(self) -> Contents:
        """What every form of it is made of."""
        return make_contents(QUESTIONNAIRE, self.data, self.context)

    @cached_property
    def items(self) -> tuple[str, ...]:
        """All items."""
        asked = (f"{domain}/{question}" for domain in self.domains for question in (*PROFILE, *OPPORTUNITY))
        return (*asked, *(f"algemeen/{question}" for question in GENERAL))

    @cached_property
    def data(self) -> Assessment:
        """What people answered and agreed."""
        people = [Participant(self._mark("id of a participant"), *person) for person in self.people]
        answers = tuple(self._answers(people))
        return Assessment(
            *("iba", 1, "GM9901", self._mark("municipality"), "baseline"),
            domains=tuple(self.domains),
            participants=tuple(people),
            answers=answers,
            agreed=tuple(self._agreed(answers)),
            ambitions={"geld": 100, "wonen": 75},
            own_domains={"eigen_1": self._mark("name of a domain")},
            renamed={"geld": self._mark("name of a domain")},
        )

    @cached_property
    def context(self) -> ReportContext:
        """How the report came about, with who said what beside the scores."""
        items = self.items[:: 4 * self.every]
        agreed = [each.item for each in self.data.agreed][::2]
        return ReportContext(
            title=self._mark("title of the inventory"),
            date=datetime.date(2026, 11, 24),
            filled_in=self._mark("when it was filled in"),
            agreed_by=(self._mark("function of who agreed"),),
            way="mixed",
            people={self._mark("function of who filled in"): 2, self._mark("function of who filled in"): 1},
            functions=dict(zip((each.id for each in self.data.participants), self._functions(), strict=False)),
            document_id=self._mark("id of the report"),
            check_page=f"https://voorbeeld.example/{self._mark('address to check a report')}",
            remarks=tuple(
                ReportRemark(i, self._mark("function of who made a remark"), self._mark("remark to all")) for i in items
            ),
            dissents={item: self._mark("who sees a score differently") for item in agreed},
        )

    def _functions(self) -> tuple[str, ...]:
        """Two people have the same one, and the last of four has none: then it is the role that is told."""
        shared = self._mark("function of who answered")
        more = [f"{self._mark('function of who answered')}{LONG_FUNCTION}"] if len(self.people) > 2 else []
        return (shared, *([shared, *more] if more else []))

    def _mark(self, kind: str) -> str:
        return self.texts.mark(kind, "")

    def _said(self, whose: str, why: str = "") -> dict[str, Any]:
        link = f"https://voorbeeld.example/{self._mark(f'link of {whose}')}"
        evidence = Evidence(KINDS[len(self.texts.known) % 5], self._mark(f"evidence of {whose}"), link)
        return {"reason": self._mark(f"reason of {whose}{why}"), "evidence": evidence}

    def _answers(self, people: Sequence[Participant]) -> Iterator[Answer]:
        chance, whose = random.Random(5), "who answered alone" if len(people) == 1 else "an answer"
        for number, item in enumerate(self.items):
            for person in people:
                value: Any = chance.choice(_values(item))
                said = {} if number % self.every else self._said(whose)
                if value == "not_applicable":
                    said.setdefault("reason", "Dit doet de regio.")
                yield Answer(person.id, item, value, **said, confidence=chance.choice((None, "sure", "not_sure")))

    def _agreed(self, answers: Sequence[Answer]) -> Iterator[AgreedScore]:
        """Of one in three items; of chance questions none, as in a review."""
        chance = random.Random(6)
        for item in self.items[:: 3 * self.every]:
            if "/K" in item:
                continue
            given = [each.value for each in answers if each.item == item and isinstance(each.value, int)]
            value: Any = chance.choice((0, 1, 2, 3, 4, "not_applicable"))
            changed = bool(given) and (value == "not_applicable" or value * len(given) != sum(given))
            yield AgreedScore(item, value, **self._said("a score", " that changed" if changed else ""))


def _values(item: str) -> Sequence[Any]:
    if item.startswith("wonen"):
        return HARDLY_KNOWN
    return VALUES[:-1] if "/K" in item else VALUES


MANY = tuple(domain.id for domain in QUESTIONNAIRE.domains[:11])[0 if EVERYTHING else 1 :: 1 if EVERYTHING else 4]
"""Beside the own one; every fourth one in the short form: drawing and reading takes as long as there are domains."""
WORLDS = {
    "alone": World(PEOPLE[:1]),
    "three people": World(PEOPLE[1:]),
    "many domains": World(PEOPLE, (*MANY, "eigen_1"), every=5),
}
