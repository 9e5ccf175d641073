"""The package as another program sees it: typed, quiet, at home in threads, leaving the host's own settings alone."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import briefing
from conftest import ROOT

TEXTS = {
    "云岭市": "云岭市经济运行情况\n发布时间：2024-12-20\n2024年1—11月，全市规模以上工业增加值同比增长5.4%，居全省第三位。"
    "清河区固定资产投资增长8.3%，白石县增长9.1%，东湖区增长7.7%。\n",
    "临沙市": "临沙市经济运行情况\n发布时间：2024-12-22\n2024年1—11月，全市一般公共预算收入88.2亿元，增长3.9%。"
    "南岗区进出口总额12.5亿元，北岭县8.1亿元，西滩区3.6亿元。\n",
}
PROGRAM = ROOT / "tests/client/program.py"


def folder_of(base: Path, region: str) -> Path:
    folder = base / region
    folder.mkdir(parents=True)
    (folder / "briefing.toml").write_text(f'region = "{region}"\nname = "{region}情简报"\n', encoding="utf-8")
    (folder / "a.txt").write_text(TEXTS[region], encoding="utf-8")
    return folder


def test_a_typed_program_passes_a_strict_checker(tmp_path: Path) -> None:
    checker = [sys.executable, "-m", "mypy", "--strict", "--config-file=", f"--cache-dir={tmp_path}"]
    # Imports are followed into the installed package, whose marker file says that it is typed.
    done = subprocess.run([*checker, "--follow-imports=silent", PROGRAM], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    wrong = tmp_path / "wrong.py"
    wrong.write_text(PROGRAM.read_text(encoding="utf-8").replace("error.exit_code", "error.exit_kode"), encoding="utf-8")
    done = subprocess.run([*checker, "--follow-imports=silent", wrong], capture_output=True, text=True, cwd=tmp_path)
    assert "exit_kode" in done.stdout


def test_the_typed_program_runs(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "云岭市")
    done = subprocess.run([sys.executable, PROGRAM, folder, tmp_path / "out"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "5.4" in done.stdout and done.stderr == ""


FORMATS = ("pdf", "html", "docx", "xlsx", "md", "json")


def files(base: Path, region: str, out: str) -> dict[str, bytes]:
    result = briefing.make(base / region, out=base / out / region, formats=FORMATS)
    return {path.name: path.read_bytes() for path in result.paths.values()}


def test_builds_in_threads_give_the_bytes_of_a_build_alone(tmp_path: Path) -> None:
    for region in TEXTS:
        folder_of(tmp_path, region)
    alone = {region: files(tmp_path, region, "alone") for region in TEXTS}
    with ThreadPoolExecutor(2) as pool:
        jobs = {region: pool.submit(files, tmp_path, region, "threads") for region in TEXTS}
        together = {region: job.result() for region, job in jobs.items()}
    for region in TEXTS:
        assert sorted(alone[region]) == sorted(together[region])
        assert [name for name, data in alone[region].items() if together[region][name] != data] == []


def test_pdfs_are_read_in_threads(tmp_path: Path) -> None:
    """pdfium entered by two threads at once ends the process; so the reading runs in a process of its own."""
    pdf = briefing.make(folder_of(tmp_path, "云岭市"), out=tmp_path / "out").paths["pdf"]
    program = f"""
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from briefing.readers import pdf
from briefing.verification import reading
data = Path({str(pdf)!r}).read_bytes()
with ThreadPoolExecutor(4) as pool:
    texts = set(pool.map(lambda _: pdf.read(data).text, range(40)))
    leaves = set(pool.map(lambda _: tuple(leaf.text for leaf in reading.read(data).leaves), range(40)))
assert len(texts) == len(leaves) == 1
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, (done.returncode, done.stderr)


def test_the_host_program_keeps_its_settings(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "云岭市")
    program = f"""
import decimal, locale, logging, os, random, sys, warnings
import matplotlib
def state():
    known = matplotlib.rcParams  # read beneath its own access, which would load a backend
    return ({{key: dict.__getitem__(known, key) for key in dict.keys(known)}},
            list(logging.root.handlers), logging.root.level, locale.setlocale(locale.LC_ALL),
            dict(os.environ), random.getstate(), decimal.getcontext().prec, list(warnings.filters), os.getcwd(),
            sys.getrecursionlimit())
before = state()
import briefing
result = briefing.make({str(folder)!r}, out={str(tmp_path / "out")!r}, formats=("pdf", "docx", "xlsx", "html"))
after = state()
names = "rcParams handlers level locale environ random decimal warnings cwd recursion".split()
changed = [name for name, a, b in zip(names, before, after) if a != b]
assert not changed, changed
assert "matplotlib.pyplot" not in sys.modules
assert not [h for n in ("jieba", "matplotlib", "fontTools", "briefing") for h in logging.getLogger(n).handlers
            if type(h) is logging.FileHandler]
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "" and done.stderr == ""


def test_importing_configures_no_logging_and_loads_nothing_heavy() -> None:
    program = """
import logging, sys
import briefing
assert not logging.root.handlers
heavy = {'pandas', 'numpy', 'matplotlib', 'reportlab', 'jieba', 'pikepdf', 'pydantic', 'fontTools', 'jinja2', 'smtplib'}
assert not heavy & set(sys.modules), heavy & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)


def test_every_public_name_is_documented() -> None:
    assert sorted(briefing.__all__) == sorted([*briefing._DOOR, "__version__"])
    for name in briefing.__all__:
        value = getattr(briefing, name)
        if name != "__version__":
            assert (value.__doc__ or "").strip(), name
    with pytest.raises(AttributeError):
        briefing.nothing  # noqa: B018


def test_a_summary_of_a_newer_minor_version_is_read(tmp_path: Path) -> None:
    result = briefing.make(folder_of(tmp_path, "云岭市"), out=tmp_path / "out", formats=("json",))
    data = json.loads(result.paths["json"].read_bytes())
    data["outlook"] = {"x": 1}
    data["meta"]["mood"] = "sunny"
    data["figures"][0]["evidence"][0]["locator"]["volume"] = 3
    newer = tmp_path / "newer.json"
    newer.write_text(json.dumps(data), encoding="utf-8")
    assert briefing.load_summary(newer) == result.summary
    data["schema"] = "briefing-summary/2"
    newer.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(briefing.UsageError, match="schema"):
        briefing.load_summary(newer)


def test_a_pdf_is_written_to_bytes_and_to_a_file(tmp_path: Path) -> None:
    result = briefing.make(folder_of(tmp_path, "云岭市"), out=tmp_path / "out", formats=("json",))
    target = tmp_path / "a.pdf"
    assert briefing.write(result.document, to=target) == target.read_bytes()
    with pytest.raises(briefing.BriefingError, match="写不进"):
        briefing.write(result.document, to=tmp_path / "no/such/a.pdf")


def test_a_notebook_shows_tables_and_no_markup_of_a_source(tmp_path: Path) -> None:
    pytest.importorskip("IPython", reason="IPython is not installed")
    folder = folder_of(tmp_path, "云岭市")
    (folder / "a.txt").write_text(TEXTS["云岭市"] + "全市<script>alert(1)</script>项目总投资12.5亿元。\n", encoding="utf-8")
    program = f"""
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell()
shell.run_line_magic("load_ext", "briefing")
import briefing
result = briefing.make({str(folder)!r}, out={str(tmp_path / "out")!r}, formats=("json",))
for value in (result, result.summary, result.summary.figures[0]):
    data, _ = shell.display_formatter.format(value)
    assert "<table>" in data["text/html"] and "<script" not in data["text/html"], data
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
