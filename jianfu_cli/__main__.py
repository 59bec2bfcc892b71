"""Lets ``python -m jianfu_cli`` do what the command ``jianfu`` does."""

from jianfu_cli.cli.app import main

if __name__ == "__main__":
    main()
