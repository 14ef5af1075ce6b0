"""What the mails to colleagues say, as plain text and as HTML."""

from datetime import date

import html5lib
import pytest

from app.post.letters import Letter, render_html, render_text
from app.texts.mails import colleagues as mails
from app.texts.mails.account_changes import welcome
from app.texts.mails.signing_in import code_mail
from app.texts.words import WHO_READS

ASKER = mails.Asker("Cora Dinator", "Voorbeeldstad")
ASKED = mails.AskedParts("Ivo Vuller", (("Geld en schulden", 4), ("Werk", 1)))
LAST = date(2026, 12, 4)
LINK = "https://samenhang.example/uitnodiging/abc"
HOSTILE = "<script>alert(1)</script>\r\nBcc: x@y.example {address} %s é " + "lang" * 500


def letters(name: str = "Ivo", line: str = "") -> list[Letter]:
    """One of each mail, with this name and this text of a person everywhere."""
    asker, asked = mails.Asker(name, name), mails.AskedParts(name, ((name, 2),), 1)
    return [
        mails.invitation(asker, asked, LAST, LINK, line, line),
        mails.invitation(asker, asked, LAST, LINK, line, line, is_second=True),
        mails.reminder(asker, asked, LAST, LINK, line),
        mails.deadline_changed(asker, name, LAST, LAST, LINK),
        mails.withdrawn(asker, name, has_answers=True),
        mails.thanks(asker, name, line),
        mails.proposal(name, name, name, name, line, LINK, "hulp@voorbeeld.example"),
        mails.proposal_decided(asker, name, name, name, "beside", line, LINK),
        welcome(name, name, name, LINK, "hulp@voorbeeld.example", is_running=False),
        code_mail(name, "123456", 10, "hulp@voorbeeld.example"),
    ]


def test_an_invitation_says_all_there_is_to_know() -> None:
    text = render_text(mails.invitation(ASKER, ASKED, LAST, LINK, "Voor iedereen.", "Voor Ivo."))
    for said in (
        "Hallo Ivo Vuller,",
        "Cora Dinator van de gemeente Voorbeeldstad vraagt je om 5 vragen te beantwoorden.",
        "Dat duurt ongeveer 5 minuten. Je kunt antwoorden tot en met vrijdag 4 december 2026.",
        "2,5 miljoen volwassenen",
        "- Geld en schulden: 4 vragen\n- Werk: 1 vraag",
        f"Beantwoord de vragen:\n{LINK}",
        "vraag een code aan",
        f"Wie leest je antwoorden? {WHO_READS}",
        "Je bericht gaat naar Cora Dinator.",
    ):
        assert said in text
    assert "Cora Dinator schrijft:\n> Voor Ivo.\n> \n> Voor iedereen." in text


def test_only_the_invitation_of_a_second_round_says_that_it_is_one() -> None:
    said = "Dit is een vervolgmeting: de gemeente kijkt wat er is veranderd sinds een vorige ronde."
    assert said in " ".join(render_text(mails.invitation(ASKER, ASKED, LAST, LINK, is_second=True)).split())
    assert "vervolgmeting" not in render_text(mails.invitation(ASKER, ASKED, LAST, LINK))


def test_without_a_line_nobody_is_quoted() -> None:
    assert "schrijft:" not in render_text(mails.invitation(ASKER, ASKED, LAST, LINK, "  ", ""))


@pytest.mark.parametrize(
    ("answered", "said"),
    [
        (0, "Het gaat om 5 vragen. Dat duurt ongeveer 5 minuten."),
        (3, "Je hebt er 3 van de 5 beantwoord. De rest duurt ongeveer 5 minuten."),
        (5, "Je hebt alles beantwoord, maar nog niet ingeleverd."),
    ],
)
def test_a_reminder_says_what_is_left(answered: int, said: str) -> None:
    asked = mails.AskedParts("Ivo", ASKED.parts, answered)
    text = render_text(mails.reminder(ASKER, asked, LAST, LINK))
    assert said in text
    assert "tot en met vrijdag 4 december 2026" in text
    assert "tot en met" not in render_text(mails.reminder(ASKER, asked, None, LINK))


def test_who_gave_answers_hears_that_they_count() -> None:
    assert "tellen mee" in render_text(mails.withdrawn(ASKER, "Ivo", has_answers=True))
    assert "tellen mee" not in render_text(mails.withdrawn(ASKER, "Ivo", has_answers=False))


@pytest.mark.parametrize("place", range(len(letters())))
def test_what_people_type_stays_text(place: int) -> None:
    letter = letters(HOSTILE, HOSTILE)[place]
    tree = html5lib.parse(render_html(letter), namespaceHTMLElements=False)
    assert not list(tree.iter("script"))
    assert all(link.get("href") == LINK for link in tree.iter("a"))
    assert "<script>alert(1)</script>" in "".join(tree.itertext())
    # Within a quote lines stay as they are, each with its mark.
    assert not [line for line in render_text(letter).splitlines() if line.startswith("Bcc:")]
    assert "{address} %s" in render_text(letter)


@pytest.mark.parametrize("place", range(len(letters())))
def test_both_forms_say_the_same(place: int) -> None:
    letter = letters("Ivo", "Een regel.\nEn nog een <regel>.")[place]
    tree = html5lib.parse(render_html(letter), namespaceHTMLElements=False)
    seen = "".join("".join(tree.find("body").itertext()).split())
    plain = [line.lstrip(">- ") for line in render_text(letter).splitlines()]
    missing = [line for line in plain if line != LINK and "".join(line.removesuffix(":").split()) not in seen]
    assert missing == []


def test_a_link_that_somebody_types_is_no_link() -> None:
    html = render_html(mails.invitation(ASKER, ASKED, LAST, LINK, "Kijk op https://elders.example/x"))
    assert 'href="https://elders' not in html
    assert "https://elders.example/x" in html


INVITATION = f"""Hallo Ivo Vuller,

Cora Dinator van de gemeente Voorbeeldstad vraagt je om 4 vragen te beantwoorden. Dat duurt ongeveer 5 minuten. Je \
kunt antwoorden tot en met vrijdag 4 december 2026.

Cora Dinator schrijft:
> Bel me gerust.

In Nederland hebben ongeveer 2,5 miljoen volwassenen moeite met lezen, schrijven, rekenen of de computer. Met jullie \
antwoorden ziet de gemeente in welk beleid daar al aandacht voor is, en waar het beter kan.

De vragen gaan over:

- Werk: 4 vragen

De eerste vraag: Hoeveel aandacht is er?

Beantwoord de vragen:
{LINK}

Zo log je in: vraag een code aan op de pagina die opent. Die code krijg je in een aparte mail. Een wachtwoord heb je \
niet nodig.

Wie leest je antwoorden? {WHO_READS} Is er een bespreking met collega’s? Dan staan antwoorden en toelichtingen op het \
scherm zonder naam en zonder functie.

Weet een collega een antwoord beter? Dat kun je bij elke vraag laten weten. De laatste dag zit als afspraak bij deze \
mail. Zo kun je die in je agenda zetten.

Heb je een vraag? Antwoord op deze mail. Je bericht gaat naar Cora Dinator.

Samenhang
"""
WELCOME = f"""Hallo Nina,

Beheerder Bea Heer heeft je toegevoegd als coördinator van de gemeente Voorbeeldstad.

Met Samenhang onderzoekt je gemeente hoe goed ze werkt aan basisvaardigheden: lezen, schrijven, rekenen en omgaan met \
een computer. Collega’s beantwoorden vragen over hun eigen werk. Daarna spreken jullie scores af. Zo komt er een \
rapport, en kies je wat beter kan.

Beginnen duurt ongeveer vijf minuten: je kiest domeinen en een laatste dag, en je nodigt collega’s uit.

Begin:
{LINK}

Zo log je in: vraag een code aan op de pagina die opent. Die code krijg je in een aparte mail. Een wachtwoord heb je \
niet nodig.

Heb je een vraag? Mail naar hulp@voorbeeld.example.

Samenhang
"""


def test_what_somebody_who_is_asked_reads() -> None:
    asked = mails.AskedParts("Ivo Vuller", (("Werk", 4),), first="Hoeveel aandacht is er?")
    letter = mails.invitation(ASKER, asked, LAST, LINK, personal="Bel me gerust.")
    assert letter.subject == "Voorbeeldstad: wil je 4 vragen beantwoorden over Werk?"
    assert render_text(letter) == INVITATION
    more = mails.invitation(ASKER, ASKED, LAST, LINK)
    assert more.subject == "Voorbeeldstad: wil je 5 vragen beantwoorden over basisvaardigheden?"


def test_what_a_new_coordinator_reads() -> None:
    where = ("Nina", "Bea Heer", "Voorbeeldstad", LINK, "hulp@voorbeeld.example")
    letter = welcome(*where, is_running=False)
    assert letter.subject == "Je bent nu coördinator van Voorbeeldstad in Samenhang"
    assert render_text(letter) == WELCOME
    later = render_text(welcome(*where, is_running=True))
    assert "Er loopt al een inventarisatie." in later
    assert "vijf minuten" not in later
