"""Why an action on an assessment is not possible now, and what can be done instead."""

from app.state.lifecycle import Refusal

REFUSALS: dict[Refusal, str] = {
    Refusal.WRONG_ROLE: "Met jouw rol kun je dit niet doen. Vraag de coördinator om hulp.",
    Refusal.OWN_WORK: (
        "Je leidt deze inventarisatie of vult mee in. Daarom beoordeelt een andere adviseur haar. "
        "Vraag de beheerder om een van je rollen te beëindigen."
    ),
    Refusal.OWN_APPROVAL: (
        "Je gaf zelf akkoord, toen je nog adviseur was. Daarom stelt iemand anders vast. "
        "Vraag een andere coördinator, of vraag de adviseur om opnieuw akkoord te geven."
    ),
    Refusal.STILL_OPEN: (
        "De inventarisatie is nog open: collega’s kunnen nog antwoorden. "
        "De coördinator kan op de pagina ‘Controleer je antwoorden’ de bespreking starten."
    ),
    Refusal.IN_REVIEW: (
        "De bespreking is begonnen. De antwoorden zijn daarom gesloten. "
        "Moet er nog iets anders? Vraag wie de bespreking leidt om het domein terug te sturen."
    ),
    Refusal.ALREADY_AGREED: (
        "Deze inventarisatie is vastgesteld. Je kunt alles lezen, maar niets meer veranderen. "
        "Wie de bespreking leidt, kan de inventarisatie heropenen."
    ),
    Refusal.NOT_AGREED: "Deze inventarisatie is nog niet vastgesteld. Heropenen is daarom niet nodig.",
    Refusal.NOT_SENT_BACK: (
        "Dit domein is niet teruggestuurd. Je kunt alleen antwoorden veranderen in de domeinen die zijn teruggestuurd."
    ),
    Refusal.NOTHING_SENT_BACK: "Er zijn geen domeinen teruggestuurd. Je hoeft dus niets opnieuw in te leveren.",
    Refusal.DOMAINS_SENT_BACK: (
        "Er zijn nog domeinen teruggestuurd. Lever die eerst opnieuw in. Daarna kun je verder."
    ),
    Refusal.NOTHING_OPEN: (
        "De adviseur wacht nu niet op jou: er staat niets open, of je liet al weten dat het gedaan is. "
        "De adviseur kan akkoord geven."
    ),
    Refusal.APPROVED: (
        "De adviseur heeft akkoord gegeven. De scores liggen daarom vast. "
        "Wil je iets veranderen? Vraag de adviseur om het akkoord in te trekken."
    ),
    Refusal.NOT_APPROVED: "Er is nog geen akkoord gegeven. Er is dus niets om in te trekken.",
    Refusal.DEADLINE_PASSED: (
        "De laatste dag om te antwoorden is voorbij. "
        "Wil je nog iets invullen of veranderen? Vraag de coördinator om de laatste dag te verzetten."
    ),
    Refusal.APPROVAL_MISSING: (
        "De adviseur heeft nog geen akkoord gegeven. Vraag de adviseur om akkoord. Daarna kun je vaststellen."
    ),
}
