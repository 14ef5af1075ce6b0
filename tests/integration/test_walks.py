"""Whatever people do after each other: nothing typed is lost, it is clear whose turn it is, and all of it is told.

Two browsers of the coordinator, a colleague and an adviser do what they like, in any order, through the pages: they
save with pages of now and of before, click twice, come back after their session ended, hand in, and take the review to
its end and back. What should come of it is said by a plain model, in this file; after each step it is held against the
pages and the database.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar

import pytest
from flask import Flask, Response
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import (
    AgreedScoreVersion,
    AnswerVersion,
    AuditEntry,
    ClosingTextVersion,
    Participation,
    Rendering,
    Report,
    User,
)
from app.saving.typed import remember_person
from tests.factories import People, make_assessment, make_participation
from tests.integration.test_accounts_held_forms import sign_in
from tests.pages import Client, Page
from tests.selection import EVERYTHING, examples

Fields = dict[str, Any]
WHO = {"Cora here": "coordinator", "Cora there": "coordinator", "Ivo": "participant", "Ad": "adviser"}
"""The browsers, and whose they are."""
ANSWERING, LEADING = st.sampled_from(list(WHO)[:3]), st.sampled_from(["Cora here", "Cora there", "Ad"])
BESIDE = {"Cora here": "Cora there", "Cora there": "Cora here", "Ivo": "Ivo", "Ad": "Cora here"}
"""Who can be first; the colleague in another tab."""
FRESH = st.booleans()
"""Whether somebody looks at the page anew, or still has it open."""
HOW = {"fresh": FRESH, "beside": st.booleans()}
SIGN_INS = 2
"""Who asks for more codes has to wait."""
BEGUN = ("answering", "review", "approved", "agreed")
"""Where a walk begins: of itself it seldom comes far."""
NOW = re.compile("Dit kun je nu doen|Jij bent aan zet")


@dataclass(frozen=True)
class Kind:
    """One way to save a text: the page, what it is about, and the fields."""

    path: str
    item: str
    typed: str
    seen: str
    chosen: Fields


KINDS = {
    "question": Kind("vragen/geld/A.BE", "geld/A.BE", "reason", "seen", {"value": "3"}),
    "domain": Kind("vragen/geld", "geld/A.BE", "A.BE-reason", "A.BE-seen", {"A.BE-value": "2"}),
    "domain again": Kind("vragen/geld", "geld/A.BL", "A.BL-reason", "A.BL-seen", {"A.BL-value": "2"}),
    "closing": Kind("vragen/geld/slotvragen", "geld/goes_well", "goes_well", "goes_well-seen", {}),
    "score": Kind("bespreken/geld/A.BE", "agreed", "reason", "seen", {"value": "2"}),
}


@dataclass(frozen=True)
class Box:
    """One thing that is saved against the version that was seen: whose it is, and about what."""

    owner: str
    item: str


@dataclass(frozen=True)
class Sent:
    """A form as it was sent: the text that was typed in it, and the version that it was typed against."""

    box: Box
    path: str
    fields: Fields
    text: str
    seen: int


@dataclass
class Model:
    """What should be so."""

    state: str = "open"
    sent_back: bool = False
    approved: bool = False
    named: bool = False
    """Whether the adviser said what is open."""
    finished: bool = False
    """Whether that is done."""
    handed_in: set[str] = field(default_factory=set)
    """Who handed in."""
    kept: dict[Box, list[str]] = field(default_factory=dict)
    """Every version of everything that was acknowledged."""
    told: list[str] = field(default_factory=list)
    """What the trail has, in its order."""

    def can_answer(self) -> bool:
        """Whether answers about the domain are open."""
        return self.state == "open" or (self.state == "in_review" and self.sent_back)

    def is_reviewed(self) -> bool:
        """Whether the review waits for the adviser, together with the coordinator."""
        waits = self.sent_back or self.approved or (self.named and not self.finished)
        return self.state == "in_review" and not waits

    def turns(self) -> dict[str, bool]:
        """Of whom something is asked now, by browser."""
        answers = self.can_answer() and "Ivo" not in self.handed_in
        leads = not self.is_reviewed() or not self.named
        return {"Cora here": leads, "Ivo": answers, "Ad": self.is_reviewed()}


class Walk(RuleBasedStateMachine):
    """One inventory about Geldzaken, from its start."""

    begin: ClassVar[Callable[[], tuple[dict[str, Client], str]]]
    """Gives everybody a browser, in an inventory in which nothing was done; with its address."""
    steps: ClassVar[int]
    """How far it came before."""
    session: ClassVar[Session]
    users: ClassVar[dict[str, User]]

    def __init__(self) -> None:
        super().__init__()
        self.clients, self.hub = type(self).begin()
        self.model = Model()
        self.pages: dict[tuple[str, str], Fields] = {}
        """What stood on the pages that a browser still has open."""
        self.last: dict[str, Sent] = {}
        self.held: dict[str, Sent] = {}
        """What was sent in a session that had ended, by browser."""
        self.frozen: dict[Any, Any] = {}
        self.texts = self.sign_ins = self.sent_backs = 0
        self.looked: Any = None
        """How the review stood when it was last looked whose turn it is."""

    @initialize()
    def come_this_far(self) -> None:
        """Do what was done before."""
        for step in (self.start_review, lambda: self.approve(fresh=True), self.agree)[: self.steps]:
            step()

    # What people type and save.

    @rule(who=ANSWERING, kind=st.sampled_from(["question", "domain", "domain again", "closing"]), **HOW)
    def answer(self, who: str, kind: str, fresh: bool, beside: bool) -> None:
        """Answer a question, on its page or that of the domain, or write a closing text."""
        self.save(who, KINDS[kind], fresh=fresh, beside=beside)

    @rule(who=LEADING, **HOW)
    def agree_score(self, who: str, fresh: bool, beside: bool) -> None:
        """Agree the score of a question."""
        self.save(who, KINDS["score"], fresh=fresh, beside=beside)

    @precondition(lambda self: set(self.last) - set(self.held))
    @rule(data=st.data())
    def click_twice(self, data: st.DataObject) -> None:
        """Send the last form once more."""
        who = data.draw(st.sampled_from(sorted(set(self.last) - set(self.held))))
        self.send(who, self.last[who])

    @precondition(lambda self: self.sign_ins < SIGN_INS)
    @rule(who=ANSWERING, kind=st.sampled_from(["question", "domain", "closing"]), fresh=FRESH)
    def save_after_the_session_ended(self, who: str, kind: str, fresh: bool) -> None:
        """Save something; meanwhile the session has ended."""
        if who in self.held:
            return
        sent = self.made(who, KINDS[kind], self.open(who, KINDS[kind].path, fresh=fresh))
        self.sign_ins += 1
        answer, client = Response(), self.clients[who]
        with client.app.test_request_context():
            remember_person(answer, self.users[who].id)
        client.client.set_cookie(*answer.headers["Set-Cookie"].split(";")[0].split("=", 1))
        with client.client.session_transaction() as cookie:
            cookie["_user_id"] = "ended"
        answer = client.ask(sent.path, method="POST", data={"csrf_token": client.token, **sent.fields})
        assert (answer.status_code, answer.headers["Location"]) == (303, "/inloggen")
        self.held[who] = sent

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def come_back(self, data: st.DataObject) -> None:
        """Sign in again, and send what was typed after all."""
        who = data.draw(st.sampled_from(sorted(self.held)))
        sent = self.held.pop(who)
        offered = sign_in(self.clients[who], self.session, self.users[who])
        assert sent.text in shown_on(offered)
        self.send(who, Sent(sent.box, sent.path, without_token(offered.fields), sent.text, sent.seen))

    # What takes the inventory further.

    @rule(who=ANSWERING)
    def hand_in(self, who: str) -> None:
        """Hand in the answers."""
        person = "Ivo" if who == "Ivo" else "Cora"
        again = self.model.sent_back and who == "Ivo"
        is_open = self.model.state == "open" or again
        if self.step(who, "controle", {}, "submit_answers" if is_open and person not in self.model.handed_in else ""):
            self.model.handed_in.add(person)

    @rule()
    def start_review(self) -> None:
        """Begin to talk about the answers."""
        form = self.clients["Cora here"].shown(f"{self.hub}/bespreking-starten") or {"choice": "start"}
        begins = self.model.state == "open"
        thanked = ["thank_people"] if begins and "Ivo" in self.model.handed_in else []
        if self.step("Cora here", "bespreking-starten", form, "start_review" if begins else "", before=thanked):
            self.model.state = "in_review"

    @precondition(lambda self: self.sent_backs < SIGN_INS and not self.model.sent_back)
    @rule(who=LEADING)
    def send_back(self, who: str) -> None:
        """Let the domain be answered again."""
        self.sent_backs += 1
        allowed = self.model.state == "in_review"
        fall = ["approval_fell_away"] if allowed and self.model.approved else []
        form = {"domains": "geld", "reason": self.text()}
        if self.step(who, "terugsturen", form, "send_back" if allowed else "", before=fall):
            self.model.sent_back, self.model.approved = True, False
            self.model.handed_in.discard("Ivo")

    @rule(who=st.sampled_from(["Cora here", "Cora there"]))
    def resubmit(self, who: str) -> None:
        """Hand in what was sent back."""
        allowed = self.model.state == "in_review" and self.model.sent_back
        if self.step(who, "opnieuw-inleveren", {}, "resubmit" if allowed else ""):
            self.model.sent_back, self.model.finished = False, self.model.named

    @precondition(lambda self: self.model.state == "in_review" and not self.model.approved)
    @rule()
    def name_open_points(self) -> None:
        """Say what must be done first."""
        form = {**without_token(self.get("Ad", "nog-open").fields), "text": self.text()}
        if self.step("Ad", "nog-open", form, "name_open_points"):
            self.model.named, self.model.finished = True, False

    @precondition(lambda self: self.model.state == "in_review" and self.model.named)
    @rule()
    def finish_open_points(self) -> None:
        """Say that it is done."""
        if "Cora here" in self.held:
            return
        page = self.get("Cora here", "bespreken")
        allowed = not (self.model.sent_back or self.model.approved or self.model.finished)
        forms = [one for one in page.all("form") if (one.get("action") or "").endswith("nog-open/gedaan")]
        assert bool(forms) == allowed
        seen = {one.get("name"): one.get("value") for form in forms for one in form.iter("input")}
        if self.step("Cora here", "nog-open/gedaan", without_token(seen), "finish_open_points" if allowed else ""):
            self.model.finished = True

    @rule(fresh=FRESH)
    def approve(self, fresh: bool) -> None:
        """Approve what stands on the page of the review, now or when it was looked at before."""
        model = self.model
        if fresh or ("Ad", "seen") not in self.pages:
            self.pages["Ad", "seen"] = {**self.clients["Ad"].shown(f"{self.hub}/akkoord"), "saves": self.saves()}
        page = self.pages["Ad", "seen"]
        allowed = model.is_reviewed() or (model.state == "in_review" and not model.sent_back and not model.approved)
        is_new = "seen" in page and page["saves"] == self.saves()
        if self.step("Ad", "akkoord", without_token(page), "approve" if allowed and is_new else ""):
            model.approved, model.named, model.finished = True, False, False

    @rule()
    def withdraw_approval(self) -> None:
        """Take the approval back."""
        allowed = self.model.state == "in_review" and self.model.approved
        if self.step("Ad", "akkoord", {"withdraw": "1"}, "withdraw_approval" if allowed else ""):
            self.model.approved = False

    @rule()
    def agree(self) -> None:
        """Freeze the report."""
        allowed = self.model.state == "in_review" and self.model.approved and not self.model.sent_back
        form = self.clients["Cora there"].shown(f"{self.hub}/vaststellen")
        if self.step("Cora there", "vaststellen", form, "agree" if allowed else ""):
            self.model.state, self.model.named, self.model.finished = "agreed", False, False

    @precondition(lambda self: self.model.state != "open")
    @rule(who=LEADING)
    def reopen(self, who: str) -> None:
        """Open what was agreed for a next version."""
        form = {"reason": self.text()}
        if self.step(who, "heropenen", form, "reopen" if self.model.state == "agreed" else ""):
            self.model.state, self.model.approved = "in_review", False

    # What is always so.

    @invariant()
    def nothing_is_lost(self) -> None:
        """Every text that was acknowledged is a version, in the order in which it was saved, and nothing else is."""
        found: dict[Box, list[str]] = {}
        for owner, table, column in (
            (AnswerVersion.participation_id, AnswerVersion, AnswerVersion.reason),
            (ClosingTextVersion.participation_id, ClosingTextVersion, ClosingTextVersion.text),
        ):
            query = select(Participation.role, table.item, column).join(Participation, Participation.id == owner)
            for role, item, text in self.session.execute(query.order_by(table.version)):
                found.setdefault(Box(role, item), []).append(text)
        for (text,) in self.session.execute(select(AgreedScoreVersion.reason).order_by(AgreedScoreVersion.version)):
            found.setdefault(Box("", "agreed"), []).append(text)
        self.session.rollback()
        assert found == self.model.kept

    @invariant()
    def everything_is_told(self) -> None:
        """The trail has what was done, and nothing that was refused."""
        found = list(self.session.scalars(select(AuditEntry.action).order_by(AuditEntry.at, AuditEntry.id)))
        self.session.rollback()
        assert sorted(found) == sorted(self.model.told)

    @invariant()
    def everybody_knows_whose_turn_it_is(self) -> None:
        """The start page of everybody and the desk say the same; they are not asked again when nothing was done."""
        stands = len(self.model.told), len(self.model.kept), len(self.held)
        if stands == self.looked:
            return
        self.looked = stands
        turns = [who for who in self.model.turns() if who not in self.held]
        asked = {who: bool(NOW.search(self.clients[who].get("/").text)) for who in turns if who != "Ad"}
        asked["Ad"] = bool(self.clients["Ad"].get("/adviseur?wacht=mij").all("tbody"))
        assert asked == {who: turn for who, turn in self.model.turns().items() if who in asked}

    @invariant()
    def what_is_frozen_stays(self) -> None:
        """No byte of a report changes, and there is one for each time that it was agreed."""
        found = {("report", row.number): row.interchange for row in self.session.execute(select(Report.__table__))}
        found |= {row.id: row.content for row in self.session.execute(select(Rendering.__table__))}
        self.session.rollback()
        assert self.frozen.items() <= found.items()
        assert len([key for key in found if isinstance(key, tuple)]) == self.model.told.count("agree")
        self.frozen = found

    # How it is done.

    def text(self) -> str:
        """A text that nobody typed before."""
        self.texts += 1
        return f"Getypt als {self.texts}e."

    def saves(self) -> int:
        """How much was saved that an approval covers."""
        return sum(len(kept) for box, kept in self.model.kept.items())

    def get(self, who: str, path: str) -> Page:
        """A page of the inventory."""
        return self.clients[who].get(f"{self.hub}/{path}")

    def open(self, who: str, path: str, *, fresh: bool) -> Fields:
        """The fields of a page, as it is now or as this browser has it open; none where it is closed."""
        if who not in self.held and (fresh or (who, path) not in self.pages):
            response = self.clients[who].ask(f"{self.hub}/{path}")
            page = Page(response, path) if response.status_code == 200 else None
            self.pages[who, path] = without_token(page.fields) if page else {}
        return self.pages.get((who, path), {})

    def made(self, who: str, kind: Kind, fields: Fields) -> Sent:
        """A form with a text of its own."""
        text, seen = self.text(), fields.get(kind.seen, "0")
        box = Box("" if kind.item == "agreed" else WHO[who], kind.item)
        typed = {**fields, **kind.chosen, kind.seen: seen, kind.typed: text}
        return Sent(box, f"{self.hub}/{kind.path}", typed, text, int(seen))

    def save(self, who: str, kind: Kind, *, fresh: bool, beside: bool) -> None:
        """Type a text and save it; somebody else who has the page open too may have done that first."""
        if who in self.held:
            return
        fields = self.open(who, kind.path, fresh=fresh)
        if beside:
            self.save(BESIDE[who], kind, fresh=True, beside=False)
        self.last[who] = self.made(who, kind, fields)
        self.send(who, self.last[who])

    def send(self, who: str, sent: Sent) -> None:
        """Post it: it is kept, or else it stands on the page with what was newer."""
        model, kept = self.model, self.model.kept.get(sent.box, [])
        scores = model.state == "in_review" and not model.approved
        is_open = scores if sent.box.item == "agreed" else model.can_answer()
        client = self.clients[who]
        response = client.ask(sent.path, method="POST", data={"csrf_token": client.token, **sent.fields})
        if is_open and kept[-1:] == [sent.text]:
            assert response.status_code == 303
        elif is_open and sent.seen == len(kept):
            assert response.status_code == 303
            model.kept[sent.box] = [*kept, sent.text]
        else:
            page = Page(response, sent.path)
            assert page.status == 409
            assert sent.text in shown_on(page)
            assert not is_open or kept[-1] in page.text

    def step(self, who: str, path: str, form: Fields, told: str, before: list[str] | None = None) -> bool:
        """Post a button; whether it was done, which it is when it is `told` of, and else nothing changes."""
        if who in self.held:
            return False
        client = self.clients[who]
        data = {"csrf_token": client.token, **form}
        response = client.ask(f"{self.hub}/{path}", method="POST", data=data)
        if told:
            assert response.status_code == 303, (path, response.status_code)
            self.model.told += [*(before or []), told]
        else:
            assert response.status_code in (303, 409), (path, response.status_code)
        return bool(told)


def without_token(fields: Fields) -> Fields:
    """What goes along with what is typed."""
    return {name: value for name, value in fields.items() if name and name not in ("csrf_token", "saves")}


def shown_on(page: Page) -> str:
    """All that can be read on a page, fields included."""
    return " ".join([page.text, *page.fields.values()])


@pytest.mark.heavy
@pytest.mark.parametrize("begun", BEGUN)
@pytest.mark.parametrize(
    "app",
    ["sqlite", pytest.param("postgresql", marks=[pytest.mark.postgresql, pytest.mark.long])],
    indirect=True,
)
def test_whatever_people_do_after_each_other(
    app: Flask, session: Session, people: People, stores: Any, client_as: Callable[..., Client], begun: str
) -> None:
    made = make_assessment(session, people, ("geld",))
    make_participation(session, made, people.participant, everything=True)
    session.commit()
    hub, users = f"/inventarisaties/{made.id}", {who: getattr(people, name) for who, name in WHO.items()}
    for user in set(users.values()):
        # To ask a row for its id would keep others from writing.
        session.refresh(user)
        session.expunge(user)
    session.rollback()
    store = stores(session.get_bind().dialect.name)
    store.keep(f"walk from {begun}")

    class Here(Walk):
        """In this database."""

    def begin() -> tuple[dict[str, Client], str]:
        session.rollback()
        store.put_back(f"walk from {begun}")
        session.expire_all()
        return {who: client_as(user) for who, user in users.items()}, hub

    Here.begin, Here.session, Here.users, Here.steps = begin, session, users, BEGUN.index(begun)
    # Looking for a shorter walk to the same fault takes minutes: that is for the long form.
    phases = tuple(Phase) if EVERYTHING else (Phase.generate,)
    chosen = settings(max_examples=examples(12), stateful_step_count=15, phases=phases)
    run_state_machine_as_test(Here, settings=chosen)
