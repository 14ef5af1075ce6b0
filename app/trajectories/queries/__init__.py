"""What the pages of a trajectory need to know."""
