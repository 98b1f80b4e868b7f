"""Retold reads many reports of the same news and works out how the news was told."""

__version__ = "0.1.0"
