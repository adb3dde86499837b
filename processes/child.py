"""Become another program that dies with its parent: no orphan outlives a killed supervisor."""

import ctypes
import os
import pwd
import signal
import sys

PR_SET_PDEATHSIG = 1


def main(arguments: list[str]) -> None:
    """Run `[--user NAME] PROGRAM [ARGUMENT…]` in this process's place."""
    if arguments[0] == "--user":
        entry = pwd.getpwnam(arguments[1])
        os.setgroups([])
        os.setgid(entry.pw_gid)
        os.setuid(entry.pw_uid)
        os.environ["HOME"] = entry.pw_dir
        arguments = arguments[2:]
    # After changing the user, which would clear it. Linux only; elsewhere the supervisor's own stop must do.
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    os.execvp(arguments[0], arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
