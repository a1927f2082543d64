"""The media relay: takes the encrypted media of two people in and hands it on, re-keyed, without decoding anything."""
