"""What could be better, or must be safer, in a script that can be read: advice and errors, each explained."""
