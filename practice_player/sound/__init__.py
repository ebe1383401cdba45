"""A timeline becomes samples, and samples reach an output."""
