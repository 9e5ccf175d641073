"""PDF/UA-1 and PDF/A-3a, checked by page-validation; skipped visibly when it is not installed."""

from __future__ import annotations

import pytest
from sample import document
from stress import long_names, made, many, nothing

from briefing.model.document import Document
from briefing.options import Options
from briefing.writers import pdf
from briefing.writers.pdf.colorspace import srgb

page = pytest.importorskip("page", reason="page-validation is not installed")

FILES = {"document.json": b"{}\n", "ledger.csv": "指标,数值\n".encode()}


@pytest.mark.parametrize("maker", [document, many, long_names, nothing, made], ids=lambda maker: maker.__name__)
@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_the_file_conforms(maker: type[Document], profile: str) -> None:
    report = page.validate_pdf_bytes(pdf.write(maker(), Options(), attachments=FILES), profile=profile)
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.is_compliant


def test_the_validator_sees_a_missing_tree() -> None:
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(pdf.write(document(), Options()))) as file:
        del file.Root.StructTreeRoot
        out = io.BytesIO()
        file.save(out)
    assert not page.validate_pdf_bytes(out.getvalue(), profile="ua1").is_compliant


def test_the_colour_profile_is_one() -> None:
    ImageCms = pytest.importorskip("PIL.ImageCms")
    import io

    profile = ImageCms.ImageCmsProfile(io.BytesIO(srgb()))
    assert "sRGB" in ImageCms.getProfileDescription(profile)
    transform = ImageCms.buildTransform(profile, ImageCms.createProfile("sRGB"), "RGB", "RGB")
    from PIL import Image

    image = Image.new("RGB", (2, 1))
    image.putdata([(181, 18, 27), (52, 86, 111)])
    out = [ImageCms.applyTransform(image, transform).getpixel((x, 0)) for x in range(2)]
    assert all(
        abs(a - b) <= 2
        for got, want in zip(out, [(181, 18, 27), (52, 86, 111)], strict=True)
        for a, b in zip(got, want, strict=True)
    )
