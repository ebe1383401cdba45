"""What people are asked before a practice, on the way and after it.  Pure: no screen, no file, no clock."""
