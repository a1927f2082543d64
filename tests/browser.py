"""The one Chromium of all browser tests, and how it is started."""

import os

from launcher import system_packages

EXECUTABLE = os.environ.get("ONETOONE_CHROMIUM") or system_packages.found(system_packages.CHROMIUM)
"""Its path, for Playwright's `executable_path`; None lets Playwright take its own."""

FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
]
"""A camera and a microphone that are made up and always allowed; sound plays by itself; no calls home."""
