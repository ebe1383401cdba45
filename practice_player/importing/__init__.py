"""Turns recordings from elsewhere, such as a phone's memos, into the recordings of a voice."""
