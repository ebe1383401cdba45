"""The sound engine: a process of its own, so that a busy interface never starves the sound."""
