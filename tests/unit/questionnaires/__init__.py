"""What is asked: models, files, lock and change tables."""
