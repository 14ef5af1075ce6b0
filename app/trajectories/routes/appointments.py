"""HTTP of the meetings of the ten months."""
