"""The command that tells, before a version is published, which rounds, comparisons and actions it touches."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Any

import click
from sqlalchemy.exc import DBAPIError

from app.cli.authors import WHERE
from app.cli.command import Command, Refused, write_stdout
from app.factory import build_app
from app.operation.impact import ComparableRound, Impact, TouchedAction, Where, load_impact
from app.texts import impact as texts
from app.web.extensions import db
from questionnaires import catalogue
from questionnaires.checks import problems_of_questionnaire
from questionnaires.loader import load
from questionnaires.model import Questionnaire
from scoring.comparison.impact import DOMAIN_LEFT
from scoring.interchange import render_json


@click.command(cls=Command)
@click.argument("questionnaire_id", metavar="NAAM")
@click.argument("version", type=int, metavar="VERSIE")
@click.option("--json", "as_json", is_flag=True, help="Geef de uitkomst als JSON.")
@WHERE
def impact(questionnaire_id: str, version: int, as_json: bool, root: Path) -> None:
    """Laat zien wat een versie van een vragenlijst raakt.

    Je ziet welke inventarisaties lopen, wat je nog kunt vergelijken en bij welke acties iets verandert. Dat kan voordat
    je de versie publiceert, en erna.
    """
    asked = read_version(root, questionnaire_id, version)
    with build_app().app_context():
        found = _found(asked, root)
    published = (questionnaire_id, version) in catalogue.published(root)
    if as_json:
        write_stdout(render_json(build_impact_document(asked, found, published)))
    else:
        click.echo("\n".join(_lines(asked, found, published, root)))


def _found(asked: Questionnaire, root: Path) -> Impact:
    """What the version touches. Refused when the database is absent or of an earlier release."""
    try:
        # Nothing is written, so nobody has to wait.
        db.session.connection(execution_options={"reading": True})
        return load_impact(db.session, asked, root)
    except DBAPIError as error:
        raise Refused([texts.NO_DATABASE]) from error


def read_version(root: Path, questionnaire_id: str, version: int) -> Questionnaire:
    """A version, published or just begun, with a table that is complete. Refused with everything that is wrong."""
    known = [number for known_id, number in catalogue.published(root) if known_id == questionnaire_id]
    folder = root / "files" / questionnaire_id / str(version)
    if not known:
        raise Refused([texts.unknown(questionnaire_id)])
    if version == 1:
        raise Refused([texts.first(questionnaire_id)])
    if version > max(known) + 1:
        raise Refused([texts.after_another(questionnaire_id, version, max(known))])
    if version < 1 or not folder.exists():
        raise Refused([texts.not_begun(questionnaire_id, version)])
    later = tuple(f"{questionnaire_id}/{number}/" for number in range(version + 1, max(known) + 2))
    if problems := [each for each in problems_of_questionnaire(folder.parent) if not each.startswith(later)]:
        raise Refused(problems)
    return load(folder)


def build_impact_document(asked: Questionnaire, found: Impact, published: bool) -> dict[str, Any]:
    """The same as data."""
    return {
        "questionnaire": {"id": asked.id, "version": asked.version, "published": published},
        "running": [{**_round(one.where), "state": one.state} for one in found.running],
        "comparisons": [_comparison(one) for one in found.compared],
        "actions": [_action(one) for one in found.actions],
        "untouched_actions": found.untouched_actions,
    }


def _round(where: Where) -> dict[str, Any]:
    municipality = {"code": where.code, "name": where.municipality}
    return {"municipality": municipality, "title": where.title, "version": where.version}


def _comparison(one: ComparableRound) -> dict[str, Any]:
    lost = [{"domain": domain, "dimension": dimension} for domain, dimension in one.impact.not_comparable]
    return {
        **_round(one.where),
        "agreed_on": one.agreed_on.isoformat(),
        "comparable": one.impact.comparable,
        "accounting": dict(one.impact.accounting),
        "not_comparable": lost,
        "domains_left": list(one.impact.domains_left),
        "own_domains": dict(one.data.own_domains),
        "renamed": dict(one.data.renamed),
    }


def _action(one: TouchedAction) -> dict[str, Any]:
    said = {"action": one.title, "state": one.state, "domain": one.domain, "item": one.item, "bank_id": one.bank_id}
    return {**_round(one.where), **said, **asdict(one.impact)}


def _lines(asked: Questionnaire, found: Impact, published: bool, root: Path) -> Iterator[str]:
    yield texts.heading(asked.id, asked.version, published)
    yield ""
    yield texts.running(len(found.running))
    yield from (texts.running_round(_place(one.where), one.state, one.where.version) for one in found.running)
    yield ""
    yield texts.comparisons(len(found.compared))
    for one in found.compared:
        yield from _compared_lines(one, catalogue.questionnaire(asked.id, one.where.version, root))
    yield ""
    yield texts.actions(len(found.actions), found.untouched_actions)
    yield from (texts.action(_place(one.where), one.title, one.state, _changes(one)) for one in found.actions)


def _place(where: Where) -> str:
    return texts.place(where.code, where.municipality, where.title)


def _compared_lines(one: ComparableRound, before: Questionnaire) -> Iterator[str]:
    data, found = one.data, one.impact
    titles = {each.id: each.title for each in before.chosen_domains(data.domains, data.own_domains, data.renamed)}
    yield texts.agreed_round(_place(one.where), one.agreed_on, one.where.version)
    yield texts.accounting(found.comparable, found.accounting["total"], found.accounting)
    for domain, pairs in groupby(found.not_comparable, key=lambda pair: pair[0]):
        dimensions = [before.dimension(dimension).title for _, dimension in pairs]
        yield texts.not_comparable(titles[domain], dimensions)
    if found.domains_left:
        yield texts.domains_left([titles[domain] for domain in found.domains_left])
    if not found.not_comparable and not found.domains_left:
        yield texts.all_comparable()
    if data.own_domains:
        yield texts.own_domains(list(data.own_domains.values()))
    if data.renamed:
        yield texts.renamed({before.domain(domain).title: title for domain, title in data.renamed.items()})


def _changes(one: TouchedAction) -> Sequence[str]:
    said = []
    if one.impact.question == DOMAIN_LEFT:
        said.append(texts.of_domain(one.domain))
    elif one.impact.question:
        said.append(texts.of_question(one.item or "", one.impact.question))
    if one.impact.bank:
        said.append(texts.of_bank(one.bank_id or "", one.impact.bank))
    return said
