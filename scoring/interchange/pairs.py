"""Whether two interchange files can be compared."""

from scoring.assessment import Assessment
from scoring.interchange.problems import shown


def pair_problems(before: Assessment, after: Assessment) -> list[str]:
    """What keeps two rounds from being compared, with its place in the later file; empty when nothing does."""
    problems = []
    if before.municipality_code != after.municipality_code:
        earlier = f"het eerste bestand gaat over {shown(before.municipality_code)}"
        problems.append(f"municipality.code: {earlier}. Je kunt alleen rondes van één gemeente vergelijken.")
    if before.questionnaire_id != after.questionnaire_id:
        earlier = f"het eerste bestand gebruikt {shown(before.questionnaire_id)}"
        problems.append(f"questionnaire.id: {earlier}. Je kunt alleen rondes met één vragenlijst vergelijken.")
    return problems
