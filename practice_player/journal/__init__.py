"""The journal of practices, which stays on this machine.

Import from the modules: `entry` (one practice as it is read), `record` (one as it is written), `store` (the
SQLite file), `keeping` (safe writing), `reading`, `editing`, `entry_lines` (text).
"""
