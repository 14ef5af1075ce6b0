"""HTTP of the actions as a board and as a list."""
