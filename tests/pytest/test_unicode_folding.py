"""The generated Unicode tables against Python's unicodedata, and DuckDB against PostgreSQL."""

import importlib.util
import json
import random
import unicodedata

import duckdb
import pytest
from support.workspace import ROOT, Workspace, connect

EXPRESSION = (
    "{{ fold_compatibility('sample_text') }} as folded, {{ without_accents('sample_text') }} as unaccented, "
    "{{ letters_only('sample_text') }} as letters, {{ letters_and_digits('sample_text') }} as letters_digits, "
    "{{ lower_text('sample_text') }} as lowered, {{ hash_bigint('sample_text') }} as hashed, "
    "{{ sha256_hex('sample_text') }} as hashed_hex"
)
# What stands beside the folded characters: ASCII, Latin with accents in both normal forms, Greek,
# Cyrillic, Hangul as syllables and as jamo, kana with sound marks, Han.
BESIDE = "abcXYZ 019-'.,@_éüñçøßŁđåÅe\u0301a\u030ao\u0323\u0302άΩйёЖ가힣각한\u1112\u1161\u11abカガパがア金山"


def generator():
    """The script that wrote the tables."""
    path = ROOT / "scripts" / "generate_unicode_folding.py"
    specification = importlib.util.spec_from_file_location("generate_unicode_folding", path)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def samples() -> list[str]:
    """Every folded character alone, and 3,000 mixed texts."""
    folded = [key for key, _ in [*generator().folding()[0], *generator().folding()[1]]]
    draw = random.Random(20260601)
    mixed = ["".join(draw.choices(folded + list(BESIDE) * 4, k=draw.randint(1, 12))) for _ in range(3000)]
    return sorted({*folded, *mixed, "ﾀﾞﾊﾟ", "ＡＢＣ　１２３", "㈜한국", "Ⅲ", "ﬁ", "①"})


def expression(workspace: Workspace) -> str:
    """The expressions as the workspace's engine reads them."""
    text = workspace.dbt("-q", "compile", "--output", "json", "--inline", EXPRESSION).output
    return json.loads(text[text.index("{\n") : text.rindex("}") + 1])["compiled"]


@pytest.fixture(scope="module")
def on_duckdb(tmp_path_factory) -> dict[str, tuple]:
    """Every sample with the values of all expressions, by DuckDB."""
    connection = duckdb.connect()
    connection.execute("create table samples (sample_text varchar)")
    connection.executemany("insert into samples values (?)", [(text,) for text in samples()])
    sql = expression(Workspace(tmp_path_factory.mktemp("duckdb")))
    rows = connection.execute(f"select sample_text, {sql} from samples").fetchall()
    return {row[0]: row[1:] for row in rows}


def test_folding_is_nfkc(on_duckdb):
    wrong = {text: values[0] for text, values in on_duckdb.items() if values[0] != unicodedata.normalize("NFKC", text)}
    assert len(on_duckdb) > 3000
    assert not wrong


def test_accents_go_and_hangul_and_kana_stay(on_duckdb):
    for text, plain in {"é": "e", "ñ": "n", "ß": "ss", "ø": "o", "가": "가", "ガ": "ガ"}.items():
        assert on_duckdb.get(text, (None, plain))[1] == plain
    assert not [
        text
        for text, values in on_duckdb.items()
        if any("\u0300" <= mark <= "\u036f" for mark in unicodedata.normalize("NFD", values[1]))
    ]


def test_postgres_agrees(on_duckdb, tmp_path, postgres_database):
    sql = expression(Workspace(tmp_path, target="postgres", environment=postgres_database))
    connection = connect(postgres_database)
    try:
        with connection.cursor() as cursor:
            cursor.execute("create temporary table samples (sample_text text)")
            cursor.executemany("insert into samples values (%s)", [(text,) for text in on_duckdb])
            cursor.execute(f"select sample_text, {sql} from samples")
            rows = cursor.fetchall()
    finally:
        connection.close()
    wrong = {row[0]: (row[1:], on_duckdb[row[0]]) for row in rows if row[1:] != on_duckdb[row[0]]}
    assert len(rows) == len(on_duckdb)
    assert not wrong


def test_tables_are_what_the_script_writes(tmp_path):
    module = generator()
    committed = module.TARGET.read_text(encoding="utf-8")
    module.TARGET = tmp_path / "unicode_tables.sql"
    module.main()
    assert module.TARGET.read_text(encoding="utf-8") == committed
