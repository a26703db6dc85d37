"""Words written by hand: diagnoses, notes, and values that only their key makes PHI."""

from collections.abc import Iterator
from typing import Any

DIAGNOSES = (
    "Type 2 diabetes", "hypertension", "asthma", "COPD", "breast cancer", "major depression", "HIV positive",
    "epilepsy", "Crohn's disease", "Parkinson's disease", "rheumatoid arthritis", "chronic kidney disease",
    "atrial fibrillation", "schizophrenia", "bronchitis", "appendicitis", "migraine", "anemia", "leukemia",
    "hepatitis C", "tuberculosis", "multiple sclerosis", "lupus", "gastroenteritis", "melanoma", "obesity", "PTSD",
    "bipolar disorder", "pneumonia", "celiac disease", "neuropathy", "fibromyalgia", "endometriosis", "osteoporosis",
    "heart failure", "stroke", "dementia", "prostate cancer", "hypothyroidism", "GERD",
)  # fmt: skip
NOTES = (
    "Patient reports chest pain since Monday", "Feeling dizzy after the new medication",
    "woke up twice with a headache", "pt c/o nausea and vomiting x3 days",
    "Took 2 tablets of metformin with breakfast", "My doctor said the lump is benign",
    "Follow-up in two weeks for her blood pressure", "I have been sad and tired all week",
    "He stopped taking his insulin", "left knee swollen, hard to walk today",
    "Discharged home with antibiotics, recheck Friday", "she fell in the shower last night",
    "No improvement since the surgery in March", "skin rash on both arms, itching a lot",
    "Called the nurse about my results", "allergic to penicillin and shellfish",
    "Mother had the same condition at 40", "he was admitted for observation overnight",
    "Wants to talk about coming off the pills", "heart racing when I climb the stairs",
    "Please call me back about the scan", "could not sleep because of back pain",
    "History of smoking, quit 5 years ago", "the wound is healing well", "Hat seit gestern starke Schmerzen",
    "Le patient se plaint de douleurs", "Tengo dolor de cabeza desde ayer", "患者自昨日起胸痛并伴有呼吸困难",
    "Has trouble breathing at night",
)  # fmt: skip
OPENINGS = (
    "Today I", "The patient", "Since last week she", "My son", "He", "Yesterday we", "After lunch I", "This person",
)  # fmt: skip
MIDDLES = (
    "felt very weak and", "was seen by the doctor and", "had a strong pain that", "took the pills but",
    "noticed some bleeding and", "could not eat so",
)  # fmt: skip
ENDINGS = (
    "went to the clinic.", "is still not better", "has to come back on Tuesday", "it lasted for an hour",
    "asked for help", "stayed in bed all day",
)  # fmt: skip


def told_by_key(source: Any) -> Iterator[tuple[str, str, object]]:
    """(kind, key, value) where the value alone would say little."""
    draw, us, digits = source.draw, source.us, source.digits
    for _ in range(12):
        born = us.date_of_birth(minimum_age=5, maximum_age=90)
        yield (
            "person_name",
            draw.choice(["patient_name", "fullName", "last_name", "firstName", "given-name", "surname"]),
            us.last_name(),
        )
        yield "person_name", draw.choice(["name", "display_name", "contact", "caregiver"]), us.name()
        yield (
            "ssn",
            draw.choice(["ssn", "socialSecurityNumber", "patient_ssn", "ssn_last4"]),
            int(f"{draw.randint(1, 8)}{digits(8)}"),
        )
        yield "phone", draw.choice(["phone", "mobile_number", "emergencyPhone", "fax"]), int(f"2125{digits(6)}")
        yield "phone", draw.choice(["phone", "tel", "contact_phone"]), f"555-{digits(4)}"
        yield (
            "medical_id",
            draw.choice(["mrn", "patientId", "member_id", "policy_number", "medical_record_number"]),
            draw.choice([int(f"1{digits(6)}"), f"1{digits(5)}", f"A{digits(5)}"]),
        )
        yield "medical_id", draw.choice(["external_id", "external_patient_id", "patient_uuid"]), us.uuid4()
        yield (
            "birth_date",
            draw.choice(["dob", "birthDate", "date_of_birth", "birthday"]),
            draw.choice([born.isoformat(), born.strftime("%d/%m/%y"), int(born.strftime("%Y%m%d"))]),
        )
        yield (
            "street_address",
            draw.choice(["street", "address_line_1", "homeAddress", "mailing_address"]),
            us.street_name(),
        )
        yield "street_address", draw.choice(["zip", "postal_code", "zipCode"]), us.postcode()
        yield (
            "diagnosis",
            draw.choice(["diagnosis", "icd10", "dx_code", "primaryDiagnosis"]),
            draw.choice(["I10", "J45", "E119", "C509", "F32"]),
        )
        yield (
            "diagnosis",
            draw.choice(["snomed_code", "conditionCode", "concept"]),
            draw.choice([73211009, 38341003, 195967001, 44054006]),
        )
        yield (
            "free_text",
            draw.choice(["notes", "comment", "patientMessage", "reason"]),
            draw.choice(["knee feels stiff", "slept very badly", "dizzy after lunch", "stopped my pills"]),
        )
        yield "fhir", "resourceType", draw.choice(["Patient", "Observation", "Bundle"])
        yield "precise_location", draw.choice(["latitude", "lon", "gps_lat"]), round(draw.uniform(-80, 80), 6)
