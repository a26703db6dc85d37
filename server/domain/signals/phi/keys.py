"""What a key tells about its value, and whether the key itself is PHI."""

from dataclasses import dataclass

from server.domain.signals.phi.kinds import PhiKind
from server.domain.signals.phi.scan import kinds_in
from server.domain.signals.phi.topics import SILENT_TOPICS, Topic, topic_of_words

MAX_KNOWN_KEYS = 4_096
MAX_KNOWN_KEY_CHARACTERS = 64
MAX_TOPIC_CHARACTERS = 128


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """What a key tells: the topic of the values under it, and the kinds of PHI that it is itself.

    `silent` where a value that is no text is nothing under it.
    """

    topic: Topic
    kinds: tuple[PhiKind, ...]
    silent: bool


_known: dict[str, KeyFacts] = {}


def facts_of(key: str) -> KeyFacts:
    """What `key` tells."""
    facts = _known.get(key)
    if facts is None:
        facts = _read(key)
        _remember(key, facts)
    return facts


def _remember(key: str, facts: KeyFacts) -> None:
    """Keys repeat from signal to signal. One that is PHI is never kept."""
    if facts.kinds or len(key) > MAX_KNOWN_KEY_CHARACTERS:
        return
    if len(_known) >= MAX_KNOWN_KEYS:
        _known.clear()
    _known[key] = facts


def _read(key: str) -> KeyFacts:
    topic = topic_of_words(key[:MAX_TOPIC_CHARACTERS])
    return KeyFacts(topic, kinds_in(key, technical=topic is Topic.TECHNICAL), topic in SILENT_TOPICS)
