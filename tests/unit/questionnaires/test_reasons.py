"""Why a question means something else is told from the tables, over any number of versions and backwards."""

from questionnaires.catalogue import questionnaire
from questionnaires.changes import reasons_between
from questionnaires.model import Questionnaire
from tests.unit.questionnaires.edits import make_row
from tests.unit.questionnaires.test_accounting import steps


def reasons(versions: list[Questionnaire], first: int, last: int, question_id: str = "K1") -> tuple[str, ...]:
    """The reasons between two of these versions."""
    return reasons_between(versions[first - 1], versions[last - 1], question_id, lambda _, n: versions[n - 1])


def because(version: Questionnaire, reason: str) -> Questionnaire:
    """The same version, with this reason for all that it changed."""
    rows = tuple(row.model_copy(update={"reason": reason}) for row in version.changes)
    return version.model_copy(update={"changes": rows})


def test_a_question_that_means_the_same_has_no_reason() -> None:
    assert reasons(steps("grammar", "reworded", "option", "moved"), 1, 5) == ()
    assert reasons(steps("meaning"), 1, 2, "K2") == ()


def test_every_change_of_meaning_has_its_reason_in_both_directions() -> None:
    versions = [because(version, f"Reden {n}.") for n, version in enumerate(steps("meaning", "kept", "meaning"))]
    assert reasons(versions, 1, 4) == ("Reden 1.", "Reden 3.")
    assert reasons(versions, 4, 1) == ("Reden 3.", "Reden 1.")
    assert reasons(versions, 2, 3) == ()


def test_a_question_of_which_a_part_went_elsewhere_tells_so() -> None:
    before, after = steps("meaning")
    split = make_row("question", "split", "K1", "K1 K9")
    assert reasons([before, after.model_copy(update={"changes": (split,)})], 1, 2) == (split.reason,)


def test_version_2_says_why_contracts_alone_count() -> None:
    (why,) = reasons_between(questionnaire("iba", 1), questionnaire("iba", 2), "M.BL")
    assert "subsidies en contracten" in why
