"""Words of the seventh corpus."""

from tests.data.phi.devices.templates import names

FIRST_NAMES = (
    "Yolanda", "Thibault", "Aleksander", "Ingeborg", "Declan", "Priscila", "Wolfgang", "Annemarie", "Tadeusz", "Noor",
    "Giacomo", "Esperanza", "Birgitta", "Rashid", "Mehmet", "Kwame", "Siobhan", "Leticia", "Joachim", "Delphine",
)  # fmt: skip
LAST_NAMES = (
    "Hofstetter", "Lefebvre", "Kowalczyk", "Abernathy", "Quintana", "Vandenberg", "Bianchini", "Okonkwo", "Lindqvist",
    "Yildirim", "Carvalho", "Brandt", "Fitzgerald", "Moretti", "Schouten",
)  # fmt: skip
WORDS = {
    **names(FIRST_NAMES, LAST_NAMES),
    "mailhost": ("gmail.com", "web.de", "orange.fr", "libero.it", "hotmail.co.uk", "icloud.com"),
    "town": ("Heilbronn", "Leipzig", "Nantes", "Zaragoza", "Bologna", "Eindhoven", "Cleveland", "Gdynia"),
    "street_en": ("Maple Avenue", "Church Lane", "Willow Creek Drive", "W 42nd St", "Kings Road", "Oak Blvd"),
    "street_de": ("Lindenstraße", "Am Mühlbach", "Gartenweg", "Hauptstr.", "Kirchgasse", "Berliner Allee"),
    "street_fr": ("rue des Lilas", "avenue Jean Jaurès", "boulevard Voltaire", "chemin du Moulin"),
    "street_es": ("Calle Mayor", "Avenida de América", "C/ Alcalá", "Plaza del Sol"),
    "street_it": ("Via Garibaldi", "Piazza Dante", "Viale Europa", "Vicolo Stretto"),
    "street_nl": ("Kerkstraat", "Dorpsweg", "Molenlaan", "Oudegracht"),
    "ill_en": (
        "multiple sclerosis", "bipolar disorder", "type 2 diabetes", "crohn's disease", "heart failure",
        "schizophrenia",
        "ovarian cancer", "gout", "lupus", "epilepsy", "hepatitis C", "parkinson's", "COPD", "sleep apnea", "anorexia",
        "chlamydia", "dementia", "psoriasis", "obesity", "hypothyroidism",
    ),
    "ill_de": (
        "Bluthochdruck", "Schlaganfall", "Zuckerkrankheit", "Brustkrebs", "Rheuma", "Angststörung", "Magersucht",
        "Herzinfarkt", "Schilddrüsenunterfunktion", "Multiple Sklerose", "Heuschnupfen", "Depression",
    ),
    "ill_fr": ("sclérose en plaques", "cancer du sein", "insuffisance cardiaque", "hypertension artérielle",
        "épilepsie"),
    "ill_es": ("hipertensión", "cáncer de mama", "insuficiencia renal", "esquizofrenia", "diabetes tipo 1"),
    "ill_it": ("ipertensione", "tumore al seno", "scompenso cardiaco", "celiachia", "morbo di Crohn"),
    "ill_nl": ("hoge bloeddruk", "suikerziekte", "borstkanker", "reuma", "hartfalen"),
    "drug": (
        "metformin", "sertraline", "lisinopril", "atorvastatin", "escitalopram", "levothyroxine", "methotrexate",
        "warfarin", "quetiapine", "semaglutide", "tamoxifen", "prednisone", "lithium", "albuterol", "gabapentin",
    ),
    "brand": (
        "Ozempic", "Zoloft", "Eliquis", "Humira", "Lipitor", "Xanax", "Ritalin", "Euthyrox", "Marcumar", "Voltaren",
        "Adderall", "Truvada",
    ),
    "drug_es": ("metformina", "enalapril", "omeprazol", "sertralina"),
    "drug_fr": ("Levothyrox", "Doliprane", "bisoprolol", "Seroplex"),
    "drug_it": ("Eutirox", "ramipril", "Cardioaspirina", "paroxetina"),
    "note_en": (
        "felt dizzy after the new pills so I skipped dinner", "argued with my husband again and could not sleep",
        "my chest hurts when I climb the stairs at work", "kids were sick, slept maybe three hours",
        "went to the clinic for the biopsy, results on Friday", "panic attack in the supermarket",
    ),
    "note_de": (
        "nach dem Streit mit meiner Mutter nicht mehr eingeschlafen", "Tabletten vergessen und Herzrasen gehabt",
        "war heute beim Psychiater, Dosis erhöht", "starke Schmerzen im linken Knie nach der Arbeit",
    ),
    "note_fr": ("j'ai oublié mes comprimés hier soir", "dispute avec ma femme, mal dormi", "douleur au genou gauche"),
    "note_es": ("me duele la cabeza desde ayer", "he discutido con mi jefe y no duermo", "olvidé tomar la pastilla"),
    "note_it": ("ho litigato con mio fratello e non dormo", "mi gira la testa da stamattina",
        "visita dal cardiologo domani"),
    "note_nl": ("ik ben gisteren flauwgevallen op mijn werk", "ruzie met mijn vrouw, slecht geslapen"),
}  # fmt: skip
