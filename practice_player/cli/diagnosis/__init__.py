"""What `doctor` looks at: each part says what it found, or raises what is wrong with it."""
