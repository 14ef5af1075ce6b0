"""HTTP of the ten months on one page, as page and file."""
