"""Keys that tell of one person whatever else they say: who they are elsewhere, who is theirs, where they go.

English, German, French, Spanish, Italian, Portuguese and Dutch words, without their accents. They are asked before the
words of measures and settings, since `dob_epoch_ms` is no duration and `my_number` no count.
"""

import re
from collections.abc import Callable

from server.domain.signals.phi.detector import is_made
from server.domain.signals.phi.kinds import PhiKind
from server.domain.signals.phi.topics import Topic
from server.domain.signals.phi.towns import TOWNS

_SOCIAL = (
    r"instagram|insta|facebook|fb|twitter|tiktok|snapchat|snap|discord|linkedin|telegram|skype|mastodon|bluesky|threads"
    r"|reddit|youtube|twitch|wechat|weixin|kakao(talk)?|viber|pinterest|xing|vkontakte|vk|github|gitlab|strava|komoot"
    r"|zwift|runkeeper|myfitnesspal|mfp|psn|xbox_?live|steam|playstation|game_?center|paypal|venmo|cash_?app"
)
_RELATIVES = (
    r"spouse|husband|wife|partner|fiancee?|girlfriend|boyfriend|mother|father|mom|mum|dad|parent|son|daughter|child"
    r"|sibling|brother|sister|grand(mother|father|parent|son|daughter)|aunt|uncle|cousin|nephew|niece|next_of_kin"
    r"|roommate|neighbou?r|ehemann|ehefrau|ehepartner(in)?|mutter|vater|sohn|tochter|bruder|schwester|oma|opa|tante|onkel"
    r"|mari|epouse?|conjointe?|mere|pere|fils|fille|frere|soeur|esposo|esposa|marido|madre|padre|hijo|hija|hermano|hermana"
    r"|marito|moglie|coniuge|figlio|figlia|fratello|sorella|mae|pai|filho|filha|irmao|irma|conjuge|echtgenoot|echtgenote"
    r"|moeder|vader|zoon|dochter|broer|zus|emergency_contact|ice_contact|notfallkontakt|guardian|vormund|tutor"
)
_PLACES_OF_LIFE = (
    r"employer|workplace|work_?place|place_of_work|company_?name|school(_name)?|university|college|kindergarten|nursery"
    r"|church|parish|mosque|synagogue|club|gym|fitness_?(club|studio)|studio|team_?name|hospital(_name)?|clinic(_name)?"
    r"|pharmacy(_name)?|practice(_name)?|care_home|nursing_home|ward|hotel|venue|poi|place_?name|check_?in|landmark"
    r"|arbeitgeber|arbeitsplatz|schule|universitat|hochschule|kirche|verein|krankenhaus|klinik|praxis|apotheke|pflegeheim"
    r"|employeur|entreprise|lieu_de_travail|ecole|lycee|universite|eglise|salle_de_sport|hopital|clinique|pharmacie"
    r"|empleador|empresa|lugar_de_trabajo|escuela|colegio|universidad|iglesia|gimnasio|hospital|clinica|farmacia"
    r"|datore_di_lavoro|azienda|luogo_di_lavoro|scuola|universita|chiesa|palestra|ospedale|empregador|local_de_trabalho"
    r"|escola|universidade|igreja|academia|werkgever|werkplek|school|universiteit|kerk|sportschool|ziekenhuis|apotheek"
)
_TOWNS = (
    r"(home_?|birth_?|current_|work_|residence_)?(city|town|village|municipality|suburb|borough|neighbou?rhood|district|county|hometown)(_name)?"
    r"|birth_?place|(place|city|town|country)_of_birth|born_in|residence|lives_in|living_in|(wohn|geburts|heimat)?(ort|stadt)|ortsteil|stadtteil"
    r"|gemeinde|ville(_de_naissance|_de_residence)?|commune|quartier|lieu_(de_)?(naissance|residence)|ciudad|localidad"
    r"|municipio|barrio|poblacion|lugar_(de_)?nacimiento|citta|comune|localita|quartiere|luogo_(di_)?nascita|cidade"
    r"|localidade|bairro|naturalidade|freguesia|(woon|geboorte)?plaats|gemeente|wijk|buurt|dorp|stad"
)
_PARTS = r"(_(epoch|unix|ts|timestamp|ms|s|sec|secs|seconds|millis|iso|utc|str|string|raw|value|date|day))*"
_BORN = (
    r"(d_?o_?b|birth_?(date|day)|(?<!of_)birth|bday|date_of_birth|(?<!year_)born(_on|_at|_date)?|geburts(datum|tag)|geboren(_am)?|fecha_(de_)?nacimiento"
    r"|date_(de_)?naissance|ne(e)?_le|data_(di_)?nascita|nato_il|data_(de_)?nascimento|geboorte(datum|dag)|gebdat|birthdate)"
)
_DIED = (
    r"(date_of_death|death_?date|deceased|deceased_?(date|at|on)|died_(on|at)|dod|sterbe(datum|tag)|todes(datum|tag)|date_(de_)?deces"
    r"|fecha_(de_)?(defuncion|fallecimiento|muerte)|data_(di_)?(morte|decesso)|data_(do_|de_)?(obito|falecimento)"
    r"|overlijdensdatum)"
)
_IDENTITY = (
    r"my_?number|kojin_bango|rijksregister(nummer|nr)?|niss|insz|rodne_?cislo|fnr|dnr|jumin(_?(no|number|deungnok_beonho))?|rrn"
    r"|tc|rut|sa_?id|id_?(no|number|nummer)|rsa_id|hkid|nric|ic_?(no|number)|mykad|cni|cnic|cedula|tckn|tc_?(no|kimlik)"
    r"|egn|cnp|oib|jmbg|emso|amka|afm|pps(n|_no)?|pesel|nip|regon|dowod|hetu|sotu|cpr|personnummer|samordningsnummer"
    r"|kennitala|isikukood|asmens_kodas|personas_kods|svnr|sv_?nummer|ahv(_?(nr|nummer))?|avs(_?no)?|bsn|sofi|steuer_?(id|nr|nummer)"
    r"|idnr|insee|secu|nif|nuss|dni|codice_fiscale|partita_iva|cpf|cnpj|cns|curp|cuil|cuit"
    r"|teudat_zehut|emirates_id|iqama|civil_id|ktp|npwp|citizen_id|thai_id|cccd|cmnd|pan_?(no|number|card)?|aadhaar"
    r"|aadhar|uid_?number|voter_?id|epic_?no|ration_card|abn|tfn|ird_?(no|number)"
    r"|sin|itin|ein|alien_?(no|number|registration\w*)|green_?card|uscis|visa_?(no|number)|residence_permit|aufenthaltstitel"
    r"|driv(er|ing)s?_?(licen[cs]e|permit)\w*|dl_?(no|number)|(voen|inn|snils|passport|pasport|reisepass|pass_?(no|nr|nummer|number))\w*"
)
_VEHICLE = (
    r"vin|vehicle_id\w*|(licen[cs]e_|number_|registration_)?plate(_(no|number))?|car_reg(istration)?|tag_number|kfz_?kennzeichen"
    r"|kennzeichen|nummernschild|fahrgestell(nr|nummer)?|fin_nummer|plaque(_immatriculation)?|immatriculation|matricula|bastidor"
    r"|placa|plaka|targa|telaio|kenteken|nummerplade|skilt|tablica_rejestracyjna|rekisterinumero|chassis(_?(no|number))?"
)
_BODY = r"(finger_?prints?|fp|face|facial|iris|retinal?|voice|palm|vein|gait|thumb|biometric|speaker|ear)"
_BODY_PRINT = (
    r"(template|code|embeddings?|vectors?|encoding|minutiae|print|descriptor|landmarks?|image|photo|scan|sample|signature|model"
    r"|features?|data|map)"
)
_CODED = (
    r"icpc_?\d?(_code)?|dsm(_?[v\d]\w*)?(_code)?|orpha(net|_?code|_?number)?|omim|mim|hpo(_?(id|code|term))?|phenotype(s|_id)?|meddra\w*"
    r"|read_?codes?|ctv3|phecode|opcs\d?|ops_?code|cpt(_code)?|hcpcs|drg|ms_?drg|mesh_?(id|code|term)|umls|cui|mondo|doid|ukb_?code"
    r"|snomed\w*|sct_?(id|code)|ccam|ghm|cim_?\d+|icd_?\w*|icd|allerg(y|ies)|allergi(e|a|as)|alergias?|alergeno|intolerances?"
    r"|intolerancia|intolleranza|unvertraglichkeit(en)?|comorbidit(y|ies)|vorerkrankung(en)?"
)
_TREATED = (
    r"(?:medication|medicine|drug|prescription|inhaler|antibiotic"
    r"|contracepti(?:ve|on)|birth_control|painkiller|antidepressant|statin|chemo(?:therapy)?|immunosuppressant|anticoagulant"
    r"|blood_thinner|medikament|wirkstoff|principio_(?:attivo|activo|ativo)|substance_active|werkzame_stof|arznei|praparat|impfstoff|medicament|medicamento|medicinale|farmaco|medicijn"
    r"|vaccin|vacuna|vaccino|vacina|pilule|anticonceptivo|anticoncepcional|contraccettivo|anticonceptie)"
)

_KEYS: tuple[tuple[Topic, str], ...] = (
    (Topic.BIRTH_DATE, rf"_{_BORN}{_PARTS}_$"),
    (Topic.DEATH_DATE, rf"_{_DIED}{_PARTS}_$"),
    (Topic.AGE_IN_MONTHS, r"_(age|alter|edad|eta|idade|leeftijd)_(in_)?(months?|mo|monate|meses|mesi|mois|maanden)_$"),
    (Topic.BODY_PRINT, rf"_{_BODY}_?{_BODY_PRINT}s?_$"),
    (Topic.NATIONAL_ID, rf"^_(national_|my_|user_|patient_)?({_IDENTITY})_$"),
    (Topic.VEHICLE, rf"_({_VEHICLE})_$"),
    (
        Topic.HANDLE,
        rf"_({_SOCIAL})(_?(id|uid|user|user_?name|handle|name|url|profile|account|link|nick(name)?|tag|page))?_$"
        r"|[a-z]_handle_$|[a-z](?<!_device)(?<!_metric)(?<!_sensor)_alias_$|_(gamer_?tag|nick(name)?|spitzname|apodo|pseudo|leader_?board_?(name|user|alias)|benutzer(name)?"
        r"|utilisateur|usuario|utente|gebruiker|user_?name|public_name|encoded_?(id|user)|athlete_name)_$",
    ),
    (Topic.RELATIVE, rf"^_(my_|patient_|user_|primary_|emergency_)?({_RELATIVES})(s?_?(first_|last_)?name)?_$"),
    (Topic.PLACE_OF_LIFE, rf"^_(my_|user_|patient_|current_)?({_PLACES_OF_LIFE})_$"),
    (Topic.TOWN, rf"^_(my_|user_|patient_)?({_TOWNS})_$"),
    (Topic.DIAGNOSIS, rf"^_(primary_|patient_|user_)?({_CODED})_$"),
    (
        Topic.MEDICATION,
        rf"_{_TREATED}_?(?:name|brand|product|generic|label|taken)?_$|_(?:med|meds|rx|pill|tablet|insulin|vaccine|insulina|insuline)_?(?:name|brand)_$",
    ),
    (
        Topic.TREATMENT,
        r"_(treatments?|therap(y|ies)|traitements?|tratamientos?|tratamentos?|trattament[oi]|behandlung(en)?|behandeling(en)?"
        r"|therapien?|terapias?|terapie)_$",
    ),
    (Topic.MODE, r"_(mode(_flag)?|feature|capabilit(y|ies)|detection_type|algorithm)_$"),
    (
        Topic.MAYBE_NETWORK_NAME,
        r"_(wlan|wi_?fi|ap|hotspot|router|network|connected_network|home_network|netz(werk)?|netwerk|reseau|rete|red|rede"
        r"|access_point|last_network|tether(ing)?)_$",
    ),
)
_PATTERNS = tuple((topic, re.compile(pattern)) for topic, pattern in _KEYS)


def topic_of_person(words: str) -> Topic | None:
    """The topic of a key, as `words_of` gives it, that tells of one person; None where it does not."""
    return next((topic for topic, pattern in _PATTERNS if pattern.search(words)), None)


# ruff: noqa: SIM905 - words read better as a text than as a list
_STATES = frozenset(
    """
    active added allowed always authorized available away connected connecting created daily data default deny denied
    disabled disconnected empty enabled error ethernet failed false friend friends good granted group guest home hidden
    idle inactive indoor indoors invited joined limited linked local lost lte manual member missing mobile never nil no
    none normal off offline ok on online open optional other outdoor outdoors own pending poor private public ready
    removed requested roaming rural saved secure self set share shared skipped slow solo sport strong suburban success
    synced team test true unavailable unknown unlinked unmetered unset urban user verified vpn weak wifi wired wireless
    work yes metered cellular bluetooth wlan dual single both left right parent child sister brother mother father
    spouse
    """.split()
)
_LETTERS = re.compile(r"[^\W\d_]{2}")
_PROPER = re.compile(r"[A-Z][\w'.-]++(?: [\w'.&-]++){0,6}")
_NAME_OF_NETWORK = re.compile(r"(?=.*[A-Z ])(?=.*[A-Za-z]{3}).{4,}")
_NETWORK_TECHNOLOGY = re.compile(
    r"(?i)(?:wi-?fi|wlan|lan|lte|nr|umts|edge|gprs|hspa|wpa|bluetooth|ble|ethernet|cellular|mobile"
    r"|mhz|ghz|ac|ax|e|g|n|\d|[ _./+-])++"
)
_BRAND = re.compile(r"[A-Z][a-z]{3,}(?: [\d.,/]+ ?\w*)?")
_NO_TREATMENT = frozenset(
    {"control", "placebo", "active", "standard", "treatment", "usual", "intervention", "none", "sham"}
)
_HANDLE = re.compile(r"(?:https?://)?@?[\w./:@+-]{3,64}")
_PLATE = re.compile(r"(?=.*\d)(?=.*[A-Z])[A-Z0-9]{1,4}(?:[ -]?[A-Z0-9]{1,5}){1,3}")
_STREETLESS = re.compile(r"[A-Z][\w'.-]++(?:[ ,/]++[\w'.-]++){0,4}")
MIN_TEMPLATE_CHARACTERS = 16
MIN_PROTECTED_MONTHS, MAX_MONTHS = 90 * 12, 125 * 12
MIN_ID_DIGITS, MIN_MIXED_CHARACTERS, MIN_CAPITALS = 3, 5, 7


def _is_state(text: str) -> bool:
    return text.lower() in _STATES


def _is_handle(text: str) -> bool:
    return _HANDLE.fullmatch(text) is not None and not _is_state(text) and (not text.isdigit() or len(text) > 4)  # noqa: PLR2004


def _is_relative(text: str) -> bool:
    return _PROPER.fullmatch(text) is not None and not _is_state(text) and not text.isupper()


# Of what kind a place is.
_PLACES = frozenset({"beach", "forest", "gym", "mall", "office", "park", "pool", "shop", "stadium", "track", "trail"})


def _is_place_of_life(text: str) -> bool:
    if text.lower() in _PLACES:
        return False
    return _PROPER.fullmatch(text) is not None and not _is_state(text) and (" " in text or not text.isupper())


def is_town(text: str) -> bool:
    """Whether `text` is a town by name, or by the look of a name."""
    return text.lower() in TOWNS or (_STREETLESS.fullmatch(text) is not None and not _is_state(text))


_OF_ROUTER = re.compile(r"[A-Za-z][A-Za-z.]+[-_](?=[A-Z]*[0-9])[A-Z0-9]{4,8}")  # `MOVISTAR_N3I5`, as it was sold


def _is_network(text: str) -> bool:
    if _OF_ROUTER.fullmatch(text) is not None and _NETWORK_TECHNOLOGY.fullmatch(text) is None:
        return True
    return (
        _NAME_OF_NETWORK.fullmatch(text) is not None
        and _NETWORK_TECHNOLOGY.fullmatch(text) is None
        and not _is_state(text)
        and "_" not in text
        and not text.isupper()
    )


def _is_treatment(text: str) -> bool:
    return _BRAND.fullmatch(text) is not None and text.split(maxsplit=1)[0].lower() not in _NO_TREATMENT | _STATES


def _is_vehicle(text: str) -> bool:
    return _PLATE.fullmatch(text.strip()) is not None and len(text) > 4  # noqa: PLR2004


def _is_identity(text: str) -> bool:
    if is_made(text):
        return False
    digits = sum(map(str.isdigit, text))
    return (
        digits >= MIN_ID_DIGITS
        or (len(text) >= MIN_MIXED_CHARACTERS and digits > 0)
        or (len(text) >= MIN_CAPITALS and text.isupper() and text.isalnum())
    )


def _is_age(text: str) -> bool:
    return text.isdecimal() and MIN_PROTECTED_MONTHS <= int(text[:6]) <= MAX_MONTHS


RULES: dict[Topic, tuple[PhiKind, Callable[[str], bool]]] = {
    Topic.DEATH_DATE: (PhiKind.DATE_OF_BIRTH, lambda text: sum(map(str.isdigit, text)) >= 6),  # noqa: PLR2004
    Topic.AGE_IN_MONTHS: (PhiKind.DATE_OF_BIRTH, _is_age),
    Topic.BODY_PRINT: (PhiKind.DOCUMENT, lambda text: len(text) >= MIN_TEMPLATE_CHARACTERS),
    Topic.NATIONAL_ID: (PhiKind.NATIONAL_ID, _is_identity),
    Topic.VEHICLE: (PhiKind.NATIONAL_ID, _is_vehicle),
    Topic.HANDLE: (PhiKind.ACCOUNT_NUMBER, _is_handle),
    Topic.RELATIVE: (PhiKind.PERSON_NAME, _is_relative),
    Topic.PLACE_OF_LIFE: (PhiKind.PRECISE_LOCATION, _is_place_of_life),
    Topic.TOWN: (PhiKind.STREET_ADDRESS, is_town),
    Topic.TREATMENT: (PhiKind.MEDICATION, _is_treatment),
    Topic.MAYBE_NETWORK_NAME: (PhiKind.NETWORK_ADDRESS, _is_network),
}
