"""What an administrator reads: municipalities, mergers, people, roles, advisers, and organisations to sign in with."""

from datetime import date, datetime, timedelta

from app.texts.words import ROLES, counted
from app.web.formatting import HERE, day_in_year, long_date

UNREADABLE = "Dit bestand kunnen we niet lezen. Sla het op als csv met UTF-8 en probeer het opnieuw."
NO_ROWS = "Er staan geen gemeenten in. Plak een lijst of kies een bestand met een code en een naam per regel."
NO_CODE_COLUMN = (
    "De eerste regel heeft geen kolomnamen die we kennen. "
    "Zet er bijvoorbeeld GM_CODE;GM_NAAM boven, of Gemeentecode;Gemeentenaam."
)
NO_LIST = "Kies een bestand of plak een lijst."
TWO_LISTS = "Kies een bestand of plak een lijst, niet allebei."
WRONG_SIZE = "Vul het aantal inwoners in met alleen cijfers, zoals 45.300. Of laat het leeg."
NO_PROVINCE = ("", "Niet bekend")
WRONG_CODE = "Vul een gemeentecode in zoals GM0363: GM en 4 cijfers."
NO_NAME = "Vul de naam in."
NO_EMAIL = "Vul het e-mailadres in."
NO_FUNCTION = "Vul de functie in. In rapporten staat de functie, nooit de naam."
NO_ROLE = "Kies een rol."
NO_MUNICIPALITY = "Kies een gemeente. Alleen een beheerder hoort niet bij een gemeente."
MUNICIPALITY_TOO_MANY = "Een beheerder hoort niet bij een gemeente. Kies hier ‘Geen gemeente’."
HAS_ROLE = "Deze persoon heeft deze rol al."
OTHER_SIDE = {
    "coordinator": "Deze persoon is hier coördinator. Een adviseur beoordeelt dat werk. Dat moet iemand anders zijn.",
    "participant": "Deze persoon vult hier mee in. Een adviseur beoordeelt dat werk. Dat moet iemand anders zijn.",
    "adviser": "Deze persoon is hier adviseur. Wie beoordeelt, kan niet ook leiden. Kies iemand anders.",
}
"""Why somebody cannot lead and advise the same municipality, by what they are there already."""
KNOWN_ADDRESS = "Dit e-mailadres is al in gebruik. Zoek de persoon op en voeg daar een rol toe."
LAST_ADMINISTRATOR = (
    "Dit is de laatste beheerder. Zonder beheerder kan niemand meer gemeenten of mensen toevoegen. "
    "Maak eerst iemand anders beheerder."
)
OWN_SECOND_STEP = (
    "Je eigen tweede stap haal je hier niet weg. Op de pagina van je account kun je die veranderen, met een code uit "
    "je app of een herstelcode. Heb je geen van beide? Vraag dan een andere beheerder."
)
CHANGED_MEANWHILE = "Er is net iets veranderd in de lijst van gemeenten. Controleer het voorbeeld opnieuw."


def known_code(name: str) -> str:
    """That a code is in use, and by whom."""
    return f"Deze code is al in gebruik voor {name}. Kijk of de code klopt."


def too_many_lines(most: int) -> str:
    """That a list is too long."""
    return f"Deze lijst heeft meer dan {most} regels. Dat is meer dan er gemeenten zijn."


def too_many_columns(number: int, most: int) -> str:
    """That a line is too wide."""
    return f"Regel {number}: hier staan meer dan {most} kolommen. Houd alleen de kolommen over die nodig zijn."


def broken_line(number: int) -> str:
    """That a line cannot be split into cells."""
    return f"Regel {number}: deze regel kunnen we niet lezen. Kijk of alle aanhalingstekens ook weer sluiten."


def missing_columns(code: bool) -> str:
    if code:
        return "De kolom met de gemeentecode ontbreekt. Noem die kolom Gemeentecode of GM_CODE."
    return "De kolom met de gemeentenaam ontbreekt. Noem die kolom Gemeentenaam of GM_NAAM."


def bad_code(number: int, typed: str) -> str:
    shown = f"‘{typed[:20]}’ is geen gemeentecode" if typed else "de gemeentecode ontbreekt"
    return f"Regel {number}: {shown}. Gebruik GM en 4 cijfers, zoals GM0363."


def bad_name(number: int, typed: str, length: int) -> str:
    """That a name is absent or cannot be kept."""
    if not typed:
        return f"Regel {number}: de naam ontbreekt."
    if len(typed) > length:
        return f"Regel {number}: de naam is langer dan {length} tekens."
    return f"Regel {number}: in de naam staat een nieuwe regel. Zet de naam op één regel."


def bad_size(number: int, typed: str) -> str:
    """That a number of inhabitants is none."""
    return f"Regel {number}: ‘{typed[:20]}’ is geen aantal inwoners. Gebruik alleen cijfers, zoals 45.300."


def bad_province(number: int, typed: str) -> str:
    return f"Regel {number}: ‘{typed[:20]}’ is geen provincie. Gebruik een naam zoals Utrecht of Noord-Brabant."


def bad_width(number: int, found: int, wanted: int) -> str:
    """That a line has more or fewer columns than the first."""
    here = "staat 1 kolom" if found == 1 else f"staan {found} kolommen"
    way_on = (
        "Kijk of de code en de naam er allebei staan."
        if found < wanted
        else "Zet een naam met een komma erin tussen aanhalingstekens."
    )
    return f"Regel {number}: hier {here}, in de eerste regel {wanted}. {way_on}"


def twice(number: int, code: str, first: int) -> str:
    """That a code stands in a list twice."""
    return f"Regel {number}: {code} staat ook op regel {first}. Haal een van de twee weg."


def counted_municipalities(count: int) -> str:
    """1 gemeente, 2 gemeenten."""
    return "1 gemeente" if count == 1 else f"{count} gemeenten"


CHOOSE_SOMEBODY = "Kies een adviseur, of vul het e-mailadres van iemand anders in."
ONE_OF_TWO = "Kies een adviseur of vul een e-mailadres in, niet allebei."
UNKNOWN_ADDRESS = "Dit e-mailadres kennen we nog niet. Voeg deze persoon eerst toe."
IS_ADVISER = "Deze persoon is al adviseur van deze gemeente."
SAME_PERSON = "Deze persoon is de adviseur die je wilt vervangen. Kies iemand anders."
NO_NOTE = "Schrijf op wat de nieuwe adviseur moet weten. Een paar zinnen is genoeg."
MANY = {
    "administrator": "Beheerders",
    "adviser": "Adviseurs",
    "coordinator": "Coördinatoren",
    "reader": "Lezers",
}
BARE = "Zonder rol"
NO_MUNICIPALITIES, NOTHING_WAITS = "Voeg eerst gemeenten toe", "Er wacht niets op jou"
ASKED_TO_GO, SEE_REQUEST = "Verzoek om te verwijderen", "Bekijk het verzoek"
MAIL_FAILED, CHECK_ADDRESS = "Een mail kwam niet aan", "Controleer het adres"
CHOOSE_ADVISER, ADD_COORDINATOR = "Kies een adviseur", "Voeg de coördinator toe"
MAILS, TASKS, DRAWING = "Mails", "Taken", "Bestanden"
EXAMPLE_MAILS = "In het voorbeeld gaan er geen mails weg."
ASK = "Vraag wie Samenhang draaiend houdt."


def waits(number: int, municipalities: int) -> str:
    """How it stands, as the heading of the page."""
    if not municipalities:
        return NO_MUNICIPALITIES
    return f"{number} {'ding wacht' if number == 1 else 'dingen wachten'} op jou" if number else NOTHING_WAITS


def lacks(name: str, role: str) -> str:
    """Who is not there yet in a municipality."""
    return f"{name} heeft geen {ROLES[role]}"


def lacking_since(role: str, since: datetime | None) -> str:
    """Who is there, and since when."""
    there = "adviseur" if role == "coordinator" else "coördinator"
    return f"Er is een {there} sinds {day_in_year(since.astimezone(HERE).date())}." if since else ""


def mail_tried(address: str) -> str:
    """Where a mail was to go, and how long that was tried."""
    return f"Naar {address}, 2 dagen geprobeerd."


def mails(sent: int, waiting: int, failed: int) -> str:
    return f"{sent} verstuurd sinds gisteren, {waiting} in de rij, {failed} niet aangekomen"


def tasks(last_night: datetime | None, *, goes_on: bool) -> str:
    """Whether what happens by itself goes on: each night the figures of the network are counted."""
    day = long_date(last_night.astimezone(HERE).date()) if last_night else ""
    last = f"Het netwerk is geteld op {day}." if day else "Het netwerk is nog niet geteld."
    return last if goes_on else f"Ze staan stil. {last} {ASK}"


def drawn(waiting: int, failing: int) -> str:
    """Whether the files of reports are made."""
    if failing:
        return f"{counted(failing, 'bestand lukt', 'bestanden lukken')} niet. {ASK}"
    return f"{counted(waiting, 'bestand staat', 'bestanden staan')} in de rij" if waiting else "Alles is gemaakt"


def assigned(name: str, municipality: str) -> str:
    """That somebody advises a municipality from now on."""
    return f"{name} is nu adviseur van {municipality} en krijgt daar een e-mail over."


def handed_over(old: str, new: str, remarks: int) -> str:
    """That somebody took over."""
    given = f" {counted(remarks, 'open opmerking gaat', 'open opmerkingen gaan')} mee." if remarks else ""
    return f"{new} neemt het over van {old}. Ze krijgen allebei een e-mail.{given}"


def too_late(old: str, new: str) -> str:
    """That somebody else was first; `new` is who took over, if anybody did."""
    what = f"{new} heeft het al overgenomen van {old}" if new else f"{old} is al geen adviseur meer van deze gemeente"
    return f"{what}. Er is nu niets veranderd. Kijk wie de gemeente nu adviseert."


def goes_along(remarks: int) -> str:
    """What goes to who takes over."""
    if not remarks:
        return "Er zijn geen open opmerkingen die meegaan."
    return f"{counted(remarks, 'open opmerking gaat', 'open opmerkingen gaan')} mee naar de nieuwe adviseur."


NO_SUCCESSOR = ("", "Kies een gemeente")
CHOOSE = "Kies in welke andere gemeente deze gemeente opgaat."
NO_DAY = "Vul in vanaf welke dag de gemeente is opgegaan."
DAY_UNREADABLE = "Vul een dag in zoals 1-1-2027: dag, maand en jaar."
STRANGE_YEAR = "Kijk of het jaar klopt. Kies een jaar van 1990 tot en met 2100."
MEANWHILE = (
    "Iemand anders heeft dit net veranderd. Er is nu niets opgeslagen. Wat je invulde, staat hieronder nog. "
    "Kijk of het zo nog klopt en sla het opnieuw op."
)
MEANWHILE_UNDONE = "Iemand anders heeft dit net veranderd. Kijk eerst hoe het nu is."
NOTHING_TO_UNDO = "Deze gemeente gaat niet op in een andere gemeente. Er is niets om ongedaan te maken."
NO_NETWORK = (
    "Deze gemeente is opgegaan in een andere gemeente. Met een oude ronde kun je niet meer gaan meedoen. "
    "De nieuwe gemeente kan meedoen met een eigen ronde."
)
FIRST_YEAR, LAST_YEAR = 1990, 2100


def first_day(valid_until: date) -> date:
    """The day from which another code holds, when this one held until then."""
    return valid_until + timedelta(days=1)


def merged(into: str, valid_until: date, today: date) -> str:
    """Gaat op in Nieuwstad per 1 januari 2027; or that it did."""
    verb = "Opgegaan" if valid_until < today else "Gaat op"
    return f"{verb} in {into} per {long_date(first_day(valid_until))}"


def validity(valid_from: date | None, valid_until: date | None) -> str:
    """From when until when a code holds."""
    start = f"vanaf {long_date(valid_from)}" if valid_from else ""
    end = f"tot en met {long_date(valid_until)}" if valid_until else ""
    return " ".join(part for part in (start, end) if part).capitalize() or "Altijd"


def saved(name: str, into: str, day: date) -> str:
    """That it was written down."""
    return f"Vastgelegd: {name} gaat per {long_date(day)} op in {into}."


def undone(name: str) -> str:
    """That it holds no longer."""
    return f"Ongedaan gemaakt. {name} is weer een gewone gemeente."


def circle(name: str, into: str) -> str:
    """That a municipality cannot become part of what becomes part of it."""
    return f"{into} gaat zelf op in {name}. Kies een andere gemeente, of verander eerst {into}."


def has_ended(into: str, further: str, valid_until: date) -> str:
    """That the other one is not there any more on that day."""
    day = long_date(first_day(valid_until))
    return f"{into} gaat zelf per {day} op in {further}. Kies {further}, of een eerdere dag."


def begins_later(name: str, valid_from: date) -> str:
    """That the other one is not there yet on that day."""
    return f"{name} bestaat pas vanaf {long_date(valid_from)}. Kies die dag of een latere."


def begun_later(name: str, valid_from: date) -> str:
    """That the municipality itself is not there yet on that day."""
    return f"{name} bestaat zelf pas vanaf {long_date(valid_from)}. Kies een latere dag."


def receives_later(name: str, other: str, day: date) -> str:
    """That something becomes part of it on that day or later."""
    return f"{other} gaat pas per {long_date(day)} op in {name}. Kies een latere dag, of verander eerst {other}."


def receives_earlier(into: str, other: str, day: date) -> str:
    """That something became part of the other one before that day."""
    return f"{other} gaat al per {long_date(day)} op in {into}. {into} bestaat dus al eerder. Haal het vinkje weg."


def no_new_people(name: str, into: str) -> str:
    """That nobody gets a role any more in what became part of another one."""
    return f"{name} is opgegaan in {into}. Er komen daar geen mensen meer bij. Geef de rol in {into}."


KINDS = {"entra": "Microsoft Entra ID", "generic": "Andere aanbieder"}
NO_ORGANISATION_NAME = "Vul de naam van de organisatie in. Die staat op de knop om in te loggen."
WRONG_TENANT = (
    "Vul de tenant-id in: 32 cijfers en letters met streepjes ertussen. "
    "De organisatie vindt die bij Microsoft Entra ID, onder Overzicht."
)
WRONG_ISSUER = (
    "Vul het volledige adres in. Het begint met https:// en bevat geen wachtwoord, vraagteken of hekje. "
    "De organisatie noemt dit de issuer."
)
NO_CLIENT_ID = "Vul de client-id in. De organisatie krijgt die als ze Samenhang bij haar aanbieder aanmeldt."
NO_SECRET = "Vul het clientgeheim in. De organisatie maakt dat aan bij haar aanbieder."  # noqa: S105 - a sentence
STRANGE = "Hierin staat een teken dat niet kan. Kopieer de waarde opnieuw, zonder spaties."
ACCOUNTS_BOUND = (
    "Dit kun je niet meer veranderen: er zijn al werkaccounts gekoppeld. "
    "Gaat het om een andere aanbieder? Beëindig deze organisatie dan en voeg een nieuwe toe."
)
PROVIDER_ENDED = (
    "Deze organisatie is beëindigd. Je kunt de gegevens niet meer veranderen. Voeg zo nodig een nieuwe toe."
)
FINE = "We hebben de aanbieder gevonden, en die doet wat wij nodig hebben."
SECRET_NOT_CHECKED = "Of de client-id en het geheim kloppen, blijkt pas als iemand inlogt."  # noqa: S105 - a sentence
CHECKS = {
    "address": (
        "Dit adres mogen we niet gebruiken. Het moet met https:// beginnen en op internet staan, "
        "dus niet in een intern netwerk."
    ),
    "unreachable": "We kunnen dit adres niet bereiken, of het antwoord duurt te lang. Kijk of het adres klopt.",
    "redirect": "Dit adres verwijst door naar een ander adres. Vul het adres in waar de aanbieder echt staat.",
    "too_large": "Het antwoord van dit adres is te groot. Kijk of het adres klopt.",
    "not_understood": (
        "Op dit adres staat geen aanbieder die we begrijpen, of er ontbreekt iets in wat die vertelt. "
        "Kijk of het adres klopt. Er moet een bestand staan met de naam .well-known/openid-configuration."
    ),
    "busy": "Het is even druk. Probeer het over een minuut opnieuw.",
    "issuer": (
        "De aanbieder op dit adres noemt zichzelf anders. "
        "Neem het adres precies over, ook met of zonder schuine streep aan het eind."
    ),
    "flow": (
        "Deze aanbieder kan niet wat wij nodig hebben: inloggen met een code (authorization code), "
        "met PKCE S256 en met een clientgeheim."
    ),
    "keys": (
        "Deze aanbieder heeft geen sleutel die we vertrouwen. "
        "Nodig is een RSA-sleutel van 2048 bits of meer, of een EC-sleutel."
    ),
}


def check_result(fault: str | None) -> str:
    """What a check found, in a sentence."""
    return f"{FINE} {SECRET_NOT_CHECKED}" if fault is None else CHECKS.get(fault, CHECKS["not_understood"])


def added(name: str) -> str:
    """That an organisation is there now, and what comes next."""
    return f"{name} is toegevoegd. Test het meteen: log in met een werkaccount van deze organisatie."


def ended(name: str) -> str:
    """That nobody can sign in with an account of this organisation any more."""
    return f"{name} is beëindigd. Niemand kan er nog mee inloggen. Inloggen met een code kan gewoon."
