"""The package's own files are found in a checkout, in a wheel, and in a wheel built from the sdist."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from briefing import resources
from briefing.errors import AssetError
from conftest import ROOT

FONTS = ("BriefingSong-Regular", "BriefingSong-Bold", "BriefingHei-Regular", "BriefingHei-Bold")
LOOK_UP = f"""
import briefing.resources as r
assert "_assets" in str(r.font_file("{FONTS[0]}.ttf")), r.font_file("{FONTS[0]}.ttf")
print(r.font_file("{FONTS[0]}.ttf").stat().st_size)
"""


def test_the_fonts_are_found_in_a_checkout() -> None:
    for name in FONTS:
        assert resources.font_file(f"{name}.ttf").is_file()


def test_a_missing_file_is_named() -> None:
    with pytest.raises(AssetError, match=r"没有\.ttf"):
        resources.font_file("没有.ttf")


def build(kind: str, source: Path, target: Path) -> Path:
    run = [sys.executable, "-m", "build", "--no-isolation", f"--{kind}", "--outdir", str(target), str(source)]
    subprocess.run(run, check=True, capture_output=True)
    return next(target.iterdir())


def test_the_fonts_are_found_in_a_wheel_built_from_the_sdist(tmp_path: Path) -> None:
    sdist = build("sdist", ROOT, tmp_path / "sdist")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    wheel = build("wheel", next((tmp_path / "unpacked").iterdir()), tmp_path / "wheel")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    run = [sys.executable, "-S", "-c", LOOK_UP]
    out = subprocess.run(run, cwd=tmp_path, env={"PYTHONPATH": str(tmp_path / "site")}, check=True, capture_output=True, text=True)
    assert int(out.stdout) == resources.font_file(f"{FONTS[0]}.ttf").stat().st_size
