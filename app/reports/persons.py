"""Under which ids people stand in documents: the same in every round, so that rounds can be held against each other."""

from collections.abc import Mapping
from dataclasses import replace

from scoring.assessment import Assessment


def as_persons(data: Assessment, person_of: Mapping[str, str]) -> Assessment:
    """The assessment with people under other ids, by the ids that they have; who is not named keeps their own."""
    if all(own == other for own, other in person_of.items()):
        return data
    return replace(
        data,
        participants=tuple(replace(each, id=person_of.get(each.id, each.id)) for each in data.participants),
        answers=tuple(
            replace(each, participant=person_of.get(each.participant, each.participant)) for each in data.answers
        ),
    )


def as_participations(data: Assessment, person_of: Mapping[str, str]) -> Assessment:
    """The same the other way round, for what was frozen: people have the ids of their participations again."""
    return as_persons(data, {person: participation for participation, person in person_of.items()})
