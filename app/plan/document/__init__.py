"""The plan of action and the overview as data: booklets of the same blocks as a report."""
