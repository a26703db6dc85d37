"""Telemetry that names nobody, drawn from public formats, and values that look like identifiers but are none."""

# ruff: noqa: S104 - 0.0.0.0 is a value here

import base64
import hashlib
import random
import uuid
from collections.abc import Callable

MODELS = (
    "iPhone 15 Pro Max", "iPhone14,3", "Pixel 8 Pro", "SM-S918B", "SM-G991U1", "Galaxy S24 Ultra", "iPad13,18",
    "Watch7,5", "Apple Watch Series 9", "Fitbit Charge 6", "Mi Band 8", "Forerunner 965", "Redmi Note 12",
    "moto g power (2023)", "ONEPLUS A6013", "MacBookPro18,3", "Galaxy Watch6 Classic", "Withings ScanWatch 2",
    "Oura Ring Gen3", "Nexus 5X", "XT2343-1", "CPH2581", "LE2125",
)  # fmt: skip
ZONES = (
    "America/New_York", "Europe/Berlin", "Asia/Kolkata", "UTC", "America/Argentina/Buenos_Aires", "Etc/GMT+5",
    "Australia/Sydney", "Pacific/Auckland", "+05:30", "GMT-03:00", "Eastern Standard Time",
    "Central European Summer Time", "America/St_Johns",
)  # fmt: skip
TOKENS = (
    "walking", "running", "cycling", "deep_sleep", "light_sleep", "rem", "awake", "foreground", "background", "wifi",
    "cellular", "daily_summary", "step_goal_met", "onboarding.completed", "settings_screen", "DARK_MODE", "portrait",
    "charging", "moderate", "vigorous", "app_open", "push_received", "ios", "android", "watchOS", "production",
    "beta", "opted_in", "kg", "mmHg", "bpm", "mg/dL", "en-US", "pt_BR", "zh-Hans-CN", "success", "timeout", "retry",
    "weekly", "Morning", "evening", "clear_sky", "light rain", "heart_rate", "HKQuantityTypeIdentifierStepCount",
    "com.curae.app.MainActivity", "BLE", "GET", "application/json", "v2", "control_group", "variant-b",
    "not_determined",
)  # fmt: skip

HARD_NEGATIVES = (
    "1.2.3", "10.15.7", "17.4.1", "4.12.0-beta.3", "2.0.0+build.451", "1.0.0-rc1", "10.0.19045.3803", "v1.28.4",
    "21A5248v", "TQ3A.230805.001", "UP1A.231005.007", "QKQ1.190910.002", "2024-05-01", "2023-12-31",
    "2024-05-01T10:20:30Z", "2024-05-01T10:20:30.123456+02:00", "10:20:30", "07:45", "2024-W18", "2024-05", "PT8H30M",
    "P1DT2H", "#FF8800", "#a1b2c3", "#abc", "rgb(12,34,56)", "rgba(255, 255, 255, 0.5)", "hsl(120, 50%, 50%)",
    "40.71,-74.01", "52.5,13.4", "48.86, 2.35", "1920x1080", "390x844@3x", "en-US", "de-DE,de;q=0.9",
    "CVE-2024-12345", "RFC 9110", "ISO-8601", "ISO/IEC 27001", "KB5034441", "UTF-8", "SHA-256", "AES-256-GCM",
    "TLS 1.3", "HTTP/2", "IEEE 802.11ax", "Bluetooth 5.3", "USB-C", "EPSG:4326", "E.164", "H.264", "A2DP", "A17 Pro",
    "M3", "S23", "A54", "G2", "B12", "C3PO", "K8s", "x86_64", "arm64-v8a", "gpt-4o-2024-05-13",
    "claude-3-5-sonnet-20240620", "llama-3.1-70b", "text-embedding-3-small", "resnet50_v2", "whisper-large-v3",
    "0.9.12", "14.4.1 (23E224)", "Build 20240501.3", "1714557630", "1714557630123", "0x1F4A9", "deadbeef",
    "a94a8fe5ccb19ba61c4c0873d391e987982fbbd3", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=", "d41d8cd98f00b204e9800998ecf8427e", "W/\"5f3a-1b2c\"",
    "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "01HX5ZZKBKACTAV9WEVGEMMVRZ", "cjld2cjxh0000qzrmn831i7rn",
    "V1StGXR8_Z5jdHi6B-myT", "507f1f77bcf86cd799439011", "f47ac10b-58cc-4372-a567-0e02b2c3d479", "icon@2x.png",
    "@angular/core@17.0.1", "org.example.app@1.2.3", "user@host", "https://curaeai.com/privacy",
    "https://example.com/docs/v2/signals", "https://api.example.com/health?format=json",
    "wss://stream.example.com/events", "127.0.0.1", "0.0.0.0", "localhost:8080", "Wi-Fi 6E", "4G LTE", "5G NR",
    "CONNECTED", "low_power_mode", "Samsung Galaxy S24", "New York", "San Francisco", "Europe/London",
    "Jordan Standard Time", "Paris", "100%", "72 bpm", "8000 steps", "7h 45m", "-12.5", "98.6 F", "120/80", "3 of 5",
    "1,234,567", "$4.99", "1e-5", "NaN", "null", "true", "N/A", "unknown", "Q2-2024", "2023-2024", "24/7", "A/B",
    "50-60", "18-24", "65+", "male", "female", "prefer_not_to_say", "night shift", "high intensity interval training",
    "Sleep Stage 2", "Zone 4", "Mozilla/5.0", "okhttp/4.12.0", "CFNetwork/1494.0.7 Darwin/23.4.0", "Dalvik/2.1.0",
    "mark_as_read", "grant_type", "will_retry", "bill_payment", "rose_gold", "Space Gray", "Midnight Green", "olive",
    "amber_alert", "dawn", "summer", "Summer Time", "drew_blank", "frank_lloyd_theme", "max_hr", "ray_tracing",
    "art_mode", "carol_of_the_bells", "penny_stock", "jade", "AppDelegate.swift:142", "E_TIMEOUT", "ERR_404",
    "ECONNRESET", "NSURLErrorDomain -1001", "SIGSEGV", "0 9 * * 1-5", "*/15 * * * *", "50 mg/dL", "mg/dL",
    "10 km run", "5 min walk", "2 of 3 rings",
)  # fmt: skip

KEYED_NEGATIVES: tuple[tuple[str, object], ...] = (
    ("steps", 123456789), ("step_count", 987654321), ("build_number", "240115001"), ("build", "20240501"),
    ("app_version", "4.12.0.1"), ("os_version", "10.0.0.5"), ("firmware_version", "192.10.2.7"),
    ("duration_ms", 2125551234), ("timestamp", 1714557630), ("timestamp_ms", 1714557630123),
    ("bytes_sent", 5551234567), ("sequence", 482910334), ("email_opt_in", True), ("email_verified", "verified"),
    ("phone_model", "Pixel 8"), ("phone_os", "Android 14"), ("phone_battery", 87), ("event_name", "Morning Walk"),
    ("screen_name", "Settings Main"), ("app_name", "Curae Health"), ("model_name", "Forerunner 965"),
    ("feature_name", "Sleep Insights"), ("metric_name", "resting heart rate"), ("name", "daily_summary"),
    ("name", "step_goal"), ("weather_condition", "sunny"), ("condition", "control"), ("code", 200), ("code", "ok"),
    ("error_code", "E1024"), ("status_code", 404), ("mac_os", "14.4.1"), ("zip_size", 20480),
    ("address_family", "ipv4"), ("lat", 40.71), ("lon", -74.01), ("latitude", 52.5), ("longitude", 13.4),
    ("location_accuracy", 65.0), ("position", 3), ("member_count", 12), ("patient_count", 40), ("group", "control"),
    ("account_type", "free"), ("ssn_present", False), ("has_diagnosis_consent", True), ("name_length", 12),
    ("note_count", 4), ("message_type", "push"), ("summary", "weekly"), ("reason", "timeout"), ("text_size", "large"),
    ("description", "none"), ("history_days", 30), ("birth_year_band", "1980-1989"), ("age_band", "35-44"),
    ("born_in_app", True), ("user_agent", "okhttp/4.12.0"), ("client_version", "1.2.3.4"),
    ("email_hash", hashlib.sha256(b"x").hexdigest()), ("phone_hash", hashlib.sha256(b"y").hexdigest()),
    ("values", [72, 75, 80, 91, 66]), ("values", ["72", "75", "80", "91", "66"]), ("bp", [120, 80]),
    ("hr_zones", [98, 117, 137, 156, 176]), ("tags", ["walk", "run", "sleep", "rest", "bike", "swim"]),
    ("days", ["2024-01-15", "2024-01-16"]), ("versions", ["1.2.3", "1.2.4"]), ("sizes", ["100", "200", "3000"]),
    ("rgb", [255, 128, 0]), ("flags", [True, False]), ("languages", ["en", "es", "fr"]),
    ("colors", ["#FF8800", "#00FF88"]), ("zones", ["America/New_York", "Europe/Berlin"]),
    ("window", {"start": "07:00", "end": "22:30"}), ("os", {"name": "Android", "version": "14"}),
    ("device", {"brand": "Samsung", "model": "SM-S918B"}), ("screen", {"width": 1179, "height": 2556}),
    ("serial", 123456789012),
)  # fmt: skip


def payload(draw: random.Random) -> dict[str, object]:
    """Three to eight fields as an app would send them."""
    names = draw.sample(sorted(_FIELDS), k=draw.randint(3, 8))
    return {name: _FIELDS[name](draw) for name in names}


def _uuid(draw: random.Random) -> str:
    return str(uuid.UUID(int=draw.getrandbits(128), version=4))


def _instant(draw: random.Random) -> str:
    date = f"202{draw.randint(3, 6)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
    zone = draw.choice(["Z", "+02:00", "-05:00", ".123Z"])
    return f"{date}T{draw.randint(0, 23):02}:{draw.randint(0, 59):02}:{draw.randint(0, 59):02}{zone}"


def _version(draw: random.Random) -> str:
    return ".".join(str(draw.randint(0, 40)) for _ in range(draw.randint(2, 4))) + draw.choice(
        ["", "", "-beta.1", "+7f3a"]
    )


def _hash(draw: random.Random) -> str:
    raw = draw.randbytes(draw.choice([16, 20, 32, 64]))
    return draw.choice([raw.hex(), base64.b64encode(raw).decode(), base64.urlsafe_b64encode(raw).decode().rstrip("=")])


def _readings(draw: random.Random) -> list[object]:
    kind = draw.choice(
        [lambda: draw.randint(48, 190), lambda: round(draw.uniform(0, 100), 3), lambda: draw.randint(0, 20_000)]
    )
    return [kind() for _ in range(draw.randint(1, 24))]


_FIELDS: dict[str, Callable[[random.Random], object]] = {
    "steps": lambda draw: draw.randint(0, 60_000),
    "lifetime_steps": lambda draw: draw.randint(10**6, 10**10),
    "distance_m": lambda draw: round(draw.uniform(0, 42_195), 2),
    "heart_rate": _readings,
    "samples": _readings,
    "device_model": lambda draw: draw.choice(MODELS),
    "hardware": lambda draw: draw.choice(MODELS),
    "app_version": _version,
    "sdk": _version,
    "tz": lambda draw: draw.choice(ZONES),
    "zone": lambda draw: draw.choice(ZONES),
    "session_id": _uuid,
    "trace": _uuid,
    "started_at": _instant,
    "ended": _instant,
    "day": lambda draw: _instant(draw)[:10],
    "content_hash": _hash,
    "digest": _hash,
    "fingerprint": _hash,
    "kind": lambda draw: draw.choice(TOKENS),
    "state": lambda draw: draw.choice(TOKENS),
    "event": lambda draw: draw.choice(TOKENS),
    "tags": lambda draw: draw.sample(TOKENS, k=draw.randint(1, 5)),
    "color": lambda draw: f"#{draw.getrandbits(24):06X}",
    "theme": lambda draw: f"#{draw.getrandbits(24):06x}",
    "lat": lambda draw: round(draw.uniform(-80, 80), draw.choice([0, 1, 2])),
    "lon": lambda draw: round(draw.uniform(-179, 179), draw.choice([0, 1, 2])),
    "place": lambda draw: f"{draw.uniform(-80, 80):.1f},{draw.uniform(-179, 179):.1f}",
    "consented": lambda draw: draw.random() < 0.5,
    "battery": lambda draw: round(draw.random(), 2),
    "previous": lambda draw: None,
    "os": lambda draw: {"name": draw.choice(["ios", "android", "watchOS"]), "version": _version(draw)},
    "screen": lambda draw: {
        "width": draw.randint(320, 3000),
        "height": draw.randint(480, 4000),
        "scale": draw.choice([1, 2, 3]),
    },
    "model_id": lambda draw: draw.choice(
        ["gpt-4o-mini", "sleep-net-v3.2", "hrv_forest_2024_05", "bert-base-uncased", "xgb-0.81-r4"]
    ),
    "epoch_ms": lambda draw: draw.randint(1_650_000_000_000, 1_790_000_000_000),
    "epoch": lambda draw: str(draw.randint(1_650_000_000, 1_790_000_000)),
    "memory_bytes": lambda draw: draw.randint(10**8, 10**11),
    "request": lambda draw: draw.randbytes(8).hex(),
    "duration": lambda draw: f"PT{draw.randint(0, 9)}H{draw.randint(0, 59)}M",
}
