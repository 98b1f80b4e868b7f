"""Where pages come from; every source yields pages one at a time."""
