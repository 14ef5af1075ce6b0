"""What the steps of a domain are called in a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.texts.counting import sentence_start
from questionnaires.model import Question, Questionnaire
from scoring.explanation import Step


@dataclass(frozen=True)
class Naming:
    """The names of one domain's steps."""

    questionnaire: Questionnaire
    questions: Mapping[str, Question]

    def of(self, step: Step) -> str:
        """What a step is called inside a sentence."""
        asked, path = self.questionnaire, step.subject.split("/")
        if step.kind == "item":
            return f"‘{self.questions[path[1]].text}’"
        if step.kind == "own_feasibility":
            return "het moment en de mensen"
        if step.kind == "facet":
            # One facet has the name of its dimension.
            return f"het deel over {self._facet(path[1]).lower()}"
        if step.kind == "cell":
            return self.cell(path[1], path[2])
        names = {dimension.id: dimension.title.lower() for dimension in asked.dimensions}
        names |= {level.id: level.title.lower() for level in asked.levels}
        return names[path[1]] if len(path) > 1 else "het totaal"

    def start(self, step: Step) -> str:
        """The same, at the start of a sentence."""
        return sentence_start(self.of(step))

    def cell(self, dimension: str, level: str) -> str:
        """`middelen bij beleid`."""
        asked = self.questionnaire
        return f"{asked.dimension(dimension).title.lower()} bij {asked.level(level).title.lower()}"

    def place(self, question: Question) -> str:
        """Where a question stands in the profile: `Capaciteit bij beleid`; empty for one that stands nowhere."""
        if question.facet is None or question.level is None:
            return ""
        return f"{self._facet(question.facet)} bij {self.questionnaire.level(question.level).title.lower()}"

    def _facet(self, facet_id: str) -> str:
        return next(facet.title for facet in self.questionnaire.facets if facet.id == facet_id)
