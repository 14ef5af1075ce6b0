"""The form with which an inventory is started: its round, its domains and their names."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from wtforms import Field, HiddenField, SelectMultipleField
from wtforms.validators import ValidationError

from app.forms import BaseForm, ChoiceField, required, text_field
from app.last_day import parse_last_day
from app.texts import assessments as texts
from app.texts import starting, words
from questionnaires.catalogue import questionnaire
from questionnaires.model import OWN_DOMAINS, Questionnaire

LENGTH = 80
"""Characters of a title."""


@dataclass(frozen=True, slots=True)
class ChosenDomain:
    """A domain that somebody chose, and its name when it is not the one in the questionnaire."""

    id: str
    title: str | None


class StartForm(BaseForm):
    """What every version asks at the start; `start_form` adds the names of its domains.

    What it depends on is set when it is made: `today`, the proposed title for each round that it can be held against
    (by its id; for a first one by nothing), and the own domains of then, their ids by their names.
    """

    asked: Questionnaire
    today: date
    titles: Mapping[str, str]
    own_ids: Mapping[str, str]
    typed_beginnings = ("name_",)

    municipality = HiddenField("Gemeente")
    round = ChoiceField("Wat voor meting is dit?", list(words.ROUNDS.items()), message=texts.EVALUATION_TOO_EARLY)
    earlier = ChoiceField("Naast welke ronde leggen we de vervolgmeting?", [], message=starting.EARLIER_UNKNOWN)
    title = text_field("Naam van de inventarisatie", LENGTH, required(texts.TITLE_MISSING))
    questionnaire = ChoiceField("Vragenlijst", [], message=texts.QUESTIONNAIRE_UNKNOWN)
    domains = SelectMultipleField("Welke domeinen doen mee?", choices=[], validate_choice=False)
    deadline = text_field("Laatste dag voor je collega’s om te antwoorden", 40)

    def validate_round(self, field: Field) -> None:
        """One of the two must be chosen."""
        if not field.data:
            raise ValidationError(texts.ROUND_MISSING)

    def validate_earlier(self, field: Field) -> None:
        """A second round is held against one."""
        if self.round.data == "evaluation" and not field.data:
            raise ValidationError(starting.EARLIER_UNKNOWN)

    def validate_title(self, field: Field) -> None:
        """A name that we proposed for another choice says the wrong thing."""
        fitting = self.titles.get((self.earlier.data or "none") if self.round.data == "evaluation" else "")
        if fitting and field.data != fitting and field.data in self.titles.values():
            raise ValidationError(starting.title_of_another(fitting))

    def validate_deadline(self, field: Field) -> None:
        """A day that is still to come, or none yet."""
        if field.data:
            parse_last_day(field.data, self.today)

    def validate_questionnaire(self, field: Field) -> None:
        """A new inventory is always about a published version."""
        if not field.data:
            raise ValidationError(texts.QUESTIONNAIRE_UNKNOWN)

    def validate_domains(self, field: Field) -> None:
        """At least one domain, all of them from the list."""
        if not set(field.data or ()) <= {domain.id for domain in self.asked.domains}:
            raise ValidationError(texts.DOMAIN_UNKNOWN)
        if not self.chosen:
            raise ValidationError(texts.DOMAINS_MISSING)

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, and then that no two domains have the same name."""
        right: bool = super().validate(extra_validators)
        return self._names_differ() and right

    def _names_differ(self) -> bool:
        seen: set[str] = set()
        for field, domain in self._chosen():
            title = (domain.title or self.asked.domain(domain.id).title).casefold()
            if title in seen:
                field.errors = [*field.errors, texts.TITLE_TWICE]
            seen.add(title)
        return len(seen) == len(self.chosen)

    @property
    def held_against(self) -> str | None:
        """The id of the round that this one is held against; None for a first one."""
        return self.earlier.data if self.round.data == "evaluation" else None

    @property
    def last_day(self) -> date | None:
        """The last day for colleagues, once the form is valid."""
        return parse_last_day(self.deadline.data, self.today) if self.deadline.data else None

    def name_field(self, domain_id: str) -> Any:
        """The field with the own name of a domain."""
        return self[f"name_{domain_id}"]

    @property
    def renames(self) -> list[Any]:
        """The fields with other names for the domains of the questionnaire."""
        return [self.name_field(domain.id) for domain in self.asked.domains]

    @property
    def own_domains(self) -> list[Any]:
        """The fields with the names of own domains."""
        return [self.name_field(domain_id) for domain_id in OWN_DOMAINS]

    @property
    def chosen(self) -> list[ChosenDomain]:
        """The domains in their order: those of the questionnaire, then the municipality's own."""
        return [domain for _, domain in self._chosen()]

    def _chosen(self) -> Iterator[tuple[Any, ChosenDomain]]:
        """Each chosen domain with the field in which its name is typed."""
        for domain in self.asked.domains:
            if domain.id in (self.domains.data or ()):
                field = self.name_field(domain.id)
                yield field, ChosenDomain(domain.id, _new_name(field.data, domain.title))
        own = [field for field in self.own_domains if field.data]
        yield from ((field, ChosenDomain(id_, field.data)) for field, id_ in zip(own, self._own_ids(own), strict=True))

    def _own_ids(self, fields: Sequence[Any]) -> list[str]:
        """The ids of own domains: by its name one of then stays what it is, and others take what is left in order."""
        kept: list[str | None] = []
        for field in fields:
            known = self.own_ids.get(field.data)
            kept.append(None if known in kept else known)
        free = (id_ for id_ in OWN_DOMAINS if id_ not in kept)
        return [id_ or next(free) for id_ in kept]


def _new_name(typed: str | None, title: str) -> str | None:
    return typed if typed and typed != title else None


@lru_cache(maxsize=8)
def start_form(questionnaire_id: str, version: int) -> type[StartForm]:
    """The form for one version of the questionnaire, made once."""
    asked = questionnaire(questionnaire_id, version)
    names = {f"name_{domain.id}": text_field(f"Andere naam voor ‘{domain.title}’", LENGTH) for domain in asked.domains}
    own = {f"name_{id_}": text_field(f"Eigen domein {n}", LENGTH) for n, id_ in enumerate(OWN_DOMAINS, start=1)}
    return type("StartForm", (StartForm,), {"asked": asked, **names, **own})
