"""Retold reads many reports of the same news and works out how the news was told.

import retold

found = retold.trace_paths(["folder/of/pages"])   # a retold.records.Trace
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from retold.pipeline import trace, trace_paths

__version__ = "0.1.0"
__all__ = ["__version__", "trace", "trace_paths"]


def __getattr__(name: str) -> Any:
    """The stages are loaded when they are first asked for: `retold --help` needs none of them."""
    if name in ("trace", "trace_paths"):
        from retold import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module 'retold' has no attribute {name!r}")
