"""HTTP of the actions of the bank for the weakest items, and what nothing is done about."""
