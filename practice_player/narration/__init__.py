"""Makes the recordings a voice does not have yet; the only place that knows a speech engine."""
