"""People on pasted lines: every way in which lists are written, and every problem with its line."""

import pytest

from app.participants.adding import MOST, PastedPeopleError, PastedPerson, name_from, parse_people

JAN = ("Jan Jansen", "jan@voorbeeld.example", "consulent", None)
PIA = ("Pia de Vries", "pia@voorbeeld.example", "wethouder", "bestuur")


def people(text: str) -> list[tuple[str, str, str, str | None]]:
    return [(one.name, one.email, one.function, one.level) for one in parse_people(text, {})]


def problems(text: str, **known: str) -> tuple[str, ...]:
    """The problems with a text; `known` says who has an address, by what stands before the @."""
    with pytest.raises(PastedPeopleError) as caught:
        parse_people(text, {f"{name}@voorbeeld.example": why for name, why in known.items()})
    return caught.value.problems


@pytest.mark.parametrize(
    "text",
    [
        "Jan Jansen\tjan@voorbeeld.example\tconsulent\nPia de Vries\tpia@voorbeeld.example\twethouder\tbestuur",
        "Jan Jansen;jan@voorbeeld.example;consulent\nPia de Vries;pia@voorbeeld.example;wethouder;bestuur",
        "Jan Jansen, jan@voorbeeld.example, consulent\n\nPia de Vries, pia@voorbeeld.example, wethouder, Bestuur",
        "jan@voorbeeld.example\tJan Jansen\tconsulent\nbestuur\tpia@voorbeeld.example\tPia de Vries\twethouder",
        "Naam\tE-mail\tFunctie\tNiveau\n"
        "Jan Jansen\tjan@voorbeeld.example\tconsulent\t\n"
        "Pia de Vries\tpia@voorbeeld.example\twethouder\tbestuur\n\t\t\t",
        "E-mailadres;Functie;Telefoon;Niveau;Naam\n"
        "JAN@voorbeeld.example;consulent;06;;Jan Jansen\npia@voorbeeld.example;wethouder;07;Bestuurlijk;Pia de Vries",
        "Voornaam,Tussenvoegsel,Achternaam,Mail,Functie,Niveau\n"
        "Jan,,Jansen,jan@voorbeeld.example,consulent,\nPia,de,Vries,pia@voorbeeld.example,wethouder,bestuur",
        'naam;e-mail;functie;niveau\n"Jan  Jansen";"<jan@voorbeeld.example>";"consulent";""\n'
        '"Pia de Vries";"mailto:pia@voorbeeld.example";"wethouder";"bestuur"',
        "Functie;Naam;Adres;Niveau\n"
        "consulent;Jan Jansen;jan@voorbeeld.example;\nwethouder;Pia de Vries;pia@voorbeeld.example;bestuur",
        "Jan Jansen <jan@voorbeeld.example>, consulent\nPia de Vries <pia@voorbeeld.example>, wethouder, bestuur",
        "\ufeffJan Jansen\u200b jan@voorbeeld.example;consulent\n"
        "'Vries, Pia de (Raad)' <pia@voorbeeld.example>;wethouder;bestuur",
    ],
)
def test_every_way_of_writing_gives_the_same(text: str) -> None:
    expected = [JAN, PIA]
    if "Raad" in text:
        expected = [JAN, ("Pia de Vries", *PIA[1:])]
    assert people(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Jan Jansen <jan@voorbeeld.example>; Vries, Pia de <pia@voorbeeld.example>",
        'Jan Jansen <jan@voorbeeld.example>, "Vries, Pia de" <pia@voorbeeld.example>',
        "Jan Jansen <jan@voorbeeld.example>\nPia de Vries <pia@voorbeeld.example>",
    ],
)
def test_address_lists_of_mail_programs(text: str) -> None:
    assert people(text) == [(*JAN[:2], "", None), (*PIA[:2], "", None)]


@pytest.mark.parametrize("mark", ["\n", "; ", ", ", " ", ";"])
def test_bare_addresses_get_a_name_that_is_marked(mark: str) -> None:
    text = mark.join(["jan.jansen@voorbeeld.example", "pia-de-vries@voorbeeld.example"])
    found = parse_people(text, {})
    assert [(one.name, one.name_guessed) for one in found] == [("Jan Jansen", True), ("Pia de Vries", True)]


@pytest.mark.parametrize(
    ("email", "name"),
    [
        ("j.jansen@a.example", "J. Jansen"),
        ("jan.van.den.berg2@a.example", "Jan van den Berg"),
        ("12@a.example", "12@a.example"),
    ],
)
def test_a_name_is_made_from_an_address(email: str, name: str) -> None:
    assert name_from(email) == name


def test_everything_of_a_person() -> None:
    assert parse_people("\nx <jan@voorbeeld.example>", {}) == (
        PastedPerson(2, "x", "jan@voorbeeld.example", "", None, name_guessed=False),
    )


def test_all_problems_are_named_at_once_each_with_its_line() -> None:
    long = "x" * 81
    text = "\n".join(
        [
            "Jan Jansen;jan@voorbeeld.example;consulent",
            "Piet zonder adres",
            "",
            "Kees;kees@;adviseur",
            "Jan weer;JAN@voorbeeld.example",
            f"{long};lang@voorbeeld.example;{long}",
            "Mo;mo@voorbeeld.example;adviseur;directie",
            "Ik;ik@voorbeeld.example",
            "Co;co@voorbeeld.example",
            "Al;al@voorbeeld.example",
            'Open;"open@voorbeeld.example',
            "Veel;veel@voorbeeld.example;a;b;c",
            "Twee;twee@voorbeeld.example;nog@voorbeeld.example",
        ]
    )
    found = problems(text, ik="yourself", co="coordinator", al="here")
    assert [problem.split(" ")[1] for problem in found] == [str(n) for n in (2, 4, 5, 6, 6, 7, 8, 9, 10, 11, 12, 13)]
    assert found[0] == ("Regel 2 (‘Piet zonder adres’): er staat geen e-mailadres. Zet op elke regel 1 e-mailadres.")
    for problem, words in zip(
        found,
        [
            "geen e-mailadres",
            "‘kees@’ is geen goed e-mailadres",
            "staat ook op regel 1",
            "de naam is langer dan 80 tekens",
            "de functie is langer dan 80 tekens",
            "niveau ‘directie’",
            "ben je zelf",
            "coördinator",
            "al in je lijst",
            "aanhalingstekens",
            "meer kolommen",
            "2 e-mailadressen",
        ],
        strict=True,
    ):
        assert words in problem


def test_the_line_in_a_problem_is_not_endless() -> None:
    assert len(problems("x" * 5000)[0]) < 200


@pytest.mark.parametrize(
    "line",
    [
        "(" * 130_000 + " a@v.example",
        ",".join(f"a{number}@v.example" for number in range(40_000)) + ",x",
        "a@v.example," + "beleid," * 30_000 + ",".join(f"x{number}" for number in range(30_000)),
        "a@" + "é." * 100_000 + "example",
    ],
    ids=["brackets", "addresses", "levels", "one address"],
)
def test_a_line_of_all_that_comes_in_does_not_take_the_square_of_it(line: str) -> None:
    """Seconds to a minute of processor, when it does."""
    assert len(problems(line)) == 1


def test_an_address_twice_on_one_line() -> None:
    assert "staat ook op regel 1" in problems("jan@voorbeeld.example; jan@voorbeeld.example")[0]


def test_a_problem_below_heads_has_its_line() -> None:
    found = problems('Naam;E-mail;Niveau\nJan;;\nPia;pia@voorbeeld.example;hoog\n"Open;x@voorbeeld.example')
    assert [problem.split(" ")[1] for problem in found] == ["2", "3", "4"]


def test_a_line_below_heads_may_be_written_in_another_way() -> None:
    text = (
        "Naam\tE-mail\tFunctie\nAn Bos\tan@v.example\tarts\nPia Po <pia@v.example>\nJo; jo@v.example; tolk\nx@v.example"
    )
    found = [(one.name, one.email, one.function) for one in parse_people(text, {})]
    assert found == [
        ("An Bos", "an@v.example", "arts"),
        ("Pia Po", "pia@v.example", ""),
        ("Jo", "jo@v.example", "tolk"),
        ("X.", "x@v.example", ""),
    ]


@pytest.mark.parametrize("text", ["", "  \n \n", "Naam;E-mail;Functie"])
def test_nobody_at_all(text: str) -> None:
    assert "Plak hier de collega’s" in problems(text)[0]


def test_at_most_a_hundred_at_once() -> None:
    lines = [f"p{number}@voorbeeld.example" for number in range(MOST + 1)]
    assert len(parse_people("\n".join(lines[:-1]), {})) == MOST
    assert f"{MOST + 1} collega’s" in problems("\n".join(lines))[0]
