"""The report as a presentation of seven slides: what they say, and where it stands."""
