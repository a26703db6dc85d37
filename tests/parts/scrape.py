"""Metrics as Prometheus reads them."""

import re
from collections.abc import Callable

import httpx

from server.metrics import REGISTRY

Labels = frozenset[tuple[str, str]]
Samples = dict[tuple[str, Labels], float]

# Not the client's parser, which renames counters that lack `_total`, as Envoy's do.
_SAMPLE = re.compile(r"([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)")
_LABEL = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')


def scrape(url: str) -> Samples:
    """Every sample at an endpoint, by its name and labels."""
    response = httpx.get(url, timeout=10)
    assert response.status_code == 200
    lines = [line for line in response.text.splitlines() if line and not line.startswith("#")]
    return {(name, frozenset(_LABEL.findall(labels or ""))): float(value) for name, labels, value in map(_split, lines)}


def total(samples: Samples, name: str, **labels: str) -> float:
    """The sum of what has this name and at least these labels."""
    wanted = set(labels.items())
    return sum(value for (sampled, given), value in samples.items() if sampled == name and wanted <= given)


def here() -> Samples:
    """What this process counted, in which a test may run the deployment itself."""
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in REGISTRY.collect()
        for sample in family.samples
    }


def grown(before: Samples) -> Callable[..., float]:
    """How much a metric of this process has grown since `before`."""
    return lambda name, **labels: total(here(), name, **labels) - total(before, name, **labels)


def _split(line: str) -> tuple[str, str | None, str]:
    sample = _SAMPLE.fullmatch(line)
    assert sample is not None, line
    name, labels, value = sample.groups()
    return name, labels, value
