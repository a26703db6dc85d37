"""Words of keys in other languages than English, and in other scripts than Latin.

German, Spanish, French, Italian, Portuguese, Dutch, Polish, the Nordic languages and Turkish, without their accents;
Chinese, Japanese, Korean and Russian by what a key contains.
"""

import re

from server.domain.signals.phi.topics import Topic

_NAMES = r"name|navn|namn|naam|nombre|nome|nom"
_PEOPLE = (
    r"(haus|fach|zahn)?arzt|arztin|behandler(in)?|notfallkontakt|ansprechpartner(in)?|medico|medica|medecin|huisarts"
    r"|lekarz|laakari|doktor|kontakt(person)?|contatto|contacto(_de_emergencia)?"
)
_OF_LANGUAGES: tuple[tuple[Topic, str], ...] = (
    (
        Topic.SECRET,
        r"_(pass?wort|kennwort|contrasena|mot_de_passe|senha|wachtwoord|haslo|losenord|passord|adgangskode|salasana"
        r"|sifre|jeton(_\w+)?|(zugangs|zugriffs)_?(token|schlussel)|clave_(api|acceso|secreta)|cle_api|chiave_api)_$",
    ),
    (
        Topic.PERSON,
        r"_(nom_(de_famille|complet)|nombres?|imie|imiona|nazwisko|voornaam|achternaam|fornavn|etternavn|efternavn"
        r"|fornamn|efternamn|etunimi|sukunimi|ad_soyad|soyadi?|rufname|familienname|nutzername|benutzername|nombre_(de_)?usuario"
        r"|nom_d_?utilisateur|gebruikersnaam|brukernavn|anvandarnamn|kullanici_adi|anmeldename|login_?name|nom_patient)_$"
        rf"|_({_PEOPLE})_({_NAMES})_$|^_usuario_$",
    ),
    (Topic.MAYBE_PERSON, rf"_({_PEOPLE})_$"),
    (
        Topic.USER,
        r"_(nutzer|benutzer|anwender|usuario|utilisateur|utente|gebruikers?|bruker|anvandare?|kayttaja|uzytkownika?"
        r"|kullanici)_(id|nr|nummer|numero)_$|_(open|union)_?id_$",
    ),
    (
        Topic.DRUG_CODE,
        r"_(pzn|cip_?(7|13)|codigo_nacional)_$",
    ),
    (
        Topic.NATIONAL_ID,
        r"_(nir|numero_securite_sociale|pesel|personnummer|fodselsnummer|cpr(_?nummer)?|henkilotunnus|hetu|bsn"
        r"|fodselsnr|personnr|numero_(de_)?segur(idad|anca)_social|cedula_\w+|tessera|burgerservicenummer|codice_fiscale|cedula|cuil|cuit|tckn|tc_kimlik_no|steuer_?(id|nummer)"
        r"|(reise)?pass(port)?nummer|(personal)?ausweis(nummer)?|pasaporte|passeport|paszport|passaporte"
        r"|((kfz|nummern|auto)_?)?kennzeichen|plaque_immatriculation|(license|number)_plate|plate_number)_$",
    ),
    (
        Topic.MEDICAL_ID,
        r"_(versicherten_?(nr|nummer)|(numero_(de_)?)?poliza|numero_afiliado|patientennummer|fallnummer|kvnr"
        r"|numero_historia(_clinica)?|tessera_sanitaria|carte_vitale|ipp)_$",
    ),
    (
        Topic.ACCOUNT,
        r"_(kundennummer|konto(nummer)?|numero_(de_)?(cuenta|conto|compte|conta|cliente))_$",
    ),
    (
        Topic.COORDINATE,
        r"_(breitengrad|lae?ngengrad|latitud|longitud|latitudine|longitudine|breedtegraad|lengtegraad|breddegrad"
        r"|lengdegrad|szerokosc_geograficzna|dlugosc_geograficzna|enlem|boylam|delka|sirka|dlugosc|szerokosc|hosszusag|szelesseg|zemljepisna_(dolzina|sirina)|leveysaste|pituusaste)_$",
    ),
    (
        Topic.PLACE,
        r"_(standort|ubicacion|posizione|localizacao|emplacement|lokalizacja|koordinaten?|coordenadas|coordonnees|coordinate|sijainti|konum|locatie)_$",
    ),
    (
        Topic.NETWORK_NAME,
        r"_(red_wi_?fi|wi_?fi_red|reseau_wi_?fi|rete_wi_?fi|rede_wi_?fi|funknetz)_$",
    ),
    (
        Topic.MEDICATION,
        r"_(medikamente?|arznei(mittel)?|medicamentos?|medicaments?|farmac[oi]|leki?|geneesmiddel(en)?|medicijn(en)?"
        r"|medicin|laakkeet?|ilac(lar)?|remedios?)_$",
    ),
    (
        Topic.DIAGNOSIS,
        r"_(diagnostico|diagnosi|diagnoza|diagnoosi|((vor|grund)?er)?krankung(en)?|krankheit(en)?"
        r"|enfermedad(es)?(_cronicas?)?|maladies?(_chroniques?)?|malattia|malattie|doencas?(_cronicas?)?|choroba|choroby"
        r"|ziektes?|aandoening(en)?|sykdom|sjukdom|sygdom|sairaus|hastalik|teshis|antecedentes(_\w+)?|antecedents(_\w+)?|pathologies?|patologias?)_$",
    ),
)
# Polish, Czech, Hungarian, Turkish, Swedish, Norwegian, Danish, Finnish and Romanian.
_OF_MORE_LANGUAGES: tuple[tuple[Topic, str], ...] = (
    (
        Topic.PERSON,
        r"_(imie_i_nazwisko|jmeno|prijmeni|cele_jmeno|vezeteknev|keresztnev|teljes_nev|nev|isim|adi|koko_nimi|nimi|namn|navn"
        r"|nume|prenume|[fl]name|(patient|pt|member)_nm|initials(_full)?)_$",
    ),
    (
        Topic.PERSON_IN_ROLE,
        r"_(rider|operator|prescriber|assigned_to|assignee|greeting|lekarz|orvos|hekim|lakare|laakari|medic|pecujici)"
        r"(_name)?_$",
    ),
    (
        Topic.STREET,
        r"_(osoite|katuosoite|(ev_)?adresi|lakcim|adresa|gatuadress|adress|bydliste|ulica|utca|zamieszkania)_$",
    ),
    (
        Topic.POSTAL_CODE,
        r"_(kod_pocztowy|postnummer|postnr|psc|iranyitoszam|posta_kodu|postinumero|cod_postal|eircode)_$",
    ),
    (Topic.AGE, r"^_(wiek|ika|vek|eletkor|kor|yas|alder|varsta|age_(group|band|exact))_$"),
    (
        Topic.COORDINATE,
        r"_(dlugosc|szerokosc|leveys|pituus|zem_sirka|zem_delka|szelesseg|hosszusag|latitudine|longitudine|enlem|boylam)_$",
    ),
    (
        Topic.DEVICE_ID,
        r"_(device_?sn|numer_seryjny|seri_no|seriove_cislo|sarjanumero|serienr|sorozatszam|imei_?sv|fsn|udi|pod_(lot|tid))_$",
    ),
    (
        Topic.DIAGNOSIS,
        r"_(rozpoznanie|diagnos(ekode)?|betegseg|tani|hastaligi|sairaus|diagnoosi|drg|ecg_finding|schorzenie|nemoc|boala)_$",
    ),
    (
        Topic.MEDICATION,
        r"_(gyogyszer(ek)?|leky?|lekarstwo|lakemedel|varunamn|legemiddel|laake|ilac|hrt|immuni[sz]ation|medicament)_$",
    ),
    (
        Topic.MEDICAL_ID,
        r"_(cartao_sus|(nr_)?kartoteki|journal(nummer|nr)|ramq|ohip|ehic|kpc|taj(_szam)?|cislo_pojistence|numer_ubezpieczenia)_$",
    ),
    (Topic.NATIONAL_ID, r"_(ehliyet(_no)?|teudat|cert(ificate)?_no|employee_(no|number|id)|szemelyi\w*|jogositvany)_$"),
    (
        Topic.USER,
        r"_(uzytkownik|uzivatel|felhasznalo|kullanici|anvandare?|bruker|kayttaja)(_?(id|nev|nazwa|adi|navn|namn))?_$",
    ),
    (Topic.MAYBE_NETWORK_NAME, r"_(siec|natverk|nettverk|netvaerk|sit|halozat|ag|verkko|lan_host)(_wi_?fi)?_$"),
    (
        Topic.SECRET,
        r"_((wpa2?|wi_?fi|ble|pairing|ble_pairing|encryption|host|ssh)_?(key|psk|secret)|psk|heslo|jelszo|parola)_$",
    ),
)
_PATTERNS = tuple((topic, re.compile(pattern)) for topic, pattern in (*_OF_LANGUAGES, *_OF_MORE_LANGUAGES))

# What a key contains, as it is written.
_OF_SCRIPTS = tuple(
    (topic, re.compile(pattern))
    for topic, pattern in (
        (Topic.NATIONAL_ID, "身分證|תעודת|αφμ|αμκα|الهوية|आधार|идентификатор"),
        (Topic.PERSON, "ονοματεπώνυμο|επώνυμο|όνομα|שם|الاسم|^اسم|नाम|نام|主治医|担当医"),
        (
            Topic.NATIONAL_ID,
            "マイナンバー|身份[证證]|주민등록번호|паспорт|снилс|инн$",
        ),
        (
            Topic.PERSON,
            "氏名|姓名|名字|お?名前|患者|用户|用戶|이름|성명|환자|фамилия|^имя|фио|ชื่อ|ผู้ป่วย|ผู้ใช้|مريض|المستخدم|रोगी|उपयोगकर्ता|חולה|משתמש",
        ),
        (Topic.PHONE, "電話|携帯|手机|电话|전화|телефон|τηλέφωνο|טלפון|هاتف|फ़ोन"),
        # Devices, which people call by their own names, and what says nothing.
        (
            Topic.NEUTRAL,
            "جهاز|دستگاه|מכשיר|设备|設備|手机|手表|蓝牙|機器|端末|デバイス|기기|장치|устройств|прибор|часы|телефон|уређај"
            "|συσκευή|อุปกรณ์|डिवाइस|标题|タイトル|제목|назван|その他|其他|기타|другое",
        ),
        (Topic.EMAIL, "メール|邮箱|電子郵件|이메일|почта"),
        (Topic.STREET, "住所|地址|주소|адрес|διεύθυνση|כתובת|عنوان|पता"),
        (Topic.POSTAL_CODE, "郵便番号|邮编|邮政编码|우편번호|индекс$|郵遞區號"),
        (Topic.BIRTH_DATE, "生年月日|誕生日|出生日期|생년월일|дата ?_?рождения|γέννηση|לידה|الميلاد|जन्म"),
        (Topic.COORDINATE, "緯度|経度|纬度|经度|위도|경도|широта|долгота"),
        (Topic.DIAGNOSIS, "病名|診断|诊断|疾病|병명|진단|диагноз|傷病|διάγνωση|אבחנה|التشخيص|निदान"),
        (
            Topic.DIAGNOSIS,
            "заболева|заболява|болест|болезн|хвороб|ασθένεια|מחלה|بیماری|المرض|बीमारी|疾患|질환|โรค|مرض|रोग",
        ),
        (
            Topic.NOTE,
            "ملاحظ|टिप्पणी|หมายเหตุ|הערה|标签|タグ|태그|วันทึก|метка|ярлык"
            "|заметк|нотатк|примітк|примечан|бележк|комментар|коментар|запис|дневник|σημείωση|σχόλι|メモ|备注|메모",
        ),
        (Topic.MEDICATION, "お?薬|药[物品名]|服药|약물|복용약|^약|用药|藥|препарат|лекарств|φάρμακο|תרופה|دواء|दवा"),
        (Topic.AGE, "年齢|年龄|年齡|나이|возраст|ηλικία|גיל|العمر|उम्र"),
        (Topic.DEVICE_ID, "序列号|シリアル|製造番号|일련번호|серийн"),
        (Topic.MEDICAL_ID, "診察券|病历号|病歷號|カルテ|진료번호|차트번호|медкарт|полис"),
        (Topic.USER, "ユーザーID|用户名|用戶名|사용자|пользовател"),
        (Topic.SECRET, "パスワード|密码|密碼|비밀번호|пароль"),
    )
)


def topic_abroad(words: str) -> Topic | None:
    """The topic of a key by its words, as `words_of` gives them; None where no language here tells."""
    return next((topic for topic, pattern in _PATTERNS if pattern.search(words)), None)


def topic_in_script(key: str) -> Topic | None:
    """The topic of a key by what another script says in it."""
    if key.isascii():
        return None
    written = key.casefold()
    return next((topic for topic, pattern in _OF_SCRIPTS if pattern.search(written)), None)
