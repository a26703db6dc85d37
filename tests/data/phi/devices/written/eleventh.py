"""Words of the eleventh corpus, none of them of a corpus before it."""

from tests.data.phi.devices.templates import names

FIRST = (
    "Euphemia",
    "Rafferty",
    "Chinonso",
    "Annelies",
    "Leandro",
    "Sunniva",
    "Bertram",
    "Nomvula",
    "Dashiell",
    "Yevgenia",
)
LAST = (
    "Hollingsworth",
    "Vermeulen",
    "Achebe",
    "Quintero",
    "Lundqvist",
    "Papadakis",
    "Sinclair",
    "Drechsler",
    "Marchetti",
)
WORDS = {
    **names(FIRST, LAST),
    "name_xx": ("Олег Ткаченко", "田村 亮", "潘美玲", "문지호", "يسرى العمري", "Νεφέλη Ράπτη", "ഗീത മേനോൻ", "ກອງແກ້ວ"),
    "name_yy": ("Ingeborg Fjeld", "Tó Ngọc Bích", "Szymon Pawlak", "Ayodele Balogun", "Rónán Ó Briain", "Kalea Mahoe"),
    "street": ("Thornbury Mews", "Fliederweg", "Rue Gambetta", "Calle Lepanto", "Via Cernaia", "Lange Nieuwstraat"),
    "ill": (
        "Sjogren's syndrome", "ovarian cyst", "trigeminal neuralgia", "hepatic encephalopathy", "anorexia nervosa",
        "Schuppenflechte", "cancer du pancréas", "hipotiroidismo", "tachicardia parossistica", "肺気腫", "乙肝",
        "гепатит", "الصداع النصفي", "trombosis venosa",
    ),
    "med": (
        "sitagliptin", "Vimpat", "rizatriptan", "Otezla", "perindopril", "Cipralex", "Ixchiq", "vortioxetine",
        "アセトアミノフェン", "левотироксин", "insulin aspart",
    ),
    "note": (
        "couldn't get out of bed today", "boyfriend says I stop breathing", "gave blood and nearly fainted",
        "heute wieder Panik im Zug", "j'ai raté ma piqûre", "me duele el pecho al correr", "ieri ho litigato col capo",
        "подруга в больнице", "妹の結婚式で飲みすぎた", "tegnap leestem a lépcsőn",
    ),
    "tag": (
        "dinner at Moms",
        "custody weekend",
        "post-op day 2",
        "chez le kiné",
        "mit den Kindern",
        "sesión con psicóloga",
    ),
}  # fmt: skip
