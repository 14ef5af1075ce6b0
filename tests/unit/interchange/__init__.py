"""Tests of the interchange file and the documents that are made from it."""
