"""What people read when a file is not made now."""

BUSY = "Er worden nu veel bestanden gemaakt."
TOO_MANY = "Je hebt het afgelopen uur veel bestanden laten maken."
