"""What keys leave to no person, and which words an app or a device says of itself."""

# ruff: noqa: SIM905 - words read better as a text than as a list

import re
from importlib.resources import files

_FILES = files("server.domain.signals.phi")
_COMMENT = re.compile(r"^#.*", re.MULTILINE)


def words_in(name: str) -> frozenset[str]:
    """The words of a file of this folder, whose lines with `#` are comments."""
    return frozenset(_COMMENT.sub("", _FILES.joinpath(name).read_text(encoding="utf-8")).split())


# What a device or an app sets, measures, asks or advises: nobody writes these by hand.
_SETTINGS = frozenset(
    """
    ack action advice alarm alert algorithm analyte app application approach architecture area attribution axis badge
    band behavior behaviour bin biomarker board brand browser bucket button calibration campaign carrier category
    cause challenge channel chip choice class classification classifier classname code codec cohort color colour
    compatibility component composition confidence config connection connectivity consistency constraint contributor
    contributors controller country course currency cutpoints dataset datatype decision density detector determination
    diet difficulty dimension direction discipline domain drill effect element emotion encoding encouragement endpoint
    engine entitlement entitlements environment epoch error errors evaluation event exception exercise experiment
    exporter factor fault feature features field finish firmware fit flag flags flavor flow form format framework
    frequency fuel function game genre gesture grade hardware hint hypnogram impact import importance indicator
    insight instrument intensity interaction interference interpretation interval kernel kind kit language layout lead
    leads level library license locale logger maneuver manoeuvre manufacturer marker material measurement mechanism
    medium metabolic method metric metrics milestone modality mode model module mood motion motor movement mutation
    nudge numbering operation operator organ orientation origin os outcome package panel param parameter pattern
    period permission phase placement plan platform policy pollen portion pose position posture precision prediction
    preset priority product program programme progress prompt property protocol provider purpose quality quantity
    quest question questionnaire radio range rank rate rating reaction reading recommendation reference region release
    remedy resolution resource result rhythm risk role routine rule sampling scale schedule schema score screen season
    section segment sensation sensor set setting settings severity shape side sign signal size skill skin slot soc
    software sound source specimen speed sport stage standard state stats status step strategy streak stream strength
    stress stroke style subscription subtype suggestion surface survey swap system target taxon technique technology
    temperature template test theme tier timepoint timezone tip tone topic touch tracking training transition
    transport trend trigger type tz unit units update usage validation validity variant variation vendor verdict
    version view visit vocabulary voice volume warning watchface wave weather widget wind window zone
    """.split()
)
# Nouns of WordNet that people call their own, write in, live in, or take.
_LEFT_OPEN = frozenset(
    """
    act album alias answer apartment appointment author bag bar bath bed bedroom birth blog body book booking bookmark
    building cabin cafe call camp card case castle cause cell center centre chair charge chart child church cinema
    clinic club college comment company computer contact content cottage court cover cream credit cure date day deal
    death desk desktop destination diary doctor door dose drop drug event factory farm favor favorite favourite
    feedback field file film first flat folder free friend full garden gate gift girl given greeting group gym hall
    handle help history holiday home host hotel house hub image initial inject injection inn inside interest jab job
    journey keep key kitchen label lane laptop last left library life line link list local lodge log lot love mail
    mark market marriage match matter medicine meeting memory mention mind mine mission monument museum must name need
    network note notebook nursery object office operation opponent option order other out outing page paper park
    partner party pass past path person pharmacy phone photo picture pill place plus pocket point port portrait post
    practice prayer present prison procedure project pub quarter record recording remark remedy reply rescue residence
    response rest restaurant retreat right road room rose route router sanctuary saying school search seat secret self
    share shelter shop shot show site slip snap something song space spot spouse square start stay stop store story
    street studio subject surgery tablet tag talk team tent text theater theatre thing time today toilet town trace
    track treatment trip tune turn vacation venue video villa vision voyage wake walk ward way wedding wish wonder
    word work works world writing yard
    """.split()
)
# Keys of a questionnaire's item: by an instrument, by the number where its name is a word as well, and of the question
# itself, which the app asks.
_ITEM = re.compile(
    r"_(phq|gad|eq_?5d|promis|who_?5|psqi|dass|hads|epds|pss|kccq|haq|bpi|womac|koos|facit|ipaq|ipss|moca|mmse|cesd|ces_d|bdi"
    r"|ucla|gse|fss|midas|sdq|likert|zarit|whoqol|qlq|gds|ymrs|madrs|panas|scoff|dlqi|iief|stai|wsas|mdq)_?\d*(_\w+)?_$"
    r"|_(act|acq|audit|cat|ess|hit|isi|mfi|mos|nps|oxford|pcl|qol|rand|sf|sus)_?\d*_(q|item)?_?\d+(_\w+)?_$"
    r"|_(question|frage|pregunta|domanda|pergunta|vraag|pytanie|otazka|kerdes|soru|sporsmal|sporgsmal|spoergsmaal|fraga"
    r"|kysymys)(_(text|title|label))?_$"
)
_END = re.compile(r"(_(value|val|str|string|display|desc|\d{1,3}|[a-z]))+_$")


# What a device or a server logs of itself.
_LOGGED = re.compile(
    r"_(errors?|exceptions?|faults?|alarms?|alerts?|warnings?|logs?|status|debug|system|crash)"
    r"_(message|text|details?|description|reason|string)_$"
)


def is_item(words: str) -> bool:
    """Whether a key, written as `_word_word_`, is an item of a questionnaire, or its question."""
    return _ITEM.search(words) is not None


def is_own(words: str) -> bool:
    """Whether a key, written as `_word_word_`, ends in a word for a setting, a thing or a measure.

    The text of such a key is a device's or an app's, so that only what tells of a person is refused.
    """
    if _LOGGED.search(words) is not None:
        return True
    shorter = _END.sub("_", words)
    split = (shorter if shorter != "_" else words).strip("_").split("_")
    if not _MADE_UP.isdisjoint(split):
        return False
    head = split[-1]
    if head in ("name", "label", "text", "title") and len(split) > 1:
        return split[-2] in _NAMED
    if head == "family" and len(split) > 1:
        head = split[-2]
    if _INSTRUMENT.fullmatch(head):
        return True
    singular = head.removesuffix("s")
    return (
        head in _SETTINGS or head in _THINGS_AND_MEASURES or singular in _SETTINGS or singular in _THINGS_AND_MEASURES
    )


# What things that measure and help are called by their last letters.
_INSTRUMENT = re.compile(
    r"[a-z]{2,}(?:meter|scope|graph|gram|ifier|[iy][sz]er|loader|ware|set|sole|stat|sensor|cam|band|mill|wear|able|work)"
)
_MADE_UP = frozenset({"custom", "free", "my", "other", "own", "personal", "user"})
# Whose names, labels and texts nobody chooses.
_NAMED = _SETTINGS - frozenset(
    """
    app application alarm challenge course event exercise goal milestone game network phrase plan product profile
    program programme quest question reminder routine schedule screen segment sensor signal skill source step streak
    stream survey system target task team template topic training trigger view visit badge band channel content
    provider vendor
    """.split()
)

# People of somebody's life and what happens in it, in the languages that apps are most used in.
_PEOPLE = frozenset(
    """
    antidepressant antidepressants antibiotic antibiotics counselor counsellor dentist ivf painkiller painkillers
    panic surgeon mom moms mommy mum mums mummy mother mothers dad dads daddy father fathers husband wife son sons
    daughter daughters sister sisters brother brothers boyfriend girlfriend fiance fiancee boss twins grandma grandpa
    grandmother grandfather granny nana uncle aunt auntie cousin nephew niece in-laws roommate therapist psychologist
    psychiatrist midwife lawyer pastor priest funeral wedding divorce divorced custody chemo chemio sex hangover
    hungover abortion miscarriage rehab relapse relapsed suicidal meds mann frau mutter mama mami vater papa papi sohn
    tochter schwester bruder oma opa freundin chef chefin tante onkel hebamme kollege kollegin schatz kindern
    beerdigung hochzeit geweint gestritten mari femme maman pere fille soeur frere copain copine patron grand-mere
    disputee kine gyneco gynecologue marido esposa mujer madre padre hijo hija hermano hermana abuela abuelo novio
    novia jefe jefa boda psicologo psicologa moglie mamma figlio figlia sorella fratello nonna nonno fidanzato
    fidanzata litigato filho filha irma irmao namorado namorada moeder vader zoon dochter zus broer vriendin baas
    huisarts
    """.split()
)
# What somebody says who speaks of themselves.
_SELF = frozenset(
    """
    i i'm i've i'd i'll my me myself he him his hers she doc feels nobody someone since till yesterday old couldn't
    can't didn't wasn't hurts hurt friend friends kids doctor guys colleague neighbor neighbour ich mich mir mein
    meine meinem meinen meiner meines freund arzt arztin seit gestern je j'ai j'etais moi ma mes fils ami amie medecin
    enfants depuis hier yo conmigo amiga amigo medico desde ayer miei mie ieri capo meu minha meus minhas chefe ik mij
    mijn vriend jag mig mitt jeg meg moj moja moje mnie
    """.split()
)
# What a note begins with that leaves its `I` out.
_DID = frozenset(
    """
    argued ate broke came cried drank fainted feeling felt fell forgot fought gave got had met missed quit ran saw
    skipped slept stayed threw took vomited walked went woke
    """.split()
)
_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")


def tells_of_people(folded: str) -> bool:
    """Whether a text, folded, has a word for people of somebody's life, or for what happens in it."""
    lowered = folded.lower()
    words = _WORD.findall(lowered)
    return (
        not _PEOPLE.isdisjoint(words)
        or any(word.endswith("'s") and word[:-2] in _PEOPLE for word in words)
        or _EVENT.search(lowered) is not None
    )


# What happens in a life, by two words that apps say as well.
_EVENT = re.compile(
    r"\b(?:(?:aa|na|gp|therapy) (?:appointment|meeting|session)|(?:court|custody) (?:hearing|date|case)|date night)\b"
)


def tells_of_oneself(folded: str) -> bool:
    """Whether a text, folded, has a word of somebody who speaks of themselves or of their people."""
    words = _WORD.findall(folded.lower())
    return (len(words) > 1 and words[0] in _DID) or not _SELF.isdisjoint(words) or tells_of_people(folded)


# Words of keys that leave their text to a person, or say nothing of it.
_OPEN = re.compile(
    r"_(tags?|labels?|titles?|names?|nick\w*|alias|custom|value|val|data|items?|field|entry|entries|content|info|raw|blob|lines?"
    r"|text|txt|str|string|payload|params?|extra|other|free|meta|attr|misc|any|opt|option|log|key|user|owner|who|why|what|where"
    r"|how|with|host\w*|machine|node|path|dir|file\w*|folder|uri|url|key|client|display|full|greeting|subject|cohort|group|team"
    r"|club|place|spot|venue|goal|plan|rescue|takes|inj|dose|pill|caption|reply|answer_other|specify|detail|memo|journal|diary"
    r"|etiquetas?|etiquettes?|etichetta|marke|titel|titre|titulo|titolo|nom\w*|nazwa|nev|jmeno|navn|namn|naam|nimi|ime|isim|ad"
    r"|geraet\w*|gerat\w*|appareil|dispositivo|equipo|apparaat|urzadzenie|zarizeni|eszkoz|cihaz|thiet_bi|telefon\w*|handy"
    r"|movil|cellulare|reloj|montre|uhr|horloge|hodinky|laite\w*|anlass|grund|raison|motif|motivo|powod|duvod"
    r"|bolest|penyakit|benh\w*|ten|nama\w*|nafn|vardas|magac|pangalan|dia_chi|cim|tv)_"
)
_THINGS_AND_MEASURES = frozenset(
    word for word in words_in("key_words.txt") - _LEFT_OPEN if _OPEN.search(f"_{word}_") is None
)
MAX_LETTERS_OF_NOTHING = 2


def is_open_to_people(words: str) -> bool:
    """Whether a key, written as `_word_word_`, leaves its text to a person or says nothing of it: `tag`, `value`."""
    letters = max((len(word.strip("0123456789")) for word in words.strip("_").split("_")), default=0)
    return letters <= MAX_LETTERS_OF_NOTHING or _OPEN.search(words) is not None
