"""The PHI guard: what it finds, in which disguise, what it lets pass, and what it never says."""

# ruff: noqa: SIM905 - words read better as a text than as a list

import hashlib
import json
import string
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.phi import CORPUS, HELD_OUT, PATTERNED, evaluate, read
from server.domain.signals.phi.checksums import luhn
from server.domain.signals.phi.guard import MAX_FINDINGS, Listed, find_phi, guard
from server.domain.signals.phi.kinds import PhiFinding, PhiKind
from server.domain.signals.phi.lexicon import GIVEN_NAMES, PLACE_LIKE_NAMES
from server.domain.signals.phi.plain import Shape, shape_of
from server.errors import SignalPhiDetected
from tests.data.phi.devices.corpus import (
    EIGHTH,
    ELEVENTH,
    FIFTEENTH,
    FIFTH,
    FIRST,
    FOURTEENTH,
    FOURTH,
    KEPT,
    NINTH,
    SEVENTH,
    SIXTEENTH,
    SIXTH,
    TENTH,
    THIRD,
    THIRTEENTH,
    TWELFTH,
    Corpus,
)
from tests.data.phi.devices.shaped import Shaped
from tests.data.phi.devices.templates import Written
from tests.data.phi.generate import OBFUSCATIONS, Obfuscation, base64_text, hexadecimal, percent

MARKER = "qzvalueqz"
TEXT = st.text(st.characters(), max_size=40)
ANY_SCALAR = st.none() | st.booleans() | st.integers() | st.floats() | TEXT
KEYS = TEXT | st.sampled_from(
    [
        *["ssn", "phone", "dob", "name", "notes", "mrn", "zip", "lat", "diagnosis", "resourceType", "answer", "age"],
        *[
            "x",
            "y",
            "a",
            "b",
            "first",
            "219",
            "year",
            "month",
            "day",
            "birth_year",
            "zip3",
            "area_code",
            "line",
            "user",
        ],
        *["location", "polyline", "geohash", "token", "password", "ssid", "imei", "serial", "medication", "rxcui"],
        *["depression", "pregnancy_status", "visit_id", "provider_name", "domain", "device_name", "path"],
    ]
)
ANY_PAYLOAD = st.dictionaries(
    KEYS, ANY_SCALAR | st.lists(ANY_SCALAR, max_size=6) | st.dictionaries(KEYS, ANY_SCALAR, max_size=4), max_size=6
)
DEEP = st.recursive(ANY_SCALAR, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3))


def kinds(payload: dict[str, Any]) -> set[PhiKind]:
    return {finding.kind for finding in find_phi(payload)}


FOUND = {
    "jane.roe@example.com": PhiKind.EMAIL,
    "jane [at] example [dot] com": PhiKind.EMAIL,
    "j a n e @ e x a m p l e . c o m": PhiKind.EMAIL,
    "(415) 555-0132": PhiKind.PHONE,
    "+44 20 7946 0958": PhiKind.PHONE,
    "+4915112345678": PhiKind.PHONE,
    "219-09-9999": PhiKind.SSN,
    "2 1 9 - 0 9 - 9 9 9 9": PhiKind.SSN,
    "219099999": PhiKind.SSN,
    "MRN 0045678": PhiKind.MEDICAL_ID,
    "Member ID: XQ9912345": PhiKind.MEDICAL_ID,
    "1EG4-TE5-MK73": PhiKind.MEDICAL_ID,
    "4111 1111 1111 1111": PhiKind.ACCOUNT_NUMBER,
    "GB82 WEST 1234 5698 7654 32": PhiKind.ACCOUNT_NUMBER,
    "AB 12 34 56 C": PhiKind.NATIONAL_ID,
    "1961-04-12": PhiKind.DATE_OF_BIRTH,
    "DOB 4/12/61": PhiKind.DATE_OF_BIRTH,
    "April 12th, 1961": PhiKind.DATE_OF_BIRTH,
    "221B Baker Street": PhiKind.STREET_ADDRESS,
    "PO Box 1221": PhiKind.STREET_ADDRESS,
    "Lindenallee 12": PhiKind.STREET_ADDRESS,
    "https://portal.example.com/patients/88121": PhiKind.URL,
    "203.0.113.77": PhiKind.NETWORK_ADDRESS,
    "2001:db8::ff00:42:8329": PhiKind.NETWORK_ADDRESS,
    "00:1a:2b:3c:4d:5e": PhiKind.NETWORK_ADDRESS,
    "Dr. Okonkwo": PhiKind.PERSON_NAME,
    "Margaret Thompson": PhiKind.PERSON_NAME,
    "THOMPSON^MARGARET": PhiKind.PERSON_NAME,
    "Margaret's iPhone": PhiKind.PERSON_NAME,
    "E11.65": PhiKind.DIAGNOSIS,
    "73211009": PhiKind.DIAGNOSIS,
    "type 2 diabetes": PhiKind.DIAGNOSIS,
    "Graves disease": PhiKind.DIAGNOSIS,
    "hx of falls": PhiKind.DIAGNOSIS,
    "GZD-2734-7296": PhiKind.MEDICAL_ID,
    "Stationsgatan 606": PhiKind.STREET_ADDRESS,
    "Patient/4711": PhiKind.FHIR_RESOURCE,
    '{"resourceType":"Observation"}': PhiKind.FHIR_RESOURCE,
    "JVBERi0xLjcKJcfsj6IKNSAwIG9iago8PA==": PhiKind.DOCUMENT,
    "data:image/png;base64,iVBORw0KGgo=": PhiKind.DOCUMENT,
    "x" * 257: PhiKind.DOCUMENT,
    "She felt dizzy again after lunch": PhiKind.FREE_TEXT,
    "40.712776,-74.005974": PhiKind.PRECISE_LOCATION,
}


@pytest.mark.parametrize(("text", "kind"), FOUND.items())
def test_a_kind_is_found_as_a_value_as_a_key_in_an_object_and_in_an_array(text: str, kind: PhiKind) -> None:
    assert kind in kinds({"value": text})
    assert kind in kinds({"outer": {"value": text}})
    assert kind in kinds({"values": ["walking", text]})
    assert kind in kinds({text: 1})
    assert kind in kinds({"outer": {text: 1}})


# Signs, scripts and encodings of each kind beyond the forms above.
ALSO_FOUND = {
    "219|09|9999": PhiKind.SSN,
    "(219)(09)(9999)": PhiKind.SSN,
    "⑵⑴⑼-09-9999": PhiKind.SSN,
    "415|555|0132": PhiKind.PHONE,
    "4111.1111_1111.1111": PhiKind.ACCOUNT_NUMBER,
    "GB82-WEST-1234-5698-7654-32": PhiKind.ACCOUNT_NUMBER,
    "jane(a)example.com": PhiKind.EMAIL,
    "jane @ example . com": PhiKind.EMAIL,
    '"jane roe"@example.com': PhiKind.EMAIL,
    "почта@пример.рф": PhiKind.EMAIL,
    "".join(chr(0xE0000 + ord(sign)) for sign in "jane@example.com"): PhiKind.EMAIL,
    "".join(f"\\u{{{ord(sign):x}}}" for sign in "jane@example.com"): PhiKind.EMAIL,
    "🅹🅰🅽🅴@example.com": PhiKind.EMAIL,
    "001a.2b3c.4d5e": PhiKind.NETWORK_ADDRESS,
    "12. April 1961": PhiKind.DATE_OF_BIRTH,
    "12 de abril de 1961": PhiKind.DATE_OF_BIRTH,
    "1961年4月12日": PhiKind.DATE_OF_BIRTH,
    "1961-04-12T05:00:00Z": PhiKind.DATE_OF_BIRTH,
    "Margaret|Thompson": PhiKind.PERSON_NAME,
    "margaret-thompson": PhiKind.PERSON_NAME,
    "migraines": PhiKind.DIAGNOSIS,
    "0M8R4KGxGuEAAAAAAAAA": PhiKind.DOCUMENT,
    "PENsaW5pY2FsRG9jdW1lbnQ+": PhiKind.DOCUMENT,
    "Ab3/" * 40: PhiKind.DOCUMENT,
    "she_felt_dizzy_again_after_lunch": PhiKind.FREE_TEXT,
    "she\u2800felt\u2800dizzy\u2800after\u2800lunch": PhiKind.FREE_TEXT,
    "شعرت بالدوار بعد الغداء": PhiKind.FREE_TEXT,
    "उसे दोपहर के भोजन के बाद चक्कर आया": PhiKind.FREE_TEXT,
}


@pytest.mark.parametrize(("text", "kind"), ALSO_FOUND.items())
def test_a_kind_is_found_with_other_signs_scripts_and_encodings(text: str, kind: PhiKind) -> None:
    assert kind in kinds({"value": text})


@pytest.mark.parametrize(
    "payload",
    [
        {"heartRateZones": ["Out of Range", "Fat Burn", "Cardio", "Peak"]},
        {"activityParentName": "Outdoor Bike"},
        {"device": "<<HKDevice: 0x280a1b2c0>, name:Apple Watch, manufacturer:Apple Inc., software:10.3.1>"},
        {"sin": 0.7071, "cos": [0.7071, 0.1], "dx": 12.53, "pan": {"x": 12.75}, "tin": [0.1234, 0.5678]},
        {"max_pace": 5.4, "max-watts": 310, "label": "max pace"},
        {"event": "time_to_first_byte_of_app", "path": "get.win.folder.from.registry"},
        {"etag": "oGUiAkQmzD70VGfHof9Gncfabc5nn+yZFgAqc4Tpd3sXn+YDkdwnze3wreJLpSpqxanAYbp7A0e3v50c2QjgXw=="},
        {"sha512": "ab" * 64, "flag": "🇩🇪", "unit": "5 km²", "build": "2024.0301.1200"},
    ],
)
def test_what_devices_and_their_makers_send_passes(payload: dict[str, Any]) -> None:
    assert find_phi(payload) == []


TOLD_BY_KEY: list[tuple[str, Any, PhiKind]] = [
    ("ssn", 219099999, PhiKind.SSN),
    ("ssn_last4", 9999.0, PhiKind.SSN),
    ("phoneNumber", 4155550132, PhiKind.PHONE),
    ("mrn", 45678, PhiKind.MEDICAL_ID),
    ("external_patient_id", "b3f1c8de-1111-4222-8333-944445555666", PhiKind.MEDICAL_ID),
    ("birthDate", 19610412, PhiKind.DATE_OF_BIRTH),
    ("date-of-birth", "2015-06-01", PhiKind.DATE_OF_BIRTH),
    ("patient_name", "Xochitl", PhiKind.PERSON_NAME),
    ("name", "Margaret", PhiKind.PERSON_NAME),
    ("street", "Hauptstr", PhiKind.STREET_ADDRESS),
    ("zip", 94110, PhiKind.STREET_ADDRESS),
    ("latitude", 40.712776, PhiKind.PRECISE_LOCATION),
    ("icd10", "I10", PhiKind.DIAGNOSIS),
    ("snomed_code", 73211009, PhiKind.DIAGNOSIS),
    ("notes", "knee feels stiff", PhiKind.FREE_TEXT),
    ("resourceType", "Patient", PhiKind.FHIR_RESOURCE),
    ("ssn", ["219", "09", "9999"], PhiKind.SSN),
    ("phone", [415, 555, 132], PhiKind.PHONE),
    ("ssn", {"value": 219099999}, PhiKind.SSN),
]


@pytest.mark.parametrize(("key", "value", "kind"), TOLD_BY_KEY)
def test_a_key_tells_what_its_value_is(key: str, value: Any, kind: PhiKind) -> None:
    assert kind in kinds({key: value})
    assert not find_phi({key: None}) and not find_phi({key: True}) and not find_phi({key: "unknown"})


SPLIT = {
    PhiKind.EMAIL: ["jane", ".roe@", "exam", "ple.com"],
    PhiKind.SSN: ["219", "09", "9999"],
    PhiKind.PERSON_NAME: ["Margaret", "Thompson"],
    PhiKind.STREET_ADDRESS: ["221", "Baker", "Street"],
    PhiKind.FREE_TEXT: ["she", "felt", "dizzy", "again", "after", "lunch", "with", "her", "son"],
    PhiKind.DOCUMENT: ["JVBE", "Ri0xLjcK", "Jcfsj6IKNSAw", "IG9iago8PA"],
}


@pytest.mark.parametrize(("kind", "pieces"), SPLIT.items())
def test_what_is_split_over_items_is_found(kind: PhiKind, pieces: list[str]) -> None:
    assert PhiFinding("payload/x", kind) in find_phi({"x": pieces})
    assert kind in kinds({"x": [*pieces, None, 7.5]})
    assert PhiKind.SSN in kinds({"x": list("219099999")})


@pytest.mark.parametrize(
    "items",
    [
        ["mum in", "hospital"],
        ["grandma visit", "stress"],
        ["cramps", "fight with", "wife"],
        ["my mum", "died"],
        ["mum left", "cried"],
    ],
)
def test_a_note_in_items_of_two_words_is_found(items: list[str]) -> None:
    assert PhiKind.FREE_TEXT in kinds({"tags": items})


@pytest.mark.parametrize(
    "payload", [record["payload"] for record in read(CORPUS) if record["form"] == "hard_negative"][::7]
)
def test_what_resembles_an_identifier_passes(payload: dict[str, Any]) -> None:
    assert find_phi(payload) == []


@pytest.mark.parametrize("corpus", [CORPUS, HELD_OUT], ids=["own", "held out"])
def test_the_goals_hold_on_the_corpus(corpus: Path) -> None:
    records = read(corpus)
    evaluation = evaluate(records)
    assert len(records) >= 2_000
    assert evaluation.recall(PATTERNED) >= 0.99
    assert evaluation.recall() >= 0.95
    assert evaluation.refusal_rate <= 0.005


MIN_RECALL_OF_A_KIND = 0.9
MIN_RECALL_OF_A_KIND_OF_OTHERS = 0.89  # of 28 medications under keys that tell nothing, three are unknown brands


# Of these, `afib_class` is refused by the rule of diseases.
@pytest.mark.parametrize(
    ("corpus", "recall", "refused_rate"),
    [
        (SEVENTH, 0.98, 0.005),
        (EIGHTH, 0.97, 0.005),
        (NINTH, 0.98, 0.005),
        (TENTH, 0.97, 0.01),
        (ELEVENTH, 0.97, 0.005),
        (TWELFTH, 0.98, 0.03),
        (THIRTEENTH, 0.98, 0.065),
        (FOURTEENTH, 0.98, 0.021),
        (FIFTEENTH, 0.99, 0.0115),
    ],
)
def test_the_goals_hold_on_what_others_wrote(corpus: Written | Shaped, recall: float, refused_rate: float) -> None:
    evaluation = evaluate(corpus.records())
    assert evaluation.recall() >= recall
    assert min(score.recall for score in evaluation.scores) >= MIN_RECALL_OF_A_KIND_OF_OTHERS
    refused = [record for record in evaluation.refused if "afib_class" not in record["payload"]]
    assert len(refused) <= evaluation.harmless * refused_rate


DIGESTS = {
    FIRST.seed: "7cf814ca3a20e3e1474243ffbf42aa3c7ec8631de8cf63798162ad146a66f45a",
    KEPT.seed: "fcaa2300a608ed46c3ec97d21ac85734015d21027f053d3d7372efbc8da214e0",
    THIRD.seed: "c6cabc5f7c36ea483e6c89b3dcb0af5d7afb0049b9bd81624c9938d1c2f95dea",
    FOURTH.seed: "d5360aaa747eedd6645817a8ab071186b96e3f03fcbd1fd1420a5c71855aca70",
    FIFTH.seed: "85ad033957e2028775fd07db7fde45186876faea94ebbbf1f4cb0547f77e7b5f",
    SIXTH.seed: "2a11ec114d63aee27993b5263214665fb21c7219b5494e195f1fe0c564347715",
    SEVENTH.seed: "ceb996eb6cd7966d20ca6fa2a7a8139a0b0c595c5547ddb09727dc77cbec9649",
    EIGHTH.seed: "5f0fd2075bf11530303614c7eff0fe3911e16c7140ced275180a5bb0325aeb9d",
    NINTH.seed: "fc74053a875565902e5348ef87738de498c859a0025c27bed0821bd66fdb95be",
    TENTH.seed: "8b488b3c0acbccd8d01470afc1784f7d864640372984db58b6d5da36f1ba1faf",
    ELEVENTH.seed: "c68fddcb947cdfbe1e98cef2c3ff2336e896fc80b3bea6f01a60926a83e4ed76",
    TWELFTH.seed: "91b6ede8ed60d0ec1d170d5925be5076a44b56d535ed3b897902f905b387415d",
    THIRTEENTH.seed: "18fab8b4b56e4d84a1929dd4b0922efedd2e51b9390e81bda826e0a68b56c9cd",
    FOURTEENTH.seed: "68bc60f07fe58871473f071a2ac965d5be03d6d9a6ec71cf2e7f2226ed503e55",
    FIFTEENTH.seed: "696e416106b29ccfe81050ba9c094400e714e6a9b3dcb70eeae1d68ce4e06e75",
    SIXTEENTH.seed: "b63e503ae94d0c835a63a9b744ef3b4045d17df2c531bb068bddd0b86ca77c1d",
}

ALL = [
    FIRST,
    KEPT,
    THIRD,
    FOURTH,
    FIFTH,
    SIXTH,
    SEVENTH,
    EIGHTH,
    NINTH,
    TENTH,
    ELEVENTH,
    TWELFTH,
    THIRTEENTH,
    FOURTEENTH,
    FIFTEENTH,
    SIXTEENTH,
]


@pytest.mark.parametrize("corpus", [FIRST, KEPT], ids=["first", "kept aside"])
def test_the_goals_hold_on_what_devices_send_and_leak(corpus: Corpus) -> None:
    evaluation = evaluate(corpus.records())
    assert evaluation.harmless >= 2_000
    assert evaluation.refusal_rate <= 0.005
    assert evaluation.recall() >= 0.97
    assert min(score.recall for score in evaluation.scores) >= MIN_RECALL_OF_A_KIND


def test_the_goals_hold_on_other_languages_and_vendors() -> None:
    """Both were written before the guard ran on them. What is refused of the harmless is a finding of atrial
    fibrillation, which the rule of diseases refuses on purpose, and a label that is cut off within a word."""
    evaluation = evaluate(THIRD.records())
    assert evaluation.harmless >= 2_000 and evaluation.recall() >= 0.97
    refused = [record["payload"] for record in evaluation.refused]
    assert all("afib" in payload or payload.get("event") == "Device Idle (Doze) state chang" for payload in refused)
    again = evaluate(FOURTH.records())
    assert again.recall() >= 0.97
    fifth = evaluate(FIFTH.records())
    assert fifth.recall() >= 0.97
    sixth = evaluate(SIXTH.records())
    assert sixth.recall() >= 0.96
    assert again.refused == fifth.refused == sixth.refused == ()


@pytest.mark.parametrize(
    "corpus",
    ALL,
    ids=[str(corpus.seed) for corpus in ALL],
)
def test_the_corpora_are_those_that_were_written_before_the_guard_was_mended(corpus: Corpus | Written | Shaped) -> None:
    written = json.dumps(corpus.records(), sort_keys=True).encode()
    assert hashlib.sha256(written).hexdigest() == DIGESTS[corpus.seed]


# One or two of each kind, in words and forms that the corpora do not have.
LEAKS: list[tuple[dict[str, Any], PhiKind]] = [
    ({"betegség": "szívelégtelenség"}, PhiKind.DIAGNOSIS),
    ({"lekarstwo": "Ketonal"}, PhiKind.MEDICATION),
    ({"όνομα": "Γιώργος"}, PhiKind.PERSON_NAME),
    ({"दवा": "मेटफॉर्मिन"}, PhiKind.MEDICATION),
    ({"kod_pocztowy": "00-950"}, PhiKind.STREET_ADDRESS),
    ({"seriove_cislo": "88412KX"}, PhiKind.DEVICE_ID),
    ({"v": "ssh-rsa AAAAB3NzaC1yc2E"}, PhiKind.CREDENTIAL),
    ({"v": "scans/winterhalter_ottilie/ct.dcm"}, PhiKind.PERSON_NAME),
    ({"dob_unix": -286_243_200}, PhiKind.DATE_OF_BIRTH),
    ({"sterbedatum": "2024-11-02"}, PhiKind.DATE_OF_BIRTH),
    ({"edad_meses": 1_100}, PhiKind.DATE_OF_BIRTH),
    ({"parts": ["219", 37, "9822"]}, PhiKind.SSN),
    ({"phone_area": "212", "phone_exchange": 934, "phone_line": "4173"}, PhiKind.PHONE),
    ({"event": "NA meeting"}, PhiKind.UNLISTED_TEXT),
    ({"tag": "court date"}, PhiKind.UNLISTED_TEXT),
    ({"headphones": "Siobhan's AirPods"}, PhiKind.PERSON_NAME),
    ({"sensor_name": "Polar H9 Dragomira"}, PhiKind.UNLISTED_TEXT),
    ({"pump_sn": 7_720_415}, PhiKind.DEVICE_ID),
    ({"player": 88_120_447}, PhiKind.ACCOUNT_NUMBER),
    ({"external_id": "8f3c2a41"}, PhiKind.ACCOUNT_NUMBER),
    ({"model_path": "/Users/dragomira/dev/net.tflite"}, PhiKind.PERSON_NAME),
    ({"contraception": "Microgynon"}, PhiKind.MEDICATION),
    ({"iris_code": "q7Xb2LmZ9/Rt4VkWc1+YpN8sDhG3" * 3}, PhiKind.DOCUMENT),
    ({"alter_jahre": 93}, PhiKind.DATE_OF_BIRTH),
    ({"v": "85.07.30-033.28"}, PhiKind.NATIONAL_ID),
    ({"v": "736028/5163"}, PhiKind.NATIONAL_ID),
    ({"v": "110101199003074514"}, PhiKind.NATIONAL_ID),
    ({"v": "756.9217.0769.85"}, PhiKind.NATIONAL_ID),
    ({"cnp": "1800101221144"}, PhiKind.NATIONAL_ID),
    ({"kenteken": "GB-123-X"}, PhiKind.NATIONAL_ID),
    ({"omim": "143100"}, PhiKind.DIAGNOSIS),
    ({"v": "MONDO:0005148"}, PhiKind.DIAGNOSIS),
    ({"alergias": "cacahuete"}, PhiKind.DIAGNOSIS),
    ({"v": "N06AB10"}, PhiKind.MEDICATION),
    ({"v": "Brivaracetam 50 mg"}, PhiKind.MEDICATION),
    ({"pill_brand": "Qlaira"}, PhiKind.MEDICATION),
    ({"behandlung": "Zerbaxa"}, PhiKind.MEDICATION),
    ({"tiktok": "ottilie.w"}, PhiKind.ACCOUNT_NUMBER),
    ({"v": "instagram.com/ottilie.w"}, PhiKind.URL),
    ({"v": "//cdn.example.org/u/88123456.jpg"}, PhiKind.URL),
    ({"v": "p5-84-160-12-7.dip.example-isp.net"}, PhiKind.NETWORK_ADDRESS),
    ({"wlan": "Winterhalter Netz"}, PhiKind.NETWORK_ADDRESS),
    ({"sorella": "Ottilie"}, PhiKind.PERSON_NAME),
    ({"v": "Familie Winterhalter"}, PhiKind.PERSON_NAME),
    ({"v": "Ottilie Winterhalter, PhD"}, PhiKind.PERSON_NAME),
    ({"v": "E:\\Utilisateurs\\ottilie\\pouls.csv"}, PhiKind.PERSON_NAME),
    ({"v": "~winterhalter/pulse.csv"}, PhiKind.PERSON_NAME),
    ({"arbeitgeber": "Winterhalter Logistik"}, PhiKind.PRECISE_LOCATION),
    ({"scuola": "Liceo Manzoni"}, PhiKind.PRECISE_LOCATION),
    ({"wohnort": "Tuttlingen"}, PhiKind.STREET_ADDRESS),
    ({"ciudad": "Albacete"}, PhiKind.STREET_ADDRESS),
    ({"v": "Postfach 10 44 22"}, PhiKind.STREET_ADDRESS),
    ({"v": "1017 BS Amsterdam"}, PhiKind.STREET_ADDRESS),
    ({"v": "N 48.13712 E 11.57549"}, PhiKind.PRECISE_LOCATION),
    ({"face_vector": [0.25, -0.5] * 8}, PhiKind.DOCUMENT),
    ({"voice_print": "q7Xb2LmZ9Rt4VkWc1YpN"}, PhiKind.DOCUMENT),
    ({"v": "q7Xb2LmZ9/Rt4VkWc1+YpN8sDhG3"}, PhiKind.CREDENTIAL),
    ({"v": "ssid=1; JSESSIONID=77aa01bc42de"}, PhiKind.CREDENTIAL),
    ({"v": "https://cdn.example.org/a?v=q7Xb2LmZ9Rt4VkWc1YpN8sDhG3"}, PhiKind.URL),
    ({"codigo_de_verificacion": 481_920}, PhiKind.CREDENTIAL),
    ({"contrasena": "verano2026!"}, PhiKind.CREDENTIAL),
    ({"v": "DESKTOP-4QX81MZ"}, PhiKind.DEVICE_ID),
    ({"stroke": True}, PhiKind.DIAGNOSIS),
    ({"stroke": "yes"}, PhiKind.DIAGNOSIS),
    ({"tracking_id": "2a869ba5-c74e-43c1-9356-674eb54342d3"}, PhiKind.DEVICE_ID),
    ({"v": "Tablette de Ottilie"}, PhiKind.PERSON_NAME),
    ({"v": "Ottilies Rechner"}, PhiKind.PERSON_NAME),
    ({"v": "Ottilie's Vivoactive 5"}, PhiKind.PERSON_NAME),
    ({"numero_di_serie": "KXWQPLMNBT"}, PhiKind.DEVICE_ID),
    ({"num_pasaporte": "XDB123456"}, PhiKind.NATIONAL_ID),
    ({"dossier_patient": "8812034"}, PhiKind.MEDICAL_ID),
    ({"id_cliente": "5521903"}, PhiKind.ACCOUNT_NUMBER),
    ({"v": "@ottilie.w"}, PhiKind.ACCOUNT_NUMBER),
    ({"entry": ["dispute", "avec", "ma", "fille", "ce", "matin"]}, PhiKind.FREE_TEXT),
    ({"v": "insuffisance rénale"}, PhiKind.DIAGNOSIS),
    ({"v": "Magenschleimhautentzündung"}, PhiKind.DIAGNOSIS),
    ({"v": "trastorno bipolar"}, PhiKind.DIAGNOSIS),
    ({"tienePsoriasis": True}, PhiKind.DIAGNOSIS),
    ({"v": "50667 Köln"}, PhiKind.STREET_ADDRESS),
    ({"geo": "u1hcy2mt"}, PhiKind.PRECISE_LOCATION),
    ({"trainer": "Ottilie Winterhalter"}, PhiKind.PERSON_NAME),
    ({"v": "Mevr. Winterhalter"}, PhiKind.PERSON_NAME),
    ({"Nachname": "Winterhalter"}, PhiKind.PERSON_NAME),
    ({"姓名": "李雷"}, PhiKind.PERSON_NAME),
    ({"wachtwoord": "zomer2026!"}, PhiKind.CREDENTIAL),
    ({"pesel": "80010112345"}, PhiKind.NATIONAL_ID),
    ({"latitudine": 45.46421, "longitudine": 9.18998}, PhiKind.PRECISE_LOCATION),
    ({"широта": 55.75583, "долгота": 37.61778}, PhiKind.PRECISE_LOCATION),
    ({"v": "smb://nas/hildegard/puls.csv"}, PhiKind.PERSON_NAME),
    ({"v": "0049 171 234 5678"}, PhiKind.PHONE),
    ({"v": "simvastatina"}, PhiKind.MEDICATION),
    ({"v": "당뇨병"}, PhiKind.DIAGNOSIS),
    ({"hat_epilepsie": True}, PhiKind.DIAGNOSIS),
    ({"device_name": "iPhone von Hildegard"}, PhiKind.PERSON_NAME),
    ({"device_name": "Montre de Bérénice"}, PhiKind.PERSON_NAME),
    ({"host": "quentins-macbook-air.local"}, PhiKind.PERSON_NAME),
    ({"v": "Petras Galaxy S21"}, PhiKind.PERSON_NAME),
    ({"v": "さくらのiPhone"}, PhiKind.PERSON_NAME),
    ({"log": "/home/gerda/acme/sync.log"}, PhiKind.PERSON_NAME),
    ({"log": "C:\\Users\\gerda\\x.log"}, PhiKind.PERSON_NAME),
    ({"v": "picnic with Margaret"}, PhiKind.PERSON_NAME),
    ({"wifi": {"name": "Gerdas Netz"}}, PhiKind.NETWORK_ADDRESS),
    ({"mac": "A1B2C3D4E5F6"}, PhiKind.NETWORK_ADDRESS),
    ({"lat": 48.137, "lon": 11.575}, PhiKind.PRECISE_LOCATION),
    ({"latE7": 481371079}, PhiKind.PRECISE_LOCATION),
    ({"position": {"x": 11.575, "y": 48.137}}, PhiKind.PRECISE_LOCATION),
    ({"x": 111.57549, "y": 48.13743}, PhiKind.PRECISE_LOCATION),
    ({"waypoints": [48.13743, 11.57549, 48.1375, 11.5756]}, PhiKind.PRECISE_LOCATION),
    ({"geohash": "u281z7j"}, PhiKind.PRECISE_LOCATION),
    ({"v": "8FWH4HX8+QR"}, PhiKind.PRECISE_LOCATION),
    ({"v": "4HX8+QR Munich"}, PhiKind.PRECISE_LOCATION),
    ({"polyline": "_p~iF~ps|U_ulLnnqC_mqNvxq`@"}, PhiKind.PRECISE_LOCATION),
    ({"gaid": "38400000-8cf0-11bd-b23e-10b96e40000d"}, PhiKind.DEVICE_ID),
    ({"imei": 490154203237518}, PhiKind.DEVICE_ID),
    ({"v": "358240051111110"}, PhiKind.DEVICE_ID),
    ({"pump_serial_number": "7TX41K9"}, PhiKind.DEVICE_ID),
    ({"athlete": {"id": 8_881_234}}, PhiKind.ACCOUNT_NUMBER),
    ({"v": "auth0|5f7c8ec7c33c6c004bbafe82"}, PhiKind.ACCOUNT_NUMBER),
    ({"v": "eyJhbGciOiJub25lIn0.eyJzdWIiOiI3In0.x"}, PhiKind.CREDENTIAL),
    ({"refresh_token": "r4nd0m-and-long"}, PhiKind.CREDENTIAL),
    ({"v": "Rosuvastatin 10"}, PhiKind.MEDICATION),
    ({"rxcui": 617314}, PhiKind.MEDICATION),
    ({"tag": "grandma in clinic"}, PhiKind.FREE_TEXT),
    ({"yob": 1971, "zip3": "036"}, PhiKind.DATE_OF_BIRTH),
    ({"age": 91}, PhiKind.DATE_OF_BIRTH),
    ({"birth_month": 7}, PhiKind.DATE_OF_BIRTH),
    ({"who": {"y": 1971, "m": 7, "d": 3}}, PhiKind.DATE_OF_BIRTH),
    ({"v": "4366412345678"}, PhiKind.PHONE),
    ({"area_code": 415, "line": 5550132}, PhiKind.PHONE),
    ({"v": "2l9 O9 9999"}, PhiKind.SSN),
    ({"firmware": "219 09 9999"}, PhiKind.SSN),
    ({"chunk_1": "219", "chunk_2": "09", "chunk_3": "9999"}, PhiKind.SSN),
    ({"219": "09-9999"}, PhiKind.SSN),
    ({"v": "GIYTSLJQHEWTSOJZHE======"}, PhiKind.SSN),
    ({"v": "jane@example\u0701com"}, PhiKind.EMAIL),
    ({"left": "jane.roe", "right": "@example.com"}, PhiKind.EMAIL),
    ({"o": {"user": "jane", "domain": "example.com"}}, PhiKind.EMAIL),
    ({"hasAsthma": False}, PhiKind.DIAGNOSIS),
    ({"depression": "yes"}, PhiKind.DIAGNOSIS),
    ({"hiv_status": "unknown"}, PhiKind.DIAGNOSIS),
]


# Illnesses and medications that no corpus has, in seven languages: by root, by name, in keys and in values.
ILLNESSES = """
    brucellosis Brucellose brucelosis brucellosi endocarditis endocardite Leptospirose leptospirosi escoliosis scoliosi
    Myasthenia-gravis polymyalgia polimialgia Nebennierenrindeninsuffizienz esclerodermia sclerodermia histoplasmosis
    hyperparathyroidism hiperparatiroidismo iperparatiroidismo Hyperparathyreoidismus bronchiectasis bronchiectasie
    sarampión rougeole morbillo mazelen Masern paperas oreillons orecchioni caxumba Windpocken waterpokken
    coqueluche Keuchhusten kinkhoest tosferina pertosse Lungenembolie longembolie aambeien Hämorrhoiden hemorroides
    jicht goutte gotta psoriasi psoríase vitiligine urticaire orticaria Nesselsucht retinopatía retinopathie
    Kniearthrose coxarthrose gonartrosi hidradenitis thalassemia talassemia drépanocytose mucoviscidose hanseníase
    """.split()
MEDICATIONS = """
    ezetimibe ezetimiba Methotrexat metotrexato amitriptilina Ciclosporin ciclosporina levetiracetam fenitoína
    rivastigmina Colchicin colchicina tizanidina isotretinoína Nitrofurantoin entacapona ropinirol
    Entyvio Otezla Skyrizi Vraylar Nurtec Xolair lacosamida pirfenidona mirabegrón tolterodina
    """.split()


@pytest.mark.parametrize("word", ILLNESSES)
def test_an_illness_is_found_in_each_language(word: str) -> None:
    assert PhiKind.DIAGNOSIS in kinds({"v": word})
    assert PhiKind.DIAGNOSIS in kinds({"has_" + word: True})


@pytest.mark.parametrize("word", MEDICATIONS)
def test_a_medication_is_found_in_each_language(word: str) -> None:
    assert PhiKind.MEDICATION in kinds({"v": word})


@pytest.mark.parametrize(
    "word",
    """
    cooler influence metabolism organism mechanism strophe Bahndamm qualcosa colher colère bath collera pulse pressure
    weight cold stress sleep glucose ketosis insulin melatonin insomnia-mode folate vitamin lithium dissenter collar
    presence frequency energy position calibration resting analysis synthesis hypnosis emphasis thesis basis axis
    asymmetry biometrics telemetry cardio aerobic thorax stoma abdominal femoral radial tibial metabolic anaerobic
    """.split(),
)
def test_an_everyday_word_or_one_of_measuring_is_no_illness(word: str) -> None:
    assert {PhiKind.DIAGNOSIS, PhiKind.MEDICATION}.isdisjoint(kinds({"v": word}))


@pytest.mark.parametrize(("payload", "kind"), LEAKS, ids=[str(leak[0])[:40] for leak in LEAKS])
def test_what_apps_leak_is_found(payload: dict[str, Any], kind: PhiKind) -> None:
    assert kind in kinds(payload)


@pytest.mark.parametrize(
    "payload",
    [
        {"class_5_min": "0123345" * 41, "movement_30_sec": "1243" * 300, "hypnogram": "WWN123RR" * 30},
        {
            "answer": "More than half the days",
            "q1": "Hardly ever",
            "q2": "2-3 times a week",
            "q3": "Not quite so much now",
        },
        {"answers": ["1", "0", "2", "3", "1", "0", "2", "1", "3"], "digits": "102310213"},
        {
            "asthma_control_score": 21,
            "afib_burden_percent": 1.5,
            "migraine_days": 3,
            "pregnancy_status": "not pregnant",
        },
        {"sinus": "regular", "since": "2025-05-01", "tinnitus": 3, "single": True},
        {"gps_accuracy_m": 4.5231, "location_entropy": 1.23456, "lat": 48.14, "lon": 11.58, "geohash": "u281z"},
        {"alarm_code": "E105", "alarms": ["E105", "E204"], "error": "E10", "fault_code": "F329"},
        {"phone_last_sync": "2025-05-01T10:00:00Z", "phone_model": "Pixel 8", "last_phone_sync": 1746093600},
        {"provider_name": "GARMIN", "client_name": "acme-ios", "device_name": "iPhone 15 Pro Max"},
        {"group_id": "group-3", "visit_code": "V03A", "visit_id": "visit-2025-03", "case_number": 12},
        {"record_id": "4010232137", "value": "26013218219", "startTimeMillis": "1746093600123"},
        {"fitness_age": 93, "age": 89, "birth_year": 1961, "age_band": "90+"},
        {"medication_taken": True, "medication": "as needed", "event": "Pill Reminder Opened"},
        {"accel": {"x": 0.01234, "y": -0.98123, "z": 0.1}, "touch": {"x": 182.5, "y": 430.2}},
        {"year": 2025, "month": 5, "day": 1, "systolic": "120", "diastolic": "80", "steps": "5000"},
        {"idfa": "00000000-0000-0000-0000-000000000000", "token_count": 3, "user_count": 4},
        {"file": "/data/user/0/com.acme/files/x.db", "screen": "/home/sleep/week", "ci": "/Users/runner/work/x"},
    ],
)
def test_what_measures_and_settings_are_called_passes(payload: dict[str, Any]) -> None:
    assert find_phi(payload) == []


@pytest.mark.parametrize(
    "payload",
    [
        {"host": "DESKTOP-Wickramasinghe"},
        {"v": "Wanjiru Kiplagat"},
        {"k": "ひろし時計"},
        {"opt": "дядя Ваня"},
        {"label": "zu Besuch bei Schwiegermutter"},
        {"pc": "quispe-laptop"},
        {"who": "mamani77"},
        {"o": {"x1": "Thistlethwaite Close"}},
        {"list": ["walking", "sat beside Wanjiru"]},
    ],
)
def test_a_text_of_unknown_words_is_refused_where_the_schema_lists_nothing(payload: dict[str, Any]) -> None:
    assert kinds(payload) == {PhiKind.UNLISTED_TEXT}
    (finding,) = find_phi(payload)
    path = tuple(step for step in finding.path.split("/")[1:] if not step.isdecimal())
    (value,) = [value for value in _scalars(payload) if value != "walking"]
    assert find_phi(payload, {path: frozenset({value})}) == []
    assert find_phi(payload, written=frozenset({path})) == []


def _scalars(value: Any) -> list[Any]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return [value] if inner is None else [scalar for each in inner for scalar in _scalars(each)]


def test_a_refusal_of_unknown_words_says_what_to_do() -> None:
    with pytest.raises(SignalPhiDetected) as refusal:
        guard({"note": "Wanjiru Kiplagat"})
    (violation,) = refusal.value.violations
    assert violation.description.startswith("may hold PHI: unlisted_text; ") and "enum" in violation.description


def test_a_word_with_a_capital_passes_where_the_key_tells_of_no_person() -> None:
    assert find_phi({"ring_color": "Wabisabi", "food_name": "Blarg with Zwieblo", "exercise": "Blarg Press"}) == []
    assert kinds({"given": "Wabisabi", "v": 1}) == {PhiKind.UNLISTED_TEXT}


@pytest.mark.parametrize(
    "payload",
    [
        {"stethoscope": "Zwieblo Kern"},
        {"purifier_mode": "Blarg Turbo"},
        {"o": {"sleep_stage": "zzwie blarg"}},
        {"event_type": "Obstructive Apnea"},
        {"phq9_3": "I never feel like that"},
        {"frage": "Wie gut haben Sie geschlafen?"},
        {"message": "Upload finished, nothing new"},
        {"question_text": "Did you wake up during the night?"},
        {"stimmung": "ziemlich blargig"},
        {"konsole": "StrikeZwie"},
        {"device_name": "Wahoo ZWIEBLO BLARG"},
        {"気分": "まあまあ"},
        {"настроение": "взлохмаченное"},
    ],
)
def test_unknown_words_pass_where_the_key_leaves_them_to_no_person(payload: dict[str, Any]) -> None:
    assert find_phi(payload) == []


@pytest.mark.parametrize(
    ("payload", "kind"),
    [
        ({"stethoscope": "Blarg Renatas"}, PhiKind.UNLISTED_TEXT),
        ({"sensor": "Zwieblo Fitbit"}, PhiKind.UNLISTED_TEXT),
        ({"scale": "Familie Zwieblo"}, PhiKind.UNLISTED_TEXT),
        ({"machine_type": "Foyle, Rowin"}, PhiKind.UNLISTED_TEXT),
        ({"event": "chez maman"}, PhiKind.UNLISTED_TEXT),
        ({"custom_stage": "Zwieblo Kern"}, PhiKind.UNLISTED_TEXT),
        ({"status": "she left me again"}, PhiKind.FREE_TEXT),
        ({"message": "told my wife about the test"}, PhiKind.FREE_TEXT),
        ({"diary": "Upload finished again today"}, PhiKind.FREE_TEXT),
        ({"stimmung": "Zwie Blarg"}, PhiKind.UNLISTED_TEXT),
        ({"stimmung": "Zwieblo very happy"}, PhiKind.UNLISTED_TEXT),
        ({"蓝牙": "晓明的"}, PhiKind.UNLISTED_TEXT),
        ({"настроение": "Жора Взлохмаченный"}, PhiKind.UNLISTED_TEXT),
    ],
)
def test_what_tells_of_a_person_is_refused_under_such_a_key_too(payload: dict[str, Any], kind: PhiKind) -> None:
    assert kinds(payload) == {kind}


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        *[(text, Shape.WORDS) for text in ("light_sleep", "Fat Burn", "Galaxy Watch6 Classic", "NullPointerException")],
        *[(text, Shape.FORM) for text in ("Asia/Ho_Chi_Minh", "text/csv; charset=utf-8", "zh-Hant-TW", "12:30")],
        *[(text, Shape.FORM) for text in ("kxqzvw_blarg", "とても良い")],
        ("Blarg", Shape.NAME),
        *[(text, Shape.OTHER) for text in ("Blarg Watch", "a/blarg/b", "blargh12", "Wohnung_Blarg", "щука")],
    ],
)
def test_a_text_has_a_shape(text: str, shape: Shape) -> None:
    assert shape_of(text) is shape


@pytest.mark.parametrize(
    "payload",
    [
        # Ids of things, by their form any number's, a person's only under a key of persons.
        {"room_id": "2125550187", "order_id": "K20481337", "campaign_id": "autumnring26", "sku": "70125-14"},
        {"xid": "9QzT4bLm2XcV7pWkR1sYfA", "deviceid": "sensor0", "group_id": "5b1c2f60-9d1e-4c7a-8f0e-2a6d3c9b7e11"},
        {"external_id": "garmin_push_20481337000"},
        {"external_id": "5b1c2f60-9d1e-4c7a-8f0e-2a6d3c9b7e11"},
        {"vendor_id": "4631", "advertiserId": "brand-7", "eid": "5b1c2f60-9d1e-4c7a-8f0e-2a6d3c9b7e11"},
        {"sleep_whoop_id": "5b1c2f609d1e"},
        # What apps and makers call their own.
        {"title": "February Distance Challenge"},
        {"name": "My Distance Webhook"},
        {"name": "module iZwieb"},
        {"alias": "vitamin_d", "place_name": "Gym", "label": "体重", "name": "食物繊維"},
        {"end": "2025-03-04 07:11:59 +0800"},
        {"why_do_you_want_to_leave_this_plan": "price"},
        {"answer": "I prefer not to say"},
        # Labels of two words beside others are no note together.
        {"symptoms": ["cramps", "bloating", "tender breasts"]},
        {"symptoms": ["headache", "bloating", "acne", "back pain"], "pain_areas": ["left knee", "lower back"]},
        {"title": "Couch to 5K - Week 3 Day 2"},
        {"questionnaire": "Edinburgh Postnatal Depression Scale", "vendor": "Ascensia Diabetes Care"},
        {"equation": "Harris-Benedict", "formula": "Mifflin-St Jeor", "integration": "terra"},
        {"instrument": "Beck Depression Inventory", "questionnaire": "Asthma Control Test"},
        # What software is called, by its own key and by the object that it stands in.
        {"app": {"name": "Zwieblo", "version": "4.1.0"}, "os": {"name": "BlargOS"}, "gear": {"name": "Suunto 9 Blarg"}},
        {"integration_name": "Zwieblo", "library": {"name": "zwieblo-blarg core"}, "sdk": {"name": "Blarg Automation"}},
        {"namespace": "com.zwieblo.Blarg", "package": {"name": "@zwieblo/core"}, "tag": "@zwieblo/core@1.0.0-next.0"},
        # Food, by a portion and a nutrient beside its name.
        {"name": "Zwieblo", "serving_size": 100, "protein": 7.5},
        {"name": "Zwieblo", "brand": "Blarg", "barcode": "3017620422003", "createdAt": "2006-01-01T00:00:00"},
        {"name": "Blarg Drink", "nutrients": {"nutrient.protein": 0.01}},
        {"food": {"name": "Protein Blarg", "servingUnit": "g", "calories": 80}},
        # Ids that programs make, and numbers that no network of cards gives out.
        {"voter": {"id": "5b1c2f609d1e4c7a8f0e2a6d"}, "group_id": "5b1c2f609d1e4c7a8f0e2a6d3c9b7e11"},
        {"destination": {"id": "1WTcDSEOE437e4ePH10BJNELXmE"}},
        {"event_id": "2518783235949759942", "barcode": "0094395000172", "total_active_users": 383953},
        {"end": "February 28, 2026 20:00:00", "le": "+Inf", "template": "My template name"},
        {"summary": {"title": "General insurance business"}},
        {"@timestamp": "2026-03-01T08:00:00Z", "@version": "1", "log": {"@type": "blarg"}, "language": "Serbian"},
        {"buildId": "20180409100035", "zigbeePanId": "6611", "os": {"name": "Darwin"}, "country": "Solomon Islands"},
        {
            "playhead_position": 7023.336,
            "send_to": "UA-165994240-1",
            "text": "string 1234",
            "resource_type": {"id": "blarg"},
        },
        {"title": "Zwieblo Browser Plugin", "name": "Gastrocnemius", "fill": "rgba(156, 2, 39, 1)"},
        {"goal": "hypertrophy", "program": "Hypertrophy Block A", "hypertrophy": 3, "quizFitnessLevel2To5Years": 1},
        {"CFBundleName": "Blarg-Tester", "value": "monitoring 12"},
        {"start": "2026-01-15 12:30:00 Europe/Paris", "end": "2026-01-15T20:30+01:00[Europe/Paris]"},
    ],
)
def test_what_public_samples_of_others_showed_passes(payload: dict[str, Any]) -> None:
    assert find_phi(payload) == []


@pytest.mark.parametrize(
    "payload",
    [
        {"room_id": "219-37-9822"},
        {"contact_id": "2125550187"},
        {"contact": {"id": "2125550187"}},
        {"student_id": "219379822"},
        {"wa_id": "2125550187"},
        {"clinician_id": "K20481337"},
        {"order_id": "+49 151 23456789"},
        {"id": "447827986321"},
        {"enc_id": "ENC62625510"},
        {"vat_id": "DE139829065"},
        {"strava_id": "5724345466"},
        {"external_id": "00417720455"},
        {"vendor_id": "5b1c2f60-9d1e-4c7a-8f0e-2a6d3c9b7e11"},
        {"eid": "89049032123451234512345678901235"},
        {"cover": "Zwieblo Home"},
        {"racquet": "Zwieblo Evening Ride"},
        {"tyre": "Bike Zwieblo"},
        {"racquet": "Zwieblo Cottage"},
        {"title": "Dinner with zwieblo"},
        {"cover": "Zwieblo Kernow"},
        {"cover": "Zwieblo very warm"},
        {"name": "Run with Zwieblo"},
        {"name": "My Knee Surgery"},
        {"name": "My Left Shoulder"},
        {"model_alias": "Zwieblo family scale"},
        {"place_name": "Zwieblo Gym"},
        {"label": "タナカ ハナコ"},
        {"app": {"name": "Zwieblo Kern Blarg"}},
        {"app": {"name": "Annas iPhone"}},
        {"library_name": "Jean Zwieblo"},
        {"sdk": {"name": "dinner with Anna"}},
        {"room": {"name": "Zwieblo"}},
        {"profile": {"name": "Zwieblo"}},
        {"channel": {"name": "Anna Thompson"}},
        {"namespace": "com.margaret.Zwieblo"},
        {"name": "@anna.zwieblo/notes"},
        {"tag": "@zwieblo"},
        {"name": "Zwieblo", "protein": 90, "carbs": 210},
        {"name": "Zwieblo", "brand": "Garmin", "calories": 400},
        {"name": "Zwieblo Kern", "serving_size": 100, "protein": 7.5},
        {"name": "Annas cake", "serving_size": 100, "protein": 7.5},
        {"home": {"id": "48.85837,2.29448"}},
        {"destination": {"token": "1WTcDSEOE437e4ePH10BJNELXmE"}},
        {"voter_id": "XYZ1234567"},
        {"group_id": "GRP-778812"},
        {"contact_id": "01711234567"},
        {"user": "zwieblo77"},
        {"@zwieblo": 1},
        {"pan": "6611"},
        {"goal": "left ventricular hypertrophy"},
        {"goal": "benign prostatic hypertrophy"},
        {"goal": "Hypertrophie ventriculaire gauche"},
        {"goal": "ipertrofia prostatica"},
        {"goal": "hipertrofia ventricular izquierda"},
        {"data": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0"},
        {"title": "Margaret Zwieblo App"},
        {"title": "Zwieblo Blarg App"},
        {"title": "Zwieblo Server"},
        {"text": "Sudring 12"},
        {"text": "Kaiser Ring 12"},
        {"position": "48.858372,2.294481"},
        {"resource_type": "Patient"},
        {"os": {"name": "Darwin Thompson"}},
        {"owner": {"name": "Solomon Thompson"}},
        {"tag": "my knee pain"},
    ],
)
def test_a_person_beside_those_is_still_found(payload: dict[str, Any]) -> None:
    assert find_phi(payload)


# The first digits that a network of cards gives out, and how many digits its cards have.
ISSUERS = [
    ("4", 13),
    ("4", 16),
    ("4", 19),
    ("51", 16),
    ("5018", 13),
    ("6759", 18),
    ("6011", 16),
    ("62", 19),
    ("34", 15),
]
ISSUERS += [("37", 15), ("36", 14), ("3528", 16), ("2221", 16), ("2720", 16), ("2204", 19)]


@given(issuer=st.sampled_from(ISSUERS), number=st.integers(1, 10**12))
def test_a_card_of_each_network_is_found_under_ids_too(issuer: tuple[str, int], number: int) -> None:
    begin, length = issuer
    digits = begin + str(number).zfill(12)[: length - len(begin) - 1].zfill(length - len(begin) - 1)
    card = digits + next(last for last in "0123456789" if luhn(digits + last))
    assert PhiKind.ACCOUNT_NUMBER in kinds({"event_id": card})


@given(
    name=st.sampled_from(sorted(GIVEN_NAMES - PLACE_LIKE_NAMES)),
    outer=st.sampled_from(["app", "sdk", "gear", "library"]),
)
def test_a_known_name_is_no_name_of_a_thing(name: str, outer: str) -> None:
    assert find_phi({outer: {"name": name.title()}})
    assert find_phi({"name": f"{name.title()} Zwieblo", "serving_size": 100, "protein": 7.5})


LISTED: Listed = {
    ("answer",): frozenset({"She felt dizzy again after lunch", 219099999}),
    ("o", "answer"): frozenset({"jane.roe@example.com"}),
}


def test_what_a_schema_lists_passes_at_its_own_place_only() -> None:
    text = "She felt dizzy again after lunch"
    assert find_phi({"answer": text}, LISTED) == []
    assert find_phi({"answer": [text, text]}, LISTED) == []
    assert find_phi({"o": {"answer": "jane.roe@example.com"}}, LISTED) == []
    assert find_phi({"other": text}, LISTED)
    assert find_phi({"o": {"answer": text}}, LISTED)
    assert find_phi({"answer": f"{text} today"}, LISTED)
    assert find_phi({"answer": [text, "jane.roe@example.com"]}, LISTED)


EMAILS = st.builds(
    "{}.{}@{}.org".format,
    *[st.text(string.ascii_lowercase, min_size=3, max_size=9)] * 3,
)
SSNS = st.builds("{:03}-{:02}-{:04}".format, st.integers(1, 665), st.integers(1, 99), st.integers(1, 9999))
PHONES = st.builds("({}) {}-{:04}".format, st.integers(201, 989), st.integers(200, 999), st.integers(0, 9999))


@given(EMAILS | SSNS | PHONES, st.sampled_from(OBFUSCATIONS), st.sampled_from(["value", "x", "data"]))
def test_a_found_identifier_is_found_in_every_disguise(text: str, obfuscate: Obfuscation, key: str) -> None:
    assert find_phi({key: text})
    assert find_phi({key: obfuscate(text)})


def test_what_is_encoded_over_and_over_is_a_document_whatever_it_hides() -> None:
    text = "calm"
    for _ in range(4):
        text = base64_text(text)
    assert kinds({"value": text}) == {PhiKind.DOCUMENT}
    assert PhiKind.DOCUMENT in kinds({"value": "%2525252541"})
    assert not find_phi({"value": percent("calm")}) and not find_phi({"value": base64_text(percent("calm"))})


def test_a_payload_of_nested_encodings_is_given_up_after_a_hundred_of_them() -> None:
    nested = [f"::1 1 2 3 4 &#37;%%2525{number:05}" for number in range(2_000)]
    findings = find_phi({"values": nested})
    assert [finding.path for finding in findings][-1] in {f"payload/values/{place}" for place in range(MAX_FINDINGS)}
    assert len(findings) == MAX_FINDINGS


TRANSPORTS = [percent, base64_text, hexadecimal]


@given(EMAILS | SSNS, st.sampled_from(OBFUSCATIONS), st.sampled_from(TRANSPORTS))
def test_a_disguise_within_an_encoding_is_found(text: str, inner: Obfuscation, outer: Obfuscation) -> None:
    assert find_phi({"value": outer(inner(text))})


@given(ANY_PAYLOAD | st.dictionaries(KEYS, DEEP, max_size=3))
@settings(max_examples=200)
def test_the_guard_takes_any_json(payload: dict[str, Any]) -> None:
    findings = find_phi(payload, LISTED)
    assert all(finding.path.startswith("payload/") and finding.kind in PhiKind for finding in findings)
    assert len(findings) <= MAX_FINDINGS


@pytest.mark.parametrize(
    ("key", "text", "kind"),
    [
        ("value", "GB82" + "WEST" * 16_000, PhiKind.DOCUMENT),  # more digits than int() takes
        (
            "dob",
            "\U00010a40\U00010a41\U00010a42\U00010a43\U00010a40",
            PhiKind.DATE_OF_BIRTH,
        ),  # digits that int() takes not
        ("code", "7\U00010a42211009", PhiKind.DIAGNOSIS),
        ("value", "(❹❶❺) ❺❺❺-❶❶❸❷", PhiKind.PHONE),
        ("value", "a" + "\u0301\u0316" * 15_000, PhiKind.DOCUMENT),  # marks out of order
    ],
)
def test_odd_digits_and_marks_are_read_and_hold_nothing_up(key: str, text: str, kind: PhiKind) -> None:
    started = time.thread_time()
    assert kind in kinds({key: text})
    assert time.thread_time() - started < 1


@given(st.sampled_from(sorted(FOUND)), st.sampled_from(["value", "list", "key", "nested"]))
def test_a_refusal_names_path_and_kind_and_never_the_value(text: str, place: str) -> None:
    marked = f"{MARKER} {text}" if " " in text else f"{text} {MARKER}"
    payload: dict[str, Any] = {
        "value": {"value": marked},
        "list": {"value": [1, marked]},
        "key": {marked: 1},
        "nested": {"o": {marked: marked}},
    }[place]
    for finding in find_phi(payload):
        assert MARKER not in finding.path
    try:
        guard(payload)
    except SignalPhiDetected as refusal:
        assert refusal.violations
        assert MARKER not in repr(refusal.details) + refusal.detail + str(refusal)


def test_every_place_is_named_at_once() -> None:
    payload = {
        "contact": "jane.roe@example.com",
        "ids": ["walking", "219-09-9999"],
        "who": {"mrn": 45678},
        "jane.roe@example.com": 1,
        "steps": 219099999,
    }
    with pytest.raises(SignalPhiDetected) as refusal:
        guard(payload)
    fields = {violation.field for violation in refusal.value.violations}
    assert fields == {"payload/contact", "payload/ids/1", "payload/who/mrn", "payload/<key 3>"}
    guard({"steps": 219099999})


def test_findings_are_bounded() -> None:
    assert len(find_phi({"values": ["219-09-9999"] * 1_000})) == MAX_FINDINGS


# Where a pattern of worse than linear time would spend minutes.
PATHOLOGICAL = [
    "iphone von " * 5_900,
    "/Users/a" * 8_100,
    "1.2345," * 9_200,
    "_p~iF" * 13_000,
    "[at]" + " " * 65_000,
    "a@" * 32_000,
    "1-" * 32_000,
    "A1 " * 21_000,
    "%25" * 21_000,
    "&amp;" * 13_000,
]


@pytest.mark.parametrize("key", ["value", "address", "dob", "notes", "name", "latitude", "polyline"])
@pytest.mark.parametrize("text", PATHOLOGICAL, ids=[text[:6] for text in PATHOLOGICAL])
def test_a_payload_of_full_size_is_answered(key: str, text: str) -> None:
    assert find_phi({key: text})
    assert find_phi({key: [text[:200]] * 300}) is not None


@pytest.mark.parametrize(
    "payload",
    [
        {"strokeRate": 24, "stroke_count": 240, "style": "butterfly_stroke"},
        {"eq5d_anxiety_depression": 2, "phq9_depression_item": 1, "afib_burden_percent": 2.5, "mode": "AFIB"},
        {"symptoms": ["HEADACHE", "CRAMPS", "TENDER_BREASTS"], "activityParentName": "Outdoor Bike"},
        {
            "city": "unknown",
            "gym": True,
            "partner": False,
            "network": "5g",
            "wlan": "802.11ac",
            "wifi": "WPA2 5 GHz",
            "treatment": "placebo",
        },
        {"strava": "connected", "instagram": True, "route": "/home/sleep", "v": "caffeine 80 mg", "fw": "A10BA02"},
        {"hw_rev": "C32.1", "zone": "Asia/Ho_Chi_Minh", "hash": "bc1e39e005d5fad755f3bae93ecd7313695d0388"},
        {"timezone": "Europe/Berlin", "country": "Germany", "region": "Bavaria", "v": "Magnesium 200 mg"},
        {"os": "HarmonyOS 4.0.0.102", "image": "HarmonyOS 4.0.0.102"},
        {"club_colors": "Santa Monica", "gender": "prefer not to say"},
        {"notice": "KB-2024-0612", "level": "level 12"},
        {"stroke": "breaststroke", "label": "no pain"},
        {"digest": "q7Xb2LmZ9/Rt4VkWc1+YpN8sDhG3", "v": "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg="},
        {"v": "HKQuantityTypeIdentifierVO2Max", "request_id": "q7Xb2LmZ9Rt4VkWc1YpN8sDhG3"},
        {"token_count": 81_920, "pin": 13, "tan": 0.41207, "token_type": "access"},
        {"status": "insufficient data", "bloeddruk": 121, "gewicht": 82, "step": "schema migration"},
        {"trainer": "Garmin Coach", "reported_by": "Self Report", "pose": "Child's Pose", "day": "Valentine's Day"},
        {"total": "10000 Schritte", "goal": "12345 Steps", "uid": "2a869ba5-c74e-43c1-9356-674eb54342d3"},
        {"via": "bluetooth", "run": 12_345, "users_count": 20_000, "answer": "Prefer not to answer"},
        {"mode": "trouble falling asleep", "EPOC": 140, "asset": "@2x"},
        {"hypertension_check": 1, "arrhythmia_classification": 0, "pregnancy_week": 14, "birth_control": "pill"},
        {
            "allergens": ["milk", "nuts"],
            "external_id": "garmin_push_30411287734",
            "next_page_token": "q7Xb2LmZ9Rt4VkWc1YpN8sDhG3",
        },
        {
            "transmitter_id": "ab01" * 16,
            "cccd": "0x0002",
            "handle": "Series 900",
            "chipset": "DA14531",
            "brand": "Les Mills",
        },
        {"readings": "q7Xb2LmZ9/Rt4VkWc1+YpN8sDhG3" * 3, "filter": "AFib detection", "effort": "9 - extremely severe"},
        {"antwort": "an mehr als der Hälfte der Tage", "respuesta": "ni de acuerdo ni en desacuerdo"},
        {"data": {"next_page_token": "q7Xb2LmZ9Rt4VkWc1YpN8sDhG3"}},
        {"nebulizer_unit": "Zorvex Mini 3A", "criterion": "3% desaturation"},
    ],
)
def test_what_sounds_like_phi_and_is_none_passes(payload: dict[str, Any]) -> None:
    assert find_phi(payload) == []
