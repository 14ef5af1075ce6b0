"""Every item of the data against every form of every edition: there where it must be, absent where it must not."""
