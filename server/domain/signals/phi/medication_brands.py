"""Medications by brand.

Made by `python -m benchmarks.phi_words`: do not edit.
"""

# ruff: noqa: SIM905 - words read better as a text than as a list

BRANDS = frozenset(
    """
    abecma abelcet abilify abraxane abromine absorica abstral acamol accolate accuneb accutane acebraus acemuc acenol
    acephen acetabs acetaco acetopt acetylin acetysal acetyst acidol acifur aciphex acivir acovil actamin actemra
    acthib actigall actimoxi actira activir actonel actrapid actron acupan acuprin aczone adaferin adakveo adalat
    adaquin adcetris adcirca adcortyl addaprin adderall adekin adempas adipexp adlyxin admelog adofen adolonta adrucil
    aduhelm adumbran advagraf advair aemcolo aequamen aerobec aerobid aerobin aerodiol aerolate afeditab afinitor
    afluria afrezza afrinol aftate agapurin agistam agolutin agopton agrylin agyrax ahprbp aimovig airbron airduo
    akamin akbeta aklief aknemin aknosan akurza akynzeo alagesic alamag alavert albenza albetol albucid alcover aldara
    aldecin aldizem aldomet aldoril alecensa alepam alertec alesion alfacid alimta alinia aliqopa alkeran alkergot
    allegron allelock allermax alloprin allorin allural almacone alocril alomide aloprim alotec alprox alsuma altabax
    altace altinac altocor altracin altramet alunbrig alupent alveolex alvesco amadol amanta amaryl amatine ambien
    ambisome amcill ameluz amerge amfexa amgevita amicar amidal amikafur amikalem amikin amiklin amiobeta amitid
    amitiza amitrip amitrol amivalex amjevita amlobenz amlodis amosene amoxanox amoxil amphocil ampyra amudane amukin
    amzeeq anaprox anaspaz anatrast anavar andazol androgel androtop anjeso anolor anorex ansaid antabus antabuse
    antalon antaxone antegren antepsin antergan anticol antivert anturan anturane anvitoff anzemet apacef apadaz
    apaetp apatef apaurin apidra apimid aplenzin apokyn aponal apressin apretude aprinox apriso aprovel aptiom aptivus
    apulonga apurin arakoda aralen aranesp aranest aratac aratoin arcapta ardinex arechine aredia aremis arequin
    aricept arikayce arimidex arixtra armonair armour aromasin aropax arranon artane artosin arythmol arzerra arzimol
    asacol asacolon ascarel asendin asendis asmanex asparlas aspaveli aspidrox aspirtab astelin astudal atacand atarax
    atisuril ativan atosil atralin atridox atripla atrofen atropen atrovent attentin atysmal aubagio aurlumyn auryxia
    ausgem austedo avaclyr avalox avandia avapro avastin avelox aventyl avirax avodart avonex avsola avycaz axsain
    aygestin ayvakit ayvakyt azactam azadose azamun azasan azelex azilect azilva azodine azogesic azopyrin azstarys
    bacitin balnetar balversa bamalite banophen bantenol banworm banzel baqsimi baridium basaglar batrafen bavencio
    baxdela beclamet beclomet becodisk beconase becotide beforal belbuca beleodaq belkyra belrapzo belsomra belviq
    benadryl benaxima benaxona bencelin bendapar benecid benemid benepali benicar benlysta bentalol bentyl bentylol
    benuryl benylin benzac benzagel benzide bepreve besitran besponsa betaderm betadren betagan betaloc betalok
    betanis betapace betapen betasept betaserc betavert betimol betmiga betoptic bevyxxa bexsero biaxin biclin bidocef
    bijuva bikalm biklin biktarvy bilutac binora binosto biocoryl biokanol bioshik biosint biothrax biotidin bisalax
    bismusal bladuril blanoxan bleminol blemix blenrep bleocell bleocin bleogin bleolem blincyto bolutol bonamine
    bonine boniva bonjesta bonsity bosulif braftovi brainal braxan brazaves breezee brentan brethine breyanzi bricanyl
    brilinta brilique brionil brisoral brivazen briviact bromday bromuc brovana brufen brukinsa buffex bumedyl
    buprenex buprex burinex buspar busulfex butabarb buticaps butrans bydureon byetta bylvay bynfezia byooviz bystolic
    cabaser cabenuva cablivi caelyx cafatine cafergot calcid calcidol calcijex calcimar calderol calnit calpol calutex
    campath campral canasa cancidas canesten capazine caplenal caplyta capoten capozide capramol caprelsa caprocid
    capronor capsidol capsin capurate capzasin carafate carasel carbafos carbofos cardene cardicor cardil cardizem
    cardoxin cardular cardura carduran carisoma carpine cartia casodex cassadan catapres cayston cebutid cecenu ceclor
    cedaprin cefaxona cefotan cefradil ceftin ceftotan ceftrex cefzil celebrex celeston celexa cellcept celltop
    celontin celupan centany centyl cerazet cerdelga cerebyx cerespan certican cerucal cervarix cervidil cesamet
    cetalerg cetamide cetiderm cetidura cetilich cetimil cetirlan cetraxal champix chantix chibret chiclida chimax
    chlorpro cholac cialis cibinqo cidala ciloxan cilpen cimduo cimzia cinqair cinvanti cipralex ciprinol circadin
    circanol cisaken cisticid citomid citroma claforan clamoxyl clarinex claritin clarityn clarium cldado clenafin
    clenpiq cleocin clexane clinacin clindex clinoril clobex clofarex clofelin clofen clofenil clolar clomid clomide
    clonorax clopra cloramin clozaril cobavite codinovo cogentin colace colazal colcrys colestid colfarit colicon
    colprep colyte combivir cometriq complera comtan contimit contomin contrave conzip copaxone copegus copiktra
    coracten cordarex cordilox cordran corgard corinfar corlanor cormax coropres cortan cortef cortidex cortril cosela
    cosentyx coslan cosmegen cosopt cotazyme cotellic coumadin cozaar cresemba crestor crisinor crisomet crixivan
    crolom crysvita cubicin cuprenil curantil curantyl curatil curatin curban cutason cutivate cuvposa cyclodol
    cyclogyl cyclomen cyclomin cycloset cycrin cyltezo cymbalta cyramza cytamid cythion cytomel cytonal cytosar
    cytospaz cytotec cytovene cytoxan dacogen dacortin dactarin daklinza dalacin dalcaine daliresp dalmane dalparan
    dalvance damilen danamep danatrol danazant danizol danoprox danoval dantrium danyelza daonil daptacel darzalex
    dasuen datril daturin daturine daurismo dayhist daypro daytrana dayvigo dazidox decadron decaject decameth
    decortin decrelip dedrogyl delgamer delsym demadex demolox dendrid depakene depakine depakote depocyt deprax
    deprenil deprenyl deptran dermacin dermalid dermalog dermazin desenex desidox desiflu desocort desonate desone
    desowen desoxi desoxyn desquam desyrel detrol dexair dexampex dexasone dexilant dexpak dextenza diabeta diabetol
    diacarb diacomit diaglyk diaikron diamox diastat diaval dibent diblocin diclocil diclomin dicodid dicupral
    didronel difenin differin difflam dificid dificlir diflucan digacin digitek dihydan dilacor dilacort dilaudid
    dilren dilzem dimedrol dimetane dimetapp dinarkon diocto diovan dipentum diprazin disalcid disipal diskets disomer
    disorat distaph disthelm disulone ditropan diuresal divigel dixarit dmohpo dobrofen docefrez dociton dolantin
    dolargan dolipol dolmar dolobid dolobis dolocid dolorex dolosal dolsin domidon doneurin dopaflex dopamet dopareel
    dopegit dopegyt dopergit doptelet doribax dormicum dormin dormodor dostinex dovato dovonex dovprela doxacor
    doxadura doxamax doxauro doxepia doxolem doxotec doxychel drenural drisdol dristan drogenil droncit drontsit
    droxia duavee dukoral dulcolax dumirox duofem duoneb duphalac dupixent duraquin durezol duricef durolax duromine
    durrax duvoid dycill dynacil dynacin dynacirc dynapen dyneric dyrenium dysman dysport easprin ecobec ecotrin
    edarbi edecrin edemox edluar edurant efexor effexor effient efidac efracea efudex efudix egaten egrifta elavil
    eldepryl eldoral elenium elepsia elestat elidel eligard elimite eliquis elitek elixicon elizaria ellence elmiron
    elocon eloxatin elyxyb elzonris embarin embeline embichin emeside emflaza emgality emozul empaveli empracet
    emtriva emverm enablex enacard enantone enbrel encorton encron endari endone endoplus endoxan enhertu enjuvia
    enspryng entadfi entaprin entereg entocort entresto entyvio enyglid epamin epanova epanutin epclusa epicell
    epiflur epifrin epilem epipen epitol epitomax epitrate epivir epogen eposide eposin eprontia epsamon equanil
    equasym equetro eqvalan erbitux erelzi erganton ergenyl ergont ergotyl erivedge erleada errolon ertaczo erwinaze
    erycette erymax eryzole esbriet esclim esidrex esidrix eskalith eskazine eskazole espadox esparon esperal estorra
    estrace estracyt estratab estulic ethiofos ethymal ethyol etomedac etopos etretin etuary eucardic eucodal eucrisa
    euflex euhypnos eulexin eulexine eurodin evalose evamist evekeo evenity evista evkeeza evoltra evotaz evoxac
    evusheld exacyl exelderm exelon exemptia exitop exjade exkivity exomuc extavia extina extovyl ezetrol fabrol
    factive falicard fampyra famvir fanapt farbital fareston farxiga farydak fasenra fasicare fasigin fasigyn fasigyne
    fasinex faslodex fasprin fasygin faustan faverin favistan felbamyl felbatol feldene felobeta felocor felodur
    feloran femara femcet femogen fempatch femring fenactil fenamine fenbid fenobeta fensel fentora feosol feraheme
    fetcroja fetroja fetzima fevarin fiberall fidium filair finacea finoptin fintepla fiormor fiorpap firmagon fivasa
    flagyl flanax flatulex flecaine flecatab flector flexeril flodil flolipid flomax flonase florinef florone flovent
    floxapen floxin fluarix flubason fludara flugalin flukare fluken flulem flumid flumist flunazul fluocet fluonex
    fluotrex flurodex flutagry flutamin flutexin fluxid fluzone focalin folacin folicet foligan folinate folotyn
    folvite foradil forfivo fortabs fortamet fortaz forteo fortesta fortical fortral fortum forxiga fosamax foscavir
    fosinil fosinorm fositens fosrenol fostex fotexina fotivda fozitec fragmin fragmine fraven frisium froben frusemid
    frusol fucidate fucidin fugerel fulphila fulyzaq fumaderm fungata furalan fusidate fusidin fusidine fusilev fuzeon
    fyarro fycompa gabitril gablofen gadavyt galastop galexos gamifant gamikal gascop gattex gavreto gazyva gazyvaro
    gelcen gelnique gemiton gemtesa gemzar genaspor gengraf genpharm gentak genvir geodon geridium gerimal gilenya
    gilotrif gimoti girostan gladem glaupax gleevec glefos gliadel glucagen glucobay glucor glumetza glumida glupitel
    glyade glyset gocovri gralise gramaxin granix gravosan grisetin grispeg guanilib guiatuss gutron halamid halaven
    halcimat halcion haldol halfprin hamarin harvoni havrix hectoral hectorol helidac hemiton hepastyl hepsera
    heptalac hernix herpetad herpofug herzuma hetlioz hexadrol hexalen hexamine hexastat hiperlex hiprex histodil
    hoestil holoxan horacort humalog humibid humira hycamtin hycodan hydantol hydiphen hydopa hydrea hydrocil hydrocon
    hygroton hyomax hyosyne hypnovel hyrimoz hysingla hysteps hytrin hytuss ibaril ibrance ibugel ibuleve ibumetin
    iclusig idacio idalprem idhifa ikaran ikorel iletin ilotycin ilozyme ilumya imfinzi imigran imitrex imizin imizine
    imlygic immuran imnovid imodium imojev imotil imovane imovax imraldi imuran imurel inbrija incidal incivek inderal
    indipam indocid indocin ingrezza inlyta innopran innovace inqovi inrebic insogen inspra insuman intuniv invanoz
    invanz invega inveltys invirase invokana ionamine iopidine ipraxa iressa isavir iscover ismotic isobide isogel
    isollyl isoptin isoptine isopto isotrex isquette istalol istodax ivomec ixempra ixiaro izilox izoptin jadenu
    jakafi janimine januvia jaquinus jatenzo jatrosom jelmyto jemperli jencycla jeuveau jevtana jublia juluca jutadol
    jutalar jutanorm juxtapid jynarque kadcyla kadian kalexate kalpress kaluril kalydeco kanbine kanesten kapvay
    karbofos katrum keclor keflet keftab kefurox kefzol kemstro kenalin kenalog kenesil keppra kerecide kerendia
    kerlon kerlone kerydin kesimpta ketocef ketozole kevzara keytruda kimyrsa kineret kionex kisqali klaforan klaricid
    klinoril klisyri klofelin klofenil klonopin kloromin klotrix kloxxado kordaron korinfar korlym koselugo kredex
    kudrox kurantil kybella kyleena kymriah kynamro kynmobi kyprolis kytril labileno laciken lactugal ladogal lagevrio
    lamictal lamiktal lamisil lampit laniazid lanicor lanoxin lansol lantamed lanvis lanzor larbex lariam larodopa
    laroxyl lartruvo latuda laubeel laudacon lavisa lavoclen laxanin laxbene laxilose lazanda lecibral lectil leflox
    legatrim lekoptin lemtrada lendacin lenoxin lentizol lenvima leponex lepsiral leqvio lescol letairis leukeran
    leukine leupurin leutrol levanxol levaquin levatol levemir levitra levobact levopa levoxyl levulan lexapro lexette
    lexiva lialda liberize libtayo lidemol lidoderm lincil lindan lindanum linzess liofen lioresal lipantil lipazil
    lipemol lipidil liplat lipofen lipomin lipostat lipram liprolog liquadd lispro listran litarek lithobid livalo
    livesan livmarli lixacol lixiana lobivon locapred locatop locoid lodine lodrane lofibra loitin lokelma lomidine
    lomine longacef loniten lonsurf lopirin loprox lopurin lorbrena lorqess lorviqua lotemax lotensin lotrimin
    lotronex lovenox loxitane lucemyra lucenfal lucentis lucrin ludiomil lumakras lumigan lumoxiti lumykras lunesta
    lupron lurdex lybalvi lycine lyderm lyflex lynparza lyogen lyophrin lyrica lysantin lysodren lyspro lysteda
    lysuron lyumjev maalox mabthera mabura macrobid macugen madicure magagel magnecyl magonate malarone maldison
    maninil mantadix mapluxin maprolu marbaxin mareen marevan marezine margenza margesic marinol marplan marqibo
    maruate masflex matulane mavyret maxair maxalt maxidex maxipime maxitram maxitrol maxolon maynar mayzent mebendan
    mebenvet mebutan mectizan medrol mefacit mefliam mefoxin megace mekinist mektovi meldian meldopa meleril melizide
    mellaril melleril melleryl melopat melzine menactra menveo mephyton mepron mercazol merrem mersilon mesasal mesnex
    mesnum mestinon metacam metadate metamina metaprel methizol methylin metiazol metindol metipred metisol metizol
    metosyn metozolv metrogel metrogyl mevacor mexate mexitil mexityl mezaton micardis miccil microlut micronor
    microval microx midamor midantan midoride mifeprex migranal milavir miltown milurit milurite mimpara minakne
    mindiab minidiab miniprin minirin minitran minocin minoclir minodiab minolis minoplus minotab minotal miosen
    miralax mirapex mircera mirena mirpan misodine mitexan mitocinc mitomen mitosol mizodin mobicox modamide modiodal
    monistat monitan monjuvi monogest monoket monospan monovent monuril monurol moradol morphia motilium motrin
    movalis movantik movicox moxeza moxtag mozobil mpectil mucinex mucomyst mucosil mucosol mulpleo mulpleta multaq
    munobal mustine muvera mycapssa mycelex mydayis mydrial myelosan mykacet mykinac mykrox mylaval myleran mylotarg
    mynocine myobloc myocet myoquin myorisan mysoline mytesi nabucox nafcil naftin nalfon nalgesic nalone nalorex
    namenda namzaric naprolag naprosin naprosyn narcan narcanti nardil nasacort nasalide nascobal nasonex natesto
    natpara natrilix natroba natuala natulan naturine nauzelin navane nayzilam nebcin nebicin nebilet nebupent
    nefrecil nemexin neobenz neobes neofluor neoral neosar nepresol neptal nerlynx nesina neupogen neupro neurotol
    nevanac newace nexavar nexium nexletol nexpovio nhnpoda niacor niaspan nicamin nicobid nicocap nicoderm nicolar
    nicotrol nifangin niftolid nikotyna nilemdo nilstat nimotop ninlaro nipatra nipent niravam nistaken nitoman
    nitromed nitromin nitrumon nittifor nivalin nivaline nivestym nizoral nobesine nobligan noctec nolvadex nonbac
    norciden norcolut norfenon norflex norlevo norlutin normalip normase normison normitab norpace norplant norset
    nortem northera norvasc norvir nourianz novaldex novalsan novolin novolog novoter noxafil noxzema nplate nubaclo
    nubain nubeqa nubriveo nucala nuctalon nucynta nuedexta nuelin nulojix nulytely nuplazid nuprin nurofen nurtec
    nuvigil nuzyra nyamyc nymalize nyxoid obracin obsidan obzidan ocaliva ocrevus octegra ocufen ocuflox ocuflur
    ocytocin odomzo ofirmev oftanidu ogastro ogivri olmetec olumiant olysio omnaris omnicef omnipen omnipred omtryg
    oncaspar oncosal oncovex oncovin oncovine ongentys onglyza onivyde onkodox onsenal ontozry onureg opalgyne
    opatanol opcicon opdivo opiren opsumit opthavir optigene optivar opzelura orabet oracea oradexon oralone oramorph
    orapred orasone oravig orbactiv orencia oretic orgatrax orgovyx oriahn oriahnn orilissa orinase orkambi ornidyl
    orthofen ortofen ortoton orudis orungal oruvail orvaten oscimin oscion osmosin osphena otezla ovrette oxandrin
    oxbryta oxecta oxervate oxiconum oxistat oxodal oxycone oxydess oxyfast oxytrol oxyurea ozempic ozidia ozobax
    ozurdex pacerone pacnex padcev palitrex palpitin palynziq pamelor panadol panasol pancron pandel panokase panoxyl
    panretin paraflex parafon parathar pardryl pariet parkemed parkopan parlodel parnate parocin parsabiv pataday
    patanase pathocil pavabid pavacot pavatym paxtibi pegasys pemazyre penamox pendepon penduran pendysin penlac
    pennsaid pentam pentasa pentoxil pepaxto pepcid perfudal peritol perjeta permapen permitil permole peroderm
    pertzye pethidin petidina petnidan petydyna petylyl pevanti pevaryl phenazo phenemal phesgo phexxi phoslo picato
    pifeltro pilder pipolfen piqray pirespa piriton pitayine pitocin planum platinol plavix plegridy plendil pletal
    pluryl poliovax polivy polymox polytrim pomalyst ponalar ponalgic pondimin ponmel ponstan ponstel ponsyl ponvory
    posipen potiga pradax pradaxa pralifan praluent pramegel prandase prandin pratsiol pravacol pravasin prazaxa
    precose prefin premarin prepcat prevacid prevpac prevymis prezal prezista priftin prilosec primafen primaryl
    primsol prinivil prinzide prioderm pristiq pritor proair probecid procapan procef procomp procrit procytox prodium
    profenid proflox proftril progout prograf prograft prolair prolensa prolia prolixin promacta promapar promeco
    prominad propecia propess propion propycil proscar prosom prostica protonix protopic provenge provigil proxen
    prudoxin psymion pteglu pureduct puricase purinol purivist pymadine pyquiton pyrethia pyridium qarziba qbrexza
    qelbree qinlock querto questran quinamm quindan quinidex quinimax quinora quinson quinsul quitaxon quixidar quixin
    qulipta quofenix quomen rabavert rabipur rabivax radicut rafron ralenova ralozam ramace ramiven ramodar ramycin
    ranexa raniclor ranisen rapaflo rapamune rapiflux rapitil rapivab raporsin rastinon rasuvo raupasil rausedil
    rausedyl rayaldee razadyne reactine rebetol reblozyl reclast redactiv redergam redergin refissa regaine regenon
    regibon reglan regranex regtect reguval relafen relanium relenza relestat relifex relistor relpax relumina
    remergil remeron remestan remicade reminyl remontal remsed remsima renagel renedil renitec renitek repatha requip
    rescula restasis restoril retevmo retrovir retsevmo revatio revimid revlex revlimid revolade rexigen rexulti
    reyataz reyvow rezurock rhofade rhotral rhythmin ribamide ribodoxo ribrain ridaura ridauran ridene rideril
    ridiprin rifadin rilutek rimactan rimetin rimifon rinvoq ritaline ritmilen rituxan rivotril rizmoic robaxin
    robidone robinul rocefin rocephin rochagan roflual rogaine rosalgin rosulip rotarix rotateq roteas roucol rowasa
    rozerem rubivite rubraca rukobia rumergan rxulti rybelsus rydapt rylaze rytary rythmol rytmil sabril sabrilex
    sadophos salagen salofalk samsca sanctura sancuso saphnelo saphris sarafem sarclisa sarisol saroten sarotex satric
    savaysa savella saxenda scabene scemblix sealdin secalip seconal sectral secuado sedoval seduxen seglor selfemra
    seloken selseb selsun sembrina semglee sendoxan senokot sensipar serentil serevent seroquel seroxat serpalan
    serpasil sertan serutan serzone sevredol seysara sfrowasa shingrix sibazon sicazine siccoral sifrol signopam
    siklos siladryl silenor silkis silostar simponi simulect simvador sinequan sinquan sirdalud sirturo sitavig
    sitriol sivextro skelaxin skelid sklice skyrizi slenyto slocin soforal solacap solaraze solgol soliqua soliris
    solmucol solosec solprin soltamox soltriol solupsan somalgit sominex somnote somsanit sonapax sonazine sonorx
    soprodol sorine sostril sovaldi sovriad sparlon spascol spasuret spesicor spesikor spikevax spinraza spiriva
    sporanox spotof spravato sprycel sqworm stadol stamaril stamycin stangyl staril starlix starsis stayveer stelara
    stelera stendra stenox stesolid stiedex stilnoct stilnox stivarga stoxil strefen stugeron subutex suclear sudafed
    sudogest suksilep sulfacil sulfacyl sulfair sulfazin sulindal sulisent sultanol sumamed sumavel sunosi superfed
    supralip suprax surfak surquina sustaire sustanon sustiva sustol susvimo sutent suxilep sylatron sylvant symadine
    symdeko symproic symtuza synagis synalar synarel synercid syneudon synflex synjardy synribo tabrecta tafinlar
    tagamet tagrisso takadol takepron taloxa talwin talzenna tambocor tamifen tanzeum tapazole taporin tarceva tarivid
    tarpeyo tasedan tasigna tasmar tavanic tavegyl tavist tavlesse taxotere tazidime taziken tazorac taztia tazverik
    tecartus teflaro tegretol tekturna teldrin telmin temaze temcad temesta temgesic temodal temodar temovate temtabs
    tencet tenormin tensaid tentin tenuate tepadina tepanil tepezza tepmetko tequin terazol terbac terbul teridin
    tespamin tessalon testim testogel testolin testopel tetrabid teturam teveten texacort tezspire thalomid theobid
    theocin theodur theolair theolix theonite theopek theospan theostat theovent theracys theradol thimazol thiozine
    thombran thyrolar thyrozol tiamazol tiamol tiazac tibsovo ticlid ticlodix tikosyn tilade tilaire tilavist tiloryth
    timacar timoptic timoptol tinactin tinaderm tinatox tindamax tineafax tipuric tirocal tirodril tirosint tisamid
    titralac tivdak tivicay tobracin tobradex tobrex toctino tofranil tolectin tolinase tonoftal topalgic topamax
    topicort toposar toprol topsym topsyn topsyne toradol torental torisel tosymra totacef totect toviaz tracleer
    tradol tradonal trajenta tralgiol tramadin tramadoc tramagit tramake tramal tramex tramquel trandate tranmep
    trasedal travatan trazon treanda tregor trelstar tremfya trental tresiba trexan triacort trialmin triatec tricolam
    tricor triderm tridione trijardy trikafta trilafon trilam trilipix trimetin trimox trimpex trisenox tritace tritec
    trittico triumeq trivazol trodelvy trogarzo trulance trusopt truxima tryptine tubizid tubocin tudorza tukysa
    turalio twinject tybost tygacil tykerb tylenol tymlos tyrvaya tysabri tyzeka ubrelvy udenyca ugurol ukapen ukoniq
    ulcerban ulcogant ulcolax ulesfia uloric ulsanic ultracef ultradol ultram ultrase ultreon unipen uniphyl unisom
    unituxin univasc uptravi urbanol urbanyl urbason uribenz uricalm uridocid uriduct urispas urizid urocarb urogesic
    uronid urosin urtias uticort uticox vabomere vagifem vagilen valbazen valchlor valcip valcyt valcyte valnac valoid
    valomag valtoco valtrex vanadom vanceril vancocin vaniqa vargatef varivax varubi vascard vascepa vasoflex vasonase
    vasotec vaxchora vectibix vectical veklury velban velcade velphoro veltane veltassa vencarm venlalix venofer
    vensir ventavis ventolin vepesid verdeso verelan verladyn vermicol vermidil vermox verquvo vertigon verzenio
    vesanoid vesdil vesicare viarin vibativ viberzi viclovir victoza vidaza viibryd vikela vilona vimpat vincasar
    vincrex vintec vinzam vioform viokace viokase vipidia vipral viracept viramide viramune virazide virazole viread
    viregyt virlix virmen virolex virupos virzin visano visken vistagan vistaril vistide visudyne viternum vitrakvi
    vivactil vivalan vivelle vivitrol vivotif vizimpro vocabria vogelxo volmax voltaren voltarol voltric voraxaze
    vosevi votrient voxzogo vraylar vumerity vupral vyepti vyleesi vyvanse vyxeos vyzulta wampocap warfant wegovy
    welchol welireg wellvone wigraine winpred wiregyt wytensin xadago xalatan xalkori xanturic xarelto xavron xcopri
    xeljanz xeloda xenazine xenical xenleta xeomin xerava xermelo xevudy xiaflex xiapex xifaxan xiidra ximino xofluza
    xolair xopenex xospata xpovio xtampza xtandi xultophy xuriden xydalba xyosted yectamid yentreve yervoy yescarta
    yondelis yosprala yuflyma yupelri zabien zaclir zaditen zaltrap zamadol zamudol zanaflex zanidip zanosar zantac
    zantic zarontin zarxio zavesca zeasorb zebeta zegerid zejula zelapar zelboraf zelnorm zemdri zenapax zenatane
    zentel zentrip zenzedi zepatier zeposia zepzelca zerbaxa zerviate zestril zevalin ziagen zimovane zinacef zinamide
    zinbryta zinecard zinforo zinplava zioptan zirabev zirgan zirtek zispin zitromax zoderm zofran zoladex zolafren
    zoldem zolinza zolirin zoloft zolpinox zometa zomorph zonalon zonatuss zonegran zorprin zortress zorvolex zostavax
    zostrix zovirax ztlido zulresso zumalgic zuplenz zurampic zuvamor zyclara zyclir zydelig zygout zykadia zyloprim
    zyloric zynlonta zyntabac zyprexa zyrtec zytiga zytram zyvoxid
    """.split()
)
