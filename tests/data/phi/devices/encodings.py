"""Places, numbers and texts as devices and hostile hands write them."""

import base64

_GEOHASH = "0123456789bcdefghjkmnpqrstuvwxyz"
_PLUS = "23456789CFGHJMPQRVWX"


def geohash(lat: float, lon: float, length: int) -> str:
    sides = [[-180.0, 180.0, lon], [-90.0, 90.0, lat]]
    bits = []
    for turn in range(length * 5):
        side = sides[turn % 2]
        middle = (side[0] + side[1]) / 2
        bits.append(side[2] >= middle)
        side[0 if bits[-1] else 1] = middle
    return "".join(_GEOHASH[int("".join("01"[bit] for bit in bits[at : at + 5]), 2)] for at in range(0, len(bits), 5))


def plus_code(lat: float, lon: float) -> str:
    north, east = int((lat + 90) * 8_000), int((lon + 180) * 8_000)
    pairs = []
    for _ in range(5):
        pairs.append(_PLUS[north % 20] + _PLUS[east % 20])
        north, east = north // 20, east // 20
    code = "".join(reversed(pairs))
    return f"{code[:8]}+{code[8:]}"


def polyline(points: list[tuple[float, float]]) -> str:
    text, last = "", (0, 0)
    for lat, lon in points:
        now = (round(lat * 1e5), round(lon * 1e5))
        for before, value in zip(last, now, strict=True):
            step = (value - before) << 1
            step = ~step if step < 0 else step
            while step >= 0x20:
                text += chr((0x20 | (step & 0x1F)) + 63)
                step >>= 5
            text += chr(step + 63)
        last = now
    return text


def other_digits(text: str, zero: int) -> str:
    return text.translate({ord("0") + digit: chr(zero + digit) for digit in range(10)})


def jwt(claims: bytes, signature: bytes) -> str:
    parts = (b'{"alg":"HS256","typ":"JWT"}', claims, signature)
    return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)


def luhn_digit(digits: str) -> str:
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[::-2])
    return str(-(sum(doubled) + sum(map(int, digits[-2::-2]))) % 10)


def imei(digits: str) -> str:
    return digits[:14] + luhn_digit(digits[:14])
