"""Who does the work: this process, several of this machine, or an executor of the caller's, on as many machines as it has."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from types import TracebackType
from typing import Any, TypeVar

from briefing.errors import BriefingError

T = TypeVar("T")
R = TypeVar("R")
_LARGEST = 32
"""Most items of one task: some hundred milliseconds of work."""
_AHEAD = 3
"""Tasks handed out for each worker: enough that none waits, few enough that what they carry does not fill the memory."""
_LIVES = 2
"""How often the processes of this machine are started anew when one is killed; their tasks are done again."""
_UNKNOWN = 16
"""Workers assumed of an executor that does not tell."""


class Crew:
    """Use it as a context. Results come in the order of the items and do not depend on who did the work.

    What an item holds and what its work returns travels between processes: the work is a function of a module, the rest can be
    pickled. An executor of the caller's is used as it is and never shut down.
    """

    def __init__(self, jobs: int = 1, executor: Executor | None = None) -> None:
        self._given, self._jobs, self._lives = executor, jobs, _LIVES
        self._own: Executor | None = None

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._own is not None:
            self._own.shutdown(wait=True, cancel_futures=True)
            self._own = None

    def each(self, work: Callable[[T], R], items: Sequence[Any], made: Callable[[Any], T]) -> Iterator[R]:
        """`work` of every item, in order. `made` turns an item into what the work is given, at the last moment, in this process:
        only the tasks handed out are in memory. Raises what the work raises, `BriefingError` when the workers are gone."""
        workers = self._workers()
        if workers == 0 or len(items) < (1 if self._given else 2 * workers):
            yield from (work(made(item)) for item in items)
            return
        size = max(1, min(_LARGEST, len(items) // (4 * workers)))
        waiting: deque[tuple[list[T], Future[list[R]]]] = deque()
        try:
            for start in range(0, len(items), size):
                task = [made(item) for item in items[start : start + size]]
                waiting.append((task, self._handed(work, task)))
                if len(waiting) > _AHEAD * workers:
                    yield from self._first(work, waiting)
            while waiting:
                yield from self._first(work, waiting)
        finally:
            for _, future in waiting:
                future.cancel()

    def _workers(self) -> int:
        """How many work at once; 0: this process alone."""
        if self._given is None:
            return self._jobs if self._jobs > 1 else 0
        return int(getattr(self._given, "_max_workers", None) or _UNKNOWN)

    def _handed(self, work: Callable[[T], R], task: list[T]) -> Future[list[R]]:
        if self._given is not None:
            return self._given.submit(_all, work, task)
        if self._own is None:
            from concurrent.futures import ProcessPoolExecutor

            self._own = ProcessPoolExecutor(self._jobs)
        try:
            return self._own.submit(_all, work, task)
        except BrokenExecutor as error:  # told where its result is asked for
            future: Future[list[R]] = Future()
            future.set_exception(error)
            return future

    def _first(self, work: Callable[[T], R], waiting: deque[tuple[list[T], Future[list[R]]]]) -> list[R]:
        while True:
            try:
                found = waiting[0][1].result()
            except BrokenExecutor as error:
                self._again(work, waiting, error)
                continue
            waiting.popleft()
            return found

    def _again(self, work: Callable[[T], R], waiting: deque[tuple[list[T], Future[list[R]]]], error: BrokenExecutor) -> None:
        """All that is not done is handed to new processes."""
        if self._own is None or self._lives == 0:
            raise BriefingError("摘取用的进程被终止（多半是内存不够）；请减少 --jobs 或增加内存后再运行。") from error
        self._lives -= 1
        self._own.shutdown(wait=False, cancel_futures=True)
        self._own = None
        for at, (task, _) in enumerate(waiting):
            waiting[at] = (task, self._handed(work, task))


def _all(work: Callable[[T], R], task: list[T]) -> list[R]:
    return [work(item) for item in task]
