"""What a key tells about its value, and whether the key itself is PHI."""

import re
from dataclasses import dataclass

from server.domain.signals.phi.abroad import topic_in_script
from server.domain.signals.phi.clinical import names_disease
from server.domain.signals.phi.combined import parts_of
from server.domain.signals.phi.illness import names_illness
from server.domain.signals.phi.kinds import PhiKind
from server.domain.signals.phi.plain import Shape, shape_of
from server.domain.signals.phi.roots import roots_of
from server.domain.signals.phi.scan import kinds_in
from server.domain.signals.phi.topic_words import topic_of_words, words_of
from server.domain.signals.phi.topics import SILENT_TOPICS, Topic

MAX_KNOWN_KEYS = 4_096
MAX_KNOWN_KEY_CHARACTERS = 128
MAX_TOPIC_CHARACTERS = 128

# A disease beside one of these is what is measured, not what the person has: `asthma_control_score`, `migraine_days`.
# Its stage, its type and its status tell that the person has it; of a pregnancy, apps ask the status of everybody.
_MEASURED = re.compile(
    r"_(scores?|index|percent(age)?|pct|burden|days?|count|episodes?|events?|minutes|hours|level|severity|risk"
    r"|probability|likelihood|threshold|scale|survey|questionnaire|assessment|screening|checks?|classification|control|impact|disability"
    r"|distress|puntuacion|puntaje|punktzahl|punkte|punteggio|pontuacao|dias|tage|jours|giorni|dagen|flares?|frequency|rate|total|sum|t_score|area_index|notifications?|alerts?|reminders?|phases?|detections?|detectors?|buttons?|sensors?|devices?)_"
    r"|_(eq_?5d\w*|phq_?\d*|gad_?\d+|hads|dass_?\d*|promis|sf_?\d+|epds|bdi|ces_?d|who_?5|hit_?6|midas|act|acq|cat|koos|kccq\w*)_"
    r"|_(pregnancy|gestation(al)?|ovulation|fertility)_(status|state|tests?|result|test_result|goal|mode|intent|weeks?|trimester)_"
)
_TREATED = re.compile(
    r"^_(has|have|had|is|was|on|in|after|before|during|under|undergoing|getting)_(an_|a_)?(abortion|alcoholic|addict(ed)?|asthmatic|chemo(therapy)?|diabetic"
    r"|dialysis|stroke|epileptic|ivf|insulin_pump_therapy|menopausal|miscarriage|pregnant|rehab|relapsed?|stillbirth|stroke_rehab"
    r"|suicidal|sober|transplant(ed)?|inpatient|hospitali[sz]ed|radiotherapy|palliative_care|psychotherapy|detox)_$"
)
# Illnesses by their initials: `ms` and `std` are units and deviations elsewhere.
_SHORTENED = re.compile(
    r"^_(has|have|had|with|diagnosed_with)_(adhd|afib|aids|als|bpd|cad|cfs?|chf|ckd|copd|gad|gerd|hiv|ib[ds]|mdd|ms|ocd"
    r"|pcos|ptsd|st[di]|t[12]d|tb|uti)_$"
)
_HELD = re.compile(r"^_(has|have|had|is|was|with|diagnosed(_with)?|hx(_of)?|history(_of)?)_")


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """What a key tells: the topic of the values under it, the kinds of PHI that it is itself, and what its value may be
    a part of.

    `silent` where a value that is no text is nothing under it.
    """

    topic: Topic
    kinds: tuple[PhiKind, ...]
    silent: bool
    parts: int


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
    words = words_of(key[:MAX_TOPIC_CHARACTERS])
    written = topic_in_script(key[:MAX_TOPIC_CHARACTERS])
    topic = written or topic_of_words(words)
    if written is None and topic in SILENT_TOPICS and _OF_ANOTHER_SCRIPT.fullmatch(key[:MAX_TOPIC_CHARACTERS]):
        topic = Topic.NAMED_ABROAD
    kinds = kinds_in(key, technical=topic is Topic.TECHNICAL)
    if PhiKind.DIAGNOSIS not in kinds and _names_illness(words):
        kinds = (*kinds, PhiKind.DIAGNOSIS)
    if key[:1] == "@" and shape_of(key[1:]) is Shape.WORDS:  # `@timestamp`, `@type`: no account on a social network
        kinds = tuple(kind for kind in kinds if kind is not PhiKind.ACCOUNT_NUMBER)
    if PhiKind.CREDENTIAL in kinds and shape_of(key) is Shape.WORDS:  # `quizFitnessLevel2To5Years`
        kinds = tuple(kind for kind in kinds if kind is not PhiKind.CREDENTIAL)
    if " " not in key:
        kinds = tuple(kind for kind in kinds if kind is not PhiKind.FREE_TEXT)
    if " " not in key and (topic in _BY_VALUE or (_MEASURED.search(words) and not _HELD.match(words))):
        kinds = tuple(kind for kind in kinds if kind not in _OF_MEASURES)
    return KeyFacts(topic, kinds, topic in SILENT_TOPICS, parts_of(words, topic))


_OF_ANOTHER_SCRIPT = re.compile(r"[^A-Za-z\u00c0-\u024f]*[^\W\d_A-Za-z\u00c0-\u024f][^A-Za-z\u00c0-\u024f]*")


def _names_illness(words: str) -> bool:
    split = words.strip("_").split("_")
    return (
        (_TREATED.match(words) or _SHORTENED.match(words)) is not None
        or names_disease(words.replace("_", " "))
        or names_illness(split, roots_of(split))
    )


_BY_VALUE = frozenset({Topic.CONDITION, Topic.CONDITION_OR_MOVE})  # the value tells whether the key is a diagnosis
_OF_MEASURES = frozenset({PhiKind.DIAGNOSIS, PhiKind.FREE_TEXT})
