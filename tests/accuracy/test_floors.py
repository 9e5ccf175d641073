"""What the extraction reaches on gold annotations, with and without a configuration, never falls below its floor."""

from __future__ import annotations

import importlib.util
import json
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import briefing
from briefing.api import extract_files
from conftest import ROOT

HERE = Path(__file__).parent
FLOORS: dict[str, dict[str, float]] = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
TEXTS = {"seeds": ROOT / "seeds", "other": HERE / "other" / "text"}
GOLD = {"seeds": HERE / "gold", "other": HERE / "other" / "gold"}


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", HERE / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def documents(of: str, configured: bool) -> list[dict[str, Any]]:
    """The extracted documents of a set, read with the configurations that lie beside the texts or with none."""
    folder = TEXTS[of]
    if not configured:
        return extract_files(sorted(folder.glob("*.txt")), briefing.load_options(None))["documents"]
    found: list[dict[str, Any]] = []
    for config in sorted(folder.glob("*.toml")):
        options = briefing.load_options(config)
        files = [path for path in sorted(folder.glob("*.txt")) if not options.documents or path.name in options.documents]
        found += extract_files(files, options)["documents"]
    return found


@pytest.fixture(scope="module", params=list(FLOORS))
def measured(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, Any]]:
    name: str = request.param
    of = name.partition(" ")[0]
    written = tmp_path_factory.mktemp("accuracy") / "extraction.json"
    written.write_text(json.dumps({"documents": documents(of, "without" not in name)}, ensure_ascii=False), encoding="utf-8")
    run = pytest.MonkeyPatch()
    said: list[str] = []
    run.setattr(sys, "argv", ["score.py", str(written), str(GOLD[of]), "--texts", str(TEXTS[of]), "--json"])
    run.setattr("builtins.print", said.append)
    try:
        scorer().main()
    finally:
        run.undo()
    return name, json.loads(said[0])["all"]


def reached(result: dict[str, Any]) -> dict[str, float]:
    """The measures a floor can stand under, by the names of `floors.toml`."""
    projects = result["projects"]
    values = {name: result[name]["F1"] for name in ("detect", "core", "full")}
    values |= {"salient": result["salient_recall"], "projects": projects["F1"], "stage": projects["stage"]}
    return values | {"districts": result["districts"]["F1"]}


def test_no_measure_falls_below_its_floor(measured: tuple[str, dict[str, Any]]) -> None:
    name, result = measured
    values = reached(result)
    print(name, values)
    assert set(FLOORS[name]) == set(values), "every measure has its floor"
    assert {key: value for key, value in values.items() if value < FLOORS[name][key]} == {}


def test_no_noise_becomes_a_fact_and_no_quote_lies(measured: tuple[str, dict[str, Any]]) -> None:
    _, result = measured
    assert (result["leaks"], result["lies"]) == (0, 0)
