"""What waits for somebody on the start page: the step as a link, and a line about it."""

STEPS: dict[str, tuple[str, str]] = {
    "answer": ("Beantwoord de vragen", "Je kunt op elk moment stoppen. We slaan elk antwoord op."),
    "answer_again": (
        "Kijk je antwoorden nog eens na",
        "Een domein van jou is teruggestuurd. Lever daarna opnieuw in.",
    ),
    "handed_in_again": (
        "Bekijk je antwoorden",
        "Je hebt opnieuw ingeleverd. Je kunt ze nog veranderen tot de coördinator alles inlevert.",
    ),
    "submitted": (
        "Bekijk je antwoorden",
        "Ze zijn ingeleverd. Je kunt ze nog veranderen tot de bespreking begint.",
    ),
    "closed": ("Bekijk je antwoorden", "Je kunt ze lezen, maar niet meer veranderen."),
    "done": ("Bekijk je antwoorden", "Deze inventarisatie is vastgesteld."),
    "start_review": (
        "Start de bespreking",
        "Je antwoorden zijn ingeleverd. Is iedereen klaar? Dan kan de bespreking beginnen.",
    ),
    "resubmit": ("Pas de teruggestuurde domeinen aan", "Lever ze daarna opnieuw in."),
    "review": (
        "Bespreek de antwoorden met de adviseur",
        "Spreek per vraag een score af. Daarna geeft de adviseur akkoord.",
    ),
    "open_points": (
        "Kijk wat er nog open is",
        "De adviseur schreef op wat er nog nodig is voor het akkoord.",
    ),
    "review_alone": ("Bespreek de antwoorden", "Spreek per vraag een score af. Daarna kun je vaststellen."),
    "agree": ("Stel de inventarisatie vast", "De adviseur heeft akkoord gegeven."),
    "approve": ("Bespreek de antwoorden en geef akkoord", "De coördinator wacht op jou."),
    "wait_answers": ("Bekijk hoe ver de gemeente is", "Er worden nog vragen beantwoord. Je hoeft nu niets te doen."),
    "wait_resubmit": ("Bekijk de bespreking", "Er zijn domeinen teruggestuurd. De coördinator is aan zet."),
    "wait_agree": ("Bekijk de bespreking", "Je gaf akkoord. De coördinator kan nu vaststellen."),
    "wait_open_points": (
        "Bekijk de bespreking",
        "Je schreef op wat er nog open is. De coördinator is aan zet.",
    ),
    "wait_approval": (
        "Bekijk de bespreking",
        "Wat nog open was, is gedaan. De adviseur kijkt ernaar en is aan zet.",
    ),
    "wait_review": (
        "Bekijk de inventarisatie",
        "De coördinator en de adviseur zijn aan zet. Je hoeft nu niets te doen.",
    ),
    "choose": (
        "Kies de domeinen waarmee je begint",
        "Het rapport is vastgesteld. Kies hoogstens drie domeinen en zeg waarom.",
    ),
    "read": ("Lees het rapport", "Het rapport is vastgesteld."),
}
