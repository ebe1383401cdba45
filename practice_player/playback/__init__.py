"""One practice as it happens: play, pause, step, stop."""
