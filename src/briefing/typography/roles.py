"""Fonts by role, with fallback character by character.

A role (song, hei-bold …) is a chain of faces: the configured or shipped face, its other weight, the other faces, Song Regular,
which has the whole of GBK, last; signs come from DejaVu Sans. `Faces` remembers what it looked up.
"""

from __future__ import annotations

import importlib.util
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefing import resources
from briefing.errors import AssetError, MissingGlyphError, UsageError
from briefing.typography.metrics import Sfnt, open_font

SHIPPED = {
    "song": "BriefingSong-Regular",
    "song-bold": "BriefingSong-Bold",
    "hei": "BriefingHei-Regular",
    "hei-bold": "BriefingHei-Bold",
}
CHINESE = {
    "宋": "song",
    "宋粗": "song-bold",
    "黑": "hei",
    "黑粗": "hei-bold",
    "仿宋": "fangsong",
    "楷": "kai",
    "小标宋": "xiaobiaosong",
}
_STANDS_IN = {"fangsong": "song", "kai": "song", "xiaobiaosong": "song-bold"}
_CHAIN = {
    "song": ("song", "song-bold", "hei", "hei-bold"),
    "song-bold": ("song-bold", "song", "hei-bold", "hei"),
    "hei": ("hei", "hei-bold", "song", "song-bold"),
    "hei-bold": ("hei-bold", "hei", "song-bold", "song"),
}
_BOLD = ("song-bold", "hei-bold")
SUBSTITUTE = "□"


@dataclass(frozen=True, eq=False)
class Face:
    """One font file under a name of its own. `weight` matters for a variable font alone."""

    name: str
    path: Path
    weight: int = 400
    number: int = 0
    font: Sfnt = field(repr=False, kw_only=True)

    def glyph(self, char: str) -> int:
        return self.font.glyph(ord(char))

    def drawn(self, char: str) -> str:
        """The characters whose glyphs stand for `char`: itself, a space for a kind of space, its parts where only they are in the
        font (㎥ is m and ³, the radical ⼯ the word 工); nothing when the font cannot draw it."""
        if self.font.glyph(ord(char)):
            return char
        parts = _parts(char)
        return parts if parts and all(self.font.glyph(ord(part)) for part in parts) else ""

    def advance(self, char: str) -> float:
        """Width in ems of what is drawn for a character (not checked for presence)."""
        return sum(map(self._advance, self.drawn(char) or char))

    def _advance(self, char: str) -> float:
        if "fvar" not in self.font.tables:
            return self.font.advance(self.font.glyph(ord(char))) / 1000
        from briefing.typography.convert import advances

        return advances(self.path, self.number, self.weight, char)


_RAISED = str.maketrans("23", "²³")


def _parts(char: str) -> str:
    """The plain characters a compatibility character stands for; nothing for any other."""
    if char in "\u00a0\t\n\r":
        return " "
    parts = unicodedata.normalize("NFKC", char)
    if parts == char or len(parts) > 4:
        return ""
    return parts.translate(_RAISED) if "\u3371" <= char <= "\u33df" else parts


class _Picks(dict[str, tuple[Face, float]]):
    """Character to (face, advance in ems) of one role, looked up when first asked for."""

    def __init__(self, role: str, chain: tuple[Face, ...], substitute: str | None) -> None:
        super().__init__()
        self.role, self.chain, self.substitute = role, chain, substitute

    def find(self, char: str) -> tuple[Face, float] | None:
        """The first face that has the character, then the first that has what it stands for."""
        for face in self.chain:
            if face.glyph(char):
                return face, face.advance(char)
        for face in self.chain:
            if face.drawn(char):
                return face, face.advance(char)
        return None

    def __missing__(self, char: str) -> tuple[Face, float]:
        found = self.find(char)
        if found is None:
            if self.substitute is None:
                raise MissingGlyphError(missing_message(char, self.chain))
            found = self.find(self.substitute)
            assert found is not None, "the shipped Song has the substitute"
        self[char] = found
        return found


def missing_message(char: str, chain: tuple[Face, ...], where: str = "") -> str:
    """The sentence for a character no font has."""
    name = unicodedata.name(char, "无名")
    place = f"，出现在{where}" if where else ""
    tried = "、".join(face.path.name for face in chain)
    return (
        f"没有字体含有字符“{char}”（U+{ord(char):04X} {name}{place}）；试过 {tried}。"
        '请在配置 [fonts] 中给出含有该字的字体（如 宋 = "字体文件"），或用 --missing-glyph=box 以方框代替。'
    )


class Faces:
    """The fonts of one document. `substitute` is drawn for a character no face has; None: such a character is an error."""

    def __init__(self, roles: Mapping[str, tuple[Face, ...]], substitute: str | None = None) -> None:
        self.roles = dict(roles)
        self.substitute = substitute
        self._widths: dict[tuple[str, str], float] = {}
        self._picks = {role: _Picks(role, chain, substitute) for role, chain in roles.items()}

    @classmethod
    def load(cls, options_fonts: Mapping[str, str] | None = None, *, substitute: str | None = None) -> Faces:
        """The shipped faces and those a configuration names by role: a path, with ``#2`` behind it for the third font of a
        collection. Raises `UsageError` for an unknown role, `AssetError` for a file that is missing or no font."""
        shipped = {role: _shipped(name, role) for role, name in SHIPPED.items()}
        own: dict[str, Face] = {}
        for key, value in (options_fonts or {}).items():
            role = CHINESE.get(key, key)
            if role not in CHINESE.values():
                raise UsageError(f"配置 [fonts] 中的“{key}”不是字体角色；可用：{'、'.join(CHINESE)}。")
            path, number = _place(value)
            own[role] = _face(path, number, role)
        # A configured face of the role comes first, then ours of the same kind, our others, then whatever else is configured.
        symbols = _symbols()
        chains = {}
        for role in CHINESE.values():
            order = _CHAIN[_STANDS_IN.get(role, role)]
            first = [own[name] for name in (role, order[0]) if name in own]
            chains[role] = _unique([*first, *(shipped[name] for name in order), *own.values(), *symbols])
        return cls(chains, substitute)

    def with_substitute(self, substitute: str = SUBSTITUTE) -> Faces:
        """The same faces, drawing `substitute` where every font lacks the character."""
        return Faces(self.roles, substitute)

    def all(self) -> tuple[Face, ...]:
        """Every face once, in the order of the roles."""
        return _unique([face for chain in self.roles.values() for face in chain])

    def picks(self, role: str) -> Mapping[str, tuple[Face, float]]:
        """Character to (face, advance in ems); looking a character up may raise `MissingGlyphError`."""
        return self._picks[role]

    def pick(self, char: str, role: str) -> str:
        """Name of the face that draws `char` in `role`. Raises `MissingGlyphError` when none has it."""
        return self._picks[role][char][0].name

    def has(self, char: str, role: str = "song") -> bool:
        """Whether any face has the character itself, whatever is drawn instead."""
        return self._picks[role].find(char) is not None

    def width(self, text: str, role: str, size: float) -> float:
        """Width in points of `text` set on one line by itself, by the rules of line breaking: neighbouring marks squeezed, marks at
        the edges half an em, a quarter em between Han and Latin."""
        ems = self._widths.get((role, text))
        if ems is None:
            from briefing.typography.breaking import set_width

            ems = self._widths[role, text] = set_width(text, role, self)
        return ems * size

    def advance(self, text: str, role: str, size: float) -> float:
        """Sum of the plain advances of the characters of `text` in points."""
        picks = self._picks[role]
        return sum(picks[char][1] for char in text) * size


def _unique(faces: list[Face]) -> tuple[Face, ...]:
    return tuple({face.name: face for face in faces}.values())


def _place(value: str) -> tuple[Path, int]:
    path, mark, number = value.rpartition("#")
    if mark and number.isdigit() and not Path(value).exists():
        return Path(path).expanduser(), int(number)
    return Path(value).expanduser(), 0


def _shipped(name: str, role: str) -> Face:
    path = resources.font_file(f"{name}.ttf")
    return Face(name, path, 700 if role in _BOLD else 400, font=open_font(path))


def _symbols() -> tuple[Face, ...]:
    """DejaVu Sans, which comes with the drawing library: signs like ✓ and ➤ that a Chinese font lacks. Found, never imported."""
    spec = importlib.util.find_spec("matplotlib")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder, "mpl-data", "fonts", "ttf", "DejaVuSans.ttf")
        if path.is_file():
            return (Face("DejaVuSans", path, font=open_font(path)),)
    return ()


def _face(path: Path, number: int, role: str) -> Face:
    if not path.is_file():
        raise AssetError(f"找不到字体文件 {path}。请检查配置 [fonts] 里的路径。")
    font = open_font(path, number)
    if not font.embeddable:
        raise AssetError(f"字体 {path.name} 的许可不允许嵌入文档。请换一个可嵌入的字体。")
    weight = 700 if role in _BOLD or role == "xiaobiaosong" else 400
    stem = "".join(char for char in path.stem if char.isascii() and (char.isalnum() or char == "-"))[:40] or "Font"
    # The hash of the content keeps apart two fonts of one name, the weight two places of one variable font.
    return Face(f"{stem}-{font.digest}" + (f"-{weight}" if "fvar" in font.tables else ""), path, weight, number, font=font)
