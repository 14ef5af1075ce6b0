"""The forms of signing in, and of the second step."""

import re
from collections.abc import Callable

from wtforms import Field, Form
from wtforms.validators import ValidationError

from app.accounts.codes import LONG, SHORT
from app.accounts.steps import ALPHABET, LENGTH
from app.doors.addresses import LENGTH as ADDRESS_LENGTH
from app.texts.accounts import NO_ADDRESS, NO_CODE, NO_OLD_STEP, NO_STEP, NOT_A_CODE, NOT_A_NEW_CODE, NOT_A_STEP
from app.web.forms import BaseForm, address, clean, required, text_field

SPACES = re.compile(r"[\s\-.\u200b\ufeff]+")
"""What mail programs and people put between the digits of a code."""
DIGITS = "[0-9]{6}"
MAILED = f"[0-9]{{{SHORT}}}|[0-9]{{{LONG}}}"
STEP = f"{DIGITS}|[{ALPHABET}]{{{LENGTH}}}"
"""A code of an app, or a recovery code."""


def code_like(pattern: str, message: str) -> Callable[[Form, Field], None]:
    """Take a code that looks like this, with or without spaces in it and in capitals or not."""

    def check(_: Form, field: Field) -> None:
        found = SPACES.sub("", field.data).lower()
        if not re.fullmatch(pattern, found):
            raise ValidationError(message)
        field.data = found

    return check


class SignInForm(BaseForm):
    """Who wants to sign in."""

    email = text_field("E-mailadres", ADDRESS_LENGTH, required(NO_ADDRESS), clean, address)


class CodeForm(BaseForm):
    """The code from the mail."""

    code = text_field("Code uit de e-mail", 40, required(NO_CODE), clean, code_like(MAILED, NOT_A_CODE), secret=True)


class StepForm(BaseForm):
    """A code of the second step that somebody has."""

    code = text_field("Code uit de app", 40, required(NO_STEP), clean, code_like(STEP, NOT_A_STEP), secret=True)


def first_code(label: str) -> Field:
    """The field for the first code of a new app."""
    return text_field(label, 40, required(NOT_A_NEW_CODE), clean, code_like(DIGITS, NOT_A_NEW_CODE), secret=True)


class SetUpForm(BaseForm):
    """The first code of an app."""

    code = first_code("Code uit de app")


class RenewForm(SetUpForm):
    """The first code of a new app, and one of the app or the recovery codes that it comes instead of."""

    code = first_code("Code uit de nieuwe app")
    current = text_field(
        "Code uit de oude app", 40, required(NO_OLD_STEP), clean, code_like(STEP, NOT_A_STEP), secret=True
    )
