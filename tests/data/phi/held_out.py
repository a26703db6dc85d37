"""Makes `held_out.ndjson`: payloads that the guard was not developed against, the same bytes on every run.

    python -m tests.data.phi.held_out

Other sources than those of `generate`: the example numbers of the phonenumbers library for every region, Faker in
other locales, codes and sentences that were written for this file alone, and telemetry of devices and shapes that
`harmless` does not have. Its author had read the guard, but took neither patterns nor words from it, and evaluated it
before anything was mended; both figures are in docs/signals.md.
"""

# ruff: noqa: RUF001, SIM905 - look-alikes are meant; codes read better as a text than as a list

import base64
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import phonenumbers
from faker import Faker

HELD_OUT = Path(__file__).with_name("held_out.ndjson")
SEED = 77_310
PER_KIND = 60
HARMLESS = 900
LOCALES = ["pl_PL", "sv_SE", "fi_FI", "da_DK", "cs_CZ", "ro_RO", "tr_TR", "en_NZ", "en_IE", "fr_CA", "de_CH", "pt_PT"]
KEYS = ["content", "info", "p1", "raw", "entry", "meta_value", "detail", "token", "slot", "param", "source", "result"]

ICD_10 = (
    "I63.9 K50.90 Z85.3 D50.9 E78.5 M06.9 G40.909 N39.0 F20.9 H25.9 L20.9 P07.3 Q21.1 R73.03 T78.40XA S52.501A C34.90"
    " B18.2 A15.0 O09.90 F33.2 E03.9 J44.1 M81.0 K70.30"
).split()
SNOMED = (
    "59621000 13644009 40930008 56265001 709044004 414545008 271737000 64859006 82423001 48694002 370143000 46635009"
    " 24700007 69896004 9014002 34000006 64766004 363346000"
).split()
DIAGNOSES = (
    "hypothyroidism", "ulcerative colitis", "Type 1 diabetes mellitus", "major depressive disorder", "breast cancer",
    "iron deficiency anemia", "acute bronchitis", "chronic kidney disease stage 3", "Graves disease", "panic disorder",
    "atopic dermatitis", "peripheral neuropathy", "congestive heart failure", "prostate cancer", "gestational diabetes",
    "obsessive compulsive disorder", "hepatitis B", "macular degeneration", "endometriosis", "postpartum depression",
    "sleep apnea", "polycystic ovary syndrome", "anaphylaxis", "osteoarthritis of the knee", "HIV positive",
)  # fmt: skip
SENTENCES = (
    "He stopped taking his tablets because they made him feel worse.",
    "mum says the rash came back overnight, quite itchy",
    "Called the clinic twice and nobody picked up",
    "Went for a run but had to stop halfway as my chest felt tight",
    "please tell my daughter that the appointment moved to Thursday",
    "I think the new dose is too strong for me",
    "the swelling went down after two days of rest",
    "Feeling anxious since the accident, can not sleep",
    "Blood sugar was high again this morning after breakfast",
    "my husband noticed I stop breathing at night",
    "Der Schmerz im Knie ist seit gestern schlimmer geworden",
    "J'ai mal au ventre depuis trois jours et je dors mal",
    "Me duele la cabeza desde el lunes por la noche",
    "Non riesco a dormire e mi sento sempre stanca",
    "Minha pressão subiu de novo depois do almoço",
    "Patient reports intermittent palpitations on exertion",
    "She has an allergy to penicillin and carries an EpiPen",
    "Follow up with cardiology in six weeks",
    "Hat heute zweimal erbrochen und will nichts essen",
    "lost three kilos since the operation, no appetite",
)
HARD = (
    "SM-A536B/DS", "RMX3370", "M2101K6G", "Amazfit Bip 3", "Polar Vantage V2", "Garmin Venu 2S", "Versa 4",
    "HUAWEI WATCH GT 4", "A536BXXU4CVK4", "22F66", "QP1A.190711.020", "OPM1.171019.011", "MIUI 14.0.6", "One UI 6.1",
    "5.15.0-105-generic", "HarmonyOS 4.0.0.102", "Linux 6.8.7", "7.4.1.1043", "2024.4.1.22104", "r1234567",
    "b20240612.2", "nightly-2024-06-12", "T-Mobile", "O2 - de", "Vodafone IT", "AT&T", "802.11ac", "WPA3", "eSIM",
    "u33d", "9q8y", "dr5r", "59.3,18.1", "-33.87, 151.21", "35.7N 139.7E", "Pacific/Chatham",
    "America/Indiana/Petersburg", "Asia/Ho_Chi_Minh", "UTC+05:45", "AEST", "CEST", "freestyle", "breaststroke",
    "butterfly", "backstroke", "stroke_rate", "elliptical", "HIIT", "pilates", "tai_chi", "open_water",
    "indoor_rowing", "rem_sleep", "core", "unspecified_sleep", "Santa Monica", "Melbourne", "Virginia Beach",
    "Charlotte", "Austin", "Olive Grove", "Ruby Red", "Amber Dark", "Jasmine Tea", "Scarlet", "Lincoln Park",
    "Georgia", "Victoria", "12:00:00.000", "2024-06-12 08:15", "2024-164", "20240612T081500Z",
    "Wed, 12 Jun 2024 08:15:00 GMT", "June 2024", "12 Jun 2024", "06/12/2024", "12.06.2024", "2024/06/12", "PT45M",
    "P3Y6M", "R5/PT1H", "1718180100", "1718180100.123", "0xFF8800", "#0f08", "rgb(12 34 56)", "oklch(40% 0.27 240)",
    "hsla(30, 100%, 50%, .5)", "2160x1620", "16:9", "f/1.8", "ISO 400", "24fps", "4.7in", "3.2 km",
    "12 reps x 3 sets", "RPE 7", "VO2max 42.1", "SpO2 97%", "HRV 54 ms", "118/76 mmHg", "36.6 C", "5'10\"", "1.82m",
    "BMI 23.4", "0.05 mg/L", "arm64-v8a,armeabi-v7a", "en-GB,en;q=0.8", "sr-Latn-RS", "fil-PH", "es-419", "x-default",
    "text/csv; charset=utf-8", "gzip, br", "no-cache", "max-age=31536000", "SHA256:47DEQpj8HBSa",
    "5d41402abc4b2a76b9719d911017c592", "01J0B5W9F3Z7S6K8Q2M4N1P0RX", "kH7dQ2nV9xT4bL1s", "2Z4Xn8mYbQ",
    "urn:uuid:6fa459ea-ee8a-3ca4-894e-db77e160355e", "6fa459eaee8a3ca4894edb77e160355e", 'W/"0815"', "a1b2c3d",
    "v0.0.0-20240612081500-a1b2c3d4e5f6", "@scope/pkg@^1.2.3", "com.example.health.debug",
    "HKWorkoutActivityTypeRunning", "androidx.health.connect", "MainViewController.swift",
    "java.net.SocketTimeoutException", "ETIMEDOUT", "HTTP 503", "exit 137", "0x8badf00d", "EXC_BAD_ACCESS",
    "TLS_AES_128", "step_streak_7", "badge:early_bird", "cohort-2024-06", "exp_42_b", "variant=control",
    "screen:onboarding/3", "tab.sleep.week", "cta_continue", "level 12", "top 5%", "3/7", "+12.5%", "~4h", "<1 min",
    "1e6", "-0.0", "Infinity", "not_applicable", "prefer not to say", "non-binary", "25-34", "left wrist",
    "dominant hand", "low battery", "connection lost", "sync pending", "weak signal", "retry later", "dark mode",
    "large text", "Noto Sans Bold", "Fira Code", "Europe/Kyiv", "New Zealand", "North Rhine-Westphalia",
    "Galaxy Fit3", "ThinkPad X1", "Chrome 126", "Firefox/127.0", "Safari 17.5", "Edg/126.0.2592.56",
    "Dart/3.4 (dart:io)", "Expo/51", "react-native 0.74.2", "Unity 2022.3.34f1", "sensor_hub_v3", "BMI270", "LSM6DSO",
    "MAX86141", "AFE4404", "PPG-green", "bank 3", "0b1011",
)  # fmt: skip

Payload = dict[str, object]


class Source:
    def __init__(self) -> None:
        self.draw = random.Random(SEED)
        self.fakers = [Faker(locale) for locale in LOCALES]
        self.us = Faker("en_US")
        for offset, faker in enumerate([*self.fakers, self.us]):
            faker.seed_instance(SEED + offset)
        self.numbers = [
            number
            for region in sorted(phonenumbers.SUPPORTED_REGIONS)
            for kind in (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE)
            if (number := phonenumbers.example_number_for_type(region, kind)) is not None
        ]

    def digits(self, count: int) -> str:
        return "".join(self.draw.choices("0123456789", k=count))

    def faker(self) -> Faker:
        return self.draw.choice(self.fakers)

    def email(self) -> str:
        user = self.us.user_name()
        host = self.draw.choice(["clinic.example.co.uk", "mail.example.de", "example.health", "sub.dept.example.edu"])
        form = self.draw.choice(
            ["{0}@{1}", "{0}.jr@{1}", "<{0}@{1}>", "mailto:{0}@{1}", "{0}_99@{1}", "{0}%tag@{1}", "To: {0}@{1}"]
        )
        return form.format(user, host) if self.draw.random() < 0.7 else self.faker().email()

    def phone(self) -> str:
        form = self.draw.choice(
            [
                phonenumbers.PhoneNumberFormat.INTERNATIONAL,
                phonenumbers.PhoneNumberFormat.INTERNATIONAL,
                phonenumbers.PhoneNumberFormat.E164,
                phonenumbers.PhoneNumberFormat.RFC3966,
            ]
        )
        return str(phonenumbers.format_number(self.draw.choice(self.numbers), form))

    def phone_us(self) -> str:
        return self.draw.choice(
            [
                self.us.phone_number,
                self.us.basic_phone_number,
                lambda: f"{self.draw.randint(201, 989)}·{self.draw.randint(200, 999)}·{self.digits(4)}",
                lambda: f"Tel. {self.draw.randint(201, 989)} {self.draw.randint(200, 999)} {self.digits(4)}",
            ]
        )()

    def ssn(self) -> str:
        first, second, third = self.us.ssn().split("-")
        form = self.draw.choice(
            [
                "{0}-{1}-{2}",
                "{0} {1} {2}",
                "{0}{1}{2}",
                "SSN# {0}-{1}-{2}",
                "ssn={0}{1}{2}",
                "{0}–{1}–{2}",
                "SS: {0}-{1}-{2}",
            ]
        )
        return form.format(first, second, third)

    def medical_id(self) -> str:
        draw, digits = self.draw, self.digits
        site = "".join(draw.choices("BCDFGHJKLMNPRSTVWXZ", k=draw.choice([2, 3])))
        return draw.choice(
            [
                lambda: f"MRN-{digits(7)}",
                lambda: f"mrn={digits(6)}",
                lambda: f"MRN{digits(8)}",
                lambda: f"Med Rec No. {digits(6)}",
                lambda: f"Medical Record #: {digits(8)}",
                lambda: f"{site}{digits(7)}",
                lambda: f"{site}-{digits(4)}-{digits(4)}",
                lambda: f"member #{site}{digits(6)}",
                lambda: f"MemberID={digits(9)}",
                lambda: f"subscriber id: {digits(3)}{site}{digits(6)}",
                lambda: f"Group No {digits(5)}, ID {site}{digits(8)}",
                lambda: f"Hospital number: {digits(7)}",
                lambda: f"patient_id:{digits(6)}",
                lambda: f"Acct# {digits(8)}",
                lambda: f"case number {digits(4)}-{digits(4)}",
            ]
        )()

    def birth_date(self) -> str:
        born = self.us.date_of_birth(minimum_age=25, maximum_age=90)
        form = self.draw.choice(
            [
                "%Y-%m-%d",
                "%m-%d-%Y",
                "%d/%m/%Y",
                "%d %B %Y",
                "%B %d %Y",
                "born %Y-%m-%d",
                "b. %d.%m.%Y",
                "%Y%m%d",
                "DOB: %d-%b-%Y",
            ]
        )
        return born.strftime(form)

    def street_address(self) -> str:
        street = self.draw.choice([self.us.street_address, self.us.street_address, self.faker().street_address])()
        form = self.draw.choice(["{0}", "{0}", "{0}, {1}", "{0}, Apt {2}", "c/o Front Desk, {0}"])
        return form.format(street, self.us.city(), self.draw.randint(1, 40)).replace("\n", ", ")

    def person_name(self) -> str:
        faker = self.fakers[self.draw.choice([7, 8])]  # New Zealand and Ireland
        first, last = faker.first_name(), faker.last_name()
        form = self.draw.choice(
            [
                "Dr {1}",
                "Mr. {0} {1}",
                "Ms {1}",
                "Prof. {0} {1}",
                "{1}, {0}",
                "{0} {1}",
                "Patient: {0} {1}",
                "{0}'s Apple Watch",
            ]
        )
        return form.format(first, last)

    def url(self) -> str:
        draw = self.draw
        return draw.choice(
            [
                lambda: f"https://my.clinic.example/patient/{self.digits(7)}/labs",
                lambda: f"https://app.example/share?user_id={self.digits(8)}",
                lambda: f"http://example.org/~{self.us.user_name()}/?dob=1970-01-02",
                lambda: f"https://example.health/members/{self.us.user_name()}",
                lambda: f"https://api.example/v1/people/{self.us.uuid4()}/vitals",
                lambda: f"https://example.com/reset?email={quote(self.us.email())}",
                lambda: f"ftp://{self.us.user_name()}:pw@files.example.com/scan.pdf",
            ]
        )()

    def network_address(self) -> str:
        return self.draw.choice(
            [
                self.us.ipv4_public,
                self.us.ipv4_private,
                self.us.ipv6,
                lambda: self.us.mac_address().upper(),
                lambda: self.us.mac_address().replace(":", "-"),
                lambda: f"{self.us.ipv4_public()}:443",
                lambda: f"::ffff:{self.us.ipv4_public()}",
            ]
        )()

    def diagnosis_code(self) -> str:
        form = self.draw.choice(
            ["{0}", "{0}", "dx {0}", "ICD-10-CM {0}", "{1}", "{1}", "SCTID: {1}", "http://snomed.info/id/{1}"]
        )
        return form.format(self.draw.choice(ICD_10), self.draw.choice(SNOMED))

    def diagnosis_word(self) -> str:
        return self.draw.choice(["{}", "hx of {}", "Dx: {}"]).format(self.draw.choice(DIAGNOSES))

    def free_text(self) -> str:
        return self.draw.choice(SENTENCES)

    def fhir(self) -> str:
        kind = self.draw.choice(
            ["Immunization", "DiagnosticReport", "Coverage", "CarePlan", "Specimen", "AllergyIntolerance"]
        )
        return self.draw.choice(
            [
                f"https://fhir.example/baseR4/{kind}/{self.digits(6)}",
                f"{kind}/{self.us.uuid4()}/_history/2",
                json.dumps({"resourceType": kind, "status": "final"}, indent=1),
                f'<{kind} xmlns="http://hl7.org/fhir"><id value="{self.digits(3)}"/>',
                "MSH|^~\\&|LAB|HOSP|||202406120815||ORU^R01|1|P|2.5",
                "OBX|1|NM|718-7^Hemoglobin^LN||13.5|g/dL",
            ]
        )

    def document(self) -> str:
        body = self.draw.choice(
            [b"%PDF-1.4\n1 0 obj", b"\xff\xd8\xff\xe1\x1f\xfeExif", b"PK\x03\x04\x0a\0\0\0", b"GIF89a\x01\0\x01\0"]
        )
        data = base64.b64encode(body + self.draw.randbytes(self.draw.randint(40, 400))).decode()
        return self.draw.choice([data, data, f"data:image/jpeg;base64,{data}", data.rstrip("=")])

    def account_number(self) -> str:
        return self.draw.choice(
            [
                lambda: self.us.credit_card_number("visa16"),
                self.fakers[0].iban,
                self.fakers[1].iban,
                self._grouped_card,
            ]
        )()

    def _grouped_card(self) -> str:
        card = self.us.credit_card_number("mastercard")
        return "-".join(card[at : at + 4] for at in range(0, 16, 4))


PATTERNED = (
    "email", "phone", "phone_us", "ssn", "medical_id", "birth_date", "url", "network_address", "diagnosis_code", "fhir",
    "document", "account_number",
)  # fmt: skip
WORDED = ("street_address", "person_name", "diagnosis_word", "free_text")


def circled(text: str) -> str:
    return text.translate({ord("0"): "⓪"} | {ord("1") + n: chr(0x2460 + n) for n in range(9)})


def devanagari(text: str) -> str:
    return text.translate({ord("0") + n: chr(0x0966 + n) for n in range(10)})


def soft_hyphens(text: str) -> str:
    return "\u00ad".join(text)


def joiners(text: str) -> str:
    return "\u2060".join(text[i : i + 2] for i in range(0, len(text), 2))


def greek(text: str) -> str:
    return text.translate(str.maketrans("AEHIKMNOPTXYZov", "ΑΕΗΙΚΜΝΟΡΤΧΥΖον"))


def full_width_digits(text: str) -> str:
    return text.translate({ord("0") + n: chr(0xFF10 + n) for n in range(10)})


def twice_percent(text: str) -> str:
    return quote(quote(text, safe=""), safe="")


def base64_twice(text: str) -> str:
    return base64.b64encode(base64.b64encode(text.encode())).decode()


def base64_utf16(text: str) -> str:
    return base64.b64encode(text.encode("utf-16-le")).decode()


def hex_escapes(text: str) -> str:
    return "".join(f"\\x{ord(c):02x}" if ord(c) < 256 else c for c in text)


DISGUISES: tuple[Callable[[str], str], ...] = (
    circled, devanagari, soft_hyphens, joiners, greek, full_width_digits, twice_percent, base64_twice, base64_utf16,
    hex_escapes,
)  # fmt: skip
DISGUISED = ("email", "phone", "phone_us", "ssn", "medical_id", "birth_date", "network_address", "diagnosis_code")


def told_by_key(source: Source) -> Iterator[tuple[str, str, object]]:
    draw, digits = source.draw, source.digits
    for _ in range(20):
        faker, born = source.faker(), source.us.date_of_birth(minimum_age=2, maximum_age=90)
        yield (
            "person_name",
            draw.choice(["patientFullName", "given_name", "last-name", "emergencyContactName"]),
            faker.name(),
        )
        yield (
            "person_name",
            draw.choice(["surname", "member_first_name", "caregiverName", "legalName"]),
            faker.last_name(),
        )
        yield (
            "medical_id",
            draw.choice(["patientId", "medical_record_number", "memberNumber", "insurance_id"]),
            int(digits(8)),
        )
        yield (
            "medical_id",
            draw.choice(["MRN", "subscriberID", "chart_number", "policy_no"]),
            f"{digits(3)}-{digits(4)}",
        )
        yield "ssn", draw.choice(["SSN", "socialSecurityNumber", "ssn_full"]), int("9" + digits(8)) - 500_000_000
        yield "phone", draw.choice(["mobile", "homePhone", "contact_number", "faxNo"]), faker.phone_number()
        yield (
            "birth_date",
            draw.choice(["DateOfBirth", "birth_date", "patientDob", "born_on"]),
            born.strftime("%d.%m.%y"),
        )
        yield "street_address", draw.choice(["addressLine2", "street_name", "home_address"]), faker.street_name()
        yield "street_address", draw.choice(["zip_code", "postcode", "postalCode"]), source.us.zipcode()
        yield (
            "diagnosis",
            draw.choice(["primary_dx", "icd10Code", "diagnosisCode"]),
            draw.choice(ICD_10).replace(".", ""),
        )
        yield (
            "free_text",
            draw.choice(["clinicalNote", "free_text", "comments"]),
            draw.choice(["feels much better", "sore after gym today"]),
        )
        yield "email", draw.choice(["email", "contactEmail"]), faker.email()


def records() -> Iterator[dict[str, object]]:
    source = Source()
    yield from _plain(source)
    yield from _disguised(source)
    for kind, key, value in told_by_key(source):
        yield _record(source, kind, "told_by_key", {key: value})
    for text in HARD:
        yield {"label": "harmless", "form": "hard_negative", "payload": {source.draw.choice(KEYS): text}}
    for _ in range(HARMLESS):
        yield {"label": "harmless", "form": "telemetry", "payload": telemetry(source.draw)}


def _plain(source: Source) -> Iterator[dict[str, object]]:
    for kind in (*PATTERNED, *WORDED):
        for number in range(PER_KIND):
            yield _record(source, kind, "plain", _placed(source, getattr(source, kind)(), number))


def _disguised(source: Source) -> Iterator[dict[str, object]]:
    for kind in DISGUISED:
        for disguise in DISGUISES:
            for _ in range(2):
                text = disguise(getattr(source, kind)())
                yield _record(source, kind, disguise.__name__, {source.draw.choice(KEYS): text})
    us = source.us
    for _ in range(20):
        for kind, text in (("email", us.email()), ("ssn", us.ssn()), ("phone", "+1 " + us.basic_phone_number())):
            cut = source.draw.randint(2, 4)
            pieces = [text[at : at + cut] for at in range(0, len(text), cut)]
            yield _record(source, kind, "split", {source.draw.choice(KEYS): pieces})


def _placed(source: Source, text: str, number: int) -> Payload:
    key = source.draw.choice(KEYS)
    if number % 6 == 3:
        return {key: {"t": 3, "inner": text}}
    if number % 6 == 5:
        return {key: [12, text, True]}
    return {key: text}


def _record(source: Source, kind: str, form: str, phi: Payload) -> dict[str, object]:
    around = telemetry(source.draw)
    (key,) = phi
    around.pop(key, None)
    return {"label": kind, "form": form, "at": key, "payload": {**around, **phi}}


def telemetry(draw: random.Random) -> Payload:
    """A few fields as an app's SDK sends them."""
    day = f"2024-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
    fields: dict[str, Callable[[], object]] = {
        "recordedOn": lambda: day,
        "windowStart": lambda: f"{day}T{draw.randint(0, 23):02}:{draw.randint(0, 59):02}:00+02:00",
        "uptimeMillis": lambda: draw.randint(10**6, 10**12),
        "deviceFamily": lambda: draw.choice(["Galaxy Watch 5", "Versa 4", "iPhone16,2", "Pixel 7a", "M2101K6G"]),
        "osRelease": lambda: f"{draw.randint(9, 18)}.{draw.randint(0, 7)}",
        "sdk": lambda: f"{draw.randint(0, 5)}.{draw.randint(0, 40)}.{draw.randint(0, 9)}-rc.{draw.randint(1, 5)}",
        "stepsPerHour": lambda: [draw.randint(0, 2_000) for _ in range(24)],
        "kcal": lambda: round(draw.uniform(50, 3_000), 1),
        "swimStroke": lambda: draw.choice(["freestyle", "backstroke", "breaststroke", "mixed"]),
        "laps": lambda: draw.randint(1, 120),
        "paceSecondsPerKm": lambda: draw.randint(180, 720),
        "heart": lambda: {"min": draw.randint(40, 60), "max": draw.randint(100, 190), "avg": draw.uniform(60, 100)},
        "stage": lambda: draw.choice(["awake", "light", "deep", "rem", "in_bed"]),
        "stages": lambda: draw.choices(["awake", "light", "deep", "rem"], k=draw.randint(3, 12)),
        "sessionUuid": lambda: "-".join("".join(draw.choices("0123456789abcdef", k=n)) for n in (8, 4, 4, 4, 12)),
        "buildHash": lambda: "".join(draw.choices("0123456789abcdef", k=40)),
        "nonce": lambda: "".join(draw.choices("ABCDEFGHJKMNPQRSTVWXYZ0123456789", k=26)),
        "accent": lambda: f"#{draw.randint(0, 0xFFFFFF):06X}",
        "tzName": lambda: draw.choice(["Europe/Stockholm", "America/Sao_Paulo", "Asia/Ho_Chi_Minh", "Africa/Nairobi"]),
        "cityCoordinates": lambda: f"{draw.uniform(-80, 80):.1f},{draw.uniform(-170, 170):.1f}",
        "screenFlow": lambda: draw.choice(["home>sleep>week", "onboarding/3", "settings.units"]),
        "latencyMs": lambda: draw.choice([None, draw.randint(1, 5_000)]),
        "flags": lambda: {"darkMode": draw.random() < 0.5, "units": draw.choice(["metric", "imperial"]), "beta": True},
        "errorCode": lambda: draw.choice(["E1042", "HTTP_503", "SQLITE_BUSY", "-1009", "0x80070005"]),
        "firmware": lambda: (
            f"{draw.randint(1, 9)}.{draw.randint(0, 99):02}.{draw.randint(0, 9)}.{draw.randint(0, 9999)}"
        ),
        "bleRssi": lambda: -draw.randint(30, 99),
        "eventSeq": lambda: draw.randint(1, 10**9),
    }
    chosen = draw.sample(sorted(fields), k=draw.randint(4, 11))
    return {name: fields[name]() for name in chosen}


def main() -> None:
    lines = (json.dumps(record, ensure_ascii=False, sort_keys=True) for record in records())
    HELD_OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
