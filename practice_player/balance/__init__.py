"""Time alone and time together: wishes for a week, what the journal has of it, words, and one suggestion.

Pure except `store`, which keeps one small file; import from the modules.
"""
