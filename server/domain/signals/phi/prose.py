"""Free text: what reads like a sentence or a note rather than like a token, a label or a product's name."""

# ruff: noqa: SIM905 - words read better as a text than as a list

import re
from collections.abc import Iterable

from server.domain.signals.phi.normalize import fold

MAX_TOKEN_TEXT_CHARACTERS = 256
MAX_LABEL_WORDS = 7
MAX_SENTENCE_WORDS = 3
MAX_LOWER_CASE_WORDS = 4
MAX_JOINING_WORDS = 3  # of an event's name: `time_to_first_byte`, `back_to_top_of_list`

_PUNCTUATION = ".,;:!?\"'"
_SENTENCE_END = re.compile(r"[a-z]{2}[.!?](?:\s|$)|[a-z]{2}[,;] [a-z]")
MAX_AGE_CHARACTERS = 12
_AGE = re.compile(r"\b\d{1,3}[ -]?(?:yo|y/o|yr[ -]old|years?[ -]old)\b", re.IGNORECASE)
_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
MAX_LABEL_IDEOGRAPHS = 5
_KATAKANA = re.compile(r"[\u30a1-\u30ff]{1,16}")  # a word from another language, and no sentence: `マルチビタミン`
# Letters of scripts that have no Latin likeness, or seldom spaces.
_OTHER_LETTERS = re.compile(r"[\u0370-\u1dff\u2c00-\u2dff\ua4d0-\uabff]")
MAX_LABEL_OTHER_LETTERS = 16
_NUMBERED = re.compile(r"\b(?:week|day|month|year) \d{1,3}\b")  # of a programme: `Couch to 5K - Week 3 Day 2`
_WORDS_WITHOUT_SPACES = re.compile(r"[A-Za-z]+(?:[_+./,-][A-Za-z]+){4,}")

# Words that join a sentence, in the languages that apps are most used in; few stand in a label.
_JOINING = frozenset(
    """
    a aan about after again ainda al also am an and any ao aos are as at auf aujourd'hui aux avant avec away ayer back
    be because been before being bij but by can ce cette che ci com come como con cosa could da dal dalla dans das day
    days de dei del della delle denn depuis der des desde di did die do doch does don't door dopo dos du durch during
    e each ein eine el ela ele ella elle ellos em en encore entre er era es est esta estaba estava este estou et etais
    etait ete eu every feel feeling feels felt few foi for from fuer fui fur ganz gehabt gestern get gets getting
    gisteren gli go going got hab haben had has hasta hat hatte have he heb hebben heeft her here hers het heute hier
    hij him his ho hoje how hoy i i'm i've ich ieri if ihr ik il immer in into is ist it its j'ai jamais je just kan
    kann kein keine konnte l'ho la las last le left les less leur like lo los ma mais mal manha many mas mattina me
    meine meinem meinen meiner meno mes mi mia mijn mio mis mit moi mon more morgen most much mucho muito muy my na
    naar nach nao nicht niet no noch non nos nosso not notre nous now o of often oggi on one only ont ontem op or ora
    os ou our out over para pas pelo per perche pero peut please plus por porque pour quand quando que quel questo qui
    raus really sa said says se seem seit ses seu she should sie since sind sinds so some soms sono still su sua suis
    sulla sur sus tegen tem tenho than that the their them then there they this those tive to toda today todo too
    toujours tout trop trouwens tu tutto uit um uma un una und une until vandaag very vom von voor vor war waren was
    we week weeks wegen weil wel wenn were what when which while who why wie wieder will wir with without worden would
    y ya years yesterday you your zijn zu zum zur
    """.split()
)
_CLINICAL = frozenset(
    """
    abdominal ache admitted allergic allergies allergy appointment biopsy bleeding breathing breathless chest chronic
    complains complaint cough denies diagnosed diagnosis discharge discharged dizziness dizzy doctor fatigue
    fever follow followup headache headaches hx ill lisinopril lung medication medications metformin nausea nauseous
    nurse pain painful palpitations patient physician pill pills pregnant prescribed prescription presented presents
    prn rash refill reports rx severe sick stool surgery surgical swelling swollen symptom symptoms syndrome tablet
    tablets tid tired treated treatment unwell vomiting wound
    """.split()
)

# What switches offer to choose from.
_ANSWERS = frozenset(
    {
        "ask me later",
        "do not disturb",
        "do not track",
        "no pain",
        "worst possible pain",
        "worst imaginable pain",
        "i do not know",
        "i don't know",
        "i prefer not to answer",
        "i prefer not to say",
        "i would rather not say",
        "prefer not to answer",
        "prefer not to say",
        "rather not say",
        "remind me later",
    }
)
# Degrees, frequencies and times: an answer of only such words chooses on a questionnaire's scale, whichever it is.
SCALE = frozenset(
    """
    a able about above activities activity affected after ago agree all almost always amount an and anxious any
    applied apply as at attempt average bad before being below best better beyond bit bothered but by can cannot
    certain certainly chance changed common comparable compared completely concerned confident considerable control
    controlled could current currently daily day days deal decreased default definitely degree depends deviation did
    difficult difficulty disagree dissatisfied do does don't doze dozing during each ease easily easy effort either
    enough entirely equal equally evening ever every everyday exactly excellent exceptional expected extent extreme
    extremely fair fairly false far few fine for frequently from full fully generally good great greatly had half
    hard hardly have health hear high higher hindered hour hours i imaginable important improved in increased
    interfere interferes interfering intermediate is just know larger last lately least less light like likely
    limited little long lot low lower main many maximum me mean medium mild mildly minimal minimum minor minute
    minutes moderate moderately moment month monthly months more morning most mostly much nearly neither neutral
    neutrally never night nightly nights no none nor normal not noticeable noticed now nowadays number occasional
    occasionally of often ok okay on once one or other out over part partially partly past per perfect please
    pleased poor poorly portion possible possibly precisely probably problem problems quite range rarely rather
    reason reasons recent recently reduced regularly relevant same satisfactory satisfied second seconds seldom
    several severe severely slight slightly slowly smaller so some sometimes somewhat state strongly sufficient sure
    tend tended than the then they this three time times to today totally true twice two type typical typically
    unable unbearable unchanged unclear uncomfortable under unimportant unlikely unsatisfied unsure until up usual
    usually very was week weekday weekdays weekend weekends weekly weeks well were when whole with within without
    work worried worse worst worth would year years yes zone
    """.split()
)
# The same in German, Spanish, French, Italian, Portuguese and Dutch, as `fold` leaves them.
_SCALE_ABROAD = frozenset(
    """
    a aan abbastanza aber accord accordo acordo acuerdo af al alcune alcuni algo algumas alguna algunas alguno
    algunos alguns alle alles als an as assez au aucun aucune aussi autant aux bastante beaucoup beetje beinahe bem
    bene besser beter bien bijna bis bisschen bom bon bonne buena bueno buono cada casi ce chaque che com como
    completamente con concordo cuando d d'accord d'accordo da dag dagen dan das de deel degli dei del della delle
    dem demasiado den der des desacuerdo di dia dias die disaccordo discordo do dos du e een eens eher ein eine
    einem einen einer einigen einiger einmal einzelnen el elke em en enigszins entre environ es et etwas
    extremadamente fa fast fois frecuencia frecuentemente frequentemente ganz gar geen gelegentlich giorni giorno
    gli goed gran gut haelfte halfte hatte hatten haufig heel helemaal helft het ho i iedere igual il im immer in is
    jamais jeden jeder jedes jour jours kaum keer kein keine keiner l la las le legerement leicht les lo los ma
    maand maar mai maioria mais mal mala male malo manchmal mas mau mauvais mayor mayoria media medio meer meerdere
    meestal meglio mehr mehreren mehrmals meist meistens mejor meno menos mes mese met meta metade mieux mij minder
    mitad mittel mittelmassig moderadamente moins mois moitie molta molto monat moyen moyennement muchas mucho
    muchos muitas muito muitos muy nada nadie nao ne nem nenhum nenhuma nessuna nessuno ni nicht nie niemals niet
    ningun ninguna ninguno no nogal non nooit nunca nur o ocasionalmente ocasiones oder of oft ogni om oneens op ore
    os ou over para parfois parte pas peggio peor per pero peu pior pire piu plupart plus plusieurs plutot poca
    pocas poco pocos por pouco pour presque pro qualche quase quasi que quelque quelques rara raramente raras
    rarement redelijk regelmatig regular schlecht schlechter schwer sehr selten semaine semaines semana semanas
    sempre settimana settimane severo si siempre sim sin slecht slechter sogar solo soms souvent spesso stark stets
    stimme stimmt stunde stunden tag tage tagen taglich tal talvolta teils tempo temps tiempo tijd toda todas todo
    todos totalmente toujours tous tout toute toutes tres trifft trop troppo tutta tutti tutto uberhaupt uberwiegend
    uit um uma un una und une ungefahr uno unverandert vaak van varias varios veces veel vez vezes viel voll vollig
    vollkommen volta volte von vrij weder week weinig weiss weken wenig weniger woche wochen wochentlich y zeer zeit
    zelden ziemlich zu zustimmung zwei
    """.split()
)
_SCALES = SCALE | _SCALE_ABROAD
_NO_WORDS = frozenset({"", "-", "\u2013", "\u2014"})  # `7 - very severe`
_WORD_BREAKS = re.compile(r"[\s.,;:!?\"()/]+")
# The same in Japanese, Chinese and Korean, as `fold` leaves them: without their marks, and in single letters.
_SCALE_IN_SCRIPT = re.compile(
    fold(
        r"(?:まったく|全く|ほとんど|ほぼ|たまに|時々|ときどき|いつも|よく|毎日|毎週|数日|数回|半分|以上|以下|程度|ない|なし|ある"
        r"|少し|とても|やや|非常に|どちらでも|当てはまる|当てはまらない|几乎|每天|每周|从不|偶尔|有时|经常|总是|完全|没有|好几天"
        r"|一半|以上|天数|天|次|的|很|不|전혀|가끔|자주|항상|거의|매일|며칠|절반|이상|않음|없음|그렇다|아니다|[0-9 ])+"
    )
)
_COUNT = re.compile(r"\d{1,3}(?:[-+]\d{0,3})?")
MIN_ANSWER_WORDS = 2


def is_answer(text: str) -> bool:
    """Whether `text` chooses on a questionnaire's scale: `More than half the days`, `2 to 4 times a month`."""
    if not text.isascii() and _SCALE_IN_SCRIPT.fullmatch(text):
        return True
    if text.lower().strip(_PUNCTUATION) in _ANSWERS:
        return True
    words = [word for word in _WORD_BREAKS.split(text.lower()) if word not in _NO_WORDS]
    return len(words) >= MIN_ANSWER_WORDS and all(word in _SCALES or _COUNT.fullmatch(word) for word in words)


def is_prose(text: str, *, joined: bool = False) -> bool:
    """Whether `text`, folded, reads as free text. `joined` texts are array items put together: a list of labels is
    long without being a sentence, so only the words' meaning counts."""
    if not joined and len(_IDEOGRAPHS.findall(text)) > MAX_LABEL_IDEOGRAPHS and not _KATAKANA.fullmatch(text):
        return not is_answer(text)
    if not joined and not text.isascii() and len(_OTHER_LETTERS.findall(text)) > MAX_LABEL_OTHER_LETTERS:
        return True
    if not joined and _WORDS_WITHOUT_SPACES.fullmatch(text):
        return _tells_in_one_token(text)
    if text[:1].isdigit() and len(text) <= MAX_AGE_CHARACTERS and _AGE.fullmatch(text):
        return True
    if " " not in text or text.lower().strip(_PUNCTUATION) in _ANSWERS:
        return False
    reads_on = _AGE.search(text) is not None or _means_prose(text, joined=joined) or (not joined and _runs_on(text))
    return reads_on and not is_answer(text)


def joins_words(text: str) -> bool:
    """Whether one of the words of `text` joins a sentence."""
    return not _JOINING.isdisjoint(text.lower().split())


def tells_of_illness(words: Iterable[str]) -> bool:
    """Whether one of `words` is of what hurts somebody, or of their treatment."""
    return not _CLINICAL.isdisjoint(words)


def _tells_in_one_token(text: str) -> bool:
    """A note with other signs for its spaces; an event's name has a joining word or two."""
    words = set(re.split(r"[^a-z]", text.lower()))
    joining, clinical = len(words & _JOINING), len(words & _CLINICAL)
    return joining > MAX_JOINING_WORDS or (clinical > 0 and joining > 1)


def _means_prose(text: str, *, joined: bool) -> bool:
    words = [token.strip(_PUNCTUATION) for token in _NUMBERED.sub("", text.lower()).split()]
    distinct = set(words)
    joining, clinical = len(distinct & _JOINING), len(distinct & _CLINICAL)
    if clinical and clinical + joining > 1 and (joining or not joined):
        return True
    if joined and sum(token[0].isupper() for token in text.split()) * 2 > len(words):
        return False  # labels such as `Out of Range`, `Fat Burn`
    return joining > 1 and len(words) > MAX_SENTENCE_WORDS


def _runs_on(text: str) -> bool:
    """Longer than a label, in whatever language: product names and time zones have capitals, notes hardly any."""
    words = [word for word in (token.rstrip(_PUNCTUATION) for token in text.split()) if word.isalpha()]
    if len(words) > MAX_LABEL_WORDS or sum(not word[0].isupper() for word in words) > MAX_LOWER_CASE_WORDS:
        return True
    return len(words) > MAX_SENTENCE_WORDS and _SENTENCE_END.search(text) is not None
