"""Who practises here: first names or initials, and what each leaves out on any day."""
