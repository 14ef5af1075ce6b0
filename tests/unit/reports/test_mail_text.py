"""The short text to paste in a mail: from the document, and only what the alderman's page says."""

import pytest

from app.documents.model import parse_document, render_json
from app.reports.alderman import mail_text
from tests.unit.reports.examples import HOSTILE, make_document, make_round
from tests.unit.scoring.samples import QUESTIONNAIRE


def text_of(document):
    return mail_text(document, QUESTIONNAIRE)


def test_the_whole_text():
    text = text_of(make_document(version=2))
    assert text.split("\n\n") == [
        "Eerste meting basisvaardigheden: het rapport van Voorbeeldstad",
        "Dit gaat over versie 2, vastgesteld op 24 november 2026.\n"
        "Met deze inventarisatie is onderzocht hoe goed de aanpak van basisvaardigheden is geregeld. "
        "Basisvaardigheden zijn lezen, schrijven, rekenen en omgaan met een computer of telefoon.",
        "Waar we staan\n"
        "Bibliotheek is op orde. Bij Wonen is nog het minst geregeld.\n"
        "Middelen is het zwakst. Het laagst bij alle 4 domeinen.\n"
        "- Bibliotheek: 93, Verankerd.\n"
        "- Inclusie: 54, In opbouw.\n"
        "- Geldzaken: 47, In opbouw.\n"
        "- Wonen: 14, Los.\n"
        "- Gezondheid: nog te weinig bekend.",
        "Ons voorstel\n"
        "Begin bij Geldzaken en Inclusie.\n"
        "- Geldzaken: van In opbouw naar Geregeld.\n"
        "- Inclusie: van In opbouw naar Geregeld.",
        "Meer lezen? Het rapport zit in de bijlage.\n",
    ]


def test_a_frozen_document_gives_the_same_text():
    made = make_document()
    assert text_of(parse_document(render_json(made))) == text_of(made)


def test_what_is_not_known_is_said():
    text = text_of(make_document(make_round(value="unknown"), preliminary=True))
    assert "voorlopige versie" in text and "vastgesteld" not in text
    assert "We weten nog te weinig om te zeggen waar we staan." in text
    assert "- Geldzaken: nog te weinig bekend." in text
    assert "Er is nog geen voorstel" in text and "Begin bij" not in text


def test_with_every_ambition_reached_the_mail_says_to_hold_it():
    text = text_of(make_document(make_round(value=4)))
    assert "zijn al zo ver als de ambitie vraagt. Ons voorstel: houd dit vast." in text
    assert "weten we te weinig" not in text


def test_without_a_date_no_date_is_told():
    assert "Dit gaat over versie 1.\n" in text_of(make_document(date=None))


@pytest.mark.parametrize("people", [1, 3])
def test_no_reasons_and_no_loose_answers(people):
    text = text_of(make_document(make_round(("geld", "wonen"), people, reason=HOSTILE)))
    assert "onafgebroken" not in text and "voorbeeld.example" not in text
    assert "Begin bij Geldzaken en Wonen." in text
