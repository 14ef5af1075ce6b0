"""What stands on paper: the blank questionnaire, the questions of one colleague, and somebody's own answers."""

from collections.abc import Sequence

from app.texts.words import counted, listing

AUTHOR = "Samenhang"
TITLE = "Vragenlijst basisvaardigheden"
LEAD_WHOLE = "Alle vragen, om samen te bespreken of op papier in te vullen."
LEAD_OWN = "De vragen die jij beantwoordt, om vooraf te bekijken of op papier in te vullen."
NO_QUESTIONS = "Er zijn op dit moment geen vragen voor deze collega."

HOW = "Zo vul je dit in"
HOW_TO = (
    "Kruis bij elke vraag 1 antwoord aan. {instruction}",
    "Weet je het niet? Kruis ‘Weet ik niet’ aan. Schrijf erachter wie het wel kan weten.",
    "Past een vraag niet bij jouw gemeente? Kruis ‘Niet van toepassing’ aan en schrijf op waarom.",
    "Schrijf op waarom je een antwoord kiest en waaraan je dat kunt zien.",
    "Schrijf geen namen of gegevens van inwoners op.",
)
"""`{instruction}` is what the questionnaire itself says about choosing."""
ONLY_PAPER = "Op papier telt een antwoord nog niet mee. Vul je antwoorden daarna in op de website van Samenhang."
WHO = "Wie vult dit in?"
FUNCTION = "Functie"
DAY = "Datum"

UNKNOWN = "Weet ik niet. Wie kan het wel weten?"
NOT_APPLICABLE = "Niet van toepassing, want:"
REASON = "Toelichting: waarom kies je dit antwoord?"
EVIDENCE = "Bewijs: waaraan kun je zien dat dit klopt?"
SURE = "Hoe zeker ben je?"
TERMS = "Woordenlijst"
TERMS_LEAD = "Deze woorden staan in de vragen."
CLOSING = "Tot slot. Dit mag je overslaan."

DOMAINS = "De domeinen"
ONE_DOMAIN = "De vragen over 1 domein"
DOMAIN_NAME = "Over welk domein gaat dit?"
DOMAIN_WORDS = "Wat bedoelen we per domein?"
DIFFERENT = "Bij deze domeinen is een vraag een beetje anders"
DIFFERENT_LEAD = "Let daarop als je de vragen voor zo’n domein beantwoordt."
GENERAL_LEAD = "Deze vragen gaan over de hele gemeente. Je beantwoordt ze 1 keer."
CHANCES = "Vragen over kansen"
CHANCES_LEAD = (
    "De coördinator en de adviseur beantwoorden deze vragen samen, bij de bespreking. Ook deze vragen stel je "
    "over elk domein apart."
)

COLUMNS = ("Domein", "Bestuurder", "Uitvoerders", "Moment van contact")

ANSWERS_TITLE = "Mijn antwoorden"
ANSWERS = "De antwoorden"
ANSWERS_LEAD = "Alles wat je hebt ingevuld, zoals het nu is opgeslagen. Alleen jij kunt dit bestand hier ophalen."
JOINT_LEAD = "Alles wat coördinator en adviseur samen hebben ingevuld, zoals het nu is opgeslagen."
NO_ANSWERS = "Er is nog niets ingevuld."
NOT_ANSWERED = "Nog geen antwoord"
PASSED_ON = "Deze vraag is nu voor iemand anders. Het antwoord dat je gaf, blijft bewaard."
JOINT = "coördinator en adviseur samen"
NOT_HANDED_IN = "Nog niet"
REALLY = {"yes": "Ja", "no": "Nee", "unknown": "Dat weet ik niet"}


def domains_lead(questions: int, domains: int) -> str:
    """How the questions about a domain are used when no domain was chosen."""
    return (
        f"Er zijn {domains} domeinen. Over elk domein stel je dezelfde {questions} vragen. Die vragen staan op de "
        "volgende bladzijden. Maak daarvan een kopie voor elk domein. Waar ‘dit domein’ staat, lees je de naam van "
        "het domein. Wil je de vragen in de woorden van een domein? Kies dat domein dan op de website."
    )


def lead_chosen(titles: Sequence[str]) -> str:
    """For whom this is when some parts were chosen."""
    return f"De vragen over {listing(titles)}. Om samen te bespreken of op papier in te vullen."


def different(domain: str, number: int, text: str) -> str:
    """How a question reads in one domain."""
    return f"{domain}, vraag {number}: {text}"


def numbered(number: int, text: str) -> str:
    """A question with its number within the part."""
    return f"{number}. {text}"


def total(questions: int) -> str:
    return counted(questions, "vraag", "vragen")


def answered(n: int, questions: int) -> str:
    """How many questions have an answer."""
    return f"{n} van {total(questions)}"
