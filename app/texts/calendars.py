"""What stands in somebody's calendar."""

SUMMARY = "Laatste dag: vragen over basisvaardigheden"


def description(municipality: str, address: str) -> str:
    """What the entry says besides."""
    return f"De gemeente {municipality} vraagt je om vragen te beantwoorden. Dat kan vandaag nog: {address}"
