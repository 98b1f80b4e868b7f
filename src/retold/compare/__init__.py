"""Utterances, coverage, claims and updates of a story; promises and flags of its reports."""

from retold.compare.claims import claims
from retold.compare.coverage import coverage
from retold.compare.flags import flags
from retold.compare.promises import promises
from retold.compare.updates import updates
from retold.compare.utterances import utterances

__all__ = ["claims", "coverage", "flags", "promises", "updates", "utterances"]
