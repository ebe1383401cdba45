"""Scripts changed at random: whatever comes of them is read, or told."""
