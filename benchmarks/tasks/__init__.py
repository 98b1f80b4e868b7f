"""One module a task: what a user would have goes in, predictions come out."""
