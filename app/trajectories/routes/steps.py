"""HTTP of the days of the steps, and closing."""
