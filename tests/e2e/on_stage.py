"""What a person does and sees in the call itself."""

import json
import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import WebSocketRoute, expect

from tests.e2e.at_browser import PATIENCE, AtBrowser


class OnStage(AtBrowser):
    """The call stage as a person uses it, and what it measures."""

    def is_seated(self) -> None:
        self._call("data-call-stage", "seated")
        self._remembers_the_call()

    def is_connected(self) -> None:
        expect(self.page.locator('[data-stage][data-call-status="live"]')).to_be_visible(timeout=PATIENCE * 2)

    def sees_a_moving_picture(self) -> None:
        """Frames that were decoded after somebody looked."""
        before = self._stats()["framesDecoded"] or 0
        self._until(lambda: (self._stats()["framesDecoded"] or 0) > before + 5, "no picture moves")

    def may_be_told_of_its_line(self) -> None:
        """To be said before the call: the relay's word on a line can then be put in its mouth."""
        self.signals: list[WebSocketRoute] = []

        def between(socket: WebSocketRoute) -> None:
            socket.connect_to_server()
            self.signals.append(socket)

        self.page.route_web_socket(re.compile(r"/signal/"), between)

    def is_told_of_a_bad_line(self, *, mine: bool) -> None:
        words = {"mine": "bad" if mine else "good", "theirs": "good" if mine else "bad"}
        self.signals[-1].send(json.dumps({"type": "quality", **words}))

    def goes_on_with_sound_only(self) -> None:
        self._press("Go on with sound only")

    def brings_the_picture_back(self) -> None:
        self._press("Bring the picture back")

    def is_without_pictures(self) -> None:
        expect(self.page.locator('[data-stage][data-sound-only="true"]')).to_be_visible(timeout=PATIENCE)
        self._until(self._no_picture_moves, "pictures still move")

    def _no_picture_moves(self) -> bool:
        before = self._stats()["framesDecoded"]
        self.page.wait_for_timeout(500)
        return bool(self._stats()["framesDecoded"] == before)

    def reads_that_the_call_moves(self) -> None:
        expect(self.page.locator("[data-line]")).to_contain_text("We're moving your call to another of our servers")

    def hears_the_other(self) -> None:
        before = self._stats()["audioEnergy"]

        def heard() -> bool:
            """Headless Chromium counts no energy; Firefox starts no AudioContext where there is no loudspeaker."""
            now = self._stats()
            return bool(now["remoteLevel"] > 0.01 or now["audioEnergy"] > before + 1e-4)

        self._until(heard, "nothing is to be heard")

    def talks_past(self, seconds: int, *, of_minutes: int = 10) -> None:
        """Until the call's own clock has run for longer than so many seconds."""
        most_left = of_minutes * 60 - seconds
        self._until(lambda: self._seconds_left() < most_left, "the clock doesn't come to that")

    def _seconds_left(self) -> int:
        found = re.search(r"(\d+):(\d\d)", self.page.get_by_role("timer").inner_text())
        assert found
        return int(found[1]) * 60 + int(found[2])

    def presses(self, key: str) -> None:
        self.page.keyboard.press(key)

    def is_not_muted(self) -> None:
        expect(self.page.get_by_role("button", name="Mute", exact=True)).to_be_visible(timeout=PATIENCE)

    def finds_the_keys_listed(self) -> None:
        sheet = self.page.get_by_role("dialog", name="Keyboard shortcuts")
        expect(sheet.get_by_text("Mute or unmute")).to_be_visible(timeout=PATIENCE)

    def switches_the_keys_off(self) -> None:
        sheet = self.page.get_by_role("dialog", name="Keyboard shortcuts")
        sheet.get_by_label("Use these keys in calls").uncheck()
        sheet.get_by_role("button", name="Done").click()
        expect(sheet).to_be_hidden(timeout=PATIENCE)

    def mutes(self) -> None:
        self._press("Mute")

    def takes_the_stand_in(self) -> None:
        self._press("Use a stand-in camera")

    def turns_the_camera_off(self) -> None:
        self._press("Turn camera off")

    def sees_the_other_muted(self, other: AtBrowser) -> None:
        self.sees(f"{other.name} is muted")

    def sees_the_others_camera_off(self, other: AtBrowser) -> None:
        self.sees(f"{other.name}'s camera is off")

    # What comes and goes over the picture

    def finds_the_camera_covered(self, other: AtBrowser) -> None:
        """And not only behind something: the page has no picture of theirs at all."""
        self.sees(f"{other.name}'s camera is covered")
        pictures = self.page.locator(".stage-remote").evaluate("video => video.srcObject.getVideoTracks().length")
        assert pictures == 0

    def shows_the_camera_of(self, other: AtBrowser) -> None:
        self._press(f"Show {other.name}'s camera")

    def knows_to_be_covered(self) -> None:
        self.sees("Covered for now")

    def reacts(self, *reactions: str) -> None:
        self._press("React")
        for reaction in reactions:
            self._press(reaction)
        self.page.keyboard.press("Escape")

    def sees_a_reaction(self, kind: str) -> None:
        expect(self.page.locator(f'[data-reaction="{kind}"][data-by="other"]').first).to_be_visible(timeout=PATIENCE)

    def moves_the_own_picture(self, *keys: str) -> None:
        """By keyboard."""
        self.page.get_by_role("button", name="Move your picture").focus()
        for key in keys:
            self.page.keyboard.press(key)

    def has_the_own_picture_at(self, corner: str) -> None:
        expect(self.page.locator(f'.stage-corner[data-corner="{corner}"]')).to_be_visible(timeout=PATIENCE)

    def is_reminded_of_being_muted(self) -> None:
        """The made-up microphone beeps all the time: somebody speaks."""
        expect(self.page.get_by_text("You're muted. Nobody hears you.").last).to_be_visible(timeout=PATIENCE)

    def unmutes(self) -> None:
        self._press("Unmute")
        self.is_not_muted()

    def takes_another_microphone(self) -> None:
        self._press("Devices")
        picker = self.page.get_by_role("combobox", name="Microphone")
        other = picker.locator("option").last.inner_text()
        picker.select_option(label=other)
        track = "document.querySelector('.stage-self').srcObject.getAudioTracks()[0]?.label"
        self._until(lambda: bool(self.page.evaluate(track) == other), f"{other} isn't in use")
        self.page.keyboard.press("Escape")

    def loses_the_microphone(self) -> None:
        """To a phone call: the track ends, and it can't be opened again for now."""
        self.page.evaluate(
            """() => {
                const devices = navigator.mediaDevices;
                window.givenBack = devices.getUserMedia.bind(devices);
                devices.getUserMedia = () => Promise.reject(new DOMException("in use", "NotReadableError"));
                const [track] = document.querySelector(".stage-self").srcObject.getAudioTracks();
                track.stop();
                track.dispatchEvent(new Event("ended"));
            }"""
        )
        self.sees("Your microphone was taken")

    def gets_the_microphone_back(self) -> None:
        self.page.evaluate("() => { navigator.mediaDevices.getUserMedia = window.givenBack; }")
        self.sees("Your microphone is back.")

    def opens_over_the_call(self, button: str) -> None:
        """A panel or a sheet; whatever it is, there is something new to press."""
        controls = self.page.get_by_role("button").or_(self.page.get_by_role("combobox")).filter(visible=True)
        before = controls.count()
        self._press(button)
        self._until(lambda: controls.count() != before, f"nothing opens at {button}")

    def leaves_and_blocks(self, other: AtBrowser) -> None:
        self._press("Safety")
        self._press(f"End and block {other.name}")

    def opens_the_tip_sheet(self) -> None:
        self._press("Send a tip")
        expect(self.page.get_by_role("button", name="Send tip")).to_be_visible(timeout=PATIENCE)

    def closes_the_sheet(self) -> None:
        self.page.keyboard.press("Escape")
        expect(self.page.get_by_role("button", name="Send tip")).to_be_hidden(timeout=PATIENCE)

    def tips(self, amount: str) -> None:
        """One tap on a preset."""
        self.opens_the_tip_sheet()
        self._press(amount)
        expect(self.page.get_by_role("button", name="Send tip")).to_have_count(0)

    def adds_to_the_tip(self, amount: str) -> None:
        self._press(f"Add {amount} to the tip")

    def sees_a_tip_on_its_way(self, amount: str) -> None:
        expect(self.page.get_by_role("group", name="Tip on its way")).to_contain_text(f"Tip of {amount}")

    def sees_no_tip_on_its_way(self) -> None:
        expect(self.page.get_by_role("group", name="Tip on its way")).to_have_count(0, timeout=PATIENCE)

    def undoes_the_tip(self) -> None:
        self._press("Undo")
        self.sees_no_tip_on_its_way()

    def adds_minutes(self, minutes: int, price: str, *, twice: bool = False) -> None:
        """By the button under the clock, and the sheet that says what it costs."""
        self._press(f"Add {minutes} minutes for {price}")
        add = self.page.get_by_role("button", name=f"Add {minutes} minutes", exact=True)
        if twice:
            add.dblclick()
        else:
            add.click()

    def has_minutes_left(self, least: int) -> None:
        self._until(lambda: self._seconds_left() > least * 60, "the clock doesn't come to that")

    def has_no_way_to_add_minutes(self) -> None:
        expect(self.page.get_by_role("button", name=re.compile(r"^Add \d+ minutes"))).to_have_count(0)

    def answers_the_bank_in_the_sheet(self, answer: str) -> None:
        sheet = self.page.frame_locator('iframe[title="Your bank is asking"]')
        sheet.get_by_role("button", name=answer).click()

    def has_no_way_to_tip(self) -> None:
        expect(self.page.get_by_role("button", name="Send a tip")).to_have_count(0)

    def ends_the_call(self) -> None:
        self._press("End call")

    def can_take_a_seat(self, call_id: str) -> bool:
        """Whether the call's signalling lets this person's browser in."""
        opened: bool = self.page.evaluate(
            """path => new Promise(resolve => {
                const socket = new WebSocket(location.origin.replace("http", "ws") + path);
                socket.onopen = () => { resolve(true); socket.close(); };
                socket.onerror = () => resolve(false);
            })""",
            f"/signal/{call_id}",
        )
        return opened

    def _stats(self) -> dict[str, Any]:
        """What the stage measures."""
        seen: dict[str, Any] = self.page.locator("[data-stage]").evaluate("stage => stage.stageStats()")
        return {"framesDecoded": 0, "remoteLevel": 0, "audioEnergy": 0} | seen

    def _until(self, condition: Callable[[], bool], otherwise: str) -> None:
        for _ in range(PATIENCE // 200):
            if condition():
                return
            self.page.wait_for_timeout(200)
        raise AssertionError(f"{self.name}: {otherwise}; {self._stats()}")
