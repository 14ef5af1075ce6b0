"""What the form to start with proposes: a first round, or the domains, the name and the last day of a later one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms.fields import SelectChoice

from app.assessments.forms.starting import ChosenDomain, StartForm, start_form
from app.assessments.queries.starting import EarlierRound, Rounds
from app.forms import typed_day
from app.texts import starting as texts
from app.texts import words
from questionnaires.model import OWN_DOMAINS, Questionnaire


@dataclass(frozen=True, slots=True)
class Proposer:
    """What decides what is proposed: the version that is asked now, the rounds there are, and today."""

    asked: Questionnaire
    rounds: Rounds
    today: date

    @property
    def titles(self) -> Mapping[str, str]:
        """A name for each choice, by the id of the round that it is held against; of a first round by nothing."""
        numbers = {"": 0} | {one.id: one.number + 1 for one in self.rounds.offered}
        taken = self.rounds.titles
        return {key: texts.proposed_title(number, self.today.year, taken) for key, number in numbers.items()}

    def days(self) -> set[str]:
        """The last days that are proposed with any of the rounds, as they are typed."""
        return {typed_day(one.last_day(self.today)[0]) for one in self.rounds.offered}


def build_start_form(
    proposer: Proposer, posted: MultiDict[str, str] | None, data: Mapping[str, Any] | None = None
) -> StartForm:
    """A form to start with, holding what was `posted` or these data; agreed rounds make an evaluation possible."""
    asked, offered = proposer.asked, proposer.rounds.offered
    form = start_form(asked.id, asked.version)(posted, data=data)
    rounds = words.ROUNDS.items() if offered else [("baseline", words.ROUNDS["baseline"])]
    form.round.choices = [SelectChoice(value, text) for value, text in rounds]
    form.questionnaire.choices = [SelectChoice(f"{asked.id}-{asked.version}", f"{asked.title}, versie {asked.version}")]
    form.domains.choices = [SelectChoice(domain.id, domain.title) for domain in asked.domains]
    form.earlier.choices = [SelectChoice(one.id, one.assessment.title) for one in offered]
    _hold_against(form, proposer.rounds)
    form.today, form.titles = proposer.today, proposer.titles
    earlier = proposer.rounds.offers(form.held_against)
    form.own_ids = {one.title: one.id for one in earlier.domains if one.title and _is_own(one)} if earlier else {}
    return form


def _hold_against(form: StartForm, rounds: Rounds) -> None:
    """The round that was agreed last, unless another one was chosen; a first round has none."""
    gone = rounds.others.get(form.earlier.data or "")
    if gone is not None:
        form.earlier.message = texts.not_agreed(gone.title)
    if rounds.reopened and not rounds.offered:
        form.round.message = texts.reopened(rounds.reopened)
    if not form.earlier.data or (form.round.data != "evaluation" and rounds.offers(form.earlier.data) is None):
        form.earlier.data = rounds.offered[0].id if rounds.offered else None


def first_values(proposer: Proposer, earlier: EarlierRound | None) -> dict[str, Any]:
    """What the form holds when it is opened: what was in the earlier round, or what is on by default."""
    asked = proposer.asked
    usual = [ChosenDomain(domain.id, None) for domain in asked.domains if domain.default]
    chosen = usual if earlier is None else earlier.domains
    known = {domain.id for domain in asked.domains}
    return {
        "title": proposer.titles[earlier.id if earlier else ""],
        "round": "evaluation" if earlier else "baseline",
        "earlier": earlier.id if earlier else None,
        "questionnaire": f"{asked.id}-{asked.version}",
        "domains": [domain.id for domain in chosen if domain.id in known],
        "deadline": typed_day(earlier.last_day(proposer.today)[0]) if earlier else "",
        **{f"name_{domain.id}": domain.title for domain in chosen if domain.title},
    }


def proposed_again(proposer: Proposer, form: StartForm, earlier: EarlierRound) -> StartForm:
    """The same form with what is proposed with another round; a name and a last day that were typed stay."""
    data = first_values(proposer, earlier)
    if form.title.data and form.title.data not in proposer.titles.values():
        data["title"] = form.title.data
    if form.deadline.data not in proposer.days():
        data["deadline"] = form.deadline.data
    return build_start_form(proposer, None, data)


def _is_own(domain: ChosenDomain) -> bool:
    return domain.id in OWN_DOMAINS
