"""What advisers see of all their municipalities, and who advises which."""
