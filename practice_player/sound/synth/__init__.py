"""Sound that is made here, not recorded: backgrounds, bells and breath tones."""
