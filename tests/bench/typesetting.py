"""CPU milliseconds a page: python tests/bench/typesetting.py [DOCUMENT.json]

The sample of `tests/writers` (or a document given as JSON) is written five times in one process; the first run pays for the
imports. Line breaking is timed apart.
"""

from __future__ import annotations

import io
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "writers"))
RUNS = 5


def measured(given: Path | None = None) -> list[tuple[float, float, int, int]]:
    """CPU milliseconds a page, those of line breaking, pages and bytes, run by run."""
    import pikepdf
    from sample import document

    from briefing.model.document import Document
    from briefing.options import Options
    from briefing.typography import breaking
    from briefing.writers import pdf
    from briefing.writers.pdf import painter, setting

    tree = Document.model_validate_json(given.read_text(encoding="utf-8")) if given else document()
    runs = []
    spent = [0.0]
    original = breaking.break_lines

    def timed(*args: object, **keywords: object) -> object:
        start = time.process_time()
        try:
            return original(*args, **keywords)  # type: ignore[arg-type]
        finally:
            spent[0] += time.process_time() - start

    setting.break_lines = painter.break_lines = timed  # type: ignore[assignment]
    for _ in range(RUNS):
        spent[0] = 0.0
        start = time.process_time()
        data = pdf.write(tree, Options())
        total = time.process_time() - start
        with pikepdf.open(io.BytesIO(data)) as file:
            pages = len(file.pages)
        runs.append((total / pages * 1000, spent[0] / pages * 1000, pages, len(data)))
    return runs


def main() -> None:
    for run, (each, breaks, pages, size) in enumerate(measured(Path(sys.argv[1]) if sys.argv[1:] else None), 1):
        print(f"run {run}: {each:5.1f} ms a page, of which line breaking {breaks:4.1f}; {pages} pages, {size // 1024} KB")


if __name__ == "__main__":
    main()
