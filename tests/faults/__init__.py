"""Faults to survive with a real server; too slow for every test run: `make faults`."""
