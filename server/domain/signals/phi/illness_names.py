"""Illnesses by the names that people use in English, German, French, Spanish, Italian, Portuguese and Dutch, folded.

What is of Greek or Latin origin stands in `illness_roots`; here are the other words, and the abbreviations.
"""

# ruff: noqa: SIM905 - words read better as a text than as a list

ILLNESS_NAMES = frozenset(
    """
    aambeien acouphenes acufeni acufenos adipositas afasia afasie aigreurs alcoholica alcoholico alcoholisme
    alcoholismo alcoholist alcolismo alcolista alcoolica alcoolico alcoolismo alergia alkoholiker alzheimer anemia
    angina angor anorexique anthrax aphasia aphasie artrite artritis artrose artrosi asmatica asmatico asperger
    asthmatic asthmatiker asthmatique asthme astigmatico astma astmatisch ataxia ataxie ausschlag autisme autismo
    autist autista autiste autistic autistique autistisch bandscheibenvorfall basedow bechterew beroerte
    bindehautentzundung blaasontsteking blasenschwache blinddarm bloedarmoede bloedvergiftiging blutarmut blutkrebs
    blutvergiftung bocio borreliose borstkanker botbreuk botontkalking boulimie boulimique bronchiolite bronchite
    bronchitis bronquite bronquitis brustkrebs buikgriep bulimia burnoutsyndrom calcoli calculos calculs cancer
    cancro cardiopatica cardiopatico catapora cataracte catarata cataratas cataratta caxumba cecita cefalea cegueira
    ceguera celiaca celiachia celiaco celiaque chickenpox chlamydia ciatica cirrose cirrosi cirrosis cistite cistiti
    coeliakie colera colite colitis coqueluche crohn croup culebrilla darmkanker darmkrebs dekubitus dementie dengue
    depresiva depresivo depressao depressie depressief depressies depressif depressione depressiva depressivo
    deprimido diabeet diabete diabetes diabetic diabetica diabetico diabeticus diabetique difteria difterie
    diphtheria drepanocytose durchblutungsstorung dysentery ebola eczeem eczema eierstockkrebs
    eileiterschwangerschaft ekzem embarazada emicrania emorroidi enceinte endometriose entorse enxaqueca epatite
    epilepsia epilepsie epileptica epileptico epileptique epileptisch epilessia epilettica epilettico ernia
    escarlatina esclerose esguince essstorung esterilidad fallsucht fehlgeburt fettleber fettleibigkeit fibromialgia
    fibromyalgie fusspilz gallenkolik galstenen gastrite gebarmutterkrebs geelzucht gehirnerschutterung gelbsucht
    gicht glaucoma gonorrea gordelroos gotta goutte gozzo gravida griep gripa gripe grippe grunerstar gurtelrose
    hamorrhoiden hanseniase harninkontinenz harnwegsinfekt harnwegsinfektion hartaanval hartfalen hartinfarct
    hartkramp hartritmestoornis hashimoto hautkrebs hemiplegique hemorroidas hemorroides hepatite hepatitis hernia
    hernie herpes hersenbloeding hersenschudding hersentumor hersenvliesontsteking herzrasen herzrhythmusstorung
    heupfractuur heuschnupfen hexenschuss hipertensa hipertenso hirnblutung hirntumor hodenkrebs hooikoorts
    hornhautverkrummung huidkanker hypertendu hypertension ictericia ictus impotenz incinta incontinentie infarctus
    infarto influenza ipertensione ipertiroidismo ipotiroidismo ischias itterizia jaundice jicht keuchhusten
    kinderlahmung kinderverlamming kinkhoest kniearthrose knochenbruch knochenschwund kopflause krampfadern kratze
    kreuzbandriss labirintite ladillas lahmung leberkrebs leistenbruch lepra leucemia leukamie leverkanker liesbreuk
    linfoma lombalgia lombalgie lombosciatalgia longembolie longkanker longontsteking lumbago lungenembolie
    lungenkrebs lupus maagzweer magengeschwur magenkrebs magersucht malaria masern mazelen measles melanoma
    meningite meniskusriss migraine migraineuse migrana migranas migrane mittelohrentzundung mononucleose morbillo
    mucoviscidose multiplesklerose mumps myopathe nagelpilz nesselsucht netelroos neumonia neurodermitis nierenkolik
    nierenschwache nierenstein nierensteine nierfalen nierstenen norovirus obesidad obesidade onvruchtbaarheid
    orecchioni oreillons orticaria osteoporose osteoporosi osteoporosis otite otitis paludisme paludismo
    paniekaanval paniekaanvallen panikattacke panikattacken papeira paperas parkinson pertosse pfeiffersches
    phlebite piojos pneumonia pneumonie polio poliomielitis poliomyelite polmonite prostaatkanker prostatakrebs
    psoriase psoriasi psoriasis querschnittslahmung rabies rachitis reizblase reizdarm reizdarmsyndrom reuma
    reumatismi reumatismo rhumatisme ringworm rippenfellentzundung rodehond roodvonk rosolia roteln rougeole rubella
    rubeola rubeole salmonella sarampion sarampo sarna scabbia scabies scarlatine scarlattina scharlach scheidenpilz
    schilddrusenkrebs schlafapnoe schlaganfall schuppenflechte schurft schweinegrippe schwerhorigkeit schwindsucht
    sciatica sciatique sclerosi scoliose scoliosi scurvy sepsis seropositif seropositive shingles sieropositiva
    sieropositivo sifilide sifilis sinusite sinusitis slaapapneu slechthorend smallpox sodbrennen sordera sordita
    soriasis spataderen spielsucht spondylarthrite suikerziekte surdez surdite syphilis taubheit tercol tetano
    tetanos thalassemia tifus tollwut tonsillite tosferina tourette trichterbrust trisomie trisomy tubercolosi
    tuberculose tuberculosis tumor typhoid typhoide typhus ulcera ulceras ulcere unfruchtbarkeit urticaire urticaria
    vaiolo varicela varicella varicelle varices varici variola variole varizes verlamming verruche verrue verrues
    verruga verrugas verstauchung verstuiking viruela vitiligine vitiligo voetschimmel vorhofflattern vorhofflimmern
    wassersucht waterpokken wechseljahrsbeschwerden windpocken wratten wundbrand zoliakie zoster zuckerkrankheit
    zwanger zwangerschapsdiabetes zyste zysten
    """.split()
)
