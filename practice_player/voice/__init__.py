"""Who speaks: a voice is a folder of clips named by what they say."""
