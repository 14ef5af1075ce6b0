"""What every form keeps to, as one table: a row for each form with which people add, change, end or save something.

tests/integration/test_contract.py holds each row to the same promises, through the pages. A new form is a row.
"""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.models import ActionPartner, Assessment, Trajectory
from app.web.clock import now, today
from app.web.forms import typed_day
from tests.factories import People, make_agreed, make_answers, make_assessment
from tests.looking_back import ASKED, make_looking_back
from tests.practice import TOLD
from tests.remarks import make_remark
from tests.rounds import joint_of, make_agreed_long_ago, make_evaluation
from tests.trajectories import (
    make_action,
    make_appointment,
    make_choice,
    make_hours,
    make_partner,
    make_report,
    make_trajectory,
)

Fields = Mapping[str, Any]
Ids = Mapping[str, str]
Wrong = tuple[tuple[Fields, str], ...]


@dataclass(frozen=True)
class Row:
    """One form. In addresses, names and texts stands `{hours}` for an id of the world."""

    name: str
    world: Callable[[Session, People], dict[str, str]]
    page: str
    """Where the form stands."""
    typed: Fields
    """What somebody fills in, beside what stands there already."""
    to: str = ""
    """Where it goes, when that is another address."""
    wrong: Wrong = ()
    """What is filled in instead, and what is said of it."""
    newer: Fields | None = None
    """What somebody else saves meanwhile; None where nothing can be overwritten."""
    meanwhile: str = ""
    """What is said when somebody else did."""
    told: str = ""
    """What the history says of it afterwards; empty where it tells nothing, or tells it elsewhere."""
    who: str = "coordinator"
    first: str = "adviser"
    """Who saves something newer; the same person has a second tab."""
    again: int = 303
    """What comes of a second click, which changes nothing."""
    closed: str = ""
    """What the page says when it cannot be done any more; empty where it always can."""
    stranger: int = 404
    """What the coordinator of another municipality gets."""

    @property
    def action(self) -> str:
        """Where it goes."""
        return self.to or self.page


def strangers(ids: dict[str, Any], others: dict[str, Any]) -> dict[str, str]:
    """All ids as texts; `other hours` is the one that belongs to another inventory."""
    return {name: str(found) for name, found in (*ids.items(), *((f"other {n}", i) for n, i in others.items()))}


def make_plan(session: Session, people: People) -> dict[str, str]:
    """The ten months of an agreed inventory with one of everything, and those of another inventory beside it."""
    found = {}
    for title in ("Tweede", "Eerste meting 2026"):
        made = make_assessment(session, people, state="agreed", agreed_at=now(), title=title)
        make_agreed(session, made, people.adviser, {"geld/A.BE": 1, "inclusie/A.BE": 2})
        make_report(session, made, people.coordinator)
        make_choice(session, made, people.coordinator, ["geld"])
        plan = make_trajectory(session, made, people.coordinator, today() - timedelta(days=9))
        by = (session, plan, people.coordinator)
        there = {"hours": make_hours, "appointment": make_appointment, "partner": make_partner, "action": make_action}
        others, found = found, {"inventory": made.id, "trajectory": plan.id, "municipality": people.municipality.id}
        found |= {name: make(*by).id for name, make in there.items()}
    # A partner belongs to the municipality, whichever inventory it is looked at from.
    return strangers(found, {name: others[name] for name in ("hours", "appointment")})


def more_plan(session: Session, people: People, ids: Ids) -> None:
    """Three more of everything; committed."""
    plan = session.get_one(Trajectory, uuid.UUID(ids["trajectory"]))
    for number in range(3):
        by, name = (session, plan, people.coordinator), f"Nog een {number}"
        make_hours(*by)
        make_appointment(*by, title=name)
        action = make_action(*by, title=name)
        one = ActionPartner(partner_id=make_partner(*by, organisation=name).id, action_id=action.id)
        one.municipality_id = plan.municipality_id
        session.add(one)
    session.commit()


def make_round(session: Session, people: People) -> dict[str, str]:
    """A second round, open, in which a colleague answered with something else than then and can look back."""
    return {"inventory": str(make_looking_back(session, people).id)}


def make_review(session: Session, people: People) -> dict[str, str]:
    """A second round in review with scores that differ from then, and a remark; another one beside it."""
    earlier = make_agreed_long_ago(session, people)
    other = make_remark(session, make_assessment(session, people, state="in_review"), people.adviser)
    made = make_evaluation(session, people, earlier, "in_review")
    make_answers(session, joint_of(session, made), {"geld/A.BE": 3})
    make_agreed(session, made, people.coordinator, {"geld/A.BE": 3, "geld/A.BL": 0})
    remark = make_remark(session, made, people.adviser)
    return strangers({"inventory": made.id, "remark": remark}, {"remark": other})


def close(session: Session, row: Row) -> None:
    """Bring what a row is about to its end."""
    if row.world is make_plan:
        session.execute(update(Trajectory).values(ended_at=now()))
    else:
        session.execute(update(Assessment).values(state="agreed", agreed_at=now()))
    session.commit()


LONG = {most: "x" * (most + 1) for most in (80, 120, 200, 500, 2000, 4000, 5000)}
UNREADABLE = "teken in dat we niet kunnen opslaan"
HOURS = {"step": "actions", "day": typed_day(today()), "hours": "1,5", "who": "teamleider", "note": "Overleg"}
WRONG_HOURS: Wrong = (
    ({"hours": ""}, "Vul in hoeveel uur het was."),
    ({"hours": "anderhalf"}, "Vul een getal in, bijvoorbeeld 2 of 1,5."),
    ({"hours": "-1"}, "Vul een getal in"),
    ({"hours": "1e3"}, "Vul een getal in"),
    ({"hours": "١"}, "Vul een getal in"),
    ({"hours": "1,33"}, "Rond af op een kwartier."),
    ({"hours": "0"}, "minstens een kwartier"),
    ({"hours": "100,25"}, "hoogstens 100 uur"),
    ({"day": ""}, "Vul een dag in."),
    ({"day": "31-2-2026"}, "Vul een dag in zoals 4-12-2026"),
    ({"day": typed_day(today() + timedelta(days=2))}, "Deze dag moet nog komen."),
    ({"day": "1-1-1999"}, "Kijk of het jaar klopt"),
    ({"who": " "}, "Vul in wie het deed."),
    ({"who": LONG[80]}, "maximaal 80 tekens"),
    ({"note": LONG[500]}, "maximaal 500 tekens"),
    ({"step": "anders"}, "Kies bij welke stap dit hoort."),
    ({"step": ""}, "Kies bij welke stap dit hoort."),
)
APPOINTMENT = {
    "title": "Besluit over geld",
    "kind": "decision",
    "step": "actions",
    "day": typed_day(today() + timedelta(days=7)),
    "at": "9.30",
    "minutes": "90",
    "place": "Raadzaal",
    "note": "Neem het rapport mee.",
}
WRONG_APPOINTMENT: Wrong = (
    ({"title": ""}, "Vul in waar de afspraak over gaat."),
    ({"title": LONG[80]}, "maximaal 80 tekens"),
    ({"day": ""}, "Vul een dag in."),
    ({"day": "morgen"}, "Vul een dag in zoals"),
    ({"day": "1-1-2099"}, "Kijk of het jaar klopt"),
    ({"at": "24.00"}, "Vul een tijd in zoals 9.30"),
    ({"at": "9.60"}, "Vul een tijd in zoals 9.30"),
    ({"at": "ochtend"}, "Vul een tijd in zoals 9.30"),
    ({"minutes": "anderhalf uur"}, "Vul een heel aantal minuten in"),
    ({"minutes": "4"}, "Vul een heel aantal minuten in"),
    ({"minutes": "1441"}, "Vul een heel aantal minuten in"),
    ({"at": ""}, "Vul ook in hoe laat de afspraak begint."),
    ({"kind": "feest"}, "Kies wat voor afspraak het is."),
    ({"step": ""}, "Kies bij welke stap dit hoort."),
    ({"place": LONG[200]}, "maximaal 200 tekens"),
    ({"note": LONG[2000]}, "maximaal 2000 tekens"),
)
PARTNER = {
    "organisation": "GGD Voorbeeldregio",
    "kind": "health",
    "contact": "teamleider preventie",
    "domains": ["geld", "inclusie"],
    "agreements": "Zij verwijzen door.\r\nElke maand overleg.",
}
WRONG_PARTNER: Wrong = (
    ({"organisation": "  "}, "Vul de naam van de organisatie in."),
    ({"organisation": LONG[120]}, "Gebruik hier maximaal 120 tekens."),
    ({"kind": ""}, "Kies wat voor organisatie het is."),
    ({"kind": "piraten"}, "Kies wat voor organisatie het is."),
    ({"domains": ["wonen"]}, "hoort niet bij deze inventarisatie"),
    ({"contact": LONG[80]}, "Gebruik hier maximaal 80 tekens."),
    ({"agreements": LONG[4000]}, "Gebruik hier maximaal 4000 tekens."),
)
ACTION = {
    "title": "Taalcafé bij de Voedselbank",
    "domain": "geld",
    "owner": "teamleider schuldhulp",
    "text": "Elke week een uur.\nMet koffie.",
    "starts_on": "1-2-2027",
    "ends_on": "30-6-2027",
    "done_when": "Er komen elke week 5 mensen.",
    "partners_text": "vrijwilligers",
    "effort": "medium",
    "hours": "40",
    "item": "geld/A.BE",
    "expected": "3",
}
WRONG_ACTION: Wrong = (
    ({"title": " "}, "Vul in wat je gaat doen."),
    ({"title": LONG[120]}, "maximaal 120 tekens"),
    ({"domain": ""}, "Kies een domein."),
    ({"domain": "wonen"}, "Dit domein hoort niet bij deze inventarisatie."),
    ({"owner": ""}, "een functie, geen naam"),
    ({"owner": LONG[80]}, "maximaal 80 tekens"),
    ({"text": LONG[4000]}, "maximaal 4000 tekens"),
    ({"starts_on": "morgen"}, "Dit is geen datum."),
    ({"starts_on": "30-2-2027"}, "Dit is geen datum."),
    ({"ends_on": "1-1-2099"}, "te ver weg"),
    ({"starts_on": "1-1-0001"}, "te ver weg"),
    ({"ends_on": "31-1-2027"}, "ligt voor het begin"),
    ({"hours": "veel"}, "een heel aantal uren"),
    ({"hours": "1000"}, "een heel aantal uren"),
    ({"hours": "-1"}, "een heel aantal uren"),
    ({"hours": "1,5"}, "een heel aantal uren"),
    ({"hours": "٤"}, "een heel aantal uren"),
    ({"effort": "huge"}, "Kies een van deze antwoorden."),
    ({"item": "inclusie/A.BE"}, "Die vraag hoort bij een ander domein."),
    ({"item": "geld/ZZ"}, "Die vraag hoort bij een ander domein."),
    ({"expected": "5"}, "Kies een antwoord van 0 tot en met 4"),
    ({"partners": ["x"]}, "staat niet meer in de lijst"),
    ({"done_when": "a\x00b"}, UNREADABLE),
)
WRONG_PRACTICE: Wrong = (
    ({"experience": " "}, "Vertel in twee zinnen hoe het ging"),
    ({"experience": LONG[500]}, "maximaal 500 tekens"),
    ({"title": ""}, "Vul in wat je deed"),
    ({"shows_name": ""}, "Kies of anderen de naam"),
    ({"shows_name": "misschien"}, "Kies of anderen de naam"),
    ({"domain": "havenwijk"}, "Dit domein staat niet in de vragenlijst"),
    ({"question": "Z.ZZ"}, "Deze vraag is er niet"),
    ({"question": "K1"}, "Deze vraag is er niet"),
    ({"question": "G01"}, "Deze vraag gaat over de hele gemeente"),
    ({"domain": "algemeen"}, "Deze vraag gaat over een domein"),
    ({"effort": "enorm"}, "Kies klein, gemiddeld of groot"),
)
WRONG_CONTACT: Wrong = (
    ({"day": ""}, "Vul in op welke dag het contact was."),
    ({"day": "gisteren"}, "Vul een dag in zoals 4-12-2026"),
    ({"day": "31-2-2026"}, "Vul een dag in zoals 4-12-2026"),
    ({"day": typed_day(today() + timedelta(days=2))}, "Deze dag moet nog komen."),
    ({"day": "4-12-1826"}, "meer dan tien jaar geleden"),
    ({"kind": ""}, "Kies hoe het contact ging."),
    ({"kind": "duif"}, "Kies een antwoord."),
    ({"note": "  "}, "Schrijf op waar het contact over ging."),
    ({"note": LONG[5000]}, "Gebruik hier maximaal 5000 tekens."),
)
WRONG_REMARK: Wrong = (
    ({"text": "", "audience": "all"}, "Schrijf eerst je opmerking."),
    ({"text": LONG[5000], "audience": "all"}, "maximaal 5000 tekens"),
    ({"text": "Mooi.", "audience": "wereld"}, "Kies wie de opmerking mag lezen."),
    ({"text": "Mooi.", "audience": ""}, "Kies wie de opmerking mag lezen."),
)
ANSWER = {
    "value": "2",
    "reason": "Zo staat het in het plan.\r\n\r\nOok in het jaarverslag.",
    "evidence_kind": "document",
    "evidence_note": "Collegeplan 2026, bladzijde 12",
    "evidence_link": "https://voorbeeldstad.example/plan",
    "confidence": "sure",
}
WRONG_ANSWER: Wrong = (
    ({"value": ""}, "Kies een antwoord."),
    ({"value": "5"}, "Kies een antwoord."),
    ({"value": "not_applicable", "reason": "  "}, "Leg uit waarom deze vraag niet van toepassing is."),
    ({"reason": LONG[5000]}, "maximaal 5000 tekens"),
    ({"evidence_note": LONG[500]}, "maximaal 500 tekens"),
    ({"evidence_kind": ""}, "Kies wat voor bewijs dit is."),
    ({"evidence_kind": "gerucht"}, "Kies wat voor bewijs dit is."),
    ({"confidence": "misschien"}, "Kies een antwoord."),
    ({"evidence_link": "www.voorbeeldstad.example"}, "Vul het hele adres in."),
    ({"evidence_link": "javascript:alert(1)"}, "Vul het hele adres in."),
    ({"evidence_link": "https://"}, "Vul het hele adres in."),
    ({"evidence_link": "http://[boos"}, "Vul het hele adres in."),
    ({"evidence_link": "https://een adres.nl"}, "Vul het hele adres in."),
)
SCORE = {"value": "2", "reason": "Zo hebben we het samen besproken.", "dissent": "Iemand ziet het anders."}
WRONG_SCORE: Wrong = (
    ({"value": ""}, "Kies de score"),
    ({"value": "5"}, "Kies de score"),
    ({"value": "unknown"}, "Kies de score"),
    ({"reason": " \n "}, "Schrijf op waarom"),
    ({"reason": LONG[5000]}, "maximaal 5000 tekens"),
    ({"reason": "een\x01teken"}, UNREADABLE),
    ({"evidence_note": "Collegeplan"}, "Kies wat voor bewijs"),
    ({"evidence_kind": "gerucht"}, "Kies wat voor bewijs"),
    ({"evidence_kind": "document", "evidence_link": "HTTP://raad.example"}, "hele adres"),
    ({"evidence_kind": "document", "evidence_link": "javascript:alert(1)"}, "hele adres"),
)
CHANGED = {"changed": "yes", "changed_what": "Er is nu een plan.", "evidence_kind": "decision", "evidence_note": "7"}
WRONG_CHANGED: Wrong = (
    ({"changed_what": " \n"}, "Schrijf op wat er is veranderd."),
    ({"changed_what": LONG[5000]}, "maximaal 5000 tekens"),
    ({"changed_what": "een\x01teken"}, UNREADABLE),
    ({"changed": "misschien"}, "Kies een van de 3 antwoorden."),
    ({"evidence_kind": ""}, "Kies wat voor bewijs"),
    ({"evidence_link": "javascript:alert(1)"}, "hele adres"),
)
SAME_TAB = {"who": "participant", "first": "participant"}
ENDED = "Dit traject is afgesloten"
AGREED = "is vastgesteld"


def about(question: str, fields: Fields) -> dict[str, Any]:
    """The fields of a question on a page with more of them."""
    return {f"{question}-{name}": value for name, value in fields.items()}


def all_about(question: str, wrong: Wrong) -> Wrong:
    """The same, of what is filled in wrong."""
    return tuple((about(question, fields), said) for fields, said in wrong)


PLAN = "/traject/{trajectory}"
ROUND = "/inventarisaties/{inventory}"
LATE = {"note": "Van een ander"}
NUMBERS: Wrong = tuple(
    ({"hours": typed}, "Vul een heel getal in van 1 tot en met 500.")
    for typed in ("", "0", "501", "70,5", "zeventig", "-1", "٧٠", "0070")
)
FILLING = {
    "number": "12.500",
    "year": "2025",
    "source": "geletterdheidinzicht.nl",
    "assignment_owner": "wethouder sociaal domein",
    "assignment_day": "1-3-2027",
    "means_owner": "teamleider schulden",
    "means_amount": "20.000 euro",
    "means_day": "1-4-2027",
    "moment_owner": "griffier",
    "moment_day": "1-6-2027",
}
WRONG_FILLING: Wrong = (
    ({"number": "veel"}, "Vul een heel getal in"),
    ({"number": "0"}, "Vul een heel getal in"),
    ({"number": "12,5"}, "Vul een heel getal in"),
    ({"year": ""}, "Vul ook in van welk jaar het getal is."),
    ({"year": "225"}, "Vul een jaar in"),
    ({"source": " "}, "Vul ook in waar het getal vandaan komt."),
    ({"source": LONG[120]}, "maximaal 120 tekens"),
    ({"assignment_owner": LONG[80]}, "maximaal 80 tekens"),
    ({"means_amount": "een\x01teken"}, UNREADABLE),
    ({"means_day": "ooit"}, "Vul een dag in zoals 4-12-2026"),
    ({"moment_day": "1-1-1900"}, "Kijk of het jaar klopt"),
)
ROWS = (
    Row(
        "alderman: fill in",
        make_plan,
        f"{ROUND}/rapport/invullen",
        FILLING,
        wrong=WRONG_FILLING,
        newer={**FILLING, "source": "Eigen onderzoek"},
        meanwhile="Iemand anders heeft intussen iets anders opgeslagen.",
        first="coordinator",
        told="vulde de bladzijde voor de wethouder in.",
    ),
    # What people add, change and end.
    Row("hours: add", make_plan, f"{PLAN}/uren", HOURS, wrong=WRONG_HOURS, closed=ENDED, told="1,5 uur voor"),
    Row(
        "hours: change",
        make_plan,
        f"{PLAN}/uren/{{hours}}",
        {**HOURS, "note": "Langer"},
        wrong=WRONG_HOURS[:1],
        again=409,
        closed=ENDED,
        told="veranderde een regel met uren.",
    ),
    Row(
        "hours: remove",
        make_plan,
        f"{PLAN}/uren/{{hours}}",
        {},
        f"{PLAN}/uren/{{hours}}/weg",
        closed=ENDED,
        told="haalde 1,5 uur voor ‘Inventariseren’ weg.",
    ),
    Row(
        "hours: number",
        make_plan,
        f"{PLAN}/uren/doel",
        {"hours": "140"},
        wrong=NUMBERS,
        newer={"hours": "90"},
        closed=ENDED,
        told="zette het aantal uren van het traject van 70",
    ),
    Row(
        "appointment: make",
        make_plan,
        f"{PLAN}/afspraken/nieuw",
        APPOINTMENT,
        wrong=WRONG_APPOINTMENT,
        closed=ENDED,
        told="maakte de afspraak ‘Besluit over geld’.",
    ),
    Row(
        "appointment: change",
        make_plan,
        f"{PLAN}/afspraken/{{appointment}}",
        APPOINTMENT,
        wrong=WRONG_APPOINTMENT[:1],
        newer=LATE,
        closed=ENDED,
        told="veranderde de afspraak ‘Startoverleg’.",
    ),
    Row(
        "appointment: cancel",
        make_plan,
        f"{PLAN}/afspraken/{{appointment}}",
        {},
        f"{PLAN}/afspraken/{{appointment}}/afzeggen",
        closed=ENDED,
        told="zegde de afspraak ‘Startoverleg’ af.",
    ),
    Row(
        "partner: add",
        make_plan,
        f"{PLAN}/partners/nieuw",
        PARTNER,
        wrong=WRONG_PARTNER,
        again=200,
        closed=ENDED,
        told="voegde de partner ‘GGD Voorbeeldregio’ toe.",
    ),
    Row(
        "partner: change",
        make_plan,
        f"{PLAN}/partners/{{partner}}/wijzigen",
        PARTNER,
        wrong=WRONG_PARTNER[:1],
        newer={"organisation": "Bieb"},
        meanwhile="Iemand anders veranderde deze partner intussen.",
        closed=ENDED,
        told="veranderde wat er staat over de partner",
    ),
    Row(
        "partner: end",
        make_plan,
        f"{PLAN}/partners/{{partner}}",
        {},
        f"{PLAN}/partners/{{partner}}/stoppen",
        closed=ENDED,
        told="stopte de samenwerking met de partner ‘Bibliotheek Voorbeeldstad’.",
    ),
    Row(
        "action: add",
        make_plan,
        f"{PLAN}/acties/nieuw",
        ACTION,
        wrong=WRONG_ACTION,
        closed=ENDED,
        told="de actie ‘Taalcafé bij de Voedselbank’",
    ),
    Row(
        "action: change",
        make_plan,
        "/traject/acties/{action}/wijzigen",
        ACTION,
        wrong=WRONG_ACTION[:1],
        newer={"owner": "bestuurssecretaris"},
        meanwhile="Iemand anders veranderde deze actie intussen",
        closed=ENDED,
        told="veranderde de actie ‘Taalcafé bij de Voedselbank’",
    ),
    Row(
        "practice: share",
        make_plan,
        "/traject/acties/{action}/delen",
        {**TOLD, "step": "share"},
        wrong=WRONG_PRACTICE,
        newer={**TOLD, "step": "share", "experience": "Een andere ervaring."},
        meanwhile="deelde deze actie intussen",
        first="coordinator",
        told="deelde de actie ‘Laat de wethouder een taalles bezoeken’ met andere gemeenten",
    ),
    Row(
        "contact: add",
        make_plan,
        "/adviseur/{municipality}",
        {"day": typed_day(today()), "kind": "phone", "note": "Gebeld over de planning.\nVolgende week verder."},
        wrong=WRONG_CONTACT,
        who="adviser",
        stranger=403,
    ),
    Row(
        "remark: on a question",
        make_review,
        f"{ROUND}/bespreken/geld/A.BE",
        {"text": "Welk besluit is dit?", "audience": "all"},
        f"{ROUND}/bespreken/geld/A.BE/opmerking",
        wrong=WRONG_REMARK,
        who="adviser",
        told="schreef een opmerking",
    ),
    Row(
        "remark: on the whole",
        make_review,
        f"{ROUND}/bespreken/opmerkingen",
        {"text": "Goed werk.", "audience": "all"},
        wrong=WRONG_REMARK,
        who="adviser",
        told="schreef een opmerking",
    ),
    Row(
        "remark: answer",
        make_review,
        f"{ROUND}/bespreken/geld/A.BE",
        {"{remark}-text": "Ja, van mei."},
        f"{ROUND}/opmerkingen/{{remark}}/antwoord",
        wrong=(({"{remark}-text": ""}, "Schrijf"), ({"{remark}-text": LONG[5000]}, "maximaal 5000 tekens")),
        told="antwoordde op een opmerking",
    ),
    Row(
        "remark: finish",
        make_review,
        f"{ROUND}/bespreken/geld/A.BE",
        {"{remark}-action": "resolve"},
        f"{ROUND}/opmerkingen/{{remark}}",
        told="handelde een opmerking af",
    ),
    # What is saved against the version that was seen.
    Row(
        "answer",
        make_round,
        f"{ROUND}/vragen/geld/A.BL",
        ANSWER,
        wrong=WRONG_ANSWER,
        newer={"reason": "Van een ander tabblad."},
        closed=AGREED,
        **SAME_TAB,
    ),
    Row(
        "answers about a domain",
        make_round,
        f"{ROUND}/vragen/geld",
        about("A.BL", {"value": "2", "reason": "Dit blijft staan."}),
        wrong=(
            ({"A.BL-value": ""}, "Kies een antwoord."),
            ({"A.BL-value": "9"}, "Kies een antwoord."),
            ({"A.BL-value": "not_applicable", "A.BL-reason": ""}, "Leg uit waarom deze vraag niet van toepassing is."),
            ({"A.BL-reason": LONG[5000]}, "maximaal 5000 tekens"),
        ),
        newer={"A.BL-reason": "Van een ander tabblad."},
        closed=AGREED,
        **SAME_TAB,
    ),
    Row(
        "closing texts",
        make_round,
        f"{ROUND}/vragen/geld/slotvragen",
        {"goes_well": "De inloop loopt goed.\r\nElke week.", "problem": "Geen tijd.", "who_helps": "De bibliotheek."},
        wrong=(({"problem": LONG[5000]}, "maximaal 5000 tekens"),),
        newer={"who_helps": "Het taalhuis."},
        closed=AGREED,
        **SAME_TAB,
    ),
    Row(
        "looking back",
        make_round,
        f"{ROUND}/terugkijken/geld",
        {f"{question}-value": "1" for question in ASKED},
        wrong=tuple(
            ({"A.BL-value": value}, "Kies een van de antwoorden.") for value in ("5", "-1", "not_applicable", "x" * 500)
        ),
        newer={"A.BL-value": "4"},
        closed=AGREED,
        **SAME_TAB,
    ),
    Row(
        "changed",
        make_round,
        f"{ROUND}/vragen/geld/A.BL/veranderd",
        CHANGED,
        wrong=WRONG_CHANGED,
        newer={"changed": "no", "changed_what": "Anders gekeken."},
        closed=AGREED,
        **SAME_TAB,
    ),
    Row(
        "changed about a domain",
        make_round,
        f"{ROUND}/veranderd/geld",
        about("A.BL", CHANGED),
        wrong=all_about("A.BL", WRONG_CHANGED),
        newer=about("A.BL", {"changed": "no", "changed_what": "Anders gekeken."}),
        closed=AGREED,
        **SAME_TAB,
    ),
    Row(
        "agreed score",
        make_review,
        f"{ROUND}/bespreken/geld/A.BE",
        SCORE,
        wrong=WRONG_SCORE,
        newer={"value": "1", "reason": "Van een ander."},
        meanwhile="Nu opgeslagen",
        closed=AGREED,
        told="Zo hebben we het samen besproken.",
    ),
    Row(
        "chances",
        make_review,
        f"{ROUND}/bespreken/geld/kansen",
        {"K1-value": "4", "ambition": "100"},
        wrong=(({"K2-value": "not_applicable"}, "Kies een antwoord"), ({"ambition": "60"}, "Kies")),
        newer={"K1-value": "1", "ambition": "50"},
        closed=AGREED,
    ),
    Row(
        "changed score",
        make_review,
        f"{ROUND}/bespreken/geld/A.BE/veranderd",
        CHANGED,
        wrong=WRONG_CHANGED,
        newer={"changed": "no", "changed_what": "Anders gekeken."},
        closed=AGREED,
        told="Er is nu een plan.",
    ),
    Row(
        "changed scores of a domain",
        make_review,
        f"{ROUND}/bespreken/geld/veranderd",
        about("A.BE", CHANGED),
        wrong=all_about("A.BE", WRONG_CHANGED),
        newer=about("A.BE", {"changed": "no", "changed_what": "Anders gekeken."}),
        closed=AGREED,
        told="Er is nu een plan.",
    ),
)


def filled(fields: Fields, ids: Ids) -> dict[str, Any]:
    """The fields with the ids of a world in their names."""
    return {name.format(**ids): value for name, value in fields.items()}
