"""Tests of the ten months without an application."""
