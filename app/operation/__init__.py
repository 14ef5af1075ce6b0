"""Health, serving and tasks."""
