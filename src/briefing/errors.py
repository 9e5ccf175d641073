"""The errors of the package, told in plain words with what to do.

::

    BriefingError
    ├── UsageError            a wrong option or configuration        exit 2
    ├── SourceError           no usable source                       exit 3
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


class BriefingError(Exception):
    """The root: `exit_code` is what the command ends with."""

    exit_code = 1


class UsageError(BriefingError, ValueError):
    """A wrong option or a configuration that cannot be meant."""

    exit_code = 2


class SourceError(BriefingError):
    """Nothing to read: an empty folder, or no file that could be decoded."""

    exit_code = 3


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
