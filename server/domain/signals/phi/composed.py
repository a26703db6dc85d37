"""What a key tells by how it is put together: a noun for a number or a secret beside a noun for a person or a thing.

English, German, Spanish, French, Italian, Portuguese and Dutch words, without their accents.
"""

import re

from server.domain.signals.phi.topics import Topic

_NUMBER = (
    r"(?:id|nr|no|num|numero|nummer|number|kennung|code|codigo|codice|kode|ref|key|identifiant|identifier|identificador"
    r"|identificativo|identificatie|identifikation|matricule)"
)
_FIRST = r"(?:id|numero|num|kennung|codigo|codice|identifiant|identificador|identificativo|matricule)"
_OF = r"(?:de_la_|de_l_|de_|del_|della_|dell_|di_|da_|do_|du_|des_|d_|van_(?:de_|het_)?|von_|der_|of_|the_)?"
_USERS = (
    r"(?:usuari[oa]|utente|utilizador|utilisateur|(?:be)?nutzer|anwender|gebruikers?|cliente|kunden?|klant(?:en)?"
    r"|mitglied(?:s|er)?|membre|miembro|membro|socio|socia|leden|lid|adherent|abonne|abonnent(?:en)?|konto|conto|cuenta"
    r"|compte|conta|rekening|user|member|account|customer|login|subscriber|profil|perfil|profilo|profiel)"
)
_CARE = (
    r"(?:patient(?:en|s|e)?|pacientes?|pazient[ei]|historia(?:_clinica|_medica)?|expediente|prontuario|cartella(?:_clinica)?"
    r"|dossier(?:_medical|_patient)?|akten?|krankenakte|poliza|polis|polizza|apolice|policy|krankenkassen?"
    r"|kassen|versicher(?:ten|ungs?|ung)|verzekerings?|verzekerde|asegurado|seguro(?:_medico)?|assure|assurance|assicurato"
    r"|assicurazione|afiliad[oa]|affilie|mutuelle|mutua|beneficiari[oa]|insurance|insured|chart|mrn|nhc|hospital|ziekenhuis"
    r"|krankenhaus|opname|consulta|episodio|ricovero|sejour|carte_vitale|tessera_sanitaria|enrollee|beneficiary)"
)
_NATIONAL = (
    r"(?:pass(?:port|eport)?|reisepass|personalausweis|ausweis|pasaporte|passaporto|passaporte|paspoort|paszport"
    r"|identiteitskaart|identiteits|rijbewijs|fuhrerschein|patente(?:_guida)?|permiso_conducir|permis(?:_conduire)?|carnet"
    r"|ahv|sozialversicherungs?|rentenversicherungs?|seguridad_social|seguranca_social|securite_sociale"
    r"|burger_?service|dni|nie|nif|nuss|cpf|cnh|curp"
    r"|nino|nhs|ssn|svnr|egn|cnp|oib|jmbg|emso|amka|ppsn?|cedula|documento(?:_identidad)?|cartao_cidadao|carta_identita)"
)
# These mean other things alone.
_FISCAL = r"(?:secu|ss|steuer|vat|fiscale?|fiscaal|impot|tax|avs|oasi|nss|rut|rg|rfc|ine|assure|pass)"
_OPENERS = (
    r"(?:secrets?|passwords?|passwd|pass?wort|kennwort|passphrase|contrasena|clave_(?:secreta|acceso|api)"
    r"|mot_?de_?passe|mdp|(?:clave|chiave|cle|chave)_(?:secreta|privada|segreta|privata|secrete|privee)|geheimer?_(?:schlussel|sleutel)|parola_(?:chiave|d_ordine|accesso)|wachtwoord|senha|palavra_passe|haslo|segredo"
    r"|geheimnis|geheim|segreto|secreto|api_?key|api_?schlussel|api_?secret|access_?key|private_?key|zugangsschlussel"
    r"|zugangstoken|zugriffsschlussel|bearer|jwt|anmeldedaten|zugangsdaten)"
)
_PIN = (
    r"(?:pin|tan|(?:otp|totp|mfa|2fa|two_?fa)(?:_?code)?|pin_?code|passcode|(?:unlock|entsperr|einmal|eenmalige_?|zugangs|toegangs|verification|verify|access|login|security"
    r"|sms|pair|pairing|backup|recovery)_?(?:code|pin)s?|codigo_(?:de_)?(?:acceso|verificacion|seguridad|acesso|verificacao)"
    r"|code_(?:d_)?(?:acces|secret|pin|verification)|codice_(?:di_)?(?:accesso|verifica|sicurezza|pin))"
)
_ROLES = (
    r"(?:coach|betreuer(?:in)?|entrenador[ae]?|entraineur|allenatore|begeleider|treinador[ae]?|physio(?:therapeut)?|trainer(?:in)?|instructor|author|autor[ae]?|auteur|autore|nurse|pfleger(?:in)?|krankenschwester|enfermer[oa]"
    r"|infirmier(?:e)?|infermier[ea]|verpleegkundige|medic[oa]|medecin|arzt|arztin|hausarzt|huisarts|doctor|dottore|therapist"
    r"|therapeut(?:in)?|terapeuta|therapeute|psychologe|psicologo|physician|clinician|practitioner|caregiver|carer|cuidador[ae]?"
    r"|mantelzorger|aidant|badante|contact|kontakt(?:person)?|contacto|contatto|contactpersoon|notfallkontakt|angehoriger?"
    r"|tutor[ae]?|guardian|padre|madre|mutter|vater|mere|pere|moeder|vader|hijo|hija|figlio|figlia|partner|ehemann|ehefrau"
    r"|esposo|esposa|conjoint|marito|moglie|spouse|friend|freund(?:in)?|amigo|amie?|amico|buddy|teammate|observer|rater"
    r"|interviewer|assessor|reviewer|signer|recipient|sender|attendee|owner|besitzer|inhaber|propietario|proprietario|eigenaar)"
)
_NAMES = (
    r"(?:(?:vor|nach|zu|ruf|familien|geburts|voor|achter|for|etter|fore|sur)?(?:name|naam|navn|namn)|nombres?|nome|nom|prenom"
    r"|apellidos?|cognome|sobrenome|apelido|roepnaam|tussenvoegsel|alcunha)"
)
_WHOLE = r"(?:completo|completa|complet|volledige?|vollstandiger?|voller|legale?|real|intero|full|entier|propio|pila)"

_COMPOSED: tuple[tuple[Topic, str], ...] = (
    (
        Topic.SECRET,
        rf"_{_OPENERS}_(?:(?:[a-z]{{1,3}}|client|user)_)?$|[a-z]{{2}}(?:secret|password|passwort|wachtwoord)_$",
    ),
    (Topic.BEARER, r"(?:token|jeton)s?_(?:\w{1,5}_)?$"),
    (Topic.PIN, rf"_{_PIN}_$"),
    (
        Topic.NATIONAL_ID,
        rf"_{_FIRST}_{_OF}(?:{_NATIONAL}|{_FISCAL})_|_(?:{_NATIONAL}|{_FISCAL})_?{_NUMBER}_$|_{_NATIONAL}_$",
    ),
    (Topic.MEDICAL_ID, rf"_{_FIRST}_{_OF}{_CARE}_|_{_CARE}_?{_NUMBER}_$"),
    (Topic.MEDICAL_NUMBER, rf"_{_CARE}_$"),
    (
        Topic.USER,
        rf"_{_FIRST}_{_OF}{_USERS}_$|_{_USERS}_?{_NUMBER}_$|_(?:identifiant|nick|pseudo(?:nyme)?|apodo|utente)_$",
    ),
    (
        Topic.DEVICE_ID,
        rf"_{_FIRST}_{_OF}(?:serie|seriale|imei)_|_(?:serien?|serie)_?{_NUMBER}_$|_(?:matricola|seriale)_$|_(?:ads?|advert\w*|tracking)_(?:id|identifier|uuid|ref)_$|_(?:rdid|maid|ifa|ifv)_$",
    ),
    (
        Topic.SERIAL,
        r"_(?:transmitter|sensor|pump|cgm|inhaler)_?(?:serial|sn|id)_$|_(?:gerae?te?|apparaat|aparato|appareil|dispositiv[oi])_?s?"
        rf"{_NUMBER}_$",
    ),
    (
        Topic.NETWORK_NAME,
        rf"_(?:netz(?:werk)?|wlan|wi_?fi|network|netwerk|hotspot)_?(?:{_NAMES})_$"
        rf"|_{_NAMES}_{_OF}(?:red|reseau|rete|rede|wi_?fi|wlan|netz|netwerk)_(?:wi_?fi_)?$|_(?:red|reseau|rete|rede)_(?:wi_?fi|domestica)_$",
    ),
    (Topic.PERSON, rf"_{_NAMES}_{_OF}{_WHOLE}_$|_{_WHOLE}_{_NAMES}_$"),
    (
        Topic.PERSON_IN_ROLE,
        rf"_{_ROLES}_(?:{_NAMES}_)?$|_{_NAMES}_{_OF}{_ROLES}_|_(?:logged|signed|recorded|entered|measured|assessed|reviewed"
        r"|ordered|observed|reported|witnessed|completed|prescribed|administered|invited|referred|taken|filled)_by_$"
        r"|_(?:erfasst|unterschrieben|eingetragen|gemessen)_von_$|_(?:registrado|firmado|medido)_por_$",
    ),
    (
        Topic.POSTAL_CODE,
        rf"_{_NUMBER}_(?:postal[e]?|postale|avviamento(?:_postale)?)_$|_(?:postleitzahl|postnummer|postcode|cep|cap_residenza)_$",
    ),
    (
        Topic.STREET,
        r"_(?:wohnadresse|anschrift|domicili[oe]|woonadres|morada|endereco|direccion|indirizzo|adresse|adres|strasse|straat)_$",
    ),
    (Topic.MAYBE_ADDRESS, r"_(?:wohnort|residenza|residencia|woonplaats)_$"),
    (Topic.GEOCODE, r"_(?:gh\d{0,2}|geo_?(?:cell|code)|grid_?(?:square|ref(?:erence)?)|location_hash)_$"),
    (
        Topic.DIAGNOSIS,
        r"_(?:(?:grund|vor|begleit|haupt)?(?:er)?krankung(?:en)?|aandoening(?:en)?|patologia|patologie|padecimiento|afeccion"
        r"|beschwerden?|dolencia|quadro_clinico|comorbilidad(?:es)?|komorbiditat(?:en)?)_$",
    ),
    (
        Topic.NOTE,
        r"_(?:observaciones|observacoes|bemerkung(?:en)?|anmerkung(?:en)?|notiz(?:en)?|kommentare?|remarques?|commentaires?"
        r"|osservazion[ei]|comment[oi]|opmerking(?:en)?|notas?|nota|note|coment[a]?rios?|tagebuch|diario|journal|dagboek"
        r"|eintrag|entrada|what_happened|free|other|sonstiges|otros?|autre|altro|anders|memo|diary)_$",
    ),
    (
        Topic.PROSE,
        r"_(?:entry|caption|mensaje|nachricht|messaggio|bericht|mensagem|motivo|grund|raison|reden)_$",
    ),
)
_PATTERNS = tuple((topic, re.compile(pattern)) for topic, pattern in _COMPOSED)


def topic_composed(words: str) -> Topic | None:
    """The topic of a key by its words, as `words_of` gives them; None where they are not put together so."""
    return next((topic for topic, pattern in _PATTERNS if pattern.search(words)), None)
