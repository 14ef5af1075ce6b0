"""Talk, agree scores, approve, close."""
