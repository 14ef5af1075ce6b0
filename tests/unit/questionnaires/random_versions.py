"""Random next versions of a questionnaire, with the table that was kept while the edits were made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from questionnaires.model import Change, ChangeClass, Frozen, Override, Question, Questionnaire
from tests.unit.questionnaires.edits import make_row, next_version
from tests.unit.questionnaires.random_questions import QUESTION_EDITS, Edit, Texts, new_option, new_question

Became = tuple[ChangeClass, tuple[str, ...]]
"""What became of a question, and under which ids it goes on."""

BACKWARDS: Mapping[ChangeClass, ChangeClass] = {"split": "merged", "merged": "split"}
WEAKEST_FIRST: tuple[ChangeClass, ...] = (
    "carried",
    "grammar",
    "reworded",
    "moved",
    "meaning_changed",
    "merged",
    "split",
    "retired",
)


@dataclass(frozen=True)
class Step:
    """From one version to the next."""

    before: Questionnaire
    after: Questionnaire
    became: Mapping[str, Became]
    """By old question id."""
    was: Mapping[str, Became]
    """By new question id: where it comes from."""


def next_random(random: Random, before: Questionnaire) -> Step:
    """The next version, in which any number of random things changed."""
    return _Editor(random, before).step()


class _Editor:
    """One author at work: each part is touched once, and each touch leaves its row."""

    def __init__(self, random: Random, before: Questionnaire) -> None:
        self.random, self.before = random, before
        self.texts = Texts(before.version + 1)
        self.rows: list[Change] = []
        self.became: dict[str, Became] = {one.id: ("carried", (one.id,)) for one in before.questions}
        self.parts: dict[str, dict[str, Any]] = {
            "facet": {one.id: one for one in before.facets},
            "question": {one.id: one for one in before.questions},
            "domain": {one.id: one for one in before.domains},
            "action": {one.id: one for one in before.actions},
        }

    def step(self) -> Step:
        """Facets first: questions can move into new ones."""
        self._edit("facet", {"title": 1, "dimension": 0})
        self._questions()
        self._options()
        self._edit("domain", {"short": 1, "practice": -1})
        self._actions()
        parts = {f"{name}s": tuple(found.values()) for name, found in self.parts.items()}
        after = next_version(self.before, *self.rows, **parts, overrides=self._overrides(), own_domain=self._own())
        shuffled = tuple(self.random.sample(self.rows, len(self.rows)))
        return Step(self.before, after.model_copy(update={"changes": shuffled}), self.became, self._was())

    def _row(self, kind: str, class_: str, old: Sequence[str], new: Sequence[str]) -> None:
        self.rows.append(make_row(kind, class_, " ".join(old), " ".join(new)))

    def _questions(self) -> None:
        free = list(self.before.questions)
        for edit in self.random.choices(QUESTION_EDITS, k=self.random.randint(0, 6)):
            if len(free) >= edit.takes + 2:
                self._question(edit, [free.pop(self.random.randrange(len(free))) for _ in range(edit.takes)])
        for _ in range(self.random.randint(0, 2)):
            added = new_question(self.random, self.texts, list(self.parts["facet"]))
            self.parts["question"][added.id] = added
            self._row("question", "added", (), [added.id])

    def _question(self, edit: Edit, old: list[Question]) -> None:
        made = edit.make(self.random, self.texts, old, list(self.parts["facet"]))
        ids = [one.id for one in old]
        for one in ids:
            del self.parts["question"][one]
        self.parts["question"] |= {one.id: one for one in made}
        self._row("question", edit.class_, ids, [one.id for one in made])
        self.became |= dict.fromkeys(ids, (edit.class_, tuple(one.id for one in made)))

    def _options(self) -> None:
        """Answers of questions that are there before and after, whatever else happened to these."""
        for question_id, question in self.parts["question"].items():
            if self.before.has_question(question_id) and self.random.random() < 0.2:
                value, class_ = self.random.randrange(5), self.random.choice(WEAKEST_FIRST[1:3])
                self.parts["question"][question_id] = new_option(question, value, self.texts)
                self._row("option", class_, [f"{question_id}/{value}"], [f"{question_id}/{value}"])
                known, ids = self.became[question_id]
                self.became[question_id] = (max(known, class_, key=WEAKEST_FIRST.index), ids)

    def _edit(self, kind: str, fields: Mapping[str, int]) -> None:
        """Edits that all other parts have in common; of a field 1 is read, 0 says where it stands, -1 is the rest."""
        parts = self.parts[kind]
        for part in self.random.sample(list(parts.values()), self.random.randint(0, len(parts))):
            field = self.random.choice([*fields, *(_MOVES if kind != "facet" else ())])
            if field in _MOVES:
                self._moved(kind, part, field)
            elif others := self._others(field, part):
                parts[part.id] = part.model_copy(update={field: self.random.choice(others)})
                class_ = {0: "moved", 1: self.random.choice(["grammar", "reworded"]), -1: "carried"}[fields[field]]
                self._row(kind, class_, [part.id], [part.id])
        if self.random.random() < 0.3:
            new = self.texts.new_id()
            parts[new] = self.random.choice(list(parts.values())).model_copy(update={"id": new})
            self._row(kind, "added", (), [new])

    def _moved(self, kind: str, part: Any, how: str) -> None:
        parts = self.parts[kind]
        if how == "retired" and len(parts) < 2:
            return
        keeps = how == "split off"
        new = [] if how == "retired" else [self.texts.new_id() for _ in range(2 if how == "split" else 1)]
        named = {one: part.model_copy(update={"id": one}) for one in new}
        if keeps:
            named[part.id] = part.model_copy(update={"title": self.texts.next()})
        del parts[part.id]
        parts |= named
        self._row(kind, how.split()[0], [part.id], list(named))

    def _others(self, field: str, part: Frozen) -> list[str | None]:
        """What else a field can hold: another place or source, or any new text."""
        known: dict[str, list[str | None]] = {
            "dimension": [one.id for one in self.before.dimensions],
            "question": list(self.parts["question"]),
            "basis": [None, *(one.id for one in self.before.sources)],
        }
        return [one for one in known.get(field, [self.texts.next()]) if one != getattr(part, field)]

    def _actions(self) -> None:
        """An action never stays with a question that is gone."""
        self._edit("action", {"title": 1, "question": 0, "basis": -1})
        touched = {one for row in self.rows if row.kind == "action" for one in (*row.old, *row.new)}
        for action in list(self.parts["action"].values()):
            if action.question not in self.parts["question"]:
                elsewhere = self.random.choice(list(self.parts["question"]))
                self.parts["action"][action.id] = action.model_copy(update={"question": elsewhere})
                if action.id not in touched:
                    self._row("action", "moved", [action.id], [action.id])
                else:
                    self._moves_too(action.id)

    def _moves_too(self, action_id: str) -> None:
        """What was only reworded moved now, too; what is new or split is that already."""
        for place, row in enumerate(self.rows):
            if row.kind == "action" and row.class_ in WEAKEST_FIRST[:3] and action_id in row.old:
                self.rows[place] = make_row("action", "moved", action_id, action_id)

    def _overrides(self) -> tuple[Override, ...]:
        """They go with their domain and question; where both stay, each that differs has its row."""
        old = {(one.domain, one.question): one for one in self.before.overrides}
        asked = [one for one in self.parts["question"].values() if one.kind != "general"]
        pairs = [(domain, one.id) for domain in self.parts["domain"] for one in asked]
        kept = {pair: one for pair, one in old.items() if pair in pairs}
        for pair in self.random.sample(pairs, min(len(pairs), self.random.randint(0, 4))):
            if pair in kept and self.random.random() < 0.5:
                del kept[pair]
            else:
                kept[pair] = Override(domain=pair[0], question=pair[1], help=self.texts.next())
            if self._in_both(*pair):
                class_ = self.random.choice(["grammar", "reworded"])
                self._row("override", class_, ["/".join(pair)], ["/".join(pair)])
        return tuple(kept.values())

    def _in_both(self, domain: str, question: str) -> bool:
        return self.before.has_question(question) and domain in {one.id for one in self.before.domains}

    def _own(self) -> Frozen:
        if self.random.random() < 0.8:
            return self.before.own_domain
        self._row("domain", "reworded", ["own_domain"], ["own_domain"])
        return self.before.own_domain.model_copy(update={"resultaat": self.texts.next()})

    def _was(self) -> dict[str, Became]:
        was: dict[str, Became] = dict.fromkeys(self.parts["question"], ("retired", ()))
        for old, (class_, ids) in self.became.items():
            for new in ids:
                was[new] = (BACKWARDS.get(class_, class_), (*was[new][1], old))
        return was


_MOVES = ("moved", "retired", "split", "split off")
"""Ways in which a domain or action gets another id: `moved` to it, or into parts."""


def class_over(steps: Sequence[Mapping[str, Became]], question_id: str) -> ChangeClass:
    """What a chain of steps makes of a question: the strongest of all that it went through, unless nothing is left."""
    ids = {question_id}
    classes: list[ChangeClass] = ["carried"]
    for step in steps:
        here = [step[one] for one in ids]
        classes += [class_ for class_, onward in here if onward]
        ids = {one for _, onward in here for one in onward}
    return max(classes, key=WEAKEST_FIRST.index) if ids else "retired"
