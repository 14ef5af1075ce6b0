"""Every way in which a single file can be wrong, said in Dutch with its place."""

from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import Field

from questionnaires.layout import FILES
from questionnaires.model import Frozen
from questionnaires.problems import QuestionnaireError, place
from questionnaires.reading import _syntax_problem, read, read_folder
from tests.unit.tiny import Edit, make_files


def problems(name: str, data: bytes) -> tuple[str, ...]:
    with pytest.raises(QuestionnaireError) as caught:
        read(name, data, FILES[name])
    return caught.value.problems


def problems_after(file: str, edit: Edit) -> list[str]:
    """The problems of one file of the tiny questionnaire after an edit, without the name of the file."""
    name = f"{file}.toml"
    return [problem.removeprefix(f"{name}: ") for problem in problems(name, make_files(edit)[name])]


def question(**changes: Any) -> list[str]:
    return problems_after("domain_questions", lambda data: data["domain_questions"]["questions"][0].update(changes))


def without(file: str, section: str, key: str) -> list[str]:
    return problems_after(file, lambda data: data[file][section][0].pop(key))


def test_not_utf_8() -> None:
    assert problems("actions.toml", b"# \xe9\n") == ("actions.toml: byte 3 is geen UTF-8",)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("id = 'a'\nversion 1", "regel 2, teken 9: na de naam hoort een ="),
        ("id = 1\nid = 2\n", "regel 2, teken 7: deze sleutel staat er twee keer"),
        ("a = { b = 1, b = 2 }", "regel 1, teken 19: deze sleutel staat er twee keer"),
        ("[a]\n[a]\n", "regel 2, teken 3: deze tabel staat er twee keer"),
        ('id = "a', "einde van het bestand: een tekst is niet afgesloten"),
        ('id = "a\n', "regel 1, teken 8: hier staat een teken dat niet mag; is de tekst ervoor afgesloten?"),
        ("a = [1 2]", "regel 1, teken 8: een lijst is niet afgesloten; ontbreekt er een komma of een ]?"),
        ("a = ja", "regel 1, teken 5: hier hoort een waarde, tussen aanhalingstekens als het tekst is"),
        ('a = "\\d"', "regel 1, teken 8: een \\ in een tekst schrijf je als \\\\"),
        ("=", "regel 1, teken 1: dit is geen TOML"),
    ],
)
def test_toml_syntax(text: str, sentence: str) -> None:
    assert problems("actions.toml", text.encode()) == (f"actions.toml: {sentence}",)


def test_a_message_of_another_form_is_shown_as_it_is() -> None:
    assert _syntax_problem("Something new") == "dit is geen TOML (Something new)"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"options": ["a", "b", "c", "d"]}, "opties: er moeten 5 antwoorden zijn, het zijn er 4"),
        ({"options": ["a"]}, "opties: er moeten 5 antwoorden zijn, het is er 1"),
        ({"options": list("abcdef")}, "opties: er moeten 5 antwoorden zijn, het zijn er 6"),
        ({"options": ["a", "b", "c", 4, "e"]}, "antwoord met waarde 3: moet tekst zijn, tussen aanhalingstekens"),
        ({"options": "a"}, "opties: moet een lijst zijn"),
        ({"text": ""}, "tekst: mag niet leeg zijn"),
        ({"meaning": 0}, "betekenis: moet minstens 1 zijn"),
        ({"meaning": True}, "betekenis: moet een heel getal zijn"),
        ({"meaning": 1.0}, "betekenis: moet een heel getal zijn"),
        ({"anchor": 1}, "anchor: moet true of false zijn"),
        ({"facet": "a b"}, "facet: begint met een letter en heeft verder alleen letters, cijfers, punten en _"),
        ({"colour": "rood"}, "colour: deze sleutel is onbekend"),
        ({"group": "Plan"}, "group: deze sleutel hoort niet bij deze soort vraag"),
        ({"kind": "general"}, "kind: moet een van deze woorden zijn: domain"),
    ],
)
def test_a_question_that_is_wrong(changes: dict[str, Any], sentence: str) -> None:
    assert question(**changes) == [f"vraag aandacht.bestuur, {sentence}"]


def test_keys_that_are_missing() -> None:
    assert without("domain_questions", "questions", "facet") == [
        "vraag aandacht.bestuur, facet: de sleutel “facet” ontbreekt"
    ]
    assert without("general_questions", "questions", "group") == ["vraag G1, group: de sleutel “group” ontbreekt"]
    assert without("opportunity_questions", "questions", "axis") == ["vraag K1, axis: de sleutel “axis” ontbreekt"]
    assert without("domain_questions", "questions", "id") == ["vraag nummer 1, id: de sleutel “id” ontbreekt"]
    assert without("domains", "overrides", "domain") == [
        "afwijkende tekst nummer 1, domain: de sleutel “domain” ontbreekt"
    ]
    assert problems("actions.toml", b"") == ("actions.toml: actions: de sleutel “actions” ontbreekt",)


def test_other_parts_that_are_wrong() -> None:
    def edit_domain(**changes: Any) -> list[str]:
        return problems_after("domains", lambda data: data["domains"]["domains"][1].update(changes))

    assert edit_domain(fact="Een feit.") == ["domein geld, feit: moet een tabel met sleutels zijn"]
    assert "domein geld, parameters, domein: de sleutel “domein” ontbreekt" in edit_domain(parameters={})
    effort = problems_after("actions", lambda data: data["actions"]["actions"][0].update(effort="tiny"))
    assert effort == ["actie ACT1, effort: moet een van deze woorden zijn: small, medium, large"]
    link = problems_after("questionnaire", lambda data: data["questionnaire"]["sources"][0].update(link="bron.nl"))
    assert link == ["bron S1, link: moet beginnen met http:// of https://"]
    words = problems_after("questionnaire", lambda data: data["questionnaire"].update(words=["a", "b"]))
    assert words == ["woorden: er moeten 5 woorden zijn, het zijn er 2"]
    entry = problems_after("actions", lambda data: data["actions"].update(actions=["Doe iets"]))
    assert entry == ["actie nummer 1: moet een tabel met sleutels zijn"]


class Limited(Frozen):
    """A model with a rule that no file has."""

    share: Annotated[int, Field(le=100)]


def test_a_kind_of_mistake_without_a_sentence_of_its_own_keeps_its_place() -> None:
    with pytest.raises(QuestionnaireError) as caught:
        read("a.toml", b"share = 101", Limited)
    assert caught.value.problems == ("a.toml: share: deze waarde kan hier niet staan (less_than_equal)",)


def test_every_problem_of_a_file_is_reported_at_once() -> None:
    found = question(text="", options=["a"], facet=3, help="een 'rechte' quote")
    assert len(found) == 4
    assert found[-1].startswith("vraag aandacht.bestuur, hulptekst: gebruik ronde aanhalingstekens")


def test_places_are_named_as_an_author_calls_them() -> None:
    data = {"terms": ({"term": "Wmo"},), "changes": ({"old": ("a",)},), "words": ("Los",)}
    assert place(("terms", 0, "explanation"), data) == "begrip Wmo, uitleg"
    assert place(("changes", 0, "old", 0), data) == "wijziging nummer 1, old nummer 1"
    assert place(("words", 0), data) == "woord nummer 1"
    assert place(("nothing", "there"), data) == "nothing, there"


def test_a_folder_is_read_with_everything_below_it(tmp_path: Path) -> None:
    (tmp_path / "b.toml").write_bytes(b"b")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / ".hidden").write_bytes(b"h")
    assert read_folder(tmp_path) == {"a/.hidden": b"h", "b.toml": b"b"}
