"""Builds of different folders in several threads of one process that has built nothing before: no crash, and the bytes of a build
alone. The threads change places as often as the interpreter allows, so that what is made once for all (fonts, word lists, patterns)
is made by several at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from hypothesis import settings

ROUNDS = 10 if settings().max_examples > 1000 else 1
PROGRAM = """
import faulthandler, hashlib, sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
import briefing
faulthandler.enable()
base, count = Path(sys.argv[1]), 4 * int(sys.argv[2])
REGIONS = ("云岭市", "临沙市", "澄江市", "河岭市")
TEXT = (
    "{0}经济运行情况\\n发布时间：2024-12-2{1}\\n2024年1—11月，全市规模以上工业增加值同比增长{1}.4%，居全省第三位。清河区固定资产投资增长8.{1}%。\\n"
    "清河区城东产业园项目总投资{2}.5亿元，已开工建设，存在用地手续未办结的问题，计划2025年6月投产。\\n"
)
folders = []
for number in range(count):
    folder = base / str(number)
    folder.mkdir()
    region = REGIONS[number % 4]
    config = f'region = "{region}"\\nname = "{region}情简报"\\n[[district]]\\nname = "清河区"\\n'
    (folder / "briefing.toml").write_text(config, encoding="utf-8")
    (folder / "a.txt").write_text(TEXT.format(region, number % 7 + 1, number + 2), encoding="utf-8")
    folders.append(folder)

def build(folder, out):
    result = briefing.make(folder, out=base / out / folder.name, formats=("pdf", "html", "docx", "xlsx", "md", "json"))
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in result.paths.values()}

sys.setswitchinterval(1e-5)
with ThreadPoolExecutor(4) as pool:
    together = list(pool.map(lambda folder: build(folder, "threads"), folders))
sys.setswitchinterval(5e-3)
for folder, files in zip(folders, together):
    alone = build(folder, "alone")
    assert len(alone) == 6 and alone == files, (folder.name, [name for name in alone if alone[name] != files.get(name)])
print(len(together))
"""


def test_four_threads_that_begin_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-W", "ignore", "-c", PROGRAM, tmp_path, str(ROUNDS)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, (done.returncode, done.stderr[-3000:])
    assert done.stdout == f"{4 * ROUNDS}\n"
