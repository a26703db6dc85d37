"""What 27 sources send that names nobody: one function a kind of payload. Written before the guard was mended."""

from collections.abc import Callable, Mapping

from tests.data.phi.devices.draws import Draws, Payload

Shape = Callable[[Draws], Payload]

PHQ = ("Not at all", "Several days", "More than half the days", "Nearly every day")
DIFFICULTY = ("Not difficult at all", "Somewhat difficult", "Very difficult", "Extremely difficult")
GAD = ("Not at all sure", "Several days", "Over half the days", "Nearly every day")
PROMIS = ("Not at all", "A little bit", "Somewhat", "Quite a bit", "Very much")
OFTEN = ("Never", "Rarely", "Sometimes", "Often", "Always")
ABLE = (
    "Without any difficulty",
    "With a little difficulty",
    "With some difficulty",
    "With much difficulty",
    "Unable to do",
)
AUDIT = ("Never", "Monthly or less", "2 to 4 times a month", "2 to 3 times a week", "4 or more times a week")
DRINKS = ("1 or 2", "3 or 4", "5 or 6", "7 to 9", "10 or more")
AUDIT_LATE = ("No", "Yes, but not in the last year", "Yes, during the last year")
ISI = ("None", "Mild", "Moderate", "Severe", "Very severe")
ISI_NOTICE = ("Not at all noticeable", "A little", "Somewhat", "Much", "Very much noticeable")
WHO5 = (
    "All of the time",
    "Most of the time",
    "More than half of the time",
    "Less than half of the time",
    "Some of the time",
    "At no time",
)
EQ5D_MOBILITY = (
    "I have no problems in walking about",
    "I have slight problems in walking about",
    "I have moderate problems in walking about",
    "I have severe problems in walking about",
    "I am unable to walk about",
)
EQ5D_PAIN = (
    "I have no pain or discomfort",
    "I have slight pain or discomfort",
    "I have moderate pain or discomfort",
    "I have severe pain or discomfort",
    "I have extreme pain or discomfort",
)
LISTED: Mapping[str, tuple[str, ...]] = {"eq5d_mobility": EQ5D_MOBILITY, "eq5d_pain": EQ5D_PAIN}


def open_mhealth() -> list[Shape]:
    return [
        lambda d: {
            "step_count": d.randint(0, 30_000),
            "effective_time_frame": {"start_date_time": d.at(), "end_date_time": d.at()},
            "schema_id": {"namespace": "omh", "name": "step-count", "version": "3.0"},
        },
        lambda d: {
            "blood_glucose": {"unit": "mg/dL", "value": d.randint(60, 240)},
            "specimen_source": d.pick("capillary blood", "interstitial fluid", "plasma", "whole blood"),
            "temporal_relationship_to_meal": d.pick(
                "fasting", "before breakfast", "after lunch", "2 hours postprandial"
            ),
            "temporal_relationship_to_sleep": d.pick("on waking", "before sleeping", "during sleep"),
            "descriptive_statistic": d.pick("average", "maximum", "median", "upper quartile"),
        },
        lambda d: {
            "systolic_blood_pressure": {"value": d.randint(95, 170), "unit": "mmHg"},
            "diastolic_blood_pressure": {"value": d.randint(55, 100), "unit": "mmHg"},
            "body_posture": d.pick("sitting", "lying down", "standing", "semi-recumbent"),
            "measurement_location": d.pick("left wrist", "right upper arm", "left thigh", "finger"),
            "temporal_relationship_to_physical_activity": d.pick(
                "at rest", "active", "after exercise", "during exercise"
            ),
        },
        lambda d: {
            "oxygen_saturation": {"value": d.num(90, 100, 1), "unit": "%"},
            "system": d.pick("peripheral capillary", "arterial"),
            "supplemental_oxygen_flow_rate": {"value": d.num(0, 4, 1), "unit": "L/min"},
            "oxygen_therapy_mode_of_administration": d.pick("nasal cannula", "face mask", "none"),
            "effective_time_frame": {"date_time": d.at()},
        },
        lambda d: {
            "activity_name": d.pick("walking", "stair climbing", "Morning Run", "cross country skiing"),
            "reported_activity_intensity": d.pick("light", "moderate", "vigorous"),
            "kcal_burned": {"value": d.num(20, 900, 1), "unit": "kcal"},
            "met_value": d.num(1, 14, 1),
            "acquisition_provenance": {"source_name": "RunKeeper HealthGraph API", "modality": "sensed"},
        },
    ]


def ieee_1752() -> list[Shape]:
    return [
        lambda d: {
            "uuid": d.uuid(),
            "schema_id": {"namespace": "ieee", "name": "sleep-episode", "version": "1.0"},
            "source_creation_date_time": d.at(),
            "modality": d.pick("sensed", "self-reported"),
            "latency_to_sleep_onset_min": d.num(1, 60, 1),
            "latency_to_arising_min": d.num(1, 40, 1),
            "total_sleep_time_min": d.randint(200, 560),
            "number_of_awakenings": d.randint(0, 9),
            "is_main_sleep": True,
            "sleep_maintenance_efficiency_percentage": d.num(70, 99, 1),
        },
        lambda d: {
            "apnea_hypopnea_index": d.num(0, 40, 1),
            "arousal_index": d.num(0, 30, 1),
            "snore_index": d.num(0, 60, 1),
            "scoring_guideline": d.pick("AASM 2.6", "R&K", "unspecified"),
            "effective_time_interval": {"start_date_time": d.at(), "end_date_time": d.at()},
        },
        lambda d: {
            "deep_sleep_duration": {"value": d.randint(20, 150), "unit": "min"},
            "light_sleep_duration": {"value": d.randint(100, 320), "unit": "min"},
            "rem_sleep_percentage": {"value": d.num(5, 35, 1), "unit": "%"},
            "wake_after_sleep_onset": {"value": d.randint(2, 90), "unit": "min"},
            "external_datasheet_type": "manufacturer",
        },
        lambda d: {
            "ambient_sound": {"value": d.num(20, 70, 1), "unit": "dB"},
            "ambient_light": {"value": d.num(0, 400, 1), "unit": "lx"},
            "ambient_temperature": {"value": d.num(14, 30, 1), "unit": "C"},
            "acquisition_rate": {"number_of_times": 1, "time_window": "30 s"},
        },
    ]


def healthkit() -> list[Shape]:
    return [
        lambda d: {
            "type": d.pick(
                "HKQuantityTypeIdentifierHeartRate",
                "HKQuantityTypeIdentifierHeartRateVariabilitySDNN",
                "HKQuantityTypeIdentifierAppleSleepingBreathingDisturbances",
                "HKQuantityTypeIdentifierAtrialFibrillationBurden",
                "HKQuantityTypeIdentifierNumberOfAlcoholicBeverages",
                "HKQuantityTypeIdentifierSixMinuteWalkTestDistance",
            ),
            "sourceName": d.pick("Apple Watch", "Health", "Sleep Cycle", "Garmin Connect", "Withings Health Mate"),
            "sourceVersion": d.version(),
            "unit": d.pick("count/min", "ms", "%", "kcal", "m"),
            "creationDate": f"{d.day()} {d.clock()} +0200",
            "startDate": f"{d.day()} {d.clock()} +0200",
            "value": d.num(1, 190, 1),
            "device": f"<<HKDevice: 0x{d.hexa(9)}>, name:Apple Watch, manufacturer:Apple Inc., model:Watch,"
            f" hardware:Watch7,5, software:{d.version()}>",
        },
        lambda d: {
            "type": d.pick(
                "HKCategoryTypeIdentifierSleepAnalysis",
                "HKCategoryTypeIdentifierMenstrualFlow",
                "HKCategoryTypeIdentifierSleepApneaEvent",
                "HKCategoryTypeIdentifierPregnancyTestResult",
                "HKCategoryTypeIdentifierIrregularHeartRhythmEvent",
            ),
            "value": d.pick(
                "HKCategoryValueSleepAnalysisAsleepREM", "HKCategoryValueNotApplicable", "HKCategoryValueSeverityMild"
            ),
            "metadata": {"HKTimeZone": "Europe/Berlin", "HKMetadataKeyHeartRateMotionContext": d.randint(0, 2)},
            "endDate": f"{d.day()} {d.clock()} -0500",
        },
        lambda d: {
            "classification": d.pick("sinusRhythm", "inconclusiveLowHeartRate", "inconclusiveOther", "notSet"),
            "averageHeartRate": d.randint(45, 120),
            "samplingFrequency": 512,
            "numberOfVoltageMeasurements": 15_360,
            "symptomsStatus": d.pick("none", "notSet", "present"),
            "lead": "Lead I",
        },
        lambda d: {
            "activeEnergyBurned": d.num(50, 1_200, 3),
            "activeEnergyBurnedGoal": 500,
            "appleExerciseTime": d.randint(0, 120),
            "appleStandHours": d.randint(0, 16),
            "dateComponents": d.day(),
            "wheelchairUse": d.pick("no", "notSet"),
            "biologicalSex": d.pick("female", "male", "notSet"),
            "fitzpatrickSkinType": d.pick("II", "III", "notSet"),
        },
        lambda d: {
            "sinus": d.pick(True, "regular", 71),
            "afib_burden_percent": d.num(0, 6, 2),
            "tinnitus_score": d.randint(0, 100),
            "since": d.at(),
            "single_lead": True,
            "pregnancy_status": d.pick("not_pregnant", "unknown", "notSet"),
        },
    ]


def health_connect() -> list[Shape]:
    return [
        lambda d: {
            "recordType": "SleepSessionRecord",
            "metadata": {
                "id": d.uuid(),
                "dataOrigin": d.pick("com.fitbit.FitbitMobile", "com.sec.android.app.shealth"),
                "lastModifiedTime": d.at(),
                "clientRecordId": d.pick(d.uuid(), f"sleep-{d.millis()}", None),
                "clientRecordVersion": d.randint(0, 9),
                "recordingMethod": "RECORDING_METHOD_AUTOMATICALLY_RECORDED",
            },
            "startTime": d.at(),
            "startZoneOffset": d.pick("+02:00", "-07:00"),
            "stageTypes": d.ints(1, 6, d.randint(3, 14)),
        },
        lambda d: {
            "recordType": "BloodGlucoseRecord",
            "level_mmol_per_l": d.num(3, 15, 1),
            "specimenSource": d.pick("SPECIMEN_SOURCE_CAPILLARY_BLOOD", "SPECIMEN_SOURCE_INTERSTITIAL_FLUID"),
            "relationToMeal": d.pick("RELATION_TO_MEAL_FASTING", "RELATION_TO_MEAL_AFTER_MEAL"),
            "mealType": d.pick("MEAL_TYPE_BREAKFAST", "MEAL_TYPE_UNKNOWN"),
        },
        lambda d: {
            "recordType": d.pick("MenstruationFlowRecord", "OvulationTestRecord", "CervicalMucusRecord"),
            "flow": d.pick("FLOW_LIGHT", "FLOW_MEDIUM", "FLOW_HEAVY"),
            "result": d.pick("RESULT_POSITIVE", "RESULT_NEGATIVE", "RESULT_INCONCLUSIVE"),
            "appearance": d.pick("APPEARANCE_EGG_WHITE", "APPEARANCE_STICKY"),
            "time": d.at(),
        },
        lambda d: {
            "exerciseType": d.randint(0, 83),
            "exerciseTitle": d.pick("Morning Run", "Evening Walk", "Leg Day", "Intervals 4x4"),
            "segments": d.randint(1, 9),
            "bodyPosition": d.pick("BODY_POSITION_SITTING_DOWN", "BODY_POSITION_STANDING_UP"),
            "deviceManufacturer": d.pick("Google", "samsung", "Xiaomi"),
            "deviceModel": d.pick("Pixel Watch 2", "SM-R960", "M2239W1"),
            "deviceType": d.randint(0, 8),
        },
    ]


def fitbit() -> list[Shape]:
    return [
        lambda d: {
            "dateOfSleep": d.day(),
            "duration": d.randint(15, 40) * 1_000_000,
            "efficiency": d.randint(70, 99),
            "infoCode": 0,
            "isMainSleep": True,
            "logId": d.randint(20_000_000_000, 49_999_999_999),
            "logType": "auto_detected",
            "minutesAfterWakeup": d.randint(0, 9),
            "startTime": f"{d.day()}T{d.clock()}.000",
            "type": d.pick("stages", "classic"),
        },
        lambda d: {
            "zones": ["Out of Range", "Fat Burn", "Cardio", "Peak"],
            "minutes": d.ints(0, 400, 4),
            "restingHeartRate": d.randint(45, 80),
            "dateTime": d.day(),
        },
        lambda d: {
            "zone_name": d.pick("Out of Range", "Fat Burn", "Cardio", "Peak"),
            "caloriesOut": d.num(10, 1_500, 5),
            "max": d.randint(90, 220),
            "min": d.randint(30, 90),
            "status": d.pick("out of range", "in range", "below default zone"),
        },
        lambda d: {
            "battery": d.pick("High", "Medium", "Low", "Empty"),
            "batteryLevel": d.randint(1, 100),
            "deviceVersion": d.pick("Charge 6", "Inspire HR", "Sense 2", "Aria Air"),
            "lastSyncTime": f"{d.day()}T{d.clock()}.000",
            "type": d.pick("TRACKER", "SCALE"),
            "features": d.some(["HEART_RATE", "GPS", "SPO2"], 1, 3),
        },
        lambda d: {
            "resultClassification": d.pick("Normal Sinus Rhythm", "Inconclusive: High heart rate", "Unreadable"),
            "averageHeartRate": d.randint(50, 120),
            "samplingFrequencyHz": "250",
            "scalingFactor": 10_922,
            "numberOfWaveformSamples": 7_700,
            "waveformSamples": d.ints(-300, 900, 60),
            "featureVersion": "1.2.3-2.11-2.14",
            "vo2Max": d.pick("44-48", "39-43", "51"),
        },
        lambda d: {
            "activityName": d.pick("Walk", "Outdoor Bike", "Aerobic Workout", "Elliptical", "Physical Therapy"),
            "activityTypeId": d.randint(1_000, 99_999),
            "activeZoneMinutes": {"fat_burn": d.randint(0, 60), "cardio": d.randint(0, 60), "peak": d.randint(0, 20)},
            "originalStartTime": f"{d.day()}T{d.clock()}.000+02:00",
            "hasActiveZoneMinutes": True,
            "source": {"name": "Charge 6", "type": "tracker", "trackerFeatures": "ELEVATION"},
        },
    ]


def garmin() -> list[Shape]:
    return [
        lambda d: {
            "summaryId": f"x{d.hexa(7)}-{d.hexa(8)}-{d.randint(0, 9)}",
            "calendarDate": d.day(),
            "activityType": d.pick("WALKING", "GENERIC", "RUNNING"),
            "activeKilocalories": d.randint(0, 1_500),
            "startTimeInSeconds": d.epoch(),
            "startTimeOffsetInSeconds": d.pick(3_600, -18_000, 19_800),
            "averageStressLevel": d.randint(0, 100),
            "stressQualifier": d.pick("stressful_awake", "balanced", "calm_awake"),
            "timeOffsetHeartRateSamples": {str(15 * n): d.randint(45, 140) for n in range(d.randint(3, 20))},
        },
        lambda d: {
            "fitnessAge": d.randint(18, 96),
            "vo2Max": d.num(25, 70, 1),
            "validation": d.pick("DEVICE", "ENHANCED_TENTATIVE", "AUTO_FINAL"),
            "overallSleepScore": {"value": d.randint(20, 99), "qualifierKey": d.pick("FAIR", "GOOD", "POOR")},
            "unmeasurableSleepInSeconds": d.randint(0, 600),
        },
        lambda d: {
            "periodStartDate": d.day(),
            "dayInCycle": d.randint(1, 30),
            "periodLength": d.randint(3, 8),
            "currentPhaseType": d.pick("FOLLICULAR", "LUTEAL", "MENSTRUAL", "OVULATION"),
            "predictedCycleLength": d.randint(24, 34),
            "isPredictedCycle": True,
            "lastUpdatedAt": d.epoch(),
            "hasSpecifiedCycleLength": False,
        },
        lambda d: {
            "deviceName": d.pick("forerunner935", "fenix 7X Pro", "Venu 3S", "Edge 1040"),
            "provider_name": "GARMIN",
            "manual": False,
            "averagePaceInMinutesPerKilometer": d.num(3, 9, 6),
            "totalElevationGainInMeters": d.num(0, 900, 5),
            "bodyBatteryChargedValue": d.randint(0, 100),
            "hrvStatus": d.pick("BALANCED", "UNBALANCED", "LOW"),
        },
    ]


def oura() -> list[Shape]:
    return [
        lambda d: {
            "day": d.day(),
            "bedtime_start": d.at(),
            "bedtime_end": d.at(),
            "sleep_phase_5_min": d.series("1234", d.randint(60, 120)),
            "movement_30_sec": d.series("1234", d.randint(600, 1_200)),
            "low_battery_alert": False,
            "sleep_algorithm_version": "v2",
            "type": d.pick("long_sleep", "late_nap", "rest"),
            "average_breath": d.num(11, 18, 3),
            "efficiency": d.randint(60, 99),
        },
        lambda d: {
            "day": d.day(),
            "class_5_min": d.series("012345", 288),
            "non_wear_time": d.randint(0, 20_000),
            "contributors": {"meet_daily_targets": d.randint(1, 100), "move_every_hour": 100, "recovery_time": 90},
            "equivalent_walking_distance": d.randint(0, 20_000),
            "sedentary_met_minutes": d.randint(0, 20),
        },
        lambda d: {
            "contributors": {
                "activity_balance": d.randint(1, 100),
                "hrv_balance": d.randint(1, 100),
                "previous_night": d.randint(1, 100),
                "body_temperature": d.randint(1, 100),
            },
            "temperature_deviation": d.num(-1, 1, 2),
            "score": d.randint(1, 100),
            "timestamp": d.at(),
        },
        lambda d: {
            "color": d.pick("glossy_black", "stealth_black", "rose", "brushed_titanium"),
            "design": d.pick("heritage", "horizon"),
            "firmware_version": d.version(),
            "hardware_type": d.pick("gen3", "gen4"),
            "size": d.randint(6, 13),
            "day_summary": d.pick("restored", "normal", "stressful"),
            "tag_type_code": d.pick("tag_generic_nocaffeine", "tag_generic_sauna"),
            "mood": d.pick("same", "good", "great"),
        },
    ]


def whoop() -> list[Shape]:
    return [
        lambda d: {
            "cycle_id": d.randint(10_000, 900_000_000),
            "sleep_id": d.uuid(),
            "score_state": d.pick("SCORED", "PENDING_SCORE", "UNSCORABLE"),
            "score": {
                "recovery_score": d.randint(1, 100),
                "hrv_rmssd_milli": d.num(10, 150, 6),
                "spo2_percentage": d.num(90, 100, 4),
                "skin_temp_celsius": d.num(30, 36, 2),
                "user_calibrating": False,
            },
            "updated_at": d.at(),
        },
        lambda d: {
            "stage_summary": {
                "total_in_bed_time_milli": d.randint(10, 40) * 1_000_000,
                "total_slow_wave_sleep_time_milli": d.randint(1, 9) * 1_000_000,
                "disturbance_count": d.randint(0, 20),
            },
            "respiratory_rate": d.num(11, 20, 6),
            "nap": False,
            "timezone_offset": "-05:00",
        },
        lambda d: {
            "sport_name": d.pick("running", "functional fitness", "ice bath", "box fitness"),
            "sport_id": d.randint(-1, 130),
            "strain": d.num(0, 21, 7),
            "zone_zero_milli": d.randint(0, 3_000_000),
            "percent_recorded": 100,
        },
    ]


def polar() -> list[Shape]:
    return [
        lambda d: {
            "upload-time": d.at(),
            "device": d.pick("Polar Vantage V3", "Polar M400", "Polar Grit X Pro"),
            "duration": f"PT{d.randint(0, 3)}H{d.randint(0, 59)}M{d.num(0, 59, 3)}S",
            "heart-rate": {"average": d.randint(80, 160), "maximum": d.randint(130, 200)},
            "detailed-sport-info": d.pick("WATERSPORTS_WATERSKI", "RUNNING", "OTHER_OUTDOOR"),
            "fat-percentage": d.randint(10, 80),
            "running-index": d.randint(30, 80),
            "has-route": True,
        },
        lambda d: {
            "hypnogram": {f"{d.randint(0, 7):02}:{n:02}": d.randint(0, 5) for n in range(d.randint(3, 12))},
            "continuity_class": d.randint(1, 5),
            "sleep_rating": d.randint(1, 5),
            "ans-charge": d.num(-10, 10, 1),
            "beat_to_beat_avg": d.randint(500, 1_300),
        },
        lambda d: {
            "cardio_load_status": d.pick("DETRAINING", "MAINTAINING", "PRODUCTIVE", "OVERREACHING"),
            "cardio_load_ratio": d.num(0, 2, 4),
            "strain": d.num(0, 90, 4),
            "ppi_ms": d.ints(500, 1_200, 30),
        },
    ]


def withings() -> list[Shape]:
    return [
        lambda d: {
            "grpid": d.randint(10**8, 10**11),
            "attrib": d.randint(0, 15),
            "date": d.epoch(),
            "category": 1,
            "timezone": "Europe/Paris",
            "value": d.randint(50_000, 120_000),
            "type": d.pick(1, 6, 9, 54, 71),
            "unit": -3,
            "is_inconclusive": False,
            "model": d.pick("Body Cardio", "BPM Connect", "ScanWatch"),
        },
        lambda d: {
            "apnea_hypopnea_index": d.randint(0, 40),
            "breathing_disturbances_intensity": d.randint(0, 80),
            "sleep_latency": d.randint(0, 3_600),
            "snoringepisodecount": d.randint(0, 20),
            "waso": d.randint(0, 3_000),
            "nb_rem_episodes": d.randint(0, 8),
            "withings_index": d.num(0, 30, 1),
        },
        lambda d: {
            "ecg": {"signalid": d.randint(1, 9_999_999), "result": d.pick("normal", "inconclusive", "noisy")},
            "bloodpressure": {"diastole": d.randint(50, 100), "systole": d.randint(90, 180)},
            "heart_rate": d.randint(40, 150),
            "valve_heart_sound": {"vhs": d.randint(0, 2), "quality": "good"},
        },
    ]


def dexcom() -> list[Shape]:
    return [
        lambda d: {
            "recordId": d.uuid(),
            "systemTime": f"{d.day()}T{d.clock()}",
            "displayTime": f"{d.day()}T{d.clock()}",
            "value": d.randint(40, 400),
            "status": d.pick(None, "ok", "high", "low"),
            "trend": d.pick("flat", "fortyFiveUp", "doubleDown", "notComputable"),
            "trendRate": d.num(-4, 4, 1),
            "rateUnit": "mg/dL/min",
            "displayDevice": d.pick("iOS", "android", "receiver"),
            "displayApp": "Dexcom G7",
            "transmitterGeneration": d.pick("g6", "g7"),
        },
        lambda d: {
            "alertName": d.pick("urgentLow", "urgentLowSoon", "outOfRange", "noReadings"),
            "alertState": d.pick("activeSnoozed", "inactive", "activeAlarming"),
            "snooze": d.randint(0, 240),
            "softwareVersion": d.version(),
            "softwareNumber": f"SW1{d.digits(4)}",
            "lastUploadDate": d.at(),
        },
        lambda d: {
            "eventType": d.pick("carbs", "insulin", "exercise", "health", "notes"),
            "eventSubType": d.pick("fastActing", "longActing", "highSymptoms", "light", None),
            "unit": d.pick("grams", "units", "minutes"),
            "eventStatus": "created",
            "value": d.num(0.5, 90, 1),
        },
        lambda d: {
            "hypoglycemiaRisk": d.pick("minimal", "low", "moderate", "high"),
            "stdDev": d.num(10, 90, 6),
            "utilizationPercent": d.num(20, 100, 3),
            "percentBelowRange": d.num(0, 12, 4),
            "hypoglycemia_events": d.randint(0, 5),
            "nDays": d.randint(1, 90),
        },
    ]


def libreview() -> list[Shape]:
    return [
        lambda d: {
            "Device": d.pick("FreeStyle Libre 3", "FreeStyle LibreLink"),
            "Device Timestamp": f"{d.randint(10, 12)}-{d.randint(10, 28)}-2025 {d.randint(10, 23)}:{d.randint(10, 59)}",
            "Record Type": d.randint(0, 6),
            "Historic Glucose mg/dL": d.randint(50, 300),
            "Rapid-Acting Insulin (units)": d.num(0, 20, 1),
            "Carbohydrates (grams)": d.randint(0, 120),
            "Strip Glucose mg/dL": None,
        },
        lambda d: {
            "FactoryTimestamp": f"{d.randint(1, 12)}/{d.randint(1, 28)}/2026 9:{d.randint(10, 59)}:00 AM",
            "ValueInMgPerDl": d.randint(40, 400),
            "TrendArrow": d.randint(1, 5),
            "MeasurementColor": d.randint(1, 4),
            "isHigh": False,
            "isLow": False,
        },
    ]


def samsung() -> list[Shape]:
    return [
        lambda d: {
            "datauuid": d.uuid(),
            "pkg_name": "com.sec.android.app.shealth",
            "create_time": f"{d.day()} {d.clock()}.{d.digits(3)}",
            "time_offset": "UTC+0200",
            "stage": d.randint(40_001, 40_004),
            "exercise_type": d.randint(0, 16_000),
        },
        lambda d: {
            "com.samsung.health.step_count.count": d.randint(0, 30_000),
            "com.samsung.health.step_count.speed": d.num(0, 3, 4),
            "com.samsung.health.step_count.calorie": d.num(0, 300, 3),
            "binning_data": f"{d.uuid()}.binning_data.json",
        },
        lambda d: {"score": d.randint(0, 100), "algorithm": d.pick("algo_v3", "SH_2"), "tag_id": d.randint(0, 21_000)},
    ]


def strava() -> list[Shape]:
    return [
        lambda d: {
            "resource_state": 2,
            "name": d.pick("Morning Run", "Lunch Ride", "Afternoon Hike", "Evening Swim", "Long Run"),
            "distance": d.num(500, 90_000, 1),
            "sport_type": d.pick("MountainBikeRide", "Run", "NordicSki"),
            "upload_id": d.randint(10**9, 10**11),
            "start_date_local": d.at(),
            "timezone": "(GMT-08:00) America/Los_Angeles",
            "athlete_count": 1,
            "kudos_count": d.randint(0, 200),
            "gear_id": f"b{d.digits(11)}",
            "suffer_score": d.randint(0, 300),
            "device_watts": True,
        },
        lambda d: {
            "average_speed": d.num(1, 12, 3),
            "average_watts": d.num(50, 350, 1),
            "weighted_average_watts": d.randint(50, 350),
            "elev_high": d.num(0, 3_000, 1),
            "pr_count": d.randint(0, 5),
            "visibility": d.pick("everyone", "followers_only", "only_me"),
            "segment_name": d.pick("Hill Climb", "Canal Loop", "River Sprint"),
        },
    ]


def phq9() -> list[Shape]:
    return [
        lambda d: {
            "instrument": "PHQ-9",
            **{f"item_{n}": d.choice(PHQ) for n in range(1, 10)},
            "difficulty": d.choice(DIFFICULTY),
            "total": d.randint(0, 27),
            "severity": d.pick("minimal", "mild", "moderate", "moderately severe", "severe"),
        },
        lambda d: {
            "questionnaire": "phq9",
            "answers": [d.choice(PHQ).lower() for _ in range(9)],
            "depression_score": 9,
        },
        lambda d: {"questionnaire": "phq9", "answers": d.ints(0, 3, 9), "answer_texts": d.some(PHQ, 9, 9)},
        lambda d: {"questionnaire": "PHQ-9", "answers": [str(n) for n in d.ints(0, 3, 9)], "completed_at": d.at()},
        lambda d: {"instrument": "PHQ-2", "answer": d.choice(PHQ), "question_id": d.pick("q1", "q2")},
    ]


def gad7() -> list[Shape]:
    return [
        lambda d: {
            "instrument": "GAD-7",
            **{f"q{n}": d.choice(GAD) for n in range(1, 8)},
            "anxiety_score": d.randint(0, 21),
        },
        lambda d: {
            "responses": d.some(GAD, 7, 7),
            "total_score": d.randint(0, 21),
            "version": "1.0",
            "language": "en-US",
        },
        lambda d: {"answer": d.choice(GAD).lower(), "item": d.randint(1, 7), "elapsed_ms": d.randint(400, 20_000)},
    ]


def eq5d() -> list[Shape]:
    return [
        lambda d: {
            "eq5d_mobility": d.choice(EQ5D_MOBILITY),
            "eq5d_pain": d.choice(EQ5D_PAIN),
            "vas": d.randint(0, 100),
        },
        lambda d: {
            "mobility": d.randint(1, 5),
            "self_care": d.randint(1, 5),
            "usual_activities": d.randint(1, 5),
            "pain_discomfort": d.randint(1, 5),
            "anxiety_depression": d.randint(1, 5),
            "profile": d.series("12345", 5),
            "index_value": d.num(-0.5, 1, 3),
        },
        lambda d: {"answer": d.pick("no problems", "slight problems", "moderate problems", "unable", "out of range")},
    ]


def promis() -> list[Shape]:
    return [
        lambda d: {
            "form": "PROMIS Short Form v1.0 - Fatigue 4a",
            "item_hi7": d.choice(PROMIS),
            "item_an3": d.choice(PROMIS),
            "t_score": d.num(30, 80, 1),
            "standard_error": d.num(1, 4, 1),
        },
        lambda d: {
            "PFA11": d.choice(ABLE),
            "PFA21": d.choice(ABLE),
            "PFA23": d.choice(ABLE),
            "raw_score": d.randint(4, 20),
        },
        lambda d: {"sleep_109": d.choice(("Very poor", "Poor", "Fair", "Good", "Very good")), "often": d.choice(OFTEN)},
        lambda d: {
            "depression_t_score": d.num(30, 80, 1),
            "anxiety_t_score": d.num(30, 80, 1),
            "fatigue_t_score": 50.1,
        },
    ]


def isi_audit() -> list[Shape]:
    return [
        lambda d: {"scale": "ISI", "falling_asleep": d.choice(ISI), "noticeable": d.choice(ISI_NOTICE), "total": 12},
        lambda d: {
            "scale": "AUDIT",
            "q1": d.choice(AUDIT),
            "q2": d.choice(DRINKS),
            "q9": d.choice(AUDIT_LATE),
            "risk_zone": d.pick("I", "II", "III", "IV"),
        },
        lambda d: {"scale": "WHO-5", "answers": d.some(WHO5, 5, 5), "percentage_score": d.randint(0, 100)},
        lambda d: {
            "asthma_control_score": d.randint(5, 25),
            "migraine_days": d.randint(0, 28),
            "copd_assessment_test_score": d.randint(0, 40),
            "epworth_total": d.randint(0, 24),
            "seizure_count": d.randint(0, 5),
        },
    ]


def sdk() -> list[Shape]:
    return [
        lambda d: {
            "event": d.pick("session_end", "screen_view", "sync_completed", "permission_denied"),
            "sdk_version": d.version(),
            "session_id": d.uuid(),
            "cold_start_ms": d.randint(100, 4_000),
            "memory_mb": d.num(60, 900, 1),
            "thermal_state": d.pick("nominal", "fair", "serious"),
            "network_type": d.pick("wifi", "cellular", "none"),
            "carrier": d.pick("Vodafone IT", "T-Mobile", "Orange F"),
            "client_name": d.pick("acme-ios", "acme-android", "curae-web"),
            "user_agent": "acme-ios/4.2 (iPhone; iOS 17.5; Scale/3.00)",
        },
        lambda d: {
            "phone_last_sync": d.at(),
            "phone_model": d.pick("Pixel 8", "SM-S911B"),
            "phone_storage_free_mb": d.randint(100, 200_000),
            "contact_sync_enabled": False,
            "provider_name": d.pick("FITBIT", "OURA", "WITHINGS"),
            "owner_type": "user",
            "device_name": d.pick("Galaxy Watch6 Classic", "Apple Watch Series 9", "iPhone 15 Pro"),
            "last_seen": d.at(),
        },
        lambda d: {
            "queue_depth": d.randint(0, 900),
            "batch_id": d.uuid(),
            "retry_after_s": d.randint(0, 900),
            "payload_bytes": d.randint(100, 65_000),
            "next_token_refresh_s": d.randint(10, 3_600),
            "token_count": d.randint(1, 9),
            "push_token_present": True,
            "max_tokens": 512,
        },
        lambda d: {
            "gps_accuracy_m": d.num(3, 90, 4),
            "location_entropy": d.num(0, 4, 5),
            "location_variance": d.num(0, 1, 7),
            "home_stay_percent": d.num(0, 100, 2),
            "radius_of_gyration_km": d.num(0, 60, 4),
            "gps_fix_count": d.randint(0, 900),
            "location_permission": d.pick("always", "while_in_use", "denied"),
            "number_of_places": d.randint(1, 20),
        },
    ]


def crashes() -> list[Shape]:
    return [
        lambda d: {
            "crash_count": d.randint(0, 9),
            "anr_count": d.randint(0, 3),
            "exception_class": d.pick("java.lang.NullPointerException", "EXC_BAD_ACCESS", "SIGABRT"),
            "stack_hash": d.hexa(d.pick(8, 32, 40)),
            "last_error": d.pick("NSURLErrorDomain -1001", "HKErrorDomain 5", "SQLITE_BUSY", "timeout"),
            "crash_free_rate": d.num(0.9, 1, 4),
            "app_build": f"2025{d.randint(10, 12)}{d.randint(10, 28)}{d.digits(2)}",
        },
        lambda d: {
            "hang_rate": d.num(0, 30, 3),
            "oom_count": d.randint(0, 4),
            "free_disk_bytes": d.randint(10**8, 10**11),
            "uptime_s": d.randint(0, 10**7),
            "breadcrumbs": d.some(["sync_start", "screen:home", "http 503", "low memory"], 1, 6),
        },
    ]


def alarms() -> list[Shape]:
    return [
        lambda d: {
            "alarm_code": f"{d.pick('E', 'A', 'W', 'F', 'C')}{d.digits(3)}",
            "alarm_type": d.pick("occlusion", "low reservoir", "mask leak", "lead off"),
            "pump_model": d.pick("t:slim X2", "Omnipod 5", "MiniMed 780G"),
            "severity": d.pick("high", "medium", "low"),
            "acknowledged": True,
            "reservoir_units": d.num(0, 300, 1),
        },
        lambda d: {
            "alarms": [f"{d.pick('E', 'A', 'W')}{d.digits(3)}" for _ in range(d.randint(1, 5))],
            "fault": f"E{d.digits(2)}",
            "mask_leak_l_min": d.num(0, 40, 1),
            "therapy_mode": d.pick("CPAP", "AutoSet", "BiPAP S/T"),
            "usage_hours": d.num(0, 10, 2),
        },
        lambda d: {"error": f"E{d.digits(3)}", "device_state": d.pick("idle", "infusing", "paused"), "count": 3},
    ]


def studies() -> list[Shape]:
    return [
        lambda d: {
            "study_id": d.pick("SLEEP-2024-03", "HRV_PILOT_2", "curae-001"),
            "group_id": d.pick("B", "G12", "group-3", "grp_004", 2),
            "visit_code": d.pick("V03", "W12", "BL", "V10A", "SCR-01"),
            "visit_number": d.randint(1, 14),
            "site_code": d.pick("DE01", "US-114", "GB7"),
            "arm": d.pick("control", "intervention", "waitlist"),
            "protocol_version": d.version(),
            "adherence_percent": d.num(20, 100, 1),
        },
        lambda d: {
            "cohort": d.pick("2025Q2", "cohort-7", "wave_3"),
            "visit_id": d.pick("visit-03", "V3", 3),
            "group_code": d.pick("ARM-A", "C2", "T1"),
            "stratum": d.pick("A2", "B1"),
            "days_in_study": d.randint(0, 400),
            "case_number": d.randint(1, 40),
        },
    ]


def sleep_series() -> list[Shape]:
    return [
        lambda d: {"stages": d.some(["WAKE", "REM", "LIGHT", "DEEP"], 4, 40), "epoch_s": 30, "start": d.at()},
        lambda d: {"hypnogram": d.series("WN123R", d.randint(100, 250)), "scorer": d.pick("YASA", "auto", "U-Sleep")},
        lambda d: {"stage_codes": d.series("0123", d.randint(30, 700)), "epoch_length": 30, "lights_off": d.clock()},
        lambda d: {"offsets_s": d.ints(0, 30_000, 20), "stages": [str(n) for n in d.ints(0, 4, 20)]},
        lambda d: {"movement": ",".join(str(n) for n in d.ints(0, 9, 40)), "unit": "counts"},
    ]


def ecg() -> list[Shape]:
    return [
        lambda d: {
            "lead": d.pick("I", "II", "V1"),
            "rhythm": d.pick("sinus", "sinus rhythm", "SINUS_RHYTHM", "inconclusive", "regular"),
            "qt_ms": d.randint(340, 480),
            "qtc_bazett_ms": d.randint(360, 490),
            "pr_interval_ms": d.randint(120, 220),
            "qrs_axis_deg": d.randint(-60, 120),
            "signal_quality": d.pick("good", "poor", "lead off"),
            "afib_probability": d.num(0, 1, 3),
        },
        lambda d: {"samples_mv": [d.num(-1, 2, 4) for _ in range(60)], "gain": 10, "filter": "0.5-40 Hz"},
        lambda d: {
            "kardia_determination": d.pick("Normal", "Unclassified", "No Analysis", "Unreadable"),
            "bpm": d.randint(40, 140),
            "duration_s": 30,
        },
    ]


def cycle() -> list[Shape]:
    return [
        lambda d: {
            "cycle_day": d.randint(1, 35),
            "flow": d.pick("none", "spotting", "light", "medium", "heavy"),
            "phase": d.pick("follicular", "fertile window", "luteal", "period"),
            "bbt_celsius": d.num(36, 37.5, 2),
            "cervical_fluid": d.pick("egg white", "sticky", "creamy", "dry"),
            "pregnancy_status": d.pick("not_trying", "trying", "not pregnant", "unknown"),
            "predicted_next_start": d.day(),
        },
        lambda d: {"lh_ratio": d.num(0, 2, 2), "ovulation_test": d.pick("peak", "high", "low"), "period_length": 5},
    ]


def cgm() -> list[Shape]:
    return [
        lambda d: {"glucose_mgdl": d.ints(50, 280, 96), "interval_s": 900, "start": d.at(), "sensor_age_days": 9},
        lambda d: {"glucose": [d.num(3, 14, 1) for _ in range(48)], "unit": "mmol/L", "status": "out of range"},
        lambda d: {
            "sgv": d.randint(40, 400),
            "direction": d.pick("Flat", "FortyFiveDown", "NOT COMPUTABLE"),
            "date": d.millis(),
            "device": d.pick("xDrip-DexcomG6", "share2", "openaps://pi"),
            "noise": 1,
            "gmi_percent": d.num(5, 9, 1),
        },
        lambda d: {
            "time_in_range": {"low": 3.2, "in_range": d.num(40, 90, 1), "high": 12.4},
            "hypo_events": 2,
            "cv": 0.31,
        },
    ]


def others() -> list[Shape]:
    return [
        lambda d: {"eda": [d.num(0, 5, 6) for _ in range(40)], "bvp_hz": 64, "wrist": "left", "tag": "baseline"},
        lambda d: {"x": [d.num(-2, 2, 5) for _ in range(20)], "y": [d.num(-2, 2, 5) for _ in range(20)], "hz": 50},
        lambda d: {"accel": {"x": d.num(-1, 1, 5), "y": d.num(-1, 1, 5), "z": d.num(-1, 1, 5)}, "t": d.millis()},
        lambda d: {"meal": d.pick("Breakfast", "Snack"), "kcal": 412, "protein_g": d.num(0, 60, 1), "fiber_g": 4},
        lambda d: {
            "missed_calls": d.randint(0, 9),
            "sms_count": d.randint(0, 60),
            "screen_on_count": d.randint(0, 200),
            "call_duration_s": d.randint(0, 9_000),
            "unlocks": d.randint(0, 200),
        },
        lambda d: {"weight_kg": d.num(45, 130, 1), "bmi": d.num(17, 40, 1), "metabolic_age": d.randint(18, 95)},
        lambda d: {"uv_index": d.randint(0, 11), "pollen": d.pick("low", "grass high"), "aqi": d.randint(0, 300)},
        lambda d: {"age_band": d.pick("35-44", "85-89", "90+"), "birth_year": d.randint(1945, 2005), "sex": "female"},
        lambda d: {"insulin_units": d.num(0.5, 20, 1), "bolus_type": d.pick("normal", "square", "dual"), "iob": 1.2},
        lambda d: {"medication_taken": True, "medication_adherence_percent": 93.5, "doses_missed": d.randint(0, 4)},
    ]


SOURCES: Mapping[str, Callable[[], list[Shape]]] = {
    each.__name__: each
    for each in (
        open_mhealth, ieee_1752, healthkit, health_connect, fitbit, garmin, oura, whoop, polar, withings, dexcom,
        libreview, samsung, strava, phq9, gad7, eq5d, promis, isi_audit, sdk, crashes, alarms, studies, sleep_series,
        ecg, cycle, cgm, others,
    )
}  # fmt: skip
