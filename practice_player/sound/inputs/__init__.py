"""Where a voice is recorded from: a microphone, in a process of its own, or a test."""
