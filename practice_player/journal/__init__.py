"""The journal of practices, which stays on this machine.

Import from the modules: `entry` (one row), `store` (the SQLite file), `keeping` (safe writing),
`entry_lines` (text).
"""
