"""Reading two rounds and what belongs to them."""
