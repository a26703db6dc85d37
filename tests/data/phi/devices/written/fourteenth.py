"""Words of the fourteenth corpus, written for the guard as the thirteenth had left it."""

# ruff: noqa: E501 - names are written as people write them

from tests.data.phi.devices.templates import names

FIRST = (
    "Isadora", "Mordecai", "Guinevere", "Alasdair", "Pilar", "Henrik", "Tallulah", "Obinna", "Wilhelmina", "Rashid", "Noemi", "Bertrand",
)  # fmt: skip
LAST = (
    "Abernathy", "Nwosu", "Zimmerli", "Echeverria", "Longbottom", "Dahlgren", "Konstantinou", "Fairweather", "Ibarra", "Krawczyk",
)  # fmt: skip
WORDS = {
    **names(FIRST, LAST),
    "name_xx": ("Игорь Лебедев", "高橋 由美", "陈晓东", "최민수", "خالد السالم", "Νίκος Γεωργίου"),
    "street": ("Juniper Road", "Ahornweg", "rue de la Paix", "Calle Goya"),
    "ill": ("rheumatoid arthritis", "anorexia", "kidney failure", "OCD", "Brustkrebs", "diabète", "esquizofrenia", "celiac disease"),
    "med": ("rosuvastatin", "Prozac", "Wegovy", "gabapentin", "Xanax", "insulin glargine", "Concerta", "apixaban"),
    "note": (
        "my knee hurts since the fall", "told my wife about the test", "threw up twice after the new pills", "Streit mit meiner Schwester",
        "mon fils est malade", "no dormí por culpa de mi vecino", "saw the cardiologist today", "feeling hopeless again",
    ),
    "tag": ("brunch with Sofia", "dialysis day", "husband snoring", "Besuch bei Oma", "rendez-vous chez le psy", "divorce papers"),
}  # fmt: skip
