"""Reads exports with the programs that they are made for: nbformat and nbconvert for notebooks, a headless Chromium for pages.

    check_exports.py GANBOOK FOLDER LESSON...

Exports each lesson, and a quick run of it, into FOLDER. A reader that is not installed is an error: nothing is skipped.
"""
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
        sys.exit(f"{' '.join(map(str, command))} left with {result.returncode}:\n{result.stderr}")
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


def main():
    ganbook, folder, lessons = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3:]
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
