"""E-mail addresses as they are kept: one way of writing for one mailbox."""

from email_validator import EmailNotValidError, validate_email

LENGTH = 254
REMOVED = "@verwijderd.invalid"
"""The end of the address of who was removed: mail is never delivered there, and nobody can type it as their own."""


def parse_address(text: str) -> str:
    """The address in small letters and normal form; nothing is looked up. ValueError when it is none."""
    if len(text) > LENGTH:
        raise ValueError("too long")
    try:
        address = validate_email(text, check_deliverability=False).normalized.lower()
    except EmailNotValidError as error:
        raise ValueError(str(error)) from None
    if len(address) > LENGTH:
        raise ValueError("too long")
    return address


def masked(address: str) -> str:
    """The address for who has it to recognise, and for nobody else to learn: `jo•••@gemeente.example`."""
    name, _, domain = address.rpartition("@")
    return f"{name[: min(2, len(name) - 1)]}•••@{domain}"


def leads_nowhere(address: str) -> bool:
    """Whether this is the address that somebody has who was removed."""
    return address.endswith(REMOVED)
