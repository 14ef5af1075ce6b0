"""What advisers see of their municipalities."""
