"""Reads YAML files as scripts, and reports every problem at once, with its place and a fix."""
