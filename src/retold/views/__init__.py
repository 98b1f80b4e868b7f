"""What a reader gets to see of a `Trace`: the JSON, the page, the summary in the terminal."""
