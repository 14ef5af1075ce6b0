"""Is the core right? No app, no database."""
