"""The inner loops over whole collections, compiled by numba when this module is imported.

The same rules as `fingerprints.py` and `retold.text.tokens`, which tests hold them to. Nothing imports
this module but `collection.py`, and that only for collections large enough to be worth it; what was
compiled is kept beside the module, or in the user's cache folder where that may not be written.
"""

# mypy: disable-error-code="no-untyped-def,no-untyped-call"
# ruff: noqa: ANN001, ANN201

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba
import numpy as np

from retold.reuse.characters import (
    APOSTROPHE,
    DIGIT,
    DOT,
    HARD,
    JOINER,
    KIND_BITS,
    LETTER,
    MARK,
    OTHER,
    SOLID,
    SOLID_OTHER,
)
from retold.reuse.fingerprints import CONTENT, MIX, NOTHING, SPREAD

_OFFSET = np.uint64(0xCBF29CE484222325)
_PRIME = np.uint64(0x100000001B3)
_HIGH, _GRAM_SHIFT, _WORD_SHIFT = np.uint64(17), np.uint64(31), np.uint64(29)
# Places are unsigned, which spares a test at each: a signed number would turn them into floats.
_ZERO, _ONE, _TWO, _FOUR = np.uint64(0), np.uint64(1), np.uint64(2), np.uint64(4)
_KIND, _FOLD = np.uint32(KIND_BITS), np.uint32((1 << KIND_BITS) - 1)
_POINT, _COMMA = np.uint32(ord(".")), np.uint32(ord(","))


def compiled(loop: Callable[..., Any]) -> Any:  # numba tells no types
    """The loop compiled, without the interpreter's lock; kept on disk wherever a folder can be written."""
    try:
        return numba.njit(nogil=True, cache=True)(loop)
    except RuntimeError:  # no folder for it: compiled anew by each process
        return numba.njit(nogil=True)(loop)


@compiled
def _hashed(codes, table, start, stop, skipped):
    """FNV-1a of the characters, the one to be skipped left out."""
    number, at = _OFFSET, start
    while at < stop:
        fold = table[codes[at]] & _FOLD
        if fold != skipped:
            number = (number ^ np.uint64(fold)) * _PRIME
        at += _ONE
    return number


@compiled
def _kind(codes, table, at, stop):
    """The character's kind; beyond the end nothing."""
    return table[codes[at]] >> _KIND if at < stop else np.uint32(OTHER)


@compiled
def _after_digits(codes, table, at, stop):
    while _kind(codes, table, at, stop) == DIGIT:
        at += _ONE
    return at


@compiled
def _after_number(codes, table, start, stop):
    """Where a number that begins here ends (1,000  3.5  19:30); `start` where it has no inner mark."""
    first = at = _after_digits(codes, table, start, stop)
    while _kind(codes, table, at + _ONE, stop) == DIGIT:
        kind = _kind(codes, table, at, stop)
        if kind != DOT and kind != MARK:
            break
        at = _after_digits(codes, table, at + _TWO, stop)
    return at if at > first else start


@compiled
def _after_dotted(codes, table, start, stop):
    """Where an abbreviation such as U.S. that begins here ends; `start` where there is none."""
    at = start
    while _kind(codes, table, at + _ONE, stop) == DOT:
        kind = _kind(codes, table, at, stop)
        if kind != LETTER and kind != SOLID:
            break
        at += _TWO
    if at < start + _FOUR:
        return start
    kind = _kind(codes, table, at, stop)
    return start if kind in (LETTER, DIGIT, SOLID) else at


@compiled
def _word(codes, table, at, stop):
    """Where a word that begins here ends, parts after apostrophes included, and its number."""
    number = _OFFSET
    while at < stop:
        entry = table[codes[at]]
        kind = entry >> _KIND
        if kind == OTHER or kind > JOINER:
            break
        number = (number ^ np.uint64(entry & _FOLD)) * _PRIME
        at += _ONE
    while _kind(codes, table, at, stop) == APOSTROPHE:
        kind = _kind(codes, table, at + _ONE, stop)
        if kind != LETTER and kind != DIGIT:
            break
        while True:  # the apostrophe, then letters
            number = (number ^ np.uint64(table[codes[at]] & _FOLD)) * _PRIME
            at += _ONE
            kind = _kind(codes, table, at, stop)
            if kind != LETTER and kind != DIGIT:
                break
    return at, number


@compiled
def _words(codes, table, at, stop, numbers):
    """Fills in the numbers of the text's words; how many there are, or -1 where the text is not for us."""
    count = _ZERO
    while at < stop:
        entry = table[codes[at]]
        kind = entry >> _KIND
        if kind == LETTER:
            end = at
            if _kind(codes, table, at + _ONE, stop) == DOT:
                end = _after_dotted(codes, table, at, stop)
            if end > at:
                numbers[count] = _hashed(codes, table, at, end, _POINT)
            else:
                end, numbers[count] = _word(codes, table, at, stop)
        elif kind == DIGIT:
            end = _after_number(codes, table, at, stop)
            if end > at:
                numbers[count] = _hashed(codes, table, at, end, _COMMA)
            else:
                end, numbers[count] = _word(codes, table, at, stop)
        elif kind in (SOLID, SOLID_OTHER):
            end = at + _ONE
            numbers[count] = _hashed(codes, table, at, end, _POINT)
        elif kind == HARD:
            return -1
        else:
            at += _ONE
            continue
        count += _ONE
        at = end
    return np.int64(count)


@compiled
def _known(codes, table, at, stop):
    """Whether the table holds every character."""
    size, largest = np.uint32(len(table)), np.uint32(0)
    while at < stop:
        largest = max(largest, np.uint32(codes[at]))
        at += _ONE
    return largest < size


@compiled
def _is_light(number, light):
    mask = len(light) - 1
    slot = np.int64((number >> _HIGH) & np.uint64(mask))
    while light[slot] != _ZERO:
        if light[slot] == number:
            return True
        slot = (slot + 1) & mask
    return False


@compiled
def _grams(numbers, count, light, gram):
    """Writes a hash of every run of `gram` words over the words' numbers; how many runs there are."""
    told = np.empty(count, np.uint8)
    for n in range(count):
        told[n] = not _is_light(numbers[n], light)
        mixed = (numbers[n] + _ONE) * MIX
        numbers[n] = mixed ^ (mixed >> _WORD_SHIFT)
    content = 0
    for n in range(gram - 1):
        content += told[n]
    for first in range(count - gram + 1):
        content += told[first + gram - 1]
        found = _ZERO
        for n in range(first, first + gram):
            found = found * SPREAD + numbers[n]
            found ^= found >> _GRAM_SHIFT
        numbers[first] = found if content >= CONTENT else NOTHING
        content -= told[first]
    return count - gram + 1


@compiled
def _winnowed(grams, count, window, out, at):
    """Writes the least hash of every window, each once and sorted, from `at` on; where they end."""
    end = at
    least, place = NOTHING, -1
    for last in range(window - 1, count):
        first = last - window + 1
        if place < first:
            least, place = grams[first], first
            for n in range(first + 1, last + 1):
                if grams[n] <= least:
                    least, place = grams[n], n
        elif grams[last] <= least:
            least, place = grams[last], last
        else:
            continue
        if least != NOTHING and (end == at or out[end - 1] != least):
            out[end] = least
            end += 1
    out[at:end].sort()
    kept = at
    for n in range(at, end):
        if kept == at or out[kept - 1] != out[n]:
            out[kept] = out[n]
            kept += 1
    return kept


@compiled
def fingerprinted(codes, bounds, table, light, shape):
    """Fingerprints of the texts codes[bounds[n]:bounds[n + 1]], one after another, and how many each has.

    `table` and `light` are what characters and light words are, `shape` the words of a run and the runs
    of a window. A count of -1 stands for a text that the rules in Python must read.
    """
    gram, window = shape
    texts = len(bounds) - 1
    counts = np.zeros(texts, np.int32)
    out = np.empty(len(codes) + 1, np.uint64)
    longest = 0
    for n in range(texts):
        longest = max(longest, bounds[n + 1] - bounds[n])
    numbers = np.empty(longest + 1, np.uint64)
    end = 0
    for n in range(texts):
        first, last = np.uint64(bounds[n]), np.uint64(bounds[n + 1])
        words = _words(codes, table, first, last, numbers) if _known(codes, table, first, last) else -1
        if words < 0:
            counts[n] = -1
        elif words >= gram:
            grams = _grams(numbers, words, light, gram)
            after = _winnowed(numbers, grams, min(window, grams), out, end)
            counts[n] = after - end
            end = after
    return out[:end].copy(), counts
