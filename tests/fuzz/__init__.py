"""Scripts changed at random: whatever comes of them is read, or told; and texts that no screen minds."""
