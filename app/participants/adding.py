"""Adding colleagues: one by one, or from pasted lines (Excel, an address list, typed), all of them or none."""

import csv
import re
import unicodedata
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms import HiddenField

from app.doors.addresses import LENGTH, parse_address
from app.models import Assessment, User
from app.participants.team import PARTICIPANTS, NewPerson, Team, add_people, blueprint, load_team, require_open
from app.state.asked import domains_of, questionnaire_of
from app.state.situation import advisers_of
from app.texts import participants as texts
from app.web.clock import now
from app.web.extensions import db
from app.web.forms import BaseForm, ChoiceField, address, clean, one_line, required, selectable, text_field
from questionnaires.model import Domain

HEADS = {
    "naam": "name",
    "name": "name",
    "volledigenaam": "name",
    "weergavenaam": "name",
    "medewerker": "name",
    "voornaam": "first",
    "tussenvoegsel": "middle",
    "tussenvoegsels": "middle",
    "achternaam": "last",
    "email": "email",
    "emailadres": "email",
    "mail": "email",
    "mailadres": "email",
    "functie": "function",
    "functienaam": "function",
    "rol": "function",
    "niveau": "level",
}
"""What the heads of columns mean; capitals, spaces and hyphens do not count."""
NAME_AND_ADDRESS = re.compile(r"([^<>]*)<([^<>]*)>([^<>]*)")
LEVELS = {
    "bestuur": "bestuur",
    "bestuurlijk": "bestuur",
    "beleid": "beleid",
    "beleidsmatig": "beleid",
    "uitvoering": "uitvoering",
    "uitvoerend": "uitvoering",
}
"""How people write a level; such a word is taken for one wherever it stands."""
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]")
"""What comes along from web pages and mail, and nobody sees."""


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """What a line says about one person, or why it says nothing."""

    number: int
    text: str
    name: str = ""
    email: str = ""
    function: str = ""
    level: str = ""
    problem: str = ""


def found_in(text: str) -> list[FoundPerson]:
    """What stands on each line that is not empty; one line of addresses gives several people."""
    lines = [(number, line) for number, line in enumerate(INVISIBLE.sub("", text).split("\n"), 1) if line.strip()]
    heads = _heads(lines[0][1]) if lines else []
    if heads:
        mark = _mark(lines[0][1])
        return [_under_heads(number, line, heads, mark) for number, line in lines[1:] if line.strip("\t ;,")]
    return [_by_looks(number, entry) for number, line in lines for entry in _entries(line)]


def _heads(line: str) -> list[str]:
    """What each column is by the first line (empty for one that we do not know); nothing when that has no heads."""
    if "@" in line:
        return []
    names = [re.sub(r"[^a-z]", "", cell.lower()) for cell in _cells(line, _mark(line)) or ()]
    return [HEADS.get(name, "") for name in names] if set(names) & HEADS.keys() else []


def _mark(line: str) -> str:
    """What stands between the cells of a line: a comma may also be a part of a name."""
    outside = re.sub(r'"[^"]*"', "", line)
    return next((mark for mark in "\t;" if mark in outside), ",")


def _cells(line: str, mark: str) -> list[str] | None:
    """The cells of a line, each on one line of text; None when a quotation mark does not end."""
    try:
        rows = list(csv.reader([line], delimiter=mark, strict=True, skipinitialspace=True))
    except csv.Error:
        return None
    return [" ".join(cell.split()) for cell in rows[0]]


def _under_heads(number: int, line: str, heads: Sequence[str], mark: str) -> FoundPerson:
    cells = _cells(line, mark)
    if cells is None:
        return FoundPerson(number, line.strip(), problem=texts.BROKEN)
    values: dict[str, str] = {}
    for head, cell in zip(heads, cells, strict=False):
        values[head] = values.get(head) or cell
    # Without a head of its own, an address is known by its sign.
    address = values.get("email") if "email" in heads else next((cell for cell in cells if "@" in cell), "")
    if "@" in line and "@" not in (address or ""):
        # Added below a list in another way: the heads say nothing about this line.
        return _by_looks(number, line)
    name, email = _split_address(address or "")
    whole = " ".join(filter(None, (values.get(part) for part in ("first", "middle", "last"))))
    return _checked(
        FoundPerson(
            number,
            line.strip(),
            name=values.get("name") or whole or name,
            email=email,
            function=values.get("function", ""),
            level=values.get("level", ""),
        )
    )


def _entries(line: str) -> list[str]:
    """The people on one line: several when it is a list of addresses, as mail programs write it."""
    mark = ";" if ";" in line else r"(?<=>)\s*," if "<" in line else r"[,\s]+"
    parts = [part.strip() for part in re.split(mark, line) if part.strip()]
    return parts if "\t" not in line and all(part.count("@") == 1 for part in parts) else [line]


def _by_looks(number: int, entry: str) -> FoundPerson:
    """Somebody on a line without heads: the address is known by its sign, a level by its word; then name, function."""
    text = entry.strip()
    match = None if "\t" in text or ";" in text else NAME_AND_ADDRESS.fullmatch(text)
    if match and not match[1].rstrip().endswith(","):
        cells: list[str] | None = [f"{match[1]}<{match[2]}>", *(match[3].split(","))]
    else:
        cells = _cells(text, _mark(text))
    if cells is None:
        return FoundPerson(number, text, problem=texts.BROKEN)
    return _from_cells(number, text, [cell.strip() for cell in cells if cell.strip()])


def _from_cells(number: int, text: str, cells: Sequence[str]) -> FoundPerson:
    addresses = [cell for cell in cells if "@" in cell]
    levels = [cell for cell in cells if cell.lower() in LEVELS]
    rest = [cell for cell in cells if "@" not in cell and cell.lower() not in LEVELS]
    if len(addresses) > 1:
        return FoundPerson(number, text, problem=texts.TWO_ADDRESSES)
    name, email = _split_address(addresses[0] if addresses else "")
    names = iter([name, *rest] if name else rest)
    known = FoundPerson(number, text, next(names, ""), email, next(names, ""), *levels[:1])
    left = [*names, *levels[1:]]
    if not left:
        return _checked(known)
    # A third text can only be the level: the checks say that it is none.
    if len(left) == 1 and not levels:
        return _checked(FoundPerson(number, text, known.name, email, known.function, left[0]))
    return FoundPerson(number, text, problem=texts.TOO_MANY_CELLS)


def _checked(found: FoundPerson) -> FoundPerson:
    if found.problem or found.email:
        return found
    return FoundPerson(found.number, found.text, problem=texts.NO_ADDRESS)


def _split_address(cell: str) -> tuple[str, str]:
    """Name and address in `Jan Jansen <jan@…>`, `Jan Jansen jan@…` or a bare address."""
    match = NAME_AND_ADDRESS.fullmatch(cell)
    if match:
        return _name(match[1]), _bare(match[2])
    words = cell.split()
    address = next((word for word in words if "@" in word), cell)
    return _name(" ".join(word for word in words if word != address)), _bare(address)


def _bare(address: str) -> str:
    return address.strip(" \t,;:.'\"()<>").removeprefix("mailto:")


def _name(text: str) -> str:
    """A name the way round in which people say it: mail programs write Jansen, Jan."""
    # What stands between brackets there is a team or a company.
    plain = re.sub(r"\([^()]*\)", "", text).strip("\"' ")
    last, comma, first = " ".join(plain.split()).partition(", ")
    return f"{first} {last}" if comma and "," not in first else last + comma + first


NAME = 80
"""Characters of a name and of a function."""
MOST = 100
"""How many people can be added at once."""
PARTICLES = frozenset({"de", "den", "der", "het", "in", "la", "op", "ten", "ter", "te", "van", "von"})
"""Parts of a name that have no capital after a first name."""


@dataclass(frozen=True, slots=True)
class PastedPerson:
    """Somebody on a pasted line."""

    number: int
    name: str
    email: str
    function: str
    level: str | None
    """Only when the line says so."""
    name_guessed: bool
    """Whether there was no name, so that it was made from the address."""


class PastedPeopleError(Exception):
    """Lines that cannot be taken over; `problems` has every reason, each with its line."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


def parse_people(text: str, known: Mapping[str, str]) -> tuple[PastedPerson, ...]:
    """The people on the lines; `known` says of addresses why they cannot be added (a key of REFUSED).

    PastedPeopleError with every problem, or all people: nothing in between.
    """
    found = found_in(text)
    if not found:
        raise PastedPeopleError([texts.NO_LINES])
    if len(found) > MOST:
        raise PastedPeopleError([texts.too_many(len(found), MOST)])
    people = [_person(one) for one in found]
    twice = _repeated(people)
    unwelcome = {email: [texts.REFUSED_LINE[why]] for email, why in known.items()}
    problems = [
        texts.at_line(one.number, one.text, problem)
        for one, person, again in zip(found, people, twice, strict=True)
        for problem in (*_wrong(one), *unwelcome.get(person.email, ()), *again)
    ]
    if problems:
        raise PastedPeopleError(problems)
    return tuple(people)


def _person(found: FoundPerson) -> PastedPerson:
    """Somebody as they stand on the line; without an address when that is none."""
    email = _address_in(found.email) or ""
    name = found.name or name_from(email)
    return PastedPerson(found.number, name, email, found.function, _level(found.level), not found.name)


def _address_in(typed: str) -> str | None:
    try:
        return parse_address(typed)
    except ValueError:
        return None


def _level(typed: str) -> str | None:
    return LEVELS.get(typed.lower())


def _wrong(found: FoundPerson) -> Iterator[str]:
    """What is wrong with what stands on a line by itself."""
    if found.problem:
        yield found.problem
        return
    if _address_in(found.email) is None:
        yield texts.wrong_address(found.email)
    if found.level and _level(found.level) is None:
        yield texts.unknown_level(found.level)
    for what, value in (("naam", found.name), ("functie", found.function)):
        if len(value) > NAME:
            yield texts.too_long(what, NAME)


def _repeated(people: Sequence[PastedPerson]) -> list[list[str]]:
    """For everybody the problem that their address stands in the list before them, if it does."""
    first: dict[str, int] = {}
    problems: list[list[str]] = []
    for person in people:
        problems.append([texts.repeated(first[person.email])] if person.email in first else [])
        if person.email:
            first.setdefault(person.email, person.number)
    return problems


def name_from(email: str) -> str:
    """A name made from an address: jan.de-vries2@… is Jan de Vries; the person who adds somebody can correct it."""
    words = [word for word in re.split(r"[^\w]|[\d_]", email.partition("@")[0]) if word]
    return " ".join(map(_as_name, words)) or email[:NAME]


def _as_name(word: str) -> str:
    if word in PARTICLES:
        return word
    return f"{word.upper()}." if len(word) == 1 else word.capitalize()


STRONG = {
    "bestuur": (
        "wethouder",
        "burgemeester",
        "raadslid",
        "gemeentesecretaris",
        "griffier",
        "directeur",
        "directie",
        "bestuurder",
    ),
    "beleid": (
        "beleid",
        "adviseur",
        "projectleider",
        "programma",
        "strateeg",
        "strategisch",
        "regisseur",
        "kwartiermaker",
    ),
    "uitvoering": (
        "consulent",
        "klantmanager",
        "casemanager",
        "wijkteam",
        "balie",
        "docent",
        "leraar",
        "bibliothe",
        "hulpverlen",
        "werker",
        "begeleider",
        "coach",
        "verpleegkundige",
        "huismeester",
        "intake",
        "uitvoer",
    ),
}
"""What stands in words that name the level by themselves, the level that goes first at the top."""
WEAK = {
    "medewerker": "uitvoering",
    "teamleider": "uitvoering",
    "teammanager": "uitvoering",
    "manager": "beleid",
    "hoofd": "beleid",
    "coordinator": "beleid",
}
"""What stands in words that name it when nothing else does: a `medewerker beleid` works on policy."""
NOT_TELLING = frozenset(
    {"aanpak", "als", "begeleider", "consulent", "directi", "gemeent", "het", "leidinggevend", "maatschappelijk"}
    | {"medewerker", "ondersteuning", "sociaal", "social", "van", "werker", "wethouder"}
)
"""Words, as stems, that stand at many domains and in many functions."""
SHORTEST = 4
"""A stem of fewer letters must be the whole word; after a longer one the word may go on: schuld in schuldhulp."""
ALIKE = 8
"""From this many equal letters on, words have to do with each other: bibliotheek and bibliothecaris."""


def level_of(function: str) -> str | None:
    """The level where somebody with this function works, as the first word says that names one."""
    words = _words(function)
    # A `medewerker` is no `werker`.
    telling = [word.replace("medewerker", "") for word in words]
    strong = (level for word in telling for level, marks in STRONG.items() if any(mark in word for mark in marks))
    weak = (level for word in words for mark, level in WEAK.items() if mark in word)
    return next(strong, None) or next(weak, None)


def named_domains(function: str, domains: Sequence[Domain]) -> tuple[str, ...]:
    """The ids of the domains that the function names, in their order: for each word those that it fits best."""
    known = {domain.id: frozenset(_keywords(domain, domains)) for domain in domains}
    found: set[str] = set()
    for word in _words(function):
        fits = {id_: max((_fit(stem, word) for stem in stems), default=0) for id_, stems in known.items()}
        best = max(fits.values(), default=0)
        found |= {id_ for id_, letters in fits.items() if letters == best and best}
    return tuple(domain.id for domain in domains if domain.id in found)


def suggested_parts(function: str, level: str | None, domains: Sequence[Domain]) -> tuple[tuple[str, str], ...]:
    """The cells to begin with: of the domains that the function names, else of all for bestuur, else none."""
    everything = [domain.id for domain in domains] if level == "bestuur" else ()
    return tuple((domain, level) for domain in named_domains(function, domains) or everything if level)


def _keywords(domain: Domain, domains: Sequence[Domain]) -> Iterator[str]:
    """The stems by which a domain is known: of its name, and of who works in it."""
    # A domain of the municipality's own has nothing but its name.
    texts = [domain.title, domain.short]
    if not domain.own:
        texts += [domain.parameters.bestuurder, domain.parameters.uitvoerders]
    others = {_stem(word) for other in domains if other.id != domain.id for word in _words(other.short)}
    for word in _words(" ".join(texts)):
        stem = _stem(word)
        # "Digitale inclusie" is not what somebody for inclusion works on.
        if len(stem) > 2 and stem not in NOT_TELLING and stem not in others:
            yield stem


def _stem(word: str) -> str:
    stem = re.sub(r"(?:en|es|s|e)$", "", word)
    return stem if len(stem) >= SHORTEST else word


def _fit(stem: str, word: str) -> int:
    """How many letters of a word are the stem of a domain's; 0 when they have nothing to do with each other."""
    if _stem(word) in NOT_TELLING:
        return 0
    if word == stem or (len(stem) >= SHORTEST and word.startswith(stem)):
        return len(stem)
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(stem, word, strict=False)))
    return alike if alike >= ALIKE else 0


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.lower())
    return re.findall(r"[a-z]+", "".join(letter for letter in plain if not unicodedata.combining(letter)))


def known_addresses(team: Team, user: User) -> dict[str, str]:
    """The addresses that cannot be added, each with why: yourself, coordinator, adviser or here.

    Only of people who have a part here: whether an address is known elsewhere makes no difference.
    """
    here = dict.fromkeys((member.email for member in team.members), "here")
    advisers = dict.fromkeys(advisers_of(db.session, team.assessment).values(), "adviser")
    return {**here, **advisers, team.joint.user.email: "coordinator", user.email: "yourself"}


def are_here(team: Team, people: Sequence[PastedPerson | NewPerson]) -> bool:
    """Whether all of these people take part already under these names: somebody pressed a button twice."""
    names = {member.email: (member.name, member.function) for member in team.members}
    return all(names.get(person.email) == (person.name, person.function) for person in people)


def level_title(assessment: Assessment, level: str | None) -> str | None:
    titles = {one.id: one.title for one in questionnaire_of(assessment).levels}
    return titles.get(level or "")


PASTED = 20_000
"""Characters of a pasted list: a hundred lines with room to spare."""


class ColleagueForm(BaseForm):
    name = text_field("Naam", NAME, required(texts.NO_NAME), one_line)
    email = text_field("E-mailadres", LENGTH, required(texts.NO_EMAIL), clean, address)
    function = text_field("Functie", NAME, one_line)
    level = ChoiceField("Niveau", [], message=texts.UNKNOWN_LEVEL)


class PeopleForm(BaseForm):
    """Pasted lines, and whether what they amount to was looked at."""

    text = text_field("Naam, e-mailadres en functie, 1 collega per regel", PASTED, required(texts.NO_LINES), area=True)
    confirmed = HiddenField()


def with_levels(form: Any, assessment: Assessment, empty: str) -> Any:
    """The form, in which one of the levels can be chosen, or none."""
    levels = [(level.id, level.title) for level in questionnaire_of(assessment).levels]
    form.level.choices = selectable([("", empty), *levels])
    return form


GUESS = "Leid het af uit de functie"


@blueprint.route(f"{PARTICIPANTS}/nieuw", methods=["GET", "POST"])
def add_person(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Add one colleague, and go on with what they answer."""
    team = require_open(load_team(assessment_id))
    form = with_levels(ColleagueForm(request.form), team.assessment, GUESS)
    if request.method != "POST":
        return render_template("participants/add_person.html", form=form, team=team)
    if not form.validate():
        return render_template("participants/add_person.html", form=form, team=team), 422
    person = new_person(team, form.name.data, form.email.data, form.function.data, form.level.data)
    refused = known_addresses(team, current_user).get(person.email)
    if refused and not are_here(team, [person]):
        form.email.errors = [texts.REFUSED[refused]]
        return render_template("participants/add_person.html", form=form, team=team), 422
    # The same person again is the same click.
    found = [member.participation for member in team.members if member.email == person.email]
    added = found or add_people(db.session, current_user, team, [person], now=now())
    flash(texts.added([person.name]), "success")
    db.session.commit()
    return redirect(url_for("participants.person", assessment_id=assessment_id, participation_id=added[0].id), 303)


@blueprint.route(f"{PARTICIPANTS}/plakken", methods=["GET", "POST"], endpoint="add_people")
def add_pasted_people(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Add the people on pasted lines: first a preview, and only when that is confirmed everything at once."""
    team = require_open(load_team(assessment_id))
    form = PeopleForm(request.form)
    if request.method != "POST" or request.form.get("again"):
        return render_template("participants/add_people.html", form=form, team=team, problems=())
    if not form.validate():
        return _with_problems(team, form, form.text.errors)
    try:
        people = parse_people(form.text.data, known_addresses(team, current_user))
    except PastedPeopleError as error:
        if form.confirmed.data and _all_here(team, form.text.data):
            flash(texts.ALREADY_ADDED, "info")
            return redirect(url_for("participants.overview", assessment_id=assessment_id), 303)
        return _with_problems(team, form, error.problems)
    if not form.confirmed.data:
        return _preview(team, form, people)
    new = [new_person(team, one.name, one.email, one.function, one.level) for one in people]
    add_people(db.session, current_user, team, new, now=now())
    flash(texts.added([person.name for person in new]), "success")
    db.session.commit()
    return redirect(url_for("participants.overview", assessment_id=assessment_id), 303)


def new_person(team: Team, name: str, email: str, function: str, level: str | None) -> NewPerson:
    """Somebody to add, with the level and the cells that fit their function."""
    chosen = level or level_of(function)
    cells = suggested_parts(function, chosen, domains_of(team.assessment))
    return NewPerson(name, email, function, chosen, cells)


def _all_here(team: Team, text: str) -> bool:
    try:
        return are_here(team, parse_people(text, {}))
    except PastedPeopleError:
        return False


def _with_problems(team: Team, form: PeopleForm, problems: Sequence[str]) -> ResponseReturnValue:
    form.text.errors = [problems[0] if len(problems) == 1 else texts.several_problems(len(problems))]
    return render_template("participants/add_people.html", form=form, team=team, problems=problems), 422


def _preview(team: Team, form: PeopleForm, people: Sequence[PastedPerson]) -> str:
    """Who would be added, and with which division."""
    rows, domains = [], domains_of(team.assessment)
    for person in people:
        level = person.level or level_of(person.function)
        chosen = {domain for domain, _ in suggested_parts(person.function, level, domains)}
        names, title = [domain.short for domain in domains if domain.id in chosen], level_title(team.assessment, level)
        rows.append((person, title, texts.division(names, len(domains), title)))
    return render_template("participants/add_preview.html", form=form, team=team, rows=rows)
