"""dbt's command line on a project that has been parsed before.

    python dbt_parsed.py partial_parse.msgpack run --select …

Parsing takes longer than most runs over small data. Good for the code, the target and the vars that were parsed; the
warehouse, the raw files and the vars READ_LATER of workspace.py are nothing to the parser.
"""

import sys
from pathlib import Path

from dbt.cli.main import dbtRunner
from dbt.contracts.graph.manifest import Manifest
from dbt.parser.manifest import extended_mashumuro_decoder


def main(parsed: str, *arguments: str) -> int:
    manifest = Manifest.from_msgpack(Path(parsed).read_bytes(), decoder=extended_mashumuro_decoder)
    manifest.build_flat_graph()
    return 0 if dbtRunner(manifest=manifest).invoke(list(arguments)).success else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
