"""What a person sees and presses."""

import os

# Textual waits this long (100 ms unless told) for more to come after an escape, which begins the arrow
# keys too.  Here it stops a practice: 25 ms tell the two apart on any local terminal.
os.environ.setdefault("ESCDELAY", "25")
