"""Voices: folders of recordings whose file names are made from the phrases they say."""
