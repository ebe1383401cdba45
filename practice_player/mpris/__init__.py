"""A practice as a media player of the desktop, after MPRIS 2.2: media keys and player controls lead it."""
