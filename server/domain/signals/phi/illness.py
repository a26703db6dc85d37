"""Illnesses in several languages: by name, by root, by stems, and by nouns that make one of what stands beside them."""

from collections.abc import Iterable

from server.domain.signals.phi.detector import Detector
from server.domain.signals.phi.illness_names import ILLNESS_NAMES
from server.domain.signals.phi.illness_roots import ILLNESS_ROOTS
from server.domain.signals.phi.kinds import PhiKind

# Inside a word, without accents. Many are Greek and Latin, so they tell in several languages.
_STEMS = (
    "sarcoid|sarkoid|psoria|zoliak|celiac|celiach|celiaqu|coeliak|zirrhos|cirrhos|cirros|schizophren|esquizofren|schizofren"
    "|(?:hyp|hip|ip)(?:o|er)(?:th?[iy]r|tens|lipid|cholest|colest)|alzheimer|parkinson|fibrom[iy]alg|arthros|osteopor"
    "|glau[ck]om|leu[kc][ao]?em|linfom|lymfom|melanom|metasta|[ck]arcinom|karzinom|tuber[ck]ul|epileps|epilept"
    "|esclerosis|sclerosi|skleros|scleros|insuficienci|insufficienz|insuffisance|insuffizienz"
    "|(?:nephro|nefro|neuro|retino|mio|myo|cardio|kardio|encefalo|enzephalo)pat[hi]|thrombos|trombos|embolism|vorhofflimm"
    "|fibrillaz|fibrilac|an(?:a)?emi[aes]|hepatit|epatit|bronchit|bronquit|pneumoni|neumonia|polmonit|gastrit|dermatit"
    "|neurodermit|endocardit|arthrit|artrit|colitis|kolitis|pan[ck]reatit|meningit|nephrit|cistit|cystit|tendinit|sinusit"
    "|tonsillit|bursit|append?icit|spondylit|spondilit|th?[iy](?:re|r)oidit|endometrio[sz]"
    "|divertic|nierenstein|gallenstein|galsten|nierst|rhythmusstor|hashimoto|rosacea|e[kc]zem|eczeem|s[ck]leroderm|rhumatis|reumatis|rheumat"
    "|schlaganfall|herzinfarkt|infarct|infarto|infarkt|diabet|zuckerkrank|suikerziekt|cukrzyc|schuppenflechte|gurtelrose"
    "|bluthochdruck|hoge bloeddruk|nadcisnien|demenz|demenc|bipolar|anorexi|bulimi|psicosi|angststor|panikstor"
    "|schlafstor|essstor|zwangsstor|emicrani|enxaquec|hemicran|depresion|depressao|depresja|paranoi|al[ck]ohol(?:ism|krank|abhang)"
    "|hem[oa]phil|hamophil|hemofil|emofil|mukoviszid|mu[ck]oviscid|sifilis|syphilis|gonorr|clamidi|klamydi|unterfunktion"
    "|uberfunktion|niewydolnosc|nowotw|adipositas|obesidad|obesita|fehlgeburt|fausse couche|embaraz|gravidanza|zwanger"
)
_ENDINGS = (
    "krebs|kanker|krankheit|erkrankung|entzundung|herzschwache|nierenversagen|leberversagen|hartfalen|nierfalen|ziekte"
    "|ontsteking|stoornis|bandscheibenvorfall|thrombose|trombose|artrose|tuberkulose|tuberculose|osteoporose|psychose"
    "|psicose|endometriose|fibrose"
)
_WHOLE = (
    "gota|gout|gotta|copd|polio|lyme|zika|ebola|reuma|rheuma|gicht|jicht|adhd|adhs|tdah|ptsd|tept|bulimia|lepra|ictus|ernia|bpco|bpoc|vih|sida|avc|beroerte|tumor[ei]?|tumori|tumores|tumeurs?|cancro|hernia"
    "|hernie|catarata|cataratta|katarakt"
)
# `maladie de Crohn`, `trastorno bipolar`, `trouble du sommeil`.
_NOUNS = "maladie|malattia|enfermedad|doenca|disturbo|trastorno|transtorno|sindrome|sindroma|morbo|morbus"
_OF = "(?:del|della|dello|de la|de l'|de|d'|di|da|do|du|des) ?"

_ORGANS = (
    "ventri[ck]|septal|septum|septale|cardia[ck]|card[ií]ac|heart|herz|[ck]oeur|cuore|corazon|m[yi]o[ck]ard|atrial|prostat"
    "|adenoid|tonsil|turbinat|gingiv|th?[yi]roid|renal|nieren|mammar|breast|pylor|pilor"
)

DETECTORS = (
    Detector(kind=PhiKind.DIAGNOSIS, pattern=rf"(?i)(?:{_STEMS})"),
    Detector(kind=PhiKind.DIAGNOSIS, pattern=rf"(?i)(?:^|[^a-z])[a-z]*(?:{_ENDINGS})(?:$|[^a-z])"),
    Detector(kind=PhiKind.DIAGNOSIS, pattern=rf"(?i)(?:^|[ ,;(_])(?:{_WHOLE})(?:$|[ ,;.)_])"),
    # Of an organ; of muscles it is what training aims at.
    Detector(
        kind=PhiKind.DIAGNOSIS,
        pattern=rf"(?i)(?:{_ORGANS})\w*(?:[ _-]\w+)?[ _-]h?[yi]pertro(?:ph|f)"
        rf"|h?[yi]pertro(?:ph|f)\w*(?:[ _-]\w+)?[ _-](?:{_ORGANS})",
    ),
    Detector(kind=PhiKind.DIAGNOSIS, pattern=rf"(?i)(?:^|[^a-z])(?:(?:{_NOUNS}) (?:{_OF})?|trouble {_OF})[a-z]{{4}}"),
)


# What illnesses of Greek origin end in, as roots: `gonartrosi`, `Kardiomyopathie`, `linfosarcoma`.
_ROOT_ENDINGS = (
    *("artros", "artrit", "scleros", "carcinom", "blastom", "sarcom", "opat", "trombos", "fibros", "nefrit", "neurit"),
    *("mielit", "cardit", "dermatit", "encefalit", "nefros", "patit", "pleg"),
)
_NO_ILLNESSES = frozenset({"omeopat", "osteopat", "naturopat"})


def names_illness(words: Iterable[str], roots: Iterable[str]) -> bool:
    """Whether one of `words`, in lower case, is an illness by name, or one of their `roots` is."""
    return not ILLNESS_NAMES.isdisjoint(words) or any(map(_is_illness, roots))


def _is_illness(root: str) -> bool:
    return root in ILLNESS_ROOTS or (root.endswith(_ROOT_ENDINGS) and root not in _NO_ILLNESSES)
