"""Paths: practices in an order, with a sentence before each; read, and followed at anybody's own pace."""
