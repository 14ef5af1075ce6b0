"""Colleagues who take part: invite, divide, remind, and what they propose."""
