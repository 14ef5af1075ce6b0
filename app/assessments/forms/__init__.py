"""The forms of this feature: starting an inventory, one question, and a whole domain."""
