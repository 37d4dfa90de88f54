"""Project rules that dbt-bouncer does not see; its configuration is complete and current."""

import re

import pytest
import yaml
from support.manifest import Manifest
from support.workspace import ROOT

CONFIGURATION = ROOT / "dbt-bouncer.yml"
# The 29 rules of dbt-project-evaluator, by the name of the model that finds the offenders.
EVALUATOR_RULES = [
    "fct_staging_dependent_on_staging",
    "fct_source_fanout",
    "fct_rejoining_of_upstream_concepts",
    "fct_model_fanout",
    "fct_marts_or_intermediate_dependent_on_source",
    "fct_direct_join_to_source",
    "fct_duplicate_sources",
    "fct_hard_coded_references",
    "fct_multiple_sources_joined",
    "fct_root_models",
    "fct_staging_dependent_on_marts_or_intermediate",
    "fct_unused_sources",
    "fct_too_many_joins",
    "fct_missing_primary_key_tests",
    "fct_test_coverage",
    "fct_sources_without_freshness",
    "fct_undocumented_models",
    "fct_documentation_coverage",
    "fct_undocumented_source_tables",
    "fct_undocumented_sources",
    "fct_test_directories",
    "fct_model_naming_conventions",
    "fct_source_directories",
    "fct_model_directories",
    "fct_chained_views_dependencies",
    "fct_exposure_parents_materializations",
    "fct_public_models_without_contract",
    "fct_exposures_dependent_on_private_models",
    "fct_undocumented_public_models",
]
MAX_LEAF_CHILDREN = 3
# Model: why it may have more children that nobody reads.
MAY_FAN_OUT = {
    "customer_identity_map": "every activity mart is re-keyed by it: it exists to fan out",
}


def configured_blocks() -> list[str]:
    """The configuration, one text per comment and the checks that stand under it."""
    text = CONFIGURATION.read_text("utf-8")
    return re.split(r"\n\s*\n", text[text.index("manifest_checks:") :])


def test_there_are_29_rules() -> None:
    assert len(set(EVALUATOR_RULES)) == 29


@pytest.mark.parametrize("rule", EVALUATOR_RULES)
def test_each_evaluator_rule_has_its_counterpart(rule: str) -> None:
    blocks = [block for block in configured_blocks() if re.search(rf"# .*\b{rule}\b", block)]
    assert len(blocks) == 1
    assert "- name: check_" in blocks[0]


def test_each_exemption_names_one_file_and_says_why(manifest: Manifest) -> None:
    checks = yaml.safe_load(CONFIGURATION.read_text("utf-8"))["manifest_checks"]
    patterns = [pattern for check in checks for pattern in check.get("exclude", [])]
    resources = [*manifest.models.values(), *manifest.sources.values()]
    paths = {resource["original_file_path"] for resource in resources}
    lines = CONFIGURATION.read_text("utf-8").splitlines()
    wrong = [name for name in patterns if len([p for p in paths if re.match(name, p)]) != 1]
    assert wrong == []
    places = [number for number, line in enumerate(lines) if line.strip().startswith("- ^")]
    assert len(places) == len(patterns)
    assert [lines[place] for place in places if "# " not in lines[place - 1]] == []


def test_model_fanout(manifest: Manifest) -> None:
    """fct_model_fanout: more than three children that no other model reads."""
    found = {}
    for key, model in manifest.models.items():
        leaves = [child for child in manifest.children(key) if not manifest.children(child)]
        if len(leaves) > MAX_LEAF_CHILDREN and model["name"] not in MAY_FAN_OUT:
            found[model["name"]] = leaves
    assert found == {}


def test_models_that_may_fan_out_still_do(manifest: Manifest) -> None:
    models = {model["name"]: key for key, model in manifest.models.items()}
    assert set(MAY_FAN_OUT) <= set(models)


def test_primary_keys(manifest: Manifest) -> None:
    """fct_missing_primary_key_tests: a unique and not null column, or a unique combination."""
    missing = []
    for key, model in manifest.models.items():
        tests = [(test["test_metadata"]["name"], test) for test in manifest.tests_of(key)]
        columns = {
            name: {test["column_name"] for found, test in tests if found == name} for name in ("unique", "not_null")
        }
        combined = any(name == "unique_combination_of_columns" for name, _ in tests)
        if not combined and not columns["unique"] & columns["not_null"]:
            missing.append(model["name"])
    assert missing == []


def test_a_channel_has_one_folder(manifest: Manifest) -> None:
    """fct_source_directories, fct_model_directories: a channel's files lie in its own folder."""
    misplaced = []
    for key, source in manifest.sources.items():
        folder = f"models/staging/{source['source_name']}"
        files = [source["original_file_path"]]
        files += [manifest.models[child]["original_file_path"] for child in manifest.children(key)]
        misplaced += [file for file in files if file.rpartition("/")[0] != folder]
    assert misplaced == []


def test_staging_models_are_named_after_their_channel(manifest: Manifest) -> None:
    wrong = [
        model["name"]
        for model in manifest.models.values()
        if model["fqn"][1] == "staging" and not model["name"].startswith(f"stg_{model['fqn'][2]}__")
    ]
    assert wrong == []


def test_every_mart_has_a_group(manifest: Manifest) -> None:
    without = [model["name"] for model in manifest.models.values() if model["fqn"][1] == "marts" and not model["group"]]
    assert without == []


def test_no_clock_is_read(manifest: Manifest) -> None:
    """Time is data: models read as_of(), so that yesterday can be rebuilt."""
    clock = re.compile(r"\b(now\(|current_(date|timestamp|time)\b|localtimestamp|sysdate|getdate)", re.I)
    found = [model["name"] for model in manifest.models.values() if clock.search(model["raw_code"])]
    assert found == []
