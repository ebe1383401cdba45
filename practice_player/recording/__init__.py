"""Recording one's own voice, sentence by sentence: what is read when, how a take is judged, and kept."""
