"""A monthly run for the scheduler a machine already has: complete, commented files for systemd, cron and GitHub Actions.

There is no scheduler of our own: one inside a process loses the runs it sleeps through.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

UNIT = "make-briefing"
_EXPLAINED = "区县和部门每月 3 日前报送上月数据，所以在其后运行"


@dataclass(frozen=True, slots=True)
class Job:
    """What is to run: the command (absolute path first), the folders (absolute), the day of the month (1–28) and the hour."""

    command: tuple[str, ...]
    sources: tuple[Path, ...]
    out: Path
    day: int = 4
    hour: int = 6
    minute: int = 30
    formats: str = "pdf,json"
    notify: bool = False

    def words(self) -> list[str]:
        """The command with its arguments: the month before, only when something changed."""
        words = [*self.command, "build", *map(str, self.sources), "--out", str(self.out), "--period", "last-month"]
        words += ["--format", self.formats, "--if-changed"]
        return [*words, "--notify"] if self.notify else words


def schedule(kind: str, job: Job) -> dict[str, str]:
    """File name → content of a schedule of the kind. Raises `KeyError` for a kind that is none of `KINDS`."""
    return KINDS[kind](job)


def _systemd(job: Job) -> dict[str, str]:
    service = f"""\
# {UNIT}.service：生成上月的一期。{_EXPLAINED}。
# 安装（个人用户，不需要 root）：
#   make-briefing schedule --print systemd --to ~/.config/systemd/user 来源…
#   systemctl --user daemon-reload && systemctl --user enable --now {UNIT}.timer
#   loginctl enable-linger      # 没有登录时也运行
# 查看：systemctl --user list-timers；journalctl --user -u {UNIT}
[Unit]
Description=Monthly briefing of the month before
# 网络盘上的来源要等挂载；失败后最多再试两次，相隔一刻钟。
RequiresMountsFor={_unit(str(job.out))}
StartLimitIntervalSec=3h
StartLimitBurst=3

[Service]
Type=oneshot
ExecStart={" ".join(_unit(word) for word in job.words())}
# 6：没有新内容，不算失败。2 配置不对、3 没有来源、4 质量关未过：再试也一样，等人处理。
SuccessExitStatus=6
Restart=on-failure
RestartSec=15min
RestartPreventExitStatus=2 3 4
# 邮箱口令等只放在这个文件里（chmod 600），每行一个 BRIEFING_…=…；没有文件也能运行。
EnvironmentFile=-%h/.config/make-briefing/env
Environment=PYTHONUTF8=1
TimeoutStartSec=30min
Nice=10
NoNewPrivileges=true
"""
    timer = f"""\
# {UNIT}.timer：每月 {job.day} 日 {job.hour:02}:{job.minute:02} 运行（本机时区）。{_EXPLAINED}。
[Unit]
Description=Every month: the briefing of the month before

[Timer]
OnCalendar=*-*-{job.day:02} {job.hour:02}:{job.minute:02}:00
# 到点时关机的，开机后补上这一次。
Persistent=true
RandomizedDelaySec=5min
AccuracySec=1min

[Install]
WantedBy=timers.target
"""
    return {f"{UNIT}.service": service, f"{UNIT}.timer": timer}


def _unit(word: str) -> str:
    """A word of a systemd line: ``%`` and ``$`` stand for themselves, quoted where it holds more than plain characters."""
    word = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    word = word.replace("\n", "\\n").replace("\t", "\\t")
    return word if word and all(c.isalnum() or c in "/._-+:,%$=@" for c in word) else f'"{word}"'


def _cron(job: Job) -> dict[str, str]:
    # In a crontab an unescaped % ends the command.
    command = shlex.join(job.words()).replace("%", "\\%")
    secrets = 'set -a; f="$HOME/.config/make-briefing/env"; if [ -r "$f" ]; then . "$f"; fi; set +a'
    text = f"""\
# {UNIT}：每月 {job.day} 日 {job.hour:02}:{job.minute:02} 生成上月的一期。{_EXPLAINED}。
# 安装：crontab -e，贴入以下各行。关机时错过的不会补上（systemd 的 Persistent=true 会）；漏了就手工运行同一条命令。
# 输出交给 cron 寄信；退出码 6（没有新内容）不算失败。口令写在 ~/.config/make-briefing/env（chmod 600）。
SHELL=/bin/sh
PYTHONUTF8=1
# 分 时 日 月 周
{job.minute} {job.hour} {job.day} * * {secrets}; {command} || [ $? -eq 6 ]
"""
    return {f"{UNIT}.cron": text}


def _github(job: Job) -> dict[str, str]:
    command = Job(("make-briefing",), job.sources, job.out, formats=job.formats, notify=job.notify).words()
    run = f"{shlex.join(command)} || [ $? -eq 6 ]"
    secrets = "".join(
        f"\n          {name}: ${{{{ secrets.{name} }}}}"
        for name in ("BRIEFING_SMTP_USER", "BRIEFING_SMTP_PASSWORD", "BRIEFING_WEBHOOK_URL")
    )
    text = f"""\
# .github/workflows/{UNIT}.yml：每月 {job.day} 日 {job.hour:02}:{job.minute:02}（UTC）生成上月的一期。{_EXPLAINED}。
# 来源和输出的路径相对于仓库；存档留在缓存里，下一期才能比较；结果在运行页下载。口令放在仓库的 Secrets。
name: {UNIT}
on:
  schedule:
    - cron: "{job.minute} {job.hour} {job.day} * *"
  workflow_dispatch:
permissions:
  contents: read
concurrency: {UNIT}
jobs:
  briefing:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install 'make-briefing[all]'
      - uses: actions/cache@v4
        with:
          path: {_json(str(job.out))}
          key: briefing-${{{{ github.run_id }}}}
          restore-keys: briefing-
      - run: {_json(run)}
        env:
          PYTHONUTF8: "1"{secrets if job.notify else ""}
      - uses: actions/upload-artifact@v4
        with:
          name: briefing
          path: {_json(f"{job.out}/*/briefing.*")}
"""
    return {f"{UNIT}.yml": text}


def _json(text: str) -> str:
    """A YAML double-quoted scalar (JSON's strings are YAML's)."""
    return json.dumps(text, ensure_ascii=False)


KINDS: Mapping[str, Callable[[Job], dict[str, str]]] = {"systemd": _systemd, "cron": _cron, "github": _github}
"""Kind of scheduler → maker of its files."""
