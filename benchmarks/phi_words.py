"""Derives the word lists of the PHI guard from public terms, and writes them as modules.

python -m benchmarks.phi_words illnesses TABULAR.xml    the tabular list of ICD-10-CM, of the CDC: public domain
python -m benchmarks.phi_words medications NAMES.txt    generic names, one a line; a brand begins with `brand `
python -m benchmarks.phi_words towns CITIES.json        GeoNames' cities of 15,000 people or more: CC BY 4.0
python -m benchmarks.phi_words names                    the given names of Faker, as it is installed: MIT
python -m benchmarks.phi_words devices FOLDER           identifiers in the sources of devices' SDKs, a folder each in it
python -m benchmarks.phi_words everyday WORDS.txt       English words, one a line: SCOWL's sizes 10 to 35, and
                                                        of 40 to 60 those that are no surname or person
python -m benchmarks.phi_words common STOPWORDS.json    stopwords-iso's (MIT), with the words of Faker's texts (MIT)
python -m benchmarks.phi_words apps FOLDER              Home Assistant's `components`, each with `translations/*.json`
python -m benchmarks.phi_words keys FOLDER              WordNet's `index.noun` and `data.noun`; --everyday: SCOWL to 35

`--everyday FILE` names a list of a language's everyday words, one a line; it can be given several times. Words that
are everyday ones too are left out, or stand in the lists below.
"""

import argparse
import importlib
import json
import pkgutil
import re
import textwrap
import xml.etree.ElementTree as ET  # nosec B405 - a file of one's own choice
from collections.abc import Iterable
from pathlib import Path

import faker.providers.lorem
import faker.providers.person

from server.domain.signals.phi.device_words import DEVICE_WORDS
from server.domain.signals.phi.lexicon import GIVEN_NAMES, PLACE_LIKE_NAMES, SURNAMES
from server.domain.signals.phi.medications import is_stemmed
from server.domain.signals.phi.normalize import fold
from server.domain.signals.phi.own_words import words_in
from server.domain.signals.phi.plain import stems_of
from server.domain.signals.phi.roots import MIN_ROOT_LETTERS, root_of
from server.domain.signals.phi.towns import TOWNS

MODULES = Path(__file__).resolve().parent.parent / "server" / "domain" / "signals" / "phi"

# What the names of illnesses end in; titles hold other nouns and adjectives of anatomy as well.
_OF_ILLNESS = re.compile(
    r"(?:oses|osis|itis|itides|a?emias?|iasis|ectasis|ectasia|pathy|pathies|uria|penia|plasia|cele|megaly|cephaly|opia"
    r"|omas?|omata|algia|trophy|trophies|rrhea|rrhage|asthenia|lepsy|plegia|paresis|phobia|phagia|phasia|praxia|lexia|rexia"
    r"|somnia|pnea|malacia|edema|rrhexis|ptosis|thorax|cardia|tropia|phoria|cytosis|dynia|mania|philia|paralysis|lysis"
    r"|stenosis|ism|kinesia|esthesia|schisis|trichia|onychia|dactyly|melia)$"
)
# Illnesses of the same list that end otherwise, and operations and treatments.
_ALSO_ILLNESSES = """
    acanthoma achalasia akathisia alopecia amnesia anaphylaxis aneurysm angina anhedonia anosmia anovulation apoplexy
    arrhythmia ascites astrocytoma azoospermia bejel beriberi bronchopneumonia bronchospasm cachexia catatonia celiac
    chancroid chikungunya chloasma cholestasis claudication coproporphyria cyclothymia dysarthria dysautonomia
    dyspareunia dyspepsia dysphoria dysthymia eclampsia ectropion emphysema empyema encopresis entropion enuresis
    epilepsy epispadias epistaxis erysipelas erythema erythroderma fibrillation furuncle gangrene glioblastoma goiter
    goitre gynecomastia haemophilia hallux hemorrhage hemorrhoids hordeolum hydrocephalus hypospadias hypotension
    hypertension hysteria icterus ileus impetigo infarction intertrigo intussusception keloid keratoconus kernicterus
    kwashiorkor lentigo leprosy leukoplakia lumbago malabsorption malaria marasmus medulloblastoma megacolon menorrhagia
    menometrorrhagia metastasis metrorrhagia migraine monkeypox myoclonus neuroblastoma nystagmus oligospermia
    osteophyte paralysis paranoia pellagra pemphigoid pemphigus pinguecula pleurisy pneumonia poliomyelitis porphyria
    prediabetes preeclampsia presbyacusis presbycusis progeria prurigo pruritus psychasthenia psychosis pterygium
    pyoderma retinoblastoma rheumatism rosacea schizophrenia sciatica scleroderma spasticity spondylolisthesis
    steatosis strabismus syncope syringomyelia tendinosis tetanus torticollis tracheostomy trisomy tuberculosis
    urticaria vaginismus varicella varicose vertigo vitiligo volvulus xanthelasma xerostomia colostomy ileostomy
    craniotomy chemotherapy radiotherapy hemodialysis hysterectomy mastectomy appendectomy tonsillectomy prostatectomy
    thyroidectomy colectomy cholecystectomy nephrectomy splenectomy oophorectomy vasectomy lumpectomy gastrectomy
    laminectomy lobectomy orchiectomy salpingectomy
"""
# Anatomy, tests, conduct, and words whose root is an everyday word's: `cooler`, `influence`, `strofa`, `qualcosa`.
_NO_ILLNESSES = """
    aclasis albinism amelia amnionitis anastomosis ancylostoma anopia antritis argyrosis atypism bandemia basophilia
    bigorexia biliuria capitis cardia chalcosis cheilosis cherubism cholera chordititis chorditis chyluria cretinism
    cryptostroma cyclopia diphtheria dysentery ectasia ectasis eosinophilia exhibitionism exstrophy fetishism
    fibrinolysis fibroplasia gigantism glossopyrosis halitosis hemeralopia hemolysis hirsutism hospitalism hypertonia
    hypertrophia hypertrophy hypotonia
    infantilism influenza isomerism ketosis lipidemias masochism meatitis melena metaplasia miosis mitis
    mosaicism mutism myotonia neoplasia nocturia noma nonmosaicism normoglycemia nosophobia osteopathies osteopathy
    parasitism paresis pianoma planitis pouchitis sadomasochism satyriasis scarabiasis schistosoma semicoma siderosis
    siriasis spirometrosis stoma synchondrosis thorax transsexualism trypanosoma vasitis voyeurism watsoniasis xerosis
    zygoma lysis dialysis
"""
# Nutrients, hormones and substances that devices and apps measure or log, and brands of other things.
_NO_MEDICATIONS = """
    alaway biomet cannabidiol cholecalciferol colecalciferol colgate cyanocobalamin dayrun dextrans emovit epinephrine
    ergocalciferol estrogen fastic folate galanin icodextrin insulin lithium malathion melatonin niacina niacinamide
    norepinephrine optimol pregnanolone procan protamines psyllium pyridoxine subsys sunkist tiamina tyramine
    creatine carnitine taurine caffeine nicotine glucose dextrose oxygen aeromax concor
"""
_BRAND_LETTERS = range(6, 9)
_COMPANIES = re.compile(r"(?:apo|novo)[a-z]{4,}|.*(?:hexal|ratiopharm|hydrochlor)")


def illnesses(path: Path, everyday: frozenset[str]) -> set[str]:
    """The roots of the illnesses that the chapters A to U of ICD-10-CM name by one word."""
    named = set(_ALSO_ILLNESSES.split())
    for diagnosis in ET.parse(path).getroot().iter("diag"):  # noqa: S314  # nosec B314 - a file of one's own choice
        if (diagnosis.findtext("name") or "V")[0] in "VWXYZ":  # causes from outside, and contacts
            continue
        notes = [note.text for note in diagnosis.iterfind("inclusionTerm/note")]
        for title in (diagnosis.findtext("desc"), *notes):
            words = re.findall(r"[a-z]{4,}", fold(title or "").lower())
            named.update(word for word in words if _OF_ILLNESS.search(word) and word not in everyday)
    roots = {root_of(word) for word in named - set(_NO_ILLNESSES.split())}
    return {root for root in roots if len(root) >= MIN_ROOT_LETTERS} - {root_of(w) for w in _NO_ILLNESSES.split()}


def medications(path: Path, everyday: frozenset[str]) -> tuple[set[str], set[str]]:
    """The roots of generic names, and brands, as far as no stem of the World Health Organization tells them."""
    lines = path.read_text(encoding="utf-8").split("\n")
    none = set(_NO_MEDICATIONS.split())
    generic = {word for word in lines if re.fullmatch("[a-z]{5,}", word)} - none
    roots = {root_of(word) for word in generic}
    brands = {line.removeprefix("brand ") for line in lines if line.startswith("brand ")}
    return {root for root in roots if len(root) >= MIN_ROOT_LETTERS}, {
        word
        for word in brands - none - everyday - GIVEN_NAMES - SURNAMES
        if len(word) in _BRAND_LETTERS
        and not is_stemmed(word)
        and not _COMPANIES.fullmatch(word)
        and not {root_of(word), root_of(word.removesuffix("um"))} & roots
    }


# The least number of people of a town that is listed, by country: where the guard knows the language, smaller ones too.
_LEAST_PEOPLE = {
    **dict.fromkeys(("DE", "AT", "CH", "FR"), 50_000),
    **dict.fromkeys(("ES", "IT", "PT", "NL", "BE"), 60_000),
    **dict.fromkeys(("US", "CA", "GB", "IE", "AU", "NZ", "PL", "SE", "NO", "DK", "FI"), 100_000),
    **dict.fromkeys(("BR", "MX", "AR", "CO", "CL", "PE"), 250_000),
}
_LEAST_ELSEWHERE = 900_000
# What other languages call them.
_ALSO_TOWNS = """
    amburgo|amberes|antwerp|anvers|atenas|atene|athen|athenes|bale|barcelone|barcellona|basilea|belgrad|belgrade|berlim
    |berlino|berna|bruges|bruselas|brussel|brussels|bruxelles|bucharest|bukarest|burdeos|cologne|colonia tovar
    |copenhagen|copenhague|cracow|cracovia|den haag|dublino|edimburgo|estocolmo|estrasburgo|florenz|francfort
    |francoforte|frankfurt|gand|genf|geneva|geneve|genova|ghent|ginebra|ginevra|gothenburg|hambourg|hamburgo|hannover
    |hanover
    |kairo|kopenhagen|krakau|lissabon|lisbona|lisbonne|lisbon|londen|londra|londres|lucerne|mailand|marsella|marsiglia
    |monaco di baviera|moscou|moscow|moscu|moskau|munich|munique|napoles|neapel|new york|new york city|nizza|nova iorque
    |nueva york|nuremberg|padua|pechino|pekin|peking|pequim|praga|prag|prague|rom|saragossa|sevilha|seville|straatsburg
    |strassburg|the hague|tokio|turim|turin|varsavia|varsovia|varsovie|venecia|venedig|venice|venise|viena|vienna
    |sevilla|valencia|bologna|torino|lisboa|coimbra|wien|houston|boston|manchester|antwerpen|gent|firenze|braga|malaga
    |granada|freiburg|ludwigshafen|denver|recife|bremen|cambridge|oxford|dublin|bern|bonn|sydney|melbourne|chicago
    |warschau|warsaw|washington dc|zurigo|zurich|sao paulo
    |paris|parigi|parijs|london|berlin|berlino|madrid|roma|milano|napoli
    |cidade do mexico|ciudad de mexico|mexico city|citta del messico
"""
# States and countries, persons, and everyday words in one of the languages.
_NO_TOWNS = """
    adelaide|aurora|bath|bergen|brasilia|charlotte|chester|columbia|columbus|cordoba|cork|derby|djibouti|essen|florence
    |georgetown|guatemala|hamm|jackson|kuwait|lincoln|luxembourg|luxemburg|male|mexico|milan|mobile|monaco|nancy|nice
    |orange|panama|paradise|phoenix|reading|rom|san marino|singapore|singapur|split|sydney|tours|victoria|washington
    |bar|elda|fulda|lima|linea|lens|most|tema|union|centro|mission|hope|surprise|independence|concord|progreso|central
    |brest|cannes|pau|sale|marl|leon|santiago|man|santo|carmen|clinton|newport|spring|metro|victoriano|sunrise
    |alexandria|bale|gand|dublino|amiens|como|prato|vigo|palma|monza|elche|lugo
    |ajax|levis|mitte|davie|meads|laval|kempten|siegen|witten|gera|moers|hagen|halle|unna|celle|rheine|plauen|wesel|kempten|worms
    |dorsten|hattingen|ratingen
"""


def towns(path: Path, everyday: frozenset[str]) -> set[str]:
    """The towns of the world that have so many people, and what other languages call them."""
    found = set(_names(_ALSO_TOWNS))
    none = everyday | GIVEN_NAMES | SURNAMES
    for town in json.loads(path.read_text(encoding="utf-8")).values():
        name = fold(town["name"]).lower()
        many = town["population"] >= _LEAST_PEOPLE.get(town["countrycode"], _LEAST_ELSEWHERE)
        if many and re.fullmatch(r"[a-z][a-z' .-]{3,27}", name) and name not in none:
            found.add(name)
    return found - set(_names(_NO_TOWNS))


# Where people have the names that Faker (MIT) draws.
_LOCALES = (
    "de_DE de_AT de_CH fr_FR fr_CH es_ES es_MX it_IT pt_PT pt_BR nl_NL nl_BE pl_PL sv_SE da_DK no_NO fi_FI en_GB en_IE"
    " en_IN cs_CZ hu_HU ro_RO hr_HR ar_AA"
)
_ALSO_GIVEN = """
    ahmet aisha aleksander aleksandra aylin ayse bilal can cem chiara deniz elif emine emre fatma hamza hatice hussein
    ibrahim ismail kadir karim khadija khalid leila mahmoud malik mariam mehmet merve mohamed mohammed murat
    mustafa nasser noor omar osman ozlem rashid rania salma
    samir selin serkan tariq yasmin yusuf zainab zeynep kwame kofi ama chidi ngozi
    adaeze oluwaseun tunde amina fatou moussa mamadou aminata wei xin ling yuki haruto sakura hiroshi kenji minh linh
    thuy priya rahul ananya arjun lakshmi vikram siobhan saoirse niamh aoife oisin cillian
"""
_NO_NAMES = frozenset(
    {
        *("cheyenne", "jersey", "nice", "case", "sport", "mode", "test", "data", "gold", "king", "queen", "prince"),
        *("star", "angel", "ruby", "julia", "crystal", "pascal", "jade"),
    }
)


def given_names(everyday: frozenset[str]) -> set[str]:
    """Given names of Europe and of some countries beyond, without those that are words or towns as well."""
    drawn: set[str] = set()
    for locale in _LOCALES.split():
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for name in dir(provider):
            if "first_names" in name:
                drawn.update(getattr(provider, name))
    words = {word for name in drawn for word in re.findall("[a-z]+", fold(name).lower())} | set(_ALSO_GIVEN.split())
    return {word for word in words if len(word) > 3} - everyday - GIVEN_NAMES - SURNAMES - TOWNS - _NO_NAMES


# Of a person's life, and illnesses and medications that SDKs list.
_NO_DEVICE_WORDS = """
    acetaminophen adopt adoption aged arrest asleepness aspirin attorney baby babies bathroom birthday bob
    boyfriend brother cancer charlie child children church colostomy couple court crash crime daddy daughter death
    divorce doctor dad families family father fibrillation fight friend friends funeral girlfriend guest hospital
    household husband hypertension kid kids kiss lawyer lupus marriage married meds mom mother mum neighbor
    neuralgia nurse owner parent parents partner passport patient people person police prescription priest prison
    relative relatives school sibling sister son spouse student surname teacher therapist therapy toddler tumor
    wedding wife boss street avenue road lane village
"""
_SOURCES = ("*.py", "*.ts", "*.json")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_LEAST_OF_ABBREVIATION = 2  # folders that have a word which is no everyday one: `hrv`, `rmssd`


def device_words(folder: Path, everyday: frozenset[str]) -> set[str]:
    """The words of the identifiers and labels that SDKs of devices and apps have: everyday ones, and abbreviations."""
    found: dict[str, set[str]] = {}
    for sdk in sorted(each for each in folder.iterdir() if each.is_dir()):
        for path in (path for form in _SOURCES for path in sdk.rglob(form)):
            text = _CAMEL.sub(" ", path.read_text(encoding="utf-8", errors="replace"))
            for word in re.findall("[a-z]{2,}", text.lower()):
                found.setdefault(word, set()).add(sdk.name)
    known = {word for word, sdks in found.items() if word in everyday or len(sdks) >= _LEAST_OF_ABBREVIATION}
    return _without_people(known, everyday)


def _without_people(words: set[str], everyday: frozenset[str]) -> set[str]:
    """Those of no name and of no person's life, and of forms of a word the word alone."""
    names = (GIVEN_NAMES - PLACE_LIKE_NAMES) | ((SURNAMES | TOWNS) - everyday)
    kept = words - names - set(_NO_DEVICE_WORDS.split())
    return {word for word in kept if kept.isdisjoint(stems_of(word))}


_LEAST_OF_APP_WORD = 3  # integrations whose translation has the word
_LEAST_WITHOUT_CASE = 2  # of scripts like Arabic, Hebrew and Chinese
_LEAST_OF_WORD_LIKE_NAME = 20  # `einer`, `della`, `una`
_LEAST_LETTERS = 3
_NO_TEXT = re.compile(r"\{[^}]*\}|\[%.*?%\]|https?://\S+|<[^>]*>|`[^`]*`")


def app_words(folder: Path) -> set[str]:
    """The words that the texts of apps have in some 50 languages; Latin ones are folded."""
    found: dict[str, dict[str, set[str]]] = {}
    for path in folder.glob("*/translations/*.json"):
        if path.stem.split(".")[-1] in _OF_SYLLABLES:
            continue
        for text in _texts(json.loads(path.read_text(encoding="utf-8"))):
            for run in re.findall(r"[^\W\d_]+", _NO_TEXT.sub(" ", text)):
                word = _as_looked_up(run)
                found.setdefault(word, {}).setdefault(path.stem, set()).add(path.parent.parent.name)
    times = {word: max(map(len, by_language.values())) for word, by_language in found.items()}
    known = {word for word, n in times.items() if n >= (_LEAST_OF_APP_WORD if _has_case(word) else _LEAST_WITHOUT_CASE)}
    names = GIVEN_NAMES | SURNAMES | TOWNS
    return _of_nobody({word for word in known if word not in names or times[word] >= _LEAST_OF_WORD_LIKE_NAME})


_NO_LANGUAGE = frozenset({"la", "en_PH", "he_IL", "vi_VN"})  # texts of Faker that are Latin, or of syllables
_OF_SYLLABLES = frozenset({"vi", "hi", "te"})  # whose names are words like any other


def common_words(path: Path) -> set[str]:
    """Words that every text of a language has, and some hundred others that its texts have most."""
    by_language = json.loads(path.read_text(encoding="utf-8"))
    found = {word for language, words in by_language.items() if language not in _OF_SYLLABLES for word in words}
    for module in pkgutil.iter_modules(faker.providers.lorem.__path__):
        if module.ispkg and module.name not in _NO_LANGUAGE:
            found.update(importlib.import_module(f"faker.providers.lorem.{module.name}").Provider.word_list)
    runs = {run for word in found for run in re.findall(r"[^\W\d_]+", word)}
    folded = set(map(_as_looked_up, runs))
    names = (GIVEN_NAMES | SURNAMES | TOWNS) - PLACE_LIKE_NAMES
    return _of_nobody(folded - names)


def _of_nobody(words: set[str]) -> set[str]:
    """Without words of a person's life, names in other scripts, and what is too short to be a word."""
    kept = {word for word in words if len(word) >= _LEAST_LETTERS or not word.isascii()}
    return kept - set(_NO_DEVICE_WORDS.split()) - _names_in_other_scripts()


def _names_in_other_scripts() -> set[str]:
    drawn: set[str] = set()
    for module in pkgutil.iter_modules(faker.providers.person.__path__):
        if module.ispkg:
            provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
            for name, value in vars(provider).items():
                if "first_name" in name or "last_name" in name:
                    drawn.update(value if isinstance(value, list | tuple | dict) else ())
    return {run.lower() for name in drawn for run in re.findall(r"[^\W\d_]+", str(name)) if not fold(run).isascii()}


_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+")


def _as_looked_up(run: str) -> str:
    """Folded where it is Latin; Cyrillic letters would become Latin ones that look like them."""
    return fold(run).lower() if _LATIN.fullmatch(run) else run.lower()


def _has_case(word: str) -> bool:
    return word != word.upper()


def _texts(tree: object) -> Iterable[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        for branch in tree.values():
            yield from _texts(branch)


# Files of WordNet's nouns by their number: acts, animals, artifacts, attributes, bodies, events, food, phenomena,
# plants, processes, quantities, shapes, states, substances, times.
_OF_THINGS = frozenset(["04", "05", "06", "07", "08", "11", "13", "19", "20", "22", "23", "25", "26", "27", "28"])


def key_words(folder: Path, everyday: frozenset[str]) -> set[str]:
    """Everyday nouns whose first meaning is a thing, a measure or an act, or that name a made thing and no person."""
    kinds = {}
    for line in (folder / "data.noun").read_text(encoding="utf-8").splitlines():
        if not line.startswith(" "):
            offset, kind, _ = line.split(" ", 2)
            kinds[offset] = kind
    found = set()
    for line in (folder / "index.noun").read_text(encoding="utf-8").splitlines():
        fields = line.split()
        word = fields[0]
        if not line.startswith(" ") and word in everyday and word.isalpha() and len(word) >= _LEAST_LETTERS:
            senses = [kinds[field] for field in fields if len(field) == _OFFSET_DIGITS and field.isdigit()]
            if senses[0] in _OF_THINGS or (_ARTIFACT in senses and _PERSON not in senses):
                found.add(word)
    return found - GIVEN_NAMES


_OFFSET_DIGITS = 8
_ARTIFACT, _PERSON = "06", "18"


def _names(text: str) -> list[str]:
    return [" ".join(name.split()) for name in text.split("|")]


def everyday_words(paths: Iterable[Path]) -> frozenset[str]:
    """Those that are written small, folded."""
    lines = (line for path in paths for line in path.read_text(encoding="utf-8", errors="replace").split())
    return frozenset(fold(line) for line in lines if line[:1].islower())


def _module(name: str, text: str, constant: str, words: Iterable[str], between: str) -> None:
    lines = textwrap.wrap(between.join(sorted(words)), 114, break_long_words=False, break_on_hyphens=False)
    rows = "\n    ".join(lines)
    noqa = "# ruff: noqa: SIM905 - words read better as a text than as a list\n\n" if between == " " else ""
    split = ".split()" if between == " " else '.replace("\\n    ", " ").strip().split("|")'
    (MODULES / name).write_text(
        f'"""{text}\n\nMade by `python -m benchmarks.phi_words`: do not edit.\n"""\n\n'
        f"{noqa}"
        f'{constant} = frozenset(\n    """\n    {rows}\n    """{split}\n)\n',
        encoding="utf-8",
    )


def _words(name: str, words: Iterable[str]) -> None:
    """Writes `words` below the comment that the file has, with its copyright and its license."""
    path = MODULES / name
    head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    lines = textwrap.wrap(" ".join(sorted(words)), 118, break_long_words=False, break_on_hyphens=False)
    path.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")


_LISTS = ("illnesses", "medications", "towns", "names", "devices", "everyday", "common", "apps", "keys")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("list", choices=_LISTS)
    parser.add_argument("source", type=Path, nargs="?", default=Path())
    parser.add_argument("--everyday", type=Path, action="append", default=[])
    arguments = parser.parse_args()
    everyday = everyday_words(arguments.everyday)
    if arguments.list == "illnesses":
        text = "Roots of the names of illnesses, from the tabular list of ICD-10-CM (CDC, public domain)."
        _module("illness_roots.py", text, "ILLNESS_ROOTS", illnesses(arguments.source, everyday), " ")
    elif arguments.list == "medications":
        roots, brands = medications(arguments.source, everyday)
        _module("medication_roots.py", "Roots of the generic names of medications.", "GENERIC_ROOTS", roots, " ")
        _module("medication_brands.py", "Medications by brand.", "BRANDS", brands, " ")
    elif arguments.list == "devices":
        text = "Words of the identifiers and labels in SDKs of devices and apps."
        _module("device_words.py", text, "DEVICE_WORDS", device_words(arguments.source, everyday), " ")
    elif arguments.list == "everyday":
        words = everyday_words([arguments.source])
        _words("everyday_words.txt", _without_people(set(words), words) - DEVICE_WORDS)
    elif arguments.list == "apps":
        _words("app_words.txt", app_words(arguments.source) - DEVICE_WORDS)
    elif arguments.list == "common":
        _words("common_words.txt", common_words(arguments.source) - DEVICE_WORDS - words_in("app_words.txt"))
    elif arguments.list == "keys":
        _words("key_words.txt", key_words(arguments.source, everyday))
    elif arguments.list == "names":
        text = "Given names of Europe and beyond that are no words, from Faker's lists (MIT)."
        _module("given_names.py", text, "GIVEN_NAMES_ABROAD", given_names(everyday), " ")
    else:
        text = "Towns, in lower case: from GeoNames (https://www.geonames.org), CC BY 4.0, by number of people."
        _module("towns.py", text, "TOWNS", towns(arguments.source, everyday), "|")


if __name__ == "__main__":
    main()
