"""Who comes in, and how often: access, sizes, limits, secrets, the second step and work accounts."""
