"""The media relay, alone and between real browsers."""
