"""From profile to plan: which domains first, actions, partners, and the ten months."""
