"""The forms of the network."""
