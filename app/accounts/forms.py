"""The forms of signing in."""

import re

from wtforms import Field, Form
from wtforms.validators import ValidationError

from app.addresses import LENGTH, parse_address
from app.forms import BaseForm, clean, required, text_field
from app.texts.accounts import NO_ADDRESS, NO_CODE, NOT_SIX_DIGITS, WRONG_ADDRESS

SPACES = re.compile(r"[\s\-.\u200b\ufeff]+")
"""What mail programs and people put between the digits of a code."""


def address(_: Form, field: Field) -> None:
    """Take the address in the form in which addresses are kept, or refuse it."""
    try:
        field.data = parse_address(field.data)
    except ValueError:
        raise ValidationError(WRONG_ADDRESS) from None


def six_digits(_: Form, field: Field) -> None:
    """Take the six digits, with or without spaces between them."""
    digits = SPACES.sub("", field.data)
    if not re.fullmatch(r"[0-9]{6}", digits):
        raise ValidationError(NOT_SIX_DIGITS)
    field.data = digits


class SignInForm(BaseForm):
    """Who wants to sign in."""

    email = text_field("E-mailadres", LENGTH, required(NO_ADDRESS), clean, address)


class CodeForm(BaseForm):
    """The code from the mail."""

    code = text_field("Code van 6 cijfers", 40, required(NO_CODE), clean, six_digits)
