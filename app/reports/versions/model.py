"""The differences between two versions: what people said and agreed, and what that amounts to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AgreedChange:
    """An agreed score that is new, gone or different; with the reason that holds now."""

    place: str
    """The domain, or the municipality as a whole."""
    question: str
    old: str
    new: str
    reason: str
    """Empty when nothing is agreed any more."""


@dataclass(frozen=True, slots=True)
class DissentChange:
    """What somebody who sees an agreed score differently says, that is new, gone or different."""

    place: str
    question: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """An answer of one person that is new, gone or different; without whose it is."""

    place: str
    question: str
    old: str
    new: str
    is_new: bool = False
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """Something of a domain that was one thing and is another, formatted."""

    place: str
    part: str
    old: str
    new: str
    difference: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """A domain whose chance or place in the order is another one."""

    place: str
    old_place: str
    new_place: str
    old_chance: str
    new_chance: str


@dataclass(frozen=True, slots=True)
class Said:
    """What people said and agreed differently."""

    agreed: tuple[AgreedChange, ...]
    answers: tuple[AnswerChange, ...]
    ambitions: tuple[Change, ...]
    dissents: tuple[DissentChange, ...] = ()
    new_domains: tuple[str, ...] = ()
    """The names of the domains that came with this version."""
    gone_domains: tuple[str, ...] = ()
    """The names of the domains that this version no longer has."""

    @property
    def anything(self) -> bool:
        """Whether anything differs."""
        domains = self.new_domains or self.gone_domains
        return bool(self.agreed or self.dissents or self.answers or self.ambitions or domains)


@dataclass(frozen=True, slots=True)
class Numbers:
    """What scores are different, and the order by chance."""

    scores: tuple[Change, ...]
    order: tuple[Moved, ...]

    @property
    def anything(self) -> bool:
        """Whether anything differs."""
        return bool(self.scores or self.order)
