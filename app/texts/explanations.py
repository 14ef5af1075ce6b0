"""Why a number is what it is, in sentences: what counts, what is left out, by which rule, and what would change it."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from app.texts.words import counted, listing, part_of, sentence_start
from app.web.formatting import Number, number
from scoring.explanation.step import Reason
from scoring.opportunity import Way
from scoring.result import Score

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
    "S14": "We vergelijken collega’s die op het niveau van de vraag werken met alle anderen. "
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


REASONS: dict[Reason, str] = {
    "unknown": "nog niet bekend",
    "not_applicable": "niet van toepassing",
    "overruled": "er is een afgesproken score",
    "outvoted": "meer dan de helft zegt ‘niet van toepassing’",
    "no_score": "er is nog geen score",
    "coverage": "er is te weinig bekend (minder dan 2 van de 3 vragen)",
    "levels": "minder dan 2 van de 3 niveaus hebben een score",
    "dimensions": "minder dan 2 van de 3 dimensies hebben een score",
    "incomplete": "er ontbreekt nog een deel",
    "too_few": "er zijn te weinig antwoorden",
}

NOTHING_BELOW = "daar heeft nog geen enkele vraag een score"


def mean_of(title: str, value: Number, parts: Sequence[tuple[str, Number]]) -> str:
    """`Middelen is 33,3: het gemiddelde van bestuur (25,0) en beleid (41,7).`"""
    if len(parts) == 1:
        return f"{title} is {number(value)}: alleen {parts[0][0]} telt mee."
    return f"{title} is {number(value)}: het gemiddelde van {_listed(parts)}."


def sum_of(title: str, value: Number, parts: Sequence[tuple[Fraction, str, Number]]) -> str:
    """A number that weighs its parts: `1/2 × 75,0 (K3 en K4) + 1/4 × ...`."""
    terms = " + ".join(f"{weight} × {number(part)} ({name})" for weight, name, part in parts)
    return f"{title} is {number(value)}: {terms}."


def _listed(parts: Sequence[tuple[str, Number]]) -> str:
    return listing([f"{name} ({number(value)})" for name, value in parts])


def without_number(title: str, reason: Reason | None) -> str:
    """Why there is no number."""
    why = NOTHING_BELOW if reason in (None, "no_score") else REASONS[reason]
    return f"{title} heeft nog geen score: {why}."


def left_out(name: str, reason: Reason | None) -> str:
    """What does not count, and why."""
    return f"{name} telt niet mee: {REASONS[reason or 'no_score']}."


def bandwidth(title: str, low: Score, high: Score) -> str | None:
    """Between what a score can still lie (S10)."""
    if low is None or high is None:
        return None
    if low == high:
        return f"Alle vragen van {title.lower()} zijn bekend. De score kan daardoor niet meer schuiven."
    lowest = f"Tellen alle onbekende vragen als 0, dan is het {number(low)}."
    return f"{lowest} Tellen ze als 100, dan is het {number(high)}."


def when_known(question: str | None, title: str, low: Number, high: Number) -> str:
    """What one unknown question could still do; the one that it is all about needs no name."""
    start = f"Als ‘{question}’ bekend wordt" if question else "Als deze vraag bekend wordt"
    if low == high:
        return f"{start}, blijft {title.lower()} {number(low)}."
    return f"{start}, ligt {title.lower()} tussen {number(low)} en {number(high)}."


def more_needed(title: str, questions: int) -> str:
    """That each of so many unknown questions is too little by itself."""
    unknown = counted(questions, "onbekende vraag", "onbekende vragen")
    return f"Bij {unknown} is het niet genoeg als alleen die bekend wordt: {title.lower()} heeft dan nog geen score."


def word(score: Number, name: str, lowest: tuple[str, str] | None, near_border: bool) -> str:
    """Which word goes with a score; `lowest` (dimension, its word) when that holds the word of a total back."""
    sentence = f"Bij {number(score)} hoort het woord ‘{name}’."
    if lowest:
        step = f"hoogstens 1 stap hoger dan dat van de laagste dimensie, {lowest[0]} (‘{lowest[1]}’)"
        sentence = f"Het woord is ‘{name}’: {step}."
    return f"{sentence} De score ligt op de grens met een ander woord." if near_border else sentence


def coverage(scored: int, unknown: int, not_applicable: int) -> str:
    """How many questions have a score, and what the others are."""
    if scored + unknown == 0:
        return "Geen van de vragen is van toepassing."
    sentences = [_scored(scored, scored + unknown)]
    if unknown:
        sentences.append(f"Nog niet bekend: {counted(unknown, 'vraag', 'vragen')}.")
    if not_applicable:
        sentences.append(f"Niet van toepassing: {counted(not_applicable, 'vraag', 'vragen')}.")
    return " ".join(sentences)


def _scored(scored: int, applicable: int) -> str:
    if applicable == 1:
        return "De ene vraag heeft een score." if scored else "De ene vraag heeft nog geen score."
    have = "heeft" if scored < 2 else "hebben"
    return sentence_start(f"{part_of(scored, applicable)} vragen {have} een score.")


def of_questions(title: str, value: Number, parts: Sequence[Number], left_out: int) -> str:
    """A number that is the mean of questions, which are listed elsewhere."""
    if len(parts) == 1:
        sentence = f"{title} is {number(value)}: de score van 1 vraag."
    else:
        sentence = f"{title} is {number(value)}: het gemiddelde van {len(parts)} vragen ({_numbers(parts)})."
    if not left_out:
        return sentence
    return f"{sentence} {counted(left_out, 'andere vraag telt', 'andere vragen tellen')} niet mee."


def _numbers(parts: Sequence[Number]) -> str:
    return listing([number(part) for part in parts])


def weakest(cell: str, score: Number) -> str:
    return f"Het zwakste vak is {cell} ({number(score)})."


def level_gap(highest: tuple[str, Number], lowest: tuple[str, Number], balanced: bool) -> str:
    """The highest level against the lowest, and whether that is called a difference."""
    numbers = f"{highest[0].lower()} ({number(highest[1])}), het laagste {lowest[0].lower()} ({number(lowest[1])})"
    means = (
        "minder dan 25: ze lopen ongeveer gelijk op" if balanced else f"25 of meer: {highest[0].lower()} staat hoger"
    )
    return f"Het hoogste niveau is {numbers}. Dat scheelt {means}."


def chance(value: Number) -> str:
    return f"De kans is {number(value)}."


def chance_word(word: str) -> str:
    return f"Dat heet ‘{word}’."


def unknown_answers(unknown: int, answers: int) -> str | None:
    """How often people answered that they do not know; None when nobody answered."""
    if answers == 0:
        return None
    given = f"Er {'is' if answers == 1 else 'zijn'} {counted(answers, 'antwoord', 'antwoorden')}."
    if unknown == 0:
        return f"{given} Niemand antwoordde ‘weet ik niet’."
    return f"{given} ‘Weet ik niet’ is {unknown} keer gezegd."


def room(value: Number, ambition: Number, total: Number) -> str:
    """How much there is to win."""
    return f"De ruimte is {number(value, 2)}: de ambitie is {number(ambition, 0)} punten, het totaal {number(total)}."


AGREED = "er is een afgesproken score"
OUTVOTED = "meer dan de helft zegt ‘niet van toepassing’"
UNKNOWN = "Nog niet bekend."
NOT_APPLICABLE = "Niet van toepassing."


def agreed(value: int, points: Number) -> str:
    return f"Afgesproken: {value} × 25 = {number(points)}."


AGREED_NOT_APPLICABLE = "Afgesproken: niet van toepassing."


def agreed_by(who: str, when: str) -> str:
    """Who wrote down what was agreed."""
    return f"Door {who}, op {when}."


def present(who: str) -> str:
    return f"Erbij: {who}"


def reason(text: str) -> str:
    """Why it was agreed."""
    return f"Reden: {text}"


def dissent(text: str) -> str:
    """Who sees it differently, and why."""
    return f"Ziet het anders: {text}"


def from_answers(answers: Sequence[tuple[str, str]], points: Number) -> str:
    """The answers (value, function) that count."""
    values = listing([f"{value} ({who})" for value, who in answers])
    if len(answers) == 1:
        return f"1 antwoord: {values}. {answers[0][0]} × 25 = {number(points)}."
    return f"Gemiddelde van {len(answers)} antwoorden: {values}. Het gemiddelde × 25 = {number(points)}."


def from_numbers(count: int, mean: Number, points: Number) -> str:
    """The same without what anybody answered: `3 antwoorden, gemiddeld 2,3.`"""
    if count == 1:
        return f"1 antwoord: {number(mean, 0)} × 25 = {number(points)}."
    return f"{count} antwoorden, gemiddeld {number(mean)}. Het gemiddelde × 25 = {number(points)}."


def not_counted(answers: Sequence[tuple[str, str]], why: str | None) -> str:
    """The answers (value, function) to an item that do not count, and why when it is not what they say."""
    values = listing([f"‘{value}’ ({who})" for value, who in answers])
    return f"Telt niet mee: {values}, want {why}." if why else f"Telt niet mee: {values}."


def so_many_not_counted(count: int, why: str | None) -> str:
    """How many answers do not count, and why when it is not what they say."""
    start = f"{sentence_start(counted(count, 'antwoord telt', 'antwoorden tellen'))} niet mee"
    return f"{start}, want {why}." if why else f"{start}: daar staat ‘weet ik niet’ of ‘niet van toepassing’."


def counts_in(cell: str, points: Number, dimension: str, score: Number | None) -> str:
    """In what else the question counts."""
    start = f"De vraag telt mee in {cell} ({number(points)})"
    return f"{start}, en daarmee in {dimension}." if score is None else f"{start} en {dimension} ({number(score)})."


KINDS = {
    "single": "1 antwoord",
    "agreed": "eens",
    "spread": "verspreid",
    "different": "verschil",
}


def mean(count: int, value: Number) -> str:
    """The mean of the answers, in steps."""
    return f"Het gemiddelde van de {count} antwoorden is {number(value)}."


def deviation(distances: Sequence[Number], value: Number) -> str:
    """How far the answers lie from their mean, one by one."""
    if not value:
        return f"Alle antwoorden zijn gelijk. Gemiddeld verschil: {number(value)} stap."
    each = listing([number(distance) for distance in distances])
    return f"De antwoorden liggen {each} van het gemiddelde af. Gemiddeld verschil: {number(value)} stap."


def deviation_only(value: Number) -> str:
    """The same without what anybody answered."""
    return f"Gemiddeld verschil: {number(value)} stap. Zo ver liggen de antwoorden gemiddeld van het gemiddelde af."


def kind(name: str) -> str:
    return f"Dat heet ‘{KINDS[name]}’."


def inside_outside(level: str, inside: Number, outside: Number, counts: tuple[int, int]) -> str:
    """The people of the level itself against all others."""
    return (
        f"Collega’s bij {level} antwoorden gemiddeld {number(inside)} ({counts[0]} antwoorden), "
        f"anderen {number(outside)} ({counts[1]} antwoorden)."
    )


BREADTH = "Domeinen met 62,5 punten of meer"
DEPTH = "Het middelste totaal"
BALANCE = "Het verschil tussen niveaus"


def breadth(reached: int, shown: int) -> str:
    """How many domains have a total of 62.5 or more."""
    if shown == 0:
        return "Nog geen enkel domein heeft een totaal."
    if shown == 1:
        return f"Het ene domein met een totaal heeft {'62,5 punten of meer' if reached else 'minder dan 62,5 punten'}."
    have = "heeft" if reached < 2 else "hebben"
    return sentence_start(f"{part_of(reached, shown)} domeinen met een totaal {have} 62,5 punten of meer.")


def above(totals: Sequence[tuple[str, Number]]) -> str:
    """The domains that count."""
    return f"Wel 62,5 of meer: {_domains_listed(totals)}."


def below(totals: Sequence[tuple[str, Number]]) -> str:
    """The domains that do not."""
    return f"Minder dan 62,5: {_domains_listed(totals)}."


def without_total(names: Sequence[str]) -> str:
    """The domains that have no total."""
    return f"Nog zonder totaal, dus niet meegeteld: {listing(names)}."


def median(what: str, parts: Sequence[tuple[str, Number]], value: Number) -> str:
    """The middle one of some numbers, or the mean of the middle two."""
    start = f"{what} van laag naar hoog: {_domains_listed(parts)}."
    if len(parts) == 1:
        return f"Er is er 1: {_domains_listed(parts)}."
    if len(parts) % 2:
        return f"{start} De middelste is {number(value)}."
    return f"{start} Het gemiddelde van de middelste twee is {number(value)}."


def gap(name: str, highest: tuple[str, Number], lowest: tuple[str, Number], value: Number) -> str:
    """The highest minus the lowest level of a domain."""
    (high, high_value), (low, low_value) = highest, lowest
    if high == low:
        return f"{name}: alle niveaus {number(low_value)}. Het verschil is {number(value)}."
    return f"{name}: {number(high_value)} ({high}) min {number(low_value)} ({low}) is {number(value)}."


def without_levels(names: Sequence[str]) -> str:
    """The domains of which not all levels have a score."""
    return f"Nog niet alle niveaus hebben een score, dus niet meegeteld: {listing(names)}."


NO_DEPTH = "Er is nog geen middelste totaal, want nog geen enkel domein heeft een totaal."
NO_BALANCE = "Dit getal is er nog niet, want van geen enkel domein hebben alle niveaus een score."


def _domains_listed(parts: Sequence[tuple[str, Number]]) -> str:
    return listing([f"{name} ({number(value)})" for name, value in parts])


WAYS: Mapping[Way, str] = {
    "geometric": "de wortel uit opbrengst keer haalbaarheid",
    "arithmetic": "het gemiddelde van opbrengst en haalbaarheid",
    "minimum": "de laagste van opbrengst en haalbaarheid",
}


def order(chances: Sequence[tuple[str, Number]]) -> str:
    """The chances of all domains with an order, highest first."""
    return f"De kansen van hoog naar laag: {listing([f'{name} ({number(value)})' for name, value in chances])}."


def place(name: str, rank: int, others: Sequence[str]) -> str:
    """The place, and with whom it is shared."""
    return f"{name} staat op plaats {rank}{f', samen met {listing(others)}' if others else ''}."


def certainty(best: int, worst: int) -> str:
    if best == worst:
        return "Die plaats is zeker."
    return f"Die plaats is niet zeker. De beste plaats die kan, is {best}. De slechtste is {worst}."


def way(way_: Way, span: tuple[Number, Number], places: tuple[int, int]) -> str:
    """What one way of combining return and feasibility gives."""
    low, high = (number(value) for value in span)
    lies = f"is de kans {low}" if low == high else f"ligt de kans tussen {low} en {high}"
    best, worst = places
    where = f"plaats {best}" if best == worst else f"plaats {best} tot {worst}"
    return f"Rekenen we met {WAYS[way_]}, dan {lies}. Dat geeft {where}."


def surely(above: Sequence[tuple[str, Number]], below: Sequence[tuple[str, Number]]) -> str | None:
    """Which domains surely stand above and below (name, their lowest and highest chance); None when there are none."""
    parts = []
    if above:
        parts.append(f"Zeker erboven: {listing([f'{name} (minstens {number(low)})' for name, low in above])}.")
    if below:
        parts.append(f"Zeker eronder: {listing([f'{name} (hoogstens {number(high)})' for name, high in below])}.")
    return " ".join(parts) or None


def in_short(name: str, rank: int, best: int, worst: int) -> str:
    """A domain in the order of all of them."""
    return f"{name}: plaats {rank}, {'zeker' if best == worst else f'niet zeker (plaats {best} tot {worst})'}."


NO_ORDER = "Nog geen enkel domein heeft een kans. Daarom is er geen volgorde."
