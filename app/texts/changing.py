"""What the application says where an answer differs from the earlier round: whether something really changed."""

QUESTION = "Is er werkelijk iets veranderd?"
YES = "Ja, er is werkelijk iets veranderd"
NO = "Nee, ik kijk er nu anders naar"
NO_TOGETHER = "Nee, we kijken er nu anders naar"
UNKNOWN = "Dat weet ik niet"
UNKNOWN_TOGETHER = "Dat weten we niet"
CHOOSE = "Kies een van de 3 antwoorden."
WHAT = "Wat is er veranderd?"
WHAT_HINT = "Bijvoorbeeld: er is nu een vaste afspraak met het taalhuis."
WHAT_MISSING = "Schrijf op wat er is veranderd."
ACTION = "Hoort dit bij een verbeteractie?"
NO_ACTION = "Nee, of dat weet ik niet"
ACTION_UNKNOWN = "Deze verbeteractie kun je niet kiezen. Kies er een uit de lijst."
OWN_THEN = "Jouw antwoord toen"
TOGETHER_THEN = "Jullie antwoord toen"

TYPED = {"changed_what": WHAT, "evidence_note": "Waar staat het bewijs?", "evidence_link": "Link naar het bewijs"}
"""What people type here, by the name of its field."""
NOT_SAVED = "Wat je schreef, is niet opgeslagen"
NO_DIFFERENCE = (
    "Het antwoord is intussen veranderd. Het verschilt niet meer van toen. Daarom is er niets om bij te schrijven, "
    "en hebben we niets opgeslagen."
)


ANSWERS = {"yes": YES, "no": NO, "unknown": UNKNOWN}
"""What can be answered, by what is stored; no choice: nothing was said yet."""
TOGETHER = {"yes": YES, "no": NO_TOGETHER, "unknown": UNKNOWN_TOGETHER}
"""The same where the answer is that of several people."""
