"""What can be wrong with an organisation's provider, or with what it says of somebody."""

from enum import StrEnum


class Fault(StrEnum):
    """Each has its own sentence for an administrator, and a word in the log."""

    ADDRESS = "address"
    """It must be https, and on the internet: not a machine of our own network."""
    UNREACHABLE = "unreachable"
    REDIRECT = "redirect"
    TOO_LARGE = "too_large"
    NOT_UNDERSTOOD = "not_understood"
    """No answer in the form that was asked for."""
    BUSY = "busy"
    """We ask for much at once already."""
    ISSUER = "issuer"
    """It calls itself by another name than was agreed."""
    FLOW = "flow"
    """It cannot do what we need: a code, with S256."""
    KEYS = "keys"
    """It publishes no key that we may trust."""
    CLIENT = "client"
    """It does not know us: client id or secret."""
    SECRET = "secret"  # noqa: S105 - a word for the log
    """Kept with another key than this installation has now."""
    CODE = "code"
    """It does not take the code: too old, or used."""
    TOKEN = "token"  # noqa: S105 - a word for the log
    """What it says of somebody is not signed by it, not for us, not of now, or not in answer to us."""


class ProviderError(Exception):
    """Nobody can be signed in; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault
