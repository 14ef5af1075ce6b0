"""What every page uses: forms, templates, the database, the clock, the log, and the pages of errors."""
