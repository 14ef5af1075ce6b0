"""What was changed, by whom and why."""
