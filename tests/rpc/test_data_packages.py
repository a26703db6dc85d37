"""The data packages as callers see them: the rules that decide what an export holds."""

from typing import Any

import pytest
from curae.sdk.v1 import records_pb2
from grpc import StatusCode

from server.domain.caller import APP_SCOPES, Environment, Scope
from server.domain.data_packages import catalogue, granted_by, package_names
from server.domain.grants import WHOLE, Grant
from tests.parts.in_process import Door, Stack
from tests.rpc.operators import refused


def listed(door: Door, metadata: Any = ()) -> Any:
    return door.records.ListDataPackages(records_pb2.ListDataPackagesRequest(), metadata=metadata)


def grant_of(package: Any) -> Grant:
    """What a reader of the rules takes a package to grant."""
    bits = catalogue().category_names
    types = {
        rule.resource_type: sum(bits[category] for category in rule.categories) if rule.categories else WHOLE
        for rule in package.rules
    }
    return Grant(types=types, sensitive=package.sensitive)


@pytest.mark.parametrize("scope", [Scope.RECORDS_READ, Scope.RECORDS_EXPORT, Scope.RECORDS_IMPORT])
async def test_the_packages_shown_are_the_ones_that_exports_follow(
    sqlite_stack: Stack, sqlite_door: Door, scope: Scope
) -> None:
    app = sqlite_stack.new_app(scopes=frozenset({scope}))
    answer = await listed(sqlite_door, app.metadata())
    assert answer.version == catalogue().version
    assert [package.name for package in answer.packages] == sorted(package_names())
    assert {package.name: grant_of(package) for package in answer.packages} == {
        name: granted_by(frozenset({name})) for name in package_names()
    }
    assert all(package.title and 1 <= package.since_version <= answer.version for package in answer.packages)
    assert [package.name for package in answer.packages if package.sensitive] == ["sensitive"]


async def test_who_has_no_business_with_records_does_not_see_them(sqlite_stack: Stack, sqlite_door: Door) -> None:
    assert await refused(listed(sqlite_door)) is StatusCode.UNAUTHENTICATED
    writer = sqlite_stack.new_app(scopes=frozenset({Scope.SIGNAL_WRITE}))
    assert await refused(listed(sqlite_door, writer.metadata())) is StatusCode.PERMISSION_DENIED
    test = sqlite_stack.new_app(environment=Environment.TEST, scopes=APP_SCOPES)
    assert await refused(listed(sqlite_door, test.metadata())) is StatusCode.PERMISSION_DENIED  # on a live deployment
