"""What it amounts to: one test per rule, the worked example, and what holds for every assessment."""
