"""Municipalities: the list, adding one, and taking over a list as Statistics Netherlands (CBS) publishes it."""

import codecs
import csv
import io
import re
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from werkzeug.datastructures import CombinedMultiDict, FileStorage
from wtforms import Field, FileField, Form, HiddenField, StringField
from wtforms.validators import ValidationError

from app.administration.entrance import blueprint
from app.administration.people import all_municipalities, successors
from app.doors.door import cleaned, is_clean, normalised
from app.models import Municipality, User
from app.state.places import REGION_OF, SIZE_CLASSES, province, size_class
from app.texts import administration as texts
from app.trail.events import record
from app.web.clock import now, today
from app.web.extensions import db
from app.web.forms import BaseForm, ChoiceField, clean, one_line, required, text_field

CODE_COLUMNS = ("gemeentecodegm", "gmcode", "statcode", "gemeentecode", "code")
"""How the column with the code is called, best first; numbers and underscores are left out of the names."""
NAME_COLUMNS = ("gemeentenaam", "gmnaam", "statnaam", "gemeente", "naam")
SIZE_COLUMNS = ("inwoners", "inwonertal", "aantalinwoners", "bevolking", "grootteklasse")
PROVINCE_COLUMNS = ("provincienaam", "pvnaam", "provincie")
"""These two may be absent: they are for comparing with municipalities of the same kind."""
CODE = re.compile(r"(?:GM)?([0-9]{1,4})", re.IGNORECASE)
NAME_LENGTH = 80
MOST_LINES, MOST_COLUMNS = 10_000, 200
"""All codes that there can be, and more than any list tells of one municipality."""


class MunicipalityFileError(Exception):
    """A list that cannot be taken over; `problems` has every reason, each with its line."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class ListedMunicipality:
    number: int
    code: str
    name: str
    size_class: str = ""
    """Empty where the list does not say."""
    province: str = ""


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, with or without byte order mark, UTF-16 or Windows-1252. MunicipalityFileError."""
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise MunicipalityFileError([texts.UNREADABLE])


def parse_code(text: str) -> str | None:
    """The code as it is kept (GM0363) from 363, 0363 or GM0363; None when it is none."""
    match = CODE.fullmatch(text.strip())
    return f"GM{int(match[1]):04d}" if match and int(match[1]) else None


def parse_municipalities(text: str) -> tuple[ListedMunicipality, ...]:
    """The municipalities in a list. MunicipalityFileError with every problem, or all lines: nothing in between."""
    if not is_clean(text):
        raise MunicipalityFileError([texts.UNREADABLE])
    rows, problems = _rows(normalised(text).lstrip("\ufeff"))
    rows = [(number, cells) for number, cells in rows if any(cells)]
    if not rows:
        raise MunicipalityFileError(problems or [texts.NO_ROWS])
    where = _columns(rows[0][1])
    if not isinstance(where, _Columns):
        raise MunicipalityFileError([where, *problems])
    found = [_line(number, cells, where) for number, cells in rows[where.header :]]
    lines = [line for line in found if isinstance(line, ListedMunicipality)]
    problems += [problem for line in found if not isinstance(line, ListedMunicipality) for problem in line]
    problems += _repeated(lines)
    if problems or not lines:
        raise MunicipalityFileError(problems or [texts.NO_ROWS])
    return tuple(lines)


def _rows(text: str) -> tuple[list[tuple[int, list[str]]], list[str]]:
    """Line number and cells of every line; what is broken, or too much, stops the reading there."""
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text), strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        for cells in reader:
            if len(rows) == MOST_LINES:
                return [], [texts.too_many_lines(MOST_LINES)]
            if len(cells) > MOST_COLUMNS:
                return [], [texts.too_many_columns(reader.line_num, MOST_COLUMNS)]
            rows.append((reader.line_num, [cell.strip() for cell in cells]))
    except csv.Error:
        return rows, [texts.broken_line(reader.line_num)]
    return rows, []


def _delimiter(text: str) -> str:
    """What stands between the cells of the first line; a comma may also be a part of a name."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    outside = re.sub(r'"[^"]*"', "", first)
    return next((mark for mark in ";\t" if mark in outside), ",")


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where everything stands, how many columns there are, and how many lines of heads (0 or 1)."""

    code: int
    name: int
    width: int
    header: int
    size: int | None = None
    province: int | None = None


def _columns(cells: Sequence[str]) -> "_Columns | str":
    """Where the columns are, or what is wrong with the heads."""
    if parse_code(cells[0]):
        return _Columns(0, 1, len(cells), 0)
    names = [re.sub(r"[^a-z]", "", cell.lower()) for cell in cells]
    code, name = _first_of(CODE_COLUMNS, names), _first_of(NAME_COLUMNS, names)
    if code is None and name is None:
        return texts.NO_CODE_COLUMN
    if code is None or name is None:
        return texts.missing_columns(code is None)
    size, province_ = _first_of(SIZE_COLUMNS, names), _first_of(PROVINCE_COLUMNS, names)
    return _Columns(code, name, len(cells), 1, size, province_)


def _first_of(wanted: Sequence[str], names: Sequence[str]) -> int | None:
    return next((names.index(name) for name in wanted if name in names), None)


def _line(number: int, cells: Sequence[str], where: _Columns) -> "ListedMunicipality | list[str]":
    if len(cells) != where.width:
        return [texts.bad_width(number, len(cells), where.width)]
    typed, name = (cells[at] if at < len(cells) else "" for at in (where.code, where.name))
    code = parse_code(typed)
    problems = [] if code else [texts.bad_code(number, typed)]
    if not name or len(name) > NAME_LENGTH or "\n" in name:
        problems.append(texts.bad_name(number, name, NAME_LENGTH))
    size, problem = _optional(cells, where.size, size_class, texts.bad_size, number)
    problems += problem
    lies_in, problem = _optional(cells, where.province, province, texts.bad_province, number)
    problems += problem
    return problems if problems or code is None else ListedMunicipality(number, code, name, size, lies_in)


def _optional(
    cells: Sequence[str],
    at: int | None,
    parse: Callable[[str], str | None],
    tell: Callable[[int, str], str],
    number: int,
) -> tuple[str, list[str]]:
    """What stands in a column that may be absent or empty, and what is wrong with it."""
    typed = "" if at is None else cells[at]
    found = parse(typed) if typed else ""
    return found or "", [] if found is not None else [tell(number, typed)]


def _repeated(lines: Sequence[ListedMunicipality]) -> Iterator[str]:
    first: dict[str, int] = {}
    for line in lines:
        if line.code in first:
            yield texts.twice(line.number, line.code, first[line.code])
        first.setdefault(line.code, line.number)


class KnownCodeError(Exception):
    """There is a municipality with this code already; `name` is how it is called."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class PlanChangedError(Exception):
    """Somebody else added municipalities since the plan was made."""


class KnownPlace(NamedTuple):
    """What is known of a municipality for comparing: empty where nothing is."""

    size_class: str
    province: str


UNPLACED = KnownPlace("", "")


class Known(NamedTuple):
    name: str
    place: KnownPlace
    id: uuid.UUID | None = None
    is_merged: bool = False
    """Whether it is, or becomes, part of another one."""


def known_by_code(session: Session) -> dict[str, Known]:
    one = Municipality
    query = select(one.code, one.name, one.size_class, one.region, one.id, one.merged_into_id.is_not(None))
    return {
        code: Known(name, KnownPlace(size or "", region or ""), key, merged)
        for code, name, size, region, key, merged in session.execute(query)
    }


@dataclass(frozen=True, slots=True)
class ListChanges:
    """What a list would change: (code, name) to add, (code, old name, new name) to rename."""

    added: tuple[tuple[str, str], ...]
    renamed: tuple[tuple[str, str, str], ...]
    same: int
    """How many lines change nothing."""
    placed: tuple[tuple[str, KnownPlace, KnownPlace], ...] = ()
    """Of which the class of inhabitants or the province changes: (code, old, new)."""
    absent: tuple[tuple[str, Known], ...] = ()
    """What is not in the list and, as far as is known, not part of another one: it stays as it is."""
    merged: tuple[tuple[str, Known], ...] = ()
    """What is in the list although it is, or becomes, part of another one: the list may be an old one."""

    @property
    def changes(self) -> int:
        """How many municipalities would change."""
        return len({row[0] for row in (*self.added, *self.renamed, *self.placed)})


def planned(lines: Sequence[ListedMunicipality], known: Mapping[str, Known]) -> ListChanges:
    """What these lines change in the municipalities that are known, by code."""
    added = tuple((line.code, line.name) for line in lines if line.code not in known)
    renamed = tuple(
        (line.code, known[line.code].name, line.name)
        for line in lines
        if line.code in known and known[line.code].name != line.name
    )
    both = [(line.code, known[line.code].place if line.code in known else UNPLACED, line) for line in lines]
    placed = tuple((code, old, new) for code, old, line in both if (new := _place(line, old)) != old)
    touched = {row[0] for row in (*added, *renamed, *placed)}
    same = sum(line.code not in touched for line in lines)
    return ListChanges(added, renamed, same, placed, *_beside(lines, known))


def _beside(
    lines: Sequence[ListedMunicipality], known: Mapping[str, Known]
) -> tuple[tuple[tuple[str, Known], ...], ...]:
    """What the list lacks, and what it has although that ends."""
    listed = {line.code for line in lines}
    rows = sorted(known.items(), key=lambda row: (row[1].name, row[0]))
    absent = tuple(row for row in rows if row[0] not in listed and not row[1].is_merged)
    return absent, tuple(row for row in rows if row[0] in listed and row[1].is_merged)


def _place(line: ListedMunicipality, old: KnownPlace) -> KnownPlace:
    """What a line says; what it does not say stays as it was."""
    return KnownPlace(line.size_class or old.size_class, line.province or old.province)


def add_municipality(
    session: Session, actor: User, code: str, name: str, place: KnownPlace = UNPLACED, *, now: datetime
) -> Municipality:
    """Add one municipality. Raises KnownCodeError."""
    kept = {"size_class": place.size_class or None, "region": place.province or None}
    municipality = Municipality(id=uuid.uuid4(), code=code, name=name, created_at=now, **kept)
    try:
        with session.begin_nested():
            session.add(municipality)
    except IntegrityError:
        known = session.scalars(select(Municipality.name).where(Municipality.code == code)).one()
        raise KnownCodeError(known) from None
    new = {"code": code, "name": name, **{key: value for key, value in place._asdict().items() if value}}
    record(session, actor, "add_municipality", code, now=now, municipality_id=municipality.id, new=new)
    return municipality


def import_municipalities(session: Session, actor: User, plan: ListChanges, *, now: datetime) -> None:
    """Carry out a plan, all of it. Raises PlanChangedError."""
    rows = [{"id": uuid.uuid4(), "code": code, "name": name, "created_at": now} for code, name in plan.added]
    try:
        with session.begin_nested():
            if rows:
                session.execute(insert(Municipality), rows)
    except IntegrityError:
        raise PlanChangedError from None
    if plan.renamed:
        _rename(session, plan)
    if plan.placed:
        _place_anew(session, actor, plan, now)
    old = {code: name for code, name, _ in plan.renamed}
    new = {code: name for code, _, name in plan.renamed} | dict(plan.added)
    record(session, actor, "import_municipalities", f"{plan.changes} municipalities", now=now, old=old, new=new)


def _rename(session: Session, plan: ListChanges) -> None:
    statement = update(Municipality).where(Municipality.code == bindparam("its_code"))
    rows = [{"its_code": code, "new_name": name} for code, _, name in plan.renamed]
    session.connection().execute(statement.values(name=bindparam("new_name")), rows)


def _place_anew(session: Session, actor: User, plan: ListChanges, now: datetime) -> None:
    statement = update(Municipality).where(Municipality.code == bindparam("its_code"))
    rows = [
        {"its_code": code, "new_size": new.size_class or None, "new_region": new.province or None}
        for code, _, new in plan.placed
    ]
    changed = statement.values(size_class=bindparam("new_size"), region=bindparam("new_region"))
    session.connection().execute(changed, rows)
    old = {code: before._asdict() for code, before, _ in plan.placed}
    new = {code: place._asdict() for code, _, place in plan.placed}
    record(session, actor, "place_municipalities", f"{len(rows)} municipalities", now=now, old=old, new=new)


def code(_: Form, field: Field) -> None:
    """Take the code in the form in which codes are kept."""
    found = parse_code(field.data or "")
    if found is None:
        raise ValidationError(texts.WRONG_CODE)
    field.data = found


def inhabitants(_: Form, field: Field) -> None:
    """A number of inhabitants; only its class is kept."""
    if field.data and size_class(field.data) is None:
        raise ValidationError(texts.WRONG_SIZE)


class MunicipalityForm(BaseForm):
    code = text_field("Gemeentecode", 20, required(texts.WRONG_CODE), clean, code)
    name = text_field("Naam van de gemeente", NAME_LENGTH, required(texts.NO_NAME), one_line)
    inhabitants = text_field("Aantal inwoners", 20, clean, inhabitants)
    province = ChoiceField("Provincie", [texts.NO_PROVINCE, *((name, name) for name in REGION_OF)])


class ListForm(BaseForm):
    """A list of municipalities, as a file or pasted."""

    file = FileField("Bestand")
    text = StringField("Of plak hier de lijst")
    confirmed = HiddenField()


MOST_PROBLEMS = 200
"""How many problems one page shows; a file of another kind has one for every line."""


@blueprint.get("/gemeenten")
def list_municipalities() -> ResponseReturnValue:
    """The municipalities, all or searched."""
    search = request.args.get("zoek", "").strip()[:80]
    found = all_municipalities(db.session, search)
    page = {"successors": successors(db.session), "texts": texts, "today": today()}
    return render_template("administration/municipalities.html", found=found, search=search, **page)


@blueprint.route("/gemeenten/nieuw", methods=["GET", "POST"])
def new_municipality() -> ResponseReturnValue:
    form = MunicipalityForm(request.form)
    if request.method != "POST":
        return render_template("administration/municipality.html", form=form)
    if not form.validate():
        return render_template("administration/municipality.html", form=form), 422
    try:
        place = KnownPlace(size_class(form.inhabitants.data or "") or "", form.province.data or "")
        add_municipality(db.session, current_user, form.code.data, form.name.data, place, now=now())
    except KnownCodeError as error:
        form.code.errors = [texts.known_code(error.name)]
        return render_template("administration/municipality.html", form=form), 422
    flash(f"{form.name.data} is toegevoegd.", "success")
    db.session.commit()
    return redirect(url_for("administration.list_municipalities"), 303)


@blueprint.route("/gemeenten/inlezen", methods=["GET", "POST"])
def import_list() -> ResponseReturnValue:
    """Take over a list: first a preview, and only when that is confirmed everything at once."""
    form = ListForm(CombinedMultiDict([request.form, request.files]))
    if request.method != "POST":
        return render_template("administration/import.html", form=form, problems=(), total=0)
    try:
        lines = parse_municipalities(posted_list(form))
    except MunicipalityFileError as error:
        problems = error.problems
        form.text.data = cleaned(form.text.data or "")
        form.text.errors = [problems[0]]
        shown = problems[:MOST_PROBLEMS]
        return render_template("administration/import.html", form=form, problems=shown, total=len(problems)), 422
    plan = planned(lines, known_by_code(db.session))
    if not form.confirmed.data:
        return preview(lines, plan)
    try:
        import_municipalities(db.session, current_user, plan, now=now())
    except PlanChangedError:
        return preview(lines, planned(lines, known_by_code(db.session)), texts.CHANGED_MEANWHILE), 409
    flash(f"De lijst is verwerkt: {texts.counted_municipalities(plan.changes)} toegevoegd of aangepast.", "success")
    db.session.commit()
    return redirect(url_for("administration.list_municipalities"), 303)


def posted_list(form: ListForm) -> str:
    """The text of the file or what was pasted. Raises MunicipalityFileError."""
    file = form.file.data
    data = file.read() if isinstance(file, FileStorage) and file.filename else b""
    pasted: str = form.text.data or ""
    if data and pasted.strip():
        raise MunicipalityFileError([texts.TWO_LISTS])
    if not data and not pasted.strip():
        raise MunicipalityFileError([texts.NO_LIST])
    return decoded(data) if data else pasted


def preview(lines: tuple[ListedMunicipality, ...], plan: ListChanges, warning: str = "") -> str:
    """What would change; the page carries the lines themselves, so that what is confirmed is what was seen."""
    return render_template(
        "administration/preview.html", plan=plan, text=written(lines), warning=warning, sizes=SIZE_CLASSES
    )


def written(lines: tuple[ListedMunicipality, ...]) -> str:
    """The lines as a list that can be read again."""
    names = ((line, line.name.replace('"', '""')) for line in lines)
    rows = (f'{line.code};"{name}";{line.size_class};{line.province}' for line, name in names)
    return "\n".join(("Gemeentecode;Gemeentenaam;Grootteklasse;Provincie", *rows))
