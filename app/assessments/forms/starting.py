"""The form with which an inventory is started: its round, its domains and their names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from wtforms import Field, HiddenField, SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from app.forms import BaseForm, ChoiceField, required, text_field
from app.models import Assessment
from app.texts import assessments as texts
from app.texts import words
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
    """What every version asks at the start; `start_form` adds the names of its domains."""

    asked: Questionnaire

    municipality = HiddenField("Gemeente")
    title = text_field("Naam van de inventarisatie", LENGTH, required(texts.TITLE_MISSING))
    round = ChoiceField("Wat voor meting is dit?", list(words.ROUNDS.items()), message=texts.EVALUATION_TOO_EARLY)
    questionnaire = ChoiceField("Vragenlijst", [], message=texts.QUESTIONNAIRE_UNKNOWN)
    domains = SelectMultipleField("Welke domeinen doen mee?", choices=[], validate_choice=False)

    def validate_round(self, field: Field) -> None:
        """One of the two must be chosen."""
        if not field.data:
            raise ValidationError(texts.ROUND_MISSING)

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
        yield from ((field, ChosenDomain(id_, field.data)) for id_, field in zip(OWN_DOMAINS, own, strict=False))


def _new_name(typed: str | None, title: str) -> str | None:
    return typed if typed and typed != title else None


@lru_cache(maxsize=8)
def start_form(questionnaire_id: str, version: int) -> type[StartForm]:
    """The form for one version of the questionnaire, made once."""
    asked = questionnaire(questionnaire_id, version)
    names = {f"name_{domain.id}": text_field(f"Andere naam voor ‘{domain.title}’", LENGTH) for domain in asked.domains}
    own = {f"name_{id_}": text_field(f"Eigen domein {n}", LENGTH) for n, id_ in enumerate(OWN_DOMAINS, start=1)}
    return type("StartForm", (StartForm,), {"asked": asked, **names, **own})


def build_start_form(asked: Questionnaire, earlier: Assessment | None, **options: Any) -> StartForm:
    """A form to start with; an agreed `earlier` round makes an evaluation possible and gives its domains."""
    form = start_form(asked.id, asked.version)(**options)
    rounds = words.ROUNDS.items() if earlier else [("baseline", words.ROUNDS["baseline"])]
    form.round.choices = [SelectChoice(value, text) for value, text in rounds]
    form.questionnaire.choices = [SelectChoice(f"{asked.id}-{asked.version}", f"{asked.title}, versie {asked.version}")]
    form.domains.choices = [SelectChoice(domain.id, domain.title) for domain in asked.domains]
    return form


def first_values(asked: Questionnaire, earlier: Sequence[ChosenDomain] | None, year: int) -> dict[str, Any]:
    """What the form holds when it is opened: the domains of the earlier round, or those that are on by default."""
    usual = [ChosenDomain(domain.id, None) for domain in asked.domains if domain.default]
    chosen = usual if earlier is None else list(earlier)
    names = {f"name_{domain.id}": domain.title for domain in chosen if domain.title}
    return {
        "title": f"Eerste meting {year}" if earlier is None else f"Vervolgmeting {year}",
        "round": "baseline" if earlier is None else "evaluation",
        "questionnaire": f"{asked.id}-{asked.version}",
        "domains": [domain.id for domain in chosen if domain.id not in OWN_DOMAINS],
        **names,
    }
