"""`python audit.py PIP-AUDIT SITE-PACKAGES`: known faults of installed packages, by pip-audit. Exit 1 when there are some; where
the list of known faults cannot be reached, or tells nothing of a package, that is said."""

from __future__ import annotations

import json
import subprocess
import sys


def main(tool: str, packages: str) -> int:
    run = subprocess.run(
        [tool, "--path", packages, "--progress-spinner", "off", "--format", "json"], capture_output=True, text=True
    )
    try:
        found = json.loads(run.stdout)["dependencies"]
    except (ValueError, KeyError):
        print(f"SKIPPED: the list of known faults cannot be reached ({(run.stderr.splitlines() or ['nothing said'])[-1][:200]})")
        return 0
    unknown = [entry["name"] for entry in found if "skip_reason" in entry]
    bad = {f"{entry['name']} {entry['version']}": [v["id"] for v in entry["vulns"]] for entry in found if entry.get("vulns")}
    print(f"{len(found) - len(unknown)} packages looked up, {len(bad)} with known faults")
    if unknown:
        print(f"SKIPPED: nothing is told of {len(unknown)} packages: {' '.join(unknown)}")
    for name, faults in bad.items():
        print(f"{name}: {' '.join(faults)}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
