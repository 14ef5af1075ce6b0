"""HTTP of the address for calendars."""
