"""The three open questions with which the questions about a domain end, in the order in which they are asked."""

CLOSING = {
    "goes_well": "Wat gaat er goed binnen {domein}?",
    "problem": "Wat is het grootste probleem binnen {domein}?",
    "who_helps": "Wie kan ons verder helpen?",
}
"""`{domein}` is filled in as in the questions themselves."""

HINTS = {
    "goes_well": "Iets waar jullie trots op zijn, of waar anderen van kunnen leren.",
    "problem": "Wat houdt jullie het meest tegen?",
    "who_helps": "Een collega, een afdeling of een organisatie. Noem geen inwoners.",
}
