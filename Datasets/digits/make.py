"""Writes digits.csv and SHA256SUMS beside this file, from the copy that scikit-learn carries.

    pip install scikit-learn
    python make.py

One row an image: 64 numbers of ink, 0 to 16, row after row of the 8x8 image, then the label.
"""

import hashlib
import pathlib

from sklearn.datasets import load_digits

folder = pathlib.Path(__file__).parent
digits = load_digits()
lines = [",".join(str(int(value)) for value in (*pixels, label)) for pixels, label in zip(digits.data, digits.target)]
text = ("\n".join(lines) + "\n").encode("ascii")
(folder / "digits.csv").write_bytes(text)
(folder / "SHA256SUMS").write_text(f"{hashlib.sha256(text).hexdigest()}  digits.csv\n")
