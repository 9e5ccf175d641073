"""Issues on disk: each revision an immutable folder, the visible path swapped in one step."""

from briefing.archive.cache import Cache, cache_key
from briefing.archive.decisions import load_decisions, merge_decisions, save_decisions
from briefing.archive.delivered import delivered, mark_delivered
from briefing.archive.manifest import code_version, digest, ingredients, manifest
from briefing.archive.publish import publish, refuse
from briefing.archive.shelf import Issue, issues, previous_issue, standing_issue

__all__ = [
    "Cache",
    "Issue",
    "cache_key",
    "code_version",
    "delivered",
    "digest",
    "ingredients",
    "issues",
    "load_decisions",
    "manifest",
    "mark_delivered",
    "merge_decisions",
    "previous_issue",
    "publish",
    "refuse",
    "save_decisions",
    "standing_issue",
]
