"""A municipality becomes part of another one: what people of that one find, at every address of its inventories."""

from datetime import timedelta
from zlib import crc32

import pytest
from sqlalchemy import select

from app.models import Municipality
from app.web.clock import today
from app.web.extensions import db
from tests.guards.leaks.addresses import Refusals, addresses, is_about_inventory, rules_of, status_of
from tests.guards.leaks.asking import forms
from tests.guards.leaks.audience import AUDIENCE, PLAN, Person, may_read
from tests.guards.leaks.site import Site
from tests.guards.leaks.texts import Canary
from tests.guards.leaks.world import STATES
from tests.selection import fewer_on_postgresql

READER = Person("reader of the old one", frozenset({("stad", "reader")}))
AGREED = ("agreed", "reopened")
NAMED = {"title of the inventory", "name of a domain"}
NOT_TOLD = {"who was in a meeting", *(kind for kind, who in AUDIENCE.items() if who[0] >= PLAN and kind not in NAMED)}
"""What a reader of the old municipality finds outside the report: who was there in explanations, and all of a plan."""
WHO = ("coordinator dorp", "adviser dorp", "reader dorp")
LET_IN = {200, 302, 303, 409, 422}
ONLY_REPORTS = ("reports.", "comparisons.")


def may_find(person: Person, canary: Canary) -> bool:
    """Whether it is theirs, or stands in a report that was agreed."""
    if may_read(person, canary):
        return True
    in_report = canary.kind not in NOT_TOLD and canary.state in ("", *AGREED)
    return in_report and may_read(READER, canary)


def merge(site: Site) -> None:
    """Let the town be part of the village, since yesterday."""
    with site.app.app_context():
        rows = {one.code: one for one in db.session.scalars(select(Municipality))}
        stad, dorp = rows["GM9901"], rows["GM9902"]
        stad.merged_into_id, stad.valid_until = dorp.id, today() - timedelta(days=2)
        db.session.commit()


@pytest.mark.heavy
@pytest.mark.parametrize(("site", "key"), fewer_on_postgresql(WHO, WHO[0]), indirect=["site"])
def test_people_of_the_new_municipality_find_agreed_reports_and_nothing_else(site: Site, key: str) -> None:
    merge(site)
    merged = len(site.kept.changes)
    browser, problems, opened, kinds = site.browsers[key], [], set(), set()
    for rule in filter(is_about_inventory, rules_of(site.app)):
        # Everything else is closed in every state: one of them for each address.
        tried = STATES if rule.endpoint.startswith(ONLY_REPORTS) else [STATES[crc32(rule.endpoint.encode()) % 4]]
        for state in tried:
            foreign, refusals = site.grounds["dorp", "open"], Refusals(at_home=False)
            for address in addresses(site.app, rule, site.grounds["stad", state], foreign):
                if refusals.cover(address):
                    continue
                path = address.path
                for method in sorted({"GET", "POST"} & set(rule.methods or ())):
                    form = next(forms(None, foreign)) if method == "POST" else None
                    response = browser.ask(path, method, form)
                    found = site.texts.found_in(browser.everything_in(response))
                    kinds |= {one.kind for one in found if one.place == "stad"}
                    problems += [f"{path} shows {one}" for one in found if not may_find(site.persons[key], one)]
                    if response.status_code in LET_IN:
                        opened.add((rule.endpoint, state))
                    refusals.note(address, status_of(response))
                    response.close()
    assert not problems, "\n".join(problems)
    assert not site.kept.changes[merged:]
    others = {one for one in opened if not one[0].startswith(ONLY_REPORTS) or one[1] not in AGREED}
    assert not others, others
    assert kinds >= {*NAMED, "agreed score", "municipality"}
    assert {("reports.report_page", state) for state in AGREED} <= opened


def test_before_that_nothing_opens(site: Site) -> None:
    for key in WHO:
        for state in STATES:
            response = site.browsers[key].ask(
                f"/inventarisaties/{site.grounds['stad', state]['assessment_id']}/rapport"
            )
            assert response.status_code == 404
            response.close()
