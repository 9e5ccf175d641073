"""Who extracts never changes what is extracted."""

from __future__ import annotations

import os
import runpy
import signal
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

import briefing
from briefing.api import tasks
from briefing.api.crew import Crew

COUNT = 90
INVENTED = Path(__file__).parents[1] / "bench" / "invented.py"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many") / "in"
    list(runpy.run_path(str(INVENTED))["written"](folder, COUNT))
    (folder / "表.csv").write_text("区县,地区生产总值（亿元）\n清河区,93.5\n石桥县,120.1\n", encoding="utf-8")
    (folder / "坏.txt").write_bytes(b"\xff\xfe\x00" * 50 + b"\x81")
    return folder


@pytest.fixture(scope="module")
def alone(folder: Path) -> dict[str, object]:
    found = briefing.extract_files(folder, briefing.Options())
    assert len(found["documents"]) > COUNT and sum(len(x["figures"]) for x in found["documents"]) > 5 * COUNT
    return found


@pytest.mark.parametrize("jobs", [2, 3])
def test_several_processes_find_the_same(folder: Path, alone: dict[str, object], jobs: int) -> None:
    assert briefing.extract_files(folder, briefing.Options(), jobs=jobs) == alone
    assert briefing.extract_files(folder, briefing.Options(jobs=jobs)) == alone


@pytest.mark.parametrize("kind", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_any_executor_finds_the_same(folder: Path, alone: dict[str, object], kind: type[Executor]) -> None:
    with kind(2) as executor:  # type: ignore[call-arg]
        assert briefing.extract_files(folder, briefing.Options(), executor=executor) == alone
        sources = [briefing.read(path, root=folder) for path in sorted(folder.glob("0*.txt"))]
        assert briefing.extract(sources, executor=executor) == briefing.extract(sources)
        assert executor.submit(int).result() == 0  # it is the caller's: not shut down


def _deadly(item: tuple[int, str]) -> int:
    """Kills the process that works on it, the first time."""
    number, mark = item
    if number == 20 and not os.path.exists(mark):
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def _fatal(item: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return item


def test_what_a_killed_process_had_is_done_again(tmp_path: Path) -> None:
    with Crew(2) as crew:
        squares = crew.each(_deadly, range(100), lambda at: (at, str(tmp_path / "mark")))
        assert list(squares) == [n * n for n in range(100)]
    assert (tmp_path / "mark").exists()
    with Crew(2) as crew, pytest.raises(briefing.BriefingError, match="--jobs"):
        list(crew.each(_fatal, range(10), int))


def test_a_file_changed_between_two_looks_is_left_out_with_a_note(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("00000.txt", "00001.txt", "00002.txt"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    first = tasks.look

    def look(raw: tasks.Raw) -> object:
        found = first(raw)
        if raw.file.path.name == "00001.txt":
            raw.file.path.write_text("云岭市2024年粮食总产量5万吨。", encoding="utf-8")
        if raw.file.path.name == "00002.txt":
            raw.file.path.unlink()
        return found

    monkeypatch.setattr(tasks, "look", look)
    result = briefing.make(tmp_path, out=tmp_path / "out", formats=("json",), options=briefing.Options(region="云岭市"))
    assert [s.info.path for s in result.summary.sources] == ["00000.txt"]
    assert [(n.code, n.source) for n in result.notes] == [("changed-source", "00001.txt"), ("changed-source", "00002.txt")]


def published(folder: Path, out: Path, **given: object) -> tuple[dict[str, bytes], list[str]]:
    """The files of an issue by name, and the codes of the notes of the run."""
    options = briefing.Options(region="云岭市")
    result = briefing.make(folder, out=out, options=options, formats=("pdf", "json"), **given)  # type: ignore[arg-type]
    return {name: path.read_bytes() for name, path in result.paths.items()}, [note.code for note in result.notes]


def test_the_cache_never_changes_an_issue_and_a_torn_one_is_told(folder: Path, tmp_path: Path) -> None:
    few = tmp_path / "few"
    few.mkdir()
    for path in sorted(folder.iterdir())[-30:]:
        (few / path.name).write_bytes(path.read_bytes())
    folder = few
    plain, notes = published(folder, tmp_path / "no", cache=False)
    assert not (tmp_path / "no" / ".cache").exists()
    assert published(folder, tmp_path / "a") == (plain, notes)
    kept = tmp_path / "a" / ".cache" / "extractions.sqlite"
    data = kept.read_bytes()
    inside = bytearray(data)  # where only rows lie
    inside[4096 * 3 :: 1_501] = bytes(len(inside[4096 * 3 :: 1_501]))
    for number, torn in enumerate((b"SQLite format 2" + data[15:], bytes(inside), b"", data[: len(data) // 2])):
        (tmp_path / "a" / ".issues").rename(tmp_path / f"gone {number}")
        kept.write_bytes(torn)
        again, told = published(folder, tmp_path / "a", jobs=2)
        assert again == plain and told in (notes, [*notes, "cache-rebuilt"])
        assert "cache-rebuilt" in told or number


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_loses_a_worker_and_nothing_else(folder: Path, alone: dict[str, object]) -> None:
    distributed = pytest.importorskip("distributed")
    from briefing.api.cluster import cluster

    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=False
    ) as workers:
        processes = [nanny.pid for nanny in workers.workers.values()]
        steps: list[str] = []

        def watch(step: briefing.Progress) -> None:
            steps.append(step.stage)
            if steps.count("extract") == 10:
                os.kill(processes[0], signal.SIGKILL)

        with cluster(workers.scheduler_address) as executor:
            assert briefing.extract_files(folder, briefing.Options(), executor=executor, watch=watch) == alone
        assert steps.count("extract") > 10 and not _alive(processes[0])


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().split()[2] not in "ZX"


def test_a_cluster_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    from briefing.api import cluster

    monkeypatch.setattr(cluster, "_WAIT", "1s")
    with pytest.raises(briefing.UsageError, match="连不上"), cluster.cluster("tcp://127.0.0.1:9"):
        pass


def test_an_issue_made_of_the_same_things_is_found_again_without_extraction(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few, out = tmp_path / "few", tmp_path / "out"
    few.mkdir()
    for path in [*sorted(folder.glob("0*.txt"))[:8], folder / "表.csv"]:
        (few / path.name).write_bytes(path.read_bytes())
    options = briefing.Options(region="云岭市", today=date(2025, 2, 1))
    first = briefing.make(few, out=out, options=options)
    files = {path: path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file() and ".cache" not in path.parts}
    (out / first.meta.period).unlink()
    with monkeypatch.context() as patch:
        patch.setattr("briefing.api.making.extract_papers", lambda *a, **k: pytest.fail("extracted again"))
        same = briefing.make(few, out=out, options=options)
    assert (same.new, same.revision, same.paths, same.notes, same.meta) == (False, 1, first.paths, first.notes, first.meta)
    assert same.summary == first.summary and same.document == first.document and same.holds == first.holds
    assert all(path.read_bytes() == data for path, data in files.items()) and same.paths["pdf"].is_file()

    (few / "坏.txt").write_bytes(b"")  # no source, but something to tell
    told = briefing.make(few, out=out, options=options)
    assert [note.code for note in told.notes] == ["unreadable-source"] and told.new
    (few / "坏.txt").unlink()
    assert briefing.make(few, out=out, options=options).notes == first.notes
    pdf = (out / first.meta.period).resolve() / "briefing.pdf"
    pdf.write_bytes(pdf.read_bytes() + b"%")  # not what was written: made anew
    again = briefing.make(few, out=out, options=options)
    assert again.new and again.paths["pdf"].read_bytes() == files[(out / ".issues" / first.meta.period / "default/r1/briefing.pdf")]
