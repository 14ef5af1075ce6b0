"""How questions, actions and domains read in the words of one domain."""

import pytest
from pydantic import ValidationError

from questionnaires.model import Domain, Parameters, Questionnaire, parameter_names
from tests.unit.tiny import PARAMETERS, make_questionnaire


@pytest.fixture(scope="module")
def tiny() -> Questionnaire:
    return make_questionnaire()


def test_parameters_fill_names_and_capitals() -> None:
    parameters = Parameters(**PARAMETERS)
    assert parameters.fill("{Bestuurder} en {domein}.") == "De wethouder van werk en het domein Werk."
    assert parameter_names("{Bestuurder} en {domein}.") == ["bestuurder", "domein"]


def test_words_that_fit_every_domain_name_none(tiny: Questionnaire) -> None:
    question = tiny.question_in(tiny.any_domain, tiny.question("aandacht.beleid"))
    assert question.text == "Hoe gaat het bij dit domein?"


def test_unknown_parameter_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        Parameters(**PARAMETERS).fill("{onbekend}")


def test_a_question_reads_in_the_words_of_its_domain(tiny: Questionnaire) -> None:
    question = tiny.question_in(tiny.domain("geld"), tiny.question("aandacht.beleid"))
    assert question.text == "Hoe gaat het bij het domein Geldzaken?"
    assert question.options == tiny.question("aandacht.beleid").options


def test_a_short_name_has_the_level_and_is_the_text_where_nobody_gave_one(tiny: Questionnaire) -> None:
    unnamed = tiny.question("steun.bestuur")
    named = unnamed.model_copy(update={"id": "S.BE"})
    assert (named.short, named.short_name) == ("Steun", "Steun – bestuur")
    assert unnamed.short_name == f"{unnamed.text} – bestuur"
    assert tiny.question("K1").model_copy(update={"level": None}).short_name == "Bereik"


def test_a_chance_answer_is_told_without_its_question(tiny: Questionnaire) -> None:
    named = tiny.question("K1").model_copy(update={"id": "K4"})
    assert named.statements[3] == "1 collega wil beginnen"
    assert tiny.question("steun.bestuur").statements == ()


def test_an_override_replaces_only_what_it_has(tiny: Questionnaire) -> None:
    question = tiny.question_in(tiny.domain("geld"), tiny.question("steun.bestuur"))
    assert question.text == "Steunt de raad het domein Geldzaken?"
    assert question.help == "Denk aan het werk."
    assert tiny.question_in(tiny.domain("werk"), tiny.question("steun.bestuur")).text.startswith("Hoe gaat het")


def test_an_override_of_the_help_alone() -> None:
    override = {"domain": "geld", "question": "K1", "help": "Tel {inwoners} mee."}
    tiny = make_questionnaire(lambda data: data["domains"].update(overrides=[override]))
    question = tiny.question_in(tiny.domain("geld"), tiny.question("K1"))
    assert (question.text, question.help) == ("Hoeveel inwoners bereik je?", "Tel inwoners mee.")


def test_a_renamed_domain_carries_its_name_into_questions_also_after_use(tiny: Questionnaire) -> None:
    tiny.questions_in(tiny.domain("geld"))
    (domain,) = tiny.chosen_domains(["geld"], renamed={"geld": "Armoede"})
    texts = [question.text for question in tiny.questions_in(domain)]
    assert texts[0] == "Hoe gaat het bij het domein Armoede?"
    assert "Steunt de raad het domein Armoede?" in texts


def test_an_own_domain_has_generic_questions_under_its_title(tiny: Questionnaire) -> None:
    work, own = tiny.chosen_domains(["werk", "eigen_1"], own={"eigen_1": "Sport {en} spel"})
    assert (work.own, own.own, own.title) == (False, True, "Sport {en} spel")
    assert tiny.questions_in(own, "opportunity")[1].text == "Wil het domein Sport {en} spel meedoen?"


def test_a_chosen_domain_has_to_exist(tiny: Questionnaire) -> None:
    with pytest.raises(KeyError):
        tiny.chosen_domains(["eigen_1"])


def test_actions_read_in_the_words_of_the_domain(tiny: Questionnaire) -> None:
    (action,) = tiny.actions_in(tiny.domain("geld"), "steun.bestuur")
    assert action.text == "Praat met de wethouder van werk."
    assert tiny.actions_in(tiny.domain("geld"), "K1") == ()


def test_parts_are_found_by_id(tiny: Questionnaire) -> None:
    assert tiny.level("beleid").title == "Beleid"
    assert tiny.dimension("middelen").title == "Middelen"
    assert tiny.source("S1").title == "Een bron"
    assert tiny.dimension_of["capaciteit"] == "middelen"
    assert (tiny.has_question("G1"), tiny.has_question("G9")) == (True, False)


def test_groups_are_in_order_of_first_appearance(tiny: Questionnaire) -> None:
    assert tiny.groups == ("Plan", "Netwerk")


def test_a_copy_forgets_what_was_cached(tiny: Questionnaire) -> None:
    assert tiny.groups
    copy = tiny.model_copy(update={"questions": tiny.of_kind("domain")})
    assert copy.groups == ()
    assert not copy.has_question("G1")


def test_models_cannot_be_changed_and_convert_nothing(tiny: Questionnaire) -> None:
    with pytest.raises(ValidationError):
        tiny.title = "Anders"  # type: ignore[misc]  # that it is refused is what is tested
    with pytest.raises(ValidationError):
        Domain.model_validate(dict(tiny.domains[0]) | {"default": 1})
