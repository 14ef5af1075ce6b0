"""The main job in Chromium."""
