"""HTTP of the hours that were spent."""
