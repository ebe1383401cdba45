"""Arguments."""
def main() -> int:
    """Placeholder until the commands land in the next commit."""
    raise SystemExit(2)
