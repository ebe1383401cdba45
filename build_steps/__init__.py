"""Makes, when a wheel is built, the files that are made from the parser: the manual and the completion of shells.

Nothing here is in the installed program.  The same source makes the same bytes, on any machine and day.
"""
