"""Cases that people reported, each with its files in a folder of its own."""
