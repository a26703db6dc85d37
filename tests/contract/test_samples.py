"""The code samples of the OpenAPI document: each operation has them, and each is correct in its language.

`tests/rest/test_samples_work.py` runs those for a shell, Python and JavaScript. No Swift or Kotlin compiler is in reach
of the tests: the grammars that editors use read these two, and find errors of syntax alone.
"""

import ast
import json
import subprocess
from typing import Any

import pytest
import tree_sitter_kotlin
import tree_sitter_swift
from tree_sitter import Language, Parser

from server.codegen.__main__ import GEN

DOCUMENT: dict[str, Any] = json.loads((GEN / "openapi.json").read_text())
OPERATIONS: dict[str, dict[str, Any]] = {
    operation["operationId"]: operation
    for item in DOCUMENT["paths"].values()
    for verb, operation in item.items()
    if verb != "head"
}
GRAMMARS = {"Swift": Language(tree_sitter_swift.language()), "Kotlin": Language(tree_sitter_kotlin.language())}


def sample(operation: str, label: str) -> str:
    (found,) = [each["source"] for each in OPERATIONS[operation]["x-codeSamples"] if each["label"] == label]
    return str(found)


def test_every_operation_has_a_sample_in_each_language() -> None:
    labels = {name: [each["label"] for each in operation["x-codeSamples"]] for name, operation in OPERATIONS.items()}
    assert len(labels) > 10
    assert {tuple(each) for each in labels.values()} == {("curl", "Python", "JavaScript", "Swift", "Kotlin")}


def has_syntax_errors(language: str, source: str) -> bool:
    return Parser(GRAMMARS[language]).parse(source.encode()).root_node.has_error


@pytest.mark.parametrize("language", GRAMMARS)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_swift_and_kotlin_are_grammatical(operation: str, language: str) -> None:
    source = sample(operation, language)
    assert not has_syntax_errors(language, source)
    assert has_syntax_errors(language, source.replace(")", "", 1)), "the grammar finds what is wrong"


@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_others_are_grammatical(operation: str) -> None:
    ast.parse(sample(operation, "Python"))
    shell = subprocess.run(["bash", "-n"], input=sample(operation, "curl"), text=True, capture_output=True, check=False)
    assert (shell.returncode, shell.stderr) == (0, "")
    command = ["node", "--check", "--input-type=module", "-"]
    node = subprocess.run(command, input=sample(operation, "JavaScript"), text=True, capture_output=True, check=False)
    assert (node.returncode, node.stderr) == (0, "")


@pytest.mark.parametrize("operation", OPERATIONS)
def test_each_post_has_an_idempotency_key_and_no_sample_has_an_api_key(operation: str) -> None:
    is_post = any(item.get("post", {}).get("operationId") == operation for item in DOCUMENT["paths"].values())
    needs_key = is_post and operation != "ImportRecords"  # its path names the import
    for each in OPERATIONS[operation]["x-codeSamples"]:
        assert ("Idempotency-Key" in each["source"]) == needs_key
        assert "CURAE_API_KEY" in each["source"] and "cae_" not in each["source"]
