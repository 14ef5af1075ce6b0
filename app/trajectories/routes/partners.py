"""HTTP of the partners of a municipality."""
