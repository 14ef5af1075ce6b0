"""How domains and questions of a trajectory are called, by the ids that actions and the audit trail keep of them."""

from collections.abc import Mapping
from functools import cached_property

from app.models import Assessment
from app.state.asked import domains_of, questionnaire_of, questions_by_domain
from app.texts.words import GENERAL as GENERAL_TITLE
from app.texts.words import NO_FUNCTION
from questionnaires.model import GENERAL, Question


class Titles:
    """Names for ids, as the sentences of the history ask for them; one that is not known is shown as it stands."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment

    @cached_property
    def domains(self) -> Mapping[str, str]:
        """The titles of the chosen domains in their order, the general part last."""
        return {**{domain.id: domain.title for domain in domains_of(self.assessment)}, GENERAL: GENERAL_TITLE}

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question by its item, in its own words."""
        general = questionnaire_of(self.assessment).of_kind("general")
        found = {f"{GENERAL}/{question.id}": question for question in general}
        for domain, questions in questions_by_domain(self.assessment):
            found |= {f"{domain.id}/{question.id}": question for question in questions}
        return found

    @cached_property
    def _short(self) -> Mapping[str, str]:
        return {**{domain.id: domain.short for domain in domains_of(self.assessment)}, GENERAL: GENERAL_TITLE}

    def short(self, domain: str) -> str:
        """The short title of a domain."""
        return self._short.get(domain, domain)

    def item(self, item: str) -> str:
        """`‘Praat de wethouder erover?’ (Geldzaken)`."""
        question = self.questions.get(item)
        return f"‘{question.text}’ ({self.short(item.partition('/')[0])})" if question else f"‘{item}’"

    def domain(self, domain: str) -> str:
        """The title of a domain, or of the general part."""
        return self.domains.get(domain, domain)

    def cell(self, cell: str) -> str:
        """`geld:beleid`: nothing of a trajectory is about the questions of a level, so the domain will do."""
        return self.domain(cell.partition(":")[0])

    def person(self, person: str) -> str:  # noqa: ARG002 - the sentences of the history call it so
        """Somebody: a page about an action tells of nobody but who did it."""
        return NO_FUNCTION
