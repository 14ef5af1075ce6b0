"""Two municipalities full of texts that name their owner, and who may read which of them."""
