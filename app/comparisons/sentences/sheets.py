"""What the workbook of the evaluation report says about itself and its columns."""

GUIDE, MOVED, UNCOUNTED, EXCLUDED = "Uitleg", "Toen en nu", "Geen verandering", "Niet vergelijkbaar"
ACTIONS, ANSWERS, ROUNDS = "Acties", "Alle antwoorden", "Rondes"
ABOUT = {
    MOVED: "Elke rij is een dimensie van een domein, toen en nu, op de vragen die te vergelijken zijn.",
    UNCOUNTED: "Elke rij is een vraag met een ander antwoord dan toen, die we niet als verandering tellen.",
    EXCLUDED: "Elke rij is iets dat niet te vergelijken is, met de reden.",
    ACTIONS: "Elke rij is een verbeteractie. Dat een vraag bewoog, zegt niet dat de actie de oorzaak is.",
    ANSWERS: "Elke rij is een vraag van toen met een antwoord of een afgesproken score, en wat ermee gebeurde.",
    ROUNDS: "Elke rij is een domein in een ronde, met zijn eigen hele profiel.",
}
THIS, READING = "Dit rapport", "Zo lees je dit"
READING_TEXTS = {
    "Lege cel": "Niet bekend, niet van toepassing of niet te vergelijken. Een lege cel is nooit 0.",
    "Getallen": (
        "Je ziet getallen zoals in het rapport, meestal met 1 cijfer achter de komma. "
        "In de cel staan er hoogstens 4, zodat je er verder mee kunt rekenen."
    ),
    "Filteren": "Elk blad is een tabel. Met de pijltjes in de bovenste rij kun je sorteren en filteren.",
}
HOW = "Over de vergelijking"
WHOLE = "Het hele blad"
NOTICE = "Let op"
