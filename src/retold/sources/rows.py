"""A line of JSON Lines as a page."""

from __future__ import annotations

import json
import re
from typing import Literal

from retold.errors import BrokenRowError
from retold.records import Page

_TEXTS = ("text", "html", "url", "title", "published", "outlet", "publisher", "fetched")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def page_of_row(path: str, line: int, row: bytes) -> Page:
    """The page that a row tells: id, url, title, published, outlet or publisher, fetched, text or html.

    Raises BrokenRowError, saying what is wrong, where the row is no JSON object, has a value of a wrong
    type, or has neither text nor html.
    """
    fields = _fields(row)
    for name in _TEXTS:
        if not isinstance(fields.get(name), str | None):
            raise BrokenRowError(f'"{name}" is {_kind(fields[name])}, not a string')
    media, content = _content(fields)
    return Page(
        path=path,
        line=line,
        media=media,
        content=content.encode("utf-8"),
        charset="utf-8",
        id=_id(fields.get("id")),
        url=_text(fields, "url"),
        outlet=_text(fields, "outlet") or _text(fields, "publisher"),
        title=_text(fields, "title"),
        published=_text(fields, "published"),
        fetched=_text(fields, "fetched"),
    )


def _fields(row: bytes) -> dict[str, object]:
    try:
        fields = json.loads(row.decode("utf-8-sig").rstrip("\r\n"))
    except UnicodeDecodeError as error:
        raise BrokenRowError(f"not UTF-8: byte {error.object[error.start]:#04x} at {error.start}") from error
    except json.JSONDecodeError as error:
        raise BrokenRowError(
            f"broken JSON: {error.msg.removesuffix(' at')} at character {error.pos + 1}"
        ) from error
    except (ValueError, RecursionError) as error:
        raise BrokenRowError(f"broken JSON: {_first_line(error)}") from error
    if not isinstance(fields, dict):
        raise BrokenRowError(f"a row must be a JSON object, and this is {_kind(fields)}")
    return fields


def _content(fields: dict[str, object]) -> tuple[Literal["html", "text"], str]:
    if text := _text(fields, "text"):
        return "text", text
    if html := _text(fields, "html"):
        return "html", html
    given = [name for name in ("text", "html") if name in fields]
    raise BrokenRowError(f'"{given[0]}" is empty' if given else 'the row has neither "text" nor "html"')


def _text(fields: dict[str, object], name: str) -> str | None:
    """A field that is a string with something in it; half characters are made whole."""
    value = fields.get(name)
    if not isinstance(value, str) or not value.strip():
        return None
    return _LONE_SURROGATE.sub("\ufffd", value)


def _id(value: object) -> str | None:
    """The row's id; a number is as good as its digits."""
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise BrokenRowError(f'"id" is {_kind(value)}, not a string or a whole number')
    return _LONE_SURROGATE.sub("\ufffd", str(value))


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _first_line(error: Exception) -> str:
    return str(error).split("\n", 1)[0]
