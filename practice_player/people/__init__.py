"""The people who practise here: first names or initials, and what each always leaves out."""
