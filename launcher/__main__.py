"""`python -m launcher run|test|bench|build|operator …`, as the programs in bin/ call it."""

import sys

from launcher.failure import Sorry


def main(arguments: list[str]) -> int:
    """Hand over to the command; a Sorry becomes its sentence on stderr and exit code 1."""
    command, rest = arguments[0], arguments[1:]
    try:
        if command == "run":
            from launcher.run import main as run

            return run(rest)
        if command == "operator":
            from launcher.operator import main as operator

            return operator(rest)
        if command == "build":
            from launcher import frontend, packages
            from launcher.paths import BUILD, make_writable

            log = make_writable(BUILD) / "build.log"
            packages.install("requirements.lock", log=log)
            print(frontend.built(log))
            return 0
        if command == "bench":
            from launcher.bench import main as bench

            return bench(rest)
        from launcher.test import main as test

        return test(rest)
    except Sorry as sorry:
        print(sorry, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
