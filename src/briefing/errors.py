"""The errors of the package, told in plain words with what to do.

::

    BriefingError
    ├── UsageError            a wrong option or configuration        exit 2
    ├── SourceError           no usable source                       exit 3
    │   └── LimitError          a source beyond a limit of the configuration
    ├── QualityError          the result would not be fit to print   exit 4
    │   ├── MissingGlyphError   a character no font has
    │   ├── UnprovedNumberError a number without its sentence
    │   └── OverflowingError    something does not fit its frame
    ├── LockedError           another run holds the archive          exit 5
    ├── NothingNewError       asked to build only when something changed  exit 6
    ├── DeliveryError         published, but a notice could not be sent  exit 1
    └── AssetError            a font or template is missing          exit 1
"""

from __future__ import annotations

import errno
from collections.abc import Mapping
from typing import Any

_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "文件系统只读",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超出磁盘配额",
    errno.EFBIG: "文件超出允许的大小",
    errno.ENOENT: "文件或文件夹不存在",
    errno.EEXIST: "同名文件已存在",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ENOTDIR: "路径中有一段是文件，不是文件夹",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.ENAMETOOLONG: "名称过长",
    errno.ELOOP: "链接绕成了圈",
    errno.EMFILE: "打开的文件过多",
    errno.EIO: "磁盘读写出错",
    errno.EBUSY: "正被别的程序占用",
    errno.EPIPE: "接收输出的程序已经退出",
}


def reason(error: OSError) -> str:
    """Why the system refused, in Chinese where it is one of the usual reasons."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))


class BriefingError(Exception):
    """The root: `exit_code` is what the command ends with."""

    exit_code = 1


class UsageError(BriefingError, ValueError):
    """A wrong option or a configuration that cannot be meant."""

    exit_code = 2


class SourceError(BriefingError):
    """Nothing to read: an empty folder, or no file that could be decoded."""

    exit_code = 3


class LimitError(SourceError):
    """A source that is larger, longer or slower than the configuration allows; it is left out as a whole."""


class QualityError(BriefingError):
    """The result would not be fit to print; nothing is published."""

    exit_code = 4


class MissingGlyphError(QualityError):
    """A character that no configured font has."""


class UnprovedNumberError(QualityError):
    """A number that is no figure, no derived value, no quotation and no structure."""


class OverflowingError(QualityError):
    """A word, cell or block that does not fit its frame."""


class LockedError(BriefingError):
    """Another run holds the archive."""

    exit_code = 5


class NothingNewError(BriefingError):
    """Sources, configuration, templates, fonts and versions are those of the issue in the archive, and the run was told to build
    only when something changed. `period` is that issue's."""

    exit_code = 6

    def __init__(self, message: str, period: str = "") -> None:
        super().__init__(message)
        self.period = period


class DeliveryError(BriefingError):
    """The issue is published, but a notice of it could not be sent."""


class AssetError(BriefingError, FileNotFoundError):
    """A font, template or data file of the package is missing."""


_WRONG = {
    "extra_forbidden": "没有这一项，请看有没有写错",
    "missing": "缺这一项",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "int_from_float": "应为整数",
    "decimal_parsing": "应为数字",
    "decimal_type": "应为数字",
    "bool_type": "应为 true 或 false",
    "bool_parsing": "应为 true 或 false",
    "string_type": "应为文字，写在引号里",
    "date_type": "应为日期，例如 2025-03-01",
    "date_parsing": "应为日期，例如 2025-03-01",
    "date_from_datetime_parsing": "应为日期，例如 2025-03-01",
    "literal_error": "只能是 {expected}",
    "greater_than_equal": "不能小于 {ge}",
    "less_than_equal": "不能大于 {le}",
    "tuple_type": '应为数组，例如 ["甲", "乙"]',
    "list_type": '应为数组，例如 ["甲", "乙"]',
    "dict_type": "应为表",
    "model_type": "应为表",
}


def wrong(error: Mapping[str, Any]) -> str:
    """What is wrong with a value, for people: of one error of pydantic (``ValidationError.errors()``), which speaks English."""
    words = _WRONG.get(error["type"])
    if words is None:
        return str(error["msg"]).removeprefix("Value error, ")
    return words.format_map({key: str(value).replace(" or ", " 或 ") for key, value in error.get("ctx", {}).items()})
