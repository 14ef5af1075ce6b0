"""How what somebody typed is kept: versions, held forms, and everything typed on a page that cannot be saved."""
