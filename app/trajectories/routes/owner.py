"""HTTP of asking the owner of an action, by mail."""
