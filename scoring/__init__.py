"""What it amounts to: pure functions from answers to profiles, opportunities and comparisons."""
