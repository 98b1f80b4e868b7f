"""Traditions made up for measurement: the tree is known because we grew it."""
