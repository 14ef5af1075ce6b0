"""The short text to paste in a mail: from the document, and only what the alderman's page says."""

import pytest

from app.documents.model import parse_document, render_json
from app.reports.mail_text import in_short, mail_text
from tests.unit.reports.examples import HOSTILE, make_document, make_round


def test_the_whole_text():
    text = mail_text(make_document(version=2))
    assert text.split("\n\n") == [
        "Eerste meting basisvaardigheden: het rapport van Voorbeeldstad",
        "Dit gaat over versie 2, vastgesteld op 24 november 2026.\n"
        "Met deze inventarisatie is onderzocht hoe goed de aanpak van basisvaardigheden is geregeld. "
        "Basisvaardigheden zijn lezen, schrijven, rekenen en omgaan met een computer of telefoon.",
        "Waar we staan\n"
        "In 1 van de 4 domeinen die we kunnen meten, is al veel geregeld. "
        "Een score is, van laag naar hoog: Nog niet, Los, In opbouw, Geregeld of Verankerd.\n"
        "- Verankerd: Bibliotheek.\n"
        "- In opbouw: Inclusie en Geldzaken.\n"
        "- Los: Wonen.\n"
        "- Nog te weinig bekend: Gezondheid.",
        "Sterke punten\n"
        "- Sterk in Bibliotheek: betrokkenheid bij bestuur (Verankerd).\n"
        "- Sterk in Geldzaken: betrokkenheid bij beleid (Geregeld).",
        "Ons voorstel\n"
        "Begin met deze 2 domeinen:\n"
        "1. Geldzaken, armoede en schulden: hier is veel te winnen, en het kan nu.\n"
        "2. Sociale inclusie en meedoen: hier is veel te winnen, en het kan nu.\n"
        "Later:\n"
        "- Wonen: hier is minder te winnen, of het kan nu nog niet goed.",
        "Meer lezen? Het rapport zit in de bijlage.\n",
    ]


def test_a_frozen_document_gives_the_same_text():
    made = make_document()
    assert mail_text(parse_document(render_json(made))) == mail_text(made)


def test_what_is_not_known_is_said():
    text = mail_text(make_document(make_round(value="unknown"), preliminary=True))
    assert "voorlopige versie" in text and "vastgesteld" not in text
    assert "Nog te weinig bekend: Geldzaken." in text
    assert "Welke punten sterk zijn, weten we nog niet." in text
    assert "Er is nog geen voorstel" in text and "\n1. " not in text


def test_the_weak_spot_is_left_out_of_an_older_document_too():
    made = make_document()
    page = made.edition("alderman")
    strong, weak = (section for section in page.sections if section.id in ("sterk", "zwak"))
    both = strong.blocks[0].model_copy(update={"items": strong.blocks[0].items + weak.blocks[0].items})
    joined = [strong.model_copy(update={"blocks": (both,)}) if each is strong else each for each in page.sections]
    old = page.model_copy(update={"sections": tuple(each for each in joined if each is not weak)})
    assert mail_text(made.model_copy(update={"editions": (old,)})) == mail_text(made)
    assert weak.blocks[0].items[0] not in mail_text(made)


def test_with_every_ambition_reached_the_mail_says_to_hold_it():
    text = mail_text(make_document(make_round(value=4)))
    assert "zijn al zo ver als de ambitie vraagt. Ons voorstel: houd dit vast." in text
    assert "weten we te weinig" not in text


def test_without_a_date_no_date_is_told():
    assert "Dit gaat over versie 1.\n" in mail_text(make_document(date=None))


@pytest.mark.parametrize("people", [1, 3])
def test_no_reasons_and_no_loose_answers(people):
    text = mail_text(make_document(make_round(("geld", "wonen"), people, reason=HOSTILE)))
    assert "onafgebroken" not in text and "voorbeeld.example" not in text
    assert "\n1. " in text


@pytest.mark.parametrize(
    ("reason", "short"),
    [
        (
            "Geldzaken: hier is veel te winnen, en het kan nu. Hoeveel? Veel.",
            "Geldzaken: hier is veel te winnen, en het kan nu.",
        ),
        (
            "Zorg: thuis. En meer: hier is veel te winnen, en het kan nu.",
            "Zorg: thuis. En meer: hier is veel te winnen, en het kan nu.",
        ),
        ("Een zin van vroeger.", "Een zin van vroeger."),
    ],
)
def test_a_reason_in_short(reason, short):
    assert in_short(reason) == short
