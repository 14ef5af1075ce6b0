"""What the application says while coordinator and adviser discuss and remark on answers, and agree scores and all."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction

from app.state.lifecycle import Situation, State
from app.texts.words import CONFIDENCE, EVIDENCE, SPECIAL, counted, listing
from app.web.formatting import long_moment, number
from questionnaires.model import GENERAL

REASON_MISSING = "Schrijf op waarom jullie deze score afspreken."
CHOOSE_SCORE = "Kies de score die jullie afspreken."
REASON_FOR_ALL = "Schrijf op waarom jullie deze antwoorden overnemen."
REASON_SEND_BACK = "Schrijf op wat er anders moet. De collega’s die antwoordden, lezen dit."
REASON_REOPEN = "Schrijf op waarom jullie de inventarisatie heropenen."
OPEN_POINTS_MISSING = "Schrijf op wat er nog moet gebeuren. De coördinator leest dit."
DOMAINS_MISSING = "Kies minstens 1 domein."
DOMAIN_CLOSED = "Dit domein kun je niet terugsturen. Kies uit de domeinen op deze pagina."
REMARK_MISSING = "Schrijf eerst je opmerking."
AUDIENCE_MISSING = "Kies wie de opmerking mag lezen."
CHOOSE_CHANCE = "Kies een antwoord. Weet je het niet? Kies dan ‘Weet ik niet’."
CHOOSE_AMBITION = "Kies een ambitie, of ‘Nog niet bepaald’."

SCORE_SAVED = "De afgesproken score is opgeslagen."
SCORE_WITHDRAWN = "De afgesproken score is ingetrokken. De antwoorden tellen weer."
CHANCES_SAVED = "De antwoorden over kansen zijn opgeslagen."
REMARK_SAVED = "Je opmerking is opgeslagen."
APPROVED = "Je hebt akkoord gegeven. De coördinator kan de inventarisatie nu vaststellen."
APPROVAL_WITHDRAWN = "Je hebt je akkoord ingetrokken. De scores kunnen weer veranderen."
NO_APPROVAL = "Er is geen akkoord meer. De scores kunnen veranderen."
NO_OPEN_POINTS = "Er is nu niets open volgens de adviseur."
OPEN_POINTS_FINISHED = "Je hebt laten weten dat het gedaan is. De adviseur krijgt een mail en kijkt opnieuw."
OPEN_POINTS_OTHER = (
    "De adviseur schreef intussen iets anders op dat nog open is. Daarom is er nog niets doorgegeven. "
    "Lees bij de bespreking wat er nu staat."
)
OPEN_POINTS_NAMED = "Je hebt opgeschreven wat er nog open is. De coördinator krijgt een mail."
APPROVAL_GONE = (
    "Na het akkoord is er iets veranderd. Daarom is het akkoord vervallen en is er niets vastgesteld. "
    "De adviseur krijgt een mail en kan opnieuw akkoord geven. Daarna kun je vaststellen."
)
APPROVAL_OUTDATED = (
    "Na het akkoord is er iets veranderd",
    "De adviseur gaf akkoord, maar daarna is er iets veranderd. Het akkoord telt daarom niet meer. "
    "De adviseur kan opnieuw kijken en opnieuw akkoord geven. Daarna stelt de coördinator vast.",
)
REOPENED = "De inventarisatie is heropend. Jullie kunnen de scores weer aanpassen."

WITHDRAW = "Geen afspraak: de antwoorden tellen"
NO_AMBITION = "Nog niet bepaald"
AUDIENCES = {"all": "Iedereen die het rapport leest", "advisers": "Alleen adviseurs"}
KINDS = {"single": "1 antwoord", "agreed": "Eens", "spread": "Verspreid", "different": "Verschil"}


def agreement_sentence(n: int, mean: Fraction, deviation: Fraction, kind: str) -> str:
    """How the answers to one question lie (S13)."""
    if n == 1:
        return f"Er is 1 antwoord met een score: {number(mean, 0)}."
    ends = {
        "agreed": "Jullie zijn het ongeveer eens.",
        "spread": "De antwoorden liggen verspreid.",
        "different": "Jullie zien dit duidelijk verschillend. Praat erover.",
    }
    steps = f"Het gemiddelde is {number(mean)}, het gemiddelde verschil {number(deviation)} stap."
    return f"Er zijn {n} antwoorden met een score. {steps} {ends[kind]}"


def inside_outside_sentence(inside: Fraction, outside: Fraction) -> str:
    """The people of the level itself against all others (S14)."""
    return f"Wie op dit niveau werkt, geeft gemiddeld {number(inside)}. Anderen geven gemiddeld {number(outside)}."


def item_state(agreed: str | None, state: str, picture: str | None) -> tuple[str, str]:
    """(words, kind of badge) of one question: what was agreed, or how its answers lie."""
    if agreed is not None:
        return f"Afgesproken: {SPECIAL.get(agreed, agreed).lower()}", "done"
    if state == "unknown":
        return "Niet bekend", "attention"
    if picture == "different":
        return KINDS[picture], "attention"
    return "Nog geen afspraak", "neutral"


def chance_state(state: str) -> tuple[str, str]:
    """(words, kind of badge) of one chance question."""
    return ("Nog niet bekend", "attention") if state == "unknown" else ("Beantwoord", "done")


def taken_over(count: int, left: int) -> str:
    """How many answers became agreed scores, and how many questions are still open."""
    if count == 0:
        done = "Er waren geen antwoorden om over te nemen."
    else:
        done = f"{counted(count, 'antwoord is', 'antwoorden zijn')} overgenomen als afgesproken score."
    if left == 0:
        return f"{done} Alle vragen van dit deel hebben nu een afspraak."
    still = f"{counted(left, 'vraag heeft', 'vragen hebben')} nog geen afspraak."
    return f"{done} {still} Daar is het antwoord onbekend of verschillend."


def resubmitted(changed: str) -> str:
    """What handing in again did; `changed` says how much is different."""
    return f"Opnieuw ingeleverd. {changed}"


def sent_back(titles: Sequence[str]) -> str:
    """Which domains can be changed again."""
    return f"Teruggestuurd: {listing(titles)}. De antwoorden daar kunnen nu weer veranderen."


def approval_fallen(at: datetime, sent_back: bool) -> str:
    """When an approval ended by itself, why, and how to go on."""
    why = "omdat er domeinen zijn teruggestuurd" if sent_back else "omdat er daarna iets is veranderd"
    return (
        f"Het akkoord is vervallen op {long_moment(at)}, {why}. "
        "De adviseur kan opnieuw kijken en opnieuw akkoord geven. Daarna kan de coördinator vaststellen."
    )


def open_points_done(at: datetime) -> str:
    """When the coordinator said that what was open is done."""
    return f"De coördinator liet op {long_moment(at)} weten dat dit gedaan is. De adviseur kijkt ernaar."


def progress(agreed: int, items: int) -> str:
    """How many questions of a part have an agreed score."""
    if agreed == 0:
        return "Nog geen afspraken"
    return "Alles afgesproken" if agreed == items else f"{agreed} van {items} afgesproken"


def next_step(situation: Situation, titles: Sequence[str], approved_at: datetime | None) -> tuple[str, str]:
    """(heading, sentences): where the review stands, and who does what next; `titles` of what was sent back."""
    if situation.state is State.OPEN:
        return (
            "De inventarisatie is nog open",
            "Je kunt nog niets afspreken. Is iedereen klaar met antwoorden? Dan start de coördinator de bespreking.",
        )
    if situation.state is State.AGREED:
        return (
            "Vastgesteld",
            "De scores liggen vast en het rapport is klaar. Je kunt alles lezen. "
            f"Moet er toch iets anders? Dan {_who_can(situation)} de inventarisatie heropenen.",
        )
    if situation.sent_back:
        return (
            "Wachten op nieuwe antwoorden",
            f"Teruggestuurd: {listing(titles)}. De gemeente past de antwoorden aan. "
            f"Daarna {'levert de coördinator' if situation.has_adviser else 'lever je'} opnieuw in.",
        )
    return _in_review(situation, approved_at)


def _who_can(situation: Situation) -> str:
    """Without an adviser only coordinators read this."""
    return "kunnen coördinator en adviseur" if situation.has_adviser else "kun je"


def _in_review(situation: Situation, approved_at: datetime | None) -> tuple[str, str]:
    if situation.approved and approved_at:
        return (
            "De adviseur is akkoord",
            f"De adviseur gaf akkoord op {long_moment(approved_at)}. Nu stelt de coördinator de inventarisatie vast.",
        )
    if situation.has_adviser:
        return (
            "Bespreek de antwoorden",
            "Spreek per vraag een score af en beantwoord de vragen over kansen. "
            "Is alles besproken? Dan geeft de adviseur akkoord. Daarna stelt de coördinator vast.",
        )
    return (
        "Bespreek de antwoorden",
        "Spreek per vraag een score af en beantwoord de vragen over kansen. "
        "Daarna stel je vast. Jullie hebben geen adviseur: dat komt in het rapport te staan.",
    )


def consequences(number: int, readers: int) -> tuple[str, ...]:
    """What happens when somebody agrees: version `number` of the report, for so many readers."""
    older = ("", " Versie 1 blijft bestaan.", " De oudere versies blijven bestaan.")[min(number, 3) - 1]
    can_read = f"{counted(readers, 'lezer', 'lezers')} van jouw gemeente {'kan' if readers == 1 else 'kunnen'}"
    return (
        f"Het rapport wordt versie {number} en ligt daarna vast.{older}",
        "De antwoorden en de afgesproken scores gaan dicht.",
        f"{can_read} het rapport bekijken." if readers else "Jullie gemeente heeft nog geen lezers.",
        "Moet er later iets anders? Dan heropen je, met een reden. Er komt dan een nieuwe versie.",
    )


LABELS = {
    "value": "Antwoord",
    "reason": "Toelichting",
    "evidence_kind": "Soort bewijs",
    "evidence_note": "Waar het bewijs staat",
    "evidence_link": "Link bij het bewijs",
    "confidence": "Hoe zeker",
    "text": "Tekst",
}
"""The fields of an answer, in the order in which the history keeps them."""


def field_text(name: str, value: str | None, options: Sequence[str]) -> str:
    """A field as people read it; `options` are the answers of the question. Empty when there is nothing."""
    if value is None:
        return ""
    if name == "value" and value.isdecimal():
        return f"{value}. {options[int(value)]}"
    words = {"value": SPECIAL, "evidence_kind": EVIDENCE, "confidence": CONFIDENCE}.get(name, {})
    return words.get(value, value)


def how_many(answers: int, questions: int, texts: int) -> str:
    """How much changed: answers to so many questions, and texts under the closing questions."""
    if not answers and not texts:
        return "Er is niets veranderd."
    told = f"{counted(answers, 'antwoord', 'antwoorden')} bij {counted(questions, 'vraag', 'vragen')}"
    return f"{_changed(told, answers, texts)} Je ziet hieronder wat het was en wat het nu is."


def _changed(told: str, answers: int, texts: int) -> str:
    """That so many answers, which are `told`, and so many texts are others; at least one of both is."""
    said = [told] if answers else []
    if texts:
        said.append(counted(texts, "tekst bij de laatste vragen", "teksten bij de laatste vragen"))
    return f"{listing(said)} {'is' if answers + texts == 1 else 'zijn'} veranderd."


def changed_in_short(answers: int, texts: int) -> str:
    """How much changed, without where."""
    if not answers and not texts:
        return "Er is geen antwoord veranderd."
    return _changed(counted(answers, "antwoord", "antwoorden"), answers, texts)


def the_rest(same: int) -> str:
    """That nothing else changed."""
    if not same:
        return "In wat toen is teruggestuurd, staan geen andere antwoorden."
    if same == 1:
        return "Het andere antwoord in wat toen is teruggestuurd, is hetzelfde gebleven."
    return f"De andere {same} antwoorden in wat toen is teruggestuurd, zijn hetzelfde gebleven."


def sent_back_line(at: datetime, by: str) -> str:
    return f"{long_moment(at)}, door {by}" if by else long_moment(at)


def handed_in_line(at: datetime | None) -> str:
    """When it was handed in again, or that it was not yet."""
    if at is None:
        return "Nog niet. Daarna zie je per vraag wat er is veranderd."
    return long_moment(at)


def choice(number: int, at: datetime, titles: Sequence[str]) -> str:
    """One time that domains were sent back, in the list of all."""
    return f"Keer {number}: {long_moment(at)}, {listing(titles)}"


MAILED = 3
"""So many colleagues are named by function; of more it is said how many they are."""


def mailed_about(people: Sequence[str], coordinates: bool) -> str:
    """Who gets a mail when a domain is sent back, by function."""
    if not people:
        return f"Geen collega’s: {'jij' if coordinates else 'de coördinator'} past de antwoorden aan."
    more = f" en {len(people) - MAILED + 1} anderen" if len(people) > MAILED else ""
    return f"Mail naar: {'; '.join(people[: MAILED - 1] if more else people)}{more}."


def too_many_mails(minutes: int) -> str:
    """That so many mails went to colleagues that no more can go now."""
    return (
        "Er zijn in dit uur al veel mails naar collega’s gestuurd. Er is nu niets teruggestuurd. "
        f"Probeer het over {counted(minutes, 'minuut', 'minuten')} opnieuw, of kies minder domeinen."
    )


def how_far(done: int, asked: int, hands_in: bool) -> str:
    """How many colleagues handed in again, and what the coordinator can do, who `hands_in`."""
    can = "Je kunt" if hands_in else "De coördinator kan"
    if done == asked:
        return f"Iedereen is klaar. {can} opnieuw inleveren."
    who = f"{done} van de {asked} {'is' if done == 1 else 'zijn'} klaar." if done else "Nog niemand is klaar."
    return f"{who} {can} wachten, of alvast inleveren."


def recent_line(handed_in: bool, questions: int, texts: int) -> str:
    """How it went the last time that domains were sent back: `questions` and closing `texts` that are others."""
    if not handed_in:
        return "Er is nog niet opnieuw ingeleverd."
    written = counted(texts, "van de laatste vragen is de tekst", "van de laatste vragen zijn teksten")
    if not questions:
        ends = f"Er is geen antwoord veranderd. Bij {written} veranderd." if texts else "Er is geen antwoord veranderd."
        return f"Er is opnieuw ingeleverd. {ends}"
    what = counted(questions, "vraag is een antwoord", "vragen zijn antwoorden")
    also = f" Bij {written} veranderd." if texts else ""
    return f"Er is opnieuw ingeleverd. Bij {what} veranderd.{also}"


UNSAID = "Anders dan toen. Nog niets over gezegd."
SAID = {
    "yes": "Ja, er is werkelijk iets veranderd.",
    "no": "Nee, we kijken er nu anders naar.",
    "unknown": "Dat weten we niet.",
    None: "Nog niet gezegd of er werkelijk iets veranderde.",
}
"""What stands with an agreed score, by `changed`."""
SAID_ALONE = {
    "yes": "er is werkelijk iets veranderd",
    "no": "ik kijk er nu anders naar",
    "unknown": "ik weet niet of er werkelijk iets veranderde",
}
"""What somebody says of their own answer."""
SAVED = "Opgeslagen wat jullie zeggen over het verschil met toen."
NOTHING_TO_SAY = (
    "De afgesproken score is intussen veranderd. Er is nu geen verschil met toen meer om iets over te zeggen. "
    "Daarom is er niets opgeslagen."
)
UNSAID_COUNTS = (
    "Zolang niemand iets zegt, telt zo’n verschil niet mee als verandering. Hangt de uitkomst daarvan af, dan staat er "
    "‘nog niet te zeggen’. Jullie kunnen het zeggen tot jullie vaststellen."
)
NO_DIFFERENCE = "De afgesproken score is niet anders dan toen, of de twee kun je niet vergelijken."
NO_DIFFERENCES = "Van geen enkele vraag hier is de afgesproken score anders dan toen."
NOT_AGREED_YET = "Daarna zie je de score van toen ernaast."
EVIDENCE_HINT = (
    "Waaraan kun je zien dat dit klopt? Dit is het bewijs bij de afgesproken score. "
    "Met bewijs kan een verandering onderbouwd heten."
)
HOW_IT_COUNTS = (
    "Ja? Dan telt het verschil mee als we toen en nu vergelijken.",
    "Nee? Dan heet het ‘anders bekeken’. We rekenen dan voor beide momenten met de score van nu.",
    "Nog niets gezegd, of weten jullie het niet? Dan tellen we het niet mee. Maakt dat uit voor de uitkomst, dan staat "
    "er ‘nog niet te zeggen’.",
    "Een zichtbare verandering heet pas onderbouwd als bij minstens 1 vraag die dezelfde kant op ging ‘ja’ en bewijs "
    "staat: bij de afgesproken score, of zonder afgesproken score bij de antwoorden. Een eigen indruk is geen bewijs.",
)
"""S24 and S25, for the domains."""
GENERAL_COUNTS = (
    "De algemene vragen rekenen we niet mee als we toen en nu vergelijken. "
    "Wat jullie zeggen, blijft wel bij de afgesproken score staan.",
)
OTHER_MEANING = "Deze vraag betekent nu iets anders dan toen. Daarom vergelijken we de scores niet."
OTHER_WORDS = "De woorden zijn anders dan toen. De vraag betekent nog hetzelfde."
NEW_QUESTION = "Deze vraag zat niet in de vorige ronde. Er is dus geen score van toen."
NOT_AGREED_THEN = "Er was toen geen score afgesproken. Dit is wat de antwoorden samen gaven."


def hint(domain: str) -> str:
    """What stands below the question about one agreed score of a domain, or of the general part."""
    if domain == GENERAL:
        return "Kijken jullie er alleen anders naar dan toen? Kies dan nee."
    return "Kijken jullie er alleen anders naar dan toen? Dan tellen we het niet als verandering."


def counted_words(state: str, points: Fraction | None) -> str:
    """What counted in the earlier round: `2`, `gemiddeld 2,5`, or why there was no score."""
    if points is None:
        return SPECIAL["not_applicable"] if state == "not_applicable" else "Niet bekend"
    value = points / 25
    return number(value, 0) if value.denominator == 1 else f"gemiddeld {number(value)}"


def how_many_differ(count: int) -> str:
    """How many agreed scores are another one than then."""
    return f"Bij {counted(count, 'vraag', 'vragen')} is de afgesproken score anders dan toen."


def how_many_unsaid(count: int) -> str:
    """How many agreed scores differ from then without anybody saying if something really changed."""
    return f"Bij {counted(count, 'vraag', 'vragen')} is nog niet gezegd of er werkelijk iets veranderde."


def how_many_of_them_unsaid(count: int, differing: int) -> str:
    """The same, after how many differ."""
    if count == 0:
        return "Jullie hebben daarbij gezegd of er werkelijk iets veranderde."
    where = "Daarbij" if count == differing else f"Bij {count} daarvan"
    return f"{where} is nog niet gezegd of er werkelijk iets veranderde."


def how_many_elsewhere(found: Sequence[tuple[str, str, int]]) -> str:
    """In which other domains something is unsaid: (id, title, how many), in the order in which they come."""
    if not found:
        return ""
    number, title = sum(count for *_, count in found), found[0][1]
    if len(found) == 1:
        return f"Hierna nog {counted(number, 'vraag', 'vragen')} bij {title}."
    return f"Hierna nog {counted(number, 'vraag', 'vragen')} bij {len(found)} domeinen, eerst {title}."


def already_said(count: int) -> str:
    """About how many differences something was said before."""
    return f"Hier zeiden jullie het al: {counted(count, 'vraag', 'vragen')}"


def the_question(said: int) -> str:
    """What a fold with the whole question holds, with what so many colleagues say."""
    return f"De vraag, en {counted(said, 'collega', 'collega’s')}" if said else "De vraag"


def saved(count: int) -> str:
    """What saving the page of a whole domain did."""
    if count == 0:
        return "Er was niets nieuws om op te slaan."
    return f"Opgeslagen bij {counted(count, 'vraag', 'vragen')}."


ANSWER_MISSING = "Schrijf eerst je antwoord."
CHOOSE_ADDRESSEE = "Kies voor wie de opmerking is. Kies iemand uit de lijst."
CHOOSE_CHANGE = "Kies wat je met de opmerking wilt doen."
ANSWER_SAVED = "Je antwoord is opgeslagen."
ANSWER_REOPENED = "Je antwoord is opgeslagen. De opmerking staat weer open."
RESOLVED = "De opmerking is afgehandeld."
REMARK_REOPENED = "De opmerking staat weer open."
ASSIGNED_TO_NOBODY = "De opmerking is nu voor niemand in het bijzonder."
ASSIGNED_TO_YOURSELF = "De opmerking is nu voor jou."
NOBODY = "Niemand in het bijzonder"
YOURSELF = "Mijzelf"
WHOLE = "De hele inventarisatie"
SHOWN = {"open": "Open", "mij": "Voor mij", "afgehandeld": "Afgehandeld", "alles": "Alles"}
"""Which remarks a list can show, as they are called there and in its address."""
EMPTY = {
    "open": "Er zijn geen open opmerkingen.",
    "mij": "Er zijn geen open opmerkingen voor jou.",
    "afgehandeld": "Er is nog geen opmerking afgehandeld.",
    "alles": "Er zijn nog geen opmerkingen.",
}


def assigned(function: str) -> str:
    """For whom a remark is now, and that they know."""
    return f"De opmerking is nu voor: {function}. Wij sturen een mail."


def addressee(function: str, role: str) -> str:
    """Somebody to whom a remark can be given, by function and role."""
    return f"{function} ({role})"


def resolved_by(function: str, when: datetime) -> str:
    """Who said that a remark is done, and when."""
    return f"Afgehandeld door {function}, {long_moment(when)}"


def assigned_meanwhile(function: str, chosen: str) -> str:
    """What happened while somebody chose for whom a remark is."""
    return (
        f"Een collega heeft de opmerking intussen ook toegewezen. Nu is die voor: {function or NOBODY.lower()}. "
        f"Jij koos: {chosen}. Wil je jouw keuze houden? Wijs de opmerking dan opnieuw toe."
    )


def for_you(count: int) -> str:
    """How many open remarks wait for somebody."""
    return f"Opmerkingen voor jou: {count}"
