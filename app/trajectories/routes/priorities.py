"""HTTP of choosing the domains to begin with."""
