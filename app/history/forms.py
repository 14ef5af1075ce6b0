"""The forms that choose which changes are shown; they only look, so everything stands in the address."""

import uuid
from collections.abc import Iterable
from datetime import date

from werkzeug.datastructures import MultiDict
from wtforms import Field
from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation, ValidationError

from app.forms import BaseForm, ChoiceField, parse_day, text_field
from app.history.queries.outside import Outside
from app.history.queries.scope import Scope
from app.history.queries.wanted import Wanted
from app.texts.history import KINDS, OUTSIDE_KINDS
from app.texts.history import pages as texts


def readable_day(_: BaseForm, field: Field) -> None:
    """A day, or nothing."""
    if field.data:
        try:
            parse_day(field.data)
        except ValueError:
            raise StopValidation(texts.DAY_UNREADABLE) from None


class DaysForm(BaseForm):
    """Which kind of changes, and from and until which day."""

    soort = ChoiceField("Soort", [], message=texts.NOT_IN_LIST)
    van = text_field("Vanaf dag", 40, readable_day)
    tot = text_field("Tot en met dag", 40, readable_day)

    def validate_tot(self, field: Field) -> None:
        """Not before the first day."""
        since, until = self.since, parse_day(field.data) if field.data else None
        if since and until and until < since:
            raise ValidationError(texts.DAY_ORDER)

    @property
    def since(self) -> date | None:
        """The first day; None without one that can be read."""
        return parse_day(self.van.data) if self.van.data and not self.van.errors else None

    @property
    def until(self) -> date | None:
        """The last day; None without one that can be read."""
        return parse_day(self.tot.data) if self.tot.data and not self.tot.errors else None


class FilterForm(DaysForm):
    """Which changes of one assessment."""

    domein = ChoiceField("Domein", [], message=texts.NOT_IN_LIST)
    wie = ChoiceField("Wie", [], message=texts.NOT_IN_LIST)

    def wanted(self, item: str | None) -> Wanted:
        """What is asked for, once the form is valid; `item` is a question that the address names."""
        who = uuid.UUID(self.wie.data) if "wie" in self and self.wie.data else None
        return Wanted(item, self.domein.data, who, self.soort.data, self.since, self.until)


class OutsideForm(DaysForm):
    """Which changes outside the assessments."""

    gemeente = ChoiceField("Gemeente", [], message=texts.NOT_IN_LIST)

    @property
    def wanted(self) -> Outside:
        """What is asked for, once the form is valid."""
        where = uuid.UUID(self.gemeente.data) if self.gemeente.data else None
        return Outside(where, self.soort.data, self.since, self.until)


def build_filter_form(scope: Scope, asked: MultiDict[str, str]) -> FilterForm:
    """The form for one assessment, with what the address asks."""
    form = FilterForm(asked)
    _offer(form.domein, texts.ANY_DOMAIN, scope.titles.domains.items())
    if scope.leads:
        _offer(form.wie, texts.ANYBODY, scope.cast.choices)
    else:
        # A colleague reads back what they did themselves: there is nobody to choose.
        del form.wie
    kinds = KINDS if scope.leads else {kind: KINDS[kind] for kind in texts.OWN_KINDS}
    _offer(form.soort, texts.ANY_KIND, kinds.items())
    return form


def build_outside_form(municipalities: Iterable[tuple[str, str]], asked: MultiDict[str, str]) -> OutsideForm:
    """The form for changes outside the assessments, with what the address asks."""
    form = OutsideForm(asked)
    _offer(form.gemeente, texts.ANY_MUNICIPALITY, municipalities)
    _offer(form.soort, texts.ANY_KIND, OUTSIDE_KINDS.items())
    return form


def _offer(field: ChoiceField, everything: str, choices: Iterable[tuple[str, str]]) -> None:
    field.choices = [SelectChoice("", everything), *(SelectChoice(value, label) for value, label in choices)]
