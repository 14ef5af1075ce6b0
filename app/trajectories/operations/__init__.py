"""What people do in a trajectory: named changes, which never commit."""
