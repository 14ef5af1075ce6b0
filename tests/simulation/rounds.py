"""What people answer and agree in two rounds, with noise, when they are asked about what is true."""

from collections.abc import Mapping
from random import Random
from typing import TypeAlias

from scoring.assessment import AgreedScore, Answer, Assessment, Changed, Evidence, Participant
from scoring.items import agreed_by_item, answers_by_item, item_score
from tests.simulation.assumptions import Assumptions, Setting
from tests.simulation.municipality import QUESTIONNAIRE, Municipality, within

People: TypeAlias = Mapping[str, int]
"""By person, the step by which they are inclined to answer higher or lower."""
_EVIDENCE = Evidence("document")


def two_rounds(
    random: Random, assumed: Assumptions, setting: Setting, municipality: Municipality
) -> tuple[Assessment, Assessment]:
    """The earlier assessment and the later one."""
    earlier = _people(random, assumed, 0, setting.people)
    later = dict(list(earlier.items())[: setting.staying])
    later |= _people(random, assumed, setting.people, setting.people - setting.staying)
    before = _Round(random, assumed, municipality).held(earlier, setting.agreed)
    return before, _Round(random, assumed, municipality, before).held(later, setting.agreed)


def _people(random: Random, assumed: Assumptions, first: int, count: int) -> dict[str, int]:
    weights = (assumed.inclined / 2, 1 - assumed.inclined, assumed.inclined / 2)
    return {f"p{first + number}": random.choices((-1, 0, 1), weights)[0] for number in range(count)}


def _shown(before: Assessment) -> dict[str, int]:
    """The old score of every item as people see it: the agreed value, or the mean answer rounded."""
    agreed, shown = agreed_by_item(before), {}
    for item, answers in answers_by_item(before).items():
        points = item_score(item, [answer.value for answer in answers], agreed.get(item)).points
        shown[item] = round((points or 0) / 25)
    return shown


class _Round:
    """How one round comes about; `before` is the earlier one, if this is the later."""

    def __init__(
        self, random: Random, assumed: Assumptions, municipality: Municipality, before: Assessment | None = None
    ) -> None:
        self.random, self.assumed, self.municipality = random, assumed, municipality
        self.name = "evaluation" if before else "baseline"
        self.truth = municipality.now if before else municipality.then
        self.shown = _shown(before) if before else {}
        self.own = {(each.participant, each.item): each.value for each in before.answers} if before else {}

    def held(self, people: People, agreed: bool) -> Assessment:
        """What comes out of it."""
        return Assessment(
            questionnaire_id=QUESTIONNAIRE.id,
            version=QUESTIONNAIRE.version,
            municipality_code="GM9901",
            municipality_name="Voorbeeldstad",
            round=self.name,
            domains=self.municipality.domains,
            participants=tuple(Participant(person, "participant", "beleid") for person in people),
            answers=tuple(self._answer(*person, item) for person in people.items() for item in self.truth),
            agreed=tuple(map(self._agreed, self.truth)) if agreed else (),
        )

    def _answer(self, person: str, inclined: int, item: str) -> Answer:
        step = inclined if self._happens(self.assumed.shifted) else 0
        value = self._heard(item, self.assumed.right, step)
        changed = self._changed(item, value, self.own.get((person, item), self.shown.get(item)))
        return Answer(person, item, value, evidence=self._evidence(item), changed=changed)

    def _agreed(self, item: str) -> AgreedScore:
        value = self._heard(item, self.assumed.right_agreed)
        changed = self._changed(item, value, self.shown.get(item))
        return AgreedScore(item, value, "Zo is het.", evidence=self._evidence(item), changed=changed)

    def _heard(self, item: str, right: float, step: int = 0) -> int:
        noise = 0 if self._happens(right) else self.random.choice((-1, 1))
        return within(self.truth[item] + step + noise)

    def _changed(self, item: str, value: int, old: object) -> Changed | None:
        """What somebody says whose answer differs from the old one (S25)."""
        if old in (None, value) or not self._happens(self.assumed.replying):
            return None
        mistaken = self._happens(self.assumed.mistaken)
        return "yes" if self.municipality.changed(item) != mistaken else "no"

    def _evidence(self, item: str) -> Evidence | None:
        really = self.name == "evaluation" and self.municipality.changed(item)
        share = self.assumed.evidence_of_change if really else self.assumed.evidence
        return _EVIDENCE if self._happens(share) else None

    def _happens(self, probability: float) -> bool:
        return self.random.random() < probability
