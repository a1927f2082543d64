"""`python ask.py ADDRESS`: has a warm process run the tests, and ends as they did. With as few imports as can be."""

import socket
import sys

with socket.socket(socket.AF_UNIX) as asking:
    asking.connect(sys.argv[1])
    socket.send_fds(asking, [b"."], [1, 2])
    sys.exit(int(asking.recv(16) or b"70"))
