"""What the stage says where the camera or the microphone can't be had, and how to get it back."""

from onetoone.ui.words import _

TROUBLE = {
    "refused": {
        "video": _("Your camera is blocked"),
        "audio": _("Your microphone is blocked"),
        "both": _("Your camera and microphone are blocked"),
        "help": _("Your browser remembers a no. This is how to take it back:"),
    },
    "dismissed": {
        "video": _("Your camera waits for a yes"),
        "audio": _("Your microphone waits for a yes"),
        "both": _("Your camera and microphone wait for a yes"),
        "help": _("The browser's question was closed without an answer. Ask again, and choose “Allow”."),
    },
    "system": {
        "video": _("This device keeps your camera from the browser"),
        "audio": _("This device keeps your microphone from the browser"),
        "both": _("This device keeps camera and microphone from the browser"),
        "help": _("The browser itself isn't allowed to use them yet:"),
    },
    "missing": {
        "video": _("No camera found"),
        "audio": _("No microphone found"),
        "both": _("No camera or microphone found"),
        "help": _("Plug one in and try again, or go on without."),
    },
    "busy": {
        "video": _("Your camera is in use"),
        "audio": _("Your microphone is in use"),
        "both": _("Your camera and microphone are in use"),
        "help": _("Another app or tab holds it. Close that one and try again."),
    },
    "insecure": {
        "video": _("This page can't use your camera"),
        "audio": _("This page can't use your microphone"),
        "both": _("This page can't use your camera and microphone"),
        "help": _("Browsers only allow it on secure addresses (https)."),
    },
    "unknown": {
        "video": _("Your camera didn't start"),
        "audio": _("Your microphone didn't start"),
        "both": _("Your camera and microphone didn't start"),
        "help": _("Try again, or go on without."),
    },
}
"""What is wrong, with the camera, the microphone, or both; then what helps."""

COACH = {
    "chrome": [
        ["sliders", _("Click the sliders at the left of the address.")],
        ["toggle", _("Switch on Camera and Microphone.")],
        ["reload", _("Come back here: it goes on by itself.")],
    ],
    "edge": [
        ["lock", _("Click the lock at the left of the address.")],
        ["toggle", _("Set Camera and Microphone to “Allow”.")],
        ["reload", _("Come back here: it goes on by itself.")],
    ],
    "firefox": [
        ["blocked", _("Click the crossed-out camera at the left of the address.")],
        ["toggle", _("Click the × beside “Blocked”, for camera and microphone.")],
        ["reload", _("Press “Try again”, then “Allow”.")],
    ],
    "safari": [
        ["settings", _("In the menu bar choose Safari → Settings for This Website.")],
        ["toggle", _("Set Camera and Microphone to “Allow”.")],
        ["reload", _("Press “Try again”.")],
    ],
    "chrome-android": [
        ["sliders", _("Tap the sliders at the left of the address, then Permissions.")],
        ["toggle", _("Switch on Camera and Microphone.")],
        ["settings", _("Not there? Phone settings → Apps → your browser → Permissions.")],
    ],
    "firefox-android": [
        ["lock", _("Tap the lock at the left of the address.")],
        ["toggle", _("Tap Camera and Microphone until both say “Allowed”.")],
        ["settings", _("Not there? Phone settings → Apps → Firefox → Permissions.")],
    ],
    "samsung": [
        ["lock", _("Tap the lock at the left of the address, then Permissions.")],
        ["toggle", _("Allow Camera and Microphone.")],
        ["settings", _("Not there? Phone settings → Apps → Internet → Permissions.")],
    ],
    "safari-ios": [
        ["page", _("Tap the page sign at the left of the address.")],
        ["settings", _("Choose the three dots or “Website Settings”.")],
        ["toggle", _("Set Camera and Microphone to “Allow”, then press “Try again”.")],
    ],
    "app-ios": [
        ["settings", _("Open the Settings app of your iPhone or iPad.")],
        ["page", _("Find your browser in the list of apps.")],
        ["toggle", _("Switch on Camera and Microphone, then come back here.")],
    ],
    "other": [
        ["lock", _("Look for the sign beside the address.")],
        ["toggle", _("Allow Camera and Microphone.")],
        ["reload", _("Press “Try again”.")],
    ],
}
"""What to do where a browser was told no: the sign to look for (trouble.jsx), and a sentence."""

COACH_SYSTEM = {
    "mac": [
        ["settings", _("Open System Settings → Privacy & Security.")],
        ["toggle", _("Under Camera and under Microphone switch on your browser.")],
        ["reload", _("Restart the browser if it asks you to, then press “Try again”.")],
    ],
    "windows": [
        ["settings", _("Open Settings → Privacy & security.")],
        ["toggle", _("Under Camera and under Microphone let desktop apps use them.")],
        ["reload", _("Press “Try again”.")],
    ],
    "other": [
        ["settings", _("Open the settings of your device, and there the permissions of your browser.")],
        ["toggle", _("Allow Camera and Microphone.")],
        ["reload", _("Press “Try again”.")],
    ],
}
"""The same where the device itself says no."""
