"""Conformance of PDFs to PDF/UA-1 and PDF/A-3a: python tests/conformance/run.py [FILE…]

Without files the documents of `tests/writers` are written and checked. page-validation always runs; veraPDF runs when
``BRIEFING_VERAPDF`` holds a Java class path with its jar (README.md), and is reported as skipped otherwise. Exit status 1 on a
failure.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROFILES = ("ua1", "3a")


def samples(folder: Path) -> list[Path]:
    """The documents of the writers' tests as files."""
    sys.path.insert(0, str(HERE.parent / "writers"))
    from sample import document
    from stress import long_names, many, nothing

    from briefing.options import Options
    from briefing.writers import pdf

    paths = []
    for maker in (document, many, long_names, nothing):
        path = folder / f"{maker.__name__}.pdf"
        path.write_bytes(pdf.write(maker(), Options(), attachments={"document.json": b"{}\n"}))
        paths.append(path)
    return paths


def page_validation(paths: list[Path]) -> bool:
    import page

    fine = True
    for path in paths:
        for profile in PROFILES:
            report = page.validate_pdf(path, profile=profile)
            fine &= report.is_compliant
            print(
                f"page-validation {profile} {'pass' if report.is_compliant else 'FAIL'} {report.document.page_count} pages {path}"
            )
            for failure in report.failures:
                print(f"    {failure.rule_id} {failure.message}")
    return fine


def verapdf(paths: list[Path]) -> bool:
    classes = os.environ.get("BRIEFING_VERAPDF")
    if not classes:
        print("veraPDF skipped: BRIEFING_VERAPDF is not set (tests/conformance/README.md)")
        return True
    command = ["java", "-cp", classes, str(HERE / "Check.java"), ",".join(PROFILES), *map(str, paths)]
    return subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode == 0


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(name) for name in sys.argv[1:]] or samples(Path(folder))
        results = [page_validation(paths), verapdf(paths)]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
