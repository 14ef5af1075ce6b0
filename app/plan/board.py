"""The actions of a trajectory as cards: filtered, sorted, and on a board or a list."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import EFFORTS, ImprovementAction, Trajectory
from app.plan.entrance import TRAJECTORY, Titles, blueprint, read_trajectory
from app.texts import actions as texts
from app.texts import trajectories as words
from app.texts.actions import find_out_title
from app.texts.trajectories import STATES, UNFINISHED
from app.web.clock import today
from app.web.extensions import db

ORDERS = {"bord": "plaats", "lijst": "einde"}
"""What each view is sorted by when nobody asks for something else."""


@dataclass(frozen=True, slots=True)
class BoardWish:
    """What somebody wants to see, and in which order."""

    view: str = "bord"
    domain: str = ""
    state: str = ""
    owner: str = ""
    item: str = ""
    sort: str = "plaats"
    descending: bool = False

    @property
    def is_filtered(self) -> bool:
        """Whether actions can be left out."""
        return bool(self.domain or self.state or self.owner or self.item)

    @property
    def query(self) -> dict[str, Any]:
        """The same as the query of an address; what is as it always is, is left out."""
        values = {"domein": self.domain, "staat": self.state, "eigenaar": self.owner, "vraag": self.item}
        values["weergave"] = "" if self.view == "bord" else self.view
        values["sorteer"] = "" if self.sort == ORDERS[self.view] else self.sort
        values["richting"] = "af" if self.descending else ""
        return {name: value for name, value in values.items() if value}

    def seen_as(self, view: str) -> "BoardWish":
        """The same in another view; each has an order of its own."""
        return replace(self, view=view, sort=ORDERS[view], descending=False)

    def sorted_by(self, column: str) -> "BoardWish":
        """The same, sorted by a column; once more turns the order around."""
        return replace(self, sort=column, descending=self.sort == column and not self.descending)


def wish_of(values: Mapping[str, str]) -> BoardWish:
    """What the query of an address asks; views and orders that do not exist are left out."""
    sort, view = values.get("sorteer", ""), values.get("weergave", "")
    view = view if view in texts.VIEWS else "bord"
    return BoardWish(
        view=view,
        domain=values.get("domein", ""),
        state=values.get("staat", ""),
        owner=values.get("eigenaar", ""),
        item=values.get("vraag", ""),
        sort=sort if sort in KEYS else ORDERS[view],
        descending=values.get("richting") == "af",
    )


@dataclass(frozen=True, slots=True)
class Card:
    action: ImprovementAction
    title: str
    """Short: without the domain that stands beside it, and finding out is called by the short name of the question."""
    domain: str
    """Its short title."""
    is_late: bool
    is_soon: bool
    """Whether it still has to be done, before the month is over."""
    late: str
    """In words; empty when it is not late."""
    above: uuid.UUID | None = None
    below: uuid.UUID | None = None
    """The cards next to it in its column, as they are shown."""

    @property
    def onward(self) -> str | None:
        return texts.ONWARD.get(self.action.state)

    @property
    def back(self) -> str | None:
        return texts.BACK.get(self.action.state)

    @property
    def mark(self) -> str:
        return "late" if self.is_late else self.action.state


@dataclass(frozen=True, slots=True)
class FilterLink:
    """What can be chosen with one click, and how many cards that leaves."""

    label: str
    count: int
    query: Mapping[str, Any]
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Board:
    """Every action of a trajectory, and those that somebody wants to see."""

    everything: Sequence[Card]
    cards: Sequence[Card]
    """In the order that was asked."""
    titles: Titles
    wish: BoardWish

    @property
    def late(self) -> Sequence[Card]:
        """All that are late, the longest first."""
        return sorted(
            (card for card in self.everything if card.is_late), key=lambda card: KEYS["einde"](card, self.titles)
        )

    @property
    def filters(self) -> Mapping[str, Sequence[FilterLink]]:
        """The filters that are links, by what they are about; the others stay as they are."""
        domains, states = self.choices["domein"], self.choices["staat"]
        when = {name: states[name] for name in texts.WHEN if name in states}
        return {
            "Domein": [
                self._filter(title, replace(self.wish, domain=one)) for one, title in {"": texts.ALL, **domains}.items()
            ],
            "Wanneer": [
                self._filter(title, replace(self.wish, state=one)) for one, title in {"": texts.ALWAYS, **when}.items()
            ],
        }

    def _filter(self, label: str, wish: BoardWish) -> FilterLink:
        return FilterLink(label, sum(_is_asked(card, wish) for card in self.everything), wish.query, wish == self.wish)

    @property
    def columns(self) -> Mapping[str, Sequence[Card]]:
        """The cards by state, each with its neighbours."""
        return {state: _neighbours([one for one in self.cards if one.action.state == state]) for state in STATES}

    @property
    def choices(self) -> Mapping[str, Mapping[str, str]]:
        """What can be chosen in each filter, by how it stands in an address: only what occurs."""
        actions = [card.action for card in self.everything]
        used = {action.domain for action in actions}
        items = dict.fromkeys(action.item for action in actions if action.item)
        owners = sorted({action.owner for action in actions if action.owner}, key=str.casefold)
        nobody = {texts.NOBODY: texts.NOBODY_YET} if any(not action.owner for action in actions) else {}
        return {
            "domein": {one: self.titles.short(one) for one in self.titles.domains if one in used},
            "staat": {name: STATES[state] for name, state in texts.STATE_NAMES.items()}
            | ({texts.LATE: texts.WHEN[texts.LATE]} if self.late else {})
            | ({texts.SOON: texts.WHEN[texts.SOON]} if any(card.is_soon for card in self.everything) else {}),
            "eigenaar": {owner: owner for owner in owners} | nobody,
            "vraag": {item: self.titles.named(item) for item in items},
            "sorteer": {**texts.COLUMNS, "plaats": texts.BOARD_ORDER},
        }


def is_late(action: ImprovementAction, today: date) -> bool:
    """Whether the end date is over while it still has to be done."""
    return action.state in UNFINISHED and action.ends_on is not None and action.ends_on < today


def load_board(session: Session, trajectory: Trajectory, wish: BoardWish, today: date) -> Board:
    """The actions of a trajectory in one statement; a filter that fits nothing that there is, is left out."""
    query = select(ImprovementAction).where(ImprovementAction.trajectory_id == trajectory.id)
    in_order = query.order_by(ImprovementAction.position, ImprovementAction.created_at, ImprovementAction.id)
    titles = Titles(trajectory.assessment)
    cards = [_card(action, titles, today) for action in session.scalars(in_order)]
    whole = Board(cards, cards, titles, wish)
    known = {name: value for name, value in wish.query.items() if value in whole.choices.get(name, (value,))}
    wish = wish_of(known)
    return Board(cards, _sorted([card for card in cards if _is_asked(card, wish)], wish, titles), titles, wish)


def _card(action: ImprovementAction, titles: Titles, today: date) -> Card:
    late, ends = is_late(action, today), action.ends_on
    this_month = ends is not None and (ends.year, ends.month) == (today.year, today.month)
    return Card(
        action,
        _title(action, titles),
        titles.short(action.domain),
        late,
        this_month and not late and action.state in UNFINISHED,
        texts.ends(ends, today, is_late=late),
    )


def _title(action: ImprovementAction, titles: Titles) -> str:
    question = titles.questions.get(action.item or "") if action.kind == "find_out" else None
    if question is not None and action.title == find_out_title(question.text):
        return texts.find_out(question.short_name)
    return texts.without_domain(action.title, titles.short(action.domain)) if action.bank_id else action.title


def _is_asked(card: Card, wish: BoardWish) -> bool:
    action = card.action
    times = {texts.LATE: card.is_late, texts.SOON: card.is_soon}
    in_state = times.get(wish.state, action.state == texts.STATE_NAMES.get(wish.state))
    owner = "" if wish.owner == texts.NOBODY else wish.owner
    return (
        (not wish.domain or action.domain == wish.domain)
        and (not wish.state or in_state)
        and (not wish.owner or action.owner == owner)
        and (not wish.item or action.item == wish.item)
    )


def _sorted(cards: Sequence[Card], wish: BoardWish, titles: Titles) -> list[Card]:
    """In the order that is asked; where there is nothing to sort by comes last, whatever the direction."""
    key = KEYS[wish.sort]
    known = [(found, card) for card in cards if (found := key(card, titles)) is not None]
    unknown = [card for card in cards if key(card, titles) is None]
    known.sort(key=lambda pair: pair[0], reverse=wish.descending)
    return [card for _, card in known] + unknown


def _neighbours(cards: Sequence[Card]) -> list[Card]:
    ids = [card.action.id for card in cards]
    beside = zip(cards, [None, *ids], [*ids[1:], None], strict=False)
    return [replace(card, above=above, below=below) for card, above, below in beside]


KEYS: dict[str, Callable[[Card, Titles], Any]] = {
    "plaats": lambda card, _: card.action.position,
    "domein": lambda card, titles: {one: place for place, one in enumerate(titles.domains)}.get(card.action.domain),
    "wie": lambda card, _: card.action.owner.casefold() or None,
    "einde": lambda card, _: card.action.ends_on if card.action.state in UNFINISHED else None,
    "moeite": lambda card, _: EFFORTS.index(card.action.effort) if card.action.effort else None,
    "staat": lambda card, _: list(STATES).index(card.action.state),
}
"""What actions are sorted by, by how it stands in an address."""


@blueprint.get(f"{TRAJECTORY}/acties")
def board(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    trajectory = read_trajectory(trajectory_id)
    found = load_board(db.session, trajectory, wish_of(request.args), today())
    return render_template(
        "trajectories/board.html", trajectory=trajectory, board=found, wish=found.wish, texts=texts, words=words
    )
