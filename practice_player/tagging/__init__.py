"""Sound files as bytes: pages, blocks, chunks and tags; knows no samples, and no encoder."""
