"""Runs a program on a terminal of its own and presses Ctrl-C.

Arguments: how many times to press, the file that standard output goes to, the command. Prints one JSON object: the exit
code, what the terminal was shown, and how many seconds the program ran after the first press.
"""

import fcntl
import json
import os
import pty
import select
import struct
import sys
import termios
import time


def main():
    presses, out, command = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
    child, terminal = pty.fork()
    if child == 0:
        # Only standard error stays on the terminal.
        file = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(file, 1)
        os.execv(command[0], command)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    shown, first, pressed = b"", None, 0
    end = time.monotonic() + 120
    while time.monotonic() < end:
        ready, _, _ = select.select([terminal], [], [], 0.05)
        if ready:
            try:
                data = os.read(terminal, 65536)
            except OSError:
                break
            if not data:
                break
            shown += data
        # The line about the search says that it may be ended, and then that it is ending.
        if pressed < presses and (b"\rSearching", b"\rEnding")[pressed] in shown:
            os.write(terminal, b"\x03")
            pressed += 1
            first = first or time.monotonic()
    else:
        os.kill(child, 9)
    _, status = os.waitpid(child, 0)
    print(
        json.dumps(
            {
                "code": os.waitstatus_to_exitcode(status),
                "shown": shown.decode("utf-8", "replace"),
                "after": time.monotonic() - first if first else None,
            }
        )
    )


main()
