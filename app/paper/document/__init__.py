"""What goes on paper as data: booklets of the same blocks as a report."""
