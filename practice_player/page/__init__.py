"""A practice as one page: sound, words and breath in a single file that any browser plays."""
