"""HTTP of making an action, and changing what it says."""
