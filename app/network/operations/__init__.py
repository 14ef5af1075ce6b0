"""What changes the network."""
