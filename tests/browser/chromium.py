"""Where Chromium is on this machine."""

import shutil

SOONEST = "chromium-headless-shell"
"""The one without a window, as package and as program: it starts sooner and takes half of the processor."""
NAMES = (SOONEST, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str | None:
    """The path of the browser, or None."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)
