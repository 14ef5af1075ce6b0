"""Reading what people answer: their part of an assessment, their answers, and how far they are."""
