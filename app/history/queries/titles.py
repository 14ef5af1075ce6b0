"""How questions, domains and cells are called in one assessment, by the ids that are kept of them."""

from functools import cached_property

from app.asked import domains_of, opportunity_questions_of, questionnaire_of, questions_by_domain
from app.history.queries.cast import Cast
from app.models import Assessment
from app.parts import closing_questions
from app.texts.words import GENERAL as GENERAL_TITLE
from questionnaires.model import GENERAL


class Titles:
    """Names for the ids in a history; one that is not known is shown as it stands."""

    def __init__(self, assessment: Assessment, cast: Cast) -> None:
        self.assessment, self.cast = assessment, cast

    @cached_property
    def domains(self) -> dict[str, str]:
        """The titles of the chosen domains in their order, the general part last."""
        return {**{domain.id: domain.title for domain in domains_of(self.assessment)}, GENERAL: GENERAL_TITLE}

    @cached_property
    def questions(self) -> dict[str, str]:
        """The text of every question by its item, chance questions too."""
        found = {f"{GENERAL}/{asked.id}": asked.text for asked in questionnaire_of(self.assessment).of_kind("general")}
        for domain, questions in questions_by_domain(self.assessment):
            for question in (*questions, *opportunity_questions_of(self.assessment, domain.id)):
                found[f"{domain.id}/{question.id}"] = question.text
        return found

    @cached_property
    def _short(self) -> dict[str, str]:
        return {**{domain.id: domain.short for domain in domains_of(self.assessment)}, GENERAL: GENERAL_TITLE}

    @cached_property
    def _closing(self) -> dict[str, str]:
        return {
            f"{domain.id}/{key}": text
            for domain in domains_of(self.assessment)
            for key, text in closing_questions(domain).items()
        }

    def item(self, item: str) -> str:
        """`‘Praat de wethouder erover?’ (Geldzaken)`."""
        text = self.questions.get(item) or self._closing.get(item)
        domain = item.partition("/")[0]
        return f"‘{text}’ ({self._short.get(domain, domain)})" if text else f"‘{item}’"

    def domain(self, domain: str) -> str:
        """The title of a domain, or of the general part."""
        return self.domains.get(domain, domain)

    def cell(self, cell: str) -> str:
        """`geld:beleid` as `Geldzaken, beleid`."""
        domain, _, level = cell.partition(":")
        known = {one.id: one.title for one in questionnaire_of(self.assessment).levels}
        return f"{self.domain(domain)}, {known.get(level, level).lower()}" if level else self.domain(domain)

    def person(self, person: str) -> str:
        """Somebody, by function."""
        return self.cast.person(person)
