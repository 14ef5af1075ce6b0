"""The scoring rules in the words of a reader, by their number."""

CHANCE = "De kans is de wortel uit opbrengst keer haalbaarheid, keer de ruimte."

RULES = {
    "S1": "Een afgesproken score gaat voor. Is er geen, dan telt het gemiddelde van de antwoorden van 0 tot en met 4. "
    "Elke stap is 25 punten. Zegt meer dan de helft ‘niet van toepassing’, dan doet de vraag niet mee.",
    "S2": "De vragen over hetzelfde onderwerp op hetzelfde niveau tellen even zwaar.",
    "S3": "Bij ‘middelen’ horen twee onderwerpen: middelen en capaciteit. Die tellen even zwaar.",
    "S4": "Een dimensie is het gemiddelde van de niveaus met een score. Elk niveau telt even zwaar.",
    "S5": "Een niveau is het gemiddelde van de dimensies met een score. Minstens 2 dimensies moeten een score hebben.",
    "S6": "Het totaal is het gemiddelde van de drie dimensies. Alle drie moeten een score hebben.",
    "S7": "Het zwakste vak is de laagste van de negen scores per dimensie en niveau.",
    "S8": "De dekking is het aantal vragen met een score, van alle vragen die van toepassing zijn. Daarbij staat hoe "
    "vaak iemand ‘weet ik niet’ antwoordde.",
    "S9": "We tonen een dimensie pas als minstens 2 van de 3 vragen en minstens 2 van de 3 niveaus een score hebben.",
    "S10": "De bandbreedte: we rekenen alles nog eens uit met elke onbekende vraag op 0 punten, en op 100 punten.",
    "S11": "Het woord hangt af van de score. De grenzen zijn 12,5, 37,5, 62,5 en 87,5. Het woord van het totaal is "
    "hoogstens 1 stap hoger dan dat van de laagste dimensie. Binnen 2,5 punten van een grens heet het ‘op de grens’.",
    "S12": "Schelen het hoogste en het laagste niveau 25 punten of meer, dan noemen we die twee.",
    "S13": "Het gemiddelde verschil zegt hoe ver de antwoorden gemiddeld van het gemiddelde antwoord af liggen. "
    "Meer dan 0,83 stap heet ‘verschil’, meer dan 0,5 stap ‘verspreid’. Bij 2 antwoorden heet 2 stappen ‘verschil’.",
    "S14": "We vergelijken mensen die op het niveau van de vraag werken met alle anderen. "
    "Dat doen we als beide groepen minstens 2 antwoorden gaven.",
    "S15": "De gemeente krijgt geen cijfer. We tellen de domeinen met een totaal van 62,5 of meer. We noemen het "
    "middelste totaal, en het middelste verschil tussen het hoogste en het laagste niveau. Algemene vragen tellen niet "
    "mee in de domeinen. Een onderwerp heeft een score als minstens 2 van de 3 vragen een score hebben.",
    "S16": "De opbrengst is het gemiddelde van de eerste twee kansvragen.",
    "S17": "De haalbaarheid is voor de helft het gemiddelde van de laatste twee kansvragen. "
    "Betrokkenheid en ondersteuning tellen elk voor een kwart.",
    "S18": "De ruimte is de ambitie min het totaal, gedeeld door 12,5. De ruimte is minstens 0 en hoogstens 1.",
    "S19": f"{CHANCE} Een kans van 65 of meer heet ‘Nu kansrijk’, van 45 of meer ‘Kansrijk met voorwerk’, "
    "minder ‘Later’. Is de ruimte 0, dan is de ambitie bereikt: ‘Behouden’.",
    "S20": "Domeinen staan op volgorde van kans. Een domein dat minder dan 5 punten lager staat dan het eerste van "
    "zijn groep, deelt die plaats.",
    "S21": "We rekenen de volgorde op drie manieren uit, met elke onbekende vraag op 0 en op 100 punten. Een domein "
    "staat zeker hoger als zijn laagste kans minstens 5 punten boven de hoogste kans van het andere ligt.",
}
"""By number."""


def words_of(rules: tuple[str, ...]) -> dict[str, str]:
    """These rules with their words, in the order of their numbers."""
    return {rule: text for rule, text in RULES.items() if rule in rules}
