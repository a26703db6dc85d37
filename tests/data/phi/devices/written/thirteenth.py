"""Words of the thirteenth corpus, other than those of the twelfth."""

# ruff: noqa: E501, RUF001 - names are written as people write them

from tests.data.phi.devices.templates import names

FIRST = (
    "Genevieve", "Thelonious", "Birgitta", "Mohammed", "Siobhan", "Reinhard", "Esperanza", "Yusuf", "Clementine",
    "Dmitri", "Winifred", "Santiago", "Ottoline", "Kenji", "Imelda", "Fergus", "Anneliese", "Tariq", "Beatriz", "Lachlan",
)  # fmt: skip
LAST = (
    "Cunningham", "Okonkwo", "Hofstetter", "Villareal", "Pemberton", "Sorensen", "Fitzgerald", "Wojciechowski",
    "Beauchamp", "Oliveira", "Takahashi", "McAllister", "Vanderbilt", "Novotny", "Ashworth",
)  # fmt: skip
WORDS = {
    **names(FIRST, LAST),
    "kin": ("Dad", "Nana", "Mama", "Opa", "Uncle Ray", "the twins", "Schatz"),
    "name_xx": (
        "Мария Кузнецова", "鈴木 健太", "王秀英", "박서준", "محمد العتيبي", "Γιώργος Αντωνίου", "יעל לוי", "राहुल वर्मा",
        "ธนากร สุขใจ", "Тарас Бондаренко",
    ),
    "name_yy": (
        "Bjørn Håkonsen", "Trần Văn Minh", "Małgorzata Zając", "Ciarán Ó Súilleabháin", "María Fernández Núñez",
        "Günther Strauß", "Rizky Pratama", "Gülşen Öztürk", "Božena Nováková", "Nagy Zoltán",
    ),
    "street": ("Hawthorne Ave", "Lindenstraße", "avenue Foch", "Calle Mayor", "Corso Buenos Aires", "Herengracht"),
    "town": ("Boulder", "Tübingen", "Nantes", "Valladolid", "Sheffield", "Eindhoven"),
    "ill": (
        "ulcerative colitis", "schizophrenia", "gestational diabetes", "PCOS", "Parkinson's disease", "HIV positive",
        "heart failure", "prostate cancer", "Angststörung", "Rheuma", "asthme", "cancer du sein", "trastorno bipolar",
        "diabetes tipo 2", "psoriasis", "PTSD", "migraine with aura", "hepatitis C",
    ),
    "med": (
        "atorvastatin", "Zoloft", "escitalopram", "Mounjaro", "amlodipine", "Ritalin", "Xarelto", "NovoRapid",
        "lithium carbonate",
        "Synthroid", "olanzapine", "Bisoprolol", "amoxicilline", "Paracetamol", "Biktarvy",
    ),
    "note": (
        "woke up with a bad headache and took two pills", "my daughter is in the hospital",
        "met Dr. Nguyen, he changed my dose",
        "broke up with Tom yesterday", "war heute beim Arzt wegen Rücken", "je me suis disputée avec mon mari",
        "mi madre está enferma y no dormí", "bleeding again, might call my midwife",
        "cried at work, boss sent me home",
        "went drinking with Steve and the guys", "sister says I look thin", "oggi ho avuto un attacco di panico",
    ),
    "tag": (
        "sex with Alex", "radiation therapy", "dad's funeral", "argument with wife", "Treffen mit Jonas",
        "chez maman",
        "boda de Lucía", "AA meeting", "custody hearing", "dinner with in-laws",
    ),
}  # fmt: skip
