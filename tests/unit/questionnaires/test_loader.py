"""A version folder becomes a questionnaire, or all of its problems."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from questionnaires.loader import QuestionnaireError, load, parse
from tests.unit.tiny import PARAMETERS, Data, Edit, make_domain, make_files, make_question, make_questionnaire


def problems(edit: Edit) -> tuple[str, ...]:
    with pytest.raises(QuestionnaireError) as caught:
        make_questionnaire(edit)
    return caught.value.problems


def first(file: str, section: str, index: int = 0, /, **changes: Any) -> Edit:
    """An edit of one entry of a section."""
    return lambda data: data[file][section][index].update(changes)


def more(file: str, section: str, entry: Callable[[Data], Any]) -> Edit:
    """An edit that adds an entry to a section."""
    return lambda data: data[file][section].append(entry(data))


def test_the_tiny_questionnaire_is_valid() -> None:
    tiny = make_questionnaire()
    assert (tiny.id, tiny.version, len(tiny.questions), tiny.changes) == ("tiny", 1, 17, ())
    assert [question.kind for question in tiny.questions[11:14]] == ["domain", "general", "general"]


RULES: list[tuple[Edit, str]] = [
    (
        more("questionnaire", "facets", lambda data: data["questionnaire"]["facets"][0]),
        "questionnaire.toml: facet aandacht: staat er meer dan 1 keer",
    ),
    (
        more("questionnaire", "terms", lambda data: data["questionnaire"]["terms"][0]),
        "questionnaire.toml: begrip Taalhuis: staat er meer dan 1 keer",
    ),
    (
        more("domains", "overrides", lambda data: data["domains"]["overrides"][0]),
        "domains.toml: afwijkende tekst geld/steun.bestuur: staat er meer dan 1 keer",
    ),
    (
        more("general_questions", "questions", lambda _data: make_question("G1", "Nog iets?", group="Plan")),
        "general_questions.toml: vraag G1: staat er meer dan 1 keer (general_questions.toml)",
    ),
    (
        more("opportunity_questions", "questions", lambda _data: make_question("G1", axis="return")),
        "opportunity_questions.toml: vraag G1: staat er meer dan 1 keer "
        "(general_questions.toml en opportunity_questions.toml)",
    ),
    (
        lambda data: data["questionnaire"].update(words=["Los", "Los", "a", "b", "c"]),
        "questionnaire.toml: woord Los: staat er meer dan 1 keer",
    ),
    (
        more("questionnaire", "facets", lambda _data: {"id": "f", "title": "F", "dimension": "weg"}),
        "questionnaire.toml: facet f: de dimensie weg bestaat niet",
    ),
    (
        more("domain_questions", "questions", lambda _data: make_question("X", facet="weg", level="beleid")),
        "domain_questions.toml: vraag X: het facet weg bestaat niet",
    ),
    (
        more("domain_questions", "questions", lambda _data: make_question("X", facet="steun", level="weg")),
        "domain_questions.toml: vraag X: het niveau weg bestaat niet",
    ),
    (
        first("domain_questions", "questions", 0, level="beleid"),
        "domain_questions.toml: er is geen vraag voor betrokkenheid op het niveau bestuur",
    ),
    (
        first("opportunity_questions", "questions", 1, axis="return"),
        "opportunity_questions.toml: er is geen vraag met axis = feasibility",
    ),
    (
        first("general_questions", "questions", 0, options=["Nee.", "Nee.", "b", "c", "d"]),
        "general_questions.toml: vraag G1: dit antwoord staat er meer dan 1 keer: Nee.",
    ),
    (
        first("opportunity_questions", "questions", 0, options=["Alles van het antwoord hierboven.", *"bcde"]),
        "opportunity_questions.toml: vraag K1, antwoord met waarde 0: "
        "“Alles van het antwoord hierboven” kan niet, want er staat niets boven",
    ),
    (
        more("domains", "domains", lambda _data: make_domain("algemeen", "Algemeen")),
        "domains.toml: domein algemeen: dit id heeft al een andere betekenis",
    ),
    (
        more("domains", "domains", lambda _data: make_domain("eigen_2", "Eigen")),
        "domains.toml: domein eigen_2: dit id heeft al een andere betekenis",
    ),
    (
        first("domains", "domains", 1, own=True),
        "domains.toml: domein geld, own: alleen een gemeente voegt een eigen domein toe",
    ),
    (first("domains", "domains", 0, default=False), "domains.toml: minstens 1 domein heeft default = true"),
    (
        lambda data: data["domains"].update(own_domain=PARAMETERS),
        "domains.toml: eigen domein, domein: hier hoort {titel} in te staan",
    ),
    (
        first("domains", "domains", 1, fact={"text": "Een feit.", "source": "S9"}),
        "domains.toml: domein geld, feit: de bron S9 bestaat niet",
    ),
    (
        first("domains", "overrides", 0, domain="weg"),
        "domains.toml: afwijkende tekst weg/steun.bestuur: het domein weg bestaat niet",
    ),
    (
        first("domains", "overrides", 0, question="G1"),
        "domains.toml: afwijkende tekst geld/G1: de vraag G1 bestaat niet of is niet per domein",
    ),
    (
        lambda data: data["domains"]["overrides"][0].pop("text"),
        "domains.toml: afwijkende tekst geld/steun.bestuur: er staat geen tekst en geen hulptekst",
    ),
    (first("actions", "actions", 0, question="weg"), "actions.toml: actie ACT1: de vraag weg bestaat niet"),
    (
        first("actions", "actions", 1, partners="mensen van {domein}"),
        "actions.toml: actie ACT2: een actie bij een algemene vraag kan geen {domein} hebben",
    ),
    (first("actions", "actions", 0, basis="S9"), "actions.toml: actie ACT1: de bron S9 bestaat niet"),
    (
        lambda data: data.update(changes={"changes": []}),
        "changes.toml: dit bestand hoort niet bij versie 1, want er is geen versie voor",
    ),
    (
        lambda data: data["questionnaire"].update(version=2),
        "changes.toml: dit bestand ontbreekt; vanaf versie 2 staat hierin wat er anders is",
    ),
]


@pytest.mark.parametrize(("edit", "problem"), RULES, ids=[problem for _, problem in RULES])
def test_one_rule_broken_is_one_problem(edit: Edit, problem: str) -> None:
    assert problems(edit) == (problem,)


def test_a_profile_has_three_dimensions_and_levels() -> None:
    extra = {"id": "extra", "title": "Extra", "explanation": "Een vierde."}
    found = problems(more("questionnaire", "dimensions", lambda _data: extra))
    assert found[0] == "questionnaire.toml: er moeten 3 dimensies zijn, gevonden: 4"
    assert len(found) == 4, "and each of the three cells of the fourth is empty"
    found = problems(lambda data: data["questionnaire"]["levels"].pop())
    assert found[0] == "questionnaire.toml: er moeten 3 niveaus zijn, gevonden: 2"


def test_facts_and_sources_of_actions_may_be_absent() -> None:
    def edit(data: Data) -> None:
        del data["domains"]["domains"][0]["fact"]
        del data["actions"]["actions"][0]["basis"]

    assert make_questionnaire(edit).domain("werk").fact is None


def test_a_second_version_brings_its_changes() -> None:
    row = {"kind": "question", "class": "retired", "old": ["X"], "reason": "Niet meer nodig."}

    def edit(data: Data) -> None:
        data["questionnaire"].update(version=2)
        data["changes"] = {"changes": [row]}

    (change,) = make_questionnaire(edit).changes
    assert (change.class_, change.old, change.new) == ("retired", ("X",), ())


def test_problems_of_all_files_come_together() -> None:
    files = make_files()
    files |= {"actions.toml": b"x", "general_questions.toml": b"\xff", "notes.txt": b"", "domains.toml": b"a = 1"}
    del files["questionnaire.toml"]
    with pytest.raises(QuestionnaireError) as caught:
        parse(files)
    assert caught.value.problems == (
        "questionnaire.toml: dit bestand ontbreekt",
        "notes.txt: dit bestand hoort niet in een versie",
        "domains.toml: domains: de sleutel “domains” ontbreekt",
        "domains.toml: eigen domein: de sleutel “own_domain” ontbreekt",
        "domains.toml: a: deze sleutel is onbekend",
        "general_questions.toml: byte 1 is geen UTF-8",
        "actions.toml: einde van het bestand: na de naam hoort een =",
    )
    assert str(caught.value).splitlines() == list(caught.value.problems)


def write(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir(parents=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def test_a_folder_is_named_after_its_version(tmp_path: Path) -> None:
    assert load(write(tmp_path / "tiny" / "1", make_files())).id == "tiny"
    with pytest.raises(QuestionnaireError) as caught:
        load(write(tmp_path / "other" / "2", make_files()))
    assert caught.value.problems == (
        "questionnaire.toml, id: tiny staat in de map other",
        "questionnaire.toml, version: 1 staat in de map 2",
    )
