"""The words of a trajectory: its steps, the states of actions, kinds of partners and appointments."""

STEPS = {
    "inventory": "Inventariseren",
    "priorities": "Prioriteren",
    "actions": "Acties formuleren",
    "partners": "Mobiliseren en uitvoeren",
    "evaluation": "Evalueren",
}
"""The five steps of the leaflet, by their ids."""
STEPS_EXPLAINED = {
    "inventory": "Breng in beeld hoe integraal de aanpak nu is, per beleidsdomein.",
    "priorities": "Kies de domeinen waarmee je begint. Hoogstens drie.",
    "actions": "Spreek per domein af wat er verandert, wie dat doet en wanneer het klaar is.",
    "partners": "Zoek partners bij de acties en voer ze uit.",
    "evaluation": "Kijk waar het beleid meer integraal is geworden. Daarna kan de cirkel opnieuw beginnen.",
}
STATES = {
    "proposed": "Voorgesteld",
    "planned": "Gepland",
    "running": "Bezig",
    "done": "Klaar",
    "stopped": "Gestopt",
}
"""Of an action, in the order of a board."""
EFFORTS = {"small": "Kleine moeite", "medium": "Gemiddelde moeite", "large": "Grote moeite"}
PARTNER_KINDS = {
    "language": "Taalaanbieder of Taalhuis",
    "library": "Bibliotheek",
    "welfare": "Welzijn en sociaal werk",
    "health": "Zorg en gezondheid",
    "work": "Werk en inkomen",
    "education": "Onderwijs en opvang",
    "housing": "Woningcorporatie",
    "employer": "Werkgever",
    "volunteers": "Vrijwilligers en bewoners",
    "government": "Overheid",
    "other": "Anders",
}
APPOINTMENT_KINDS = {
    "meeting": "Overleg",
    "session": "Werksessie",
    "visit": "Bezoek",
    "decision": "Besluit in college of raad",
    "other": "Anders",
}
CLOSED = (
    "Dit traject is afgesloten. Wil je nog iets veranderen? Open het traject dan weer op de pagina van de tien maanden."
)
