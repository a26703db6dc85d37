import re

from server import metrics
from server.domain.exports import ExportErrorCode, ExportStatus
from server.domain.signals.phi.kinds import PhiKind
from server.problems import PROBLEMS
from server.vitals import Vitals

OURS = [family for family in metrics.REGISTRY.collect() if family.name.startswith("curae_")]
LABELS = {"method", "code", "door", "outcome", "kind", "operation", "status", "error_code", "reason", "step", "lane"}
UNITS = ("_seconds", "_bytes", "_items", "_exports", "_jobs", "_signals", "_slots", "_artifacts")


def test_names_follow_the_conventions_of_prometheus() -> None:
    assert len(OURS) > 20
    for family in OURS:
        assert re.fullmatch(r"curae_[a-z]+(_[a-z]+)*", family.name)
        assert family.documentation.endswith(".")
        if family.type != "counter":
            assert family.name.endswith(UNITS), family.name
        assert not re.search(r"milli|micro|_kb|_mb|minutes", family.name)


def test_labels_are_the_few_whose_values_are_known_beforehand() -> None:
    for metric in vars(metrics).values():
        assert set(getattr(metric, "_labelnames", ())) <= LABELS


def test_label_values_are_words_of_ours() -> None:
    """What ends up in `code`, `kind`, `status` and `error_code` are enumerations, all of them finite."""
    assert len(PROBLEMS) < 50
    assert max(map(len, (PhiKind, ExportStatus, ExportErrorCode))) < 30


def test_endpoint_answers_scrapes_on_its_address_alone_and_stops() -> None:
    endpoint = metrics.MetricsEndpoint("127.0.0.1", 0, Vitals())
    port = endpoint.port
    try:
        try:
            metrics.MetricsEndpoint("127.0.0.1", port, Vitals())
            raise AssertionError("two endpoints on one port")
        except OSError as refused:
            assert f"127.0.0.1:{port}" in str(refused)
            assert "--metrics-address" in str(refused)
    finally:
        endpoint.close()
    metrics.MetricsEndpoint("127.0.0.1", port, Vitals()).close()
