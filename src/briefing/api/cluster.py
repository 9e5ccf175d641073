"""The workers of a Dask cluster as an executor."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from briefing.errors import BriefingError, UsageError

_WAIT = "20s"


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """The executor of the cluster whose scheduler listens at `address` (``tcp://host:8786``), all of whose workers have this very
    code. A worker that is lost is replaced: Dask does its tasks again elsewhere.

    Raises `UsageError` when Dask is not installed or nobody answers, `BriefingError` when workers have other code or are lost again
    and again.
    """
    try:
        from distributed import Client, KilledWorker
    except ImportError as error:
        raise UsageError("--dask 需要可选部分：pip install 'make-briefing[dask]'。") from error
    try:
        client = Client(address, timeout=_WAIT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(f"连不上 Dask 调度器 {address}：{error}。请先运行 dask scheduler 和 dask worker。") from error
    try:
        with client:
            yield _executor(client)
    except KilledWorker as error:
        raise BriefingError(f"集群的工作进程一再中断（{error}）；请检查它们的内存。") from error


def _executor(client: object) -> Executor:
    from briefing.archive import code_version

    try:
        codes = client.run(code_version)  # type: ignore[attr-defined]
    except ModuleNotFoundError as error:
        raise BriefingError("集群的工作进程没有安装 make-briefing；请装上同一版本。") from error
    if other := sorted(worker for worker, code in codes.items() if code != code_version()):
        raise BriefingError(f"集群的工作进程 {'、'.join(other)} 上的 make-briefing 不是同一版本；结果会不同，没有运行。")
    if not codes:
        raise BriefingError("集群没有工作进程；请先运行 dask worker。")
    executor: Executor = client.get_executor(pure=False)  # type: ignore[attr-defined]
    executor._max_workers = len(codes)  # type: ignore[attr-defined]
    return executor
