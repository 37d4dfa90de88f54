"""policy_version sees all that decides who is who: each var and seed column is in it, or named as not."""

from typing import Any

import jinja2
import pytest
import yaml
from support.manifest import Manifest
from support.workspace import ROOT

PROJECT = yaml.safe_load((ROOT / "dbt_project.yml").read_text(encoding="utf-8"))
MACROS = (ROOT / "macros" / "resolve" / "policy_version.sql").read_text(encoding="utf-8")
# Columns that say why, and decide nothing.
NOTES = {"reason", "note"}
# Seeds of other subjects than who is who.
OTHER_SEEDS = {"audience_definitions", "loyalty_tiers", "quarantine_reasons", "review_reasons"}


def returned(macro: str) -> Any:
    """What a macro without arguments returns."""
    found = []
    environment = jinja2.Environment(extensions=["jinja2.ext.do"])
    environment.globals["return"] = lambda value: found.append(value) or ""
    getattr(environment.from_string(MACROS).module, macro)()
    return found[0]


def test_every_var_is_in_the_version_or_named_as_none_of_its() -> None:
    assert sorted(returned("identity_vars") + returned("other_vars")) == sorted(PROJECT["vars"])


@pytest.mark.parametrize("var", ["match_rules", "pair_policy", "brand", "customer_tier", "channels"])
def test_what_decides_is_in_it(var: str) -> None:
    assert var in returned("identity_vars")


def test_every_seed_is_in_the_version_or_named_as_none_of_its(manifest: Manifest) -> None:
    seeds = {node["name"] for node in manifest.nodes("seed").values()}
    assert returned("identity_policy_seeds").keys() | OTHER_SEEDS == seeds
    assert returned("identity_policy_seeds").keys() & OTHER_SEEDS == set()


def test_every_column_of_a_seed_is_in_the_version_but_notes(manifest: Manifest) -> None:
    columns = {node["name"]: set(node["columns"]) - NOTES for node in manifest.nodes("seed").values()}
    for seed, listed in returned("identity_policy_seeds").items():
        assert set(listed) == columns[seed], seed
