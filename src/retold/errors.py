"""Everything Retold raises on purpose, in one tree.

    RetoldError
    ├── InputError         what the user gave cannot be used: a path, a line, a page
    │   ├── UnreadableError    bytes could not be had: missing, no permission, too large
    │   ├── BrokenRowError     a line of JSON Lines that is no report
    │   └── NoArticleError     a page was read, and holds no report
    ├── SettingsError      a settings value, or a data file of ours, that makes no sense
    └── MissingPartError   an installed part is needed and is not there (a model, an extra)

A message names the file, the offending value and the way out. An InputError costs only the page it
is about: the pipeline turns it into a `Skipped` record and goes on.
"""

from __future__ import annotations


class RetoldError(Exception):
    """Base of every error that Retold raises on purpose."""


class InputError(RetoldError):
    """What the user gave cannot be used."""


class UnreadableError(InputError):
    """The bytes of a page could not be had."""


class BrokenRowError(InputError):
    """A line of JSON Lines is not a report."""


class NoArticleError(InputError):
    """A page was read, and no report stands in it."""


class SettingsError(RetoldError):
    """A settings value or a data file makes no sense."""


class MissingPartError(RetoldError):
    """A package or model that is needed is not installed."""
