"""What the cells of the access table stand for."""

from tests.guards.doors import Access

# The cells: own, other, ended, administrator. Four words are for coordinator, adviser, participant and reader.
PUBLIC = Access("yes", "yes", "yes", "yes", nobody="yes")
SIGNED_IN = Access("yes", "yes", "yes", "yes")
ADMINISTRATOR = Access("403", "403", "403", "yes")
COORDINATORS = Access("yes 403 403 403", "yes 403 403 403", "403", "403")
# About one inventory: whoever has nothing to do with it does not learn that it exists.
ANSWERING = Access("yes 403 yes 404")
READING = Access("yes yes yes 404")
TALKING = Access("yes yes 403 404")
COORDINATING = Access("yes 403 403 404")
ADVISING = Access("403 yes 403 404")
# For who advises any municipality; and one municipality for who advises that one.
ADVISERS = Access("403 yes 403 403", "403 yes 403 403", "403", "403")
THEIR_ADVISERS = Access("403 yes 403 403", "403 404 403 403", "403", "403")
# Open to all, but the organisation of this row is nowhere, and nobody comes back who never went there.
FAILED = Access("502", "502", "502", "502", nobody="502")
NEVER_WENT = Access("400", "400", "400", "400", nobody="400")
NO_SUCH_LINK = Access("404", "404", "404", "404", nobody="404")
NOT_THEIRS = Access("404")
# There is no version of a report yet.
NOTHING_AGREED = Access("404 404 403 404")

# About one trajectory or action: who leads it, and no reader.
LEADING = Access("yes yes 404 403", "404 404 404 404")
# About one action: who leads it; its owner has a page of their own, and tries these doors in the leak tests.
ACTING = Access("yes yes 404 404", "404 404 404 404")
# The plan and the overview, which a reader reads too.
PLANNED = Access("yes yes 404 yes", "404 404 404 404")
# The network: for who speaks for a municipality, or for the Stichting.
NETWORKED = Access("yes yes 403 403", "yes yes 403 403", "403", "yes")
STICHTING = Access("403 yes 403 403", "403 yes 403 403", "403", "yes")
# What municipalities share: for who coordinates or advises one, whichever; and only a coordinator speaks for it.
LEARNING = Access("yes yes 403 403", "yes yes 403 403", "403", "403")
SHARING = Access("yes 403 404 404", "404 404 404 404")
# A question of the own municipality about what the other one shared: its advisers read and answer it too.
ASKED = Access("yes yes 403 403", "404 yes 403 403", "403", "403")
ANSWERED = Access("403 yes 403 403", "404 yes 403 403", "403", "403")
