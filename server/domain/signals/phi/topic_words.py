"""What a key tells about the values under it, by its words."""

import re
from collections.abc import Iterable

from server.domain.signals.phi.abroad import topic_abroad
from server.domain.signals.phi.composed import topic_composed
from server.domain.signals.phi.normalize import fold
from server.domain.signals.phi.own_words import is_item, is_open_to_people, is_own
from server.domain.signals.phi.personal_keys import topic_of_person
from server.domain.signals.phi.topics import SILENT_TOPICS, Topic

# What the last word of a key may make of whatever the words before it name: a measure, a setting, or when it happened.
_MEASURES = (
    "accuracy|age_(days|ms|s)|allowed|altitude|avg|average|bytes|cells?_count|change|consent|count|counts|days|deviation"
    "|distance|duration|enabled|entropy|error|frequency|height|hours|index|interval|kind|length|level|max|mean"
    "|median|min|minutes|ms|noise|normalized|opt_in|percent|percentage|permission|precision|present|probability|radius"
    "|rate|ratio|resolution|risk|score|seconds|size|source|speed|std|sum|sync(ed)?|total|type|uncertainty|usage|variance"
    "|width|band"
)
# Who gives out the id of an account, of an app's user or of an installation.
_VENDORS = (
    "amplitude|mixpanel|braze|adjust|appsflyer|branch|posthog|onesignal|moengage|clevertap|airship|intercom|zendesk|hubspot"
    "|fitbit|garmin|strava|oura|whoop|polar|withings|dexcom|libre(view)?|samsung|google|apple|facebook|line|kakao|wechat"
    "|zwift|peloton|komoot|suunto|coros|huawei|xiaomi|amazfit|zepp"
)
# What is eaten, done, worn or sold: nobody is called so.
_THINGS = (
    r"foods?|ingredients?|nutrients?|recipes?(_tag)?|dish|drinks?|beverages?|meal_name|diet|exercises?|equipment|brand|make|maker|vendor"
    r"|manufacturer|supplier|carrier|mask|mattress|kit|analyte|species|instrument|questionnaire|chipset|gpu|ringtone"
    r"|watch_?face|(alarm_|sleep_)?sound(scape)?|masker|theme|font|finish|bezel|strap|biosensor|oximeter|meter|monitor"
    r"|thermometer|spirometer|turbine|collector|recorder|headset|headphones?|console|treadmill|bike|shoes?|gear|way_type"
    r"|surface|narration|playlist|game|stretch|pose|yoga_pose|workout_class|formula|equation|inhaler|integration"
)
_UNITS = "m|km|cm|mm|s|h|kg|g|mg|ug|ml|l|hz|pct|mb|kb|gb|c|f|deg|bpm|kcal"

# In order: the first that matches the key, written as `_word_word_`, is its topic.
_TOPICS: tuple[tuple[Topic, str], ...] = (
    (Topic.RESOURCE_TYPE, r"_resource_type_"),
    (
        Topic.PATIENT_ID,
        r"_(patient|member|subscriber|subject)_?((uu|gu)?id|identifier|ref(erence)?|no|num|number)_$"
        r"|_external_patient_id_$"
        r"|_(mrn|mbi|hicn|empi)_$|_medical_rec(ord)?(_(id|no|num|number))?_$"
        r"|_(health_?plan|insurance|policy|beneficiary)_?(id|no|num|number)_$",
    ),
    (
        Topic.SECRET,
        r"_((access|refresh|id|auth|oauth\d?|bearer|api|session|user_access|push|apns|fcm|device|registration|csrf|jwt"
        r"|security|identity)_token|api_?key|(client|app|shared|api|signing)_secret|secret|secret_key|private_key"
        r"|password|passwd|pwd|passphrase|authorization(_header)?|(set_)?cookies?|jwt|credentials?|apns|fcm|gcm)_$",
    ),
    (Topic.OPAQUE, r"_(changes?|sync|(next_|prev(ious)?_)?page|next|prev(ious)?|continuation|resume|delta)_token_$"),
    (Topic.TOKEN, r"_(token|auth|session|key)_$"),
    (Topic.SERIAL, r"^_(serial|sn|transmitter)_$"),
    (
        Topic.DEVICE_ID,
        r"_((google_|apple_|gps_|mobile_)?ad_?id|advertising_?id(entifier)?|identifier_for_(advertis\w+|vendors?)"
        r"|idf[av]|gaid|aaid|oaid|vaid|(device_|ios_)?udid|android_?id|ssaid|imei\d?"
        r"|(device_)?imei(_?(no|number|\d))?|meid|esn|transmitter_?id|imsi|iccid|rida|sim_?(serial|number|id)"
        r")_$|serial_?(no|num|nr|number|code)_$|[a-z0-9]_(serial|serie|sn)_$",
    ),
    (Topic.MAYBE_DEVICE_ID, r"_(advertiser|vendor)_?id(entifier)?_$"),
    (
        Topic.DRUG_CODE,
        r"_(rx_?cui|rx_?norm|ndc|atc)(_?(code|id|cui|number))?_$",
    ),
    (
        Topic.NEUTRAL,
        r"^_(total|num|number_of|count_of)_(\w+_)?(users|athletes|owners|players|subscribers|participants)_$",
    ),
    (Topic.NEUTRAL, r"_(cursor|media|playback|playhead|scroll|seek|slider|video)_position_"),
    (Topic.UID, r"^_uid_$|_external_id_$"),
    (
        Topic.USER,
        r"_(app)?(user|account|customer|profile|athlete|owner|participant|login|player|visitor|person|member|consumer"
        r"|distinct|anonymous|encoded)_?(info_)?((uu|gu|u)?id|identifier|ref|key)_$|_uid_$|_(users?|athlete|owner|player|subscriber)_$"
        r"|_(login|user_?handle|handle|user_?login|login_?name|screenname_?\w*)_$"
        r"|_(cognito|oidc|jwt|auth0|oauth|google|apple)_sub_$"
        rf"|^_({_VENDORS})_id_$|_({_VENDORS})_(uid|[gu]uid|(user|member|account)(_?id)?)_$",
    ),
    (
        Topic.BIRTH_YEAR,
        r"_(birth_?year|year_(of_birth|born)|yob|b_?year|born_year|dob_y(ear)?|birth_y|birthdate_y(ear)?|geburtsjahr|jahrgang|annee_naissance|ano_nacimiento)_$",
    ),
    (
        Topic.BIRTH_PART,
        r"_((birth|dob|born|birthdate)_?(month|day|mon|m|d|dd|mm)|(month|day)_of_birth)_$",
    ),
    (
        Topic.AGE,
        r"^_((user|patient|participant|subject|person|member|current|my|your|client|chronological)_)?(?:age|alter|edad|eta|idade|leeftijd|alder)"
        r"(_(text|label|str|value|years?|yrs?|y|in_years?|at_\w+|jahren?|annees|ans|anos|anni|jaar|jaren))?_$",
    ),
    (
        Topic.NETWORK_NAME,
        r"_ssids?(_?names?)?_$|_(wi_?fi|wlan|network|access_point|hotspot|router|ap)_?(network_?)?(names?|ssids?)_$"
        r"|_wi_?fi_network_$",
    ),
    (
        Topic.GEOCODE,
        r"_(geo_?hash|plus_?code|olc|open_location_code|what_?3_?words|what_?three_?words|w3w|maidenhead|mgrs"
        r"|h3(_(index|cell|id))?|s2(_cell)?(_?(id|token))?|s2_cell|quad_?key|utm)_?\d{0,2}_$",
    ),
    (Topic.ROUTE, r"_(polylines?|map|(route|track|path)_enc(oded)?|route|track|encoded_(path|route|points))_$"),
    (Topic.COORDINATE, r"_(lat|lon|lng|latitude|longitude)_(min|max)_$|_(min|max)_(lat|lon|lng|latitude|longitude)_$"),
    (
        Topic.NEUTRAL,
        r"_(hash(ed)?|sha\d*|md5|hmac|digest|checksum|fingerprint)_"
        rf"|_({_MEASURES})_(({_UNITS})_)?$|_(accuracy|entropy|variance|noise|distance|altitude)_",
    ),
    (Topic.NEUTRAL, r"_(path|dir|directory|folder)_$"),
    (
        Topic.TECHNICAL,
        r"_(version|ver|rev|hw|pcb|bom|build|firmware|fw|release|revision|sdk|kernel|os|model|commit|ua|user_agent)_"
        r"|[a-z]{3}[gu]uid_$|_(timestamp|time_?zone|tz|colou?r|hex|uuid|guid|schema|spec|locale|language|etag)_"
        r"|_(error|status|exit|http|response|result|reason|country|language|currency|event|region|exception|alarm|alert"
        r"|fault|warning|message|diagnostic)_codes?_|_(alarms?|alerts?|errors?|faults?|warnings?)_$"
        r"|_(sequence|seq|offset|counter|nonce|epoch|duration)_|_(created|updated|modified|deleted|uploaded|synced)_(at|on)_$"
        r"|_(app|application|package|metric|feature|module|stream|brand"
        r"|product|device_type|unit|algorithm|channel|topic|method|class|function|variant|process|thread)_name_"
        r"|_(software|part|model|build|hardware|lot)_(no|number|code|id)_",
    ),
    (Topic.NEUTRAL, r"_(activity|exercise|workout|sport|zone|event|plan)_(parent_)?name_"),
    (Topic.THING, rf"_({_THINGS})(_?(names?|item|items|type|model|kind|brand|label|title))?_$"),
    (Topic.SSN, r"_ssn_?\w{0,6}_|_social_?sec(urity)?_|_itin_"),
    (
        Topic.BIRTH_DATE,
        r"_d_?o_?b_|_birth_?(date|day)?_(?!.*(place|city|country|year))|_bday_|_date_of_birth_|_born_(on|at|date)?_?"
        r"|_(geburtsdatum|nacimiento|naissance|nascimento|nascita)_",
    ),
    (Topic.EMAIL, r"_e_?mail"),
    (
        Topic.PHONE,
        r"_(tele)?phone(_?(no|num|nr|numbers?|home|work|mobile|cell|primary|secondary|main|digits|e164|formatted|raw|value"
        r"|contact|emergency|area|exchange|line|part|prefix|cc|nsn|\d{1,2}))*_$|_phone_(number|no)_"
        r"|_(mobile|cell|contact|fax|home|work|emergency|callback|caller|from|to|sms|whatsapp)_?(phone|tel|no|num|nr"
        r"|number)_|_(fax|tel|telecom"
        r"|msisdn|mobile|whatsapp|telefon[oe]?|caller|sms_to)_(?!.*(data|app|network|os|allowed|enabled))",
    ),
    (
        Topic.NATIONAL_ID,
        r"_(sin|tin|dni|nif|nino|nhs|cpf|curp)(_?(no|num|nr|number|id|code|card))?_"
        r"|_(national_?(id|insurance)|passport|aadhaar|tax_?id|id_?card"
        r"|driver_?s?_?licen[cs]e|licen[cs]e_(no|num|number)|visa_number)\w{0,8}_",
    ),
    (Topic.VISIT_ID, r"_(group|encounter|enc|visit|case)_?(id|no|num|nr|number|identifier|ref|code)_"),
    (
        Topic.MEDICAL_ID,
        r"_(mrn|mbi|hicn|empi|medicare|medicaid|emr_id|ehr_id|npi)_|_medical_?rec\w*_|_(hospital|chart|health_?card"
        r"|policy|subscriber|member|member_?ship|beneficiary|insurance|insured|patient|subject"
        r"|person|health_?plan|accession|specimen|prescription|rx|claim)_?(id|no|num|nr|number"
        r"|identifier|ref|code)_"
        r"|_external_patient_id_|_(patient|mrn|fhir)_?(id|identifier|ref(erence)?|uuid|guid)_|_patient_$",
    ),
    (
        Topic.ACCOUNT,
        r"_(account|acct|iban|card|credit_card|bank)_?(no|num|nr|number|id)?_$|_(iban|routing_number|(?<!zigbee_)(?<!thread_)(?<!network_)pan)_",
    ),
    (
        Topic.STREET,
        r"_(street|addr(ess)?_?(line)?_?\d|address_line|mailing|home_?addr(ess)?|street_address|house_number"
        r"|strasse|calle|rue)_",
    ),
    (Topic.PERSON_OR_BRAND, r"_(provider|client|vendor|owner|source|customer)_?names?_"),
    (
        Topic.PERSON,
        r"_(first|last|middle|given|family|full|maiden|legal|preferred|birth|nick|sur|fore|patient|member|person"
        r"|mother|father|parent|baby|child|husband|wife|daughter|sibling|spouse|guardian|contact|caregiver|emergency_contact|doctor|physician"
        r"|nurse|user|account_holder|insured|subscriber)_?s?_?(names?|initials?)_|_(surname|forename"
        r"|username|fullname"
        r"|lastname|firstname|nickname|vorname|nachname|nombre|apellidos?|prenom|nome|sobrenome|cognome|next_of_kin)_"
        r"|^_(patient|physician|doctor|caregiver|guardian|spouse)_name",
    ),
    (
        Topic.MAYBE_PERSON,
        r"_names?_$|^_(given|family)_$|_(display|host|device|computer)_name_|_(patient|doctor|physician|caregiver|guardian|spouse"
        r"|author|performer|practitioner|person|contact|provider)_$|_(by|signed|attending)_$",
    ),
    (
        Topic.NETWORK,
        r"_(ip|ipv4|ipv6|mac|bluetooth|ble|bt)_?(addr(ess)?|mac)?_$|_(remote|client|peer|host)_?(addr(ess)?|ip)_|_bssid_",
    ),
    (
        Topic.POSTAL_CODE,
        r"_(zip|zip_?\d|zip_?code|postal|post_?code|postal_?code|plz|pin_?code)_$|_(zip|postal|post_?code)_code_",
    ),
    (Topic.MAYBE_ADDRESS, r"_addr(ess)?_"),
    (
        Topic.COORDINATE,
        r"_(lats?|lons?|lngs?|latitudes?|longitudes?|easting|northing|positions?_semicircles|semicircles)(_?(e\d|micro\w*|deg\w*|degrees|\d))?_|_(lat|lng|lon|latitude)_in_|^_(la|lo)_$",
    ),
    (
        Topic.PLACE,
        r"_(gps|coord\w*|geo|loc|home|centers?|centroid|origin|destination|waypoints?|geo_?(point|json|location|position)"
        r"|location|position|lat_?lng|latlong?|lng_?lat|lon_?lat|bounds|bbox|bounding_box|point|start_point|end_point)_$|_lat_(lng|lon)_|_(lng|lon)_lat_|^_(pos|fix|here|latlon)_$",
    ),
    (
        Topic.MEDICATION,
        r"_(medications?|medicines?|meds?|drugs?|prescribed_drugs?|prescriptions?|rx|pharmaceuticals?)(_?names?)?_$",
    ),
    (Topic.PREGNANCY, r"_pregnancy_(status|state|tests?|result|test_result|goal|mode|intent)_$"),
    (Topic.CONDITION_OR_MOVE, r"^_strokes?_$"),
    (Topic.CONDITION, r"^_(anxiety_depression|depression_anxiety|depression|mania)_$"),
    (
        Topic.DIAGNOSIS,
        r"_(diagnos[ie]s|diagnose|dx|icd_?(10|9)?_?\w{0,5}|snomed\w{0,4}|disease|disorder|comorbidit(y|ies)|illness"
        r"|medical_?(condition|history)|health_condition|chief_complaint|pathology)_",
    ),
    (
        Topic.MAYBE_DIAGNOSIS,
        r"_(conditions?|problems?|findings?|symptoms?|allerg(y|ies)|indication)_",
    ),
    (Topic.CODE, r"_(concept|codes?|coding)_"),
    (
        Topic.NOTE,
        r"_(notes?|comments?|narrative|remarks?|free_?text|feedback|history|complaint|observations?|transcript|memo"
        r"|diary|journal|bug_report|notiz(en)?|notatk[ai]|poznamk[ay]|megjegyzes(ek)?|muistio|huomautus|catatan|anteckning(ar)?"
        r"|observatii|remarques?|comentarios?|commentaires?|bemerkung(en)?|kommentare?|annotazion[ei]|opmerking(en)?|uwagi"
        r"|bemaerkning(er)?|merknad|obs|not(lar)?|aciklama|ghi_chu|nota|note_libere)_$",
    ),
    (Topic.PROSE, r"_(description|text|message|reason|summary|body|details|instructions?|answer)_$"),
)
_TOPIC_PATTERNS = tuple((topic, re.compile(pattern)) for topic, pattern in _TOPICS)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def words_of(key: str) -> str:
    """`key` as `_word_word_`: `patientName`, `patient-name` and `patient_name` are one."""
    return f"_{_NOT_WORD.sub('_', _CAMEL.sub('_', fold(key)).lower()).strip('_')}_"


# What software consists of: `library_name`.
_SOFTWARE = re.compile(
    r"_(browser|bundle|database|executable|exporter|extension|framework|instrumentation|integration|library|logger|notifier"
    r"|operation|os|operating_system|plugin|runnable|runtime|sdk|service|span|symbol)_names?_$"
)
# What is told of food and other goods, and of no day and no person: a portion, a bar code, what is in it, its brand.
_PORTION = re.compile(r"_(serving|portion|barcodes?|eans?|gtin|upc|nutri_?score|per_100_?g|food|nutrients)_")
_NUTRIENT = re.compile(
    r"_(calories|carbs?|carbohydrates?|energy|fats?|fib(er|re)|kcal|kj|protein|salt|sodium|sugars?|alcohol|caffeine"
    r"|brand|producer)_"
)


def names_software(key: str) -> bool:
    """Whether `key` is of the name of a part of software."""
    return _SOFTWARE.search(words_of(key)) is not None


def describes_food(keys: Iterable[str]) -> bool:
    """Whether the `keys` of an object tell of food, or of what is sold by a bar code."""
    beside = [words_of(key) for key in keys]
    return any(map(_PORTION.search, beside)) and any(map(_NUTRIENT.search, beside))


def topic_of_words(words: str) -> Topic:
    """The topic of a key, from its words; a number or a word of how the value is written, at the end, tells nothing."""
    topic = _topic_of(words)
    if topic in SILENT_TOPICS and (shorter := _WRITTEN_AS.sub("_", words)) != words and shorter != "_":
        found = _topic_of(shorter)
        return topic if found in SILENT_TOPICS else found
    return topic


_WRITTEN_AS = re.compile(
    r"(_(value|val|hex|ios|android|str|string|text|txt|raw|field|input|plain|full|orig|original|copy|\d{1,2}))+_$"
)


def _topic_of(words: str) -> Topic:
    """English words, and those of other languages where no measure is named."""
    personal = topic_of_person(words)
    if personal is not None:
        return personal
    topic = next((topic for topic, pattern in _TOPIC_PATTERNS if pattern.search(words)), None)
    if topic is Topic.PROSE and is_own(words):
        return Topic.OWN
    if topic is Topic.NEUTRAL or topic is Topic.TECHNICAL:
        return _silent(topic, words)
    found = topic_abroad(words) or topic
    if found is None or found in _VAGUE:
        found = topic_composed(words) or found
    return found or _silent(Topic.NEUTRAL, words)


def _silent(topic: Topic, words: str) -> Topic:
    if topic is not Topic.NEUTRAL:
        return topic
    if _OPAQUE.search(words):
        return Topic.OPAQUE_OF_PERSON if _OF_PERSON.search(words) else Topic.OPAQUE
    if is_item(words):
        return Topic.ITEM
    if is_own(words):
        return Topic.OWN
    return topic if is_open_to_people(words) else Topic.NAMED


# Topics that one or two common words of a key name: more words of the key may name another.
_VAGUE = frozenset(
    {Topic.MAYBE_PERSON, Topic.CODE, Topic.VISIT_ID, Topic.TOKEN, Topic.MAYBE_ADDRESS, Topic.POSTAL_CODE}
)
# What apps make at random, or hash: of no account, and of no use to a stranger.
_OPAQUE = re.compile(
    r"_(id|ids|uid|hash(ed)?|sha\d*|md5|hmac|digest|checksum|signature|fingerprint|crc|cursor|nonce|trace\w*|span\w*|salt|anchor"
    r"|correlation|request|batch|skus?|eans?|gtins?|upcs?|barcodes?)_"
    # Written as one word: `deviceid`, `xid`.
    r"|_(?:x|activity|data|device|event|log|module|record|room|sample|sensor|sleep|source|station|track|workout)id_$"
)
# Whose number may be a phone's, a national one or a record's.
_OF_PERSON = re.compile(
    r"_(arzt|author|badge|caregiver|carer|chat|child|citizen|client|clinician|coach|contact|contacto|contatto|doctor|donor|driver"
    r"|family|friend|gov|government|guardian|health|household|kid|kind|kontakt|legal|medecin|medical|medico|nurse|parent|person"
    r"|physician|pupil|recipient|resident|schuler|sender|sms|staff|state|student|teacher|tenant|therapist|voter|wa|worker)_"
)
