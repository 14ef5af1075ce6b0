"""One of two rounds that are compared: who said what about each item."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scoring.assessment import AgreedScore, AgreedValue, Answer, Assessment
from scoring.items import agreed_by_item, answers_by_item, item_scores
from scoring.result import ItemScore


@dataclass(frozen=True, slots=True)
class Moment:
    """The answers and agreed scores of one assessment, by item id."""

    answers: Mapping[str, Sequence[Answer]]
    agreed: Mapping[str, AgreedScore]
    agreed_values: Mapping[str, AgreedValue]

    def items(self, question_ids: Iterable[str], domain_id: str) -> dict[str, ItemScore]:
        """S1 for these questions about one domain, by question id."""
        return item_scores(question_ids, domain_id, self.answers, self.agreed_values)

    def is_seen_differently(self, item: str) -> bool:
        """S25: whether people say that nothing really changed about an item that differs."""
        agreed = self.agreed.get(item)
        if agreed is not None:
            return agreed.changed == "no"
        said = {answer.changed for answer in self.answers.get(item, ())}
        return "no" in said and "yes" not in said

    def has_evidence(self, item: str) -> bool:
        """Whether an answer or the agreed score of an item comes with evidence."""
        agreed = self.agreed.get(item)
        if agreed is not None and agreed.evidence is not None:
            return True
        return any(answer.evidence is not None for answer in self.answers.get(item, ()))


def moment(assessment: Assessment) -> Moment:
    """An assessment, laid out for comparing."""
    agreed = {agreed.item: agreed for agreed in assessment.agreed}
    return Moment(answers_by_item(assessment), agreed, agreed_by_item(assessment))
