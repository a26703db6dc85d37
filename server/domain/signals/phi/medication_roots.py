"""Roots of the generic names of medications.

Made by `python -m benchmarks.phi_words`: do not edit.
"""

# ruff: noqa: SIM905 - words read better as a text than as a list

GENERIC_ROOTS = frozenset(
    """
    abacavir abaloparatid abatacet abcisimab abemaciclib abirateron abobotulinumtosin abrocitinib acacitidin
    acalabrutinib acamprosat acarbos acatioprin acebutolol acelastin acetacolamid acetaminof acetilcistein aciclovir
    acilsartan acitretin acitromicin aclidinium aclocilin acrivastin actreonem adalimumab adapal adefovir afatinib
    aflibercet albendacol albiglutid albuterol alcaftadin alcinonid aldesleucin alefacet alemtucumab alendronat
    aletinib alfucosin alirocumab aliscir alitretinoin almotritan alobetasol aloglitin aloperidol alopurinol alosetron
    alpelisib alpracolem altretamin alvimopan amantadin ambrisentan amfetamin amicacin amifostin amilorid aminofilin
    amiodaron amisulprid amitritilin amlesan amlodipin amosapin amosicilin ampicilin anacinr anagrelid anastrocol
    ancrod antivenins apalutamid apisaban apomorfin apraclonidin apremilast aprepitant arformoterol aripipracol
    armodafinil artesunat asciminib asenapin asitinib aspirin atacanavir atecolicumab atenolol atogepant atomosetin
    atorvastatin atovacon atropin auranofin avanafil avapritinib avatrombopag avelumab bacitracin baclof balsalacid
    bamlanivimab baricitinib basilisimab batrosobin becaplermin beclometason beclotosumab bedacilin belatacet
    belcutifan belimumab belinostat belumosudil benacepril bencfetamin bencidamin bencnidacol benconatat benctropin
    bendamustin bendroflumetiacid benralicumab bentocatem bepotastin besarot besiflosacin betaistin betametason
    betanecol betasolol betrisaban bevacicumab bicalutamid bimatoprost binimetinib bisacodil bisoprolol bleomicin
    blinatumomab boceprevir bortecomib bosentan bosutinib bremelanotid bresanolon brespipracol brigatinib brimonidin
    brincolamid brinolas brivaracetem brodalumab bromfenac bromfeniramin bromocritin budesonid bumetanid bupivacain
    buprenorfin bupropion buscopan buspiron busulfan butabarbital butoconacol butorfanol cabacitasel cabergolin
    cabocantinib cabotegravir cafirlucast calcifediol calcipotri calcipotriol calcitriol caleplon canagliflocin
    canamivir candesartan canubrutinib capecitabin capmatinib carbamacepin carbimacol carbocistein carboplatin
    carfilcomib caripracin carisoprodol carmustin carvedilol caspofungin catopril cefaclor cefacolin cefadrosil
    cefalesin cefdinir cefditor cefepim cefiderocol cefisim cefositin cefotasim cefotetan cefpodosim cefprocil
    ceftacidim ceftarolin ceftibut ceftriason cefurosim celecosib cenobamat ceritinib certolicumab cetiapin cetiricin
    cetoconacol cetoprof cetorolac cetotif cetusimab cevimelin ciclesonid ciclicin ciclobencaprin ciclofosfamid
    ciclopentolat ciclopir ciclosporin cidofovir cidovudin cileuton cilostacol cimetidin cimopapain cinacalcet
    cinapril cinaricin cinidin cinin ciprasidon ciproetadin ciproflosacin cisaprid cisplatin cisteamin citaloprem
    citarabin cladribin claritromicin clemastin clindamicin cliocinol clobacem clobetasol clobetason clocapin
    clofacimin clofarabin clomif clomipramin clonacepem clonidin clopidogrel cloracepat clorambucil cloramfenicol
    clorcosacon clordiaceposid cloresidin clorfenamin clorfeniramin clormerodrin clorocin clorotiacid clorpromacin
    clorpropamid clortalidon clotrimacol cobicistat cobimetinib cocain codein colcicin colesevelem colestipol
    colistimetat colistin colmitritan colpidem conisamid copanlisib copiclon cricotinib crisaborol crofelemer cromolin
    dabigatran dabrafenib dacarbacin daclatasvir daclicumab dacomitinib dalbavancin dalfampridin dalteparin danacol
    dantrol dapagliflocin dapson daratumumab darifenacin darolutamid darunavir dasatinib dasiglucagon datinomicin
    datomicin daunorubicin decitabin deferasir deferipron deferosamin defibrotid deflacacort degarel delaflosacin
    delavirdin demeclociclin denosumab desametason desfluran desipramin deslansopracol desloratadin desmetilfenidat
    desmopresin desogestrel desonid desosimetason desracosan destroamfetamin destrometorfan destrotirosin
    desvenlafasin deutetrabenacin diacepem diatricoat diciclomin diclofenac diclosacilin didanosin didrergotamin
    didrergotosin didrocodein dietilpropion difenidramin difenosilat diflorason diflunisal difluprednat digosin
    diltiacem dimenidrinat dimercaprol dinoproston dinutusimab dipiridamol dipivefrin disopiramid disulfirem docetasel
    docusat dofetilid dolasetron dolutegravir domperidon donepecil doravirin dorcolamid doripenem dosacosin dosepin
    dosercalciferol dosiciclin dosilamin dosorubicin dosulepin dotiepin dronabinol dronedaron drosidop dulaglutid
    dulosetin dupilumab durvalumab dutasterid duvelisib ecetimib ecogabin econacol eculicumab edaravon edosaban
    efavirenc efinaconacol eflornitin elagol eletritan eliglustat elotucumab eltrombopag elusadolin empagliflocin
    emtricitabin enalapril enalaprilat enasidenib encalutamid encorafenib enfuvirtid enosaparin entacapon entecavir
    entretinib eparin eparinoid epinastin epirubicin eplerenon epoprostenol eprosartan eravaciclin erdafitinib
    eribulin eritromicin eritropoietin erlotinib ertapenem ertugliflocin esaclorof esemestan esenatid esomepracol
    etambutol etanercet etelcalcetid etidronat etodolac etoposid etosusimid etravirin everolim evolocumab famciclovir
    famotidin febusostat fedratinib felbamat felodipin fenacopiridin fenelcin fenfluramin fenilefrin fenitoin
    fenobarbital fenofibrat fenoprof fenosibencamin fenosimetilpenicilin fentanil fentermin ferumositol fesofenadin
    fesoterodin fibogel fibrinolisin fidasomicin filgrastim finasterid finerenon fingolimod fitonadion flavosat
    flecainid flibanserin flosuridin fluclosacilin fluconacol fludarabin flufenacin flunisolid fluocinolon fluocinonid
    fluorouracil fluosetin fluosimesteron fluracepem flurandrenolid flurbiprof flutamid fluticason fluvastatin
    fluvosamin fomepicol fondaparin formoterol fosamprenavir foscarnet fosfenitoin fosfomicin fosinopril fostamatinib
    fostemsavir frovatritan fulvestrant furosemid gabapentin galantamin ganciclovir gatiflosacin gaviscon gefitinib
    gemcitabin gemfibrocil gemiflosacin gentamicin gilteritinib glafenin glasdegib glatiramer gliburid gliclacid
    glicopirolat glicopironium glimepirid glipicid glucagon glucarpidas golimumab granisetron griseofulvin guaifenesin
    guanabenc guanfacin guselcumab ibandronat ibresafungerp ibritumomab ibrutinib ibuprof idarubicin idelalisib
    idosuridin idralacin idroclorotiacid idrocodon idrocortison idromorfon idrosicin idrosiclorocin idrosiur
    idrosocobalamin iduronidas ifosfamid iloperidon iloprost imatinib imicimod imipramin inclisiran incobotulinumtosin
    indacaterol indapamid indinavir indometacin infigratinib inflisimab iosciamin ipilimumab ipratropium irbesartan
    irinotecan isabepilon isacomib isavuconaconium isecicumab isetarin isocarbosacid isofluran isoniacid isosorbid
    isosuprin isotretinoin isradipin istradefilin itraconacol ivabradin ivacaftor ivermetin ivosidenib labetalol
    lacosamid lamivudin lamotrigin lanreotid lansopracol lapatinib larotretinib lasmiditan latanoprost latulos
    lefamulin leflunomid lemboresant lenalidomid lenograstim lentinan lenvatinib lercanidipin lesinurad letermovir
    letrocol leucovorin leuprolid levalbuterol levetiracetem levobunolol levocetiricin levodop levoflosacin
    levoleucovorin levomilnacipran levonorgestrel levorfanol levotirosin lidocain lifitegrast limeciclin linaclotid
    linaglitin linecolid liotironin liotr liraglutid lisdesamfetamin lisinopril lisisenatid lodosamid lofesidin
    lomitapid lomustin loperamid loracepem loratadin lorcaserin lorlatinib losapin losartan loteprednol lovastatin
    lubiproston luliconacol lumateperon lurasidon lurbinetedin lusutrombopag macitentan macrogol maprotilin
    maralisibat maraviroc mebendacol mebeverin meclicin meclofenamat mecloretamin medrosiprogesteron meflocin
    megestrol melfalan melosicem memantin meperidin mepolicumab meprobamat mercatopurin meropenem mesalacin mesalamin
    mesiletin mesipril mesoridacin metacalon metacolamid metadon metamfetamin metaproterenol metaraminol metasalon
    metenamin metformin meticlotiacid metildop metilergonovin metilfenidat metilnaltreson metilprednisolon metimacol
    metipranolol metocarbamol metoclopramid metolacon metoprolol metosal metotresat metronidacol metsusimid
    micofenolat miconacol midacolem midodrin midostaurin miglitol miglustat milnacipran minociclin minosidil mipomers
    mirabegron mirtacapin misoprostol mitomicin mitosantron mitotan mobocertinib modafinil molindon molnupiravir
    molsidomin mometason montelucast morfin mosiflosacin mupirocin nabilon nabumeton nadolol nadroparin nafarelin
    nafcilin naftifin nalbufin naldemedin nalosegol naloson naltreson napros naratritan natalicumab natamicin
    nateglinid nebivolol necitumumab nedocromil nefacodon nefopem nelarabin nelfinavir neomicin nepafenac neratinib
    netarsudil nevirapin nicardipin nicatidin nicorandil nifedipin nifurtim nilotinib nilutamid nimodipin nintedanib
    niraparib nisoldipin nistatin nitacosanid nitrofurantoin nitroglicerin nitroprusid nitrosinil nivolumab
    noretindron nortritilin nusiners obinutucumab ocanimod ocenosacin ocrelicumab odevisibat oflosacin olancapin
    olaparib olaratumab olmesartan olodaterol olopatadin olsalacin omacetasin omadaciclin omalicumab omepracol
    onabotulinumtosin ondansetron opicapon opium orfenadrin oritavancin orlistat osacepem osacilin osaliplatin
    osandrolon osaprocin oscarbacepin oseltamivir osibutinin osicodon osiconacol osimertinib osimetacolin osimorfon
    ospemif otreotid pacopanib palbociclib palifermin paliperidon palivicumab palonosetron pamidronat pancrelipas
    panitumumab panobinostat pantopracol papaverin paracetamol paregoric parosetin paslovid patiromer pegaspargas
    pegatanib pegcetacoplan pegfilgrastim pegloticas pembrolicumab pemetresed pemigatinib penbutolol penicilamin
    penicilins pentacocin pentamidin pentosifilin pentostatin peramivir perampanel perfenacin perindopril permetrin
    pertucumab pesidartinib pilocarpin pimavanserin pimecrolim pimocid pindolol pioglitacon piperacilin piracinamid
    pirantel pirfenidon piridostigmin pirimetamin pirosicem pitavastatin pitolisant placomicin plecanatid plerisafor
    podofilin pomalidomid ponatinib ponesimod posaconacol pracicantel pracosin pralatresat pralsetinib pramipesol
    pramlintid pramosin prasugrel pravastatin prednisolon prednison pregabalin pretomanid primacin primidon probenecid
    procainamid procarbacin proclorperacin prometacin propafenon propantelin propiltiouracil propofol propranolol
    protritilin prucaloprid pseudefedrin rabepracol ralosif raltegravir ramelteon ramipril ramucirumab ranibicumab
    ranitidin ranolacin rasagilin rasburicas regorafenib relugol remdesivir repaglinid reserpin reslicumab retapamulin
    revefenacin ribavirin ribociclib ricatritan rifabutin rifamicin rifampin rifapentin rifasimin rilpivirin rilucol
    rimabotulinumtosinb rimantadin rimegepant riociguat ripretinib risedronat risperidon ritonavir ritusimab
    rivarosaban rivastigmin roflumilast rolapitant romidepsin romiplostim ropinirol rosiglitacon rositromicin
    rosuvastatin rucaparib rufinamid rusolitinib sacinavir safinamid salmeterol salsalat saproterin sareciclin
    sargramostim sarilumab sasaglitin scetamin scitaloprem scopiclon scopolamin secnidacol secobarbital secucinumab
    selegilin selesipag selinesor selpercatinib selumetinib semaglutid sertaconacol sertralin sevelamer sildenafil
    silodosin siltusimab simeprevir simeticon simvastatin siponimod sirolim sitaglitin slicarbacepin sofosbuvir
    solifenacin solriamfetol sonidegib sorafenib sotalol sotorasib sotrovimab spinosad spironolaton stacolem stavudin
    stetrol stiripentol stramustin stretocinas stretococin stretomicin sucimer sucralfat sulconacol sulfacetamid
    sulfadiacin sulfasalacin sulfinpiracon sulindac sumatritan sunitinib suramin suvoresant tacarot tacemetostat
    tacrolim tadalafil tafenocin tafluprost talacoparib talidomid tamosif tamsulosin tapentadol tasimelteon tavaborol
    tecepelumab tedicolid teduglutid tegaserod telaprevir telavancin telbivudin telitromicin telmisartan telotristat
    temacepem temocolomid temsirolim teniposid tenofovir teofilin tepotinib teracosin terbinafin terbutalin
    teriflunomid teriparatid tesamorelin tetrabenacin tetraciclin tetraidrocolin tiagabin ticagrelor ticanidin
    ticlopidin tigeciclin tiludronat timolol tinidacol tioguanin tiopronin tioridacin tiotep tiotis tiotropium
    tipranavir tirbanibulin tircepatid tisagenlecleucel tivocanib tobramicin tocilicumab tofacitinib tolacamid
    tolbutamid tolcapon tolmetin tolnaftat tolterodin topiramat topotecan toremif torsemid trabetedin tracodon
    tramadol trametinib trandolapril tranilcipromin trastucumab travoprost tretinoin triacolem triamcinolon triamter
    triclabendacol trientin triesifenidil trifarot trifluoperacin trilaciclib trimetadion trimetobencamid trimetoprim
    trimipramin tritorelin troglitacon tropicamid trospium tucatinib ubrogepant ulipristal umbralisib umeclidinium
    unoproston upadacitinib ursodiol ustecinumab valaciclovir valbenacin valganciclovir valsartan vancomicin
    vandetanib vardenafil vareniclin vedolicumab vemurafenib venetocl venlafasin verapamil vericiguat verteporfin
    vibegron vigabatrin vilacodon vilosacin vinblastin vincristin vinorelbin vismodegib vorapasar voriconacol
    vorinostat vortiosetin voselotor vosoritid warfarin
    """.split()
)
