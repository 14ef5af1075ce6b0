"""What the evaluation report says, as data: a booklet of the same blocks as a report."""
