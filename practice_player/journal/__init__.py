"""What was done, kept on this machine."""
