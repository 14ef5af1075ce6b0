"""Reading what changed: who may see which changes, and telling them."""
