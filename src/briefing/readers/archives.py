"""Office files are ZIP packages from strangers: checked before anything is unpacked."""

from __future__ import annotations

import io
import zipfile

from briefing.errors import SourceError

_MOST = 300_000_000
"""Bytes a package may hold unpacked."""
_RATIO = 200
"""How many times larger than the file its content may be."""
_ENTRIES = 5000


def check(data: bytes) -> None:
    """Refuses what is no ZIP package, is encrypted, or unpacks to more than a document of an office ever holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            items = package.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError) as error:
        raise SourceError("文件已损坏、加密，或不是这种格式。") from error
    size = sum(item.file_size for item in items)
    if len(items) > _ENTRIES or size > _MOST or size > _RATIO * max(len(data), 10_000):
        raise SourceError(f"文件解开后过大（{size // 1_000_000} MB，{len(items)} 项），疑为压缩炸弹，未读。")
    if any(item.flag_bits & 1 for item in items):
        raise SourceError("文件有密码，读不出来；请去掉密码后再放入。")
