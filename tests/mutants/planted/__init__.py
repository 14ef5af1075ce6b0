"""The faults: each protection of the product that is switched off, and what should notice it."""

from tests.mutants.fault import Fault
from tests.mutants.planted import access, arriving, counting, databases, keeping, leaking, saving, sending, showing

FAULTS: tuple[Fault, ...] = (
    *access.FAULTS,
    *leaking.FAULTS,
    *saving.FAULTS,
    *keeping.FAULTS,
    *arriving.FAULTS,
    *sending.FAULTS,
    *showing.FAULTS,
    *counting.FAULTS,
    *databases.FAULTS,
)
