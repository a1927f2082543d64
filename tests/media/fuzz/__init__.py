"""What strangers may send, as inputs that a fuzzer turns over: targets, a corpus, and the runner for atheris."""
