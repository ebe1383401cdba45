"""What was practised, kept on this machine only.

Import from the modules: `entry` (one row), `store` (the file), `words` (one line of the list).
"""
