"""What the pages of a meeting read."""
