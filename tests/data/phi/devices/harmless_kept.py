"""What 24 other sources send that names nobody, in other words than `harmless_first`.

Written with it, then left alone.
"""

from collections.abc import Callable, Mapping

from tests.data.phi.devices.draws import Draws, Payload

Shape = Callable[[Draws], Payload]

PSQI = ("Not during the past month", "Less than once a week", "Once or twice a week", "Three or more times a week")
EPWORTH = ("Would never doze", "Slight chance of dozing", "Moderate chance of dozing", "High chance of dozing")
K10 = ("None of the time", "A little of the time", "Some of the time", "Most of the time", "All of the time")
SF36 = ("Much better now than one year ago", "About the same", "Somewhat worse now than one year ago")
LIMITED = ("Yes, limited a lot", "Yes, limited a little", "No, not limited at all")
KCCQ = ("Extremely limited", "Quite a bit limited", "Moderately limited", "Slightly limited", "Not at all limited")
ACT = ("Not controlled at all", "Poorly controlled", "Somewhat controlled", "Well controlled", "Completely controlled")
ACT_NIGHTS = ("4 or more nights a week", "2 or 3 nights a week", "Once a week", "Once or twice", "Not at all")
PSS = ("Never", "Almost never", "Sometimes", "Fairly often", "Very often")
TRUE = ("Definitely true", "Mostly true", "Don't know", "Mostly false", "Definitely false")
AGREE = ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree")
SATISFIED = ("Very satisfied", "Satisfied", "Moderately satisfied", "Dissatisfied", "Very dissatisfied")
EQ5D_SELF_CARE = (
    "I have no problems washing or dressing myself",
    "I have slight problems washing or dressing myself",
    "I am unable to wash or dress myself",
)
EQ5D_MOOD = (
    "I am not anxious or depressed",
    "I am slightly anxious or depressed",
    "I am extremely anxious or depressed",
)
LISTED: Mapping[str, tuple[str, ...]] = {"self_care_answer": EQ5D_SELF_CARE, "mood_answer": EQ5D_MOOD}


def google_fit() -> list[Shape]:
    return [
        lambda d: {
            "dataTypeName": d.pick("com.google.step_count.delta", "com.google.heart_rate.bpm"),
            "originDataSourceId": "raw:com.google.heart_rate.bpm:com.google.android.wearable:",
            "startTimeNanos": str(d.millis() * 1_000_000),
            "endTimeNanos": str(d.millis() * 1_000_000),
            "fpVal": d.num(40, 190, 3),
            "modifiedTimeMillis": str(d.millis()),
        },
        lambda d: {
            "activityType": d.randint(0, 122),
            "application": {"packageName": "com.google.android.apps.fitness", "version": d.version()},
            "activeTimeMillis": d.randint(0, 9_000_000),
            "streamName": d.pick("merge_step_deltas", "top_level"),
        },
    ]


def huawei_zepp() -> list[Shape]:
    return [
        lambda d: {
            "device": d.pick("HUAWEI WATCH GT 4", "Amazfit T-Rex Ultra", "Mi Smart Band 8"),
            "pai": d.num(0, 120, 2),
            "stress": d.randint(1, 99),
            "stress_zone": d.pick("relaxed", "normal", "medium", "high"),
            "spo2_odi": d.num(0, 12, 1),
            "measured_at": d.millis(),
        },
        lambda d: {
            "skinTemperature": d.num(29, 36, 2),
            "trueSleep": d.randint(40, 100),
            "napMinutes": d.randint(0, 90),
            "source_id": d.pick("wearable.watch", "phone.pedometer"),
        },
    ]


def suunto_coros() -> list[Shape]:
    return [
        lambda d: {
            "workoutKey": d.hexa(24),
            "totalAscent": d.num(0, 2_000, 1),
            "recoveryTime": d.randint(0, 200_000),
            "hrdata": {"max": d.randint(120, 205), "avg": d.randint(90, 170), "userMaxHR": 190},
            "cadence": {"max": d.num(60, 110, 1), "avg": d.num(50, 90, 1)},
            "activityId": d.randint(0, 100),
        },
        lambda d: {
            "trainingLoad": d.randint(0, 900),
            "fatigue_index": d.num(0, 2, 2),
            "base_fitness": d.randint(0, 200),
            "marathon_level": d.num(10, 100, 1),
            "sportName": d.pick("Trail Run", "Pool Swim", "Indoor Rower", "Ski Touring"),
        },
    ]


def resmed() -> list[Shape]:
    return [
        lambda d: {
            "ahi": d.num(0, 30, 1),
            "central_apnea_index": d.num(0, 5, 1),
            "obstructive_apnea_index": d.num(0, 9, 1),
            "leak_95th_l_min": d.num(0, 40, 1),
            "mask_on_count": d.randint(0, 6),
            "pressure_cmh2o": d.num(4, 20, 1),
            "mode": d.pick("AutoSet for Her", "CPAP", "VAuto"),
        },
        lambda d: {
            "mask_seal": d.pick("good", "adjust", "poor"),
            "humidity_level": d.pick("auto", "4"),
            "ramp_time_min": d.pick(0, 15, 45),
            "usage": {"hours": d.num(0, 10, 2), "sessions": d.randint(0, 4)},
            "system_errors": d.some(["SE004", "E-021", "MSG 18"], 0, 3),
        },
    ]


def omron() -> list[Shape]:
    return [
        lambda d: {
            "systolic": d.randint(90, 190),
            "diastolic": d.randint(50, 110),
            "pulse": d.randint(45, 120),
            "bloodPressureUnits": "mmHg",
            "irregularHB": d.randint(0, 1),
            "movementDetect": 0,
            "cuffWrapDetect": 1,
            "deviceType": d.pick("HEM-7155T", "BP7450", "HN-300T2"),
            "dateTimeLocal": f"{d.day()}T{d.clock()}",
        },
        lambda d: {
            "readings": [str(n) for n in (d.randint(95, 170), d.randint(55, 99), d.randint(50, 110))],
            "arm": "left",
        },
    ]


def alivecor() -> list[Shape]:
    return [
        lambda d: {
            "algorithmDetermination": d.pick("normal", "unclassified", "too_short", "no_analysis"),
            "averageHeartRateX10": d.randint(450, 1_400),
            "noiseLevel": d.num(0, 1, 3),
            "leadConfig": d.pick("SINGLE", "SIX"),
            "qtcMillis": d.randint(360, 480),
            "arrhythmia_burden_pct": d.num(0, 8, 2),
            "tachycardia_threshold_bpm": 120,
        },
    ]


def pumps() -> list[Shape]:
    return [
        lambda d: {
            "alert": d.pick("E219", "A41", "W102", "F09"),
            "alertText": d.pick("Occlusion detected", "Cartridge low", "Out of range"),
            "basalRate": d.num(0.1, 3, 2),
            "controlIQ": d.pick("sleep mode", "exercise mode", "off"),
            "batteryPercent": d.randint(1, 100),
            "sensorState": d.pick("warm up", "calibration required", "NO_ERROR_MESSAGE"),
        },
        lambda d: {
            "code": d.pick("AL-104", "ERR_7", "WARN-33", "0x1F"),
            "category": "alarm",
            "cleared": d.pick(True, False),
            "raised_at": d.at(),
        },
    ]


def tidepool_nightscout() -> list[Shape]:
    return [
        lambda d: {
            "type": d.pick("cbg", "smbg", "basal", "bolus"),
            "uploadId": d.hexa(32),
            "deviceTime": f"{d.day()}T{d.clock()}",
            "timezoneOffset": d.pick(-420, 60, 570),
            "guid": d.uuid(),
            "units": "mmol/L",
            "value": d.num(2, 22, 5),
            "conversionOffset": 0,
        },
        lambda d: {
            "eventType": d.pick("Meal Bolus", "Temp Basal", "Site Change", "Sensor Start", "BG Check"),
            "carbs": d.randint(0, 120),
            "enteredBy": d.pick("loop", "AndroidAPS", "xdrip"),
            "created_at": d.at(),
            "dateString": d.at(),
            "rssi": -d.randint(30, 100),
        },
    ]


def peloton_zwift() -> list[Shape]:
    return [
        lambda d: {
            "workout_id": d.hexa(32),
            "fitness_discipline": d.pick("cycling", "strength", "bike_bootcamp"),
            "ride_title": d.pick("20 min Low Impact Ride", "30 min Full Body Strength", "45 min Power Zone Ride"),
            "total_work": d.num(0, 600_000, 2),
            "leaderboard_rank": d.randint(1, 20_000),
            "effort_zones": {"zone1": d.randint(0, 900), "zone2": d.randint(0, 900), "zone5": d.randint(0, 200)},
        },
        lambda d: {
            "world": d.pick("Watopia", "Makuri Islands"),
            "route": d.pick("Volcano Circuit", "Tempus Fugit"),
            "w_per_kg": d.num(1, 6, 2),
            "bike": d.pick("Tron", "Canyon Aeroad"),
        },
    ]


def empatica_actigraph() -> list[Shape]:
    return [
        lambda d: {"axis1": d.ints(0, 4_000, 30), "epoch": 60, "wear": "non-dominant wrist", "cut_point": "Freedson"},
        lambda d: {
            "pulse_rate_bpm": d.num(40, 150, 2),
            "prv_rmssd_ms": d.num(5, 150, 2),
            "wearing_detection_percentage": d.randint(0, 100),
            "missing_value_reason": d.pick("device_not_recording", "worn_during_motion", "low_signal_quality"),
        },
    ]


def passive_sensing() -> list[Shape]:
    return [
        lambda d: {
            "location_clusters": d.randint(1, 12),
            "geo_entropy_normalized": d.num(0, 1, 6),
            "gps_missing_minutes": d.randint(0, 1_440),
            "coordinate_noise_m": d.num(0, 40, 4),
            "time_at_home_h": d.num(0, 24, 3),
            "max_distance_from_home_m": d.num(0, 90_000, 3),
            "location_source": d.pick("fused", "network"),
            "altitude_change_m": d.num(-90, 90, 4),
        },
        lambda d: {
            "calls_out": d.randint(0, 20),
            "call_partners": d.randint(0, 9),
            "texts_in": d.randint(0, 80),
            "typing_speed_cpm": d.num(60, 400, 2),
            "bluetooth_devices_seen": d.randint(0, 40),
            "wifi_scan_count": d.randint(0, 500),
            "ssid_count": d.randint(0, 30),
        },
    ]


def cycle_apps() -> list[Shape]:
    return [
        lambda d: {
            "fertility_status": d.pick("low", "high", "peak"),
            "cycle_phase_code": d.randint(0, 3),
            "period_flow": d.pick("super_heavy", "spotting", "light"),
            "discharge": d.pick("watery", "egg_white", "unusual"),
            "contraception_mode": d.pick(True, False),
            "cycle_variation_days": d.num(0, 9, 1),
            "pregnancy_test": d.pick("negative", "not_taken"),
        },
        lambda d: {
            "basal_temperature": {"value": d.num(96.5, 99, 2), "unit": "F"},
            "excluded": False,
            "reason": "travel",
        },
    ]


def eight_sleep() -> list[Shape]:
    return [
        lambda d: {
            "sleepFitnessScore": {"total": d.randint(10, 100)},
            "toss_and_turns": d.randint(0, 90),
            "bed_temp_c": d.num(18, 40, 2),
            "room_temp_c": d.num(12, 30, 2),
            "presence_end": d.at(),
            "side": d.pick("left", "right", "solo"),
            "stages": d.some(["awake", "light", "deep", "rem", "out"], 3, 30),
            "heartbeat_irregularity_index": d.num(0, 1, 3),
        },
    ]


def nutrition() -> list[Shape]:
    return [
        lambda d: {
            "meal_position": d.randint(0, 5),
            "food": d.pick("greek yogurt", "brown rice", "chicken breast", "olive oil"),
            "serving": d.pick("1 cup", "100 g", "2 slices"),
            "vitamin_b12_ug": d.num(0, 9, 2),
            "sodium_mg": d.randint(0, 3_000),
            "fasting_window": {"start": "20:00", "end": "12:00"},
        },
        lambda d: {"water_ml": d.randint(0, 4_000), "caffeine_mg": d.randint(0, 500), "alcohol_units": d.num(0, 6, 1)},
    ]


def sleep_scales() -> list[Shape]:
    return [
        lambda d: {"tool": "PSQI", "q5a": d.choice(PSQI), "q5b": d.choice(PSQI), "quality": "Fairly good", "global": 7},
        lambda d: {"tool": "ESS", "answers": d.some(EPWORTH, 8, 8), "sum": d.randint(0, 24)},
        lambda d: {"tool": "ISI", "answers": [str(n) for n in d.ints(0, 4, 7)], "insomnia_severity_index": 11},
        lambda d: {"satisfaction": d.choice(SATISFIED), "worried": d.pick("Not at all worried", "Somewhat", "Much")},
    ]


def distress_scales() -> list[Shape]:
    return [
        lambda d: {"tool": "K10", **{f"k{n}": d.choice(K10) for n in range(1, 11)}, "sum": d.randint(10, 50)},
        lambda d: {"tool": "PSS-10", "responses": d.some(PSS, 10, 10), "perceived_stress_score": d.randint(0, 40)},
        lambda d: {
            "tool": "PHQ-8",
            "responses": d.ints(0, 3, 8),
            "depression_severity": d.pick("none", "mild", "severe"),
        },
        lambda d: {"tool": "GAD-7", "digits": d.series("0123", 7), "anxiety_level": "moderate", "lang": "de"},
    ]


def quality_of_life() -> list[Shape]:
    return [
        lambda d: {"sf36_q2": d.choice(SF36), "sf36_q3a": d.choice(LIMITED), "sf36_q11a": d.choice(TRUE)},
        lambda d: {"self_care_answer": d.choice(EQ5D_SELF_CARE), "mood_answer": d.choice(EQ5D_MOOD), "vas": 71},
        lambda d: {"kccq": d.some(KCCQ, 3, 6), "heart_failure_summary_score": d.num(0, 100, 1)},
        lambda d: {"statement_1": d.choice(AGREE), "statement_2": d.choice(AGREE), "nps": d.randint(0, 10)},
    ]


def condition_scales() -> list[Shape]:
    return [
        lambda d: {
            "act_q1": d.choice(K10),
            "act_q3": d.choice(ACT_NIGHTS),
            "act_q5": d.choice(ACT),
            "asthma_score": 19,
        },
        lambda d: {
            "migraine_disability_score": d.randint(0, 60),
            "headache_days": d.randint(0, 30),
            "psoriasis_area_index": d.num(0, 40, 1),
            "copd_symptom_level": d.randint(0, 5),
            "hypertension_risk_percent": d.num(0, 60, 1),
            "diabetes_distress_scale": d.num(1, 6, 1),
        },
        lambda d: {"stroke_risk_score": d.num(0, 30, 1), "arrhythmia_count": d.randint(0, 9), "gout_flare_days": 2},
    ]


def product_analytics() -> list[Shape]:
    return [
        lambda d: {
            "event_type": d.pick("App Opened", "Goal Reached", "Device Paired", "Notification Tapped"),
            "insert_id": d.uuid(),
            "event_id": d.randint(1, 9_999),
            "platform": d.pick("iOS", "Android", "Web"),
            "device_family": d.pick("Apple iPhone", "Samsung Galaxy Phone"),
            "library": "amplitude-ts/2.3.1",
            "experiment": {"name": "onboarding_v3", "variant": d.pick("control", "treatment-b")},
            "tz_name": "America/Sao_Paulo",
        },
        lambda d: {
            "host_app": "com.example.wellness",
            "vendor_name": d.pick("POLAR", "SUUNTO", "DEXCOM"),
            "owner_kind": d.pick("self", "shared"),
            "customer_tier": d.pick("free", "premium"),
            "mobile_data_allowed": d.pick(True, False),
            "contact_frequency": d.pick("weekly", "never"),
            "last_phone_sync_at": d.at(),
            "phone_charging": True,
        },
    ]


def stability() -> list[Shape]:
    return [
        lambda d: {
            "issue_hash": d.hexa(40),
            "fatal": d.pick(True, False),
            "signal": d.pick("SIGSEGV", "SIGBUS"),
            "thread": d.pick("main", "com.apple.main-thread", "OkHttp Dispatcher"),
            "frame": "HealthSyncWorker.kt:142",
            "jank_percent": d.num(0, 20, 2),
            "build_fingerprint": "google/husky/husky:14/AP1A.240505.005/11677807:user/release-keys",
        },
        lambda d: {
            "http_5xx": d.randint(0, 30),
            "dns_ms": d.num(0, 400, 1),
            "tls": "TLS 1.3",
            "exit_reason": d.pick("LOW_MEMORY", "USER_REQUESTED", "ANR"),
            "wakelock_s": d.randint(0, 9_000),
            "process_name": "com.example.wellness:sync",
        },
    ]


def registries() -> list[Shape]:
    return [
        lambda d: {
            "protocol": d.pick("PRO-2025-11", "CARDIO_04"),
            "study_group_id": d.pick("C", "grp-11", 4),
            "visit_code": d.pick("M06", "BASELINE", "FU-12", "T2"),
            "randomised_on": d.day(),
            "compliance": d.num(0, 1, 3),
            "site_name": d.pick("North Hub", "Site 12"),
            "epro_version": d.version(),
            "window_open": d.day(),
        },
    ]


def scales_and_thermometers() -> list[Shape]:
    return [
        lambda d: {
            "impedance_ohm": d.randint(300, 800),
            "fat_mass_kg": d.num(5, 50, 2),
            "visceral_fat_rating": d.randint(1, 30),
            "bone_mass_kg": d.num(1, 5, 2),
            "vascular_age": d.randint(20, 95),
            "scale_model": d.pick("WBS08", "Index S2"),
        },
        lambda d: {
            "body_site": d.pick("armpit", "forehead", "ear canal"),
            "temperature_f": d.num(96, 103, 1),
            "fever": False,
        },
    ]


def respiratory() -> list[Shape]:
    return [
        lambda d: {
            "peak_flow_l_min": d.randint(150, 800),
            "fev1_l": d.num(1, 6, 2),
            "fvc_l": d.num(1, 7, 2),
            "inhaler_actuations": d.randint(0, 12),
            "asthma_control_percent": d.randint(0, 100),
            "cough_count": d.randint(0, 400),
            "blow_quality": d.pick("A", "B", "repeat"),
        },
    ]


def wearables_mixed() -> list[Shape]:
    return [
        lambda d: {"ppg": d.ints(10_000, 90_000, 60), "led": d.pick("green", "ir"), "agc": d.randint(0, 255)},
        lambda d: {"rr": [str(d.randint(500, 1_300)) for _ in range(30)], "artifact_percent": d.num(0, 20, 1)},
        lambda d: {"gyro": {"x": d.num(-3, 3, 6), "y": d.num(-3, 3, 6), "z": d.num(-3, 3, 6)}, "ts": d.epoch()},
        lambda d: {"minute_codes": d.series("0123456789", 0) + d.series("ASWR", 200), "tz": "UTC+05:30"},
        lambda d: {"gait_asymmetry": d.num(0, 20, 2), "double_support": d.num(20, 40, 1), "fall_count": 0},
    ]


SOURCES: Mapping[str, Callable[[], list[Shape]]] = {
    each.__name__: each
    for each in (
        google_fit, huawei_zepp, suunto_coros, resmed, omron, alivecor, pumps, tidepool_nightscout, peloton_zwift,
        empatica_actigraph, passive_sensing, cycle_apps, eight_sleep, nutrition, sleep_scales, distress_scales,
        quality_of_life, condition_scales, product_analytics, stability, registries, scales_and_thermometers,
        respiratory, wearables_mixed,
    )
}  # fmt: skip
