"""HTTP of the plan of action, as page and files."""
