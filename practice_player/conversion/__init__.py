"""Makes scripts of other people's files: text, Markdown, SSML, JSON, captions, lyrics, Word documents."""
