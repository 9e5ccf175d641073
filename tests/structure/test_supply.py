"""What the package brings along: only licences that an office may pass on; and packages that are built again byte for byte."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from conftest import ROOT

ALLOWED = {
    "MIT": "permissive",
    "MIT-CMU": "permissive; Pillow's own wording of MIT",
    "BSD-2-Clause": "permissive",
    "BSD-3-Clause": "permissive",
    "0BSD": "permissive",
    "Apache-2.0": "permissive, with a grant of patents",
    "Zlib": "permissive",
    "CC0-1.0": "no rights reserved",
    "PSF-2.0": "permissive; Python's own",
    "OFL-1.1": "fonts may be embedded and passed on under other names",
    "MPL-2.0": "copyleft of single files, which we use unchanged",
}
"""Licence → why what is under it may come along. None reaches over to our own code or to the documents made, as GPL and AGPL do."""
CALLED = {
    r"MIT License|MIT": "MIT",
    r"BSD|BSD 3-Clause.*|BSD License|BSD license.*": "BSD-3-Clause",
    r"Apache Software License|Apache License 2\.0": "Apache-2.0",
    r"Python Software Foundation License": "PSF-2.0",
}
"""What packages write that give no SPDX expression."""
READ = {
    "matplotlib": "PSF-2.0",  # its licence is Python's with the names changed
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",  # the binding, and PDFium itself; the libraries inside are permissive too
}
"""Packages whose licence a person has read because their metadata says it in words of their own."""


def name_of(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def dependencies() -> dict[str, metadata.Distribution]:
    """Everything the package brings along here, at any distance, with those of its extras that are installed."""
    known = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [
        entry for group, entries in known["optional-dependencies"].items() if group not in ("dev", "all") for entry in entries
    ]
    left, found = [*known["dependencies"], *extras], {}
    while left:
        wanted = Requirement(left.pop())
        name = name_of(wanted.name)
        if name in found or (wanted.marker and not wanted.marker.evaluate({"extra": ""})):
            continue
        try:
            found[name] = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            assert any(name_of(Requirement(entry).name) == name for entry in extras), name
            continue
        left += found[name].requires or []
    return found


def licences(found: metadata.Distribution) -> set[str]:
    """The SPDX names of a distribution's licences; of a choice (OR) all are named."""
    about = found.metadata
    name = name_of(about["Name"])
    told = READ.get(name) or about.get("License-Expression")
    if not told:
        words = [c.split(" :: ")[-1] for c in about.get_all("Classifier", []) if c.startswith("License :: ")]
        words = words or [(about.get("License") or "").splitlines()[0] if about.get("License") else ""]
        told = " AND ".join(next((spdx for said, spdx in CALLED.items() if re.fullmatch(said, word)), word) for word in words)
    return {part.strip("() ") for part in re.split(r"\bAND\b|\bOR\b|\bWITH\b", told)}


def test_every_dependency_is_under_a_licence_that_may_be_passed_on() -> None:
    found = dependencies()
    assert len(found) > 25 and {"reportlab", "numpy", "lxml"} <= set(found)
    assert {name: said for name, x in found.items() if not (said := licences(x)) <= set(ALLOWED)} == {}


def test_our_own_licences_come_along() -> None:
    own = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(own["license"].split(" AND ")) <= set(ALLOWED)
    assert {path.name for pattern in own["license-files"] for path in ROOT.glob(pattern)} >= {"LICENSE", "OFL-NotoSansSC.txt"}


@pytest.mark.parametrize("said", ["GPL-3.0-only", "AGPL-3.0-or-later AND MIT", "LicenseRef-Proprietary", ""])
def test_a_licence_that_is_not_on_the_list_is_found(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(READ, "click", said or "None")
    assert not licences(metadata.distribution("click")) <= set(ALLOWED)


def built(source: Path, target: Path, umask: int) -> dict[str, str]:
    run = [sys.executable, "-m", "build", "--no-isolation", "--sdist", "--wheel", "--outdir", str(target), str(source)]
    env = os.environ | {"SOURCE_DATE_EPOCH": "1735689600"}
    subprocess.run(run, check=True, capture_output=True, env=env, umask=umask)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in target.iterdir()}


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    """In another folder, at another time, by another user's habits."""
    wanted = ("src", "fonts", "templates", "LICENSE", "README.md", "pyproject.toml")
    for place in ("a", "other place"):
        for name in wanted:
            come, go = ROOT / name, tmp_path / place / name
            go.parent.mkdir(exist_ok=True)
            shutil.copytree(come, go, ignore=shutil.ignore_patterns("__pycache__")) if come.is_dir() else shutil.copy(come, go)
    for path in (tmp_path / "other place").rglob("*"):
        os.utime(path, (1_500_000_000, 1_500_000_000))
        path.chmod(0o755 if path.is_dir() else 0o600)
    first = built(tmp_path / "a", tmp_path / "1", 0o022)
    assert len(first) == 2
    assert first == built(tmp_path / "other place", tmp_path / "2", 0o077)
