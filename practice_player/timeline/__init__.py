"""A script and today's choices become a timeline: every sound placed in whole frames."""
