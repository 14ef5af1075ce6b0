"""Tests of the protocol by which organisations sign people in."""
