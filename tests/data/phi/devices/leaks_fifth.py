"""Leaks of seven kinds, in six languages and more, by public shapes. Written before the guard ran on it."""

import base64
from collections.abc import Callable, Mapping

from tests.data.phi.devices import encodings
from tests.data.phi.devices.draws import Draws, Payload

Form = Callable[[Draws], Payload]

OWNERS = ("Beate", "Kieran", "Solène", "Gonzalo", "Fabrizia", "Thijs", "Renata", "Callum", "Mireille", "Ximena")
SURNAMES = ("Obermeier", "Delacroix", "Villanueva", "Esposito", "Verhoeven", "Fitzgerald", "Sandoval", "Kaczmarek")
KEYS = ("value", "slot_b", "prop", "extra1", "misc_2", "raw")
STREETS = (
    "Lindenstraße 14", "Am Markt 3", "Kirchweg 22a", "12 rue des Lilas", "45 avenue Jean Jaurès", "Calle Mayor 7, 2ºB",
    "Avenida de la Paz 118", "Via Garibaldi 21", "Piazza Dante 4", "Keizersgracht 210", "Dorpsstraat 9",
    "Rua das Flores 33", "742 Maple Avenue", "9 Orchard Lane", "1180 Sunset Blvd Apt 5",
)  # fmt: skip
TOWNS = (
    "80331 München", "69003 Lyon", "28013 Madrid", "20121 Milano", "1016 EA Amsterdam", "SW1A 2AA London",
    "Austin, TX 78701", "4050-012 Porto",
)  # fmt: skip
ILLNESSES = (
    "Zöliakie", "Schuppenflechte", "Bluthochdruck", "Brustkrebs", "maladie de Crohn", "sclérose en plaques",
    "hypothyroïdie", "cirrhose", "cáncer de mama", "hipotiroidismo", "fibromialgia", "insuficiencia renal",
    "ipertensione", "celiachia", "tumore al seno", "bronchite cronica", "hoge bloeddruk", "hartfalen", "reuma",
    "suikerziekte", "enxaqueca", "esquizofrenia", "câncer de próstata", "psoriasis", "lupus", "Crohn's disease",
    "ulcerative colitis", "bipolar disorder", "sarcoidosis", "glaucoma", "osteoporosis", "nephropathy",
)  # fmt: skip
NOTES = (
    "woke up twice because the baby was crying", "boss yelled at me again in the meeting",
    "my hands shake when I write",
    "had a big row with Peter about money", "habe gestern mit Beate gestritten",
    "konnte wegen der Schmerzen nicht gehen",
    "je n'ai pas pris mon traitement hier", "dispute avec ma fille ce matin", "no pude dormir por la tos",
    "mi marido perdió el trabajo", "ho saltato la visita dal medico", "sono caduta dalle scale ieri",
    "ik ben gisteren gevallen op straat", "kan niet slapen door mijn knie", "briguei com meu chefe ontem",
    "minha filha está doente desde segunda",
)  # fmt: skip
COMMENT_KEYS = (
    "observaciones",
    "bemerkung",
    "remarque",
    "osservazioni",
    "opmerking",
    "what_happened",
    "free",
    "entry",
    "q17_other",
)
SECRET_KEYS = (
    "passwort", "kennwort", "contraseña", "clave_secreta", "mot_de_passe", "parola_chiave", "wachtwoord", "senha",
    "apiSecret", "client_secret", "zugangscode", "hasło",
)  # fmt: skip


def key(d: Draws) -> str:
    return d.choice(KEYS)


def b64(d: Draws, count: int) -> str:
    return base64.b64encode(d.randbytes(count)).decode()


def credentials(d: Draws) -> list[Form]:
    return [
        lambda d: {key(d): f"ghp_{d.mixed(36)}"},
        lambda d: {key(d): f"sk_live_{d.mixed(24)}"},
        lambda d: {key(d): f"AKIA{d.upper(16)}"},
        lambda d: {key(d): f"xoxb-{d.digits(12)}-{d.mixed(24)}"},
        lambda d: {key(d): f"AIza{d.mixed(35)}"},
        lambda d: {d.pick("auth", "authz", key(d)): f"{d.pick('Bearer', 'bearer', 'Token')} {d.mixed(32)}"},
        lambda d: {key(d): f"Basic {b64(d, 18)}"},
        lambda d: {key(d): encodings.jwt(b'{"sub":"%s"}' % d.digits(6).encode(), d.randbytes(32))},
        lambda d: {
            d.pick("cookie", "set_cookie", key(d)): f"{d.pick('sid', 'PHPSESSID', 'session')}={d.hexa(26)}; Path=/"
        },
        lambda d: {key(d): f"https://{d.choice(OWNERS).lower()}:{d.mixed(9)}@api.example.net/v1"},
        lambda d: {key(d): f"https://cdn.example.io/f?{d.pick('token', 'sig', 'access_token')}={d.mixed(22)}"},
        lambda d: {d.choice(SECRET_KEYS): d.mixed(d.randint(8, 14))},
        lambda d: {d.choice(SECRET_KEYS): f"{d.choice(OWNERS)}{d.digits(4)}!"},
        lambda d: {d.pick("refreshToken", "fcm_token", "apns_token", "push_token", "csrf"): d.hexa(64)},
        lambda d: {key(d): f"{b64(d, 33)}"},
        lambda d: {d.pick("pin", "otp", "pin_code", "unlock_code"): d.digits(6)},
    ]


def devices(d: Draws) -> list[Form]:
    owner = d.choice(OWNERS)
    return [
        lambda d: {key(d): f"{owner}'s {d.pick('Kindle', 'Surface', 'Apple Watch', 'Chromebook', 'Pixel Buds')}"},
        lambda d: {key(d): f"{owner}s {d.pick('Handy', 'Uhr', 'Laptop', 'iPhone')}"},
        lambda d: {key(d): f"{d.pick('montre', 'téléphone', 'tablette')} de {owner}"},
        lambda d: {key(d): f"{d.pick('reloj', 'móvil', 'celular', 'portátil')} de {owner}"},
        lambda d: {key(d): f"{d.pick('orologio', 'telefono', 'cellulare')} di {owner}"},
        lambda d: {key(d): f"{d.pick('horloge', 'telefoon', 'laptop')} van {owner}"},
        lambda d: {
            d.pick(
                "host", "machine", key(d)
            ): f"{owner.lower()}s-{d.pick('imac', 'mbp', 'ipad', 'thinkpad')}.{d.pick('local', 'lan', 'home')}"
        },
        lambda d: {d.pick("computer", "hostname"): f"DESKTOP-{d.upper(7)}"},
        lambda d: {d.pick("bt_address", "ble_addr", key(d)): ":".join(d.hexa(2).upper() for _ in range(6))},
        lambda d: {d.pick("ble_mac", "wifiMac"): d.hexa(12)},
        lambda d: {key(d): "-".join(d.hexa(2) for _ in range(6))},
        lambda d: {
            d.pick("seriennummer", "numero_serie", "numéro_de_série", "serienummer", "serialNo", "sn"): d.upper(11)
        },
        lambda d: {d.pick("imei", "imei2", "meid"): int(encodings.imei(f"35{d.digits(12)}"))},
        lambda d: {key(d): encodings.imei(f"86{d.digits(12)}")},
        lambda d: {d.pick("gaid", "adId", "idfa", "oaid", "advertisingIdentifier", "vendor_ad_id"): d.uuid()},
        lambda d: {d.pick("udid", "deviceUDID"): f"0000{d.digits(4)}-{d.hexa(16).upper()}"},
        lambda d: {
            d.pick(
                "ssid", "wlan", "wifiName", "red_wifi", "netzwerkname"
            ): f"{d.choice(SURNAMES)}-{d.pick('Gast', '5G', 'Home')}"
        },
        lambda d: {d.pick("bssid", "router_mac"): ":".join(d.hexa(2) for _ in range(6))},
    ]


def ids(d: Draws) -> list[Form]:
    name, last = d.choice(OWNERS).lower(), d.choice(SURNAMES).lower()
    return [
        lambda d: {d.pick("dni", "nif", "documento"): _nif(d.digits(8))},
        lambda d: {key(d): _nif(d.digits(8))},
        lambda d: {d.pick("codice_fiscale", "cf"): f"RSSMRA{d.digits(2)}A{d.pick('01', '15')}H{d.digits(3)}Z"},
        lambda d: {d.pick("bsn", "burgerservicenummer"): _bsn(d)},
        lambda d: {d.pick("nir", "numero_secu", "num_ss"): _nir(d)},
        lambda d: {key(d): _nir(d)},
        lambda d: {key(d): _cpf(d)},
        lambda d: {d.pick("cpf", "CPF_paciente"): _cpf(d).replace(".", "").replace("-", "")},
        lambda d: {d.pick("nhs_number", "nhsNo"): f"{d.digits(3)} {d.digits(3)} {d.digits(4)}"},
        lambda d: {d.pick("versichertennummer", "kvnr", "krankenkassennr"): f"{d.pick('A', 'K', 'X')}{d.digits(9)}"},
        lambda d: {d.pick("numero_poliza", "policy_no", "num_adherent", "polisnummer"): f"{d.upper(3)}{d.digits(7)}"},
        lambda d: {
            d.pick("expediente", "historia_clinica", "patientennummer", "dossier_patient", "chart_no"): d.digits(7)
        },
        lambda d: {
            d.pick("kundennummer", "id_usuario", "id_utente", "gebruikers_id", "identifiant", "memberNo"): d.digits(7)
        },
        lambda d: {key(d): f"@{name}_{last}"},
        lambda d: {
            d.pick(
                "benutzername", "usuario", "pseudo", "gebruikersnaam", "nick", "screen_name"
            ): f"{name}.{last}{d.digits(2)}"
        },
        lambda d: {key(d): f"{name}.{last}@{d.pick('gmx.de', 'free.fr', 'telefonica.es', 'tin.it')}"},
        lambda d: {d.pick("passport_no", "reisepass", "pasaporte", "paspoort"): f"C{d.upper(2)}{d.digits(6)}"},
        lambda d: {d.pick("pesel", "personnummer", "ahv"): f"756.{d.digits(4)}.{d.digits(4)}.{d.digits(2)}"},
    ]


def notes(d: Draws) -> list[Form]:
    return [
        lambda d: {d.choice(COMMENT_KEYS): d.choice(NOTES)},
        lambda d: {key(d): d.choice(NOTES)},
        lambda d: {key(d): [d.choice(NOTES), d.choice(NOTES)]},
        lambda d: {d.pick("title", "label", "tag", "reason"): d.choice(NOTES)},
        lambda d: {d.pick("context", "trigger", "details"): {"t": d.choice(NOTES)}},
        lambda d: {d.choice(COMMENT_KEYS): d.choice(NOTES).split()},
    ]


def illness(d: Draws) -> list[Form]:
    return [
        lambda d: {key(d): d.choice(ILLNESSES)},
        lambda d: {key(d): d.choice(ILLNESSES).upper()},
        lambda d: {
            d.pick("condition", "erkrankung", "maladie", "enfermedad", "malattia", "aandoening"): d.choice(ILLNESSES)
        },
        lambda d: {key(d): [d.choice(ILLNESSES)]},
        lambda d: {f"has_{d.choice(ILLNESSES).lower().replace(' ', '_')}": d.pick(True, False)},
        lambda d: {
            d.pick(
                "icd", "dx", "diag_code", "icd10"
            ): f"{d.pick('E', 'F', 'I', 'J', 'K', 'M')}{d.randint(10, 90)}.{d.randint(0, 9)}"
        },
        lambda d: {key(d): f"{d.pick('E', 'F', 'I', 'C')}{d.randint(10, 90)}.{d.randint(0, 9)}"},
        lambda d: {d.pick("tags", "labels"): ["walk", d.choice(ILLNESSES).lower()]},
    ]


def places(d: Draws) -> list[Form]:
    lat, lon = d.uniform(-60, 60), d.uniform(-160, 160)
    return [
        lambda d: {key(d): d.choice(STREETS)},
        lambda d: {d.pick("wohnort", "domicilio", "adresse", "indirizzo", "woonadres", "morada"): d.choice(STREETS)},
        lambda d: {key(d): f"{d.choice(STREETS)}, {d.choice(TOWNS)}"},
        lambda d: {key(d): d.choice(TOWNS)},
        lambda d: {d.pick("plz", "codigo_postal", "code_postal", "cap", "postcode", "cep"): d.digits(5)},
        lambda d: {key(d): f"{lat:.5f},{lon:.5f}"},
        lambda d: {key(d): f"geo:{lat:.4f},{lon:.4f}"},
        lambda d: {key(d): {"breitengrad": round(lat, 5), "laengengrad": round(lon, 5)}},
        lambda d: {"latitud": round(lat, 5), "longitud": round(lon, 5)},
        lambda d: {key(d): encodings.plus_code(lat, lon)},
        lambda d: {d.pick("geohash", "gh", "cell", "geo"): encodings.geohash(lat, lon, 8)},
        lambda d: {key(d): {"type": "Point", "coordinates": [round(lon, 5), round(lat, 5)]}},
        lambda d: {
            key(d): (
                f"{abs(int(lat))}°{d.randint(0, 59)}'{d.randint(0, 59)}\"N "
                f"{abs(int(lon))}°{d.randint(0, 59)}'{d.randint(0, 59)}\"E"
            )
        },
        lambda d: {d.pick("w3w", "what3words"): "filled.count.soap"},
    ]


def names(d: Draws) -> list[Form]:
    return [
        lambda d: {d.pick("vorname", "prenom", "apellido", "cognome", "voornaam", "sobrenome"): d.choice(OWNERS)},
        lambda d: {
            d.pick(
                "emergency_contact", "caregiver", "kontaktperson", "médecin", "medico"
            ): f"{d.choice(OWNERS)} {d.choice(SURNAMES)}"
        },
        lambda d: {
            key(d): f"{d.pick('Dr.', 'Mrs.', 'Herr', 'Frau', 'Mme', 'Sr.', 'Sig.ra', 'Dhr.')} {d.choice(SURNAMES)}"
        },
        lambda d: {
            d.pick("author", "signed_by", "nurse", "trainer", "logged_by"): f"{d.choice(OWNERS)} {d.choice(SURNAMES)}"
        },
        lambda d: {
            d.pick(
                "nomeCompleto", "nombre_completo", "nom_complet", "volledige_naam"
            ): f"{d.choice(OWNERS)} {d.choice(SURNAMES)}"
        },
    ]


def _nif(digits: str) -> str:
    return digits + "TRWAGMYFPDXBNJZSQVHLCKE"[int(digits) % 23]


def _bsn(d: Draws) -> str:
    while True:
        digits = d.digits(8)
        check = sum(weight * int(digit) for weight, digit in zip(range(9, 1, -1), digits, strict=True)) % 11
        if check < 10 and digits[0] != "0":
            return f"{digits}{check}"


def _nir(d: Draws) -> str:
    digits = f"{d.pick('1', '2')}{d.randint(50, 99)}{d.randint(1, 12):02}{d.randint(1, 95):02}{d.digits(6)}"
    return f"{digits}{97 - int(digits) % 97:02}"


def _cpf(d: Draws) -> str:
    digits = d.digits(9)
    for size in (10, 11):
        digits += str(
            sum(weight * int(digit) for weight, digit in zip(range(size, 1, -1), digits, strict=True)) * 10 % 11 % 10
        )
    return f"{digits[:3]}.{digits[3:6]}.{digits[6:9]}-{digits[9:]}"


KINDS: Mapping[str, Callable[[Draws], list[Form]]] = {
    "credential": credentials,
    "device": devices,
    "id": ids,
    "note": notes,
    "illness": illness,
    "place": places,
    "name": names,
}
