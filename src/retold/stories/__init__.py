"""Reports of one event come together in stories, stories of one affair in threads."""

from retold.stories.cluster import cluster
from retold.stories.threads import threads

__all__ = ["cluster", "threads"]
