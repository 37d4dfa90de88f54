"""What runs dbt: this Python's, or the command in DBT_COMMAND."""

import os
import shlex
import sys


def dbt_command() -> list[str]:
    return shlex.split(os.environ.get("DBT_COMMAND", "")) or [sys.executable, "-m", "dbt.cli.main"]
