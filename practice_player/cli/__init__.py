"""The command line: one module for each command, which adds its arguments and runs it."""
