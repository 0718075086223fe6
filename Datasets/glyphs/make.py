"""Writes glyphs-16.idx.gz, glyphs-28.idx.gz, fonts.csv and SHA256SUMS beside this file, from fonts of Debian 12's packages.

    apt-get install fonts-dejavu-core fonts-dejavu-extra fonts-liberation2 fonts-lato fonts-linuxlibertine \
      fonts-crosextra-carlito fonts-crosextra-caladea fonts-open-sans fonts-roboto-unhinted
    pip install pillow==13.0.0
    python make.py [/usr/share/fonts]

Each file is an IDX array of bytes, 0 (no ink) to 255 (full), of shape [families, styles, letters, size, size].
"""

import gzip
import hashlib
import pathlib
import string
import struct
import sys

from PIL import Image, ImageDraw, ImageFont

FOLDER = pathlib.Path(__file__).parent
FONTS = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts")
LETTERS = string.ascii_uppercase + string.ascii_lowercase
STYLES = ("regular", "bold", "italic", "bold italic")
SIZES = (16, 28)
MARGIN = 1
# Each pixel's ink is the mean of this square of samples, each of them anti-aliased itself.
SAMPLES = 16
PROBE = 1000

# Family, Debian package, its version, licence, path with a place for the style, and the four styles in it.
USUAL = ("Regular", "Bold", "Italic", "BoldItalic")
FAMILIES = (
    ("DejaVu Sans", "fonts-dejavu-core fonts-dejavu-extra", "2.37-6", "Bitstream Vera",
     "truetype/dejavu/DejaVuSans{}.ttf", ("", "-Bold", "-Oblique", "-BoldOblique")),
    ("DejaVu Serif", "fonts-dejavu-core fonts-dejavu-extra", "2.37-6", "Bitstream Vera",
     "truetype/dejavu/DejaVuSerif{}.ttf", ("", "-Bold", "-Italic", "-BoldItalic")),
    ("DejaVu Sans Mono", "fonts-dejavu-core fonts-dejavu-extra", "2.37-6", "Bitstream Vera",
     "truetype/dejavu/DejaVuSansMono{}.ttf", ("", "-Bold", "-Oblique", "-BoldOblique")),
    ("Liberation Sans", "fonts-liberation2", "2.1.5-1", "OFL-1.1", "truetype/liberation2/LiberationSans-{}.ttf", USUAL),
    ("Liberation Serif", "fonts-liberation2", "2.1.5-1", "OFL-1.1", "truetype/liberation2/LiberationSerif-{}.ttf", USUAL),
    ("Liberation Mono", "fonts-liberation2", "2.1.5-1", "OFL-1.1", "truetype/liberation2/LiberationMono-{}.ttf", USUAL),
    ("Lato", "fonts-lato", "2.0-2.1", "OFL-1.1", "truetype/lato/Lato-{}.ttf", USUAL),
    ("Linux Libertine", "fonts-linuxlibertine", "5.3.0-6", "OFL-1.1",
     "opentype/linux-libertine/LinLibertine_{}.otf", ("R", "RB", "RI", "RBI")),
    ("Carlito", "fonts-crosextra-carlito", "20220224-1", "OFL-1.1", "truetype/crosextra/Carlito-{}.ttf", USUAL),
    ("Caladea", "fonts-crosextra-caladea", "20200211-1", "OFL-1.1", "truetype/crosextra/Caladea-{}.ttf", USUAL),
    ("Open Sans", "fonts-open-sans", "1.11-2", "Apache-2.0", "truetype/open-sans/OpenSans-{}.ttf", USUAL),
    ("Roboto", "fonts-roboto-unhinted", "2:0~20170802-3", "Apache-2.0",
     "truetype/roboto/unhinted/RobotoTTF/Roboto-{}.ttf", USUAL),
)


def font(path, points):
    return ImageFont.truetype(str(path), points, layout_engine=ImageFont.Layout.BASIC)


def points(paths, size):
    """The size of type, in samples, at which every letter of every style of a family fits: the styles share one scale."""
    boxes = [font(path, PROBE).getbbox(letter) for path in paths for letter in LETTERS]
    widest = max(max(right - left, bottom - top) for left, top, right, bottom in boxes)
    # Whole points; the box of a letter may be one sample larger than in proportion.
    return int(PROBE * ((size - 2 * MARGIN) * SAMPLES - 2) / widest)


def glyph(face, letter, size):
    """One letter in the middle of its square: the centre of its box of ink is the centre of the image."""
    side = size * SAMPLES
    left, top, right, bottom = face.getbbox(letter)
    assert max(right - left, bottom - top) <= side - 2 * MARGIN * SAMPLES, (face.path, letter)
    image = Image.new("L", (side, side))
    ImageDraw.Draw(image).text(((side - right - left) // 2, (side - bottom - top) // 2), letter, fill=255, font=face)
    return image.reduce(SAMPLES).tobytes()


def array(size):
    values = bytearray()
    for *_, path, styles in FAMILIES:
        paths = [FONTS / path.format(style) for style in styles]
        scale = points(paths, size)
        for each in paths:
            face = font(each, scale)
            for letter in LETTERS:
                values += glyph(face, letter, size)
    shape = (len(FAMILIES), len(STYLES), len(LETTERS), size, size)
    return struct.pack(">4B5I", 0, 0, 8, len(shape), *shape) + bytes(values)


def main():
    files = {f"glyphs-{size}.idx.gz": gzip.compress(array(size), 9, mtime=0) for size in SIZES}
    rows = ["family,package,version,licence"]
    rows += [",".join((family, package, version, licence)) for family, package, version, licence, _, _ in FAMILIES]
    files["fonts.csv"] = ("\n".join(rows) + "\n").encode("ascii")
    for name, contents in files.items():
        (FOLDER / name).write_bytes(contents)
    sums = "".join(f"{hashlib.sha256(contents).hexdigest()}  {name}\n" for name, contents in sorted(files.items()))
    (FOLDER / "SHA256SUMS").write_text(sums)


main()
