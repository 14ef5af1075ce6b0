"""Then and now: two agreed rounds of one municipality beside each other, and the evaluation report."""
