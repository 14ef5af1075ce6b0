"""What every model here shares: frozen, strict, and the texts with `{parameters}`."""

import re
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

Id = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_.]*$")]
Text = Annotated[str, Field(min_length=1)]
Version = Annotated[int, Field(ge=1)]
Five = Annotated[tuple[Text, ...], Field(min_length=5, max_length=5)]
Kind = Literal["domain", "general", "opportunity"]
Axis = Literal["return", "feasibility"]
Effort = Literal["small", "medium", "large"]

GENERAL = "algemeen"
"""The domain id of the municipality-wide items."""

OWN_DOMAINS = ("eigen_1", "eigen_2", "eigen_3")
"""The ids that a municipality's own domains get, in this order."""

_PARAMETER = re.compile(r"\{(\w+)\}")


class Frozen(BaseModel):
    """Base of every model here: immutable, no unknown keys, no conversions (a `true` is never a 1)."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, use_attribute_docstrings=True)

    def __copy__(self) -> Self:
        """A copy without cached properties: `model_copy(update=...)` must never show what the original had cached."""
        copy = super().__copy__()
        for name in copy.__dict__.keys() - type(self).model_fields.keys():
            del copy.__dict__[name]
        return copy


class Parameters(Frozen):
    """What fills the `{parameters}` in texts. The names are the Dutch words that stand in the texts themselves."""

    domein: Text
    bestuurder: Text
    uitvoerders: Text
    contactmoment: Text
    partners: Text
    d2voorbeeld: Text
    resultaat: Text
    inwoner: Text
    inwoners: Text

    def fill(self, text: str) -> str:
        """The text with every `{name}` filled in; `{Name}` gets a capital. KeyError for a name that does not exist."""
        return _PARAMETER.sub(self._value, text)

    def _value(self, match: re.Match[str]) -> str:
        name = match[1]
        value: str = self.__dict__[name.lower()]
        return value[0].upper() + value[1:] if name[0].isupper() else value


def parameter_names(text: str) -> list[str]:
    """The names between braces in a text, in lower case, in order."""
    return [name.lower() for name in _PARAMETER.findall(text)]
