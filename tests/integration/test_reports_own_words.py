"""What colleagues wrote in their own words comes into the report when nobody writes any more, and without names."""

from datetime import date

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import selectinload

from app.models import Assessment, AssessmentDomain, ClosingText
from app.reports.context import report_context
from app.reports.stored import load_rows
from app.web.clock import now
from tests.factories import make_assessment, make_participation


@pytest.fixture
def assessment(session, people):
    """A review in which one colleague wrote four texts and took one back."""
    made = make_assessment(session, people, ("geld", "wonen"), "in_review")
    part = make_participation(session, made, people.participant, level="beleid")
    part.shows_name = True
    texts = {
        "wonen/goes_well": "Corporaties doen mee.",
        "geld/who_helps": "De bibliotheek.",
        "geld/goes_well": "Iedereen doet mee.",
        "geld/problem": "",
        "inclusie/goes_well": "Over een domein dat niet meer meedoet.",
    }
    for item, text in texts.items():
        session.add(
            ClosingText(
                item=item,
                text=text,
                version=1,
                saved_at=now(),
                saved_by=part.user_id,
                assessment_id=made.id,
                municipality_id=made.municipality_id,
                participation_id=part.id,
            )
        )
    session.commit()
    return made


def words(session):
    query = select(Assessment).options(selectinload(Assessment.domains))
    made = session.scalars(query, execution_options={"populate_existing": True}).one()
    return report_context(session, made, load_rows(session, made), version=1, date=date(2026, 11, 24)).own_words


def test_the_texts_of_a_review_are_there_by_function(assessment, session):
    found = words(session)
    assert [(each.domain, each.text) for each in found] == [
        ("geld", "Iedereen doet mee."),
        ("geld", "De bibliotheek."),
        ("wonen", "Corporaties doen mee."),
    ]
    # Even who agreed to be called by name in the review has none in a report.
    assert {each.function for each in found} == {"collega bij beleid"}


def test_nobody_reads_them_while_they_are_written(assessment, session):
    session.execute(update(Assessment).values(state="open"))
    session.commit()
    assert words(session) == ()


def test_a_domain_that_is_no_longer_chosen_has_none(assessment, session):
    session.delete(session.scalars(select(AssessmentDomain).where(AssessmentDomain.domain == "geld")).one())
    session.commit()
    assert [each.domain for each in words(session)] == ["wonen"]
