"""Descriptions as browsers write them, with addresses that must never come out at the other side."""

ADDRESSES = ("198.51.100.7", "203.0.113.9", "2001:db8::7", "6a2f0c52-1f3c.local")
FINGERPRINT = ":".join(["AB"] * 32)

_TRANSPORT = f"""\
c=IN IP4 198.51.100.7
a=rtcp:60277 IN IP4 198.51.100.7
a=candidate:1 1 udp 2122194687 198.51.100.7 60276 typ host generation 0
a=candidate:2 1 udp 2122265343 2001:db8::7 36028 typ host generation 0
a=candidate:3 1 udp 2122265343 6a2f0c52-1f3c.local 36029 typ host
a=candidate:4 1 udp 1686052607 203.0.113.9 60276 typ srflx raddr 198.51.100.7 rport 60276
a=ice-ufrag:TAa7
a=ice-pwd:xes1KSUqNa0VGwHB1uRZDHMZ
a=ice-options:trickle
a=fingerprint:sha-256 {FINGERPRINT}
a=setup:actpass
"""

OFFER = f"""\
v=0
o=jane 2584009305159194022 2 IN IP4 198.51.100.7
s=a talk
i=from 198.51.100.7
t=0 0
a=tool:a browser
a=group:BUNDLE 0 1 2
a=extmap-allow-mixed
a=msid-semantic: WMS stream
m=audio 60276 UDP/TLS/RTP/SAVPF 111 63 0
{_TRANSPORT}a=mid:0
a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
a=sendrecv
a=msid:stream audio-track
a=rtcp-mux
a=rtcp-rsize
a=rtpmap:111 opus/48000/2
a=rtcp-fb:111 transport-cc
a=fmtp:111 minptime=10;useinbandfec=1
a=rtpmap:63 red/48000/2
a=rtpmap:0 PCMU/8000
a=rtpmap:99 left-over/8000
a=rtcp-fb:99 nack
a=fmtp:99 x=1
a=ssrc:1001 cname:jane@198.51.100.7
a=ssrc:1002 cname:8o2PZPVOT8gFb
m=video 9 UDP/TLS/RTP/SAVPF 96 97
{_TRANSPORT}a=mid:1
a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01
a=extmap:13 urn:3gpp:video-orientation
a=sendonly
a=msid:stream video-track
a=rtcp-mux
a=rtpmap:96 VP8/90000
a=rtcp-fb:96 nack pli
a=rtcp-fb:* transport-cc
a=rtpmap:97 rtx/90000
a=fmtp:97 apt=96
a=ssrc-group:FID 2001 2002
a=ssrc:2001 cname:8o2PZPVOT8gFb
m=application 9 UDP/DTLS/SCTP webrtc-datachannel
{_TRANSPORT}a=mid:2
a=sctp-port:5000
a=max-message-size:262144
""".replace("\n", "\r\n")

ANSWER = (
    OFFER.replace("setup:actpass", "setup:active")
    .replace("sendonly", "recvonly")
    .replace("audio-track", "other-audio")
    .replace("SAVPF 111 63 0", "SAVPF 111 0")
    .replace("ssrc:1002", "ssrc:7002")
)


def without_first_section(sdp: str) -> str:
    """The same with its first media section rejected (port 0) and out of the bundle."""
    return sdp.replace("m=audio 60276", "m=audio 0").replace("BUNDLE 0 1 2", "BUNDLE 1 2")
