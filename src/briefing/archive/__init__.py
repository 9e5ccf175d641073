"""Issues on disk: each revision an immutable folder, the visible path swapped in one step."""

from briefing.archive.manifest import digest, ingredients, manifest
from briefing.archive.publish import publish, refuse
from briefing.archive.shelf import Issue, issues, previous_issue

__all__ = ["Issue", "digest", "ingredients", "issues", "manifest", "previous_issue", "publish", "refuse"]
