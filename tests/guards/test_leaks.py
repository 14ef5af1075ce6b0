"""Every endpoint x everybody, with real requests: no text reaches who may not read it.

What is looked at: pages, headers, redirects, cookies with their messages, files, the texts in a PDF, and mails. Who
may read what stands in tests/guards/leaks/audience.py. The short form tries some states of every endpoint for everybody
of one municipality, and one of them on PostgreSQL too; the long form all states, the people of the other one as well,
and everybody on both databases.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from zlib import crc32

import pytest
from sqlalchemy import select
from werkzeug.routing import Rule

from app.models import OutboxMail
from app.web.extensions import db
from tests.guards.leaks.addresses import (
    FOREIGN,
    OF_INVENTORY,
    Refusals,
    addresses,
    is_about_inventory,
    rules_of,
    status_of,
)
from tests.guards.leaks.asking import forms
from tests.guards.leaks.audience import Person, is_about, may_read
from tests.guards.leaks.site import Site
from tests.guards.leaks.world import STATES, Ground
from tests.guards.test_access import TABLE
from tests.selection import EVERYTHING, fewer_on_postgresql, one_of

LEADERS = ("coordinator", "adviser", "reader", *(("second",) if EVERYTHING else ()))
COLLEAGUES = ("blind", "halfway", "done", "withdrawn", "uninvited")
ANSWERING = ("blind", "halfway", "done")
BEFORE = tuple(f"{name} before" for name in (LEADERS if EVERYTHING else LEADERS[:1]))
NAMES = (*LEADERS, *COLLEAGUES, *BEFORE, "owner")
PEOPLE = (
    *(f"{name} {place}" for place in ("stad", *(("dorp",) if EVERYTHING else ())) for name in NAMES),
    *("both", "administrator", "nobody", *(("administrator before",) if EVERYTHING else ())),
)
"""By name and municipality."""
OWN_DATA = ("accounts.own_data", "accounts.own_data_file")
"""Where somebody reads what is kept of themselves."""
NOT_OURS = ("accounts.work_account", 502)
"""The one error that is somebody else’s: an organisation whose sign-in page does not answer."""
MOST = 3
"""How many fillings of a form there are."""
REFUSED = (403, 404)
ENOUGH = 100
"""Fewer requests by one person would mean that something is no longer tried."""
COLUMNS = {
    **{f"{name} stad": name for name in ("coordinator", "adviser", "reader", "coordinator before")},
    **{f"{name} stad": "participant" for name in ANSWERING},
    "both": "participant",
    "withdrawn stad": "participant before",
    "uninvited stad": "participant not invited",
    "owner stad": "participant elsewhere",
    "administrator": "administrator",
}
"""Who somebody is in the table of tests/guards/test_access.py."""


@dataclass
class Round:
    """One person who tries everything; `problems` collects what went wrong."""

    site: Site
    key: str
    problems: list[str]
    seen: set[str]
    """The kinds of texts that this person could read."""
    requests: int = 0
    tried: set[tuple[str, str]] = field(default_factory=set)
    """The endpoints and addresses: some name no inventory, and are the same on every ground."""

    @property
    def person(self) -> Person:
        """Who it is."""
        return self.site.persons[self.key]

    def try_everything(self) -> None:
        """Every rule, on some grounds."""
        for rule in rules_of(self.site.app):
            if tries(self.key, rule):
                for ground in grounds_for(self.key, rule):
                    self._try_on(rule, ground)

    def _try_on(self, rule: Rule, ground: Ground) -> None:
        """Every address of a rule; where no filling of a form lets somebody in, the short form does not insist."""
        place, state = ground
        foreign = self.site.grounds["stad" if place == "dorp" else "dorp", "open"]
        beside = self.site.grounds[place, "agreed" if state == "review" else "review"]
        strange = {**foreign, **{name: beside[name] for name in OF_INVENTORY}}
        # Whose role is refused, is so before a form is read. At home something in a form may be what was not found.
        at_home = self.key == "both" or (self.key not in NOTHING and place == place_of(self.key))
        fillings, refusals = MOST, Refusals(at_home)
        final = () if EVERYTHING else (403,) if at_home else REFUSED
        for address in addresses(self.site.app, rule, self.site.grounds[ground], strange):
            if refusals.cover(address) or (not EVERYTHING and (rule.endpoint, address.path) in self.tried):
                continue
            self.tried.add((rule.endpoint, address.path))
            status = self._try(rule, address.path, foreign, fillings, final)
            refusals.note(address, status)
            if address.is_foreign and status not in REFUSED:
                self.problems.append(f"{self.key}: {address.path} finds what is elsewhere: status {status}")
            fillings = 1 if status in REFUSED and not EVERYTHING else MOST

    def _try(self, rule: Rule, path: str, foreign: dict[str, object], fillings: int, final: Collection[int]) -> int:
        """Ask for a page and send this many forms; the last status, unless an earlier one let this person in."""
        found, page = 404, None
        if "GET" in (rule.methods or ()):
            found, page = self._ask(rule, path)
        if "POST" in (rule.methods or ()):
            for form in islice(forms(page, foreign), fillings):
                status, _ = self._ask(rule, path, "POST", form)
                found = status if found in REFUSED else found
                if found in final:
                    break
        return found

    def _ask(
        self, rule: Rule, path: str, method: str = "GET", form: dict[str, str] | None = None
    ) -> tuple[int, str | None]:
        """One request: its status, and its page when there is one."""
        browser = self.site.browsers[self.key]
        response = browser.ask(path, method, form)
        self.requests += 1
        what = f"{self.key}: {method} {path} {form or ''}"
        if response.status_code >= 500 and (rule.endpoint, response.status_code) != NOT_OURS:
            self.problems.append(f"{what}: status {response.status_code}")
        own = rule.endpoint in OWN_DATA
        self._check(browser.everything_in(response), self.person, f"{what} ({response.status_code})", own=own)
        if self.site.kept.writes:
            if method == "GET" and self.site.kept.changes:
                self.problems.append(f"{what} writes: {self.site.kept.changes[0]}")
            self._check_mails(what)
            self.site.kept.put_back()
        is_page = response.status_code == 200 and response.mimetype == "text/html"
        page = response.get_data(as_text=True) if is_page else None
        status = status_of(response)
        response.close()
        return status, page

    def _check(self, text: str, reader: Person, what: str, *, own: bool = False) -> None:
        for canary in self.site.texts.found_in(text):
            if may_read(reader, canary) or (own and is_about(reader, canary)):
                self.seen.add(canary.kind)
            else:
                self.problems.append(f"{what} shows the {canary}")

    def _check_mails(self, what: str) -> None:
        with self.site.app.app_context():
            for mail in db.session.scalars(select(OutboxMail)):
                texts = (mail.subject, mail.text, mail.html, mail.reply_to, mail.calendar)
                self._check("\n".join(filter(None, texts)), self._recipient(mail), f"{what}: mail {mail.kind}")
            db.session.rollback()

    def _recipient(self, mail: OutboxMail) -> Person:
        """Who gets a mail; whoever is invited by it takes part from then on."""
        key = self.site.keys.get(mail.recipient)
        if key is None:
            return Person("newcomer", takes_part=frozenset({place_of(self.key)}), newcomer=True)
        known = self.site.persons[key]
        return replace(known, takes_part=known.takes_part | {place_of(key)}) if place_of(key) in key else known


def place_of(key: str) -> str:
    """The municipality of somebody."""
    return "dorp" if key.endswith("dorp") else "stad"


NOTHING = ("withdrawn stad", "uninvited stad", "coordinator before stad", "nobody")
"""Who has nothing anywhere: what every endpoint answers them stands in the table of tests/guards/test_access.py."""


STRANGERS = ("administrator", "owner stad")
"""To whom an inventory does not exist, in any state."""
OUTSIDE = (*NOTHING, *STRANGERS)


def refusal(key: str, rule: Rule) -> str:
    """How an endpoint refuses somebody whatever is asked there, by the table; empty where it may let them in.

    Who has something in a municipality may get another answer than 404 from something else there.
    """
    if key not in COLUMNS or (key == "owner stad" and "action_id" in rule.arguments):
        return ""
    answers = {TABLE[method, rule.endpoint].cells[COLUMNS[key]] for method in {"GET", "POST"} & (rule.methods or set())}
    return next((one for one in ("403", "404") if answers == {one} and (one == "403" or key in OUTSIDE)), "")


def tries(key: str, rule: Rule) -> bool:
    """Whether somebody tries an endpoint: of those whom it refuses alike, in the short form one, another for each.

    That it refuses each of them stands in the table, in every state.
    """
    refused = refusal(key, rule)
    return not refused or key in one_of([name for name in COLUMNS if refusal(name, rule) == refused], rule.endpoint)


def grounds_for(key: str, rule: Rule) -> Iterator[Ground]:
    """Where somebody tries an endpoint: own inventories and those of the other municipality."""
    if key in NOTHING and not EVERYTHING:
        yield "stad", STATES[crc32(f"{rule.endpoint} {key}".encode()) % 4] if is_about_inventory(rule) else "open"
        return
    own = place_of(key)
    other = "stad" if own == "dorp" else "dorp"
    if not is_about_inventory(rule):
        yield own, "open"
        if rule.arguments or EVERYTHING:
            yield other, "open"
    elif EVERYTHING:
        yield from ((place, state) for place in (own, other) for state in STATES)
    else:
        # Another choice for everybody, and always the same one.
        first = crc32(f"{rule.endpoint} {key}".encode())
        # The state of an inventory matters little to its ten months, and to who has nothing to do with it.
        once = "POST" in (rule.methods or ()) or "assessment_id" not in rule.arguments or key in STRANGERS
        yield from ((own, STATES[(first + step) % 4]) for step in range(1 if once else 2))
        if tries_elsewhere(key, rule):
            yield other, STATES[first // 4 % 4]


def tries_elsewhere(key: str, rule: Rule) -> bool:
    """Whether the short form lets somebody try this on an inventory of the other municipality.

    One who leads, and one of those who answer, try each endpoint with all their forms. An owner has to do with actions
    only, and an administrator with neither municipality. Whether each role is kept out where only its municipality
    does that stands in the table of tests/guards/test_access.py.
    """
    turn = crc32(rule.endpoint.encode())
    actions = ("owner",) if "action_id" in rule.arguments else ()
    chosen = (LEADERS[turn % 2], ANSWERING[turn % len(ANSWERING)], *actions)
    return key == "both" or key.removesuffix(f" {place_of(key)}") in chosen


@pytest.mark.heavy
@pytest.mark.parametrize(("site", "key"), fewer_on_postgresql(PEOPLE, "done stad"), indirect=["site"])
def test_nobody_reads_what_is_not_for_them(site: Site, key: str) -> None:
    tried = Round(site, key, [], set())
    tried.try_everything()
    assert not tried.problems, "\n".join(tried.problems)
    assert tried.requests > ENOUGH


def test_every_id_beside_that_of_an_inventory_is_tried_from_elsewhere(site: Site) -> None:
    about = {name for rule in filter(is_about_inventory, rules_of(site.app)) for name in rule.arguments}
    single = {"assessment_id", "trajectory_id", "action_id", "question_id"}
    assert {name for name in about if name.endswith("_id")} == {*single, *FOREIGN}


CONTROLS = (
    # somebody, an address of an own inventory in this state, and kinds of texts that are there
    ("coordinator", "reopened", "/bespreken/geld/A.BL", {"answer of a colleague", "function of a colleague"}),
    ("coordinator", "review", "/bespreken", {"reason to send back", "name of a domain"}),
    ("adviser", "review", "/bespreken/geld/A.BL", {"remark on a question", "remark among advisers", "agreed score"}),
    ("adviser", "reopened", "/bespreken/geld/M.BL", {"name by consent"}),
    ("coordinator", "review", "/bespreken/opmerkingen", {"remark to all", "remark on the whole"}),
    ("done", "review", "/vragen/geld/A.BL", {"remark on a question", "function of a leader"}),
    ("adviser", "agreed", "/rapport.json", {"answer of a colleague", "answer given together", "agreed score"}),
    ("reader", "agreed", "/rapport?soort=beleid", {"title of the inventory", "name of a domain"}),
    ("reader", "agreed", "/rapport/bijlage", {"agreed score"}),
    ("adviser", "agreed", "/rapport?soort=adviseur", {"answer of a colleague", "function of a colleague"}),
    ("reader", "agreed", "/rapport.pdf", {"municipality", "name of a domain"}),
    ("reader", "agreed", "/rapport/bijlage.pdf", {"name of a domain", "agreed score"}),
    ("reader", "reopened", "/rapport/bijlage.pdf", {"agreed score"}),
    ("reader", "agreed", "/rapport.docx", {"municipality", "name of a domain"}),
    ("reader", "agreed", "/rapport.xlsx", {"municipality", "name of a domain", "agreed score"}),
    ("reader", "reopened", "/rapport.csv", {"name of a domain", "agreed score"}),
    ("reader", "agreed", "/rapport/tekst", {"municipality", "title of the inventory", "name of a domain"}),
    ("adviser", "agreed", "/rapport.xlsx?soort=adviseur", {"answer of a colleague", "answer given together"}),
    ("adviser", "reopened", "/rapport/versies", {"reason in the audit trail", "function of a leader"}),
    ("coordinator", "reopened", "/bespreken/geld/A.BL", {"agreed score after reopening"}),
    ("coordinator", "open", "/deelnemers", {"name of a colleague"}),
    ("done", "open", "/vragen/geld/A.BL", {"answer of a colleague", "what really changed"}),
    ("done", "open", "/vragen/geld/A.BL/veranderd", {"what really changed", "title of an action"}),
    ("done", "review", "/bespreken/samen", {"answer told in a meeting", "score agreed in a meeting"}),
    ("done", "open", "/mijn-antwoorden.pdf", {"answer of a colleague", "closing text", "function of a colleague"}),
    ("coordinator", "open", "/mijn-antwoorden.pdf", {"answer given together"}),
    ("blind", "open", "", {"title of the inventory", "name of a domain"}),
)


def test_texts_of_advisers_are_recognised_on_their_desk(site: Site) -> None:
    browser = site.browsers["adviser stad"]
    response = browser.ask(f"/adviseur/{site.grounds['stad', 'open']['municipality_id']}")
    found = {canary.kind for canary in site.texts.found_in(browser.everything_in(response))}
    response.close()
    assert found >= {"contact with a municipality", "note to the next adviser", "name of an adviser"}


def test_texts_of_what_is_shared_are_recognised_where_they_belong(site: Site) -> None:
    asked = f"/netwerk/vragen/{site.grounds['stad', 'open']['asked_id']}"
    for name, path, kinds in (
        ("coordinator stad", "/netwerk/praktijk", {"shared practice", "municipality that shows its name"}),
        ("coordinator stad", asked, {"shared practice", "question about a practice", "municipality"}),
        ("adviser dorp", asked, {"shared practice", "question about a practice", "municipality"}),
        ("adviser dorp", "/netwerk/vragen", {"withdrawn practice", "question about a practice"}),
    ):
        response = site.browsers[name].ask(path)
        found = {canary.kind for canary in site.texts.found_in(site.browsers[name].everything_in(response))}
        response.close()
        assert found >= kinds, path


@pytest.mark.parametrize(("name", "state", "page", "kinds"), CONTROLS)
def test_texts_are_recognised_where_they_belong(site: Site, name: str, state: str, page: str, kinds: set[str]) -> None:
    browser = site.browsers[f"{name} stad"]
    response = browser.ask(f"/inventarisaties/{site.grounds['stad', state]['assessment_id']}{page}")
    found = {canary.kind for canary in site.texts.found_in(browser.everything_in(response))}
    response.close()
    assert found >= kinds
