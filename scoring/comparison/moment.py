"""One of two rounds that are compared: who said what about each item."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from scoring.assessment import AgreedScore, AgreedValue, Answer, Assessment, Changed, Evidence
from scoring.items import agreed_by_item, answers_by_item, item_scores, numbers
from scoring.result import ItemScore

Said: TypeAlias = Literal["changed", "seen_differently", "unsaid"]


@dataclass(frozen=True, slots=True)
class Moment:
    """The answers and agreed scores of one assessment, by item id."""

    answers: Mapping[str, Sequence[Answer]]
    agreed: Mapping[str, AgreedScore]
    agreed_values: Mapping[str, AgreedValue]

    def items(self, question_ids: Iterable[str], domain_id: str) -> dict[str, ItemScore]:
        """S1 for these questions about one domain, by question id."""
        return item_scores(question_ids, domain_id, self.answers, self.agreed_values)

    def said(self, item: str) -> Said:
        """S25: what people say of an item of which the points differ; an agreed score goes before all answers."""
        said = self._told(item)
        return "changed" if "yes" in said else "seen_differently" if "no" in said else "unsaid"

    def is_unknown(self, item: str) -> bool:
        """S25: whether an unsaid item is one of which people say that they do not know."""
        return self.said(item) == "unsaid" and "unknown" in self._told(item)

    def _told(self, item: str) -> set[Changed | None]:
        agreed = self.agreed.get(item)
        return {agreed.changed} if agreed is not None else {answer.changed for answer in self.answers.get(item, ())}

    def is_backed(self, item: str) -> bool:
        """S24: whether evidence and a `yes` are with the agreed score, or without one with the answers.

        The evidence of answers may be with another one than the `yes`; more of them say `yes` than `no`.
        """
        agreed = self.agreed.get(item)
        if agreed is not None:
            return _is_evidence(agreed.evidence) and agreed.changed == "yes"
        answers = self.answers.get(item, ())
        changed = [answer.changed for answer in answers]
        return changed.count("yes") > changed.count("no") and any(_is_evidence(one.evidence) for one in answers)

    def has_one_answer(self, item: str) -> bool:
        """S24: whether exactly one value 0 to 4 was given, and no agreed value."""
        return item not in self.agreed and len(numbers(self.answers.get(item, ()))) == 1

    def has_evidence(self, item: str) -> bool:
        """Whether an answer or the agreed score of an item comes with evidence, more than an own impression."""
        agreed = self.agreed.get(item)
        found = [agreed.evidence] if agreed is not None else []
        return any(map(_is_evidence, [*found, *(answer.evidence for answer in self.answers.get(item, ()))]))


def _is_evidence(evidence: Evidence | None) -> bool:
    return evidence is not None and evidence.counts


def moment(assessment: Assessment) -> Moment:
    """An assessment, laid out for comparing."""
    agreed = {agreed.item: agreed for agreed in assessment.agreed}
    return Moment(answers_by_item(assessment), agreed, agreed_by_item(assessment))
