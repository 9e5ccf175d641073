"""Issues on disk: each revision an immutable folder, the visible path swapped in one step."""

from briefing.archive.publish import publish

__all__ = ["publish"]
