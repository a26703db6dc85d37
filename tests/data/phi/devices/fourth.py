"""Payloads and leaks in other languages: written after the guard was mended by the third corpus."""

from collections.abc import Callable, Mapping

from tests.data.phi.devices.draws import Draws, Payload

Shape = Callable[[Draws], Payload]

FIRST = ("Blanka", "Tadeo", "Ruairi", "Helmi", "Orhan", "Giada", "Sindre", "Réka", "Inês", "Jurre")
LAST = ("Wiśniewski", "Carvalho", "Mäkinen", "Demir", "Conti", "Berg", "Szabó", "Fontaine", "Bakker", "Murphy")
KEYS = ("val", "feld7", "dado", "x9", "misc")


def key(d: Draws) -> str:
    return d.choice(KEYS)


def names(d: Draws) -> list[Shape]:
    return [
        lambda d: {"Nachname": d.choice(LAST)},
        lambda d: {"primerNombre": d.choice(FIRST)},
        lambda d: {"efternavn": d.choice(LAST)},
        lambda d: {"nome_do_paciente": d.choice(FIRST)},
        lambda d: {"nom_patient": f"{d.choice(FIRST)} {d.choice(LAST)}"},
        lambda d: {"患者姓名": "王小明"},
        lambda d: {"hausarzt": f"Dr. {d.choice(LAST)}"},
        lambda d: {"имя_пациента": "Анна"},
        lambda d: {"coach_name": f"{d.choice(FIRST)} {d.choice(LAST)}"},
    ]


def ids(d: Draws) -> list[Shape]:
    return [
        lambda d: {"steuernummer": d.digits(11)},
        lambda d: {"fodselsnr": d.digits(11)},
        lambda d: {"numero_de_seguridad_social": d.digits(12)},
        lambda d: {"NIE": f"X{d.digits(7)}L"},
        lambda d: {"身份证号": d.digits(17) + "X"},
        lambda d: {"cedula_identidad": d.digits(10)},
        lambda d: {"tessera": f"{d.upper(16)}"},
        lambda d: {"insuranceNr": f"A{d.digits(9)}"},
    ]


def born(d: Draws) -> list[Shape]:
    return [
        lambda d: {"fødselsdato": f"19{d.randint(40, 99)}-03-0{d.randint(1, 9)}"},
        lambda d: {"dataNascimento": f"0{d.randint(1, 9)}/11/19{d.randint(40, 99)}"},
        lambda d: {"dogum_tarihi": f"19{d.randint(40, 99)}-12-1{d.randint(0, 9)}"},
        lambda d: {"出生年月日": f"19{d.randint(40, 99)}-12-1{d.randint(0, 9)}"},
        lambda d: {"syntymaaika": f"{d.randint(1, 28)}.5.19{d.randint(40, 99)}"},
    ]


def phones(d: Draws) -> list[Shape]:
    return [
        lambda d: {"mobilnummer": f"+47 4{d.digits(7)}"},
        lambda d: {"numero_telefono": f"3{d.digits(9)}"},
        lambda d: {"komorka": f"60{d.digits(7)}"},
        lambda d: {key(d): f"+55 11 9{d.digits(8)}"},
        lambda d: {"handynummer": f"0176{d.digits(7)}"},
        lambda d: {"gsm": f"+32 47{d.digits(7)}"},
    ]


def places(d: Draws) -> list[Shape]:
    a, b = d.uniform(-50, 60), d.uniform(-120, 120)
    return [
        lambda d: {"lat_gr": round(a, 5), "lon_gr": round(b, 5)},
        lambda d: {"geo_lat": round(a, 4), "geo_lng": round(b, 4)},
        lambda d: {"posicion": f"{a:.5f} {b:.5f}"},
        lambda d: {"koordinaten": [round(a, 5), round(b, 5)]},
        lambda d: {"wohnort_lat": round(a, 4), "wohnort_lon": round(b, 4)},
    ]


def ill(d: Draws) -> list[Shape]:
    return [
        lambda d: {"krankheit": "Rheuma"},
        lambda d: {"antecedentes": d.pick("cáncer de mama", "hipotiroidismo")},
        lambda d: {
            key(d): d.pick(
                "hipotiroidismo", "Schilddrüsenunterfunktion", "insuffisance cardiaque", "niewydolność serca"
            )
        },
        lambda d: {"hat_asthma": True},
        lambda d: {"pathologie": d.pick("asthme", "BPCO")},
        lambda d: {"schwanger": True},
        lambda d: {"疾患": "高血圧症"},
        lambda d: {key(d): d.pick("psoriasi", "Morbus Crohn", "celiachia")},
    ]


def meds(d: Draws) -> list[Shape]:
    return [
        lambda d: {"tabletten": d.pick("Bisoprolol 5mg", "Ramipril 2,5")},
        lambda d: {"medicacion": d.pick("Losartán", "Enalapril")},
        lambda d: {"traitement": d.pick("Doliprane 500", "Levothyrox 75")},
        lambda d: {key(d): d.pick("Bisoprolol", "Enalapril", "Metoprololsuccinat", "Pantoprazol")},
        lambda d: {"leczenie": "Euthyrox 50"},
        lambda d: {"処方薬": "アムロジピン"},
    ]


def notes(d: Draws) -> list[Shape]:
    return [
        lambda d: {
            "bemerkung": d.pick("Nach dem Streit mit Jonas nicht geschlafen", "War heute beim Kardiologen in Bonn")
        },
        lambda d: {
            "observacion": d.pick("No pude dormir por el dolor de rodilla", "Fui a urgencias el lunes por la noche")
        },
        lambda d: {key(d): d.pick("Je suis très fatiguée depuis l'opération", "Nie czuję się dobrze po nowym leku")},
        lambda d: {"日記": "昨日は母と喧嘩して眠れなかった"},
    ]


def devs(d: Draws) -> list[Shape]:
    return [
        lambda d: {"geraetename": f"iPad von {d.choice(FIRST)}"},
        lambda d: {"nazwa": f"Telefon {d.choice(FIRST)}"},
        lambda d: {"device_name": f"{d.choice(FIRST)} Galaxy S24"},
        lambda d: {"watchLabel": f"{d.choice(FIRST)}'s Forerunner 265"},
        lambda d: {"seriennummer": f"SN{d.digits(8)}"},
        lambda d: {"numero_serie": d.upper(10)},
        lambda d: {"sensorId": f"3MH00{d.upper(6)}"},
    ]


def creds(d: Draws) -> list[Shape]:
    return [
        lambda d: {"zugangstoken": d.mixed(32)},
        lambda d: {"clave_api": d.hexa(32)},
        lambda d: {"sessionKey": d.mixed(32)},
        lambda d: {"jeton": d.mixed(40)},
        lambda d: {"anmeldename": f"{d.choice(FIRST).lower()}.{d.choice(('berg', 'conti'))}"},
    ]


SOURCES: Mapping[str, Callable[[], list[Shape]]] = {
    "abroad": lambda: [
        lambda d: {
            "atemzuege": d.randint(8, 30),
            "koerpertemperatur": d.num(35, 40, 1),
            "notwendig": d.pick(True, False),
            "status": d.pick("erledigt", "offen"),
        },
        lambda d: {
            "glucosa": d.randint(60, 300),
            "comida": d.pick("desayuno", "cena"),
            "insulina_u": d.num(0, 20, 1),
            "ejercicio": d.pick("caminar", "nadar"),
        },
        lambda d: {
            "glycemie": d.num(3, 18, 1),
            "repas": d.pick("déjeuner", "dîner"),
            "activite": d.pick("marche", "vélo"),
            "fatigue": d.randint(0, 10),
        },
        lambda d: {
            "水分": d.randint(0, 3000),
            "睡眠時間": d.num(2, 12, 1),
            "運動": d.pick("散歩", "水泳", "筋トレ"),
            "満足度": d.pick("とても良い", "やや悪い"),
        },
        lambda d: {"шаги": d.randint(0, 20000), "пульс": d.randint(40, 180), "настроение": d.pick("хорошее", "плохое")},
        lambda d: {"걸음수": d.randint(0, 20000), "심박수": d.randint(40, 180), "기분": d.pick("좋음", "보통", "나쁨")},
        lambda d: {
            "lactate_mmol": d.num(0.5, 18, 1),
            "ftp_w": d.randint(100, 400),
            "interval": f"{d.randint(3, 12)}x{d.randint(200, 1000)}m",
            "surface": d.pick("track", "trail"),
        },
        lambda d: {
            "scale_impedance_ohm": d.randint(300, 800),
            "phase_angle_deg": d.num(3, 9, 1),
            "bmr": d.randint(900, 2500),
            "body_type": d.pick("lean", "balanced"),
        },
        lambda d: {
            "cpap_leak_l_min": d.num(0, 40, 1),
            "mask": d.pick("AirFit P10", "DreamWear", "N20"),
            "ahi": d.num(0, 30, 1),
            "usage": f"{d.randint(0, 9)}h {d.randint(0, 59)}m",
        },
        lambda d: {
            "feature_flags": d.some(("new_home", "fast_sync", "dark_mode"), 1, 3),
            "build": d.version(),
            "abi": "arm64-v8a",
            "ram_mb": d.randint(1000, 16000),
        },
        lambda d: {
            "kontakt_druck": d.num(0, 9, 1),
            "arztbrief_vorhanden": d.pick(True, False),
            "dosis_ml": d.num(0, 9, 1),
            "lieferung": d.pick("ja", "nein"),
        },
        lambda d: {
            "medico_disponible": d.pick(True, False),
            "contacto_piel_ohm": d.num(0, 900, 1),
            "uso_min": d.randint(0, 90),
            "nivel": d.pick("alto", "bajo"),
        },
    ]
}

KINDS: Mapping[str, Callable[[Draws], list[Shape]]] = {
    each.__name__: each for each in (names, ids, born, phones, places, ill, meds, notes, devs, creds)
}
