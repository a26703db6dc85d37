"""Words of the fifteenth corpus, written before its author had read the guard's rules."""

# ruff: noqa: E501 - names are written as people write them

import base64

from tests.data.phi.devices.templates import names

FIRST = (
    "Annika", "Deepak", "Marguerite", "Thaddeus", "Ximena", "Joris", "Kwame", "Siobhan", "Leandro", "Yasmin", "Gunnar", "Paulina",
    "Emre", "Harriet", "Mateusz", "Chidi", "Rosalind", "Tomoko", "Bianca", "Vikram",
)  # fmt: skip
LAST = (
    "Hartwig", "Okonkwo", "Delacroix", "Vandenberg", "Castellanos", "Murphy", "Grabowski", "Subramanian", "Lindqvist", "Ferrante",
    "Yilmaz", "Whitaker", "Papadakis", "Szymanski", "Moreau", "Brandt",
)  # fmt: skip
MAILS = ("annika.brandt@gmx.de", "deepak.s@outlook.com", "r.whitaker@proton.me", "leandro_castellanos@hotmail.com")
WORDS = {
    **names(FIRST, LAST),
    "name_xx": ("Анна Кузнецова", "佐藤 健一", "王秀英", "김지훈", "محمد حسن", "Ελένη Παππά", "अनीता शर्मा"),
    "street": ("Lindenstraße", "Maple Avenue", "rue Victor Hugo", "Calle Mayor", "Via Garibaldi", "Church Lane", "Kerkstraat"),
    "town": ("Heidelberg", "Sheffield", "Grenoble", "Zaragoza", "Des Moines", "Utrecht", "Trieste"),
    "med": (
        "Metformin", "Lexapro", "sertraline", "Ozempic", "Eliquis", "lisinopril", "Adderall", "levothyroxine", "Humira", "quetiapine",
        "methotrexate", "Truvada", "warfarin", "albuterol",
    ),
    "ill": (
        "type 1 diabetes", "Crohn's disease", "bipolar disorder", "breast cancer", "endometriosis", "multiple sclerosis", "PTSD",
        "hepatitis C", "COPD", "schizophrenia", "psoriasis", "heart failure", "epilepsy", "lupus", "major depression", "HIV",
    ),
    "ill_de": ("Schuppenflechte", "Herzinsuffizienz", "Zuckerkrankheit", "Epilepsie", "Darmkrebs"),
    "ill_es": ("hipertensión arterial", "cáncer de mama", "asma bronquial", "depresión mayor"),
    "ill_fr": ("sclérose en plaques", "insuffisance rénale", "maladie de Crohn", "cancer du sein"),
    "note": (
        "argued with my boss all day", "Mom is back in hospital", "had two panic attacks", "skipped my pills again",
        "I think about my ex a lot", "could not sleep, baby crying", "my doctor said stop", "Kopfweh seit dem Streit",
        "j'ai mal au dos ce matin", "hoy discutí con mi marido", "feel lonely since the move", "threw up after chemo",
    ),
    "tag": (
        "dinner with Rosalind", "funeral of grandpa", "therapy with Dr. Brandt", "date night Joris", "court hearing",
        "AA meeting", "Mama im Krankenhaus", "visite chez mamie", "miscarriage", "fight with Emre",
    ),
    "b64name": tuple(base64.b64encode(f"name={first} {last}".encode()).decode() for first, last in zip(FIRST, LAST, strict=False)),
    "b64mail": tuple(base64.b64encode(mail.encode()).decode() for mail in MAILS),
    "hexmail": tuple(mail.encode().hex() for mail in MAILS),
}  # fmt: skip
