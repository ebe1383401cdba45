"""YAML files become scripts; every problem is found at once, with its place and a fix."""
