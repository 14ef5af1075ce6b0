"""HTTP of one action: how it goes, its notes and its history."""
