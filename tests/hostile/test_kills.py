"""A run is killed at every step at which it touches the disk: the folder holds the last good issue or the new one, whole, and the
next run succeeds and clears up."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from test_faults import whole, write

PROGRAM = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from test_faults import whole, write
import briefing, briefing.cli
folder, out = Path(sys.argv[1]), Path(sys.argv[2])
for edition in sys.argv[4].split(","):  # everything is loaded, so that a child only does the work
    briefing.make(folder, out=out, formats=("json", "md"), edition=edition or None)
TOUCH = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "os.chmod", "shutil.rmtree", "shutil.copytree"}
steps, last = 0, None
def hook(event, args):
    global steps
    if last is None:
        return
    writes = event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)
    if (writes or event in TOUCH) and str(args[0]).startswith(str(out)):
        steps += 1
        if steps > last:
            os._exit(99)
sys.addaudithook(hook)
before, kills = whole(out), 0
while True:
    value = f"6.{kills + 1}"
    write(folder, value)
    child = os.fork()
    if not child:
        last = kills
        briefing.make(folder, out=out, formats=("json", "md"), keep=2)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    now = whole(out)
    assert now in (before, value), (kills, now)
    if code == 0:
        assert now == value
        break
    assert code == 99, (kills, code)
    before, kills = now, kills + 1
left = [str(p) for p in out.rglob("*") if p.name.startswith((".new-", ".old-"))]
assert not left, left
print(kills)
"""


@pytest.mark.parametrize("editions", [",", ",区县"], ids=["one edition", "two editions"])
def test_killed_at_every_step(tmp_path: Path, editions: str) -> None:
    folder, out = tmp_path / "来源", tmp_path / "out"
    write(folder, "5.1")
    arguments = [sys.executable, "-W", "ignore", "-c", PROGRAM, folder, out, Path(__file__).parent, editions]
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= 20, "a run touches the disk so often"
    assert whole(out)
