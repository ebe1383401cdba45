"""Random tests: changed scripts, hostile texts, damaged recordings, renders, keys, and program kills."""
