"""Words of the sixteenth corpus, written for the guard as the fifteenth had left it."""

# ruff: noqa: E501 - names are written as people write them

from tests.data.phi.devices.templates import names

FIRST = (
    "Ottoline",
    "Bastian",
    "Priyanka",
    "Caoimhe",
    "Ruben",
    "Mireille",
    "Tariq",
    "Solveig",
    "Anselm",
    "Keiko",
    "Zofia",
)
LAST = (
    "Hollenbeck",
    "Achterberg",
    "Mwangi",
    "Pellegrini",
    "Thorvaldsen",
    "Quintero",
    "Bhattacharya",
    "Lefebvre",
    "Novak",
)
WORDS = {
    **names(FIRST, LAST),
    "street": ("Birkenweg", "Elm Street", "rue Pasteur", "Via Roma", "Avenida Central"),
    "town": ("Leicester", "Regensburg", "Montpellier", "Bilbao", "Boise", "Groningen"),
    "med": ("atorvastatin", "Zoloft", "Mounjaro", "lamotrigine", "Xarelto", "prednisone", "Vyvanse", "olanzapine"),
    "ill": ("ulcerative colitis", "OCD", "ovarian cancer", "anorexia nervosa", "atrial fibrillation", "psychosis", "gout"),
    "note": (
        "my husband moved out", "cried in the car after work", "took two extra pills", "mal di testa da tre giorni",
        "could barely get up, knees hurt", "she thinks I drink too much", "ich habe wieder kaum geschlafen",
    ),
    "tag": ("grandma's funeral", "marriage counseling", "beers with Ruben", "chemo day", "Streit mit Papa", "job interview nerves"),
}  # fmt: skip
