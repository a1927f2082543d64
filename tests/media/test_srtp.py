"""The in-place path does what pylibsrtp's public one does; fails when its internals move."""

import secrets

import pytest
from pylibsrtp import Policy, Session

from media.srtp import PROFILES, Inbound, Outbound, Packet, Profile
from tests.media.fake_seat import rtp


def public(profile: Profile, key: bytes, ssrc_type: int) -> Session:
    return Session(Policy(key=key, ssrc_type=ssrc_type, srtp_profile=profile.number))


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name.decode())
def test_in_place_agrees_with_the_public_wrappers(profile: Profile) -> None:
    packet, key = Packet(), secrets.token_bytes(profile.key + profile.salt)
    clear = rtp(111, 7, 1234, b"sound" * 20)
    length = Outbound(profile, key).rtp(packet, packet.fill(clear))
    sealed = bytes(packet.view[:length])
    assert sealed != clear
    assert public(profile, key, Policy.SSRC_ANY_INBOUND).unprotect(sealed) == clear
    assert Inbound(profile, key).rtp(packet, length) == len(clear)
    assert bytes(packet.view[: len(clear)]) == clear


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name.decode())
def test_rtcp_agrees_too(profile: Profile) -> None:
    packet, key = Packet(), secrets.token_bytes(profile.key + profile.salt)
    clear = bytes.fromhex("80c90001") + (77).to_bytes(4, "big")
    sealed = public(profile, key, Policy.SSRC_ANY_OUTBOUND).protect_rtcp(clear)
    assert Inbound(profile, key).rtcp(packet, packet.fill(sealed)) == len(clear)
    assert bytes(packet.view[: len(clear)]) == clear
    length = Outbound(profile, key).rtcp(packet, len(clear))
    assert public(profile, key, Policy.SSRC_ANY_INBOUND).unprotect_rtcp(bytes(packet.view[:length])) == clear


def test_a_retransmission_far_behind_still_passes_but_a_copy_does_not() -> None:
    profile, packet = PROFILES[0], Packet()
    key = secrets.token_bytes(profile.key + profile.salt)
    sender, inbound = public(profile, key, Policy.SSRC_ANY_OUTBOUND), Inbound(profile, key)
    late, *others = [sender.protect(rtp(96, n, 5, b"x")) for n in range(900)]
    for sealed in others:
        assert inbound.rtp(packet, packet.fill(sealed)) > 0
    assert inbound.rtp(packet, packet.fill(late)) > 0
    assert inbound.rtp(packet, packet.fill(late)) == -1


def test_a_forged_packet_is_refused() -> None:
    profile, packet = PROFILES[0], Packet()
    inbound = Inbound(profile, secrets.token_bytes(profile.key + profile.salt))
    assert inbound.rtp(packet, packet.fill(rtp(96, 1, 5, b"forged" * 5))) == -1
    assert inbound.rtcp(packet, packet.fill(secrets.token_bytes(40))) == -1
    assert inbound.rtp(packet, packet.fill(b"\x80")) == -1
