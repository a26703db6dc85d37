"""Roots of the names of illnesses, from the tabular list of ICD-10-CM (CDC, public domain).

Made by `python -m benchmarks.phi_words`: do not edit.
"""

# ruff: noqa: SIM905 - words read better as a text than as a list

ILLNESS_ROOTS = frozenset(
    """
    abetalipoproteinem acalas acantamebias acantocefalias acantom acantos acarias acatis acefal acetonur acidem acidos
    acidur acines acondroplas acosperm acrocefalopolisindatil acrocefalosindatil acrocianos acrodermatit acrofob
    acromegal acroparestes adenit adenofibros adenoidit adenolipomatos adenomatos adenomios adenopat adiaspiromicos
    adrenalit adrenoleucodistrof adrenomieloneuropat afibrinogenem agamaglobulinem aganglionos agorafob agranulocitos
    albuminur alcalos alcatonur aldosteronism alescerias algoneurodistrof alimfoplas alopec aluminos alveolit amartom
    amartos amauros ambliop amebias amebom amenor amielencefal amiloidos amiotrof amnes anafilas anaplas anaplasmos
    ancilos ancilostomias androfob anedon anencefal aneurism angiedem angin angiocolecistit angiodisplas angiom
    angiomatos angiopat angiosarcom angiostrongilias angit anidros anisacias anisocitos anisometrop anonic anores
    anosm anotaminopat anovulation antiparcinsonism antitromboplastinem antitromboplastinogenem antracos
    antracosilicos antropofob aortit apendetom aplas apofisit apoples apras aracnofob aracnoidit argininem
    ariboflavinos arinencefal aritm arteriopat arterit artralg artrogripos artropat artros asbestos ascarias ascit
    asitosicos aspartilglucosaminur aspergilos astenop astereognos astigmatism astrocitom ateletas aterembolism aterom
    ateroscleros atetos atinomicetom atinomicos atricos atrof autism avitaminos babesios bagasos balanit balanopostit
    balantidias bartolinit bartonelos baterem bateriur beiel beriber berilios betalipoproteinem bilarcias bisalbuminem
    bisinos blastomicos blebit blefarit blefaroconiuntivit blefarofimos botulism bracicefal bradicard bromidros
    broncietas bronciolit broncolitias broncomalac broncopneumon broncospasm brucelos brusism bursit bursopat caces
    cadripares cadripleg calcinos calpainopat canabinos canaliculit cancroid candidias capilarias capsulit carcinom
    carcinomatos cardiomegal cardiomiopat cardit cataleps cataton causalg cecoureterocel cefalematom cefalg ceilit
    ceilodin celiac celoid celulit cemoterap cenuros ceratit ceratocon ceratoconiuntivit ceratomalac ceratomicos
    ceratopat ceratos cerniter cervicalg cervicit cetoacidos cetonur cianos ciclit ciclofor ciclosporias ciclotim
    ciclotrop cicungun cifos cigomicos cilocel ciros cistationinur cisticercos cistinos cistinur cistit cistocel
    cistosarcom cistouretrocel citop citrulinem clamidios claudication cletoman cloasm clonorcias clorom coagulopat
    cocidioidomicos cocidios cocigodin coilonic colagenos colangiocarcinom colangit colecistetom colecistit
    colecistolitias coledocolitias colelitias coleperitonit colestas colesteatom colesteatos colesterolos colesteros
    coletom colit colobom colostom condilom condrit condrocalcinos condrodermatit condrodisplas condrodistrof
    condrolis condromalac coniuntivit coproporfir coretop corioadenom corioamnionit coriomeningit corioretinit
    corioretinopat coroiderem coroidit costocondrit cranioraciscis craniosinostos craniotom crauros crioglobulinem
    cristalur critococos critorcism critosporidios critostromos cromidros cromomicos cwasiorcor dacrioadenit
    dacriocistit dacriopericistit datilit dermatit dermatoartrit dermatofitos dermatomiosit dermatopolimiosit dermatos
    descemetocel destrocard deuteranop diafragmatit dicefal dicrocelias difilobotrias dipilidias dipleg diplop
    dirofilarias disartr disautonom discines discit disfag disfagocitos disfas disferlinopat disfibrinogenem disfor
    disglicem disidros dismenor dismorfism dismorfofob disostos dispareun dispeps displas displasminogenem dispn
    dispras disproteinem disrefles distim distomias distrof disur diverticulit diverticulos dolicocefal donovanos
    dorsalg dorsopat dracunculias duodenit ecimos ecinococos ecinostomias eclamps edentulism elastomiofibros elastos
    elefantias elitocitos elmintias emangiom emartros ematocel ematom ematomat ematur embolism emfisem emianencefal
    emianop emicefal emicolit emimel emiparcinsonism emipares emipleg emocromatos emodialis emofil emoglobinopat
    emoglobinur emopneumotor emorag emoroids emosideros emotor empiem encefalit encefalocel encefalomielit encefalopat
    encondromatos encopres endarterit endocardit endoflebit endoftalmit endometriom endometrios endometrit enterit
    enterobias enterocel enterocolit enteropat enterostenos enterotos entesopat entomoftoromicos entropion enures
    epatoblastom epatom epatomegal epatosplenomegal epatotos epicondilit epidermolis epididimit epifisit epiglotit
    epileps episclerit epispad epistas epiteliopat erisipel eritem eritroblastop eritrocianos eritrocitos eritroderm
    eritroleucem eritromelalg eritroplas erlicios ermafroditism erosinusit esofagit esofagostomias esofor esostos
    esotrop eterofias eterofor eterotrop etmoidit etromel etropion eumicetom facomatos faringit faringoconiuntivit
    faringotonsilit fasciolias fasciolopsias fascit favism fenilcetonur fibrelastos fibrilation fibroadenos
    fibrodisplas fibromatos fibromialg fibromiosit fibros fibroscleros fibrosit fibrotor ficomicos filarias fimos
    flebetas flebit flebopat fleboscleros flebotrombos fluoros focomel foliculit fotoceratit fotofob foveoscis
    frambesiom froteurism frutosem frutosur ftirias fucosidos fungem furuncl furunculos galatocel galator galatosem
    gamopat ganglionit gangliosidos gangr gastrenterit gastrenteropat gastretom gastrit gastroduodenit gastroparalis
    gastropares gastroscis geotricos giardias ginecomast ginefob gingivit gingivostomatit glaucom glicericacidem
    glicogenos glicosur glioblastom glomerulonefrit glomerulonefros glomerulopat glomeruloscleros glosit glosocel
    glosodin glosopat glosotos gnatostomias goiter goitr gongilonemias gonor granulom granulomatos ialinos
    ictioparasitism ictios idradenit idranencefal idrartros idrocefal idrocel idronefros idropneumotor idrosilisinem
    idrotor ieiunit iersinios ileit ileostom imenolepias impetig implantit infartion iniencefal intertrig
    intususcetion iperaldosteronism iperamonem iperbetalipoproteinem iperbicarbonatem iperbilirubinem ipercalcem
    ipercalciur ipercalem ipercarotenem ipercementos iperceratos ipercilomicronem iperclorem ipercolesterem
    ipercolesterolem ipercorticalism iperem ipereosinofil ipereparinem iperestes iperfenilalaninem iperfibrinolis
    ipergamaglobulinem ipergastrinem iperglicem ipergliceridem iperglicinem iperglobulinem iperidros
    iperidrosiprolinem iperimunoglobulinem iperinsulinism iperlipidem iperlipoproteinem iperlisinem ipermagnesem
    ipermetrop ipernatrem iperores iperornitinem iperosalur iperostos iperparatiroidism iperpires iperplas
    iperprebetalipoproteinem iperprolatinem iperprolinem ipersomn ipersplenism ipertelorism ipertension ipertiroidism
    ipertirosinem ipertricos ipertrop iperuricem iperuricosur ipervalinem ipervitaminos ipestes
    ipoaldosteronism ipoalfalipoproteinem ipobaropat ipobetalipoproteinem ipocalcem ipocalem ipocitratur ipoclorem
    ipocondrias ipocondroplas ipofibrinogenem ipofosfatem ipogamaglobulinem ipoglicem ipogonadism ipoidros
    ipoinsulinem ipomagnesem ipoman ipomenor iponatrem ipoparatiroidism ipopituitarism ipoplas ipoplasminogenem ipopn
    ipoproconvertinem iposem ipospad iposplenism ipotension ipotialism ipotiroidism ipotricos ipovitaminos ipovolem
    iridociclit iridodialis iridoscis irudinias iscem isoleucinem isosporias isosporos ister isteretom istidinem
    istiocitos istmocel istoplasmos labirintit lamblias laminetom laringocel laringofaringit laringomalac laringopleg
    laringotraceit leiomiom leismanias lentig lepros letomeningit letospiros leucedem leucem leucencefalit
    leucencefalopat leucoceratos leucocitop leucocitos leucodistrof leucom leucomalac leucomelanopat leuconic leucop
    leucoplac leucor levocard limfadenit limfadenopat limfangietas limfangioleiomiomatos limfangiom limfangiomiomatos
    limfangit limfedem limfocitop limfocitos limfogranulom limfoistiocitos limfom linguatulos lipidos lipodistrof
    lipofuscinos lipom lipomatos lisencefal listerios lobetom lobomicos loias lordos lumbag lumpetom macrocefal
    macroglobulinem maculopat madaros maduromicos malabsortion malar manosidos mansonelias marasm mastetom mastit
    mastocitom mastocitos mastodin mastoidit mastopat mediastinit mediastinopericardit meduloblastom megacolon
    megalencefal melanom melanur melioidos membranit meningencefalit meningiom meningit meningococem meningomielit
    meningomielocel menometrorag menorag meralg mesenterit mesoteliom metagonimias metastas metastrongilias
    metatarsalg metemoglobinem metioninem metrorag mialg miast micetom micobaterios micos micrembolism microangiopat
    microcefal microdrepanocitos microlitias microsporidios microsporos midrias mielinolis mielit mielodisplas
    mielofibros mielom mielomatos mielopat mieloscleros miendocardit migrain miocardit mioclon miofibrosit mioglobinur
    mionecros miopat miopericardit miosit miringit misedem monceip monoartrit monocitop monocitos mononeurit
    mononeuropat mononucleos monopleg monorcism mucinos mucocel mucolipidos mucopolisacaridos mucormicos mucosit
    nanofietias narcoleps nasofaringit necatorias necrobios necrolis necros nefretom nefrit nefrolitias nefropat
    nefros nefrotos neglerias neuralg neurast neurit neuroblastom neurodermatit neurofibromatos neurom neuromielit
    neuromiopat neuronit neuropat neuroretinit neutrop nimfoman nistagm nocardios ocronos oculopat odontodisplas ofias
    oforetom oforit oftalmopat oftalmopleg oligomenor oligosperm oligur oloprosencefal omfalit omfalocel omocisteinem
    omocistinur omocitrulinem oncocercias onicogrifos onicolis onicomicos opistorcias orbitopat orcietom orcit
    ordeolum ornitinem ornitos ortopn osalos osalur osteit osteoartrit osteoartropat osteocondrit osteocondroartros
    osteocondrodisplas osteocondropat osteocondros osteodistrof osteofit osteolis osteomalac osteomielit
    osteomielofibros osteonecros osteopetros osteopoicilos osteoporos osteopsatiros osteoradionecros osteoscleros
    otalg otocefal otoscleros ovalocitos pacidermoperiostos pacionic pancardit pancitop pancolit pancreatit
    panencefalit paniculit panipopituitarism panmielos panoftalmit pansinostos pansinusit panuveit papiledem papilit
    papilom papilomat papilomatos papulos paracocidioidomicos parafil parafimos paragonimias paralis parametrit paran
    parapares parapleg parapsorias parasomn paratracom parcinsonism parestes paronic parotit pasteurelos pediculos
    pedofil pelagr pelios pelviperitonit pemfig pemfigoid penicilos pentosur periadenit periartrit pericardit
    pericondrit pericoronit periendocardit perifoliculit perineocel periodontit periodontos perionic periostit
    perisplenit peritonit perivasculit petrosit picnoleps piebaldism pielit pielonefrit pieloureterit pileflebit
    pinguecul pingueculit pioderm piomiosit pionefros piopericardit piopneumotor piotor pires piroman piroplasmos
    pitirias placentit plagiocefal plasmacitom plasmacitop plasmacitos pleuris pleurodin pneumatos pneumocistos
    pneumoconios pneumon pneumonit pneumotor poicilocitos polialg poliangit poliarterit poliartrit poliartropat
    policitem policondrit polidatil polidistrof polifag polimenor polimialg polimiosit polineurit polineuropat polinos
    poliomielit poliorcism polios poliosteoartrit polipos polisindatil politric poliur porencefal porfir porocefalias
    poroceratos prebetalipoproteinem preclamps prediabet preglaucom presbiacus presbicus presbiop priapism proger
    prostatetom prostatit prostatocistit prostatodin prostatos protalg protanop proteinos proteinur protit protocolit
    prurig prurit pseudartros pseudocosalg pseudoemofil pseudoermafroditism pseudofoliculit pseudoipoparatiroidism
    pseudoleucem pseudopapiledem pseudosantom pseudotos psicast psicopat psicos psitacos psorias pulmolitias pulpit
    pustulos rabdomiolis radiculit radiculomielit radiculopat radiodermatit radioterap restenos reticulendotelios
    reticuloistiocitom reticulos retinit retinoblastom retinocoroidit retinopat retinoscis retocel retosigmoidit
    reumatism ricetsios rinit rinofaringit rinor rinosporidios rosac rubeos sacroilit salmonelos salpingetom salpingit
    santelasm santinur santogranulom santom sarcocistos sarcoglicanopat sarcoidos sarcom sarcop sarcosinem
    sarcosporidios scafocefal sciatic scicencefal scicofr scistosomias sclerit sclerodatil scleroderm scleromalac
    scleros sclerotenonit scolios scotom scwanomatos sebor secoios serom serostom seticem sferocitos sfingolipidos
    sialetas sialidos sialoadenit sialoadenopat sialolitias sialometaplas sicos sifilom sigelos sigmoidit silicos
    silicotuberculos sinatopat sincop sindatil singamias singamos sinostos sinovit sinusit sirenomel siringomiel
    somnambulism sparganos spasticit spermatocel spirilos splenetom splenit splenoadenomegal splenomegal spondilit
    spondiloartrit spondilolis spondilolistes spondilopat spondilos sporotricos stafilom stanos steatocistom
    steatoepatit steator steatos stenocard stenos stomatit stomatocitos strabism stretobacilos strongiloidias suberos
    sulfemoglobinem supraglotit tacicard tacipn talaromicos talasem taurodontism telacias telangietas tendinit
    tendinos tenias tenonit tenosinovit teratom terigium termopleg ternidensias tetan tialism timpanit timpanoscleros
    tiroidetom tiroidit tirosinem tirotosicos tonsiletom torticol tosocarias tosoplasmos traceit traceobroncit
    traceocel traceomalac traceostom tracom transvestism tricias tricinelos tricomonias tricores tricostrongilias
    tricotiloman tricurias trigonit trigonocefal trimetilaminur tripanosomias trisom tritanop tritasem trombembolism
    trombiculos tromboangit tromboast trombocitem trombocitop trombocitopat trombocitos trombofil tromboflebit trombos
    tuberculom tuberculos tularem tungias ureterit ureterocel uretrit uretrocel uretror uretrotrigonit uropat urticar
    uveit vaginism vaginit valvulit varicel varicocel varicos vasculit vasculopat vasetom venofibros ventriculit
    vertig vesiculit vestibulit virem vitilig volvul vulvit vulvodin vulvovaginit
    """.split()
)
