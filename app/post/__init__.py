"""What goes out: letters, the outbox, and calendar files."""
