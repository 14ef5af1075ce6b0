"""HTTP of the text with which a partner is invited."""
