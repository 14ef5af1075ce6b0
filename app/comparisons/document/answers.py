"""What became of every answer of then: each in exactly one class, as the accounting counts them."""

from dataclasses import dataclass

from app.comparisons.document.ground import Ground, question_of
from questionnaires.changes import classes_between
from scoring.result import Score


@dataclass(frozen=True, slots=True)
class Accounted:
    """One item of the earlier round that had an answer or an agreed score."""

    item: str
    domain: str
    """The name that its domain had then."""
    question: str
    """In the words of then."""
    class_: str
    then: Score
    now: Score


def accounted(ground: Ground) -> tuple[Accounted, ...]:
    """Every such item, in the order of the domains and the questionnaire of then."""
    before = ground.material.before
    known = set(ground.then.answers) | set(ground.then.agreed)
    order = {question.id: place for place, question in enumerate(before.questionnaire.questions)}
    domains = {domain: place for place, domain in enumerate(before.data.domains)}

    def place(item: str) -> tuple[int, int]:
        domain_id, _, question_id = item.partition("/")
        return domains.get(domain_id, len(domains)), order[question_id]

    classes = classes_between(before.questionnaire, ground.material.after.questionnaire)
    return tuple(_accounted(ground, item, classes[item.partition("/")[2]]) for item in sorted(known, key=place))


def _accounted(ground: Ground, item: str, class_: str) -> Accounted:
    domain_id = item.partition("/")[0]
    stays = ground.is_shared(domain_id)
    question = question_of(ground.material.before, item)
    then, now = ground.item_then(item), ground.item_now(item) if stays else None
    return Accounted(
        item,
        ground.names_then[domain_id],
        question.text if question else "",
        class_ if stays else "domain_left",
        then.points if then else None,
        now.points if now else None,
    )
