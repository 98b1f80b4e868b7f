"""Bytes as text: the character set found, mojibake repaired where that is certain."""

from __future__ import annotations

import codecs
import re

import ftfy
from charset_normalizer import from_bytes

from retold.errors import NoArticleError, UnreadableError
from retold.records import Page

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF", "a PDF"), (b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"), (b"PK\x03\x04", "a ZIP archive"), (b"\x1f\x8b", "gzip data"),
    (b"\x7fELF", "a program"), (b"RIFF", "audio or video"), (b"ID3", "audio"), (b"OggS", "audio"),
    (b"BZh", "bzip2 data"), (b"7z\xbc\xaf", "a 7z archive"), (b"\xd0\xcf\x11\xe0", "an Office file"),
    (b"SQLite format 3\x00", "a database"), (b"WARC/", "a WARC archive"),
)  # fmt: skip
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.I)
# What browsers read under these names is the wider set.
_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
}
_WESTERN = frozenset(
    {"cp1250", "cp1252", "cp1254", "cp1257", "cp1258", "iso8859-2", "iso8859-15", "mac-roman"}
)
_FEW = 40  # letters beyond ASCII; with fewer no western set can be told from another
_RUN = re.compile(rb"[\x80-\xff]{4,}")
_SAMPLE = 60_000  # bytes by which a character set is judged
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# Quote marks, dashes, an ellipsis and hard blanks are in no text that was read in a wrong set without a
# letter before them, so a line with nothing else beyond ASCII needs no repair.
_LETTERS = re.compile(r"[^\x00-\x7f“”‘’–—…\xa0]")
_ONLY_ENCODING = ftfy.TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    remove_control_chars=False,
    normalization=None,
)


def decoded(page: Page) -> str:
    """The page's text: no byte order mark, newlines as \\n, no NUL, mojibake repaired line by line.

    Raises UnreadableError where the bytes are no text, NoArticleError where there are none.
    """
    content = page.content
    if not content.strip():
        raise NoArticleError("the page is empty")
    for magic, what in _MAGIC:
        if content.startswith(magic):
            raise UnreadableError(f"not a page of text but {what}")
    text = _text(content, page.charset)
    controls = len(_CONTROLS.findall(text[:_SAMPLE]))
    if controls > 8 and controls > 0.02 * len(text[:_SAMPLE]):
        raise UnreadableError("not a page of text: binary data")
    # a blank for a NUL keeps every offset
    text = text.replace("\x00", " ").replace("\r\n", "\n").replace("\r", "\n")
    return repaired(text.removeprefix("\ufeff"))


def repaired(text: str) -> str:
    """The text with UTF-8 that was read as another character set put right, line by line."""
    if text.isascii() or not _LETTERS.search(text):
        return text
    return "\n".join(
        ftfy.fix_encoding(line, _ONLY_ENCODING) if _LETTERS.search(line) else line
        for line in text.split("\n")
    )


def _text(content: bytes, declared: str | None) -> str:
    """The bytes by their mark, by UTF-8 if they are that, as declared, or as they look."""
    for mark, name in _BOMS:
        if content.startswith(mark):
            return content.decode(name, "replace")
    if (wide := _wide(content)) is not None:
        return content.decode(wide, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        near_end = error.start >= len(content) - 3  # cut in the middle of a character
    if near_end or _nearly_utf8(content):
        return content.decode("utf-8", "replace")
    for charset in (declared, *_declared(content)):
        codec = _codec(charset)
        if codec and codec != "utf-8" and (text := _strictly(content, codec)) is not None:
            return text
    return _as_it_looks(content)


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of western text is NUL."""
    sample = content[:4000]
    if len(sample) < 8 or sample.count(0) < 0.3 * len(sample):
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if min(even, odd) > 0.02 * len(sample):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _nearly_utf8(content: bytes) -> bool:
    """Whether all but a few stray bytes are UTF-8 with something in it that is not ASCII."""
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    foreign = sum(c > "\x7f" for c in text) - broken
    return foreign > 20 * broken


def _declared(content: bytes) -> list[str]:
    """Character sets that the page itself names, in its first bytes."""
    head = content[:8192]
    return [m.group(1).decode("ascii", "ignore") for p in (_XML, _META) if (m := p.search(head))]


def _codec(name: str | None) -> str | None:
    try:
        codec = codecs.lookup(name.strip()).name if name else None
    except (LookupError, ValueError):
        return None
    return _WIDER.get(codec, codec) if codec else None


def _strictly(content: bytes, codec: str) -> str | None:
    """The text where the bytes are of that set throughout, and give no control characters."""
    if codec in _WESTERN and not _western(content):
        return None
    try:
        text = content.decode(codec)
    except (UnicodeDecodeError, LookupError, ValueError):
        if codec != "cp1252":
            return None
        text = content.decode("cp1252", "replace")
        if text.count("\ufffd") > 2:
            return None
    if not isinstance(text, str) or _looks_wrong(text):
        return None
    return text


def _looks_wrong(text: str) -> bool:
    """Whether a text has the marks of a wrong character set: C1 controls, private use, odd letters."""
    odd = sum("\x80" <= c <= "\x9f" or "\ue000" <= c <= "\uf8ff" for c in text)
    return odd > 2 and odd > 0.001 * len(text)


def _western(content: bytes) -> bool:
    """Whether bytes beyond ASCII stand alone among ASCII letters, as accents and quote marks do."""
    runs = sum(len(run) for run in _RUN.findall(content))
    return runs <= 0.3 * sum(b > 0x7F for b in content)


def _as_it_looks(content: bytes) -> str:
    """The bytes read as the set that makes the likeliest text of them; cp1252 where little can be told."""
    best = from_bytes(content[:_SAMPLE]).best()
    codec = _codec(best.encoding) if best else None
    if _western(content) and (codec in _WESTERN or sum(b > 0x7F for b in content) < _FEW):
        # among the western sets a guess is worth something only with enough letters to go by
        codec = codec if sum(b > 0x7F for b in content) >= _FEW else "cp1252"
    return content.decode(codec or "cp1252", "replace")
