"""What a test goes to see: a page, or the state that shows after something went wrong."""

from dataclasses import dataclass

from tests.browser import acts


@dataclass(frozen=True)
class Visit:
    """One page: its endpoint, who looks (a role in the example; "" for who is not signed in), and the way there."""

    endpoint: str
    who: str
    path: str
    act: acts.Act | None = None
    """What is done on the page of `path` to come there."""


@dataclass(frozen=True)
class State:
    """A page that shows after something went wrong, or that says why it cannot be had."""

    name: str
    who: str
    path: str
    status: int
    act: acts.Act | None = None
