"""Documents: blocks, and what draws them as PDF, Word, Excel and pictures."""
