"""What somebody is reminded of, and when: decided from plain data, without a clock or a database."""
