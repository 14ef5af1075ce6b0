"""HTTP of the report as a web page, complete by itself."""

import uuid
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.asked import domains_of
from app.reports.charts.svg import render_dot_plot
from app.reports.document import Block, Figure, Heading, Section
from app.reports.routes.entrance import WORDS, Wanted, blueprint, document_of, wanted_report
from app.texts.reports import EDITIONS


@dataclass(frozen=True, slots=True)
class Tools:
    """What draws the pictures of a page."""

    chances: str
    """The address of the chance plot: matplotlib's SVG carries styles, which the page itself may not hold."""

    @staticmethod
    def dots(figure: Figure, prefix: str) -> Markup:
        """A dot plot to stand in the page; the renderer has escaped every text in it."""
        return Markup(render_dot_plot(figure, prefix))  # noqa: S704 - see above


def parts(section: Section) -> list[tuple[Heading | None, list[Block]]]:
    """The blocks of a section, each heading of the third level beginning a part; the first may have none.

    The annex has hundreds of answers: on the page a part of it is opened when somebody wants to read it.
    """
    found: list[tuple[Heading | None, list[Block]]] = [(None, [])]
    for block in section.blocks:
        if isinstance(block, Heading) and block.level == 3:
            found.append((block, []))
        else:
            found[-1][1].append(block)
    return found


@blueprint.get("/inventarisaties/<uuid:assessment_id>/rapport")
def report_page(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """One edition of the report: frozen, or as it would be now."""
    wanted = wanted_report(assessment_id)
    document = document_of(wanted)
    edition = document.edition(wanted.kind)
    address_of = partial(address, wanted)
    return render_template(
        "reports/report.html",
        wanted=wanted,
        document=document,
        edition=edition,
        word=WORDS[wanted.kind],
        editions={word: title for word, title in EDITIONS.items() if wanted.is_staff or word != "adviseur"},
        address_of=address_of,
        tools=Tools(address_of("reports.chances_picture", soort=WORDS[wanted.kind])),
        chapters=[(section.title, f"#{section.id}") for section in edition.sections],
        explanations=explanations(wanted),
        parts=parts,
    )


def address(wanted: Wanted, endpoint: str, **options: Any) -> str:
    """The address of another form of the same version."""
    version = wanted.report.number if wanted.report else None
    return url_for(endpoint, assessment_id=wanted.assessment.id, versie=version, **options)


def explanations(wanted: Wanted) -> list[tuple[str, str]]:
    """Where each domain's scores are explained, as (title, address)."""
    base = f"/inventarisaties/{wanted.assessment.id}/bespreken"
    return [(domain.title, f"{base}/{domain.id}/uitleg") for domain in domains_of(wanted.assessment)]
