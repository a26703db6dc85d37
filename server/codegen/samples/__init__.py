"""Samples of every operation in five languages, which the OpenAPI document carries as `x-codeSamples`."""

from collections.abc import Callable

from server.codegen.samples import curl, javascript, kotlin, python, swift
from server.codegen.samples.request import Answer, SampleRequest

__all__ = ["Answer", "SampleRequest", "code_samples"]

# (name of the highlighter, label, maker)
_LANGUAGES: tuple[tuple[str, str, Callable[[SampleRequest], str]], ...] = (
    ("shell", "curl", curl.sample),
    ("python", "Python", python.sample),
    ("javascript", "JavaScript", javascript.sample),
    ("swift", "Swift", swift.sample),
    ("kotlin", "Kotlin", kotlin.sample),
)


def code_samples(request: SampleRequest) -> list[dict[str, str]]:
    return [{"lang": lang, "label": label, "source": make(request)} for lang, label, make in _LANGUAGES]
