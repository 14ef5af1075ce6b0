"""Everything that is shown about an assessment, with each number made again from the leaves of its steps."""

import random
from dataclasses import fields, replace
from typing import Any

from app.reports.explained import Case, HowAgreed
from scoring.assessment import AgreedScore, Answer, Assessment, Participant
from scoring.domain import domain_questions, domain_result
from scoring.engine import ambition, score
from scoring.explanation import Step, WhenKnown, computed
from scoring.items import agreed_by_item, answers_by_item
from tests.unit.scoring.samples import OPPORTUNITY, PROFILE, QUESTIONNAIRE

DOMAINS = ("geld", "wonen", "inclusie", "gezondheid", "eigen_1")
LEVELS = ("bestuur", "beleid", "uitvoering", None)
GENERAL = tuple(question.id for question in QUESTIONNAIRE.of_kind("general"))
ASKED = domain_questions(QUESTIONNAIRE)


def random_assessment(seed: int) -> Assessment:
    """Up to six people about up to three domains, from nearly everything known to nearly nothing."""
    chance = random.Random(seed)
    domains = chance.sample(DOMAINS, chance.randint(1, 3))
    people = [Participant(f"p{n}", "participant", chance.choice(LEVELS)) for n in range(chance.randint(0, 6))]
    known = chance.choice((0.3, 0.7, 0.9, 1.0))
    items = [f"{domain}/{question}" for domain in domains for question in (*PROFILE, *OPPORTUNITY)]
    answers = [
        Answer(person.id, item, value)
        for person in people
        for item in (*items, *(f"algemeen/{question}" for question in GENERAL))
        if (value := _value(chance, item, known)) is not None
    ]
    agreed = [
        AgreedScore(item, chance.choice((0, 1, 2, 3, 4, "not_applicable")), f"Reden bij {item}.")
        for item in items
        if "/K" not in item and chance.random() < chance.choice((0.0, 0.1, 0.4))
    ]
    return Assessment(
        *("iba", 1, "GM9901", "Voorbeeldstad", "baseline"),
        domains=tuple(domains),
        participants=tuple(person for person in people if any(answer.participant == person.id for answer in answers)),
        answers=tuple(answers),
        agreed=tuple(agreed),
        ambitions={domain: chance.choice((25, 50, 75, 100)) for domain in domains if chance.random() < 0.6},
        own_domains={"eigen_1": "Veiligheid"} if "eigen_1" in domains else {},
        renamed={"geld": "Armoede {en} schulden"} if "geld" in domains and chance.random() < 0.3 else {},
    )


def _value(chance: random.Random, item: str, known: float) -> Any:
    if chance.random() > known:
        return chance.choice(("unknown", None))
    if "/K" not in item and chance.random() < 0.08:
        return "not_applicable"
    return chance.randint(0, 4)


class Kept(Case):
    """The same, with the steps of a domain made once: here many explanations are asked for."""

    def domain(self, domain_id: str) -> Any:
        """As it is."""
        return self._once(domain_id, lambda: self.made(domain_id))

    def made(self, domain_id: str) -> Any:
        """The steps of a domain."""
        return super().domain(domain_id)

    def agreement(self, item: str) -> Any:
        """As it is."""
        return self._once(f"agreement {item}", lambda: self.agreement_made(item))

    def agreement_made(self, item: str) -> Any:
        """The steps to how people differ about an item."""
        return super().agreement(item)

    def _once(self, name: str, make: Any) -> Any:
        kept = self.__dict__.setdefault("_kept", {})
        if name not in kept:
            kept[name] = make()
        return kept[name]


def make_case(assessment: Assessment, kind: type[Case] = Kept, single_answers: bool = True, **more: Any) -> Case:
    """An assessment to explain, every second agreed score with how it was agreed."""
    functions = {person.id: f"functie {person.id}" for person in assessment.participants} if single_answers else None
    result = more.get("result") or score(QUESTIONNAIRE, assessment)
    return kind(QUESTIONNAIRE, assessment, result, functions, more.get("agreements", {}))


def agreements(assessment: Assessment, day: Any) -> dict[str, HowAgreed]:
    """How every second score was agreed."""
    return {each.item: HowAgreed("adviseur", day, "wij drieën", "Iemand zegt 1.") for each in assessment.agreed[::2]}


class Remade(Kept):
    """The same, with no number of the result in it: each is computed from the leaves of its steps."""

    def made(self, domain_id: str) -> Any:
        """As it is, made again; what unknown items could do comes from scoring the domain with them known."""
        made = remade(super().made(domain_id))
        known = made.known
        dimensions = {name: self._with_ends(domain_id, step, name) for name, step in known.dimensions.items()}
        total = self._with_ends(domain_id, known.total, None)
        return replace(made, known=replace(known, dimensions=dimensions, total=total))

    def agreement_made(self, item: str) -> Any:
        """As it is, made again."""
        return remade(super().agreement_made(item))

    @property
    def municipality(self) -> Any:
        """As it is, made again."""
        return self._once("municipality", lambda: remade(Case.municipality.func(self)))

    @property
    def places(self) -> Any:
        """As it is, made again."""
        return self._once("places", lambda: remade(Case.places.func(self)))

    def _with_ends(self, domain_id: str, step: Step, dimension: str | None) -> Step:
        ends = []
        for known in step.when_known:
            low, high = (self._scored(domain_id, known.item, value) for value in (0, 4))
            if dimension is None:
                ends.append(WhenKnown(known.item, low.total.score, high.total.score))
            else:
                ends.append(WhenKnown(known.item, low.dimensions[dimension].score, high.dimensions[dimension].score))
        return replace(step, when_known=tuple(ends))

    def _scored(self, domain_id: str, item: str, value: int) -> Any:
        agreed = agreed_by_item(self.data) | {item: value}
        answers, goal = self._once("answers", lambda: answers_by_item(self.data)), ambition(self.data, domain_id)
        return self._once(f"{item} {value}", lambda: domain_result(ASKED, domain_id, answers, agreed, goal))


def remade(explanation: Any) -> Any:
    """An explanation of which every number but the leaves was thrown away and computed again."""
    done: dict[int, tuple[Step, Step, Step]] = {}
    return _mapped(explanation, lambda step: _made(step, done)[1])


def _made(step: Step, done: dict[int, tuple[Step, Step, Step]]) -> tuple[Step, Step, Step]:
    """The step, the same made again, and that one as a leaf: each once, by identity, for places share theirs."""
    if id(step) not in done:
        parts, left_out = ([_made(each, done) for each in steps] for steps in (step.parts, step.left_out))
        value = step.value if step.operation == "leaf" else computed(_with(step, None, [each[2] for each in parts]))
        made = _with(step, value, [each[1] for each in parts], [each[1] for each in left_out])
        done[id(step)] = (step, made, made if value is None else _with(step, value, (), (), "leaf"))
    return done[id(step)]


def _with(step: Step, value: Any, parts: Any, left_out: Any = None, operation: Any = None) -> Step:
    """The step with another number, parts and operation; quicker than `replace`."""
    others = step.left_out if left_out is None else tuple(left_out)
    names = (step.rule, step.kind, step.subject, operation or step.operation)
    return Step(*names, value, step.weight, tuple(parts), others, step.reason, step.when_known)


def _mapped(found: Any, change: Any) -> Any:
    """The same with every outermost step changed."""
    if isinstance(found, Step):
        return change(found)
    if isinstance(found, dict):
        return {name: _mapped(each, change) for name, each in found.items()}
    return replace(found, **{field.name: _mapped(getattr(found, field.name), change) for field in fields(found)})
