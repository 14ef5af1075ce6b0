"""The tests of the tests: what chooses them, and what measures them."""
