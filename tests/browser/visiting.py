"""What a test goes to see: a page, or the state that shows after something went wrong."""

from dataclasses import dataclass

from tests.browser import acts


@dataclass(frozen=True)
class Visit:
    """One page: its endpoint, who looks (a role in the example; "" for who is not signed in), and the way there.

    Of an endpoint the visit that shows most comes first: that is the one that the short form makes too.
    """

    endpoint: str
    who: str
    path: str
    act: acts.Act | None = None
    """What is done on the page of `path` to come there."""
    shows: str = ""
    """What stands here and not at the first visit; then the short form comes here too."""


@dataclass(frozen=True)
class State:
    """A page that shows after something went wrong, or that says why it cannot be had; first of its status as above."""

    name: str
    who: str
    path: str
    status: int
    act: acts.Act | None = None
    shows: str = ""
