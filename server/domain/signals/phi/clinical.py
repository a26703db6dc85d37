"""Diagnoses by code and by word, FHIR and HL7 content, and documents."""

import re

import re2

from server.domain.signals.phi import checksums
from server.domain.signals.phi.detector import Detector, bounded, is_scale, whole
from server.domain.signals.phi.kinds import PhiKind
from server.domain.signals.phi.normalize import fold

MIN_SNOMED_DIGITS, MAX_SNOMED_DIGITS = 6, 18
# A day, or seconds or milliseconds from 1970 of the platform's own years.
_TIME = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|1[5-9]\d{8}|1[5-9]\d{11}")

_DISEASES = (
    "abscess|adhd|aids|alcoholi(?:sm|c)|alzheimer\\S{0,2}|an(?:a)?emi[ac]|aneurysm|angina|anorexia|anxiety disorder"
    "|arrhythmia|asthma|atherosclerosis|atrial fibrillation|afib|autis(?:m|tic)|bipolar|bulimia|cancer|cardiomyopathy"
    "|cellulitis|celiac|coeliac|chf|chlamydia|cholesterolemia|cirrhosis|ckd|copd|covid(?:-?19)?"
    "|crohn\\S{0,2}|cystic fibrosis"
    "|deep vein thrombosis|dementia|depressi(?:on|ve)|dermatitis|diabet(?:es|ic)|eczema|emphysema"
    "|endometriosis|epileps(?:y|ia)"
    "|epileptic|fibromyalgia|gallstones?|gastritis|gerd|glaucoma|gonorrh(?:o)?ea|gout|heart (?:failure|attack|disease)"
    "|hemophilia|hepatitis|herpes|hiv|hpv|huntington\\S{0,2}|hyper(?:tension|tensive|lipid\\w{2,5}"
    "|thyroid\\w{0,3}|glyc\\w{2,6})"
    "|hypo(?:tension|thyroid\\w{0,3}|glyc\\w{2,6})|infertility|influenza|kidney (?:disease|failure"
    "|stones?)|leuk(?:a)?emia"
    "|lupus|lyme disease|lymphoma|malaria|mania|melanoma|meningitis|metasta(?:sis|tic|ses)|migraine"
    "|miscarriage|multiple sclerosis"
    "|myocardial infarction|narcolepsy|neuropathy|obesity|ocd|osteoporosis|pancreatitis"
    "|parkinson\\S{0,2}|pcos|pneumonia"
    "|preeclampsia|pregnan(?:t|cy)|psoriasis|psycho(?:sis|tic)|ptsd|renal failure|rheumatoid|schizophreni[ac]|sciatica"
    "|scoliosis|seizures?|sepsis|shingles|sickle cell|sinusitis|suicid\\w{1,4}|syphilis|tachycardia|thyroiditis"
    "|asma|asthme|astma|depresion|depressione|depressao|depresja|depresyon|diabete|diabetis|cukrzyca|epilepsie|epilepsja"
    "|esclerosis multiple|sclerosi multipla|sclerose en plaques|hipertension|hipertensao|ipertensione|bluthochdruck"
    "|nadcisnienie|vorhofflimmern|fibrillazione atriale|fibrilacion auricular|artritis|arthritis|arthrite|artrite"
    "|endometriosi|endometriose|brustkrebs|cancro|embarazad[ao]|schwanger(?:schaft)?|gravidez|gravidanza|incinta|demenz"
    "|demencia|demenza|schlaganfall|herzinfarkt|migrane|migrana|emicrania|enxaqueca"
    "|tuberculosis|tumou?r|ulcerative|urinary tract infection|uti|vertigo|t[12]dm|type [12] dm"
)
_RESOURCES = (
    "Account|AllergyIntolerance|Appointment|Binary|Bundle|CarePlan|CareTeam|Claim|Composition|Condition"
    "|Consent|Coverage|Device"
    "|DiagnosticReport|DocumentReference|Encounter|EpisodeOfCare|ExplanationOfBenefit|FamilyMemberHistory|Goal|Group"
    "|ImagingStudy|Immunization|Location|Media|Medication(?:Administration|Dispense|Request|Statement)?"
    "|Observation|Organization"
    "|Patient|Person|Practitioner(?:Role)?|Procedure|QuestionnaireResponse|RelatedPerson|ServiceRequest|Specimen"
)
_NO_DISEASES = frozenset(
    {
        "academia",
        "bohemia",
        "glicemia",
        "glycemia",
        "glycaemia",
        "nostalgia",
        "apathy",
        "empathy",
        "sympathy",
        "telepathy",
    }
)
# What a PDF, PNG, JPEG, GIF, ZIP, RTF, TIFF, gzip, XML, CDA, JSON or old Office file begins with in base64.
_BASE64_MAGIC = (
    "JVBERi0|iVBORw0KGgo|/9j/[24]|R0lGODlh|R0lGODdh|UEsDB|e1xydGY|SUkqA|TU0AK|H4sIA|PD94bWwg"
    "|PENsaW5pY2Fs|eyJyZXNvdXJjZVR5cGUi|0M8R4KGx"
)


def is_snomed_concept(text: str) -> bool:
    """A concept identifier of SNOMED CT: its partition is 00 or 10, and its check digit holds."""
    if not (text.isdigit() and MIN_SNOMED_DIGITS <= len(text) <= MAX_SNOMED_DIGITS):
        return False
    return text[-3:-1] in {"00", "10"} and not is_scale(text) and not _TIME.fullmatch(text) and checksums.verhoeff(text)


_NAMED_DISEASE = re2.compile(rf"(?:^|[^a-z0-9])(?:{_DISEASES})s?(?:$|[^a-z0-9])")


def names_disease(words: str) -> bool:
    """Whether words with single spaces between them name a disease."""
    return _NAMED_DISEASE.search(words) is not None


DETECTORS = (
    Detector(kind=PhiKind.DIAGNOSIS, pattern=bounded(r"[A-TW-Za-tw-z]\d[0-9ABab]\.[0-9Xx][0-9A-Za-z]{0,3}"), weak=True),
    Detector(kind=PhiKind.DIAGNOSIS, pattern=bounded(r"V\d\d\.[0-9X]{1,2}[XADS0-9]{1,2}"), weak=True),
    Detector(
        kind=PhiKind.DIAGNOSIS,
        pattern=r"(?i)(?:^|[^a-z])icd[ _-]?(?:9|10|11)?(?:[ _-]?(?:cm|pcs|code))?[^A-Za-z0-9]{1,4}[A-Z]?\d{2}",
    ),
    Detector(kind=PhiKind.DIAGNOSIS, pattern=whole(r"\d{6,18}"), confirm=is_snomed_concept, weak=True),
    Detector(
        kind=PhiKind.DIAGNOSIS,
        pattern=r"(?i)(?:snomed(?:[ _-]?ct)?|sctid|sct|snomed\.info/\w{2,4})[^A-Za-z0-9]{1,4}\d{6,18}",
    ),
    Detector(
        kind=PhiKind.MEDICATION,
        pattern=r"(?i)(?:^|[^a-z])(?:rx ?cui|rx ?norm|ndc|atc)(?: code| id)?[ :=#]{1,3}[A-Z]?\d{2}",
    ),
    Detector(kind=PhiKind.DIAGNOSIS, pattern=r"(?:^|\D)\d{6,18} ?\|[^|]+\|"),
    Detector(kind=PhiKind.DIAGNOSIS, pattern=rf"(?i)(?:^|[^a-z0-9])(?:{_DISEASES})s?(?:$|[^a-z0-9])"),
    Detector(
        kind=PhiKind.DIAGNOSIS,
        pattern=fold(
            "糖尿病|うつ病|抑郁症|抑鬱症|喘息|哮喘|癌|がん|てんかん|癫痫|認知症|우울증|당뇨병|고혈압증|(?:^|[^最])高血[圧压壓]"
        ),
    ),
    # Apart from the others: a swimmer's or a rower's stroke is part of a longer token.
    Detector(kind=PhiKind.DIAGNOSIS, pattern=r"(?i)(?:^|[^a-z0-9_>-])stroke(?:$|[^a-z0-9_>-])"),
    # What names an illness whichever it is: `Graves disease`, `panic disorder`, and what is announced as one.
    Detector(
        kind=PhiKind.DIAGNOSIS,
        pattern=r"(?i)(?:^|[^a-z])[a-z][a-z'-]{2,}[ _](?:disease|disorder|syndrome|degeneration|deficiency|dystrophy"
        r"|insufficiency|fibrosis|stenosis|palsy|ap(?:o)?nea|intolerance|addiction|dependence|neoplasm|fracture)"
        r"(?:$|[^a-z])",
    ),
    Detector(
        kind=PhiKind.DIAGNOSIS,
        pattern=r"(?i)(?:^|[^a-z])(?:(?:dx|pmh|diagnosis|diagnosed with|history of|hx of)[: ]|[hk]/o) ?[a-z]{3}",
    ),
    Detector(
        kind=PhiKind.FHIR_RESOURCE, pattern=r"(?i)resourceType\W{1,8}[a-z]|hl7\.org/fhir|urn:oid:2\.16\.840\.1\.113883"
    ),
    Detector(
        kind=PhiKind.DIAGNOSIS,
        pattern=r"(?i)([a-z]+(?:itis|a?emia|opathy|algia|carcinoma|sarcoma|ectomy))(?:$|[^a-z0-9])",
        confirm=lambda text: text.lower() not in _NO_DISEASES,
    ),
    Detector(
        kind=PhiKind.FHIR_RESOURCE,
        pattern=rf"(?:^|[^A-Za-z])(?:{_RESOURCES})/[A-Za-z0-9]|(?:^|[^A-Za-z])(?i:patient)/\d",
    ),
    Detector(kind=PhiKind.DOCUMENT, pattern=r"(?:^|\s)(?:MSH|PID|OBX|NK1)\||<ClinicalDocument|%PDF-\d|\{\\rtf"),
    Detector(kind=PhiKind.DOCUMENT, pattern=r"(?i)data:[a-z]+/[a-z0-9.+\-]+[;,]"),
    Detector(kind=PhiKind.DOCUMENT, pattern=rf"(?:^|[^A-Za-z0-9+/=])(?:{_BASE64_MAGIC})"),
)
