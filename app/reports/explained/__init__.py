"""How every score came about, in sentences: from the steps of `scoring.explanation`, for the review and the report."""
