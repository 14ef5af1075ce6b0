"""*Vul in*: what a coordinator fills in shows on the page and in its files, and in nothing that was agreed."""

import io

import docx
import pytest
from sqlalchemy import select

from app.models import AldermanFilling, Rendering
from app.reports.document.alderman import BLANK
from tests.contract import FILLING
from tests.factories import make_assessment, make_filling
from tests.integration.test_reports_page import agree, assessment, report
from tests.unit.reports.drawn import opened, squeezed, words_of
from tests.unit.reports.power_point import texts_on

__all__ = ["agree", "assessment", "report"]

SAID = (
    "12.500 volwassenen in Voorbeeldstad hebben moeite met basisvaardigheden.",
    "geletterdheidinzicht.nl, 2025",
    *("wethouder sociaal domein", "1 maart 2027", "teamleider schulden", "20.000 euro", "1 april 2027"),
    *("griffier", "1 juni 2027"),
)
PAGE = "soort=wethouder"


def fill(client, report, **typed):
    """Fill in the page; where it leads to."""
    form = client.get(f"{report}/invullen").form(f"{report}/invullen")
    return client.follow(client.post(f"{report}/invullen", {**form, **FILLING, **typed}))


def shown(text):
    """What of it can be read there."""
    return [said for said in SAID if squeezed(said) in squeezed(text)]


def word_of(data):
    """All text of a Word document, with that of its tables."""
    return "".join(each.text or "" for each in docx.Document(io.BytesIO(data)).element.body.iter("{*}t"))


@pytest.mark.parametrize("is_agreed", [False, True])
def test_what_is_filled_in_stands_on_the_page_and_in_its_files(people, client_as, report, agree, is_agreed):
    if is_agreed:
        agree()
    coordinator = client_as(people.coordinator)
    assert not shown(coordinator.get(f"{report}?{PAGE}").text)
    page = fill(coordinator, report)
    assert shown(page.text) == list(SAID) and "Opgeslagen." in page.text
    reader = client_as(people.reader if is_agreed else people.adviser)
    assert shown(reader.get(f"{report}?{PAGE}").text) == list(SAID)
    pdf, word = (reader.ask(f"{report}.{form}?{PAGE}").data for form in ("pdf", "docx"))
    assert shown(words_of(pdf)) == list(SAID) and len(opened(pdf).pages) == 1
    assert shown(word_of(word)) == list(SAID)
    # How to check a file is left out: this one has no code.
    assert "Watlaterisingevuld" in words_of(pdf) and "Controle" not in words_of(pdf)
    slides = {form: reader.ask(f"{report}/presentatie.{form}?{PAGE}").data for form in ("pdf", "pptx")}
    assert shown(words_of(slides["pdf"])) == list(SAID) == shown("".join(texts_on(slides["pptx"])))
    assert not shown(reader.get(f"{report}?soort=beleid").text)
    assert not shown(words_of(reader.ask(f"{report}/presentatie.pdf").data))


def test_what_was_agreed_keeps_its_bytes_and_its_code(session, people, client_as, report, agree):
    agree()
    coordinator = client_as(people.coordinator)
    before = coordinator.ask(f"{report}.pdf?{PAGE}").data
    fill(coordinator, report)
    assert coordinator.ask(f"{report}.pdf?{PAGE}").data != before
    assert coordinator.ask(f"{report}.pdf?{PAGE}&vastgesteld=ja").data == before
    slides = [coordinator.ask(f"{report}/presentatie.pptx?{PAGE}{more}").data for more in ("", "&vastgesteld=ja")]
    kept = select(Rendering.content).where(Rendering.kind == "slides", Rendering.form == "pptx")
    assert slides[0] != slides[1] == session.scalars(kept).one()
    kept = select(Rendering.content, Rendering.sha256).where(Rendering.kind == "alderman", Rendering.form == "pdf")
    content, code = session.execute(kept).one()
    page = coordinator.get(f"{report}?{PAGE}")
    assert content == before and "PDF zoals vastgesteld" in page.text and code in page.text
    assert BLANK in words_of(content)


def test_an_empty_form_leaves_the_lines_and_the_files_as_they_were(session, people, client_as, report, agree):
    agree()
    coordinator = client_as(people.coordinator)
    before = coordinator.ask(f"{report}.pdf?{PAGE}").data
    fill(coordinator, report)
    fill(coordinator, report, **dict.fromkeys(FILLING, ""))
    assert coordinator.ask(f"{report}.pdf?{PAGE}").data == before
    assert session.scalars(select(AldermanFilling)).one().number is None


def test_a_version_that_counts_no_more_stays_as_it_was(people, client_as, report, agree):
    agree()
    coordinator = client_as(people.coordinator)
    coordinator.post(f"{report.removesuffix('/rapport')}/heropenen", {"reason": "Er is een nieuw besluit."})
    agree()
    fill(coordinator, report)
    assert shown(coordinator.get(f"{report}?{PAGE}&versie=2").text) == list(SAID)
    old = coordinator.get(f"{report}?{PAGE}&versie=1")
    assert not shown(old.text) and f"{report}/invullen" not in old.links


@pytest.mark.parametrize("who", ["adviser", "reader"])
def test_who_does_not_coordinate_reads_it_and_fills_in_nothing(people, client_as, report, agree, who):
    agree()
    client = client_as(getattr(people, who))
    assert f"{report}/invullen" not in client.get(f"{report}?{PAGE}").links
    client.post(f"{report}/invullen", FILLING, 403)


def test_each_round_has_its_own(session, people, client_as, report, agree):
    agree()
    make_filling(session, make_assessment(session, people, state="agreed", title="Tweede"), people.coordinator)
    assert not shown(client_as(people.reader).get(f"{report}?{PAGE}").text)
