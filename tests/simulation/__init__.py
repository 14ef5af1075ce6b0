"""Whether a change is a change: two rounds of made-up municipalities with noisy answers, compared by the real rules."""
