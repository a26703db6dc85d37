"""Illnesses in several languages: stems of their names, and nouns that make one of what stands beside them."""

from server.domain.signals.phi.detector import Detector
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
    "reuma|rheuma|gicht|jicht|adhs|tdah|bpco|bpoc|vih|sida|avc|beroerte|tumor[ei]?|tumori|tumores|tumeurs?|cancro|hernia"
    "|hernie|catarata|cataratta|katarakt"
)
# `maladie de Crohn`, `trastorno bipolar`, `trouble du sommeil`.
_NOUNS = "maladie|malattia|enfermedad|doenca|disturbo|trastorno|transtorno|sindrome|sindroma|morbo|morbus"
_OF = "(?:del|della|dello|de la|de l'|de|d'|di|da|do|du|des) ?"

DETECTORS = (
    Detector(kind=PhiKind.DIAGNOSIS, pattern=rf"(?i)(?:{_STEMS})"),
    Detector(kind=PhiKind.DIAGNOSIS, pattern=rf"(?i)(?:^|[^a-z])[a-z]*(?:{_ENDINGS})(?:$|[^a-z])"),
    Detector(kind=PhiKind.DIAGNOSIS, pattern=rf"(?i)(?:^|[ ,;(_])(?:{_WHOLE})(?:$|[ ,;.)_])"),
    Detector(kind=PhiKind.DIAGNOSIS, pattern=rf"(?i)(?:^|[^a-z])(?:(?:{_NOUNS}) (?:{_OF})?|trouble {_OF})[a-z]{{4}}"),
)
