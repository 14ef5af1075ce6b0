"""What the pages of the questionnaire read."""
