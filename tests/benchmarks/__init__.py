"""The performance goals, as ratios measured in one run."""
