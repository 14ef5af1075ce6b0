"""One row of the was-wordt table: what became of a part of the version before."""

from typing import Literal

from pydantic import Field

from questionnaires.model.base import Frozen, Text

ChangeKind = Literal["question", "option", "domain", "override", "action", "facet"]
ChangeClass = Literal[
    "carried", "grammar", "reworded", "moved", "meaning_changed", "merged", "split", "retired", "added"
]

_REVERSED: dict[ChangeClass, ChangeClass] = {
    "merged": "split",
    "split": "merged",
    "retired": "added",
    "added": "retired",
}


class Change(Frozen):
    """What happened to one part, or to several when they were split or merged.

    The ids of an option are `A.BE/3` (its question and its value), of an override `wonen/M.BL` (domain and question).
    """

    kind: ChangeKind
    class_: ChangeClass = Field(alias="class")
    old: tuple[Text, ...] = ()
    new: tuple[Text, ...] = ()
    reason: Text

    @property
    def reversed(self) -> "Change":
        """The same change seen from the later version back to the earlier one."""
        class_ = _REVERSED.get(self.class_, self.class_)
        return self.model_copy(update={"class_": class_, "old": self.new, "new": self.old})
