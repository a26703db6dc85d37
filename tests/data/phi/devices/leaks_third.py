"""Leaks of 17 kinds in other languages, under other vendors' names. Written before the guard was run on it."""

# ruff: noqa: RUF001 - letters of other languages

from collections.abc import Callable, Mapping

from tests.data.phi.devices.draws import Draws, Payload

Form = Callable[[Draws], Payload]

FIRST = (
    "Katarzyna",
    "Thiago",
    "Aino",
    "Mehmet",
    "Chiara",
    "Øyvind",
    "Zsófia",
    "Beatriz",
    "Laurens",
    "Siobhan",
    "Dmitri",
    "Yuki",
)
LAST = (
    "Kowalska",
    "Ferreira",
    "Virtanen",
    "Yilmaz",
    "Ricci",
    "Hansen",
    "Nagy",
    "Moreau",
    "Visser",
    "O'Connor",
    "Ivanov",
    "Tanaka",
)
HANDLES = ("kkowalska84", "thiago.ferreira", "aino_v", "mehmet-yilmaz", "chiara.ricci92", "oyvindh")
DOMAINS = ("poczta.pl", "uol.com.br", "web.de", "libero.it", "mail.ru", "docomo.ne.jp", "orange.fr")
SENTENCES = (
    "Ich habe heute starke Kopfschmerzen und war beim Arzt",
    "Me duele mucho la espalda desde que me caí ayer",
    "J'ai mal au ventre depuis que mon mari est parti",
    "Oggi ho litigato con mia sorella e non ho dormito",
    "Mam silny ból głowy i nie mogę spać od trzech dni",
    "今日は頭が痛くて病院に行きました",
    "Hoje briguei com minha mãe e estou muito triste",
    "Bugün doktora gittim ve yeni ilaç aldım",
    "Jeg har hatt vondt i magen siden vi flyttet",
    "Ik voel me al weken somber sinds mijn vader overleed",
)
ILLNESS = (
    "Depression", "depresión", "dépression", "diabète de type 2", "epilepsia", "Asthma bronchiale", "cukrzyca",
    "糖尿病", "うつ病", "endometriosi", "artritis reumatoide", "Vorhofflimmern", "hipertensão", "esclerosis múltiple",
)  # fmt: skip
DRUGS = (
    "Ibuprofeno", "Paracétamol", "Metformina", "Lisinopril 10 mg", "Sertralina 50mg", "Ramipril", "Levothyroxin",
    "Atorvastatina", "insulina glargina", "Escitalopram", "Novorapid", "Ozempic 0,5 mg", "Omeprazol", "Lamotrigin",
)  # fmt: skip
KEYS = ("v", "wert", "dato", "champ_3", "extra", "campo2", "x_data", "info1")


def key(d: Draws) -> str:
    return d.choice(KEYS)


def full_name(d: Draws) -> str:
    return f"{d.choice(FIRST)} {d.choice(LAST)}"


def name_by_key(d: Draws) -> list[Form]:
    return [
        lambda d: {"vorname": d.choice(FIRST)},
        lambda d: {"nachname": d.choice(LAST)},
        lambda d: {"nombre_completo": full_name(d)},
        lambda d: {"apellidos": f"{d.choice(LAST)} {d.choice(LAST)}"},
        lambda d: {"prenom": d.choice(FIRST)},
        lambda d: {"nom_de_famille": d.choice(LAST)},
        lambda d: {"cognome": d.choice(LAST)},
        lambda d: {"sobrenome": d.choice(LAST)},
        lambda d: {"imie": d.choice(FIRST)},
        lambda d: {"氏名": "田中 花子"},
        lambda d: {"kontakt": {"name": full_name(d)}},
        lambda d: {"emergencyContactName": full_name(d)},
        lambda d: {"caregiver_name": full_name(d)},
        lambda d: {"partner_name": d.choice(FIRST)},
        lambda d: {"babyName": d.choice(FIRST)},
        lambda d: {"prescriber": f"Dr. {d.choice(LAST)}"},
        lambda d: {"arzt": f"Dr. med. {d.choice(LAST)}"},
    ]


def email(d: Draws) -> list[Form]:
    address = f"{d.choice(HANDLES)}@{d.choice(DOMAINS)}"
    return [
        lambda d: {"correo": address},
        lambda d: {key(d): address},
        lambda d: {key(d): f"mailto:{address}"},
        lambda d: {"login": address.upper()},
        lambda d: {key(d): f"<{address}>"},
        lambda d: {key(d): [address, "x"]},
        lambda d: {key(d): address.replace("@", " at ").replace(".", " dot ")},
    ]


def phone(d: Draws) -> list[Form]:
    return [
        lambda d: {"handy": f"0{d.pick('151', '160', '172', '176')} {d.digits(7)}"},
        lambda d: {"telefono": f"+34 6{d.digits(2)} {d.digits(3)} {d.digits(3)}"},
        lambda d: {"tel": f"06 {d.digits(2)} {d.digits(2)} {d.digits(2)} {d.digits(2)}"},
        lambda d: {"celular": f"(11) 9{d.digits(4)}-{d.digits(4)}"},
        lambda d: {"携帯電話": f"090-{d.digits(4)}-{d.digits(4)}"},
        lambda d: {key(d): f"+48 5{d.digits(2)} {d.digits(3)} {d.digits(3)}"},
        lambda d: {key(d): f"+4915{d.digits(9)}"},
        lambda d: {"telefoonnummer": f"06-{d.digits(8)}"},
        lambda d: {"emergency_contact": f"+47 9{d.digits(2)} {d.digits(2)} {d.digits(3)}"},
        lambda d: {key(d): f"0033 6 {d.digits(2)} {d.digits(2)} {d.digits(2)} {d.digits(2)}"},
    ]


def cpf(d: Draws) -> str:
    n = [d.randint(0, 9) for _ in range(9)]
    for size in (10, 11):
        total = sum((size - i) * digit for i, digit in enumerate(n))
        n.append((total * 10) % 11 % 10)
    t = "".join(map(str, n))
    return f"{t[:3]}.{t[3:6]}.{t[6:9]}-{t[9:]}"


def national_id(d: Draws) -> list[Form]:
    return [
        lambda d: {"cpf": cpf(d)},
        lambda d: {key(d): cpf(d)},
        lambda d: {"pesel": f"{d.randint(50, 99)}{d.randint(10, 12)}{d.randint(10, 28)}{d.digits(5)}"},
        lambda d: {"dni": f"{d.digits(8)}{d.pick(*'TRWAGMYFPDXBNJZSQVHLCKE')}"},
        lambda d: {"nir": f"{d.pick(1, 2)}{d.randint(50, 99)}{d.randint(10, 12)}75{d.digits(6)}{d.randint(10, 97)}"},
        lambda d: {"krankenversicherungsnummer": f"{d.pick(*'ABCDEFGH')}{d.digits(9)}"},
        lambda d: {"nhs_number": f"{d.digits(3)} {d.digits(3)} {d.digits(4)}"},
        lambda d: {"codice_fiscale": f"RCCCHR{d.digits(2)}A{d.randint(41, 68)}H501{d.pick(*'ABCDEFGH')}"},
        lambda d: {"bsn": d.digits(9)},
        lambda d: {"personnummer": f"19{d.randint(50, 99)}{d.randint(10, 12)}{d.randint(10, 28)}-{d.digits(4)}"},
        lambda d: {"aadhaar": f"{d.randint(2, 9)}{d.digits(3)} {d.digits(4)} {d.digits(4)}"},
        lambda d: {"curp": f"YITM{d.randint(50, 99)}{d.randint(10, 12)}{d.randint(10, 28)}HDFRRN0{d.digits(1)}"},
        lambda d: {"マイナンバー": d.digits(12)},
    ]


def birth_date(d: Draws) -> list[Form]:
    def born(d: Draws) -> str:
        return f"19{d.randint(40, 99)}-{d.randint(1, 12):02}-{d.randint(1, 28):02}"

    return [
        lambda d: {"geburtsdatum": f"{d.randint(1, 28):02}.{d.randint(1, 12):02}.19{d.randint(40, 99)}"},
        lambda d: {"fecha_nacimiento": born(d)},
        lambda d: {"date_naissance": f"{d.randint(1, 28):02}/{d.randint(1, 12):02}/19{d.randint(40, 99)}"},
        lambda d: {"data_di_nascita": born(d)},
        lambda d: {"data_nascimento": born(d)},
        lambda d: {"data_urodzenia": born(d)},
        lambda d: {"geboortedatum": born(d)},
        lambda d: {"生年月日": born(d)},
        lambda d: {"HKCharacteristicTypeIdentifierDateOfBirth": born(d)},
        lambda d: {"birthdate": born(d)},
        lambda d: {"profil": {"geburtstag": born(d)}},
    ]


def device_owner(d: Draws) -> list[Form]:
    who = d.choice(FIRST)
    return [
        lambda d: {"deviceName": f"Apple Watch von {who}"},
        lambda d: {"device_label": f"Galaxy Watch di {who}"},
        lambda d: {"nom_appareil": f"iPhone de {who}"},
        lambda d: {"nombre_dispositivo": f"Xiaomi de {who}"},
        lambda d: {"btName": f"{who}'s AirPods Pro"},
        lambda d: {"peripheral": f"{who}s Polar H10"},
        lambda d: {"device": {"name": f"{who}-iPhone"}},
        lambda d: {"bluetooth_alias": f"{who} – HUAWEI WATCH GT 4"},
        lambda d: {"source_name": f"{d.choice(FIRST)}のiPhone"},
        lambda d: {"hostName": f"{who}s-MBP.fritz.box"},
    ]


def identifier_of_device(d: Draws) -> list[Form]:
    return [
        lambda d: {"sensorSerialNumber": f"0M{d.upper(9)}"},
        lambda d: {"transmitterId": f"8{d.upper(5)}"},
        lambda d: {"serial": f"2023{d.digits(8)}VG"},
        lambda d: {"imsi": f"26201{d.digits(10)}"},
        lambda d: {"iccid": f"8949{d.digits(15)}"},
        lambda d: {"bluetoothAddress": ":".join(d.hexa(2).upper() for _ in range(6))},
        lambda d: {"mac": "-".join(d.hexa(2) for _ in range(6))},
        lambda d: {key(d): ":".join(d.hexa(2) for _ in range(6))},
        lambda d: {"androidId": d.hexa(16)},
        lambda d: {"oaid": d.uuid()},
        lambda d: {"meid": f"A0000{d.upper(9)}"},
        lambda d: {"pump_serial_number": d.digits(8)},
    ]


def user_id(d: Draws) -> list[Form]:
    return [
        lambda d: {"polar-user-id": d.randint(10_000_000, 99_999_999)},
        lambda d: {"withings_userid": d.randint(1_000_000, 99_999_999)},
        lambda d: {"patientId": d.uuid()},
        lambda d: {"participant_id": f"P{d.digits(6)}"},
        lambda d: {"x_user": f"https://flow.polar.com/training/profiles/{d.digits(8)}"},
        lambda d: {"nutzer_id": d.digits(8)},
        lambda d: {"strava_handle": f"@{d.choice(HANDLES)}"},
        lambda d: {"usuario": d.choice(HANDLES)},
        lambda d: {"benutzername": d.choice(HANDLES)},
        lambda d: {"openId": d.mixed(28)},
    ]


def credential(d: Draws) -> list[Form]:
    return [
        lambda d: {"access_token": d.mixed(40)},
        lambda d: {"fcmToken": f"{d.mixed(22)}:APA91b{d.mixed(120)}"},
        lambda d: {"apns_device_token": d.hexa(64)},
        lambda d: {"passwort": d.mixed(12)},
        lambda d: {"contraseña": d.mixed(12)},
        lambda d: {key(d): f"Bearer {d.mixed(60)}"},
        lambda d: {"refreshToken": d.mixed(64)},
        lambda d: {"api_secret": d.hexa(32)},
        lambda d: {"cookie": f"sessionid={d.mixed(32)}; Path=/"},
    ]


def place(d: Draws) -> list[Form]:
    lat, lon = d.uniform(-55, 65), d.uniform(-150, 150)
    return [
        lambda d: {"breitengrad": round(lat, 5), "laengengrad": round(lon, 5)},
        lambda d: {"latitud": round(lat, 5), "longitud": round(lon, 5)},
        lambda d: {"ubicacion": f"{lat:.5f},{lon:.5f}"},
        lambda d: {"coords": {"latitude": round(lat, 6), "longitude": round(lon, 6)}},
        lambda d: {"startLat": round(lat, 5), "startLng": round(lon, 5)},
        lambda d: {"position_lat": int(lat * 2**31 / 180), "position_long": int(lon * 2**31 / 180)},
        lambda d: {key(d): f"geo:{lat:.4f},{lon:.4f}"},
        lambda d: {key(d): f"https://maps.google.com/?q={lat:.4f},{lon:.4f}"},
        lambda d: {key(d): f"POINT({lon:.5f} {lat:.5f})"},
        lambda d: {"緯度": round(lat, 5), "経度": round(lon, 5)},
        lambda d: {"value.latitude": round(lat, 6), "value.longitude": round(lon, 6)},
    ]


def address(d: Draws) -> list[Form]:
    return [
        lambda d: {"adresse": f"Lindenstraße {d.randint(1, 99)}, {d.digits(5)} Köln"},
        lambda d: {"direccion": f"Calle Mayor {d.randint(1, 99)}, 2º B, 28013 Madrid"},
        lambda d: {"indirizzo": f"Via Garibaldi {d.randint(1, 99)}, 20121 Milano"},
        lambda d: {"endereco": f"Rua das Flores, {d.randint(1, 999)} - São Paulo"},
        lambda d: {key(d): f"{d.randint(1, 99)} rue de la Paix, 75002 Paris"},
        lambda d: {key(d): f"ul. Marszałkowska {d.randint(1, 99)}/4, 00-590 Warszawa"},
        lambda d: {"住所": "東京都渋谷区神南1-2-3"},
        lambda d: {"plz": f"{d.randint(10_000, 99_999)}"},
        lambda d: {"codigo_postal": f"{d.randint(10_000, 52_000)}"},
        lambda d: {"home_address": f"{d.randint(1, 99)} O'Connell Street, Dublin 1"},
    ]


def illness(d: Draws) -> list[Form]:
    return [
        lambda d: {"diagnose": d.choice(ILLNESS)},
        lambda d: {"diagnostico": d.choice(ILLNESS)},
        lambda d: {"diagnostic": d.choice(ILLNESS)},
        lambda d: {"病名": d.choice(ILLNESS)},
        lambda d: {"vorerkrankung": d.choice(ILLNESS)},
        lambda d: {key(d): d.choice(ILLNESS)},
        lambda d: {"hat_diabetes": True},
        lambda d: {"tiene_asma": True},
        lambda d: {"is_pregnant": True},
        lambda d: {"enfermedad_cronica": d.choice(ILLNESS)},
    ]


def medication(d: Draws) -> list[Form]:
    return [
        lambda d: {"medikament": d.choice(DRUGS)},
        lambda d: {"medicamento": d.choice(DRUGS)},
        lambda d: {"médicament": d.choice(DRUGS)},
        lambda d: {"farmaco": d.choice(DRUGS)},
        lambda d: {"lek": d.choice(DRUGS)},
        lambda d: {"お薬": d.choice(DRUGS)},
        lambda d: {key(d): d.choice(DRUGS)},
        lambda d: {"pzn": d.digits(8)},
        lambda d: {"atc_code": d.pick("N06AB06", "A10BA02", "C09AA05")},
        lambda d: {"ndc": f"0{d.digits(4)}-{d.digits(4)}-{d.digits(2)}"},
    ]


def free_text(d: Draws) -> list[Form]:
    return [
        lambda d: {"notiz": d.choice(SENTENCES)},
        lambda d: {"comentario": d.choice(SENTENCES)},
        lambda d: {key(d): d.choice(SENTENCES)},
        lambda d: {"transcript": d.choice(SENTENCES)},
        lambda d: {"messages": [d.choice(SENTENCES), "ok"]},
        lambda d: {"calendar_title": f"Termin bei Dr. {d.choice(LAST)}"},
        lambda d: {"メモ": "今日は頭が痛くて病院に行きました"},
    ]


def network(d: Draws) -> list[Form]:
    return [
        lambda d: {"bssid": ":".join(d.hexa(2) for _ in range(6))},
        lambda d: {"wlan": f"FRITZ!Box 7590 {d.choice(LAST)}"},
        lambda d: {"ssid": f"Familie {d.choice(LAST)}"},
        lambda d: {"red_wifi": f"MOVISTAR_{d.upper(4)}"},
        lambda d: {"ip_publica": f"{d.randint(11, 99)}.{d.randint(1, 250)}.{d.randint(1, 250)}.{d.randint(1, 250)}"},
        lambda d: {key(d): f"2a02:{d.hexa(4)}:{d.hexa(4)}::{d.hexa(4)}"},
    ]


def account(d: Draws) -> list[Form]:
    def iban(d: Draws) -> str:
        body = d.digits(18)
        check = 98 - int(body + "131400") % 97
        return f"DE{check:02}{body}"

    return [
        lambda d: {"iban": iban(d)},
        lambda d: {key(d): iban(d)},
        lambda d: {"versichertennummer": f"{d.pick(*'KLMNPQ')}{d.digits(9)}"},
        lambda d: {"numero_poliza": d.digits(10)},
        lambda d: {"kundennummer": d.digits(9)},
        lambda d: {"kfz_kennzeichen": f"K-{d.pick('AB', 'XY', 'LM')} {d.digits(4)}"},
        lambda d: {"passnummer": f"C01X{d.upper(5)}"},
    ]


def paths(d: Draws) -> list[Form]:
    handle = d.choice(HANDLES)
    return [
        lambda d: {"datei": f"C:\\Users\\{handle}\\Documents\\Schlaf.csv"},
        lambda d: {key(d): f"file:///Users/{handle}/Library/Health/export.xml"},
        lambda d: {key(d): f"/home/{handle}/daten/puls.json"},
        lambda d: {"foto": f"/storage/emulated/0/WhatsApp/{d.choice(FIRST)} {d.choice(LAST)}/IMG-1.jpg"},
        lambda d: {key(d): f"smb://nas/{handle}/ekg.pdf"},
    ]


KINDS: Mapping[str, Callable[[Draws], list[Form]]] = {
    each.__name__: each
    for each in (
        name_by_key, email, phone, national_id, birth_date, device_owner, identifier_of_device, user_id, credential,
        place, address, illness, medication, free_text, network, account, paths,
    )
}  # fmt: skip
