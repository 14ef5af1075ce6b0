"""Fetch the third-party files that lie in the tree, and write their manifest.

    python -m tests.refresh_vendored            the versions of the manifest again: nothing may change
    python -m tests.refresh_vendored --upgrade  the newest versions: look at every page afterwards

Needs npm; nothing else in this project does. The style sheet is the CSS of the NL Design System components that our
templates use, with the design tokens of the Voorbeeld theme that these components (and site.css) read, and no others.
Never add the tokens of Utrecht, Amsterdam or Rijkshuisstijl: they are not free, and no municipality's look is ours.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = Path("app/static/vendor")
MANIFEST = VENDOR / "manifest.toml"
STYLE_SHEET = VENDOR / "nlds.css"
TOKENS = "@nl-design-system-unstable/voorbeeld-design-tokens"
# The prefix of a group of packages, and the components taken from it.
COMPONENTS = {
    "@utrecht": (
        "document form-field form-fieldset form-label form-field-description form-field-error-message action-group"
        " radio-button checkbox textbox textarea select alert table data-list unordered-list ordered-list"
    ),
    "@nl-design-system-candidate": "button heading link paragraph skip-link data-badge mark",
}
STYLE_PACKAGES = tuple(f"{scope}/{name}-css" for scope, names in COMPONENTS.items() for name in names.split())
# Where a file goes: (package, file in the package).
COPIES = {
    VENDOR / "noto-sans-400.woff2": ("@fontsource/noto-sans", "files/noto-sans-latin-400-normal.woff2"),
    VENDOR / "noto-sans-700.woff2": ("@fontsource/noto-sans", "files/noto-sans-latin-700-normal.woff2"),
    VENDOR / "licences/OFL-1.1.txt": ("@fontsource/noto-sans", "LICENSE"),
    VENDOR / "licences/EUPL-1.2.md": (TOKENS, "LICENSE.md"),
    Path("app/documents/fonts/NotoSans_400Regular.ttf"): (
        "@expo-google-fonts/noto-sans",
        "400Regular/NotoSans_400Regular.ttf",
    ),
    Path("app/documents/fonts/NotoSans_700Bold.ttf"): ("@expo-google-fonts/noto-sans", "700Bold/NotoSans_700Bold.ttf"),
    Path("app/documents/fonts/LICENSE-OFL-1.1.txt"): ("@expo-google-fonts/noto-sans", "LICENSE_FONT"),
    Path("tests/browser/vendor/axe.min.js"): ("axe-core", "axe.min.js"),
    Path("tests/browser/vendor/LICENSE-MPL-2.0.txt"): ("axe-core", "LICENSE"),
    Path("tests/browser/vendor/LICENSE-3RD-PARTY.txt"): ("axe-core", "LICENSE-3RD-PARTY.txt"),
}


def wanted_versions() -> dict[str, str]:
    """Return the version of each package in the manifest; empty when there is none yet."""
    manifest = ROOT / MANIFEST
    packages = tomllib.loads(manifest.read_text("utf-8"))["package"] if manifest.exists() else []
    return {package["name"]: package["version"] for package in packages}


def install_packages(folder: Path, versions: dict[str, str]) -> Path:
    names = sorted({*STYLE_PACKAGES, TOKENS, *(package for package, _ in COPIES.values())})
    wanted = [f"{name}@{versions[name]}" if name in versions else name for name in names]
    # No install script of a package runs: only files are taken.
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--silent", "--prefix", str(folder)]
    subprocess.run(["npm", "install", *options, *wanted], check=True)
    return folder / "node_modules"


def component_css(modules: Path, package: str) -> str:
    """Return the style sheet of one component, without comments and without needless space."""
    folder = modules / package / "dist"
    name = package.rpartition("/")[2].removesuffix("-css")
    file = next(path for path in (folder / "index.min.css", folder / f"{name}.css") if path.exists())
    css = re.sub(r"/\*.*?\*/|@charset[^;]*;", "", file.read_text("utf-8"), flags=re.DOTALL)
    return re.sub(r"\s+", " ", css).replace("( ", "(").replace(" )", ")").strip()


def used_tokens(theme: str, css: str) -> dict[str, str]:
    """Return the tokens that `css` reads, directly or through another token, in the order of the theme."""
    tokens = dict(re.findall(r"^\s+(--[\w-]+):\s*(.*?);", theme, flags=re.MULTILINE))
    used: set[str] = set()
    todo = set(re.findall(r"var\(\s*(--[\w-]+)", css))
    while todo:
        token = todo.pop()
        if token in tokens and token not in used:
            used.add(token)
            todo |= set(re.findall(r"var\(\s*(--[\w-]+)", tokens[token]))
    return {name: value for name, value in tokens.items() if name in used}


def build_style_sheet(modules: Path) -> str:
    """Return the tokens in use, on the root element so that site.css can set its own, and the components."""
    components = "\n".join(component_css(modules, package) for package in STYLE_PACKAGES)
    own = (ROOT / "app/static/site.css").read_text("utf-8")
    theme = (modules / TOKENS / "dist/theme.css").read_text("utf-8")
    tokens = "".join(f"{name}:{value};" for name, value in used_tokens(theme, components + own).items())
    notice = "/*! NL Design System: components and tokens, EUPL-1.2; see manifest.toml and licences/ */"
    return f"{notice}\n:root{{{tokens}}}\n{components}\n"


def write_files(modules: Path) -> dict[Path, tuple[str, ...]]:
    """Write every vendored file; return the packages that each was made from."""
    for target, (package, source) in COPIES.items():
        (ROOT / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(modules / package / source, ROOT / target)
    (ROOT / STYLE_SHEET).write_text(build_style_sheet(modules), "utf-8")
    return {STYLE_SHEET: (TOKENS, *STYLE_PACKAGES)} | {target: (package,) for target, (package, _) in COPIES.items()}


def build_manifest(modules: Path, files: dict[Path, tuple[str, ...]]) -> str:
    lines = ["# Written by `python -m tests.refresh_vendored`. tests/guards/test_vendored.py checks it."]
    for name in sorted({package for packages in files.values() for package in packages}):
        described = json.loads((modules / name / "package.json").read_text("utf-8"))
        lines += ["", "[[package]]", f'name = "{name}"', f'version = "{described["version"]}"']
        lines += [f'licence = "{described["license"]}"']
    for path, packages in sorted(files.items()):
        digest = hashlib.sha256((ROOT / path).read_bytes()).hexdigest()
        lines += ["", "[[file]]", f'path = "{path.as_posix()}"', f'sha256 = "{digest}"']
        lines += [f"packages = {json.dumps(packages)}"]
    return "\n".join(lines) + "\n"


def main() -> None:
    versions = {} if "--upgrade" in sys.argv[1:] else wanted_versions()
    with tempfile.TemporaryDirectory() as folder:
        modules = install_packages(Path(folder), versions)
        manifest = build_manifest(modules, write_files(modules))
    (ROOT / MANIFEST).write_text(manifest, "utf-8")


if __name__ == "__main__":
    main()
