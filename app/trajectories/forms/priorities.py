"""The form on which domains are chosen: for each domain whether and why, in people's own order, and who decided."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field
from wtforms.validators import ValidationError

from app.door import cleaned
from app.forms import BaseForm, VersionField, one_line, required, text_field
from app.texts import priorities as texts
from app.trajectories.operations.choosing import Decision, Reasons
from app.trajectories.queries.priorities import Candidate, Priorities

FormData = MultiDict[str, str]
REASON = 5000
WHO = 80
"""Characters of texts, as the columns hold them."""


class DomainForm(BaseForm):
    """Whether to begin with a domain, and why."""

    candidate: Candidate
    begin = BooleanField()
    reason = text_field("", REASON, area=True)

    def validate_reason(self, field: Field) -> None:
        """A chosen domain needs one."""
        if self.begin.data and not field.data:
            raise ValidationError(texts.reason_missing(self.candidate.name))


class AmbassadorForm(BaseForm):
    """Whether a domain that has reached its ambition is asked as ambassador, and for what."""

    candidate: Candidate
    begins: bool
    ask = BooleanField()
    asked = text_field("", REASON, area=True)

    def validate_ask(self, field: Field) -> None:
        """Not also a domain to begin with."""
        if field.data and self.begins:
            raise ValidationError(texts.BOTH)


class DecidedForm(BaseForm):
    """Who decided, and which choice and which version of the report people saw before they made this one."""

    decided_by = text_field(
        "Wie besloot dit?",
        WHO,
        required(texts.DECIDED_BY_MISSING),
        one_line,
        description="Een groep of een functie, geen naam. Bijvoorbeeld: het college, of de stuurgroep.",
    )
    note = text_field("Opmerking", REASON, area=True, description="Bijvoorbeeld: wat jullie nog afspraken.")
    seen = VersionField()
    report = VersionField()


@dataclass(frozen=True, slots=True)
class _Number:
    """How many domains were chosen, as a summary of errors looks at fields."""

    id: str
    errors: Sequence[str]


class PrioritiesForm:
    """All of it, which looks like one form to the templates. It opens with the choice that counts, or the proposal."""

    def __init__(
        self, priorities: Priorities, before: Decision | None, seen: int, posted: FormData | None = None
    ) -> None:
        begins = before.chosen if before else _proposal(priorities)
        asks = dict(before.ambassadors) if before else {}
        self._posted = posted
        self.domains = {
            domain: _domain_form(candidate, dict(begins).get(domain), posted)
            for domain, candidate in priorities.candidates.items()
        }
        first = [domain for domain, _ in begins] if posted is None else posted.getlist("order")
        self._sort(first)
        self.ambassadors = {
            domain: _ambassador_form(candidate, asks.get(domain), self.domains[domain], posted)
            for domain, candidate in priorities.candidates.items()
            if candidate.is_kept
        }
        saw = {"seen": str(seen), "report": str(priorities.agreed.report.number)}
        data = {"decided_by": before.decided_by, "note": before.note} if before else {}
        self.decided = DecidedForm(posted, data={**data, **saw} if posted is None else None)
        self.number_problem: str | None = None
        self.moved, self.pushed = "", ""
        """What moved where, and the button that did it."""

    def _sort(self, first: Sequence[str]) -> None:
        """Put the chosen domains in front, in this order; every other one stays where it was."""
        known = [domain for domain in dict.fromkeys([*first, *self.domains]) if domain in self.domains]
        chosen = [domain for domain in known if self.domains[domain].begin.data]
        others = [domain for domain in self.domains if domain not in chosen]
        self.domains = {domain: self.domains[domain] for domain in (*chosen, *others)}

    @property
    def chosen(self) -> list[str]:
        """The domains that are ticked, in their order."""
        return [domain for domain, form in self.domains.items() if form.begin.data]

    def see_report(self, number: int) -> bool:
        """Whether people saw another version of the report than this one; whoever saves once more has seen this one."""
        is_other = bool(self.decided.report.data) and self.decided.report.version != number
        self.decided.report.data = str(number)
        return is_other

    @property
    def homeless(self) -> tuple[str, ...]:
        """What was typed to ask domains that cannot be asked any more: they are not where they want to be now."""
        asked = {f"{domain}-asked" for domain in self.domains if domain not in self.ambassadors}
        posted = self._posted or MultiDict()
        return tuple(cleaned(posted[name]) for name in sorted(asked) if posted.get(name, "").strip())

    def move(self, wanted: str) -> None:
        """Move a chosen domain one place up or down among the chosen ones: `up-geld`."""
        way, _, domain = wanted.partition("-")
        if domain not in self.domains:
            return
        chosen, self.pushed = self.chosen, wanted
        if domain in chosen:
            old = chosen.index(domain)
            new = min(max(0, old + (1 if way == "down" else -1)), len(chosen) - 1)
            chosen.insert(new, chosen.pop(old))
            self._sort(chosen)
        place = chosen.index(domain) + 1 if domain in chosen else 0
        self.moved = texts.moved(self.domains[domain].candidate.name, place, len(chosen))

    def validate(self) -> bool:
        """Whether all of it is right; everything is checked, so that all messages show at once."""
        count = len(self.chosen)
        self.number_problem = texts.NONE_CHOSEN if not count else texts.too_many(count) if count > texts.MOST else None
        # All of them first: every form must say what is wrong.
        found = [form.validate() for form in self._forms]
        return all(found) and not self.number_problem

    @property
    def _forms(self) -> tuple[BaseForm, ...]:
        return (*self.domains.values(), *self.ambassadors.values(), self.decided)

    def __iter__(self) -> Iterator[Any]:
        """Every field, after the message about their number: a summary names what is wrong in the order of the page."""
        yield _Number(self.first_box, [self.number_problem] if self.number_problem else [])
        for form in self._forms:
            yield from form

    @property
    def errors(self) -> Mapping[str, Any]:
        """The messages, by the id of the field that they lead to."""
        return {field.id: field.errors for field in self if field.errors}

    @property
    def first_box(self) -> str:
        """The id of the first domain to tick, where a message about their number leads."""
        return str(next(iter(self.domains.values())).begin.id)

    @property
    def decision(self) -> Decision:
        """What was typed."""
        asked = tuple((domain, form.asked.data or "") for domain, form in self.ambassadors.items() if form.ask.data)
        chosen = tuple((domain, self.domains[domain].reason.data or "") for domain in self.chosen)
        return Decision(chosen, asked, self.decided.decided_by.data or "", self.decided.note.data or "")


def _proposal(priorities: Priorities) -> Reasons:
    return tuple((domain, priorities.candidates[domain].reason) for domain in priorities.proposed)


def _domain_form(candidate: Candidate, reason: str | None, posted: FormData | None) -> DomainForm:
    first = candidate.reason if reason is None else reason
    data = {"begin": reason is not None, "reason": first} if posted is None else None
    form = DomainForm(posted, data=data, prefix=f"{candidate.id}-")
    form.candidate = candidate
    form.begin.label.text = f"Begin met {candidate.name}"
    form.reason.label.text = f"Waarom {candidate.name}?"
    return form


def _ambassador_form(
    candidate: Candidate, asked: str | None, domain: DomainForm, posted: FormData | None
) -> AmbassadorForm:
    data = {"ask": asked is not None, "asked": asked or ""} if posted is None else None
    form = AmbassadorForm(posted, data=data, prefix=f"{candidate.id}-")
    form.candidate, form.begins = candidate, bool(domain.begin.data)
    form.ask.label.text = f"Vraag {candidate.name} als ambassadeur"
    form.asked.label.text = "Wat vraag je?"
    return form
