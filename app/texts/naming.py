"""What the application says about a name beside answers."""

QUESTION = "Mag je naam bij je antwoorden staan in de bespreking?"
CHOOSE = "Kies ‘Ja’ of ‘Nee’."
CHOICES = {"no": "Nee, laat alleen mijn functie zien", "yes": "Ja, laat mijn naam en mijn functie zien"}
NOW_SHOWN = "In de bespreking staat je naam nu bij je antwoorden. Je kunt dat altijd terugdraaien."
NOW_HIDDEN = "In de bespreking staat alleen je functie bij je antwoorden."
