"""Printed schedules are accepted by the programs they are for."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from briefing.delivery import KINDS, Job, schedule
from support import run

ODD = Job(("/opt/my tools/make-briefing",), (Path("/data/来源 100%/a$b"), Path('/data/"x"')), Path("/srv/简报 out"), notify=True)
PLAIN = ["build", "/data/来源 100%/a$b", '/data/"x"', "--out", "/srv/简报 out", "--period", "last-month"]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_schedule_runs_the_month_before_after_the_third(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("schedule", "--print", kind, "seeds") == 0
    told = capsys.readouterr().out
    assert "--period last-month" in told and "--if-changed" in told and "--notify" not in told
    assert re.search(r"^OnCalendar=\*-\*-04 06:30:00$|^30 6 4 \* \* |cron: \"30 6 4 \* \*\"", told, re.MULTILINE)


def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not installed")
    folder = tmp_path / "来源 100%"
    folder.mkdir()
    assert run("schedule", "--print", "systemd", folder, "-o", tmp_path / "out", "--to", tmp_path, "--time", "07:05") == 0
    units = [tmp_path / f"make-briefing.{kind}" for kind in ("service", "timer")]
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True)
    assert (done.returncode, done.stderr.strip()) == (0, "")
    timer = units[1].read_text(encoding="utf-8")
    assert "Persistent=true" in timer and "OnCalendar=*-*-04 07:05:00" in timer
    done = subprocess.run(["systemd-analyze", "calendar", "*-*-04 07:05:00"], capture_output=True, text=True)
    assert done.returncode == 0


def test_systemd_reads_odd_names_as_they_are() -> None:
    text = schedule("systemd", ODD)["make-briefing.service"]
    (line,) = re.findall(r"^ExecStart=(.*)$", text, re.MULTILINE)
    # systemd's quoting of these characters is the shell's, its specifiers and variables are doubled.
    words = shlex.split(line.replace("%%", "%").replace("$$", "$"))
    assert words[1:8] == PLAIN and words[0] == "/opt/my tools/make-briefing" and words[-1] == "--notify"


def test_the_cron_line_is_one_shell_command(tmp_path: Path) -> None:
    text = schedule("cron", Job(("printf", "%s\\n"), ODD.sources, ODD.out))["make-briefing.cron"]
    line = text.splitlines()[-1]
    assert line.startswith("30 6 4 * * ")
    command = line.split(" ", 5)[5]
    assert not re.search(r"(?<!\\)%", command)
    done = subprocess.run(
        ["/bin/sh", "-c", command.replace("\\%", "%")], capture_output=True, text=True, env={"HOME": str(tmp_path)}
    )
    assert done.stdout.splitlines()[:7] == PLAIN


def test_the_workflow_names_no_secret_and_quotes_its_paths() -> None:
    text = schedule("github", ODD)["make-briefing.yml"]
    assert "secrets.BRIEFING_SMTP_PASSWORD" in text and '"/srv/简报 out"' in text
    (command,) = re.findall(r"^      - run: (\".*\")$", text, re.MULTILINE)
    import json

    assert shlex.split(json.loads(command))[1:8] == PLAIN
