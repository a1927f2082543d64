"""What browsers describe is read strictly and handed on without anybody's address."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media import rewriting
from media.descriptions import Description, DescriptionError, read_answer, read_offer
from media.rewriting import Transport
from tests.media import samples

NODE = Transport("nodeufrag", "nodepassword" * 2, "CD:" * 31 + "CD", ("candidate:1 1 udp 99 192.0.2.1 7000 typ host",))


def written(description: Description, setup: str = "actpass") -> str:
    return rewriting.write(description, NODE, setup=setup)


def section(sdp: str, mid: str) -> str:
    return next(part for part in sdp.split("\r\nm=")[1:] if f"a=mid:{mid}\r\n" in part + "\r\n")


def test_no_address_of_one_person_reaches_the_other() -> None:
    offer = read_offer(samples.OFFER)
    answer = read_answer(samples.ANSWER, offer)
    mirrored = rewriting.mirrored(answer, offer)
    for sdp in map(written, (offer, answer, mirrored, rewriting.echo_answer(offer))):
        for address in samples.ADDRESSES:
            assert address not in sdp
        assert set(re.findall(r"\d+\.\d+\.\d+\.\d+", sdp)) == {"192.0.2.1", "0.0.0.0"}
        assert "jane" not in sdp
        assert "a talk" not in sdp


def test_the_transport_is_the_nodes_in_every_section() -> None:
    sdp = written(read_offer(samples.OFFER))
    assert sdp.count("a=ice-ufrag:nodeufrag\r\n") == 3
    assert sdp.count(f"a=fingerprint:sha-256 {NODE.fingerprint}\r\n") == 3
    assert sdp.count("a=setup:actpass\r\n") == 3
    assert samples.FINGERPRINT not in sdp
    assert "TAa7" not in sdp
    assert sdp.index("a=ice-lite") < sdp.index("m=audio")
    assert sdp.count("a=candidate:") == 1


def test_codecs_tracks_and_extensions_pass_unchanged() -> None:
    offer = read_offer(samples.OFFER)
    sdp = written(offer)
    for line in (
        "a=rtpmap:111 opus/48000/2", "a=fmtp:111 minptime=10;useinbandfec=1", "a=rtcp-fb:* transport-cc",
        "a=extmap:13 urn:3gpp:video-orientation", "a=msid:stream video-track", "a=ssrc-group:FID 2001 2002",
        "a=ssrc:1002 cname:8o2PZPVOT8gFb", "a=sctp-port:5000", "m=audio 9 UDP/TLS/RTP/SAVPF 111 63 0",
    ):  # fmt: skip
        assert f"{line}\r\n" in sdp


def test_lines_of_payload_types_that_are_not_listed_are_dropped() -> None:
    sdp = written(read_offer(samples.OFFER))
    assert ":99 " not in sdp  # Chromium refuses an offer of Firefox with such left-overs


def test_candidates_are_on_the_first_live_section() -> None:
    sdp = written(read_offer(samples.without_first_section(samples.OFFER)))
    assert "m=audio 0 " in sdp
    assert "a=candidate" not in section(sdp, "0")
    assert "a=candidate" in section(sdp, "1")
    assert "a=group:BUNDLE 1 2\r\n" in sdp


def test_a_bundle_only_section_is_live() -> None:
    bundled = samples.OFFER.replace("m=video 9 ", "m=video 0 ").replace("a=mid:1\r\n", "a=mid:1\r\na=bundle-only\r\n")
    assert [media.live for media in read_offer(bundled).media] == [True, True, True]


def test_what_is_written_can_be_read_again() -> None:
    again = read_offer(written(read_offer(samples.OFFER)))
    assert [media.mid for media in again.media] == ["0", "1", "2"]
    assert again.payload_kinds() == {111: "audio", 63: "audio", 0: "audio", 96: "video", 97: "video"}


def test_a_restart_of_the_answerer_gets_its_own_answer_turned_round() -> None:
    offer = read_offer(samples.OFFER)
    answer = read_answer(samples.ANSWER, offer)
    sdp = written(rewriting.mirrored(answer, offer), "passive")
    assert "SAVPF 111 0\r\n" in sdp  # what was agreed, not what was offered
    assert "a=sendonly" in section(sdp, "1")
    assert "a=msid:stream audio-track" in sdp
    assert "other-audio" not in sdp
    assert "ssrc:7002" not in sdp


def test_the_echo_has_no_data_channel_and_no_tracks_of_its_own() -> None:
    sdp = written(rewriting.echo_answer(read_offer(samples.OFFER)), "passive")
    assert "m=application 0 " in sdp
    assert "a=group:BUNDLE 0 1\r\n" in sdp
    assert "msid:" not in sdp
    assert "a=ssrc" not in sdp


@pytest.mark.parametrize(
    ("change", "to"),
    [
        ("v=0\r\n", ""),
        ("m=audio 60276", "m=audio sixty"),
        ("m=audio 60276 UDP/TLS/RTP/SAVPF", "m=audio 60276 RTP/AVP"),
        ("SAVPF 111 63 0", "SAVPF 111 63 200"),
        ("SAVPF 111 63 0", "SAVPF 111 111"),
        ("a=mid:1\r\n", "a=mid:0\r\n"),
        ("a=mid:1\r\n", ""),
        ("a=rtcp-mux\r\n", ""),
        ("a=group:BUNDLE 0 1 2\r\n", ""),
        ("a=ice-pwd:xes1KSUqNa0VGwHB1uRZDHMZ\r\n", "a=ice-pwd:short\r\n"),
        ("a=ice-ufrag:TAa7\r\n", ""),
        (f"sha-256 {samples.FINGERPRINT}", "sha-256 zz"),
        ("a=setup:actpass", "a=setup:passive"),
        ("webrtc-datachannel", "something"),
        ("s=a talk", "s=\x00"),
        ("s=a talk", "nonsense"),
        ("s=a talk", "s=" + "x" * 70_000),
        ("s=a talk", "s=ü"),
        ("m=application", "m=chess"),
        ("s=a talk", "s=-\r\n" + "a=candidate:1\r\n" * 31 + "a=x"),
        ("s=a talk", "s=-\r\n" + "m=audio 9 UDP/TLS/RTP/SAVPF 0\r\n" * 9 + "a=x"),
    ],
)
def test_what_can_not_be_used_is_refused(change: str, to: str) -> None:
    assert change in samples.OFFER
    with pytest.raises(DescriptionError):
        read_offer(samples.OFFER.replace(change, to))


@pytest.mark.parametrize("nothing", [None, 7, "", [], {"sdp": 1}, "\r\n", "v=0"])
def test_what_is_no_description_is_refused(nothing: object) -> None:
    with pytest.raises(DescriptionError):
        read_offer(nothing)


@pytest.mark.parametrize(
    ("change", "to"),
    [
        ("a=mid:1", "a=mid:9"),
        ("m=video", "m=audio"),
        ("SAVPF 111 0", "SAVPF 111 5"),
        ("a=setup:active", "a=setup:passive"),
        ("a=setup:active", "a=setup:actpass"),
    ],
)
def test_an_answer_has_to_fit_the_offer(change: str, to: str) -> None:
    offer = read_offer(samples.OFFER)
    assert change in samples.ANSWER
    with pytest.raises(DescriptionError):
        read_answer(samples.ANSWER.replace(change, to), offer)


def test_a_restart_must_be_about_the_same_call() -> None:
    offer = read_offer(samples.OFFER)
    agreed = read_answer(samples.ANSWER, offer)
    rewriting.read_restart(samples.OFFER.replace("TAa7", "NEW7"), agreed, offer.fingerprints)
    for change, to in ((samples.FINGERPRINT, "CD" + samples.FINGERPRINT[2:]), ("a=mid:1", "a=mid:9")):
        with pytest.raises(DescriptionError):
            rewriting.read_restart(samples.OFFER.replace(change, to), agreed, offer.fingerprints)


LINES = samples.OFFER.split("\r\n")[:-1]


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(LINES) - 1), st.sampled_from(["drop", "repeat", "swap", "garble"]), st.text(max_size=40)
        ),
        min_size=1,
        max_size=6,
    )
)
@settings(max_examples=120, deadline=None)
def test_any_damage_is_refused_or_still_shows_no_address(damages: list[tuple[int, str, str]]) -> None:
    lines = list(LINES)
    for at, how, text in damages:
        at %= max(1, len(lines))
        match how:
            case "drop":
                del lines[at : at + 1]
            case "repeat":
                lines.insert(at, lines[at])
            case "swap":
                lines.insert(0, lines.pop(at))
            case "garble":
                lines[at] = lines[at][: len(text)] + text
    try:
        sdp = written(read_offer("\r\n".join(lines) + "\r\n"))
    except DescriptionError:
        return
    for address in samples.ADDRESSES:
        assert address not in sdp


@given(st.text(max_size=300) | st.binary(max_size=300).map(lambda raw: "v=0\r\n" + raw.decode("latin-1")))
@settings(max_examples=80, deadline=None)
def test_garbage_has_one_kind_of_error(text: str) -> None:
    with pytest.raises(DescriptionError):
        read_offer(text)
