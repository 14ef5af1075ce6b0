"""Named changes to who takes part; none of them commits."""
