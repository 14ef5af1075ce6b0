"""What an administrator can do: municipalities, and people with their roles."""
