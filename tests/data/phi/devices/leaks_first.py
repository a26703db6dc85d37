"""What health apps leak by accident or on purpose, by kind. Written before the guard was mended.

Each form gives the fields that hold the leak, all of them needed to see it.
"""

import base64
import json
from collections.abc import Callable, Mapping
from urllib.parse import quote

from tests.data.phi.devices import encodings
from tests.data.phi.devices.draws import Draws, Payload

Form = Callable[[Draws], Payload]

OWNERS = (
    "Anna",
    "Lukas",
    "Claire",
    "Mateo",
    "Giulia",
    "Sanne",
    "Johanna",
    "Pablo",
    "Margaret",
    "Kevin",
    "Bruno",
    "Elena",
)
UNCOMMON = ("Swantje", "Aurélien", "Iñaki", "Gaëlle", "Torvald", "Zsófia", "Ludovica", "Xiomara", "Hyacinth", "Quirin")
SURNAMES = ("keller", "moreau", "ruiz", "rossi", "devries", "okafor", "lindgren", "tanaka", "haddad", "schulte")
DEVICES = ("iPhone", "iPad", "Apple Watch", "MacBook Pro", "AirPods", "Galaxy S23", "Pixel 8", "Galaxy Watch")
DRUGS = (
    "metformin", "lisinopril", "atorvastatin", "sertraline", "levothyroxine", "Ozempic", "amoxicillin", "omeprazole",
    "Humira", "gabapentin", "escitalopram", "warfarin", "salbutamol", "Lantus", "methotrexate", "Xarelto",
)  # fmt: skip
TAGS = (
    "panic attack", "argued with my wife", "chest pain after gym", "skipped my meds", "chemo day", "IVF appointment",
    "therapy with Claire", "mum in hospital", "drunk again", "feeling suicidal", "back pain", "saw the cardiologist",
    "started antidepressants", "heavy period cramps", "funeral of dad", "took two ibuprofen", "positive covid test",
    "Anna's birthday", "lunch with Thomas", "migraine since noon",
)  # fmt: skip
SSIDS = ("Familie Keller", "FRITZ!Box 7590 QX", "NETGEAR-5G-Ruiz", "Moreau_Home", "Apt 4B", "TP-Link_3F2A", "eduroam")
KEYS = ("value", "data", "field_7", "extra", "info", "label", "attr")


def key(d: Draws) -> str:
    return d.choice(KEYS)


def place(d: Draws) -> tuple[float, float]:
    return d.uniform(-65, 65), d.uniform(-170, 170)


def device_owner(d: Draws) -> list[Form]:
    owner, device = d.choice(OWNERS + UNCOMMON), d.choice(DEVICES)
    name = d.choice(("device_name", "deviceName", "source_name", "sourceName", "hostname", "name", *KEYS))
    return [
        lambda d: {name: f"{device} von {owner}"},
        lambda d: {name: f"{device} de {owner}"},
        lambda d: {name: f"{device} di {owner}"},
        lambda d: {name: f"{device} van {owner}"},
        lambda d: {name: f"{device} do {owner}"},
        lambda d: {name: f"{owner}\u2019s {device}"},
        lambda d: {name: f"{d.choice(OWNERS)}s {device}"},
        lambda d: {name: f"{d.choice(OWNERS)} {d.pick('Galaxy S23', 'Galaxy S24 Ultra', 'Pixel 8', 'iPhone 15')}"},
        lambda d: {name: f"{owner.lower()}s-macbook-pro.local"},
        lambda d: {name: f"{d.choice(OWNERS).lower()}-{d.pick('iphone', 'ipad', 'mbp', 'laptop', 'pc')}"},
        lambda d: {name: f"{device} ({d.choice(OWNERS)})"},
        lambda d: {"device": {"name": f"{device} von {owner}", "model": "iPhone15,3"}},
    ]


def user_path(d: Draws) -> list[Form]:
    user = f"{d.choice(OWNERS).lower()}{d.pick('', '.', '_')}{d.choice(SURNAMES)}"
    spot = d.choice(("path", "file", "log_file", "cwd", *KEYS))
    return [
        lambda d: {spot: f"/Users/{user}/Library/Caches/com.acme.app/db.sqlite"},
        lambda d: {spot: f"C:\\Users\\{user}\\AppData\\Local\\Acme\\sync.log"},
        lambda d: {spot: f"/home/{user}/.config/acme/export.csv"},
        lambda d: {spot: f"file:///Users/{user}/Documents/ecg.pdf"},
        lambda d: {spot: f"D:\\Dokumente und Einstellungen\\{user}\\ecg.csv"},
    ]


def ssid(d: Draws) -> list[Form]:
    return [
        lambda d: {d.pick("ssid", "wifi_ssid", "wifiSsid", "SSID", "connected_ssid"): d.choice(SSIDS)},
        lambda d: {d.pick("wifi_name", "network_name", "wifiNetworkName"): d.choice(SSIDS)},
        lambda d: {"wifi": {"ssid": d.choice(SSIDS), "rssi": -61}},
        lambda d: {key(d): f"SSID: {d.choice(SSIDS)}"},
        lambda d: {"known_ssids": [d.choice(SSIDS), d.choice(SSIDS)]},
    ]


def coordinate_pair(d: Draws) -> list[Form]:
    lat, lon = place(d)
    return [
        lambda d: {"lat": round(lat, 3), "lon": round(lon, 3)},
        lambda d: {"latitude": round(lat, 5), "longitude": round(lon, 5)},
        lambda d: {d.pick("location", "coordinates", "latlng", "gps", "position"): [round(lat, 5), round(lon, 5)]},
        lambda d: {"location": {"x": round(lon, 5), "y": round(lat, 5)}},
        lambda d: {"x": round(d.uniform(30, 170), 6), "y": round(d.uniform(25, 65), 6)},
        lambda d: {key(d): f"{lat:.3f},{lon:.3f}"},
        lambda d: {key(d): f"{lat:.4f} {lon:.4f}"},
        lambda d: {"start_latlng": [round(lat, 6), round(lon, 6)]},
        lambda d: {"startLatitude": round(lat, 4), "startLongitude": round(lon, 4)},
        lambda d: {"coords": [f"{lat:.5f}", f"{lon:.5f}"]},
        lambda d: {key(d): f"geo:{lat:.4f},{lon:.4f}"},
        lambda d: {key(d): f"POINT({lon:.5f} {lat:.5f})"},
        lambda d: {key(d): [f"{lat:.6f}", f"{lon:.6f}"]},
    ]


def coordinate_code(d: Draws) -> list[Form]:
    lat, lon = place(d)
    track = [(lat + n * d.uniform(0.0004, 0.003), lon + n * d.uniform(0.0004, 0.003)) for n in range(d.randint(4, 9))]
    return [
        lambda d: {"latitudeE7": int(lat * 1e7), "longitudeE7": int(lon * 1e7)},
        lambda d: {"lat_e7": int(lat * 1e7)},
        lambda d: {d.pick("geohash", "geo_hash", "location_geohash"): encodings.geohash(lat, lon, d.randint(7, 9))},
        lambda d: {d.pick("plus_code", "olc", *KEYS): encodings.plus_code(lat, lon)},
        lambda d: {d.pick("polyline", "summary_polyline", "route_polyline", "map"): encodings.polyline(track)},
        lambda d: {"map": {"summary_polyline": encodings.polyline(track), "resource_state": 2}},
        lambda d: {d.pick("h3", "h3_index"): f"8{d.pick('9', 'a', 'b')}{d.hexa(9)}ffff"},
        lambda d: {"what3words": d.pick("filled.count.soap", "index.home.raft")},
        lambda d: {"start_point": f"{lat:.4f};{lon:.4f}"},
    ]


def device_id(d: Draws) -> list[Form]:
    imei = encodings.imei(d.pick("35", "86", "01", "99") + d.digits(12))
    return [
        lambda d: {d.pick("idfa", "gaid", "aaid", "advertising_id", "advertisingId", "ad_id", "idfv"): d.uuid()},
        lambda d: {"IDFA": d.uuid().upper()},
        lambda d: {
            d.pick("udid", "device_udid", "UDID"): d.pick(d.hexa(40), f"00008{d.digits(3)}-{d.hexa(16).upper()}")
        },
        lambda d: {key(d): f"00008{d.digits(3)}-{d.hexa(16).upper()}"},
        lambda d: {
            d.pick(
                "serial_number", "serialNumber", "device_serial", "serial"
            ): f"C{d.upper(3)}{d.digits(4)}K{d.upper(3)}"
        },
        lambda d: {d.pick("serialNo", "sensor_serial", "sn"): f"R58M{d.digits(4)}{d.upper(3)}"},
        lambda d: {"imei": int("3" + imei[1:])},
        lambda d: {d.pick("imei", "imei1", "IMEI"): imei},
        lambda d: {"android_id": d.hexa(16)},
        lambda d: {"device": {"serial": f"F2L{d.upper(4)}{d.digits(3)}Q", "model": "iPhone15,3"}},
        lambda d: {"iccid": f"89{d.digits(17)}"},
        lambda d: {"mac": d.hexa(12).upper()},
    ]


def user_id(d: Draws) -> list[Form]:
    return [
        lambda d: {d.pick("user_id", "userId", "userID", "uid"): d.randint(10_000, 99_999_999)},
        lambda d: {d.pick("user_id", "app_user_id", "appUserId"): d.pick(d.uuid(), d.mixed(28), f"u_{d.digits(6)}")},
        lambda d: {d.pick("account_id", "customer_id", "profile_id"): d.pick(d.uuid(), d.digits(8))},
        lambda d: {"athlete": {"id": d.randint(10**5, 10**8), "resource_state": 1}},
        lambda d: {"user": {"id": d.uuid(), "tier": "free"}},
        lambda d: {"athlete_id": d.randint(10**5, 10**8)},
        lambda d: {d.pick("sub", key(d)): f"auth0|{d.hexa(24)}"},
        lambda d: {"user": d.pick("jkeller84", "m.rossi_77", d.randint(10**5, 10**8))},
        lambda d: {d.pick("login", "user_handle", "username"): d.pick("annak_84", "t.moreau", "ruizpablo9")},
    ]


def secret(d: Draws) -> list[Form]:
    token = encodings.jwt(json.dumps({"sub": d.digits(10), "iat": d.epoch()}).encode(), d.randbytes(32))
    return [
        lambda d: {d.pick("token", "auth", *KEYS): token},
        lambda d: {d.pick("access_token", "accessToken", "refresh_token", "id_token"): d.mixed(40)},
        lambda d: {key(d): f"Bearer {d.mixed(32)}"},
        lambda d: {d.pick("api_key", "apiKey", "client_secret", "password"): d.mixed(24)},
        lambda d: {d.pick("push_token", "apns_token", "fcm_token", "device_token"): d.hexa(64)},
        lambda d: {"fcm_token": f"{d.mixed(22)}:APA91b{d.mixed(60)}"},
        lambda d: {key(d): f"ghp_{d.mixed(36)}"},
        lambda d: {key(d): f"AKIA{d.upper(16)}"},
        lambda d: {key(d): f"sk_live_{d.mixed(24)}"},
        lambda d: {"session_token": d.mixed(32)},
        lambda d: {"cookie": f"sid={d.hexa(32)}; Path=/"},
    ]


def medication(d: Draws) -> list[Form]:
    drug = d.choice(DRUGS)
    return [
        lambda d: {d.pick("medication", "medication_name", "drug", "med_name", "drugName"): drug},
        lambda d: {key(d): drug},
        lambda d: {key(d): f"{drug} {d.pick('500 mg', '10mg', '20 mg daily')}"},
        lambda d: {d.pick("rxcui", "rx_cui", "RxCUI"): d.pick(int(d.pick("8", "1", "3") + d.digits(5)), "860975")},
        lambda d: {key(d): f"RxCUI: {d.pick('860975', '29046', '617314')}"},
        lambda d: {d.pick("tags", "items"): ["walk", drug.lower()]},
        lambda d: {"medications": [drug, d.choice(DRUGS)]},
        lambda d: {d.pick("atc", "atc_code"): d.pick("C09AA05", "A10BA02", "N06AB06")},
        lambda d: {d.pick("ndc", "ndc_code"): f"0{d.digits(4)}-{d.digits(4)}-{d.digits(2)}"},
    ]


def tag(d: Draws) -> list[Form]:
    return [
        lambda d: {d.pick("tag", "label", "category", "activity", "mood", "event"): d.choice(TAGS)},
        lambda d: {"tags": ["run", d.choice(TAGS)]},
        lambda d: {"entry": {"tag": d.choice(TAGS), "level": 3}},
    ]


def birth_year_zip(d: Draws) -> list[Form]:
    year, zip3 = d.randint(1940, 2004), d.digits(3)
    return [
        lambda d: {"birth_year": year, "zip3": zip3},
        lambda d: {"year_of_birth": year, "zip_prefix": int("1" + zip3[1:])},
        lambda d: {"yob": str(year), "postal_prefix": zip3},
        lambda d: {"birthYear": year, "zipPrefix": zip3},
        lambda d: {"demographics": {"birth_year": year, "zip3": zip3}},
    ]


def age_over_89(d: Draws) -> list[Form]:
    age = d.randint(90, 108)
    return [
        lambda d: {d.pick("age", "age_years", "user_age", "ageInYears"): age},
        lambda d: {d.pick("age", "age_at_enrollment"): str(age)},
        lambda d: {"profile": {"age": age, "sex": "male"}},
        lambda d: {"birth_year": 2_023 - d.randint(91, 105)},
    ]


def phone_digits(d: Draws) -> list[Form]:
    number = d.choice(
        (
            f"49{d.pick('151', '170', '176')}{d.digits(8)}", f"447{d.digits(9)}", f"336{d.digits(8)}",
            f"346{d.digits(8)}", f"393{d.digits(9)}", f"919{d.digits(9)}", f"55119{d.digits(8)}",
            f"316{d.digits(8)}", f"4176{d.digits(7)}", f"86138{d.digits(8)}", f"61412{d.digits(6)}",
            f"1{d.randint(201, 989)}{d.randint(200, 999)}{d.digits(4)}",
        )
    )  # fmt: skip
    return [
        lambda d: {key(d): number},
        lambda d: {"entry": {key(d): number}},
        lambda d: {"values": ["a1", number]},
        lambda d: {d.pick("whatsapp", "caller", "from_number", "to_number"): number},
        lambda d: {d.pick("phone", "tel"): int(number)},
    ]


def ssn_digits(d: Draws) -> list[Form]:
    area, group, serial = d.randint(101, 665), d.randint(11, 99), d.randint(1_001, 9_999)
    dashed, bare = f"{area}-{group}-{serial}", f"{area}{group}{serial}"
    zeros = (0x0660, 0x06F0, 0x0966, 0x0E50, 0xFF10, 0x1D7CE, 0x09E6, 0x1040)
    with_zero = f"{d.randint(1, 6)}0{d.randint(1, 5)}-0{d.randint(1, 9)}-{d.randint(1, 9)}0{d.digits(2)}"
    return [
        lambda d: {key(d): encodings.other_digits(dashed, d.choice(zeros))},
        lambda d: {key(d): encodings.other_digits(bare, d.choice(zeros))},
        lambda d: {key(d): with_zero.replace("0", d.pick("O", "o"))},
        lambda d: {key(d): dashed.replace("1", d.pick("l", "I")).replace("0", "O")},
        lambda d: {d.pick("version", "build", "app_version", "firmware", "timestamp"): dashed},
        lambda d: {d.pick("sdk_version", "os_version"): encodings.other_digits(dashed, 0x0660)},
        lambda d: {key(d): "\u200b".join(dashed)},
        lambda d: {key(d): "\u00ad".join(dashed)},
        lambda d: {key(d): "\u202e" + dashed},
        lambda d: {key(d): "".join(f"&#{ord(sign)};" for sign in dashed)},
        lambda d: {key(d): quote(dashed.replace("-", " "))},
        lambda d: {key(d): base64.b32encode(dashed.encode()).decode()},
        lambda d: {key(d): dashed.encode().hex()},
        lambda d: {key(d): "\u0332".join(dashed)},
        lambda d: {d.pick("ssn", "social_security"): float(bare)},
        lambda d: {dashed: d.randint(1, 9)},
    ]


def email_stops(d: Draws) -> list[Form]:
    user, stop = (
        f"{d.choice(OWNERS).lower()}.{d.choice(SURNAMES)}",
        d.pick("\uff0e", "\u06d4", "\u3002", "\uff61", "\u2024"),
    )
    host = f"example{stop}{d.pick('com', 'org', 'de')}"
    return [
        lambda d: {key(d): f"{user}@{host}"},
        lambda d: {key(d): f"{user.replace('a', chr(0x430)).replace('e', chr(0x435))}@{host}"},
        lambda d: {key(d): f"{user}\uff20{host}"},
        lambda d: {key(d): f"{user}\ufe6b{host}"},
        lambda d: {key(d): f"{user}@\u202aexample.com\u202c"},
        lambda d: {d.pick("version", "build"): f"{user}@{host}"},
        lambda d: {key(d): base64.b32encode(f"{user}@example.com".encode()).decode().rstrip("=")},
    ]


def cut_over_members(d: Draws) -> list[Form]:
    area, group, serial = str(d.randint(101, 665)), f"{d.randint(1, 99):02}", f"{d.randint(1, 9_999):04}"
    user, surname = d.choice(OWNERS).lower(), d.choice(SURNAMES)
    return [
        lambda d: {"a": area, "b": group, "c": serial},
        lambda d: {"parts": {"a": area, "b": group, "c": serial}},
        lambda d: {"data": {"p1": area, "p2": group, "p3": serial}},
        lambda d: {"part1": area, "part2": group, "part3": serial},
        lambda d: {"data": {"first": area, "second": group, "third": serial}},
        lambda d: {"x": [area, group, serial]},
        lambda d: {"x": [f"{area}-{group}", serial]},
        lambda d: {"version": [area, group, serial]},
        lambda d: {"data": {"a": f"{area}-{group}", "b": f"-{serial}"}},
        lambda d: {"data": {"a": f"{user}.{surname}", "b": "@example.com"}},
        lambda d: {"data": {"a": f"{user}.{surname}@exa", "b": "mple.com"}},
        lambda d: {"a": f"{user}.{surname}", "b": "@example.org"},
        lambda d: {"ssn": {"area": int(area), "group": int(group), "serial": int(serial)}},
    ]


def born_in_parts(d: Draws) -> list[Form]:
    year, month, day = d.randint(1940, 2005), d.randint(1, 12), d.randint(1, 28)
    return [
        lambda d: {"birth_year": year, "birth_month": month, "birth_day": day},
        lambda d: {"dob": {"year": year, "month": month, "day": day}},
        lambda d: {"birth": {"y": year, "m": month, "d": day}},
        lambda d: {"birthMonth": month, "birthDay": day},
        lambda d: {"data": {"year": year, "month": month, "day": day}},
        lambda d: {"dob_y": year, "dob_m": month, "dob_d": day},
        lambda d: {"birthdate": [year, month, day]},
    ]


def phone_in_parts(d: Draws) -> list[Form]:
    area, exchange, line = d.randint(201, 989), d.randint(200, 999), d.randint(1_000, 9_999)
    return [
        lambda d: {"phone": {"area": area, "exchange": exchange, "line": line}},
        lambda d: {"phone": {"country_code": "49", "number": f"151{d.digits(8)}"}},
        lambda d: {"area_code": area, "exchange": exchange, "line": line},
        lambda d: {"data": {"area_code": str(area), "number": f"{exchange}{line}"}},
        lambda d: {"data": {"a": str(area), "b": str(exchange), "c": str(line)}},
        lambda d: {"phone_number": [area, exchange, line]},
    ]


def diagnosis(d: Draws) -> list[Form]:
    return [
        lambda d: {d.pick("has_depression", "hasAsthma", "is_diabetic", "has_epilepsy"): d.pick(True, False)},
        lambda d: {d.pick("condition", "status", "label", "category"): d.pick("Asthma", "type 2 diabetes", "epilepsy")},
        lambda d: {d.pick("asthma", "diabetes", "copd"): True},
        lambda d: {d.pick("rhythm", "classification"): d.pick("Atrial Fibrillation", "AFib")},
        lambda d: {d.pick("condition_code", "icd10", "diagnosis_code"): d.pick("E105", "J45", "F329")},
        lambda d: {"conditions": ["asthma", "none"]},
    ]


KINDS: Mapping[str, Callable[[Draws], list[Form]]] = {
    each.__name__: each
    for each in (
        device_owner, user_path, ssid, coordinate_pair, coordinate_code, device_id, user_id, secret, medication, tag,
        birth_year_zip, age_over_89, phone_digits, ssn_digits, email_stops, cut_over_members, born_in_parts,
        phone_in_parts, diagnosis,
    )
}  # fmt: skip
