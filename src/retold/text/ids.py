"""Ids that are the same in every run."""

from __future__ import annotations

import hashlib


def stable_id(prefix: str, *parts: str) -> str:
    """`prefix` and twelve hexadecimal digits of a hash of the parts, in their order."""
    digest = hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}{digest[:12]}"
