"""Each mutation still has its place in the code. `make soak` shows that each is found."""

import pytest

from tests.model.mutations import ROOT, Mutation, mutations


@pytest.mark.parametrize("mutation", mutations(), ids=lambda mutation: mutation.name)
def test_a_mutation_has_its_place(mutation: Mutation) -> None:
    code = (ROOT / "server" / mutation.file).read_text()
    assert code.count(mutation.text) == 1
    assert mutation.text != mutation.instead
    assert all((ROOT / test.partition("::")[0]).exists() for test in mutation.tests)
