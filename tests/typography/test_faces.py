import pytest

from briefing.errors import AssetError, MissingGlyphError, UsageError
from briefing.typography.breaking import break_lines
from briefing.typography.coverage import missing, require
from briefing.typography.pieces import Piece
from briefing.typography.roles import CHINESE, Faces
from typography import odd_fonts


@pytest.fixture(scope="module")
def faces() -> Faces:
    return Faces.load()


def test_every_role_has_a_face_and_song_stands_in_for_what_is_not_shipped(faces):
    assert set(faces.roles) == set(CHINESE.values())
    assert faces.pick("中", "song") == "BriefingSong-Regular"
    assert faces.pick("中", "hei-bold") == "BriefingHei-Bold"
    assert faces.pick("中", "fangsong") == "BriefingSong-Regular"
    assert faces.pick("中", "xiaobiaosong") == "BriefingSong-Bold"


def test_a_character_the_role_lacks_comes_from_another_face(faces):
    rare = "佔𬭁"  # Traditional in GBK; a character of plane 2 the bold faces have
    assert faces.pick(rare[0], "song") == "BriefingSong-Regular"
    gbk = "\u4e04"  # in GBK alone
    assert faces.pick(gbk, "hei") == "BriefingSong-Regular"
    assert faces.width("中" + gbk, "hei", 10) == pytest.approx(20)


def test_signs_and_compatibility_characters_are_drawn_by_what_they_stand_for(faces):
    assert faces.pick("✓", "song") == "DejaVuSans"
    for char, parts in (("⼯", "工"), ("㎥", "m³"), ("豈", "豈")):
        face = next(face for face in faces.all() if face.name == faces.pick(char, "hei"))
        assert face.drawn(char) == parts
        assert faces.advance(char, "hei", 10) == pytest.approx(faces.advance(parts, "hei", 10))


def test_a_missing_character_names_itself_the_fonts_and_the_remedy(faces):
    with pytest.raises(MissingGlyphError) as caught:
        faces.pick("\U00020bb7", "song")
    for words in ("U+20BB7", "BriefingSong-Regular.ttf", "[fonts]"):
        assert words in str(caught.value)


def test_preflight_finds_each_missing_character_once_with_its_place(faces):
    texts = [("全市\u200b增长8.5%\ufe0f", "第1段"), ("𠮷野家🦄", "第2段"), ("又是𠮷", "第3段")]
    found = missing(texts, faces)
    assert [(item.char, item.codepoint, item.where) for item in found] == [("𠮷", "U+20BB7", "第2段"), ("🦄", "U+1F984", "第2段")]
    with pytest.raises(MissingGlyphError, match="第2段"):
        require(texts, faces)
    require(texts[:1], faces)


def test_a_substitute_is_drawn_when_asked_for(faces):
    lenient = faces.with_substitute()
    (line,) = break_lines([Piece("𠮷野")], 100, lenient)
    assert "".join(span.text for span in line.spans) == "𠮷野"
    assert line.width == pytest.approx(21)
    assert missing([("𠮷", "x")], lenient), "the preflight still tells"


def test_a_configured_font_serves_its_role_and_ours_what_it_lacks(tmp_path):
    path = odd_fonts.cff(tmp_path / "my font.otf")
    faces = Faces.load({"仿宋": str(path)})
    own = faces.pick("中", "fangsong")
    assert own.startswith("myfont-") and faces.pick("增", "fangsong") == "BriefingSong-Regular"
    assert faces.pick("中", "song") == "BriefingSong-Regular"
    replaced = Faces.load({"宋": str(path)})
    assert replaced.pick("中", "song") == replaced.pick("中", "kai") == own
    assert replaced.pick("中", "song-bold") == "BriefingSong-Bold"


def test_a_collection_is_opened_at_the_number_behind_the_path(tmp_path):
    path = odd_fonts.collection(tmp_path / "two.ttc", tmp_path)
    first, second = (Faces.load({"楷": f"{path}#{number}"}) for number in (0, 1))
    assert first.pick("中", "kai") == "BriefingSong-Regular"
    assert second.pick("中", "kai").startswith("two-")


def test_a_variable_font_is_measured_at_the_weight_of_its_role(tmp_path):
    path = str(odd_fonts.variable(tmp_path / "thin.ttf"))
    faces = Faces.load({"黑": path, "黑粗": path})
    assert faces.width("中", "hei", 1) == pytest.approx(1.0375, abs=1e-3)
    assert faces.width("中", "hei-bold", 1) == pytest.approx(1.075, abs=1e-3)
    assert faces.pick("中", "hei") != faces.pick("中", "hei-bold")


def test_wrong_configuration_is_told(tmp_path):
    with pytest.raises(UsageError, match="隶书"):
        Faces.load({"隶书": "x.ttf"})
    with pytest.raises(AssetError, match="找不到字体文件"):
        Faces.load({"仿宋": str(tmp_path / "none.ttf")})
    with pytest.raises(AssetError, match="许可"):
        Faces.load({"仿宋": str(odd_fonts.cff(tmp_path / "closed.otf", rights=2))})


@pytest.mark.parametrize("text", ["中国", "下降77.26个百分点", "“三十工程”", "（一期）。", "2024年1—7月", "AI Lab"])
def test_a_width_is_that_of_the_line_as_it_is_set(faces, text):
    (line,) = break_lines([Piece(text, "hei", 8.5)], 1e5, faces, justify=False)
    assert faces.width(text, "hei", 8.5) == pytest.approx(line.width)
