"""What people read about what is kept of them: kinds of data, and names for tables and columns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.texts import reports
from app.texts.actions import LABELS
from app.texts.words import listing
from config import Settings

GONE = "Weg."
MAILS_ABOUT = "Waarover wil je mail?"
MAIL_KINDS = {
    "step": "De laatste dag van een stap",
    "action": "De einddatum van een actie",
    "appointment": "Een afspraak",
    "network": "Jullie scores tellen mee in het netwerk",
}
"""What a mail of the day can be about."""


def mails_chosen(kinds: int) -> str:
    """That a choice of so many kinds counts."""
    return "Opgeslagen. Je krijgt hierover mail." if kinds else "Opgeslagen. Je krijgt geen mail van de dag meer."


@dataclass(frozen=True, slots=True)
class KeptKind:
    """A kind of data about people, as the privacy page tells it; `{mails}` in a period stands for a setting."""

    what: str
    why: str
    how_long: str
    when_removed: str
    """What becomes of it when the person is removed."""


KINDS: Mapping[str, KeptKind] = {
    "person": KeptKind(
        "Je naam, e-mailadres en functie",
        "Om je te laten inloggen en te weten wie meedoet.",
        "Tot je vraagt om ze te verwijderen. Anders tot {people} nadat je voor het laatst meedeed.",
        "Weg. Je heet dan ‘Oud-collega’ met een nummer.",
    ),
    "words": KeptKind(
        "Je antwoorden, en wat je opschrijft",
        "Om de inventarisatie en het traject te maken, en later te kunnen uitleggen.",
        "Zo lang als de gemeente ze bewaart.",
        "Blijft, zonder je naam en e-mailadres.",
    ),
    "colleague": KeptKind(
        "De naam en het e-mailadres van een collega die je voorstelt",
        "De coördinator kan die collega dan uitnodigen.",
        "De naam zo lang als de gemeente de inventarisatie bewaart. Het adres tot {proposals} na het besluit.",
        "Gaat weg als die collega wordt verwijderd.",
    ),
    "report": KeptKind(
        "Vastgestelde rapporten",
        "De gemeente moet besluiten kunnen verantwoorden (Archiefwet). Er staan functies in, geen namen.",
        "Volgens de regels van de gemeente.",
        "Blijft.",
    ),
    "trail": KeptKind(
        "Wie wat wanneer deed",
        "Om fouten en misbruik te vinden. Er staan geen namen in.",
        "Zo lang als de gemeente de inventarisatie bewaart.",
        "Blijft, zonder je functie.",
    ),
    "signing_in": KeptKind(
        "Codes om in te loggen, en je sessies",
        "Om te weten dat jij het bent, en je ingelogd te houden.",
        "Na afloop: codes {codes}, sessies {sign_ins}. De laatste sessie blijft staan.",
        GONE,
    ),
    "proof": KeptKind(
        "Je tweede stap en je werkaccount",
        "Om te weten dat jij het bent. Geheimen bewaren we onleesbaar. Van je werkaccount bewaren we een nummer.",
        "Tot je ze uitzet.",
        GONE,
    ),
    "changes": KeptKind(
        "Wat een beheerder aan je account wil veranderen",
        "Om jou te laten bevestigen of stoppen.",
        "{changes} na afloop.",
        GONE,
    ),
    "tries": KeptKind(
        "Hoe vaak er is geprobeerd om in te loggen",
        "Om inbrekers tegen te houden. We bewaren geen leesbare adressen.",
        "Een uur.",
        "Verdwijnt vanzelf.",
    ),
    "mails": KeptKind("E-mails die we je stuurden", "Om te zien of ze zijn aangekomen.", "{mails}.", GONE),
    "held": KeptKind(
        "Tekst die je verstuurde toen je was uitgelogd", "Om die aan je terug te geven.", "{held_forms}.", GONE
    ),
    "drafts": KeptKind(
        "Wat je typte bij een vraag en nog niet opsloeg",
        "Om het aan je terug te geven. Niemand anders ziet het.",
        "Tot je het opslaat of weggooit. Anders {drafts}.",
        GONE,
    ),
    "reminders": KeptKind(
        "Herinneringen die je kreeg of uitzette, en het adres van je agenda",
        "Om je niet twee keer of tegen je zin te herinneren, en alleen jouw agenda toe te laten.",
        "Herinneringen {reminders}. Wat je uitzette tot je het aanzet. Het adres tot {feeds} nadat je het intrekt.",
        GONE,
    ),
}
"""By how `app.personal` names them, in the order of the page."""
HEADS = ("Wat", "Waarom", "Hoe lang", "Als je wordt verwijderd")
TABLES: Mapping[str, str] = {
    "user": "Naam, e-mailadres en functie",
    "membership": "Rollen",
    "participation": "Inventarisaties waaraan je meedoet",
    "proposal": "Collega’s die je voorstelde",
    "answer": "Antwoorden",
    "agreed_score": "Afgesproken scores die je opschreef",
    "closing_text": "Antwoorden op de laatste vragen over een domein",
    "back_answer": "Hoe je terugkijkt",
    "remark": "Opmerkingen",
    "settled_point": "Punten die je afhandelde",
    "meeting": "Besprekingen die je begon",
    "attendee": "Besprekingen waaraan je meedeed",
    "contact": "Contacten die je noteerde",
    "assessment": "Inventarisaties die je begon",
    "trajectory": "Trajecten die je begon",
    "priority_choice": "Keuzes die je opschreef",
    "hour_entry": "Uren die je opschreef",
    "appointment": "Afspraken die je opschreef",
    "improvement_action": "Acties die je bijhoudt of opschreef",
    "action_note": "Notities bij acties",
    "no_action": "Waarom er iets niet wordt gedaan",
    "partner": "Partners die je opschreef",
    "shared_practice": "Acties die je deelde",
    "practice_question": "Vragen aan andere gemeenten",
    "network_consent": "Meedoen aan het netwerk",
    "report": "Rapporten die je vaststelde",
    "alderman_filling": "Bladzijden voor de wethouder die je invulde",
    "audit_entry": "Wat je deed",
    "removal": "Verzoek om verwijdering",
    "login_code": "Codes om in te loggen",
    "sign_in": "Sessies",
    "second_factor": "Tweede stap",
    "recovery_code": "Herstelcodes",
    "identity": "Werkaccounts",
    "account_change": "Wijzigingen van je account",
    "outbox_mail": "E-mails",
    "held_form": "Tekst die je verstuurde toen je was uitgelogd",
    "draft": "Wat je typte en nog niet opsloeg",
    "review_draft": "Wat je in de bespreking typte en nog niet opsloeg",
    "sent_reminder": "Herinneringen",
    "digest_day": "Mails van de dag",
    "muted_mail": "Mails die je uitzette",
    "calendar_feed": "Adressen voor je agenda",
}
"""What the rows of a table are about somebody, as headings of their export; in its order."""
COLUMNS: Mapping[str, str] = {
    **LABELS,
    "action": "Soort",
    "agreed_at": "Vastgesteld",
    "agreements": "Afspraken",
    "answer": "Antwoord",
    "asked_at": "Gevraagd",
    "assessment_id": "Inventarisatie",
    "assignment_owner": reports.owner(reports.ASSIGNMENT),
    "at": "Wanneer",
    "audience": "Voor wie",
    "calendar": "Agenda",
    "changed_what": "Wat er veranderde",
    "chosen_at": "Wanneer",
    "confidence": "Hoe zeker",
    "contact": "Contact",
    "created_at": "Sinds",
    "day": "Dag",
    "decided_at": "Wanneer",
    "decided_by": "Wie besloot",
    "dissent": "Wie het anders ziet",
    "due": "Voor welke dag",
    "email": "E-mailadres",
    "ended_at": "Tot",
    "evidence_kind": "Bewijs",
    "evidence_link": "Link",
    "evidence_note": "Uitleg bij het bewijs",
    "experience": "Ervaring",
    "fields": "Wat je typte",
    "function": "Functie",
    "given_at": "Sinds",
    "handover_note": "Wat je overdroeg",
    "html": "Opmaak",
    "invitation_line": "Tekst in de uitnodiging",
    "invited_at": "Uitgenodigd",
    "hidden_reason": "Waarom verborgen",
    "item": "Vraag",
    "joined_at": "Sinds",
    "kind": "Soort",
    "level": "Niveau",
    "means_amount": reports.AMOUNT,
    "means_owner": reports.owner(reports.MEANS),
    "minutes": "Minuten",
    "moment_owner": reports.owner(reports.MOMENT),
    "municipality_id": "Gemeente",
    "name": "Naam",
    "new": "Is nu",
    "note": "Notitie",
    "number": "Nummer",
    "old": "Was",
    "open_points": "Wat nog moet gebeuren",
    "organisation": "Organisatie",
    "owner": "Wie het doet",
    "partners": "Met wie",
    "partners_text": "Met wie",
    "path": "Pagina",
    "personal_line": "Regel in de uitnodiging",
    "place": "Plaats",
    "present": "Wie erbij was",
    "reason": "Toelichting",
    "recipient": "Aan",
    "reply_to": "Antwoord aan",
    "revoked_at": "Ingetrokken",
    "role": "Rol",
    "saved_at": "Opgeslagen",
    "settled_at": "Wanneer",
    "shared_at": "Gedeeld",
    "source": "Komt van",
    "started_at": "Wanneer",
    "state": "Stand",
    "stop_reason": "Waarom gestopt",
    "subject": "Onderwerp",
    "submitted_at": "Ingeleverd",
    "text": "Tekst",
    "title": "Titel",
    "used_at": "Gebruikt",
    "value": "Antwoord",
    "who": "Wie",
    "withdrawn_at": "Tot",
}
"""How columns are called there."""
NOTHING = "–"
AUDIENCES = {"all": "Iedereen", "advisers": "Adviseurs"}
RECEIPT: Mapping[str, str] = {
    "signing_in": "Codes en sessies",
    "proof": "Tweede stap, herstelcodes en werkaccounts",
    "changes": "Wijzigingen van het account die wachtten",
    "mails": "E-mails",
    "held": "Teksten van na het uitloggen",
    "drafts": "Teksten die niet waren opgeslagen",
    "reminders": "Herinneringen en adressen van agenda’s",
    "texts": "Teksten waarin de naam of het e-mailadres is vervangen",
    "answers": "Antwoorden die blijven, zonder naam",
    "reports": "Vastgestelde rapporten waarin de naam nog in een tekst staat",
}
"""What a removal counts; what was removed comes first."""
REMOVAL_ASKED = "Je verzoek is verstuurd. Een beheerder verwijdert je binnen een maand."
REMOVAL_TAKEN_BACK = "Je verzoek is ingetrokken. Er verandert niets."
NOT_YOURSELF = "Jezelf verwijder je niet. Vraag een andere beheerder om dat te doen."


def needed_in(municipalities: Sequence[str]) -> str:
    """Why somebody cannot be removed yet."""
    return (
        f"Deze persoon is de enige coördinator van een lopende inventarisatie in {listing(municipalities)}. "
        "Maak eerst iemand anders coördinator."
    )


def mail_sent(name: str) -> str:
    """That somebody gets a mail about their own data."""
    return f"{name} krijgt een e-mail met een link naar de eigen gegevens."


def pseudonym(number: int) -> str:
    """How somebody is called who was removed."""
    return f"Oud-collega {number}"


def counted_days(number: int) -> str:
    """`1 dag`, `30 dagen`, `5 jaar`."""
    if number % 365 == 0:
        return f"{number // 365} jaar"
    return "1 dag" if number == 1 else f"{number} dagen"


def privacy_rows(settings: Settings) -> Iterator[tuple[str, str, str, str]]:
    """The rows of the table on the privacy page, with the periods of this installation."""
    periods = {
        name.removeprefix("keep_").removesuffix("_days"): counted_days(value)
        for name, value in settings
        if name.startswith("keep_")
    }
    for kind in KINDS.values():
        yield kind.what, kind.why, kind.how_long.format(**periods), kind.when_removed
