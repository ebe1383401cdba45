"""YAML scripts become sessions; every problem is found at once, with its place and a fix."""
