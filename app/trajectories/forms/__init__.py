"""The forms of a trajectory."""
