"""What every part of the program may use, and which knows none of them."""
