"""What is asked: published questionnaires as frozen data."""
