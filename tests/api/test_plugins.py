"""Another package adds a reader, a rule, a section and a format: installed for real, run in a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT

CONFIG = 'region = "云岭市"\nname = "云岭市情简报"\npublisher = "云岭市政府办公室"\n'
MAIL = """Subject: =?utf-8?B?5oOF5Ya1?=
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

云岭市政务服务情况
发布时间：2024-12-20
2024年1—11月，全市规模以上工业增加值同比增长5.4%。
办事群众对政务大厅的满意度评为4.5颗星，比较稳定。
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example package as pip installs it."""
    folder = tmp_path_factory.mktemp("plugin")
    copy = folder / "package"
    shutil.copytree(ROOT / "tests/plugin", copy)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*pip, "--target", folder / "site", copy], check=True, capture_output=True)
    return folder / "site"


def run(site: Path, *args: object) -> subprocess.CompletedProcess[str]:
    code = "from briefing.cli import main; main()"
    environment = os.environ | {"PYTHONPATH": str(site)}
    return subprocess.run([sys.executable, "-c", code, *map(str, args)], capture_output=True, text=True, env=environment)


@pytest.fixture()
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "来源"
    path.mkdir()
    (path / "briefing.toml").write_text(CONFIG, encoding="utf-8")
    (path / "a.eml").write_text(MAIL, encoding="utf-8")
    return path


def test_all_four_kinds_work_together(installed: Path, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run(installed, folder, "-o", out, "--period", "2024-12", "--format", "pdf,md,csv")
    assert done.returncode == 0, done.stderr
    assert "群众满意度,4.5,颗星" in (out / "2024-12/figures.csv").read_text(encoding="utf-8")
    text = (out / "2024-12/briefing.md").read_text(encoding="utf-8")
    assert "、群众评价" in text and "群众给出**4.5颗星**" in text
    data = json.loads((out / "2024-12/briefing.json").read_bytes())
    (figure,) = [f for f in data["figures"] if f["rule"] == "stars"]
    assert figure["evidence"][0]["quote"] == "满意度评为4.5颗星"
    assert data["sources"][0]["info"]["reader"] == "mail/1"
    manifest = json.loads((out / "2024-12/manifest.json").read_bytes())
    assert manifest["packages"]["briefing-stars"] == "1.2.3"
    # The added section is under the same proof as the rest.
    done = run(installed, "verify", out / "2024-12/briefing.pdf", "--sources", folder)
    assert done.returncode == 0, done.stdout + done.stderr


def test_without_the_package_its_files_are_no_sources(folder: Path, tmp_path: Path) -> None:
    done = run(tmp_path / "nothing", folder, "-o", tmp_path / "out")
    assert done.returncode == 3 and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("import csv\n", "import csv\nimport no_such_module\n", "briefing-stars 的扩展"),
        (
            "yield Figure(",
            "evidence = evidence.model_copy(update={'quote': '满意度评为5颗星'})\n            yield Figure(",
            "与原文不符",
        ),
        ('text="群众给出"', 'text="群众给出99"', "扩展部分 stars 出错"),
        ('file = "figures.csv"', 'file = "../figures.csv"', "扩展格式 csv"),
        ("return Reading(str", 'raise KeyError("x")\n    return Reading(str', "读它的扩展出错"),
    ],
)
def test_a_faulty_package_is_named(installed: Path, folder: Path, tmp_path: Path, old: str, new: str, told: str) -> None:
    site = tmp_path / "site"
    shutil.copytree(installed, site)
    module = site / "briefing_stars/__init__.py"
    text = module.read_text(encoding="utf-8")
    assert text.count(old) == 1
    module.write_text(text.replace(old, new), encoding="utf-8")
    done = run(site, folder, "-o", tmp_path / "out", "--period", "2024-12", "--format", "json")
    assert done.returncode in (1, 3) and told in done.stderr and "Traceback" not in done.stderr, done.stderr
    assert not (tmp_path / "out/2024-12").exists()
