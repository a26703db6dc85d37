from hypothesis import assume, given
from hypothesis import strategies as st
from pytest import mark, raises

from server.domain.signal_grants import MAX_SIGNAL_TYPES, changed
from server.errors import BadRequest

GRANTED = frozenset({"activity.workout", "sleep.*"})
NAMES = st.sampled_from(["activity.workout", "activity.steps", "activity.*", "sleep.night", "sleep.*", "heart.rate"])


@given(granted=st.frozensets(NAMES), add=st.lists(NAMES), remove=st.lists(NAMES))
def test_a_change_grants_what_it_adds_and_nothing_that_it_removes(
    granted: frozenset[str], add: list[str], remove: list[str]
) -> None:
    assume(granted.issuperset(remove) and not set(add) & set(remove))
    after = changed(granted, add=add, remove=remove)
    assert after == (granted - set(remove)) | set(add)
    assert changed(after, add=add, remove=[]) == after  # again: nothing changes


@mark.parametrize(
    ("add", "remove", "field", "rule"),
    [
        (["activity.steps", "Activity.Steps"], [], "add[1]", "NAMESPACE.TYPE"),
        (["*"], [], "add[0]", "NAMESPACE.*"),
        (["*.workout"], [], "add[0]", "NAMESPACE.*"),
        (["activity.work*"], [], "add[0]", "NAMESPACE.*"),
        ([], ["activity"], "remove[0]", "NAMESPACE.TYPE"),
        ([], ["activity.workuot"], "remove[0]", "did you mean activity.workout?"),
        ([], ["sleep.night"], "remove[0]", "is granted by sleep.*"),
        (["activity.workout"], ["activity.workout"], "remove[0]", "same change"),
        ([f"many.type_{number}" for number in range(MAX_SIGNAL_TYPES)], [], "add", "NAMESPACE.*"),
    ],
)
def test_a_change_that_cannot_be_meant_names_the_field_and_the_rule(
    add: list[str], remove: list[str], field: str, rule: str
) -> None:
    with raises(BadRequest) as refused:
        changed(GRANTED, add=add, remove=remove)
    (violation,) = refused.value.violations
    assert violation.field == field
    assert rule in violation.description
