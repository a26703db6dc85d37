"""What 24 sources send that names nobody, in the names and words of vendors and languages that the other two lack.

Written before the guard was run on it.
"""

from collections.abc import Callable, Mapping

from tests.data.phi.devices.draws import Draws, Payload

Shape = Callable[[Draws], Payload]

STIMMUNG = ("sehr gut", "gut", "mittel", "schlecht", "sehr schlecht")
HAEUFIG = ("nie", "selten", "manchmal", "oft", "immer")
FRECUENCIA = ("nunca", "rara vez", "a veces", "a menudo", "siempre")
FREQUENCE = ("jamais", "rarement", "parfois", "souvent", "toujours")
FREQUENZA = ("mai", "raramente", "a volte", "spesso", "sempre")
HINDO = ("まったくない", "数日", "半分以上", "ほとんど毎日")
LISTED: Mapping[str, tuple[str, ...]] = {
    "haeufigkeit": ("An einzelnen Tagen", "An mehr als der Hälfte der Tage", "Beinahe jeden Tag", "Überhaupt nicht"),
    "reponse": ("Plusieurs jours", "Plus de la moitié du temps", "Presque tous les jours", "Jamais"),
    "respuesta": ("Varios días", "Más de la mitad de los días", "Casi todos los días", "Ningún día"),
}


def polar_accesslink() -> list[Shape]:
    return [
        lambda d: {
            "upload-time": d.at(),
            "device": d.pick("Polar Vantage V3", "Polar Ignite 3", "Polar Grit X Pro", "Polar H10"),
            "start-time-utc-offset": d.randint(-720, 840),
            "duration": f"PT{d.randint(0, 3)}H{d.randint(0, 59)}M{d.num(0, 59, 3)}S",
            "calories": d.randint(20, 2_000),
            "heart-rate": d.pick(None, d.randint(60, 190)),
            "training-load": d.num(0, 300, 2),
            "sport": d.pick("RUNNING", "OTHER", "CYCLING"),
            "has-route": d.pick(True, False),
            "detailed-sport-info": d.pick("WATERSPORTS_WATERSKI", "TRAIL_RUNNING", "E_BIKE"),
            "fat-percentage": d.randint(5, 90),
        },
        lambda d: {
            "recovery-indicator-sub-level": d.randint(0, 100),
            "ans_charge": d.num(-10, 10, 1),
            "nightly_recharge_status": d.randint(1, 6),
            "beat_to_beat_avg": d.randint(700, 1_400),
            "hrv_samples": d.ints(10, 120, d.randint(3, 30)),
        },
        lambda d: {
            "sleep_cycles": d.randint(1, 7),
            "hypnogram_levels": d.ints(0, 5, 20),
            "continuity": d.num(1, 5, 1),
            "continuity_class": d.randint(1, 5),
            "unrecognized_sleep_stage": d.randint(0, 500),
            "group_duration_score": d.num(0, 100, 1),
            "total_interruption_duration": d.randint(0, 5_000),
        },
    ]


def withings_public() -> list[Shape]:
    return [
        lambda d: {
            "grpid_hash": d.hexa(16),
            "attrib": d.randint(0, 15),
            "category": d.randint(1, 2),
            "modelid": d.randint(1, 110),
            "model": d.pick("Body Comp", "ScanWatch 2", "BPM Connect", "Sleep Analyzer"),
            "unit": -d.randint(0, 3),
            "value": d.randint(100, 99_999),
            "type": d.pick(1, 4, 5, 6, 8, 9, 10, 11, 12, 54, 71, 73, 76, 77, 88, 91, 123, 135, 155),
            "algo": d.randint(0, 9),
            "fm": d.pick(0, 1, 2, 131),
        },
        lambda d: {
            "apnea_hypopnea_index": d.num(0, 30, 1),
            "breathing_disturbances_intensity": d.randint(0, 100),
            "snoring": d.randint(0, 9_000),
            "snoringepisodecount": d.randint(0, 20),
            "mvt_active_duration": d.randint(0, 900),
            "wakeupcount": d.randint(0, 12),
            "timezone": d.pick("Europe/Paris", "America/Sao_Paulo", "Asia/Tokyo"),
            "hash_deviceid": d.hexa(40),
        },
        lambda d: {
            "pulse_wave_velocity": d.num(4, 15, 3),
            "visceral_fat": d.randint(1, 20),
            "nerve_health_score_feet": d.randint(0, 100),
            "extracellular_water": d.num(10, 25, 2),
            "intracellular_water": d.num(15, 35, 2),
            "afib": d.pick(0, 1, 2),
        },
    ]


def samsung_privileged() -> list[Shape]:
    return [
        lambda d: {
            "com.samsung.shealth.tracker.pedometer_day_summary.step_count": d.randint(0, 30_000),
            "deviceuuid": d.mixed(10),
            "pkg_name": "com.sec.android.app.shealth",
            "datauuid": d.uuid(),
            "time_offset": d.pick("UTC+0900", "UTC-0300", "UTC+0100"),
            "source_type": d.randint(-2, 4),
        },
        lambda d: {
            "vascular_load": d.randint(0, 5),
            "ages_index": d.num(0, 3, 2),
            "antioxidant_index": d.randint(0, 100),
            "energy_score": d.randint(0, 100),
            "skin_temp_c": d.num(30, 37, 2),
            "tag_id": d.randint(21_000, 22_000),
            "custom": None,
        },
        lambda d: {
            "exercise_type": d.pick(1001, 1002, 11007, 14001, 0),
            "mean_cadence": d.num(50, 200, 2),
            "live_data_internal": d.mixed(8) + ".live_data_internal.json",
            "incline_distance": d.num(0, 900, 2),
            "auxiliary_devices": d.pick(None, "[]"),
        },
    ]


def huawei_health_kit() -> list[Shape]:
    return [
        lambda d: {
            "dataType": {"name": d.pick("com.huawei.instantaneous.stress", "com.huawei.continuous.steps.delta")},
            "fieldName": d.pick("stress_avg", "steps_delta", "saturation_avg"),
            "floatValue": d.num(0, 100, 3),
            "startTime": d.millis() * 1_000_000,
            "endTime": d.millis() * 1_000_000,
        },
        lambda d: {
            "emotionStatus": d.pick("pleasant", "neutral", "unpleasant"),
            "arterialStiffness": d.num(5, 14, 2),
            "sleepBreathingScore": d.randint(0, 100),
            "trusleep": d.pick(True, False),
            "firmwareVersion": f"{d.version()}(SP{d.randint(1, 9)}C00M{d.randint(1, 9)})",
        },
        lambda d: {
            "appPackageName": "com.huawei.health",
            "harmonyOsVersion": f"HarmonyOS {d.randint(2, 5)}.{d.randint(0, 3)}.0",
            "deviceCategory": d.pick("SMART_WATCH", "SMART_BAND", "SCALE"),
            "manufacturer": "HUAWEI",
            "modelName": d.pick("FIT 3", "GT Runner", "Watch D"),
        },
    ]


def libreview_export() -> list[Shape]:
    return [
        lambda d: {
            "Record Type": d.randint(0, 6),
            "Historic Glucose mg/dL": d.randint(40, 400),
            "Scan Glucose mg/dL": d.randint(40, 400),
            "Non-numeric Rapid-Acting Insulin": d.pick("", "Yes"),
            "Strip Glucose mmol/L": d.num(2, 22, 1),
            "Device": d.pick("FreeStyle LibreLink", "FreeStyle Libre 3", "LibreView"),
        },
        lambda d: {
            "ValueInMgPerDl": d.randint(40, 400),
            "TrendArrow": d.randint(1, 5),
            "TrendMessage": None,
            "MeasurementColor": d.randint(1, 4),
            "GlucoseUnits": d.randint(0, 1),
            "isHigh": False,
            "isLow": d.pick(True, False),
            "FactoryTimestamp": f"{d.randint(1, 12)}/{d.randint(1, 28)}/2026 "
            f"{d.randint(1, 12)}:{d.randint(10, 59)}:00 AM",
        },
        lambda d: {
            "target_low": 70,
            "target_high": 180,
            "gmi_percent": d.num(5, 9, 1),
            "tir": {"below": d.num(0, 9, 1), "in": d.num(40, 95, 1), "above": d.num(0, 50, 1)},
            "sensor_day": d.randint(1, 15),
            "sensor_state": d.pick("warmup", "active", "expired", "signal loss"),
        },
    ]


def omron_connect() -> list[Shape]:
    return [
        lambda d: {
            "systolic": d.randint(90, 190),
            "diastolic": d.randint(50, 120),
            "pulse": d.randint(40, 130),
            "irregularHB": d.pick(0, 1),
            "movementError": d.pick(0, 1),
            "cuffWrapStatus": d.pick(0, 1),
            "userNumberInDevice": d.randint(1, 4),
            "deviceType": "HEM-7361T-EBK",
            "modeFlag": d.pick("NORMAL", "AFIB", "TRUREAD"),
        },
        lambda d: {
            "bodyIndex": [d.randint(1_000, 9_999), 0, d.randint(-3, 0), d.randint(0, 9)],
            "skeletal_muscle_pct": d.num(20, 50, 1),
            "resting_metabolism_kcal": d.randint(900, 2_400),
            "visceral_level": d.num(0.5, 30, 1),
            "model": d.pick("HBF-222T", "HN-300T2", "BCM-500"),
        },
    ]


def research_kit() -> list[Shape]:
    return [
        lambda d: {
            "taskIdentifier": d.pick("tapping.twoFingerTappingInterval", "walking.timed", "tremor.test"),
            "stepIdentifier": d.pick("tapping.right", "tapping.left", "walk.outbound"),
            "buttonIdentifier": d.pick("TappedButtonLeft", "TappedButtonRight", "TappedButtonNone"),
            "tapTimestamp": d.num(0, 20, 6),
            "tapCoordinate": f"{{{d.randint(20, 380)}, {d.randint(20, 700)}}}",
            "saveable": True,
            "taskRunUUID": d.uuid().upper(),
        },
        lambda d: {
            "PSATSamples": d.randint(10, 60),
            "totalCorrect": d.randint(0, 60),
            "totalDyad": d.randint(0, 59),
            "interStimulusInterval": d.num(2, 4, 1),
            "stroopColor": d.pick("RED", "BLUE", "GREEN", "YELLOW"),
            "stroopText": d.pick("RED", "BLUE", "GREEN", "YELLOW"),
            "reactionTime": d.num(0.2, 2, 4),
        },
        lambda d: {
            "questionType": d.randint(1, 12),
            "choiceAnswers": d.ints(0, 5, d.randint(1, 3)),
            "isPreviousResult": False,
            "answerFormat": d.pick("ORKScaleAnswerFormat", "ORKTextChoiceAnswerFormat", "ORKBooleanAnswerFormat"),
            "audiogram_db_hl": {str(hz): d.num(-10, 60, 1) for hz in (500, 1_000, 2_000, 4_000)},
        },
    ]


def beiwe() -> list[Shape]:
    return [
        lambda d: {
            "timestamp": d.millis(),
            "UTC time": f"{d.day()}T{d.clock()}.123",
            "accuracy": d.pick("unknown", "high", "medium"),
            "x": d.num(-2, 2, 8),
            "y": d.num(-2, 2, 8),
            "z": d.num(-2, 2, 8),
        },
        lambda d: {
            "event": d.pick(
                "Locked",
                "Unlocked",
                "Screen turned on",
                "Power connected",
                "Device Idle (Doze) state change"[:30],
            ),
            "level": d.num(0, 1, 2),
            "beiwe_version": d.version(),
            "os": d.pick("IOS", "ANDROID"),
        },
        lambda d: {
            "question type": d.pick("slider", "radio_button", "checkbox", "info_text_box"),
            "question index": d.randint(0, 40),
            "answer": d.pick("NO_ANSWER_SELECTED", "1", "2", "3", d.choice(HAEUFIG)),
            "question answer options": "[0;1;2;3]",
            "survey_hash": d.hexa(24),
        },
        lambda d: {
            "hashed_mac": d.hexa(44),
            "frequency_mhz": d.pick(2412, 2437, 5180),
            "RSSI": -d.randint(30, 99),
            "call type": d.pick("Outgoing Call", "Incoming Call", "Missed Call"),
            "duration in seconds": d.randint(0, 4_000),
            "message length": d.randint(0, 400),
        },
    ]


def radar_base() -> list[Shape]:
    return [
        lambda d: {
            "projectId": d.pick("radar-test", "ms-pilot", "ci-demo"),
            "sourceId": d.uuid(),
            "value.time": d.epoch() + 0.25,
            "value.timeReceived": d.epoch() + 0.5,
            "value.batteryLevel": d.num(0, 1, 3),
            "value.isPlugged": d.pick(True, False),
            "value.status": d.pick("CHARGING", "DISCHARGING", "NOT_CHARGING", "FULL", "UNKNOWN"),
        },
        lambda d: {
            "latitudeReference": None,
            "altitude": d.num(-3, 3, 4),
            "accuracy": d.num(3, 40, 2),
            "speed": d.num(0, 30, 2),
            "bearing": d.num(0, 360, 1),
            "provider": d.pick("GPS", "NETWORK", "OTHER"),
        },
        lambda d: {
            "light": d.num(0, 20_000, 1),
            "userInteractionState": d.pick("STANDBY", "UNLOCKED", "BOOTED", "SHUTDOWN"),
            "eventType": d.pick("FOREGROUND", "BACKGROUND"),
            "categoryName": d.pick("SOCIAL", "TOOLS", "COMMUNICATION", "HEALTH_AND_FITNESS"),
            "nearbyDevices": d.randint(0, 60),
            "pairedDevices": d.randint(0, 9),
        },
    ]


def german_diary() -> list[Shape]:
    return [
        lambda d: {
            "schritte": d.randint(0, 30_000),
            "stimmung": d.choice(STIMMUNG),
            "schlafdauer_min": d.randint(120, 700),
            "ruhepuls": d.randint(38, 90),
            "gewicht_kg": d.num(40, 150, 1),
            "geraet": d.pick("Waage", "Uhr", "Telefon"),
        },
        lambda d: {
            "haeufigkeit": d.choice(LISTED["haeufigkeit"]),
            "frage": d.randint(1, 9),
            "punkte": d.randint(0, 3),
            "fragebogen": d.pick("PHQ-9", "WHO-5", "GAD-7"),
            "dauer_sek": d.num(1, 90, 1),
        },
        lambda d: {
            "schmerz_nrs": d.randint(0, 10),
            "haeufigkeit_kaffee": d.choice(HAEUFIG),
            "trinkmenge_ml": d.randint(0, 4_000),
            "wetter": d.pick("sonnig", "bewölkt", "Regen"),
            "einheit": d.pick("kg", "min", "Schläge/min"),
        },
    ]


def spanish_diary() -> list[Shape]:
    return [
        lambda d: {
            "pasos": d.randint(0, 30_000),
            "frecuencia": d.choice(FRECUENCIA),
            "horas_de_sueno": d.num(2, 12, 1),
            "presion": {"sistolica": d.randint(90, 180), "diastolica": d.randint(50, 110), "unidad": "mmHg"},
            "estado": d.pick("activo", "en reposo", "dormido"),
        },
        lambda d: {
            "respuesta": d.choice(LISTED["respuesta"]),
            "pregunta": d.randint(1, 9),
            "puntuacion": d.randint(0, 27),
            "dispositivo": d.pick("reloj", "báscula", "anillo"),
            "idioma": d.pick("es-MX", "es-AR", "es-ES"),
        },
    ]


def french_diary() -> list[Shape]:
    return [
        lambda d: {
            "pas": d.randint(0, 30_000),
            "humeur": d.pick("très bonne", "bonne", "moyenne", "mauvaise"),
            "frequence": d.choice(FREQUENCE),
            "poids_kg": d.num(40, 150, 1),
            "tension": f"{d.randint(9, 18)}/{d.randint(5, 11)}",
            "duree_min": d.randint(1, 300),
        },
        lambda d: {
            "reponse": d.choice(LISTED["reponse"]),
            "question": d.randint(1, 9),
            "score_total": d.randint(0, 27),
            "appareil": d.pick("montre", "balance", "tensiomètre"),
            "langue": "fr-CA",
        },
    ]


def japanese_app() -> list[Shape]:
    return [
        lambda d: {
            "歩数": d.randint(0, 30_000),
            "体重": d.num(35, 120, 1),
            "頻度": d.choice(HINDO),
            "体温": d.num(35, 40, 1),
            "気分": d.pick("良い", "普通", "悪い"),
        },
        lambda d: {
            "最高血圧": d.randint(90, 180),
            "最低血圧": d.randint(50, 110),
            "脈拍": d.randint(40, 120),
            "測定時間帯": d.pick("朝", "夜"),
            "機種": d.pick("HEM-7281T", "HCR-7502T"),
        },
    ]


def chinese_app() -> list[Shape]:
    return [
        lambda d: {
            "步数": d.randint(0, 30_000),
            "心率": d.randint(40, 180),
            "睡眠阶段": d.pick("深睡", "浅睡", "快速眼动", "清醒"),
            "血氧": d.num(88, 100, 1),
            "卡路里": d.num(0, 3_000, 1),
        },
        lambda d: {
            "pressure_level": d.pick("放松", "正常", "中等", "偏高"),
            "band": d.pick("小米手环8", "华为手环9"),
            "sync_mode": d.pick("auto", "manual"),
            "rom": f"MIUI {d.randint(12, 15)}",
        },
    ]


def italian_portuguese() -> list[Shape]:
    return [
        lambda d: {
            "passi": d.randint(0, 30_000),
            "frequenza": d.choice(FREQUENZA),
            "umore": d.pick("buono", "discreto", "cattivo"),
            "glicemia_mg_dl": d.randint(50, 350),
            "momento": d.pick("prima del pasto", "dopo il pasto", "a digiuno"),
        },
        lambda d: {
            "passos": d.randint(0, 30_000),
            "humor": d.pick("ótimo", "bom", "ruim"),
            "sono_horas": d.num(2, 12, 1),
            "refeicao": d.pick("café da manhã", "almoço", "jantar"),
            "aparelho": d.pick("relógio", "balança"),
        },
    ]


def nordic_dutch_polish() -> list[Shape]:
    return [
        lambda d: {
            "skritt": d.randint(0, 30_000),
            "puls_hvile": d.randint(38, 90),
            "sovn_kvalitet": d.pick("god", "middels", "dårlig"),
            "stappen": d.randint(0, 30_000),
            "stemming": d.pick("goed", "matig", "slecht"),
        },
        lambda d: {
            "kroki": d.randint(0, 30_000),
            "nastroj": d.pick("dobry", "średni", "zły"),
            "czestosc": d.pick("nigdy", "czasami", "zawsze"),
            "tetno": d.randint(40, 180),
            "jakosc_snu": d.num(0, 100, 1),
        },
    ]


def apple_exports() -> list[Shape]:
    return [
        lambda d: {
            "type": d.pick(
                "HKCategoryTypeIdentifierHandwashingEvent", "HKQuantityTypeIdentifierWalkingAsymmetryPercentage"
            ),
            "sourceVersion": d.pick("10.4", "11.0.1", "17.5.1"),
            "unit": d.pick("%", "count/min", "dBASPL", "mL/min·kg"),
            "value": d.num(0, 200, 4),
            "metadata": {"HKWasUserEntered": "0", "HKMetadataKeyDevicePlacementSide": str(d.randint(0, 2))},
        },
        lambda d: {
            "workoutActivityType": f"HKWorkoutActivityType{d.pick('Pickleball', 'TaiChi', 'MindAndBody')}",
            "HKAverageMETs": f"{d.num(1, 12, 4)} kcal/hr·kg",
            "HKIndoorWorkout": d.randint(0, 1),
            "HKWeatherHumidity": f"{d.randint(10, 99)}00 %",
            "HKWeatherTemperature": f"{d.num(20, 99, 2)} degF",
            "product": d.pick("Watch7,2", "iPhone15,4", "Watch6,18"),
        },
        lambda d: {
            "valence": d.num(-1, 1, 6),
            "valenceClassification": d.randint(1, 7),
            "kind": d.pick("daily_mood", "momentary_emotion"),
            "labels": d.some(("calm", "content", "drained", "stressed", "hopeful"), 1, 3),
            "associations": d.some(("work", "fitness", "weather", "tasks", "hobbies"), 1, 3),
        },
    ]


def health_connect_new() -> list[Shape]:
    return [
        lambda d: {
            "recordType": d.pick("SkinTemperatureRecord", "PlannedExerciseSessionRecord", "Vo2MaxRecord"),
            "zoneOffset": d.pick("+05:45", "-03:00", "Z"),
            "dataOrigin": d.pick("com.ouraring.oura", "com.withings.wiscale2", "fi.polar.beat"),
            "clientRecordVersion": d.randint(1, 99),
            "recordingMethod": d.randint(0, 3),
            "measurementLocation": d.pick("FINGER", "TOE", "WRIST"),
            "deltas_celsius": [d.num(-1, 1, 3) for _ in range(6)],
        },
        lambda d: {
            "mindfulnessSessionType": d.pick("MEDITATION", "BREATHING", "MUSIC", "UNGUIDED"),
            "title": None,
            "cervicalMucusAppearance": d.randint(0, 6),
            "protectionUsed": d.randint(0, 2),
            "powerWatts": d.num(0, 600, 2),
        },
    ]


def hearing_vision() -> list[Shape]:
    return [
        lambda d: {
            "left_ear_db": [d.num(-10, 90, 1) for _ in range(6)],
            "right_ear_db": [d.num(-10, 90, 1) for _ in range(6)],
            "frequencies_hz": [250, 500, 1_000, 2_000, 4_000, 8_000],
            "speech_in_noise_srt_db": d.num(-12, 6, 1),
            "transducer": d.pick("AirPods Pro 2", "HDA 200", "insert"),
        },
        lambda d: {
            "logmar_od": d.num(-0.3, 1, 2),
            "logmar_os": d.num(-0.3, 1, 2),
            "sphere": d.num(-8, 4, 2),
            "cylinder": d.num(-4, 0, 2),
            "axis": d.randint(1, 180),
            "lighting_lux": d.randint(10, 2_000),
        },
    ]


def rehab_gait() -> list[Shape]:
    return [
        lambda d: {
            "cadence_spm": d.num(60, 140, 2),
            "stride_length_m": d.num(0.5, 2, 3),
            "double_support_pct": d.num(10, 40, 2),
            "tug_seconds": d.num(5, 40, 2),
            "sit_to_stand_reps": d.randint(0, 30),
            "side": d.pick("left", "right", "bilateral"),
        },
        lambda d: {
            "knee_flexion_deg": d.num(0, 140, 1),
            "rom": {"shoulder_abduction": d.num(0, 180, 1), "elbow_extension": d.num(-10, 10, 1)},
            "exercise": d.pick("heel slides", "quad sets", "straight leg raise", "bird dog"),
            "sets": d.randint(1, 5),
            "borg_rpe": d.randint(6, 20),
        },
    ]


def infusion_and_inhalers() -> list[Shape]:
    return [
        lambda d: {
            "bolus_units": d.num(0, 15, 2),
            "basal_rate_u_h": d.num(0, 3, 3),
            "carb_ratio": d.num(4, 20, 1),
            "isf": d.num(20, 90, 1),
            "iob": d.num(0, 9, 2),
            "pod_state": d.pick("ACTIVE", "DEACTIVATED", "FAULT"),
            "alarm_code": d.pick("E12", "E104", "049", "W3"),
        },
        lambda d: {
            "puffs": d.randint(1, 4),
            "peak_inspiratory_flow_l_min": d.num(20, 120, 1),
            "inhalation_quality": d.pick("good", "fair", "low", "no inhalation"),
            "doses_left": d.randint(0, 200),
            "inhaler_side": d.pick("controller", "reliever"),
        },
    ]


def environment_sensors() -> list[Shape]:
    return [
        lambda d: {
            "pm2_5": d.num(0, 300, 1),
            "pm10": d.num(0, 400, 1),
            "co2_ppm": d.randint(400, 3_000),
            "tvoc_ppb": d.randint(0, 2_000),
            "noise_laeq_db": d.num(25, 110, 1),
            "pollen": {"grass": d.randint(0, 5), "birch": d.randint(0, 5)},
            "uv_index": d.num(0, 11, 1),
        },
        lambda d: {
            "room": d.pick("bedroom", "kitchen", "living room"),
            "humidity": d.num(10, 95, 1),
            "door_events": d.randint(0, 90),
            "gateway_fw": d.version(),
            "uptime": f"{d.randint(0, 90)} days {d.clock()}",
        },
    ]


def games_and_cognition() -> list[Shape]:
    return [
        lambda d: {
            "dprime": d.num(-1, 4, 3),
            "trail_b_seconds": d.num(20, 200, 2),
            "digit_span": d.randint(2, 12),
            "n_back": d.randint(1, 4),
            "responses": d.series("LR-", d.randint(20, 90)),
            "block": d.pick("practice", "test", "retest"),
        },
        lambda d: {
            "typing_ikd_ms": d.ints(40, 900, 20),
            "backspace_rate": d.num(0, 0.4, 4),
            "swipe_velocity": d.num(0, 4, 3),
            "layout": d.pick("qwerty", "azerty", "qwertz"),
            "autocorrect": d.pick(True, False),
        },
    ]


def web_sdk() -> list[Shape]:
    return [
        lambda d: {
            "event": d.pick("screen_view", "sync_finished", "consent_page_opened"),
            "sdk": {"name": "curae-ts", "version": d.version()},
            "ua_brand": d.pick("Chromium", "Safari", "Firefox"),
            "cls": d.num(0, 0.4, 4),
            "lcp_ms": d.num(200, 6_000, 1),
            "trace": d.hexa(32),
            "span": d.hexa(16),
        },
        lambda d: {
            "locale": d.pick("pt-BR", "zh-Hant-TW", "ar-EG", "nb-NO"),
            "tz": d.pick("America/Argentina/Buenos_Aires", "Asia/Kolkata", "Africa/Lagos"),
            "retry": d.randint(0, 9),
            "queue_depth": d.randint(0, 500),
            "last_error": d.pick("ETIMEDOUT", "HTTP_503", "NSURLErrorDomain -1009", "java.net.UnknownHostException"),
            "build_fingerprint": f"google/panther/panther:14/AP1A.{d.digits(6)}.012/{d.digits(8)}:user/release-keys",
        },
    ]


SOURCES: Mapping[str, Callable[[], list[Shape]]] = {
    each.__name__: each
    for each in (
        polar_accesslink, withings_public, samsung_privileged, huawei_health_kit, libreview_export, omron_connect,
        research_kit, beiwe, radar_base, german_diary, spanish_diary, french_diary, japanese_app, chinese_app,
        italian_portuguese, nordic_dutch_polish, apple_exports, health_connect_new, hearing_vision, rehab_gait,
        infusion_and_inhalers, environment_sensors, games_and_cognition, web_sdk,
    )
}  # fmt: skip
