"""Check digits that tell an identifier from any other number."""

from functools import reduce

MIN_IBAN_CHARACTERS, MAX_IBAN_CHARACTERS = 15, 34  # Norway's, and the most that the standard allows

_VERHOEFF_D = (
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
)  # fmt: skip
_VERHOEFF_P = (
    "0123456789", "1576283094", "5803796142", "8916043527",
    "9453126870", "4286573901", "2793806415", "7046913258",
)  # fmt: skip


def luhn(digits: str) -> bool:
    """ISO/IEC 7812-1, annex B."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0


def verhoeff(digits: str) -> bool:
    """The check digit of SNOMED CT identifiers and of Aadhaar numbers."""
    steps = enumerate(map(int, reversed(digits)))
    return reduce(lambda check, step: int(_VERHOEFF_D[check][int(_VERHOEFF_P[step[0] % 8][step[1]])]), steps, 0) == 0


def iban(text: str) -> bool:
    """ISO 13616, by ISO 7064 MOD 97-10."""
    compact = text.replace(" ", "").replace("-", "").upper()
    if not MIN_IBAN_CHARACTERS <= len(compact) <= MAX_IBAN_CHARACTERS:
        return False
    return int("".join(str(int(character, 36)) for character in compact[4:] + compact[:4])) % 97 == 1


def cpf(digits: str) -> bool:
    """The two check digits of a Brazilian CPF."""
    return len(set(digits)) > 1 and all(_cpf_digit(digits[:length]) == int(digits[length]) for length in (9, 10))


def _cpf_digit(digits: str) -> int:
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(len(digits) + 1, 1, -1), strict=True))
    return total * 10 % 11 % 10


def nir(digits: str) -> bool:
    """The key of a French social security number of 15 digits."""
    return 97 - int(digits[:13]) % 97 == int(digits[13:])
