"""Invitations: what two programs have to know of each other to play a practice in step, as a short code."""
