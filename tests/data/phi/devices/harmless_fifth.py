"""What 16 further sources send that names nobody. Written before the guard ran on it."""

from collections.abc import Callable, Mapping

from tests.data.phi.devices.draws import Draws, Payload

Shape = Callable[[Draws], Payload]

CES_D = ("Rarely or none of the time", "Some or a little of the time", "Occasionally", "Most or all of the time")
LISTED: Mapping[str, tuple[str, ...]] = {"cesd_answer": CES_D}


def eight_sleep() -> list[Shape]:
    return [
        lambda d: {
            "side": d.pick("left", "right"),
            "bedTempC": d.num(20, 40),
            "levelTarget": d.randint(-100, 100),
            "hogThreshold": d.num(0, 1),
        },
        lambda d: {
            "stages": [{"stage": d.pick("awake", "light", "deep", "rem", "out"), "duration": d.randint(60, 5_000)}],
            "tnt": d.randint(0, 40),
        },
    ]


def coros_suunto() -> list[Shape]:
    return [
        lambda d: {
            "sportMode": d.pick("TRAIL", "MTB", "GRAVEL", "SWIM_OPEN"),
            "device": d.pick("COROS PACE 3", "SUUNTO RACE S"),
            "tss": d.num(0, 300, 1),
            "fw": d.version(),
        },
        lambda d: {
            "EPOC": d.num(0, 200),
            "PTE": d.num(0, 5, 1),
            "cadence": {"avg": d.num(50, 100), "max": d.num(90, 130)},
            "laps": d.randint(1, 30),
        },
    ]


def openaps() -> list[Shape]:
    return [
        lambda d: {
            "type": d.pick("sgv", "mbg", "cal"),
            "sgv": d.randint(40, 400),
            "direction": d.pick("Flat", "FortyFiveUp", "SingleDown", "DoubleUp"),
            "noise": d.randint(0, 4),
            "dateString": d.at(),
        },
        lambda d: {
            "eventType": d.pick("Correction Bolus", "Temp Basal", "Site Change", "Meal Bolus"),
            "insulin": d.num(0, 12),
            "carbs": d.randint(0, 120),
            "rate": d.num(0, 3),
        },
    ]


def telemetry() -> list[Shape]:
    return [
        lambda d: {
            "traceparent": f"00-{d.hexa(32)}-{d.hexa(16)}-01",
            "span_kind": d.pick("client", "server"),
            "duration_ms": d.num(0, 900),
        },
        lambda d: {
            "event": d.pick("screen_view", "button_tap", "sync_finished"),
            "screen": d.pick("HomeFragment", "SettingsActivity", "OnboardingStep2"),
            "locale": d.pick("de-AT", "pt-BR", "nl_NL"),
            "app_build": d.randint(1_000, 99_999),
        },
        lambda d: {
            "sha256": d.hexa(64),
            "bytes": d.randint(1, 10**7),
            "content_type": d.pick("application/json", "image/webp"),
        },
        lambda d: {
            "git_sha": d.hexa(40),
            "branch": d.pick("main", "release/5.2", "feature/sleep-v2"),
            "variant": d.pick("control", "treatment_b"),
        },
        lambda d: {
            "etag": f'W/"{d.hexa(32)}"',
            "status": d.pick(200, 304, 503),
            "retry": d.randint(0, 4),
            "ttl": d.randint(0, 86_400),
        },
        lambda d: {
            "event_id": d.uuid(),
            "session_id": d.uuid(),
            "sequence": d.randint(0, 10**6),
            "device_id": d.uuid(),
        },
        lambda d: {
            "os": d.pick("Android 15", "iOS 18.2.1", "watchOS 11.1"),
            "model": d.pick("SM-S921B", "iPhone16,2", "Pixel 9 Pro", "moto g84 5G"),
            "battery": d.num(0, 1),
            "low_power": d.pick(True, False),
        },
        lambda d: {
            "error": d.pick("ETIMEDOUT", "NSURLErrorDomain -1009", "GATT_ERROR 133", "SocketTimeoutException"),
            "attempt": d.randint(1, 9),
            "user_agent": f"okhttp/{d.version()}",
        },
        lambda d: {
            "firmware_hash": d.hexa(16),
            "image_slot": d.pick("A", "B"),
            "dfu_progress": d.randint(0, 100),
            "checksum": d.hexa(8),
        },
    ]


def ble_profiles() -> list[Shape]:
    return [
        lambda d: {
            "service_uuid": "0000180d-0000-1000-8000-00805f9b34fb",
            "rssi": d.randint(-99, -30),
            "mtu": d.pick(23, 185, 247),
            "tx_power": d.randint(-20, 8),
        },
        lambda d: {
            "char": d.pick("2A37", "0x2A19", "2a5e"),
            "flags": d.hexa(2),
            "payload_hex": d.hexa(8),
            "contact": d.pick(True, False),
        },
    ]


def questionnaire() -> list[Shape]:
    return [
        lambda d: {"cesd_answer": d.choice(CES_D), "cesd_item": d.randint(1, 20), "cesd_total": d.randint(0, 60)},
        lambda d: {
            "instrument": d.pick("WHODAS 2.0", "SF-12v2", "IPAQ-SF", "MDQ"),
            "version": d.version(),
            "completed_at": d.at(),
            "skipped": d.randint(0, 5),
        },
        lambda d: {
            "answer": d.pick("Prefer not to answer", "A few times", "Every day", "Hardly ever", "Not sure"),
            "seconds_to_answer": d.num(0, 60, 1),
        },
        lambda d: {"respuesta": d.pick("casi nunca", "a veces", "siempre", "no sé"), "pregunta": d.randint(1, 30)},
        lambda d: {
            "antwort": d.pick("trifft zu", "trifft nicht zu", "weiß nicht", "eher selten"),
            "frage": d.randint(1, 30),
        },
        lambda d: {
            "reponse": d.pick("tout à fait", "pas du tout", "un peu", "souvent"),
            "question": f"q{d.randint(1, 30)}",
        },
    ]


def nutrition() -> list[Shape]:
    return [
        lambda d: {
            "food": d.pick("brown rice, cooked", "Greek yogurt", "whole milk", "chicken breast"),
            "kcal": d.randint(20, 900),
            "serving": d.pick("1 cup", "100 g", "2 slices"),
            "fdc_id": d.randint(100_000, 2_000_000),
        },
        lambda d: {
            "meal": d.pick("breakfast", "afternoon snack", "late dinner"),
            "protein_g": d.num(0, 60),
            "water_ml": d.randint(0, 900),
            "alcohol_units": d.num(0, 4, 1),
        },
    ]


def environment() -> list[Shape]:
    return [
        lambda d: {
            "pm25": d.num(0, 150),
            "pollen": {"grass": d.pick("low", "very high"), "birch": d.pick("none", "moderate")},
            "tz": d.pick("Europe/Vienna", "America/Sao_Paulo"),
            "uv_index": d.randint(0, 11),
        },
        lambda d: {
            "condition_code": d.randint(200, 804),
            "weather": d.pick("light rain", "partly cloudy", "scattered clouds"),
            "humidity": d.randint(10, 100),
            "grid": [d.randint(-90, 90), d.randint(-180, 180)],
        },
    ]


def sensors() -> list[Shape]:
    return [
        lambda d: {"x": d.num(-9, 9, 4), "y": d.num(-9, 9, 4), "z": d.num(-9, 9, 4), "hz": d.pick(25, 50, 100)},
        lambda d: {"rr_ms": d.ints(500, 1_300, 30), "artifact": d.num(0, 1, 3), "lead": d.pick("I", "V2", "aVF")},
        lambda d: {
            "ppg": ",".join(map(str, d.ints(1_000, 9_000, 40))),
            "channel": d.pick("green", "ir"),
            "gain": d.randint(1, 8),
        },
        lambda d: {"levels": d.series("01234", 480), "step_s": 30, "valid": d.pick(True, False)},
    ]


def respiratory() -> list[Shape]:
    return [
        lambda d: {
            "ahi": d.num(0, 40, 1),
            "mask_seal": d.pick("Good", "Adjust mask"),
            "leak_95": d.num(0, 40),
            "machine": d.pick("AirSense 11 AutoSet", "DreamStation 2"),
            "epr": d.randint(0, 3),
        },
        lambda d: {
            "fev1_l": d.num(0.5, 6),
            "pef": d.randint(80, 800),
            "quality": d.pick("A", "B", "U"),
            "puffs": d.randint(0, 8),
        },
    ]


def cognition() -> list[Shape]:
    return [
        lambda d: {
            "task": d.pick("stroop", "n-back", "trail making B", "digit span"),
            "reaction_ms": d.num(180, 900),
            "errors": d.randint(0, 9),
            "trial": f"{d.randint(1, 40)}/40",
        },
        lambda d: {
            "typing_speed": d.num(0, 9),
            "backspaces": d.randint(0, 90),
            "keyboard": d.pick("QWERTZ", "SwiftKey", "AZERTY"),
            "entropy": d.num(0, 5),
        },
    ]


def fitness() -> list[Shape]:
    return [
        lambda d: {
            "workout": d.pick("Upper Body Strength", "Easy run 5 km", "HIIT 4x4", "Yoga Flow"),
            "sets": d.randint(1, 9),
            "rpe": d.num(1, 10, 1),
            "weight_kg": d.num(2, 180, 1),
        },
        lambda d: {
            "badge": d.pick("10K steps", "Early Bird", "7-day streak"),
            "points": d.randint(0, 10_000),
            "level": f"Level {d.randint(1, 50)}",
            "goal_met": d.pick(True, False),
        },
        lambda d: {
            "split": "0:04:58",
            "pace": d.pick("4:58/km", "8:02 min/mi"),
            "elev_gain_m": d.num(0, 1_500, 1),
            "zone": f"Z{d.randint(1, 5)}",
        },
    ]


def home_devices() -> list[Shape]:
    return [
        lambda d: {
            "cuff": d.pick("M", "L-XL"),
            "sys": d.randint(90, 180),
            "dia": d.randint(50, 110),
            "unit": "mm[Hg]",
            "model": d.pick("HEM-7361T", "BM 54", "BPM Core"),
        },
        lambda d: {
            "body_fat": d.num(5, 45, 1),
            "impedance": d.randint(300, 800),
            "scale": d.pick("Body+ v2", "Index S2"),
            "unit": d.pick("kg", "lb", "st"),
        },
        lambda d: {
            "probe": d.pick("ear", "forehead", "oral"),
            "celsius": d.num(35, 41, 1),
            "stable": d.pick(True, False),
            "code": d.pick("OK", "LO", "HI", "Err 3"),
        },
    ]


def cycle() -> list[Shape]:
    return [
        lambda d: {
            "flow": d.pick("light", "spotting", "heavy"),
            "cycle_day": d.randint(1, 40),
            "bbt": d.num(36, 37.5),
            "mucus": d.pick("egg white", "sticky", "dry"),
        },
        lambda d: {
            "phase": d.pick("luteal", "follicular"),
            "predicted": d.day(),
            "confidence": d.num(0, 1, 3),
            "lh": d.pick("peak", "low"),
        },
    ]


def study() -> list[Shape]:
    return [
        lambda d: {
            "arm": d.pick("A", "placebo", "usual care"),
            "week": d.randint(1, 52),
            "protocol": d.pick("v1.3", "amendment 2"),
            "visit": d.pick("baseline", "week 12", "close-out"),
            "adherence": d.num(0, 1),
        },
        lambda d: {
            "consent_version": d.version(),
            "site_count": d.randint(1, 30),
            "blinded": d.pick(True, False),
            "token_count": d.randint(0, 900),
            "password_required": d.pick(True, False),
        },
    ]


def codes() -> list[Shape]:
    return [
        lambda d: {
            "loinc": d.pick("8867-4", "59408-5", "85354-9"),
            "ucum": d.pick("/min", "%", "mmol/L"),
            "value": d.num(1, 200),
            "precision": d.randint(0, 3),
        },
        lambda d: {
            "schema": d.pick("omh:heart-rate:2.0", "ieee:sleep-episode:1.0"),
            "uid": d.uuid(),
            "created": d.at(),
            "source_app": d.pick("com.acme.sleep", "org.radarbase.prmt"),
        },
        lambda d: {
            "color": f"#{d.hexa(6)}",
            "theme": d.pick("dark", "high contrast"),
            "font_scale": d.num(0.8, 2),
            "token_type": "access",
            "pinned": d.pick(True, False),
        },
        lambda d: {
            "checksum_md5": d.hexa(32),
            "part": f"{d.randint(1, 9)} of 9",
            "nonce": d.randint(0, 10**9),
            "cursor": d.randint(0, 10**6),
        },
    ]


SOURCES: Mapping[str, Callable[[], list[Shape]]] = {
    function.__name__: function
    for function in (
        eight_sleep, coros_suunto, openaps, telemetry, ble_profiles, questionnaire, nutrition, environment, sensors,
        respiratory, cognition, fitness, home_devices, cycle, study, codes,
    )
}  # fmt: skip
