"""The manifest of a revision: everything the result follows from, by hash, and the key two equal runs share."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import Any

from briefing import plugins, resources
from briefing.model.source import SourceInfo
from briefing.options import Options

SCHEMA = "briefing-manifest/1"
_UNPRINTED = {"corrections", "editions", "jobs", "keep", "notify", "templates"}
"""Options no result follows from: decisions and templates count by their own hash, an edition by what it laid over the options."""
PACKAGES = ("fonttools", "jieba", "jinja2", "matplotlib", "opencc", "pikepdf", "pillow", "pydantic", "reportlab", "xlsxwriter")
"""Libraries whose version can change a byte of the result."""


def digest(data: bytes | Path) -> str:
    """SHA-256 of bytes or of a file, as hex digits."""
    if isinstance(data, bytes):
        return hashlib.sha256(data).hexdigest()
    with data.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _canonical(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def ingredients(
    sources: Iterable[SourceInfo], options: Options, formats: Iterable[str], version: str, until: date | None = None
) -> dict[str, Any]:
    """What a run is made of, before anything is read out of the sources; `run_key` is a hash of the rest. `until` is the day after
    which sources do not count."""
    files = [
        {
            "path": info.path,
            "reader": info.reader,
            "encoding": info.encoding,
            "file_sha256": info.file_sha256,
            "text_sha256": info.text_sha256,
        }
        for info in sorted(sources, key=lambda info: (info.path, info.id))
    ]
    made: dict[str, Any] = {
        "inputs": files,
        "config_sha256": digest(_canonical(options.model_dump(mode="json", by_alias=True, exclude=_UNPRINTED))),
        "corrections_sha256": _digest_of(options.corrections),
        "issued": options.clock().isoformat() if options.issued is None and options.period is None else None,
        "templates": _hashes(resources.template_files()),
        "own_templates": _own(options.templates),
        "fonts": _hashes([*resources.font_files(), *(Path(font) for font in options.fonts.values())]),
        "formats": sorted(formats),
        "until": until.isoformat() if until else None,
        "edition": options.edition,
        "version": version,
        "code": code_version(),
        "packages": _versions() | plugins.versions(),
        "python": platform.python_version(),
    }
    return {"run_key": digest(_canonical(made))} | made


def code_version() -> str:
    """Our code and lexicons, and the versions of the packages that add to them: what an extraction follows from."""
    own = "".join(digest(path.read_bytes()) for path in resources.package_files())
    return digest((own + "".join(f"{name}={version}" for name, version in sorted(plugins.versions().items()))).encode())


def _own(folder: str | None) -> dict[str, str]:
    """The caller's own templates, which stand in place of the shipped ones of their names."""
    return _hashes(Path(folder).glob("*.j2")) if folder else {}


def _digest_of(path: str | None) -> str | None:
    return digest(Path(path).read_bytes()) if path and Path(path).is_file() else None


def _hashes(paths: Iterable[Path]) -> dict[str, str]:
    return {path.name: digest(path.read_bytes()) for path in sorted(paths) if path.is_file()}


def _versions() -> dict[str, str]:
    found = {}
    for name in PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def manifest(made: Mapping[str, Any], files: Mapping[str, bytes | Path], **about: Any) -> bytes:
    """The manifest as JSON: what the issue is (`about`), what it was made of, and the hash of every file beside it."""
    data = {"schema": SCHEMA} | about | dict(made) | {"files": {name: digest(data) for name, data in sorted(files.items())}}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
