"""Words of the twelfth corpus, none of them taken from a corpus before it or from the guard's lists."""

# ruff: noqa: RUF001 - names are written as people write them

from tests.data.phi.devices.templates import names

FIRST = (
    "Philippa", "Ezekiel", "Marguerite", "Desmond", "Xiomara", "Torsten", "Oriana", "Cormac", "Zuleika", "Bartholomew",
    "Nadezhda", "Kwabena", "Lieselotte", "Ignacio", "Saffron", "Declan", "Hyacinth", "Vikram", "Odalys", "Roderick",
)  # fmt: skip
LAST = (
    "Featherstone", "Oyelaran", "Brandstetter", "Castellanos", "Whitcombe", "Lindgren", "Moriarty", "Szymanski",
    "Delacroix", "Ferreira", "Nakamura", "Gallagher", "Vandenberghe", "Kowalczyk", "Hathaway",
)  # fmt: skip
WORDS = {
    **names(FIRST, LAST),
    "kin": ("Mum", "Grandpa", "Papa", "Oma", "Auntie Jo", "my boss", "Coach Dan"),
    "name_xx": (
        "Анна Соколова", "佐々木 美咲", "李建国", "김하늘", "فاطمة الزهراء", "Ελένη Παππά", "אבי כהן", "अनिता शर्मा",
        "สมชาย ใจดี", "Ольга Шевченко",
    ),
    "name_yy": (
        "Søren Østergaard", "Nguyễn Thị Hoa", "Łukasz Wiśniewski", "Aoife Ní Dhomhnaill", "José Ángel Muñoz",
        "Jürgen Müller-Lüdenscheid", "Siti Nurhaliza", "Ayşe Yıldırım", "Jiří Dvořáček", "Kovács Katalin",
    ),
    "street": ("Magnolia Crescent", "Birkenallee", "rue des Lilas", "Calle del Olmo", "Via Garibaldi", "Prinsengracht"),
    "town": ("Albany", "Göttingen", "Toulouse", "Zaragoza", "Leeds", "Utrecht"),
    "ill": (
        "Crohn's disease", "bipolar disorder", "type 2 diabetes", "endometriosis", "multiple sclerosis", "COPD",
        "atrial fibrillation", "breast cancer", "Depression", "Schilddrüsenunterfunktion", "dépression",
        "sclérose en plaques",
        "ansiedad generalizada", "cáncer de mama", "fibromyalgia", "hypertension", "epilepsy", "lupus",
    ),
    "med": (
        "metformin", "Lexapro", "sertraline", "Ozempic", "lisinopril", "Adderall XR", "warfarin", "Humalog",
        "Eliquis",
        "levothyroxine", "quetiapine", "Metoprolol", "paracétamol", "Ibuprofeno", "Truvada",
    ),
    "note": (
        "felt dizzy after my morning pill", "argued with my husband again and couldn't sleep",
        "saw Dr. Patel about the lump",
        "mom passed away last week", "ich habe heute wieder geweint", "j'ai mal au ventre depuis hier",
        "hoy me peleé con mi jefe", "chest pain on the stairs, called my sister",
        "skipped work because of panic attack",
        "had too much wine at Karen's", "my therapist says I should walk more", "ho litigato con mia madre",
    ),
    "tag": (
        "date night with Carl", "chemo day", "mom's birthday", "fight with husband", "Geburtstag Oma", "rdv gynéco",
        "cita psicólogo", "therapy with Nina", "court hearing", "visiting grandma",
    ),
}  # fmt: skip
