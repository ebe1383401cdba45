"""Makes the manual and the completion of shells from the parser, when a wheel is built.

Nothing here is in the installed program.  The same source makes the same bytes, on any machine and day.
"""
