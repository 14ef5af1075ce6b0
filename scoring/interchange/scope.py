"""What the parts of one interchange file must agree on: its questionnaire, domains, participants and round."""

from dataclasses import dataclass

from questionnaires.model import GENERAL, Kind, Questionnaire
from scoring.interchange.problems import Problems, shown


@dataclass(frozen=True, slots=True)
class Scope:
    """The outline of one file; None is what could not be read, and is then not held against the rest."""

    problems: Problems
    questionnaire: Questionnaire | None
    round: str | None
    domains: tuple[str, ...] | None
    """The chosen domains."""
    participants: frozenset[str] | None
    """The ids of the listed participants."""

    def has_domain(self, domain_id: str) -> bool:
        """Whether a domain is chosen, as far as that can be known."""
        return self.domains is None or domain_id in self.domains

    def has_participant(self, participant: str) -> bool:
        """Whether a participant is listed, as far as that can be known."""
        return self.participants is None or participant in self.participants

    def is_opportunity(self, item: str) -> bool:
        """Whether an item is of one of the K questions."""
        return self.questionnaire is not None and _kind(self.questionnaire, item) == "opportunity"

    def check_item(self, place: str, item: str) -> None:
        """Note an item that is not of a chosen domain or of `algemeen`."""
        domain_id, _, _ = item.partition("/")
        if domain_id != GENERAL and not self.has_domain(domain_id):
            message = f"{shown(item)} is geen vraag over een gekozen domein. Voeg het domein toe aan domains."
            self.problems.add(place, message)
        elif self.questionnaire is not None and not _is_asked(self.questionnaire, item):
            self.problems.add(place, f"de vraag {shown(item)} bestaat niet in deze vragenlijst.")


def _is_asked(questionnaire: Questionnaire, item: str) -> bool:
    kind = _kind(questionnaire, item)
    return kind is not None and (kind == "general") == item.startswith(f"{GENERAL}/")


def _kind(questionnaire: Questionnaire, item: str) -> Kind | None:
    """The kind of an item's question; None when there is no such question."""
    _, _, question_id = item.partition("/")
    return questionnaire.question(question_id).kind if questionnaire.has_question(question_id) else None
