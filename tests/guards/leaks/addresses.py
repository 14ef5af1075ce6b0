"""Every address of the application with the ids of one inventory in it, and with ids that do not belong there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from flask import Flask
from werkzeug.routing import MapAdapter, Rule
from werkzeug.test import TestResponse

from app.texts.accounts import SIGNED_OUT
from tests.guards.doors import VALUES
from tests.selection import EVERYTHING

LEFT_OUT = ("static", "example.")
"""Files that are the same for everybody, and the example: its mails are there for everybody, and it is never real."""
QUERIES = {
    "reports.report_page": ("", "?soort=wethouder", "?soort=adviseur", "?versie=1"),
    "reports.annex_page": ("", "?soort=adviseur", "?versie=1"),
    "reports.annex_pdf": ("", "?versie=1"),
    "reports.report_pdf": ("", "?soort=wethouder&versie=1", "?soort=adviseur"),
    "reports.report_docx": ("", "?soort=wethouder&versie=1", "?soort=adviseur"),
    "reports.report_xlsx": ("", "?soort=wethouder", "?soort=adviseur", "?versie=1"),
    "reports.report_csv": ("", "?soort=adviseur", "?versie=1"),
    "reports.slides_pdf": ("", "?soort=wethouder&versie=1"),
    "reports.slides_pptx": ("", "?soort=wethouder&versie=1"),
    "reports.report_json": ("", "?versie=1"),
    "reports.text_page": ("", "?versie=1"),
    "reports.report_text": ("", "?versie=1"),
    "reports.explain_municipality": ("", "?versie=1"),
    "reports.explain_domain": ("", "?versie=1"),
    "reports.list_versions": ("", "?soort=adviseur"),
    # The same for everybody: a large file, and a small one.
    "paper.questionnaire_file": (*(("",) if EVERYTHING else ()), "?domein=geld&domein=algemeen"),
    "assessments.post_start_assessment": ("", "?gemeente={municipality_id}"),
    "reviews.all_remarks": ("", "?toon=mij", "?toon=alles&domein=geheel"),
    "reviews.points": ("", "?toon=alles"),
    "administration.list_people": ("", "?zoek=KN"),
    "administration.list_municipalities": ("", "?zoek=KN"),
    "assessments.answer_question": ("",),
    "participants.propose": ("?vraag=A.BL",),
}
OF_INVENTORY = ("participation_id", "meeting_id", "remark_id", "proposal_id", "hour_id", "appointment_id")
"""Ids that belong to one inventory: under another one of the same municipality they are refused too."""
FOREIGN = (*OF_INVENTORY, "partner_id")
"""Ids that could be put in the address of an inventory to which they do not belong."""


@dataclass(frozen=True)
class Address:
    """Something to ask for."""

    path: str
    query: str
    is_foreign: bool
    """Whether an id in it belongs to somebody else than the inventory."""


@dataclass
class Refusals:
    """The answers of one rule, on one ground, that say what the short form need not ask there any more.

    A role that is refused (403) is refused whichever question or remark the address names. To whom an inventory does
    not exist (404), nothing else in its address is looked for; where somebody is at home, another question may be
    found. Each query is asked once: it can open something.
    """

    at_home: bool = True
    first: dict[str, int] = field(default_factory=dict)
    """The status of the first answer to each query."""

    def cover(self, address: Address) -> bool:
        """Whether nothing new would come of asking for this."""
        status = self.first.get(address.query)
        return not EVERYTHING and (status == 403 or (status == 404 and (address.is_foreign or not self.at_home)))

    def note(self, address: Address, status: int) -> None:
        """Remember what came of the first address."""
        self.first.setdefault(address.query, status)


def status_of(response: TestResponse) -> int:
    """The status, which for whoever has to sign in first, with or without a typed text, is that of a refusal."""
    signs_in = response.headers.get("Location", "").startswith("/inloggen")
    keeps_text = response.status_code == 409 and SIGNED_OUT in response.get_data(as_text=True)
    return 403 if signs_in or keeps_text else response.status_code


def rules_of(app: Flask) -> list[Rule]:
    """Everything that is tried."""
    return [rule for rule in app.url_map.iter_rules() if not rule.endpoint.startswith(LEFT_OUT)]


def is_about_inventory(rule: Rule) -> bool:
    """Whether the address names an inventory, its ten months or one of its actions."""
    return bool({"assessment_id", "trajectory_id", "action_id"} & rule.arguments)


@lru_cache(maxsize=4)
def _builder(app: Flask) -> MapAdapter:
    """What writes addresses: a request to write each of them in takes longer than writing it."""
    return app.url_map.bind("localhost")


def addresses(app: Flask, rule: Rule, ids: Mapping[str, object], foreign: Mapping[str, object]) -> Iterator[Address]:
    """The addresses of a rule: about a domain, about an own one, and with single ids of somebody else."""
    own = {**VALUES, "question_id": "A.BL", "municipality_id": "", **ids}
    chosen = [own]
    if "domain" in rule.arguments:
        chosen.append({**own, "domain": "eigen_1"})
    if "form" in rule.arguments:
        chosen.append({**own, "form": "docx"})
    if "question_id" in rule.arguments:
        # One that two people answered: too few to tell more than that.
        chosen.append({**own, "question_id": "M.BL"})
    own_ones = len(chosen)
    if is_about_inventory(rule):
        chosen += [{**own, name: foreign[name]} for name in FOREIGN if name in rule.arguments and name in foreign]
    build = _builder(app).build
    paths = [build(rule.endpoint, {name: values[name] for name in rule.arguments}) for values in chosen]
    for query in QUERIES.get(rule.endpoint, ("",)):
        for number, path in enumerate(paths):
            yield Address(path + query.format(**{**own, **foreign}), query, number >= own_ones)
