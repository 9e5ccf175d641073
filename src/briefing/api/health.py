"""Is everything there that a run needs? Each check by the code the run itself uses, and what to do where it fails."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from briefing import resources
from briefing.api.gather import Paths, paths_of
from briefing.api.stages import load_options
from briefing.errors import BriefingError, reason
from briefing.options import Options

State = Literal["ok", "warning", "error"]
_EXTRAS = {
    ".html": ("html", "resiliparse"),
    ".htm": ("html", "resiliparse"),
    ".docx": ("docx", "docx"),
    ".xlsx": ("xlsx", "openpyxl"),
}
"""Suffix of a source → the extra that reads it and the module it installs."""
_ROOM = 200
"""Megabytes that should be free where the issues are written."""
_SAMPLE = "第一期市情简报，同比增长0123456789％（％）；龘㎡①—“”·"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: `state` error stops a run, warning makes it poorer; `message` says what was found and what to do."""

    name: str
    state: State
    message: str


def examine(sources: Paths = "seeds", *, out: str | Path = "out", config: str | Path | None = None) -> list[Check]:
    """All checks, in the order in which a run would meet the faults. Nothing is left behind but the folder `out`."""
    checks = [*_installed()]
    try:
        options = load_options(config, sources=sources)
        checks.append(Check("配置", "ok", _told(options, config, sources)))
    except BriefingError as error:
        options = Options()
        checks.append(Check("配置", "error", str(error)))
    return [
        *checks,
        *_settings(options),
        *_fonts(options),
        *_templates(options),
        *_sources(sources, options),
        _writable(Path(out)),
        *_notices(options),
    ]


def _installed() -> Iterator[Check]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield Check("Python", "ok" if sys.version_info >= (3, 11) else "error", f"{version}（需要 3.11 以上）")
    missing = {extra for extra, module in _EXTRAS.values() if importlib.util.find_spec(module) is None}
    if missing:
        names = "、".join(sorted(missing))
        told = f"没有装：{names}；需要时 pip install 'make-briefing[{','.join(sorted(missing))}]'。"
        yield Check("可选部分", "warning", told)
    else:
        yield Check("可选部分", "ok", "网页、Word、Excel 都能读写")


def _told(options: Options, config: str | Path | None, sources: Paths) -> str:
    from briefing import options as module

    path = Path(config) if config else module.find(paths_of(sources))
    if path is None:
        return "没有配置文件：地区由文本推断。要固定地区和简报名，在来源文件夹里放 briefing.toml"
    return f"{path}：{options.region or '地区由文本推断'}，区县 {len(options.districts)} 个"


def _settings(options: Options) -> Iterator[Check]:
    """What a configuration may say and still not work."""
    from briefing.archive import load_decisions

    try:
        count = len(load_decisions(Path(options.corrections))) if options.corrections else 0
        yield Check("人工核定", "ok", f"{count} 条决定")
    except BriefingError as error:
        yield Check("人工核定", "error", str(error))


def _templates(options: Options) -> Iterator[Check]:
    """A template under a name we do not have stands in no one's place."""
    if not options.templates:
        return
    folder = Path(options.templates)
    if not folder.is_dir():
        yield Check("模板", "error", f"找不到模板文件夹 {folder}；请改配置的 templates。")
        return
    known = {path.name for path in resources.template_files()}
    if strange := sorted(path.name for path in folder.glob("*.j2") if path.name not in known):
        yield Check(
            "模板",
            "warning",
            f"{'、'.join(strange)} 不是随包模板的名称，用不上；可替换 {'、'.join(sorted(n for n in known if n.endswith('.j2')))}。",
        )
    else:
        yield Check("模板", "ok", f"{folder} 代替 {len(list(folder.glob('*.j2')))} 个随包模板")


def _notices(options: Options) -> Iterator[Check]:
    """What a mail needs; nobody is written to."""
    settings = options.notify
    if settings is None:
        return
    mails = bool(settings.readers or settings.owner or any(edition.readers for edition in options.editions))
    lacking = [name for name in ("smtp_host", "sender") if mails and not getattr(settings, name)]
    if lacking:
        yield Check("通知", "error", f"配置 [notify] 要寄邮件而缺 {'、'.join(lacking)}。")
    elif not settings.owner and not settings.owner_webhook and not os.environ.get("BRIEFING_OWNER_WEBHOOK_URL"):
        yield Check("通知", "warning", "没有写 owner：运行失败时没有人知道。")
    else:
        user = "已给用户名" if os.environ.get("BRIEFING_SMTP_USER") else "未给用户名（环境变量 BRIEFING_SMTP_USER）"
        yield Check("通知", "ok", f"读者 {len(settings.readers)} 人，负责人 {len(settings.owner)} 人；{user}")


def _fonts(options: Options) -> Iterator[Check]:
    from briefing.typography.coverage import missing
    from briefing.typography.roles import Faces

    try:
        faces = Faces.load(options.fonts)
        lacking = missing([(_SAMPLE, "试样")], faces)
    except (BriefingError, OSError) as error:
        yield Check("字体", "error", str(error))
        return
    names = "、".join(f"{role}→{Path(path).name}" for role, path in options.fonts.items()) or "随包字体"
    if lacking:
        yield Check("字体", "error", f"{names} 缺 {'、'.join(f'{m.char}（{m.codepoint}）' for m in lacking)}；请改配置的 [fonts]。")
    else:
        yield Check("字体", "ok", names)


def _sources(sources: Paths, options: Options) -> Iterator[Check]:
    from briefing.readers import discover

    paths = paths_of(sources)
    absent = [path for path in paths if not path.exists()]
    for path in absent:
        yield Check("来源", "error", f"找不到 {path}。请给出存在的文件或文件夹。")
    files = discover([path for path in paths if path not in absent])
    if not files:
        if not absent:
            yield Check(
                "来源", "error", f"{'、'.join(map(str, paths))} 里没有能读的文件；放入 .txt、.md、.pdf、.html、.docx、.xlsx 等。"
            )
        return
    yield Check("来源", "ok", f"{len(files)} 个文件")
    if locked := [path for path in files if not os.access(path, os.R_OK)]:
        yield Check("来源", "error", f"没有读的权限：{'、'.join(path.name for path in locked[:5])}；请改权限（chmod +r）。")
    need = {extra for path in files if (extra := _lacks(path))}
    for extra in sorted(need):
        names = "、".join(path.name for path in files if _lacks(path) == extra)
        yield Check("来源", "error", f"读 {names} 需要另装：pip install 'make-briefing[{extra}]'。")


def _lacks(path: Path) -> str | None:
    """The extra that is not installed and that the file needs."""
    extra, module = _EXTRAS.get(path.suffix.lower(), ("", ""))
    return extra if extra and importlib.util.find_spec(module) is None else None


def _writable(out: Path) -> Check:
    """By writing: rights, read-only disks and full ones tell themselves apart only so."""
    import tempfile

    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".doctor-", dir=out) as folder:
            trial = Path(folder) / "a"
            trial.write_bytes(b"1" * 4096)
            links = _links(trial)
    except OSError as error:
        return Check("输出", "error", f"写不进 {out}：{reason(error)}。请检查目录权限和磁盘空间，或用 -o 换一个目录。")
    free = shutil.disk_usage(out).free // 2**20
    if free < _ROOM:
        return Check("输出", "warning", f"{out} 只剩 {free} MB；请清理磁盘，或在配置里设 keep。")
    return Check("输出", "ok", f"{out} 可写{'' if links else '；没有符号链接，改用副本'}")


def _links(target: Path) -> bool:
    try:
        target.with_name("b").symlink_to(target.name)
    except (OSError, NotImplementedError):
        return False
    return True
