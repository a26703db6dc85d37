import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.identifiers import parse_id
from server.errors import BadRequest


@given(st.uuids())
def test_a_uuid_in_either_case_is_one_id(value: object) -> None:
    assert parse_id(str(value), "exportId") == parse_id(str(value).upper(), "exportId") == str(value)


@given(st.text(max_size=50))
@pytest.mark.parametrize("wrap", ["{}", "{{{}}}", "urn:uuid:{}", "{}\n"])
def test_anything_else_is_refused_by_name(wrap: str, text: str) -> None:
    with pytest.raises(BadRequest) as refused:
        parse_id(wrap.format(text), "exportId")
    assert refused.value.violations[0].field == "exportId"


@pytest.mark.parametrize("text", ["123e4567e89b12d3a456426614174000", "123e4567-e89b-12d3-a456-42661417400g"])
def test_other_spellings_are_refused(text: str) -> None:
    with pytest.raises(BadRequest):
        parse_id(text, "exportId")
