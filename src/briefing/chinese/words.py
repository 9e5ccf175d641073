"""Words of a Chinese text by jieba, with a tokenizer of our own: the host program's global one, its logger and its cache stay
untouched. Loading the dictionary costs about 0.6 s of CPU: callers ask only where a word boundary changes a result."""

from __future__ import annotations

import logging
import tempfile
import warnings
from functools import lru_cache
from typing import Any


@lru_cache(maxsize=1)
def tokenizer() -> Any:
    """The tokenizer, loaded once a process (``.cut(text)`` gives the words in order)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42.1 has escapes Python ≥ 3.12 warns of, and asks pkg_resources
        import jieba
    # jieba sets its logger to DEBUG and writes to stderr when it is imported; a library stays silent.
    logging.getLogger("jieba").setLevel(logging.WARNING)
    own = jieba.Tokenizer()
    # It keeps its prefix tree under a shared name in the temporary folder, where another user's file would be loaded.
    with tempfile.TemporaryDirectory(prefix="briefing-words-") as folder:
        own.tmp_dir = folder
        own.initialize()
    return own


def words(text: str) -> list[str]:
    """The words of a text in order; joined they are the text."""
    return list(tokenizer().cut(text))
