"""The process apart: `python -m project88.results.public.apart`, a list on standard input, its file on
standard output. It knows neither the hub's settings nor its database.
"""

import os
import sys

import msgspec

from project88.results.public.tables import Task


def main() -> int:
    # Screens come first; a file can wait.
    os.nice(10)
    task = msgspec.json.decode(sys.stdin.buffer.read(), type=Task)
    if task.form == "pdf":
        from project88.results.public.printed import printed

        sys.stdout.buffer.write(printed(task.listed))
    else:
        from project88.results.public.workbook import workbook

        sys.stdout.buffer.write(workbook(task.listed))
    return 0


if __name__ == "__main__":
    sys.exit(main())
