"""Reads exports with the programs that they are made for: nbformat and nbconvert for notebooks, a headless Chromium for pages, SwiftPM for packages.

    check_exports.py GANBOOK FOLDER LESSON... [--packages LESSON...]

Exports each lesson, and a quick run of it, into FOLDER. A reader that is not installed is an error: nothing is skipped. The lessons behind --packages
are run quickly too, the runs become packages, and the packages are built and run: their metrics are to be those of the notebook's run within 1e-5.
"""
import csv
import html
import json
import pathlib
import re
import shutil
import subprocess
import sys

import nbconvert
import nbformat

# A browser's own window is never as narrow as a phone's: the page is laid out inside a frame of the width that is wanted.
PROBE = """<!DOCTYPE html>
<iframe id="page" style="border:0;width:WIDTHpx;height:900px" srcdoc="PAGE"></iframe>
<script>
addEventListener("load", () => {
  const page = document.getElementById("page").contentDocument, view = document.getElementById("page").contentWindow;
  const formulas = [...page.querySelectorAll("math")].filter(m => !m.closest("details"));
  const images = [...page.images];
  const report = {
    width: page.documentElement.scrollWidth, window: view.innerWidth,
    pictures: images.length, broken: images.filter(i => !i.naturalWidth).length, silent: images.filter(i => !i.alt).length,
    formulas: formulas.length, flat: formulas.filter(m => m.getBoundingClientRect().height < 5).length,
    scripts: page.scripts.length,
    fetched: view.performance.getEntriesByType("resource").filter(e => !e.name.startsWith("data:")).map(e => e.name)
  };
  const place = document.createElement("pre");
  place.id = "probe";
  place.textContent = JSON.stringify(report);
  document.body.append(place);
});
</script>
"""


def run(*command):
    result = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} left with {result.returncode}:\n{result.stdout[-4000:]}\n{result.stderr[-4000:]}")
    return result.stdout


def browser():
    for name in ["chromium", "chromium-browser", "google-chrome"]:
        if shutil.which(name):
            return name
    sys.exit("no Chromium is installed: sudo apt-get install chromium")


def check_page(page, width):
    probed = page.with_suffix(".probe.html")
    probed.write_text(PROBE.replace("WIDTH", str(width)).replace("PAGE", html.escape(page.read_text())))
    text = run(browser(), "--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1600,1000", "--force-device-scale-factor=1",
               "--host-resolver-rules=MAP * ~NOTFOUND", "--virtual-time-budget=20000", "--dump-dom", probed.resolve().as_uri())
    found = re.search(r'<pre id="probe">(.*?)</pre>', text, re.S)
    if not found:
        sys.exit(f"{page}: the browser did not lay the page out")
    report = json.loads(html.unescape(found[1]))
    faults = [name for name, is_wrong in [
        ("wider than the window", report["width"] > report["window"]), ("broken pictures", report["broken"]),
        ("pictures without words", report["silent"]), ("formulas without height", report["flat"]), ("scripts", report["scripts"]),
        ("something fetched", report["fetched"])] if is_wrong]
    if faults:
        sys.exit(f"{page} at {width} pixels: {', '.join(faults)}: {report}")
    print(f"{page.name} at {report['window']} pixels: {report['pictures']} pictures, {report['formulas']} formulas, nothing fetched")


def check_notebook(path):
    notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    body, _ = nbconvert.HTMLExporter().from_notebook_node(notebook)
    pictures = sum("image/png" in output.get("data", {}) for cell in notebook.cells for output in cell.get("outputs", []))
    shown = len(re.findall(r'<img[^>]*src="data:image/png;base64,', body))
    if shown != pictures:
        sys.exit(f"{path}: nbconvert shows {shown} of {pictures} pictures")
    print(f"{path.name}: valid, {len(notebook.cells)} cells, {pictures} pictures")


def table(path):
    with open(path, newline="") as file:
        rows = list(csv.reader(file))
    return rows[0], [[float(field) if field else None for field in row] for row in rows[1:]]


def compare(notebook, program):
    """The largest difference between two tables of metrics; a table of another form ends everything."""
    (names, rows), (other_names, other_rows) = table(notebook), table(program)
    if names != other_names or len(rows) != len(other_rows):
        sys.exit(f"{program}: {len(other_rows)} rows of {other_names} instead of {len(rows)} rows of {names}")
    largest = 0.0
    for row, other in zip(rows, other_rows):
        for value, again in zip(row, other):
            if (value is None) != (again is None):
                sys.exit(f"{program}: step {row[0]:.0f} logged other metrics than {notebook}")
            # The same infinity, or not a number both times, is the same.
            if value is None or value == again or (value != value and again != again):
                continue
            largest = max(largest, abs(value - again)) if abs(value - again) < float("inf") else float("inf")
    return largest


def check_package(ganbook, folder, lesson):
    kept = folder / f"{lesson}-kept"
    run(ganbook, "run", lesson, "--quick", "--out", kept)
    package = pathlib.Path(run(ganbook, "export", kept, "--to", "package", "--out", folder).strip())
    run("swift", "build", "-c", "release", "--package-path", package)
    products = pathlib.Path(run("swift", "build", "-c", "release", "--package-path", package, "--show-bin-path").strip())
    record = json.loads((kept / "run.json").read_text())
    # What the package is called is its lesson's name.
    run(products / record["lesson"]["name"], "--out", package / "results")
    tables = [training["file"] for training in record["trainings"]]
    if not tables:
        sys.exit(f"{lesson}: nothing was logged, so there is nothing to compare")
    largest = max(compare(kept / name, package / "results" / name) for name in tables)
    if not largest <= 1e-5:
        sys.exit(f"{package}: its metrics are up to {largest} from those of the notebook's run")
    print(f"{package.name}: builds, runs, {len(tables)} trainings, metrics within {largest:.1e} of the notebook's")


def main():
    ganbook, folder, words = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3:]
    split = words.index("--packages") if "--packages" in words else len(words)
    lessons, packages = words[:split], words[split + 1:]
    for lesson in packages:
        check_package(ganbook, folder, lesson)
    for lesson in lessons:
        plain, kept = folder / f"{lesson}-lesson", folder / f"{lesson}-run"
        run(ganbook, "export", lesson, "--to", "html,ipynb,md", "--out", plain)
        run(ganbook, "run", lesson, "--quick", "--out", kept, "--to", "html,ipynb,md")
        for place in [plain, kept]:
            for page in [path for path in place.glob("*.html") if not path.name.endswith(".probe.html")]:
                for width in [390, 1200]:
                    check_page(page, width)
            for notebook in place.glob("*.ipynb"):
                check_notebook(notebook)
            for page in place.glob("*.md"):
                for link in re.findall(r"\]\(([^)]*-figures/[^)]*)\)", page.read_text()):
                    if not (place / link).is_file():
                        sys.exit(f"{page}: {link} is not there")


main()
