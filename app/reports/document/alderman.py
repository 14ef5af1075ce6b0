"""What only the alderman's page says: why it matters, with sources, and what is asked.

`app.reports.alderman` makes the page of this and of the full edition.
"""

from app.documents.model import BulletList, Section
from app.reports.document.material import DomainMaterial, Material
from app.reports.document.overview import proposed, start_and_later
from app.reports.sentences import alderman as texts

MOST_FACTS = 2
"""One of the country, and one of a domain; the files have more."""


def alderman_sections(material: Material) -> tuple[Section, ...]:
    """The facts and the decisions, each as lines."""
    return (
        Section(id="waarom", title=texts.WHY, blocks=(BulletList(items=tuple(_facts(material))),)),
        Section(id="besluiten", title=texts.DECIDE, blocks=(BulletList(items=_decisions(material), ordered=True),)),
    )


def _facts(material: Material) -> list[str]:
    """What is known of the country, and the sourced fact of the first domain that has one, the proposed ones first."""
    order: dict[DomainMaterial, None] = dict.fromkeys((*proposed(material), *material.domains))
    facts = [domain.domain.fact for domain in order if domain.domain.fact is not None]
    asked = material.questionnaire
    found = [texts.fact(each.text, asked.source(each.source).title, each.year) for each in facts]
    return [texts.BASIC_SKILLS, *found][:MOST_FACTS]


def _decisions(material: Material) -> tuple[str, ...]:
    return (_first_decision(material), *texts.DECISIONS)


def _first_decision(material: Material) -> str:
    start, later = start_and_later(material)
    if start or not material.result.ranking:
        return texts.assignment([domain.name for domain in start])
    return texts.WAIT_OR_BEGIN if later else texts.HOLD
