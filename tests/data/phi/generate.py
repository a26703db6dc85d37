"""Makes `corpus.ndjson`: labelled payloads, the same bytes on every run.

    python -m tests.data.phi.generate

Faker gives the identifiers of many countries; the rest is written by hand from public formats. Nothing is taken from
the guard's own patterns or word lists.
"""

# ruff: noqa: RUF001 - look-alikes are meant

import base64
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

from faker import Faker

from tests.data.phi import harmless, telling

CORPUS = Path(__file__).with_name("corpus.ndjson")
SEED = 20_240_229
PHI_PER_KIND = 110
HARMLESS = 1_200
LOCALES = ["en_US", "en_GB", "en_CA", "en_AU", "de_DE", "fr_FR", "es_ES", "es_MX", "it_IT", "pt_BR", "nl_NL", "en_IN"]
NEUTRAL_KEYS = [
    "value",
    "data",
    "field_1",
    "x",
    "payload_item",
    "extra",
    "v",
    "tag",
    "label",
    "attribute",
    "custom",
    "item",
]

Payload = dict[str, object]
Obfuscation = Callable[[str], str]


def full_width(text: str) -> str:
    return "".join(chr(ord(character) + 0xFEE0) if "!" <= character <= "~" else character for character in text)


def zero_width(text: str) -> str:
    return "\u200b".join(text)


def arabic_digits(text: str) -> str:
    return text.translate({ord("0") + digit: chr(0x0660 + digit) for digit in range(10)})


def mathematical(text: str) -> str:
    return "".join(
        chr(0x1D5D4 + ord(character) - ord("A"))
        if "A" <= character <= "Z"
        else chr(0x1D5EE + ord(character) - ord("a"))
        if "a" <= character <= "z"
        else character
        for character in text
    )


def cyrillic(text: str) -> str:
    return text.translate(str.maketrans("aeopcyxABEKMHOPCTX", "аеорсухАВЕКМНОРСТХ"))


def percent(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode())


def base64_text(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def base64_url(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def hexadecimal(text: str) -> str:
    return text.encode().hex()


def en_dash(text: str) -> str:
    return text.replace("-", "\u2013").replace(" ", "\u00a0")


def entities(text: str) -> str:
    return "".join(f"&#{ord(character)};" for character in text)


def plain(text: str) -> str:
    return text


OBFUSCATIONS: tuple[Obfuscation, ...] = (
    full_width,
    zero_width,
    mathematical,
    cyrillic,
    percent,
    base64_text,
    base64_url,
    hexadecimal,
    en_dash,
    entities,
    arabic_digits,
)


def split(text: str, draw: random.Random) -> list[str]:
    cuts = sorted(draw.sample(range(1, len(text)), k=min(3, len(text) - 1)))
    return [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]


class Source:
    """Identifiers by kind, from Faker's locales and from public formats."""

    def __init__(self) -> None:
        self.draw = random.Random(SEED)
        self.fakers = {locale: Faker(locale) for locale in LOCALES}
        for offset, faker in enumerate(self.fakers.values()):
            faker.seed_instance(SEED + offset)
        self.us = self.fakers["en_US"]

    def any_faker(self) -> Faker:
        return self.fakers[self.draw.choice(LOCALES)]

    def digits(self, count: int) -> str:
        return "".join(self.draw.choices("0123456789", k=count))

    def email(self) -> str:
        faker = self.any_faker()
        return self.draw.choice([faker.email, faker.company_email, faker.free_email, self._tagged_email])()

    def _tagged_email(self) -> str:
        return f"{self.us.user_name()}+{self.us.word()}@mail.{self.us.domain_name()}"

    def phone_us(self) -> str:
        area, exchange, line = self.draw.randint(201, 989), self.draw.randint(200, 999), self.digits(4)
        form = self.draw.choice(
            [
                "({0}) {1}-{2}",
                "{0}-{1}-{2}",
                "{0}.{1}.{2}",
                "+1 {0} {1} {2}",
                "+1{0}{1}{2}",
                "1-{0}-{1}-{2}",
                "{0} {1} {2}",
                "{0}{1}{2}",
            ]
        )
        return form.format(area, exchange, line)

    def phone_international(self) -> str:
        draw, digits = self.draw, self.digits
        form = draw.choice(
            [
                lambda: f"+44 20 7946 {digits(4)}",
                lambda: f"+49 (0) 30 {draw.randint(1, 9)}{digits(6)}",
                lambda: f"+33 6 {digits(2)} {digits(2)} {digits(2)} {digits(2)}",
                lambda: f"0{draw.randint(1, 7)} {digits(2)} {digits(2)} {digits(2)} {digits(2)}",
                lambda: f"07{digits(3)} {digits(6)}",
                lambda: f"020 7946 {digits(4)}",
                lambda: f"+91 9{digits(4)} {digits(5)}",
                lambda: f"+86 138 {digits(4)} {digits(4)}",
                lambda: f"+55 (11) 9{digits(4)}-{digits(4)}",
                lambda: f"(11) 9{digits(4)}-{digits(4)}",
                lambda: f"+81-3-{digits(4)}-{digits(4)}",
                lambda: f"03-{digits(4)}-{digits(4)}",
                lambda: f"0049 151 {digits(8)}",
                lambda: f"04{digits(2)} {digits(3)} {digits(3)}",
                lambda: f"+972-5{digits(1)}-{digits(3)}-{digits(4)}",
                lambda: f"tel:+34-6{digits(2)}-{digits(3)}-{digits(3)}",
            ]
        )
        return form()

    def ssn(self) -> str:
        number = self.us.ssn()
        return self.draw.choice([number, number, number.replace("-", " "), number.replace("-", "."), f"SSN {number}"])

    def medical_id(self) -> str:
        draw = self.draw
        letters = "".join(draw.choices("ABCDEFGHJKLMNPQRSTUVWXYZ", k=draw.randint(1, 4)))
        form = draw.choice(
            [
                lambda: f"MRN {self.digits(7)}",
                lambda: f"MRN: {self.digits(8)}",
                lambda: f"mrn#{self.digits(6)}",
                lambda: f"{letters}-{self.digits(6)}",
                lambda: f"{letters}-{self.digits(8)}",
                lambda: f"#{letters}-{self.digits(6)}",
                lambda: f"Member ID: {letters}{self.digits(8)}",
                lambda: f"Patient ID {self.digits(6)}",
                lambda: f"policy no. {letters}{self.digits(7)}",
                lambda: f"{self.digits(5)}-{letters[:2]}",
                lambda: f"{letters[:3]}{self.digits(9)}",
                lambda: f"1EG4-TE{draw.randint(1, 9)}-MK{self.digits(2)}",
                lambda: f"Chart #{self.digits(6)}",
                lambda: f"medical record number {self.digits(7)}",
            ]
        )
        return form()

    def birth_date(self) -> str:
        born = self.us.date_of_birth(minimum_age=20, maximum_age=95)
        return born.strftime(
            self.draw.choice(
                [
                    "%Y-%m-%d",
                    "%m/%d/%Y",
                    "%d.%m.%Y",
                    "%B %d, %Y",
                    "%d %b %Y",
                    "%Y/%m/%d",
                    "%Y-%m-%dT00:00:00Z",
                    "DOB %m/%d/%Y",
                    "%b %d %Y",
                ]
            )
        )

    def street_address(self) -> str:
        faker = self.any_faker()
        lines = [self.us.street_address(), self.us.address(), faker.street_address(), f"PO Box {self.digits(4)}"]
        return self.draw.choices(lines, weights=[4, 3, 4, 1])[0].replace("\n", ", ")

    def person_name(self) -> str:
        faker = self.fakers[self.draw.choice(["en_US", "en_US", "en_US", "en_GB", "en_CA"])]
        first, last = faker.first_name(), faker.last_name()
        form = self.draw.choice(
            ["{0} {1}", "{0} {1}", "{1}, {0}", "Dr. {0} {1}", "Mrs. {1}", "{0} {2}.", "{0} Q. {1}", "{0}'s iPhone"]
        )
        return form.format(first, last, last[0])

    def url(self) -> str:
        draw = self.draw
        form = draw.choice(
            [
                lambda: f"https://portal.example.org/patients/{self.digits(6)}",
                lambda: f"https://{self.us.domain_name()}/u?email={self.us.user_name()}%40mail.com",
                lambda: f"http://fhir.example.com/r4/Patient/{self.us.uuid4()}",
                lambda: f"https://{self.us.domain_name()}/results?mrn={self.digits(7)}&v=2",
                lambda: f"https://{self.us.user_name()}:secret@host.example.net/",
                lambda: f"myapp://profile/{self.us.user_name()}",
                lambda: f"https://example.com/users/{self.us.user_name()}/summary",
            ]
        )
        return form()

    def network_address(self) -> str:
        return self.draw.choice([self.us.ipv4_public, self.us.ipv4_private, self.us.ipv6, self.us.mac_address])()

    def diagnosis_code(self) -> str:
        draw = self.draw
        icd = draw.choice(
            [
                "E11.9",
                "E11.65",
                "J45.909",
                "F32.1",
                "F41.1",
                "C50.911",
                "I25.10",
                "M54.5",
                "K21.9",
                "N18.3",
                "G43.909",
                "S72.001A",
                "T36.0X1A",
                "Z79.4",
                "B20.0",
                "O24.410",
                "I50.9",
                "L40.0",
                "R51.9",
                "H40.11X1",
            ]
        )
        snomed = draw.choice(
            [
                "73211009",
                "38341003",
                "195967001",
                "44054006",
                "254837009",
                "84114007",
                "13645005",
                "49436004",
                "35489007",
                "22298006",
            ]
        )
        return draw.choice(
            [icd, icd, icd.lower(), f"ICD-10: {icd}", f"ICD10 {icd.replace('.', '')}", snomed, f"SNOMED {snomed}"]
        )

    def diagnosis_word(self) -> str:
        return self.draw.choice(telling.DIAGNOSES)

    def fhir(self) -> str:
        kind = self.draw.choice(
            ["Patient", "Observation", "Condition", "Encounter", "Practitioner", "MedicationRequest"]
        )
        return self.draw.choice(
            [
                f"{kind}/{self.us.uuid4()}",
                f"{kind}/{self.digits(5)}",
                json.dumps({"resourceType": kind, "id": self.digits(4)}),
                f"PID|1||{self.digits(6)}^^^HOSP^MR||DOE^JANE",
            ]
        )

    def document(self) -> str:
        heads = [
            b"%PDF-1.7\n%",
            b"\x89PNG\r\n\x1a\n\0\0",
            b"\xff\xd8\xff\xe0\0\x10JFIF",
            b"PK\x03\x04\x14\0",
            b"{\\rtf1\\ansi",
            b"\x1f\x8b\x08\0",
        ]
        body = self.draw.choice(heads) + self.draw.randbytes(self.draw.randint(30, 300))
        encoded = base64.b64encode(body).decode()
        return self.draw.choice([encoded, encoded, f"data:application/pdf;base64,{encoded}"])

    def free_text(self) -> str:
        pick = self.draw.choice
        return (
            pick(telling.NOTES)
            if self.draw.random() < 0.5
            else " ".join([pick(telling.OPENINGS), pick(telling.MIDDLES), pick(telling.ENDINGS)])
        )

    def national_id(self) -> str:
        draw = self.draw
        return draw.choice(
            [
                self.fakers["en_GB"].ssn,
                self.fakers["pt_BR"].cpf,
                self.fakers["it_IT"].ssn,
                self.fakers["es_MX"].curp,
                lambda: f"passport no. {draw.choice('ABCX')}{self.digits(8)}",
                lambda: f"NHS 943 476 {self.digits(4)}",
                lambda: f"{draw.randint(2, 9)}{self.digits(3)} {self.digits(4)} {self.digits(4)}",
            ]
        )()

    def account_number(self) -> str:
        card = self.us.credit_card_number(card_type=self.draw.choice(["visa", "mastercard", "amex", "discover"]))
        return self.draw.choice(
            [
                card,
                self.fakers["de_DE"].iban(),
                self.fakers["en_GB"].iban(),
                " ".join(card[i : i + 4] for i in range(0, len(card), 4)),
            ]
        )

    def precise_location(self) -> str:
        return f"{self.draw.uniform(-80, 80):.6f},{self.draw.uniform(-170, 170):.6f}"


# Kinds whose form alone tells them, and those that also need a key or a word.
PATTERNED = [
    "email",
    "phone_us",
    "phone_international",
    "ssn",
    "national_id",
    "medical_id",
    "account_number",
    "birth_date",
    "network_address",
    "url",
    "diagnosis_code",
    "fhir",
    "document",
    "precise_location",
]
WORDED = ["street_address", "person_name", "diagnosis_word", "free_text"]
OBFUSCATED = [
    "email",
    "phone_us",
    "phone_international",
    "ssn",
    "medical_id",
    "diagnosis_code",
    "network_address",
    "birth_date",
]


def phi_records(source: Source) -> Iterator[dict[str, object]]:
    for kind in (*PATTERNED, *WORDED):
        make = getattr(source, kind)
        for number in range(PHI_PER_KIND):
            yield _record(source, kind, "plain", _placed(source, make(), number))
    for kind in OBFUSCATED:
        make = getattr(source, kind)
        for obfuscate in OBFUSCATIONS:
            for _ in range(3):
                yield _record(source, kind, obfuscate.__name__, {source.draw.choice(NEUTRAL_KEYS): obfuscate(make())})
    for kind in ("email", "person_name", "url"):
        for _ in range(15):
            text = getattr(source, kind)()
            yield _record(source, kind, "split", {source.draw.choice(NEUTRAL_KEYS): split(text, source.draw)})
    for _ in range(15):
        yield _record(source, "ssn", "split", {source.draw.choice(NEUTRAL_KEYS): source.us.ssn().split("-")})
        yield _record(source, "ssn", "split", {source.draw.choice(NEUTRAL_KEYS): list(source.us.ssn())})
        yield _record(source, "free_text", "split", {"words": source.draw.choice(telling.NOTES).split()})
    for kind, key, value in telling.told_by_key(source):
        yield _record(source, kind, "told_by_key", {key: value})


def _placed(source: Source, text: str, number: int) -> Payload:
    key = source.draw.choice(NEUTRAL_KEYS)
    if number % 10 == 7 and len(text) <= 100:
        return {text: source.draw.randint(1, 9)}
    if number % 10 == 8:
        return {key: {"kind": "entry", "content": text}}
    if number % 10 == 9:
        return {key: ["first", text, "last"]}
    return {key: text}


def _record(source: Source, kind: str, form: str, phi: Payload) -> dict[str, object]:
    around = harmless.payload(source.draw)
    (key,) = phi
    around.pop(key, None)
    return {"label": kind, "form": form, "at": key, "payload": {**around, **phi}}


def harmless_records(source: Source) -> Iterator[dict[str, object]]:
    for text in harmless.HARD_NEGATIVES:
        yield {"label": "harmless", "form": "hard_negative", "payload": {source.draw.choice(NEUTRAL_KEYS): text}}
    for key, value in harmless.KEYED_NEGATIVES:
        yield {"label": "harmless", "form": "hard_negative", "payload": {key: value}}
    for _ in range(HARMLESS):
        yield {"label": "harmless", "form": "telemetry", "payload": harmless.payload(source.draw)}


def main() -> None:
    source = Source()
    records = [*phi_records(source), *harmless_records(source)]
    lines = (json.dumps(record, ensure_ascii=True, sort_keys=True) + "\n" for record in records)
    CORPUS.write_text("".join(lines), encoding="ascii")


if __name__ == "__main__":
    main()
