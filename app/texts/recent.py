"""What people who lead read about what happened lately: steps and progress, by the name of the change in the trail."""

HAPPENED = {
    "start_assessment": "inventarisatie gestart",
    "invite_people": "collega’s uitgenodigd",
    "submit_answers": "antwoorden ingeleverd",
    "start_review": "bespreking gestart",
    "send_back": "domeinen teruggestuurd",
    "resubmit": "teruggestuurde domeinen opnieuw ingeleverd",
    "name_open_points": "opgeschreven wat nog open is",
    "finish_open_points": "gedaan wat nog open was",
    "approve": "akkoord gegeven",
    "withdraw_approval": "akkoord ingetrokken",
    "agree": "rapport vastgesteld",
    "reopen": "inventarisatie heropend",
    "start_trajectory": "traject van tien maanden gestart",
    "choose_domains": "domeinen gekozen om mee te beginnen",
    "add_appointment": "afspraak gemaakt",
    "close_trajectory": "traject afgesloten",
}


def happened(name: str, count: int) -> str:
    """What happened on a day, and how often when that was more than once."""
    return HAPPENED[name] if count == 1 else f"{HAPPENED[name]}, {count} keer"
