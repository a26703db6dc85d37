"""Made-up numbers of states, banks and networks with valid check digits, by the public rule of each."""

from collections.abc import Callable
from datetime import date, timedelta

from tests.data.phi.devices.draws import Draws

VERHOEFF = (
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
)  # fmt: skip
TURNS = (
    "0123456789", "1576283094", "5803796142", "8916043527", "9453126870", "4286573901", "2793806415", "7046913258",
)  # fmt: skip


def born(d: Draws) -> date:
    return date(1938, 1, 1) + timedelta(days=d.randint(0, 24_000))


def weighed(digits: str, weights: str) -> int:
    return sum(int(digit) * int(weight, 36) for digit, weight in zip(digits, weights, strict=False))


def luhn(digits: str) -> str:
    doubled = (int(c) * (2 if i % 2 == 0 else 1) for i, c in enumerate(reversed(digits)))
    return digits + str(-sum(n - 9 if n > 9 else n for n in doubled) % 10)


def verhoeff(digits: str) -> str:
    check = 0
    for i, digit in enumerate(reversed(digits), start=1):
        check = int(VERHOEFF[check][int(TURNS[i % 8][int(digit)])])
    return digits + str("0432156789"[check])


def iso7064(digits: str) -> str:
    """ISO 7064 MOD 11,10, as Germany's and Croatia's numbers have it."""
    rest = 10
    for digit in digits:
        rest = (rest + int(digit)) % 10 or 10
        rest = rest * 2 % 11
    return digits + str((11 - rest) % 10)


def until(d: Draws, make: Callable[[], str | None]) -> str:
    while (made := make()) is None:
        pass
    return made


def nhs(d: Draws) -> str:
    def make() -> str | None:
        head = d.pick("4", "6", "7") + d.digits(8)
        check = (11 - weighed(head, "a98765432")) % 11
        return None if check == 10 else head + str(check)

    return until(d, make)


def nino(d: Draws) -> str:
    return f"{d.pick('AB', 'CE', 'JN', 'PX', 'SR', 'WK')}{d.digits(6)}{d.pick(*'ABCD')}"


def cpf(d: Draws) -> str:
    head = d.digits(9)
    for _ in range(2):
        total = sum(int(c) * w for c, w in zip(head, range(len(head) + 1, 1, -1), strict=True))
        head += str(0 if total % 11 < 2 else 11 - total % 11)
    return head


def dni(d: Draws) -> str:
    number = d.randint(10_000_000, 79_999_999)
    return f"{number}{'TRWAGMYFPDXBNJZSQVHLCKE'[number % 23]}"


def nie(d: Draws) -> str:
    first, rest = d.randint(0, 2), d.digits(7)
    return f"{'XYZ'[first]}{rest}{'TRWAGMYFPDXBNJZSQVHLCKE'[int(f'{first}{rest}') % 23]}"


def insee(d: Draws) -> str:
    day = born(d)
    head = f"{d.randint(1, 2)}{day:%y%m}{d.randint(10, 95)}{d.digits(3)}{d.digits(3)}"
    return f"{head}{97 - int(head) % 97:02}"


def codice(d: Draws) -> str:
    day, woman = born(d), d.choice((0, 40))
    letters = "".join(d.choices("BCDFGLMNPRSTVZ", k=6))
    head = (
        f"{letters}{day:%y}{'ABCDEHLMPRST'[day.month - 1]}{day.day + woman:02}{d.pick('H501', 'F205', 'L219', 'G273')}"
    )
    odd = dict(zip("0123456789", (1, 0, 5, 7, 9, 13, 15, 17, 19, 21), strict=True))
    odd |= dict(
        zip(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
            (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23),
            strict=True,
        )
    )
    total = sum(odd[c] if i % 2 == 0 else int(c) if c.isdigit() else ord(c) - 65 for i, c in enumerate(head))
    return head + chr(65 + total % 26)


def steuer(d: Draws) -> str:
    digits = d.sample("123456789", 9)
    twice = d.choice(digits)
    return iso7064("".join([*digits, twice]))


def kvnr(d: Draws) -> str:
    letter, rest = d.pick(*"ACEHKMPTX"), d.digits(8)
    digits = f"{ord(letter) - 64:02}{rest}"
    total = sum(sum(map(int, str(int(c) * (1 + i % 2)))) for i, c in enumerate(digits))
    return f"{letter}{rest}{total % 10}"


def svnr(d: Draws) -> str:
    def make() -> str | None:
        serial, day = d.randint(100, 999), f"{born(d):%d%m%y}"
        check = weighed(f"{serial}{day}", "379584216") % 11
        return None if check == 10 else f"{serial}{check}{day}"

    return until(d, make)


def ahv(d: Draws) -> str:
    head = "756" + d.digits(9)
    digits = f"{head}{-weighed(head, '131313131313') % 10}"
    return f"{digits[:3]}.{digits[3:7]}.{digits[7:11]}.{digits[11:]}"


def bsn(d: Draws) -> str:
    def make() -> str | None:
        head = str(d.randint(10_000_000, 29_999_999))
        check = weighed(head, "98765432") % 11
        return None if check == 10 else f"{head}{check}"

    return until(d, make)


def rijks(d: Draws) -> str:
    head = f"{born(d):%y%m%d}{d.randint(1, 997):03}"
    digits = f"{head}{97 - int(head) % 97:02}"
    return f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}-{digits[6:9]}.{digits[9:]}"


def pesel(d: Draws) -> str:
    head = f"{born(d):%y%m%d}{d.digits(4)}"
    return f"{head}{-weighed(head, '1379137913') % 10}"


def rodne(d: Draws) -> str:
    def make() -> str | None:
        day = born(d)
        head = f"{day:%y}{day.month + d.choice((0, 50)):02}{day:%d}{d.digits(3)}"
        check = int(head) % 11
        return None if check == 10 else f"{head[:6]}/{head[6:]}{check}"

    return until(d, make)


def person(d: Draws) -> str:
    digits = luhn(f"{born(d):%y%m%d}{d.digits(3)}")
    return f"{digits[:6]}-{digits[6:]}"


def fodsel(d: Draws) -> str:
    def make() -> str | None:
        head = f"{born(d):%d%m%y}{d.randint(0, 499):03}"
        one = -weighed(head, "376189452") % 11
        two = -weighed(f"{head}{one % 10}", "5432765432") % 11
        return None if 10 in (one, two) else f"{head}{one}{two}"

    return until(d, make)


def hetu(d: Draws) -> str:
    day, serial = f"{born(d):%d%m%y}", f"{d.randint(2, 899):03}"
    return f"{day}-{serial}{'0123456789ABCDEFHJKLMNPRSTUVWXY'[int(day + serial) % 31]}"


def cpr(d: Draws) -> str:
    return f"{born(d):%d%m%y}-{d.randint(0, 3)}{d.digits(3)}"


def china(d: Draws) -> str:
    head = f"{d.pick('110101', '310104', '440305', '510107')}{born(d):%Y%m%d}{d.digits(3)}"
    total = sum(int(c) * (2 ** (17 - i) % 11) for i, c in enumerate(head))
    return head + "10X98765432"[total % 11]


def korea(d: Draws) -> str:
    head = f"{born(d):%y%m%d}{d.randint(1, 2)}{d.digits(5)}"
    digits = f"{head}{(11 - weighed(head, '234567892345') % 11) % 10}"
    return f"{digits[:6]}-{digits[6:]}"


def japan(d: Draws) -> str:
    head = d.digits(11)
    rest = sum(int(c) * (i + 1 if i < 7 else i - 5) for i, c in enumerate(reversed(head), start=1)) % 11
    return f"{head}{0 if rest < 2 else 11 - rest}"


def turkey(d: Draws) -> str:
    head = d.pick(*"123456789") + d.digits(8)
    tenth = (sum(map(int, head[::2])) * 7 - sum(map(int, head[1::2]))) % 10
    return f"{head}{tenth}{(sum(map(int, head)) + tenth) % 10}"


def rut(d: Draws) -> str:
    number = d.randint(7_000_000, 24_000_000)
    total = sum(int(c) * (2 + i % 6) for i, c in enumerate(reversed(str(number))))
    return f"{number:,}-{'0123456789K'[-total % 11]}".replace(",", ".")


def cuit(d: Draws) -> str:
    def make() -> str | None:
        head = d.pick("20", "27") + str(d.randint(10_000_000, 45_000_000))
        check = -weighed(head, "5432765432") % 11
        return None if check == 10 else f"{head[:2]}-{head[2:]}-{check}"

    return until(d, make)


def curp(d: Draws) -> str:
    day = born(d)
    letters = f"{d.pick(*'GHLMPR')}{d.pick(*'AEIO')}{d.pick(*'CDLMRS')}{d.pick(*'AFJLM')}"
    head = (
        f"{letters}{day:%y%m%d}{d.pick(*'HM')}{d.pick('DF', 'JC', 'NL', 'OC')}{''.join(d.choices('BCDLMNRST', k=3))}0"
    )
    signs = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"
    return head + str(-sum(signs.index(c) * (18 - i) for i, c in enumerate(head)) % 10)


def medicare_au(d: Draws) -> str:
    head = d.pick(*"23456") + d.digits(7)
    return f"{head}{weighed(head, '13791379') % 10}1"


def mbi(d: Draws) -> str:
    def letter() -> str:
        return d.choice("ACDEFGHJKMNPQRTUVWXY")

    first = f"{d.randint(1, 9)}{letter()}{d.digits(1)}{d.digits(1)}"
    return f"{first}-{letter()}{letter()}{d.digits(1)}-{letter()}{letter()}{d.digits(2)}"


def iban(d: Draws) -> str:
    bank = d.digits(18)
    return f"DE{98 - int(f'{bank}131400') % 97:02}{bank}"


def ssn(d: Draws) -> str:
    return f"{d.randint(101, 665)}-{d.randint(11, 98)}-{d.randint(1001, 9998)}"


def npi(d: Draws) -> str:
    return luhn(f"80840{d.pick('1', '2')}{d.digits(8)}")[5:]


def israel(d: Draws) -> str:
    return luhn(d.pick(*"0235") + d.digits(7))


def south_africa(d: Draws) -> str:
    return luhn(f"{born(d):%y%m%d}{d.digits(4)}08")


def sin(d: Draws) -> str:
    digits = luhn(d.pick(*"12456") + d.digits(7))
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}"


def egn(d: Draws) -> str:
    head = f"{born(d):%y%m%d}{d.digits(3)}"
    return f"{head}{sum(int(c) * w for c, w in zip(head, (2, 4, 8, 5, 10, 9, 7, 3, 6), strict=True)) % 11 % 10}"


def cnp(d: Draws) -> str:
    head = f"{d.pick('1', '2')}{born(d):%y%m%d}{d.randint(1, 46):02}{d.randint(1, 999):03}"
    check = weighed(head, "279146358279") % 11
    return f"{head}{1 if check == 10 else check}"


def baltic(d: Draws) -> str:
    """Estonia's and Lithuania's: one rule."""
    head = f"{d.pick('3', '4')}{born(d):%y%m%d}{d.digits(3)}"
    check = weighed(head, "1234567891") % 11
    if check == 10:
        check = weighed(head, "3456789123") % 11 % 10
    return f"{head}{check}"


def oib(d: Draws) -> str:
    return iso7064(d.digits(10))


def kennitala(d: Draws) -> str:
    def make() -> str | None:
        head = f"{born(d):%d%m%y}{d.randint(20, 99)}"
        check = -weighed(head, "32765432") % 11
        return None if check == 10 else f"{head[:6]}-{head[6:]}{check}9"

    return until(d, make)


def pps(d: Draws) -> str:
    head = d.pick("1", "6", "7") + d.digits(6)
    return head + "WABCDEFGHIJKLMNOPQRSTUV"[weighed(head, "8765432") % 23]


def nif(d: Draws) -> str:
    head = d.pick("1", "2") + d.digits(7)
    rest = weighed(head, "98765432") % 11
    return f"{head}{0 if rest < 2 else 11 - rest}"


def amka(d: Draws) -> str:
    return luhn(f"{born(d):%d%m%y}{d.digits(4)}")


def taj(d: Draws) -> str:
    head = d.digits(8)
    return f"{head}{weighed(head, '37373737') % 10}"


def nric(d: Draws) -> str:
    digits = d.digits(7)
    return f"S{digits}{'JZIHGFEDCBA'[weighed(digits, '2765432') % 11]}"


def thai(d: Draws) -> str:
    head = d.pick(*"1358") + d.digits(11)
    total = sum(int(c) * (13 - i) for i, c in enumerate(head))
    digits = f"{head}{(11 - total % 11) % 10}"
    return f"{digits[0]}-{digits[1:5]}-{digits[5:10]}-{digits[10:12]}-{digits[12]}"


def taiwan(d: Draws) -> str:
    letter = d.randint(0, 25)
    code, rest = str("ABCDEFGHJKLMNPQRSTUVXYWZIO".index("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[letter]) + 10), d.digits(7)
    head = code + d.pick("1", "2") + rest
    return f"{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[letter]}{head[2:]}{-weighed(head, '1987654321') % 10}"


def hongkong(d: Draws) -> str:
    letter, digits = d.pick(*"ACGKPRZ"), d.digits(6)
    total = 36 * 9 + (ord(letter) - 55) * 8 + weighed(digits, "765432")
    check = -total % 11
    return f"{letter}{digits}({'A' if check == 10 else check})"


def cns(d: Draws) -> str:
    def make() -> str | None:
        head = d.pick("7", "8") + d.digits(13)
        check = -sum(int(c) * (15 - i) for i, c in enumerate(head)) % 11
        return None if check == 10 else f"{head}{check}"

    return until(d, make)


def dea(d: Draws) -> str:
    digits = d.digits(6)
    check = (sum(map(int, digits[::2])) + 2 * sum(map(int, digits[1::2]))) % 10
    return f"{d.pick('AB', 'BR', 'MS')}{digits}{check}"


def pan(d: Draws) -> str:
    return f"{''.join(d.choices('ABCDEFGHJKLMNPRST', k=3))}P{d.pick(*'KMSR')}{d.digits(4)}{d.pick(*'ACFH')}"


NUMBERS: dict[str, Callable[[Draws], str]] = {
    function.__name__: function
    for function in (
        nhs,
        nino,
        cpf,
        dni,
        nie,
        insee,
        codice,
        steuer,
        kvnr,
        svnr,
        ahv,
        bsn,
        rijks,
        pesel,
        rodne,
        person,
        fodsel,
        hetu,
        cpr,
        china,
        korea,
        japan,
        turkey,
        rut,
        cuit,
        curp,
        medicare_au,
        mbi,
        iban,
        ssn,
        npi,
        israel,
        south_africa,
        sin,
        egn,
        cnp,
        baltic,
        oib,
        kennitala,
        pps,
        nif,
        amka,
        taj,
        nric,
        thai,
        taiwan,
        hongkong,
        cns,
        dea,
        pan,
    )
} | {
    "aadhaar": lambda d: verhoeff(d.pick(*"3579") + d.digits(10)),
    "imei": lambda d: luhn(d.pick("35", "86") + d.digits(12)),
    "iccid": lambda d: luhn("8949" + d.digits(14)),
    "card": lambda d: luhn(d.pick("4", "51", "37") + d.digits(13)),
    "imsi": lambda d: d.pick("26201", "310410", "20404", "45008") + d.digits(9),
}
