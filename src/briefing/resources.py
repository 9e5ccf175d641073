"""Where the package's own files are: the only place that knows paths.

An installed wheel carries the fonts in ``briefing/_assets``; a checkout (also an editable install) has them at its root,
recognised by its ``pyproject.toml``.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from briefing.errors import AssetError

_PACKAGE = Path(__file__).resolve().parent


@lru_cache(maxsize=1)
def _roots() -> tuple[Path, ...]:
    roots = []
    checkout = _PACKAGE.parent.parent
    project = checkout / "pyproject.toml"
    # An editable install may have a stale copy beside it: the checkout it points at comes first.
    if project.is_file() and 'name = "make-briefing"' in project.read_text(encoding="utf-8"):
        roots.append(checkout)
    roots.append(_PACKAGE / "_assets")
    return tuple(roots)


def _asset(folder: str, name: str) -> Path:
    for root in _roots():
        path = root / folder / name
        if path.exists():
            return path
    tried = "、".join(str(root / folder) for root in _roots())
    raise AssetError(f"缺少随包文件 {folder}/{name}；找过 {tried}。请重新安装 make-briefing。")


def font_file(name: str) -> Path:
    """A shipped font file, e.g. ``BriefingSong-Regular.ttf``. Raises `AssetError` when it is missing."""
    return _asset("fonts", name)


def font_files() -> tuple[Path, ...]:
    """All shipped font files, by name. Raises `AssetError` when there are none."""
    return tuple(sorted(_asset("fonts", "").glob("*.ttf")))


def template_files() -> tuple[Path, ...]:
    """All shipped templates and styles, by name. Raises `AssetError` when the folder is missing."""
    return tuple(sorted(path for path in template_folder().rglob("*") if path.suffix in (".j2", ".toml", ".css", ".js")))


def package_files() -> tuple[Path, ...]:
    """The package's own code and lexicons: what decides besides the version."""
    return tuple(sorted(path for path in _PACKAGE.rglob("*") if path.suffix in (".py", ".toml", ".tsv")))


def template_folder() -> Path:
    """The folder of the shipped templates and `style.toml`. Raises `AssetError` when it is missing."""
    return _asset("templates", "")


def lexicon(name: str) -> Path:
    """A data file of the Chinese room, e.g. ``boilerplate.toml``. Raises `AssetError` when it is missing."""
    path = _PACKAGE / "chinese" / "lexicon" / name
    if not path.is_file():
        raise AssetError(f"缺少随包词表 {name}。请重新安装 make-briefing。")
    return path
