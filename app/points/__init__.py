"""What there is to talk about in the answers of an assessment, from the answers alone: pure."""
