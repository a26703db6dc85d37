"""A last corpus of the kinds of the fifth, in other words: written after the guard was mended, before it ran on it."""

import base64
from collections.abc import Callable, Mapping

from tests.data.phi.devices import encodings
from tests.data.phi.devices.draws import Draws, Payload

Form = Callable[[Draws], Payload]

FIRST = ("Hannelore", "Bastien", "Rosalinda", "Ettore", "Marijke", "Duarte", "Philippa", "Ragnhild", "Ewan", "Sibylle")
LAST = ("Pfeiffer", "Beaumont", "Zamora", "Lombardi", "Dijkstra", "Figueiredo", "Whitaker", "Sorensen", "Urquiza")
KEYS = ("payload", "k1", "thing", "line2", "blob", "opt")
ILL = (
    "Nierensteine", "Magengeschwür", "Neurodermitis", "Lungenkrebs", "Herzrhythmusstörung", "goutte", "sciatique",
    "polyarthrite", "cancer du poumon", "diabète gestationnel", "lumbalgia", "gota", "cálculos renales",
    "cáncer de colon",
    "diverticolite", "ipotiroidismo", "gastrite", "calcoli renali", "galstenen", "eczeem", "longkanker", "astma",
    "pedra nos rins", "hérnia de disco", "rosacea", "endometriosis", "kidney stones", "Hashimoto", "scleroderma",
    "PTSD",
)  # fmt: skip
NOTES = (
    "could not finish because my knee gave out", "we moved house and I have hardly slept",
    "crying since the phone call",
    "heute keine Kraft, bin im Bett geblieben", "die Kinder sind krank und ich auch", "rien mangé depuis hier soir",
    "mon patron me stresse énormément", "discutí con mi hermana por teléfono", "llevo tres días sin salir de casa",
    "oggi mi sento molto giù di morale", "il bambino non mi fa dormire", "weer ruzie gehad met mijn vriend",
    "heb mijn pillen niet ingenomen", "não consegui levantar da cama hoje", "discuti com a minha irmã",
)  # fmt: skip
STREETS = (
    "Rosenweg 8", "Bahnhofstr. 112", "Goethestraße 5b", "Schlossallee 2", "8 place de la République",
    "23 bis rue Victor Hugo",
    "Paseo de Gracia 55", "Carrer de Balears 12", "Corso Vittorio Emanuele 40", "Viale Trastevere 9",
    "Prinsengracht 263",
    "Stationsweg 17", "Travessa do Carmo 6", "221B Baker Street", "1600 Amphitheatre Parkway", "77 Massachusetts Ave",
)  # fmt: skip


def key(d: Draws) -> str:
    return d.choice(KEYS)


def who(d: Draws) -> str:
    return f"{d.choice(FIRST)} {d.choice(LAST)}"


def credentials(d: Draws) -> list[Form]:
    return [
        lambda d: {key(d): f"glpat-{d.mixed(20)}"},
        lambda d: {key(d): f"hf_{d.mixed(34)}"},
        lambda d: {key(d): f"rk_live_{d.mixed(28)}"},
        lambda d: {d.pick("Authorization", "hdr", key(d)): f"Bearer {d.mixed(40)}"},
        lambda d: {key(d): base64.urlsafe_b64encode(d.randbytes(30)).decode()},
        lambda d: {key(d): d.mixed(32)},
        lambda d: {key(d): f"connect.sid=s%3A{d.mixed(24)}"},
        lambda d: {key(d): f"wss://rt.example.com/s?ticket={d.mixed(24)}"},
        lambda d: {key(d): f"postgres://{d.choice(FIRST).lower()}:{d.mixed(10)}@db.example.com/app"},
        lambda d: {
            d.pick(
                "zugangspasswort", "mdp_client", "clave_api", "chiave_segreta", "geheime_sleutel", "senha_app"
            ): d.mixed(12)
        },
        lambda d: {d.pick("garminToken", "withings_secret", "polar_access_key", "stravaRefresh_token"): d.mixed(30)},
        lambda d: {d.pick("einmalcode", "codigo_seguridad", "code_pin", "verification_code", "sms_code"): d.digits(6)},
    ]


def devices(d: Draws) -> list[Form]:
    first = d.choice(FIRST)
    return [
        lambda d: {key(d): f"{first}'s {d.pick('Garmin', 'Galaxy Buds', 'MacBook Air', 'Nexus 5')}"},
        lambda d: {key(d): f"{d.pick('Tablet', 'Uhr', 'Smartphone')} von {first}"},
        lambda d: {key(d): f"{d.pick('ordinateur', 'montre', 'portable')} de {first}"},
        lambda d: {key(d): f"{d.pick('pulsera', 'tableta', 'ordenador')} de {first}"},
        lambda d: {key(d): f"{d.pick('computer', 'tablet', 'bracciale')} di {first}"},
        lambda d: {key(d): f"{d.pick('tablet', 'fiets computer', 'weegschaal')} van {first}"},
        lambda d: {
            key(d): f"{first.lower()}-{d.pick('macbook', 'pc', 'laptop')}.{d.pick('local', 'fritz.box', 'lan')}"
        },
        lambda d: {key(d): f"LAPTOP-{d.upper(8)}"},
        lambda d: {d.pick("peripheral_mac", "hw_addr", "bleAddress"): ":".join(d.hexa(2) for _ in range(6))},
        lambda d: {
            d.pick(
                "geraetenummer", "num_serie", "numero_de_serie", "serienr", "deviceSerial"
            ): f"{d.upper(4)}{d.digits(6)}"
        },
        lambda d: {d.pick("imei_number", "imeiSv", "phone_imei"): encodings.imei(f"35{d.digits(12)}")},
        lambda d: {d.pick("advertisingId", "ad_identifier", "idfa", "rdid"): d.uuid()},
        lambda d: {
            d.pick(
                "wifi_ssid", "nombre_wifi", "netzwerk", "nom_du_wifi", "connected_ssid"
            ): f"{d.choice(LAST)} {d.pick('WLAN', 'Zuhause', 'Casa')}"
        },
    ]


def ids(d: Draws) -> list[Form]:
    first, last = d.choice(FIRST).lower(), d.choice(LAST).lower()
    return [
        lambda d: {d.pick("sozialversicherungsnummer", "numero_seguridad_social", "num_secu"): d.digits(12)},
        lambda d: {d.pick("passport_id", "numero_pasaporte", "reisepassnummer"): f"P{d.digits(8)}"},
        lambda d: {
            d.pick(
                "krankenversichertennummer", "num_assure", "polis_nr", "insurance_no"
            ): f"{d.pick('B', 'T')}{d.digits(9)}"
        },
        lambda d: {d.pick("numero_dossier", "akte_nr", "nhc", "num_paciente", "patientId"): d.digits(8)},
        lambda d: {
            d.pick("mitgliedsnummer", "numero_socio", "codice_cliente", "klantnummer", "userNumber"): d.digits(8)
        },
        lambda d: {
            key(d): f"{first}{d.pick('_', '.')}{last}@{d.pick('t-online.de', 'laposte.net', 'ziggo.nl', 'sapo.pt')}"
        },
        lambda d: {key(d): f"@{first}{d.digits(2)}"},
        lambda d: {d.pick("login", "utente", "nombre_usuario", "username", "handle"): f"{first}{last}{d.digits(2)}"},
        lambda d: {
            d.pick("fuehrerschein", "permis", "drivers_license", "rijbewijsnummer"): f"{d.upper(4)}{d.digits(6)}"
        },
        lambda d: {
            key(d): f"{d.digits(3)}-{d.randint(10, 99)}-{d.randint(1000, 9999)}".replace("000-", "219-").replace(
                "666-", "219-"
            )
        },
    ]


def notes(d: Draws) -> list[Form]:
    return [
        lambda d: {key(d): d.choice(NOTES)},
        lambda d: {d.pick("kommentar", "observacion", "nota", "toelichting", "commento", "warum"): d.choice(NOTES)},
        lambda d: {key(d): {"v": d.choice(NOTES)}},
        lambda d: {d.pick("labels", "tags"): [d.choice(NOTES), "walk"]},
    ]


def illness(d: Draws) -> list[Form]:
    return [
        lambda d: {key(d): d.choice(ILL)},
        lambda d: {
            d.pick("leiden", "afeccion", "condizione", "ziekte", "condition_name", "antecedentes"): d.choice(ILL)
        },
        lambda d: {key(d): ["rest", d.choice(ILL).lower()]},
        lambda d: {f"{d.pick('has', 'hat', 'tiene', 'heeft')}_{d.choice(ILL).lower().replace(' ', '_')}": True},
        lambda d: {
            d.pick("icd_code", "cie10", "cim10"): f"{d.pick('G', 'H', 'L', 'N')}{d.randint(10, 90)}.{d.randint(0, 9)}"
        },
    ]


def places(d: Draws) -> list[Form]:
    lat, lon = d.uniform(-60, 60), d.uniform(-160, 160)
    return [
        lambda d: {key(d): d.choice(STREETS)},
        lambda d: {d.pick("anschrift", "direccion", "adresse", "indirizzo", "adres", "endereco"): d.choice(STREETS)},
        lambda d: {
            key(d): d.pick(
                "10115 Berlin", "33000 Bordeaux", "41001 Sevilla", "50122 Firenze", "1000-001 Lisboa", "3511 AB Utrecht"
            )
        },
        lambda d: {
            d.pick("postleitzahl", "cod_postal", "codice_postale", "zipcode"): f"{d.randint(10, 98)}{d.digits(3)}"
        },
        lambda d: {key(d): f"{lat:.4f} {lon:.4f}"},
        lambda d: {key(d): {"lat": round(lat, 4), "lng": round(lon, 4)}},
        lambda d: {"breite": round(lat, 5), "laenge": round(lon, 5)},
        lambda d: {key(d): f"https://maps.google.com/?q={lat:.6f},{lon:.6f}"},
        lambda d: {d.pick("plus_code", "pluscode", key(d)): encodings.plus_code(lat, lon)},
        lambda d: {d.pick("geohash7", "home_geohash", "geo_hash"): encodings.geohash(lat, lon, 7)},
    ]


def names(d: Draws) -> list[Form]:
    return [
        lambda d: {
            d.pick("familienname", "nombre_paciente", "nom_de_famille", "nome_utente", "achternaam"): d.choice(LAST)
        },
        lambda d: {d.pick("betreuer", "entrenador", "infirmiere", "allenatore", "begeleider", "physio"): who(d)},
        lambda d: {d.pick("entered_by", "reviewed_by", "clinician", "emergency_contact_name"): who(d)},
        lambda d: {key(d): f"{d.pick('Frau', 'Mme', 'Sra.', 'Dott.', 'Mevrouw', 'Mr')} {d.choice(LAST)}"},
    ]


KINDS: Mapping[str, Callable[[Draws], list[Form]]] = {
    "credential": credentials,
    "device": devices,
    "id": ids,
    "note": notes,
    "illness": illness,
    "place": places,
    "name": names,
}


def wearables() -> list[Form]:
    return [
        lambda d: {
            "readiness": d.randint(0, 100),
            "contributors": {"hrv_balance": d.randint(1, 100), "recovery_index": d.randint(1, 100)},
            "day": d.day(),
        },
        lambda d: {
            "strain": d.num(0, 21),
            "kilojoule": d.num(500, 15_000),
            "score_state": d.pick("SCORED", "PENDING_SCORE"),
            "zone_durations": d.ints(0, 9_000, 6),
        },
        lambda d: {
            "sourceRevision": {"productType": d.pick("Watch7,4", "iPhone17,1"), "operatingSystemVersion": d.version()},
            "type": d.pick("HKCategoryTypeIdentifierMindfulSession", "HKQuantityTypeIdentifierStepCount"),
        },
        lambda d: {
            "glucose_mmol": d.num(3, 16, 1),
            "trend": d.pick("rising quickly", "steady", "not computable"),
            "sensor_day": d.randint(1, 14),
            "calibrated": True,
        },
        lambda d: {
            "rmssd": d.num(10, 140),
            "sdnn": d.num(10, 160),
            "method": d.pick("ppg", "ecg", "chest strap"),
            "quality": d.pick("good", "motion artifact"),
        },
        lambda d: {
            "stroke": d.pick("freestyle", "breaststroke", "drill"),
            "swolf": d.randint(20, 70),
            "pool_m": d.pick(25, 50),
            "rest": d.clock(),
        },
    ]


def apps() -> list[Form]:
    return [
        lambda d: {
            "event": d.pick("purchase_restored", "Push Received", "widget_added"),
            "request_id": d.mixed(22),
            "session_id": d.hexa(32),
            "ab_bucket": d.pick("blue", "var-3"),
        },
        lambda d: {
            "route": d.pick("/home/sleep", "/settings/units", "/plan/week"),
            "fps": d.num(20, 120, 1),
            "mem_mb": d.randint(80, 900),
            "jank": d.num(0, 1, 3),
        },
        lambda d: {
            "crash": d.pick("java.lang.NullPointerException", "EXC_BAD_ACCESS", "OutOfMemoryError"),
            "thread": d.pick("main", "RenderThread"),
            "stack_hash": d.hexa(40),
            "free_mb": d.randint(1, 90_000),
        },
        lambda d: {
            "installation_id": d.uuid(),
            "app_version": d.version(),
            "abi": d.pick("arm64-v8a", "x86_64"),
            "carrier": d.pick("wifi", "5g", "none"),
            "tz": d.pick("Asia/Tokyo", "America/Bogota"),
        },
        lambda d: {
            "cursor": d.mixed(28),
            "page": d.randint(1, 50),
            "has_more": d.pick(True, False),
            "limit": d.pick(50, 100),
        },
        lambda d: {
            "flag": d.pick("new_onboarding", "sleep-v3"),
            "rollout": d.num(0, 1),
            "reason": d.pick("targeting match", "default"),
            "payload_sha256": d.hexa(64),
        },
    ]


def answers() -> list[Form]:
    return [
        lambda d: {
            "antwort": d.pick("gar nicht", "ziemlich oft", "stimme eher zu", "kein Problem"),
            "item": d.randint(1, 21),
        },
        lambda d: {
            "respuesta": d.pick("de acuerdo", "nada", "todos los días", "muy de acuerdo"),
            "item": d.randint(1, 21),
        },
        lambda d: {
            "risposta": d.pick("per niente", "spesso", "quasi mai"),
            "antwoord": d.pick("helemaal niet", "soms", "heel vaak"),
        },
        lambda d: {
            "answer": d.pick("Somewhat agree", "Most days", "Less than 30 minutes", "Does not apply"),
            "skipped": False,
        },
        lambda d: {"scale": d.pick("VAS", "Borg CR10", "NRS-11"), "min_label": "no pain", "score": d.randint(0, 10)},
    ]


def kitchen_and_air() -> list[Form]:
    return [
        lambda d: {
            "meal": d.pick("Frühstück", "almuerzo", "dîner", "merenda"),
            "item": d.pick("oat flakes", "Vollkornbrot", "tortilla de patatas", "pâtes"),
            "g": d.randint(5, 400),
        },
        lambda d: {
            "co2_ppm": d.randint(400, 2_400),
            "noise_db": d.num(20, 90, 1),
            "room": d.pick("bedroom", "Küche", "salon"),
            "lux": d.randint(0, 900),
        },
        lambda d: {"caffeine_mg": d.randint(0, 400), "drink": d.pick("espresso", "green tea", "cola"), "at": d.at()},
    ]


def platform() -> list[Form]:
    return [
        lambda d: {
            "commit": d.hexa(40),
            "job": d.pick("nightly-sync", "etl_v2"),
            "rows": d.randint(0, 10**7),
            "seconds": d.num(0, 900),
        },
        lambda d: {
            "spo2": d.randint(85, 100),
            "perfusion": d.num(0, 20, 1),
            "lead_off": d.pick(True, False),
            "serial_port": d.pick("COM3", "ttyUSB0"),
        },
        lambda d: {
            "dose_due": d.pick(True, False),
            "pen": d.pick("cap on", "cap off"),
            "units": d.num(0, 40, 1),
            "reminder": d.clock(),
        },
    ]


SOURCES: Mapping[str, Callable[[], list[Form]]] = {
    function.__name__: function for function in (wearables, apps, answers, kitchen_and_air, platform)
}
