"""Leaks of the kinds of `leaks_first`, in other words, keys and forms. Written with it, then left alone."""

import base64
import json
from collections.abc import Callable, Mapping
from urllib.parse import quote

from tests.data.phi.devices import encodings
from tests.data.phi.devices.draws import Draws, Payload

Form = Callable[[Draws], Payload]

OWNERS = (
    "Sophie",
    "Jonas",
    "Camille",
    "Lucia",
    "Marco",
    "Bram",
    "Ingrid",
    "Rafael",
    "Judith",
    "Oliver",
    "Nadia",
    "Hugo",
)
UNCOMMON = ("Friederike", "Maëlys", "Joaquim", "Calogero", "Wietske", "Solveig", "Bartholomew", "Yusuf", "Leocadia")
SURNAMES = ("brandt", "lefevre", "castillo", "bianchi", "jansen", "adeyemi", "nilsson", "watanabe", "farouk", "winkler")
DEVICES = (
    "iPhone 14",
    "iPad Pro",
    "MacBook Air",
    "Apple Watch Ultra",
    "HomePod",
    "Galaxy Tab",
    "Redmi Note 12",
    "Fitbit",
)
DRUGS = (
    "amlodipine", "simvastatin", "fluoxetine", "Trulicity", "prednisone", "ramipril", "pantoprazole", "citalopram",
    "doxycycline", "clopidogrel", "Eliquis", "Jardiance", "insulin glargine", "montelukast", "venlafaxine", "Wegovy",
)  # fmt: skip
TAGS = (
    "fight with my husband", "knee surgery", "day after chemo", "forgot my pills", "anxiety attack", "at the dentist",
    "miscarriage last week", "visit from grandma", "burnout again", "dinner with Jonas", "hospital visit",
    "pregnant week nine", "broke my wrist", "sleeping pills", "my son is ill", "sore throat", "divorce hearing",
    "took paracetamol", "dialysis today", "blood in urine",
)  # fmt: skip
SSIDS = (
    "WLAN Brandt",
    "Livebox-4C2E",
    "Casa Bianchi 5G",
    "vodafoneA1B2C3",
    "JansenThuis",
    "Linksys00412",
    "Starbucks WiFi",
)
KEYS = ("content", "payload_1", "meta", "detail", "note_key", "item", "text1")


def key(d: Draws) -> str:
    return d.choice(KEYS)


def place(d: Draws) -> tuple[float, float]:
    return d.uniform(-60, 70), d.uniform(-165, 178)


def device_owner(d: Draws) -> list[Form]:
    owner, device = d.choice(OWNERS + UNCOMMON), d.choice(DEVICES)
    name = d.choice(("phoneName", "peripheral_name", "watch_name", "host", "computer_name", "sourceName", *KEYS))
    return [
        lambda d: {name: f"{device} von {owner}"},
        lambda d: {name: f"{device} de {owner}"},
        lambda d: {name: f"{device} di {owner}"},
        lambda d: {name: f"{device} van {owner}"},
        lambda d: {name: f"{device} da {owner}"},
        lambda d: {name: f"{owner}'s {device}"},
        lambda d: {name: f"{d.choice(OWNERS)}s {device}"},
        lambda d: {name: f"{d.choice(OWNERS)} {d.pick('Galaxy A54', 'Pixel 7a', 'Xperia 1', 'Galaxy Z Flip')}"},
        lambda d: {name: f"{owner}s-MacBook-Air.local"},
        lambda d: {name: f"{d.choice(OWNERS).upper()}-{d.pick('LAPTOP', 'PC', 'DESKTOP')}"},
        lambda d: {"hardware": {"label": f"{device} di {owner}", "ram": 8}},
    ]


def user_path(d: Draws) -> list[Form]:
    user = f"{d.choice(OWNERS).lower()}{d.pick('', '-')}{d.choice(SURNAMES)}"
    spot = d.choice(("location_on_disk", "db_path", "source_file", *KEYS))
    return [
        lambda d: {spot: f"/Users/{user}/Desktop/run.fit"},
        lambda d: {spot: f"c:/users/{user}/Downloads/glucose.csv"},
        lambda d: {spot: f"/home/{user}/health/steps.json"},
        lambda d: {spot: f"\\\\nas\\home\\{user}\\sleep.edf"},
        lambda d: {spot: f"/export/home/{user}/a.db"},
    ]


def ssid(d: Draws) -> list[Form]:
    return [
        lambda d: {d.pick("Ssid", "last_ssid", "home_ssid", "networkSsid", "SSID_name"): d.choice(SSIDS)},
        lambda d: {d.pick("wlan_name", "access_point_name", "wifi_network"): d.choice(SSIDS)},
        lambda d: {"network": {"ssid": d.choice(SSIDS), "band": "5GHz"}},
        lambda d: {key(d): f"ssid={d.choice(SSIDS)}"},
    ]


def coordinate_pair(d: Draws) -> list[Form]:
    lat, lon = place(d)
    return [
        lambda d: {"Latitude": round(lat, 3), "Longitude": round(lon, 3)},
        lambda d: {"home_lat": round(lat, 4), "home_lng": round(lon, 4)},
        lambda d: {d.pick("latLng", "lnglat", "geo_point", "end_location", "coord"): [round(lat, 4), round(lon, 4)]},
        lambda d: {"position": {"x": round(lon, 4), "y": round(lat, 4)}},
        lambda d: {"x": round(d.uniform(-170, -30), 5), "y": round(d.uniform(25, 65), 5)},
        lambda d: {key(d): f"{lat:.3f}, {lon:.3f}"},
        lambda d: {key(d): f"{lon:.5f}|{lat:.5f}"},
        lambda d: {key(d): f"lat={lat:.4f};lon={lon:.4f}"},
        lambda d: {"end_latlng": [round(lat, 5), round(lon, 5)]},
        lambda d: {"gps": {"lat": f"{lat:.4f}", "lon": f"{lon:.4f}"}},
        lambda d: {key(d): f"+{abs(lat):07.4f}-{abs(lon):08.4f}/"},
        lambda d: {"bounds": [round(lat, 5), round(lon, 5), round(lat + 0.01, 5), round(lon + 0.01, 5)]},
    ]


def coordinate_code(d: Draws) -> list[Form]:
    lat, lon = place(d)
    track = [(lat + n * d.uniform(0.0005, 0.004), lon - n * d.uniform(0.0005, 0.004)) for n in range(d.randint(5, 12))]
    return [
        lambda d: {"latE7": int(lat * 1e7), "lngE7": int(lon * 1e7)},
        lambda d: {"longitude_e7": str(int(lon * 1e7))},
        lambda d: {"start_lat_micro": int(lat * 1e6)},
        lambda d: {d.pick("GeoHash", "home_geohash", "geohash8"): encodings.geohash(lat, lon, d.randint(7, 10))},
        lambda d: {d.pick("open_location_code", "pluscode", *KEYS): encodings.plus_code(lat, lon)},
        lambda d: {d.pick("encoded_polyline", "overview_polyline", "polyline"): encodings.polyline(track)},
        lambda d: {"route": {"polyline": encodings.polyline(track), "points": len(track)}},
        lambda d: {"s2_cell_id": d.hexa(16)},
        lambda d: {key(d): f"https://maps.example.com/?q={lat:.5f},{lon:.5f}"},
    ]


def device_id(d: Draws) -> list[Form]:
    imei = encodings.imei(d.pick("35", "86", "01") + d.digits(12))
    return [
        lambda d: {
            d.pick("google_ad_id", "gps_adid", "adid", "oaid", "vendor_id", "identifier_for_advertising"): d.uuid()
        },
        lambda d: {d.pick("deviceUdid", "ios_udid"): d.hexa(40)},
        lambda d: {key(d): f"00008{d.digits(3)}-{d.hexa(16).upper()}"},
        lambda d: {
            d.pick("serialnumber", "SerialNumber", "pump_serial", "device_serial_no"): f"{d.digits(2)}A{d.digits(6)}"
        },
        lambda d: {d.pick("transmitter_serial", "hw_serial"): f"8{d.upper(4)}{d.digits(2)}"},
        lambda d: {"device_imei": int("8" + imei[1:])},
        lambda d: {d.pick("imei_number", "imei2", "meid"): imei},
        lambda d: {d.pick("androidId", "ssaid"): d.hexa(16)},
        lambda d: {"watch": {"serialNumber": f"G9{d.upper(5)}{d.digits(3)}", "os": "10.2"}},
        lambda d: {d.pick("imsi", "sim_serial"): f"26201{d.digits(10)}"},
        lambda d: {"mac_address": d.hexa(12)},
        lambda d: {"bluetooth_mac": ":".join(d.hexa(2).upper() for _ in range(6))},
    ]


def user_id(d: Draws) -> list[Form]:
    return [
        lambda d: {d.pick("userid", "UserID", "external_user_id", "distinct_id"): d.randint(10_000, 99_999_999)},
        lambda d: {d.pick("firebase_uid", "user_uuid", "owner_id"): d.pick(d.uuid(), d.mixed(28))},
        lambda d: {d.pick("accountId", "customerId", "profileId", "login_id"): d.pick(d.uuid(), d.digits(9))},
        lambda d: {"owner": {"id": d.randint(10**5, 10**8), "plan": "plus"}},
        lambda d: {"userInfo": {"userId": f"usr_{d.mixed(12)}"}},
        lambda d: {"polar_user_id": d.randint(10**5, 10**8)},
        lambda d: {key(d): f"google-oauth2|{d.digits(21)}"},
        lambda d: {
            d.pick("user_name", "screenname_handle", "loginName"): d.pick("bram.j_91", "winkler77", "lefevre_c")
        },
    ]


def secret(d: Draws) -> list[Form]:
    token = encodings.jwt(json.dumps({"user": d.digits(6), "exp": d.epoch()}).encode(), d.randbytes(48))
    return [
        lambda d: {d.pick("jwt", "session", *KEYS): token},
        lambda d: {d.pick("oauth_token", "bearer_token", "userAccessToken", "auth_token"): d.mixed(36)},
        lambda d: {
            d.pick("Authorization", "authorization_header"): f"Basic {base64.b64encode(d.randbytes(24)).decode()}"
        },
        lambda d: {d.pick("secret", "passwd", "private_key", "x_api_key"): d.mixed(20)},
        lambda d: {d.pick("pushToken", "registration_token", "deviceToken"): d.hexa(64)},
        lambda d: {key(d): f"xoxb-{d.digits(11)}-{d.mixed(24)}"},
        lambda d: {key(d): f"ya29.{d.mixed(60)}"},
        lambda d: {key(d): f"AIza{d.mixed(35)}"},
        lambda d: {key(d): f"pk_live_{d.mixed(24)}"},
        lambda d: {"set_cookie": f"session={d.mixed(40)}"},
    ]


def medication(d: Draws) -> list[Form]:
    drug = d.choice(DRUGS)
    return [
        lambda d: {d.pick("medicine", "drug_name", "rx_name", "prescribedDrug", "medicationName"): drug},
        lambda d: {key(d): drug},
        lambda d: {key(d): f"{drug} {d.pick('5 mg', '40mg', '75 mg/day')}"},
        lambda d: {d.pick("rxnorm", "rxNormCode", "rxcui_code"): d.pick(int(d.pick("2", "7") + d.digits(5)), "197361")},
        lambda d: {"list": ["yoga", drug.upper()]},
        lambda d: {"drugs": [drug, d.choice(DRUGS)]},
        lambda d: {"atcCode": d.pick("C10AA01", "R03AC02", "B01AF02")},
    ]


def tag(d: Draws) -> list[Form]:
    return [
        lambda d: {d.pick("custom_tag", "title", "situation", "trigger", "feeling"): d.choice(TAGS)},
        lambda d: {"labels": [d.choice(TAGS), "bike"]},
        lambda d: {"journal": {"tag": d.choice(TAGS), "rating": 2}},
    ]


def birth_year_zip(d: Draws) -> list[Form]:
    year, zip3 = d.randint(1938, 2003), d.digits(3)
    return [
        lambda d: {"birthyear": year, "zip_3": zip3},
        lambda d: {"born_year": year, "postcode_prefix": zip3},
        lambda d: {"yearOfBirth": str(year), "zip3": int("2" + zip3[1:])},
        lambda d: {"person_facts": {"birth_year": year, "zip_first3": zip3}},
    ]


def age_over_89(d: Draws) -> list[Form]:
    age = d.randint(90, 112)
    return [
        lambda d: {d.pick("Age", "patient_age", "age_in_years", "participantAge"): age},
        lambda d: {d.pick("currentAge", "age_yrs"): str(age)},
        lambda d: {"demographics": {"age": age}},
        lambda d: {key(d): f"{age} years old"},
    ]


def phone_digits(d: Draws) -> list[Form]:
    number = d.choice(
        (
            f"49{d.pick('160', '172', '179')}{d.digits(7)}", f"4478{d.digits(8)}", f"337{d.digits(8)}",
            f"346{d.digits(8)}", f"3934{d.digits(8)}", f"917{d.digits(9)}", f"5521987{d.digits(6)}",
            f"32470{d.digits(6)}", f"4670{d.digits(7)}", f"4366{d.digits(9)}", f"48601{d.digits(6)}",
            f"97150{d.digits(7)}", f"2348{d.digits(9)}", f"639{d.digits(9)}", f"90532{d.digits(7)}",
        )
    )  # fmt: skip
    return [
        lambda d: {key(d): number},
        lambda d: {"wrap": {key(d): number}},
        lambda d: {"list": [number, "ok"]},
        lambda d: {d.pick("mobile_no", "sms_to", "phoneNr", "callback_number"): number},
    ]


def ssn_digits(d: Draws) -> list[Form]:
    area, group, serial = d.randint(101, 665), d.randint(11, 99), d.randint(1_001, 9_999)
    dashed, bare = f"{area}-{group}-{serial}", f"{area}{group}{serial}"
    zeros = (0x0AE6, 0x0CE6, 0x0E50, 0x0F20, 0x17E0, 0x1D7D8, 0xFF10, 0x06F0)
    with_zero = f"{d.randint(1, 6)}{d.randint(1, 9)}0 0{d.randint(1, 9)} {d.randint(1, 9)}0{d.digits(2)}"
    return [
        lambda d: {key(d): encodings.other_digits(dashed, d.choice(zeros))},
        lambda d: {key(d): encodings.other_digits(bare, d.choice(zeros))},
        lambda d: {key(d): with_zero.replace("0", "O")},
        lambda d: {key(d): with_zero.replace("0", "О")},  # noqa: RUF001 - a Cyrillic letter
        lambda d: {d.pick("firmware_version", "release", "os_build", "etag"): dashed},
        lambda d: {d.pick("seq_timestamp", "color"): dashed.replace("-", " ")},
        lambda d: {key(d): "\u2063".join(dashed)},
        lambda d: {key(d): "\u2066" + dashed + "\u2069"},
        lambda d: {key(d): quote(quote(dashed.replace("-", "/"), safe=""), safe="")},
        lambda d: {key(d): base64.b32encode(f"SSN {dashed}".encode()).decode()},
        lambda d: {key(d): base64.b64encode(dashed.encode()).decode()},
        lambda d: {key(d): "\u0301".join(dashed)},
        lambda d: {d.pick("itin", "ssn_number"): float(bare)},
    ]


def email_stops(d: Draws) -> list[Form]:
    user, stop = (
        f"{d.choice(OWNERS).lower()}_{d.choice(SURNAMES)}",
        d.pick("\uff0e", "\u06d4", "\u3002", "\ufe52", "\u0701"),
    )
    host = f"posteo{stop}{d.pick('net', 'eu', 'at')}"
    return [
        lambda d: {key(d): f"{user}@{host}"},
        lambda d: {key(d): f"{user.replace('o', chr(0x43E)).replace('a', chr(0x3B1))}@{host}"},
        lambda d: {key(d): f"{user}@mail\u200c.example\u200d.org"},
        lambda d: {d.pick("model", "revision"): f"{user}@{host}"},
        lambda d: {key(d): f"{user} [at] example{stop}org"},
        lambda d: {f"{user}@{host}": True},
    ]


def cut_over_members(d: Draws) -> list[Form]:
    area, group, serial = str(d.randint(101, 665)), f"{d.randint(1, 99):02}", f"{d.randint(1, 9_999):04}"
    user, surname = d.choice(OWNERS).lower(), d.choice(SURNAMES)
    return [
        lambda d: {"x": area, "y": group, "z": serial},
        lambda d: {"chunk": {"1": area, "2": group, "3": serial}},
        lambda d: {"segment_1": area, "segment_2": group, "segment_3": serial},
        lambda d: {"obj": {"pre": area, "mid": group, "post": serial}},
        lambda d: {"arr": [f"{area}", f"{group}-{serial}"]},
        lambda d: {"obj": {"k1": area + group, "k2": serial}},
        lambda d: {"obj": {"left": f"{user}.{surname}@", "right": "posteo.net"}},
        lambda d: {"v1": f"{user}_{surname}@pos", "v2": "teo.net"},
        lambda d: {"social_security_number": {"p1": area, "p2": group, "p3": serial}},
        lambda d: {area: f"{group}-{serial}"},
    ]


def born_in_parts(d: Draws) -> list[Form]:
    year, month, day = d.randint(1938, 2004), d.randint(1, 12), d.randint(1, 28)
    return [
        lambda d: {"yearOfBirth": year, "monthOfBirth": month, "dayOfBirth": day},
        lambda d: {"date_of_birth": {"day": day, "month": month, "year": year}},
        lambda d: {"bday": {"d": str(day), "m": str(month), "y": str(year)}},
        lambda d: {"month_of_birth": month, "day_of_birth": day},
        lambda d: {"info": {"y": year, "m": month, "d": day}},
        lambda d: {"dob": [day, month, year]},
    ]


def phone_in_parts(d: Draws) -> list[Form]:
    area, exchange, line = d.randint(201, 989), d.randint(200, 999), d.randint(1_000, 9_999)
    return [
        lambda d: {"mobile": {"prefix": area, "middle": exchange, "last": line}},
        lambda d: {"tel": {"cc": "44", "nsn": f"7911{d.digits(6)}"}},
        lambda d: {"areaCode": area, "subscriber": f"{exchange}{line}"},
        lambda d: {"obj": {"p1": str(area), "p2": str(exchange), "p3": str(line)}},
        lambda d: {"fax": [str(area), str(exchange), str(line)]},
    ]


def diagnosis(d: Draws) -> list[Form]:
    return [
        lambda d: {d.pick("has_asthma", "hasDiabetes", "is_epileptic", "diagnosed_with_copd"): d.pick(True, False)},
        lambda d: {d.pick("kind", "reason_code", "group", "topic"): d.pick("Hypertension", "bipolar disorder", "COPD")},
        lambda d: {d.pick("depression", "migraine", "hiv"): True},
        lambda d: {d.pick("ecg_result", "finding"): d.pick("atrial fibrillation", "Tachycardia")},
        lambda d: {d.pick("icd_code", "dx", "primary_diagnosis"): d.pick("E119", "G43", "I48")},
    ]


KINDS: Mapping[str, Callable[[Draws], list[Form]]] = {
    each.__name__: each
    for each in (
        device_owner, user_path, ssid, coordinate_pair, coordinate_code, device_id, user_id, secret, medication, tag,
        birth_year_zip, age_over_89, phone_digits, ssn_digits, email_stops, cut_over_members, born_in_parts,
        phone_in_parts, diagnosis,
    )
}  # fmt: skip
