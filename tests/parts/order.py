"""The order of the files: those that take long come first, so that the workers of a run end together."""

from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
# Each takes about half a minute or more; the longest first.
LONG = (
    "tests/security/test_budgets.py",
    "tests/contract/test_docs_commands.py",
    "tests/model/test_seeds.py",
    "tests/rest/test_console.py",
    "tests/rest/test_live.py",
    "tests/security/test_hostile_soak.py",
    "tests/rest/test_console_views.py",
    "tests/rest/test_schemathesis.py",
    "tests/scale/test_several_servers.py",
    "tests/scale/test_skewed_workers.py",
    "tests/rpc/test_signals.py",
    "tests/cli/test_streams.py",
    "tests/cli/test_up.py",
    "tests/scale/test_skewed_clocks.py",
    "tests/scale/test_chaos.py",
    "tests/deploy/test_image.py",
    "tests/rpc/test_published_records.py",
    "tests/deploy/test_wheel.py",
    "tests/security/test_keyless.py",
    "tests/security/test_receiving.py",
    "tests/scale/test_killed_server.py",
    "tests/security/test_downloads.py",
    "tests/worker/test_withdrawals.py",
    "tests/rest/test_console_keyboard.py",
    "tests/clients/test_signals.py",
    "tests/webhooks/test_deliveries.py",
    "tests/clients/test_exports.py",
    "tests/rest/test_samples_work.py",
    "tests/rest/test_console_persons.py",
    "tests/cli/test_database_faults.py",
    "tests/observe/test_traces.py",
    "tests/model/test_ends_of_consent.py",
    "tests/clients/test_packages.py",
    "tests/scale/test_killed_import.py",
    "tests/clients/test_killed_server.py",
    "tests/scale/test_size.py",
    "tests/rest/test_broken_downloads.py",
    "tests/fhir/test_smart_fetch.py",
    "tests/fhir/test_medplum.py",
    "tests/model/test_machine.py",
)
_PLACES = {_ROOT / name: place for place, name in enumerate(LONG)}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keeps the order within a file, and of the others. `--no-loadscope-reorder` has pytest-xdist keep it too."""
    items.sort(key=lambda item: _PLACES.get(item.path, len(LONG)))
