"""What a run is told: the configuration file, the environment and the flags, as one frozen value.

Precedence: flag > environment (``BRIEFING_*``) > ``briefing.toml`` > default. The file is read once, by `load`; the clock enters
nowhere else than through `Options.today`.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationError

from briefing.errors import UsageError, reason, wrong
from briefing.model.base import Value
from briefing.model.source import Trust

FILE = "briefing.toml"
CORRECTIONS = "corrections.toml"


class DistrictOption(Value):
    """A district of the region: full name and the other names the sources use for it."""

    name: str
    aliases: tuple[str, ...] = ()
    short: str | None = None
    """Two characters for narrow columns; derived from the name when absent."""


class ProgrammeOption(Value):
    """A named set of projects, its other names, its classes and the number it should have."""

    name: str
    aliases: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    expected: int | None = None


class ProjectOption(Value):
    """A project with the names and known misreadings the sources use for it."""

    name: str
    aliases: tuple[str, ...] = ()


class SourceOption(Value):
    """What a person knows of a source; never overruled by what the text seems to say. `file` is a glob of its path."""

    file: str
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    trust: Trust | None = None
    home: str | None = None


SectionName = Literal["overview", "districts", "projects", "worklists", "changes", "quality"]
Audience = Literal["internal", "public"]
_TAKEN = {"default", "all"}
"""Names of editions with a meaning of their own."""


class RemarkOption(Value):
    """A paragraph written by a person, printed as such (人工撰写): 编者按 on page 1, or a word at the head of a section."""

    text: str
    section: Literal["front", SectionName] = "front"
    by: str | None = None
    file: str | None = None
    """The file of ``notes/`` it stands in; None for one of the configuration."""


def _folder_name(name: str) -> str:
    """An edition's name is a folder's name too: nothing that leads elsewhere or that a file of an issue is called."""
    plain = name.strip() == name and name.isprintable() and not set(name) & set('/\\:*?"<>|') and 0 < len(name) <= 60
    if not plain or name[0] == "." or "." in name[-6:] or name in _TAKEN:
        raise ValueError(f"“{name}”不能作版本名：要能作文件夹名，不含 / \\ : 等符号和扩展名，不是 {'、'.join(sorted(_TAKEN))}")
    return name


EditionName = Annotated[str, AfterValidator(_folder_name)]


class EditionOption(Value):
    """A further edition of every issue: what it holds and for whom; what is not given is that of the first edition."""

    name: EditionName
    title: str | None = None
    """简报名 of the edition."""
    audience: Audience | None = None
    focus: tuple[str, ...] = ()
    sections: tuple[SectionName, ...] = ()
    readers: tuple[str, ...] = ()
    """Who gets this edition by mail; nobody when empty, whoever gets the first edition."""


class NotifyOption(Value):
    """Who is told of a run that was asked to (``--notify``): the readers of an issue that appeared, the owner of one that failed.

    User name, password and token come from the environment alone: ``BRIEFING_SMTP_USER``, ``BRIEFING_SMTP_PASSWORD``,
    ``BRIEFING_WEBHOOK_TOKEN``; so may the addresses of the webhooks (``BRIEFING_WEBHOOK_URL``, ``BRIEFING_OWNER_WEBHOOK_URL``).
    """

    smtp_host: str | None = None
    smtp_port: int | None = Field(default=None, ge=1, le=65535)
    """Default: 587 for starttls, 465 for tls, 25 for none."""
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    sender: str | None = None
    readers: tuple[str, ...] = ()
    """Mail addresses that get the PDF of the first edition."""
    owner: tuple[str, ...] = ()
    """Mail addresses that hear of a failure."""
    webhook: str | None = None
    owner_webhook: str | None = None


class Options(Value):
    """Everything a run may be told. Names of the TOML keys are the field names; tables are ``[[district]]``, ``[[programme]]``,
    ``[[project]]``, ``[[source]]``, ``[[edition]]``, ``[fonts]``, ``[notify]``."""

    region: str | None = None
    level: str | None = None
    """The kind of the region (地级市, 县 …); only a note for people."""
    aliases: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    """File names this configuration is about; empty: all beside it."""
    districts: tuple[DistrictOption, ...] = Field(default=(), alias="district")
    programmes: tuple[ProgrammeOption, ...] = Field(default=(), alias="programme")
    projects: tuple[ProjectOption, ...] = Field(default=(), alias="project")
    sources: tuple[SourceOption, ...] = Field(default=(), alias="source")
    remarks: tuple[RemarkOption, ...] = Field(default=(), alias="remark")

    name: str | None = None
    """简报名; default: the region's short name + 市情简报 or 简报."""
    publisher: str = ""
    classification: str | None = None
    serial: str | None = None
    report_to: tuple[str, ...] = ()
    send_to: tuple[str, ...] = ()
    distribute_to: tuple[str, ...] = ()
    copies: int | None = None
    signer: str | None = None
    issue: int | None = None
    """Number of the first issue; later ones count on from the previous issue in the archive, or from here when that is more."""
    issued: date | None = None
    period: str | None = None
    """``2025-03``, or ``last-month`` in a file, the environment or a flag; `load` turns it into the month before the clock's."""
    fresh_months: int = 12
    pages: int = Field(default=16, ge=1)
    edition: EditionName | None = None
    """The edition of this run; with a table of ``editions`` one of them."""
    editions: tuple[EditionOption, ...] = ()
    """``[[edition]]`` in a file."""
    audience: Audience = "internal"
    """For a public edition, what is only for the office (leads of discipline inspection) leaves the summary altogether."""
    focus: tuple[str, ...] = ()
    """Districts the issue is about: what is said of the region's other districts leaves the summary. Empty: all."""
    sections: tuple[SectionName, ...] = ()
    """Sections to print beside page 1 and the annex. Empty: all."""
    templates: str | None = None
    """Folder of templates (``*.j2``) that stand in place of the shipped ones of the same name; relative to the configuration."""
    keep: int | None = Field(default=None, ge=1)
    """Revisions of an issue that stay in the archive; the newest always does. None: all."""
    fonts: Mapping[str, str] = Field(default_factory=dict)
    """Role (宋, 宋粗, 黑, 黑粗, 仿宋, 楷, 小标宋) to font file."""
    style: Literal["简报", "公文"] = "简报"
    """The look of the PDF: 简报, or the text part by GB/T 9704 (公文)."""
    missing_glyph: Literal["error", "warn", "box"] = "error"
    corrections: str | None = None
    """File with the decisions of people, relative to the configuration file; default ``corrections.toml`` beside it. `load` makes
    it a path that stands for itself; None without a configuration file."""
    notify: NotifyOption | None = None
    jobs: int = Field(default=1, ge=1, le=64)
    """Processes that read at once; the result does not depend on it."""
    strict: bool = False
    most_bytes: int = Field(default=100_000_000, ge=1)
    """Bytes a source file may have; a larger one is left out with a note."""
    most_characters: int = Field(default=2_000_000, ge=1)
    """Characters of text a source may have; a longer one is left out with a note, never cut."""
    most_pages: int = Field(default=5000, ge=1)
    """Pages a PDF may have; one with more is left out with a note."""
    most_facts: int = Field(default=20_000, ge=1)
    """Figures and projects a source may give; one that gives more is no report and is left out with a note."""
    most_seconds: float = Field(default=300, gt=0)
    """Seconds of computing the facts of a source may take; a slower one is left out with a note."""
    today: date | None = None
    """The clock of the run; default: the machine's date, or ``SOURCE_DATE_EPOCH``."""

    def clock(self) -> date:
        """The date that stands for today."""
        if self.today:
            return self.today
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        return date.fromtimestamp(int(epoch)) if epoch.isdigit() else date.today()

    def for_edition(self, name: str | None) -> Options:
        """The options of one edition: those of its table laid over these. Raises `UsageError` for a name the table does not
        hold; without a table any name will do and changes nothing else."""
        if name is None or not self.editions:
            return self.model_copy(update={"edition": name})
        edition = next((e for e in self.editions if e.name == name), None)
        if edition is None:
            raise UsageError(f"配置里没有版本“{name}”；现有 {'、'.join(e.name for e in self.editions)}。")
        given = {"audience": edition.audience, "focus": edition.focus, "sections": edition.sections, "name": edition.title}
        return self.model_copy(update={"edition": name} | {key: value for key, value in given.items() if value})


_ENVIRONMENT = (
    "region",
    "name",
    "publisher",
    "period",
    "edition",
    "issued",
    "pages",
    "fresh_months",
    "missing_glyph",
    "audience",
    "jobs",
)


def load(path: Path | None = None, **flags: Any) -> Options:
    """Options from a TOML file (None: only environment and defaults) with the environment and the flags laid over it.

    Raises `UsageError` naming the file, the key and what is wrong with it. Flags that are None are not given.
    """
    data: dict[str, Any] = {}
    if path is not None:
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"配置文件读不出来：{path}（{reason(error) if isinstance(error, OSError) else error}）") from error
        except tomllib.TOMLDecodeError as error:
            raise UsageError(f"配置文件 {path} 不是有效的 TOML：{error}") from error
    if isinstance(data.get("edition"), list):
        data["editions"] = data.pop("edition")
    for key in _ENVIRONMENT:
        if value := os.environ.get(f"BRIEFING_{key.upper()}"):
            data[key] = value
    data.update({key: value for key, value in flags.items() if value is not None})
    try:
        options = Options.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UsageError(f"配置{f' {path} ' if path else ''}中的“{where}”不对：{wrong(first)}") from error
    if path is not None:
        given = {"corrections": str(path.parent / (options.corrections or CORRECTIONS))}
        if options.templates:
            given["templates"] = str(path.parent / options.templates)
        options = options.model_copy(update=given)
    _check_focus(options, path)
    if options.edition and options.editions:
        options = options.for_edition(options.edition)
    if options.period == "last-month":
        options = options.model_copy(update={"period": (options.clock().replace(day=1) - timedelta(days=1)).isoformat()[:7]})
    if options.period and not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", options.period):
        raise UsageError(f"期间要写成 YYYY-MM（例如 2025-03）或 last-month；现在是“{options.period}”")
    return options


def _check_focus(options: Options, path: Path | None) -> None:
    """A misspelt district would leave an edition without its districts."""
    known = {name for district in options.districts for name in (district.name, *district.aliases)}
    for name in (*options.focus, *(name for edition in options.editions for name in edition.focus)):
        if known and name not in known:
            raise UsageError(f"配置{f' {path} ' if path else ''}中的“focus”不对：区县里没有“{name}”。")


def find(sources: list[Path]) -> Path | None:
    """The configuration that belongs to the sources: ``briefing.toml`` in the source folder, beside the files, or in the working
    folder; None when there is none."""
    folders = [path if path.is_dir() else path.parent for path in sources] + [Path.cwd()]
    return next((folder / FILE for folder in folders if (folder / FILE).is_file()), None)
