"""Guided practices for the terminal, alone or together."""

__version__ = "0.1.0"
__all__ = ["__version__"]
