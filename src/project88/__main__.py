"""``python -m project88`` is the command line; the launcher and the supervisor call it so."""

from project88.cli import main

if __name__ == "__main__":
    main()
