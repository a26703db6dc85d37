"""Phrases that people tag their days with, and that tell of their health, family or life: `mum in hospital`."""

# ruff: noqa: SIM905 - words read better as a text than as a list

import re

from server.domain.signals.phi.detector import Detector
from server.domain.signals.phi.kinds import PhiKind

MAX_PHRASE_CHARACTERS = 100

_TELLING = "|".join(
    """
    abortion alcoholic antidepressants? asthmatic aunt biopsy boyfriend breakup breastfeeding bruised burnout
    cardiologist chemo chemotherapy clinic colonoscopy concussion cousin cramps dad daddy daughter dentist
    dermatologist diabetic diagnosed dialysis diarrh(?:o)?ea divorced? doctor drunk endoscopy epileptic ex-husband
    ex-wife fainted fainting father fianc[e]{1,2} funeral girlfriend grandfather grandma grandmother grandpa granny
    grandson granddaughter gyn(?:a)?ecologist hangover hospital hospitali[sz]ed hungover husband inpatient itchy ivf
    lawsuit mammogram meds menopause midwife migraines? miscarriage mom mother mum mummy nauseous neurologist niece
    nephew nurse oncologist orthodontist outpatient overdosed? painkillers? palpitations physio pills? postpartum
    pregnant psychiatrist psychologist psychotherapy puked puking radiotherapy rash rehab relapsed? sister son sprained
    stillbirth stitches suicidal suicide surgery surgeon therapist transplant ultrasound uncle urine vomit(?:ed|ing)
    wedding widowe?d? wife wounds? x-?ray
    """.split()
)
_BODY = (
    "abdominal|ankle|arm|back|belly|chest|ear|elbow|eye|foot|head|hip|jaw|joint|knee|leg|lower back|muscle|neck|pelvic"
    "|period|rib|shoulder|stomach|throat|tooth|tummy|wrist"
)
_FELT = "sick|ill|dizzy|faint|depressed|sad|anxious|lonely|low|awful|terrible"
_WHOSE = "my|our|his|her|their"
_PAIRS = (
    rf"(?:{_BODY})[ _-](?:pains?|aches?|surgery|injur(?:y|ed)|cramps?|infection)"
    rf"|(?:sore|broken|sprained|swollen|bad|painful)[ _-](?:{_BODY})"
    r"|(?:anxiety|panic|asthma|heart|gout)[ _-]attacks?"
    rf"|(?:felt|feel|feeling|was|am|got|been|being|so)[ _-](?:{_FELT})|is[ _-](?:ill|sick|dead|dying)"
    r"|(?:positive|negative)[ _-](?:covid|hiv|pregnancy|flu)|blood[ _-]in"
    r"|(?:fight|fought|argued|argument|dinner|lunch|date|sex|met|meeting)[ _-]with"
    r"|(?:therapy|counsel\w+|gp)[ _-](?:appointment|meeting|session|with)|threw[ _-]up|throwing[ _-]up"
    r"|(?:kids?|baby|child|children)[ _-](?:sick|ill)|(?:insulin|meds?|dose|pill)[ _-](?:missed|skipped|forgotten)"
    r"|(?:my|his|her)[ _-](?:anxiety|back|body|boss|depression|ex|illness|knee|pain|period|scan|symptoms|test)"
    r"|(?:started|stopped|skipped|forgot|missed|took|taking)[ _-](?:(?:my|the|two|three|a|an|his|her)[ _-])?"
    r"(?:dose|tablets?|insulin|medication|antibiotics?|drugs?)"
    rf"|(?:{_WHOSE})[ _-][a-z]+[ _-][a-z]+|[a-z]{{3,}}[ _-](?:{_WHOSE})[ _-][a-z]+"
)
# What an app calls its own parts and events: `Pill Reminder Opened`.
_OF_APPS = re.compile(
    r"(?i)(?:^|[^a-z])(?:app|(?:mother|father)'s day|button|campaign|card|clicked|count|detection|enabled|export(?:ed)?"
    r"|feature|finder|flow|id|level|list|log(?:ged)?|mode|modal|notification|opened|page|portal|profile|questionnaire|rate|reminder|report|scale|score"
    r"|screen|settings?|shared?|survey|synced|tab|tapped|template|tracker|tracking|type|view(?:ed)?|widget|workflow)(?:$|[^a-z])"
)


_TITLE = re.compile(r"My(?: [A-Z][a-z]+){2,}")  # `My Activity Webhook`: what an app calls it until somebody does


def _is_of_life(text: str) -> bool:
    if " " not in text.strip() or len(text) > MAX_PHRASE_CHARACTERS or _OF_APPS.search(text) is not None:
        return False
    return _TITLE.fullmatch(text) is None or _TOLD_IN_TITLE.search(text.removeprefix("My ")) is not None


_TOLD_IN_TITLE = re.compile(rf"(?i)(?:^|[^a-z])(?:{_TELLING}|{_PAIRS}|{_BODY}|breast|ex)(?:'s)?(?:$|[^a-z])")
_PHRASE = rf"(?i)^(.*(?:^|[^a-z])(?:{_TELLING}|{_PAIRS})(?:'s)?(?:$|[^a-z]).*)$"
_PHRASES = re.compile(_PHRASE)


def tells_of_life(text: str) -> bool:
    """Whether `text` has a phrase that people tag their days with."""
    return _PHRASES.match(text) is not None and _is_of_life(text)


DETECTORS = (Detector(kind=PhiKind.FREE_TEXT, pattern=_PHRASE, confirm=_is_of_life, weak=True),)
