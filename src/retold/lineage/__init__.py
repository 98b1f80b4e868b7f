"""Lineage: who has the text of a story from whom, and what the lost sources said."""

from retold.lineage.graph import lineage

__all__ = ["lineage"]
