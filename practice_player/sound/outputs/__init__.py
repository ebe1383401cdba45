"""Places where sound goes: a card, a file, silence, a test."""
