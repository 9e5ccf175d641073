"""The recipe of the committed fonts: static subsets of Noto Serif SC and Noto Sans SC under names of our own.

    npm pack @expo-google-fonts/noto-serif-sc@0.4.3 @expo-google-fonts/noto-sans-sc@0.4.3
    python fonts/build_fonts.py PACKED.tgz PACKED.tgz

The song face holds the whole of GBK (it is the last fallback of every role); the others GB2312, its Traditional forms, the
通用规范汉字表 characters the source has, and Big5 level 1. No hinting, no layout tables; the copyright and licence records stay.
Two runs give the same bytes.
"""

from __future__ import annotations

import io
import sys
import tarfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
FACES = {
    "BriefingSong-Regular": ("NotoSerifSC_400Regular.ttf", "gbk"),
    "BriefingSong-Bold": ("NotoSerifSC_700Bold.ttf", "common"),
    "BriefingHei-Regular": ("NotoSansSC_400Regular.ttf", "common"),
    "BriefingHei-Bold": ("NotoSansSC_700Bold.ttf", "common"),
}
SYMBOLS = (
    "▲▼△▽○●◎■□◆◇★☆→←↑↓└├│─┌┐┘┤┬┴┼＋－×÷±−≈≠≤≥∞∶∷‰℃㎡㎞㎝㎏㏄№①②③④⑤⑥⑦⑧⑨⑩"
    "⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳〔〕〈〉《》「」『』【】〖〗…—–‐·•‧“”‘’′″€£¥©®™§¶†‡µΩαβγδ"
)


# The characters of 通用规范汉字表 that stand in CJK Extension A; those beyond the BMP are taken as the
# source has them.
EXTENSION_A = (
    "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠"
    "䁖䂮䃅䃎䅟䌹䎃䎖䏝䏡䏲䐃䓖䓛䓨䓫䓬䗖䗛䗪䗴"
    "䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮"
)


def codec_characters(codec: str, leads: range, trails: range) -> set[int]:
    """Every character of a double-byte code page within the given lead and trail bytes."""
    found = set()
    for lead in leads:
        for trail in trails:
            try:
                found.add(ord(bytes((lead, trail)).decode(codec)))
            except (UnicodeDecodeError, TypeError):
                continue
    return found


def repertoire(kind: str) -> set[int]:
    """Code points of a face: ``gbk`` or ``common``."""
    shared = set(range(0x20, 0x7F)) | set(range(0xA0, 0x180)) | {ord(c) for c in SYMBOLS} | set(range(0x2010, 0x2028))
    shared |= set(range(0x3000, 0x3018)) | set(range(0xFF01, 0xFF5F)) | set(range(0xFFE0, 0xFFE7)) | {0x1F9, 0x251, 0x261}
    shared |= {ord(c) for c in EXTENSION_A} | set(range(0x9FA6, 0xA000)) | set(range(0x20000, 0x2FFFF))
    if kind == "gbk":
        return shared | codec_characters("gbk", range(0x81, 0xFF), range(0x40, 0xFF))
    gb2312 = codec_characters("gb2312", range(0xA1, 0xF8), range(0xA1, 0xFF))
    big5_level_1 = codec_characters("big5", range(0xA4, 0xC7), range(0x40, 0xFF))
    import opencc

    traditional = {ord(c) for c in opencc.OpenCC("s2t").convert("".join(map(chr, sorted(gb2312)))) if ord(c) > 0x3400}
    taiwan = {ord(c) for c in opencc.OpenCC("s2tw").convert("".join(map(chr, sorted(gb2312)))) if ord(c) > 0x3400}
    # Forms that pages converted by machine use and that stand in neither set.
    variants = {
        ord(c) for c in "産爲衆佔臺羣滙説內裏綫麽餘鹹銹敘煙恒牀祕産遊佈勠槃昇鬪敍攷峯喆堃垚淼犇赟翀昀珺玥彧晞睿頔旸瑄潞濮郏"
    }
    return shared | gb2312 | big5_level_1 | traditional | taiwan | variants


def build(name: str, data: bytes, kind: str) -> bytes:
    """One static subset under a family and PostScript name of our own."""
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.glyph_names = False
    options.legacy_kern = False
    options.notdef_outline = True
    options.ignore_missing_unicodes = True
    options.name_IDs = ["*"]
    options.drop_tables += [
        "vhea",
        "vmtx",
        "BASE",
        "STAT",
        "GSUB",
        "GPOS",
        "GDEF",
        "VORG",
        "DSIG",
        "HVAR",
        "MVAR",
        "fvar",
        "avar",
        "gvar",
    ]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=repertoire(kind))
    subsetter.subset(font)
    family, style = name.split("-")
    records = font["name"]
    keep = {0, 5, 7, 8, 9, 11, 13, 14}
    records.names = [r for r in records.names if r.nameID in keep and r.platformID == 3]
    new = {
        1: family if style in ("Regular", "Bold") else name,
        2: style,
        3: f"{name} built for make-briefing",
        4: f"{family} {style}",
        6: name,
    }
    for number, text in new.items():
        records.setName(text, number, 3, 1, 0x409)
    out = io.BytesIO()
    font.save(out, reorderTables=True)
    return out.getvalue()


def main(packed: list[str]) -> None:
    files: dict[str, bytes] = {}
    for path in packed:
        with tarfile.open(path) as archive:
            for member in archive.getmembers():
                if member.name.endswith((".ttf", "LICENSE_FONT", "OFL.txt", "LICENSE")) and (stream := archive.extractfile(member)):
                    files[Path(member.name).name] = stream.read()
    for name, (source, kind) in FACES.items():
        data = build(name, files[source], kind)
        (HERE / f"{name}.ttf").write_bytes(data)
        print(f"{name}.ttf {len(data) / 1e6:.2f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
