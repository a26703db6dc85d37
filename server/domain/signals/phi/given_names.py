"""Given names of Europe and beyond that are no words, from Faker's lists (MIT).

Made by `python -m benchmarks.phi_words`: do not edit.
"""

# ruff: noqa: SIM905 - words read better as a text than as a list

GIVEN_NAMES_ABROAD = frozenset(
    """
    aachal aada aadhya aadi aage aahana aaliyah aapo aarav aarini aarna aarnav aarne aaro aarush aashi aatos aayush
    abbas abdi abdirahman abdullahi abeer abelardo abelone abha abhimanyu abhiram abilio abjorn achiel achille achim
    adalbert adalberto adamo adelaida adelardo adelasia adelbert adelgunde adelheid adelia adelin adelinde adelmo
    adina admir adnan adolf adolfine adriaan adriane adrianna adriano adrienn advaith advay advik advika adweta adya
    aedan aenne aferdita afonso afrim agapito agastya agim aglaia agne agnese agnete agnolo agnos agostino agripina
    agron agueda ahti aidan aideen aiden aila aili ailis aimo ainara ainoa airi aishani aisling aislinn aitana aitor
    ajan ajla ajna akos akseli akshay alanis alanna alannah alastair alban alberico alberte albertina albertine
    albrecht albulena alcides alderano aldonza alejo aleks aleksandar aleksandr aleksanteri aleksej alena aleodor
    alexandar alexandr alexandre alexandrie alexandros alexandru alexe alexei alexej alfio alfons algot alicja alida
    alin alis alistair alister alka allana almir almut almuth alois aloisia aloys alphons altin alvar alve alwin
    alwina alwine alzbeta amadeo amadeus amaira amalie amancio amarilis amaya amedeo amedeu amela amilcar amina amira
    amleto amra amrita amruta amza anabel anabela anabella anacleto anaida anamaria anamika anastasie anastasio
    anastasios anastazie anastazja anatol anatoli anatolie anatolij ancuta andela andjela andjelina andras andree
    andreea andreia andrej andrey andri andrian andrija andrin andrzej aneta anett anette anezka angele angeles
    angelika angelino anghel anghelina angus anibal anica aniela anika aniko anirudh anisoara anka ankica anmol
    annabel annabell annabella annalena annaliese annalisa annalise annamaria annamarie annedore annegret annegrete
    annekatrin anneke anneleen annelene annelie annelies anneliese annelise annelore annemette annemie annemijn
    annerose annett annibale annica annick anniina annikki annina annita annukka anny ansaldo anselm anselma anselmo
    ansgar ansh anssi antal antim anto antoaneta antoin antonela antonella antonello antoni antonie antonietta
    antonija antonin antonios antoniu antonius antoon antti antun anusha anuta anvi anya aodhan aoibheann aoibhin
    aoibhinn apolena apollonia apolonia aradhana aranka aranzazu arben arbnor arcelia ardian ardit ariadna arian
    ariane arianne aribert arif arild arin arina aristide aristides aristita arja arkadiusz arlette arlind arlinda
    armend armida arnaldo arnaude arnd arndt arnfried arnim arno arnost arnulf aroa arpad arran arsenie arsim artan
    artemio arttu artturi artur arunima arvid arvo arya aryan arzu asafe asdrubal asger ashlene ashling ashton asia
    asko astrit atena atenulf athanasios atharv atilio aude augustina aukusti aulikki aulis aurel aurelian aureliana
    aureliano avni avram axelle axenia axinte ayaan ayden ayesha ayla aylla ayman aynur ayoub aysel ayten ayush
    ayushman azaan azad azahara azeglio azeneth aziz azra babett babette baccio bachittar baghyawati bahadurjit bailie
    bajram bakhshi baldassare baldomero balduino baldur balendra balhaar balint baljiwan baltasar balthasar balvan
    balveer balz banel banjeet barbel barbora barbro barica baris barkha barna barnabas bartek bartholomaus bartolome
    bartolomeo bartolomeu basarab bashkim bastiaan bastian baudelio beatrijs beatrix beda bedrich bekim bekir bendeguz
    benedek benedict benedicte benedikt benedikte benedita beniamin benicio benn benno benthe beppe berat berend berit
    bernabe bernadett bernardino bernardita berndt bernfried bernhard bernhardine bernt bernward bertalan berthold
    bertil berto bertold bertram besart besarta besim besnik bethan betina betti bhanumati bhavani bhavika bhavini
    bhavna bhavya biagio bianka bibiana bieke bilal biljana bimala birger birgid birgitt birgitte birte birthe biserka
    bishakha bjarne bjorg blahoslav blanaid blanduzia blanka blazej blazena blerim blerina blerta boaz boban bodil
    bodo bogdana bohumil bohumila bohumir bohuslav bojan boleslav bonifacio borbala borge borivoj borja borje borris
    borys botond bozica bradut brahim brandusa branislav branka branko brayan breandan brecht breno bretislav brigid
    brigida brigitta brijesh brit britt britta brogan bronach bronagh bror brunhild brunhilde brunilda bryony bucur
    bujar bukurije burckhard burghard burim burkard burkhard burkhardt cacilia cacilie caetana cahal cahir cailin
    cailum caitlyn caitriona caius cajsa calebe calisto calixta calixto callan callum calum camil camillo canan
    candelario cantemir caoilfhionn caoimhin caolain caolan caomhan caragh carin carlijn carlito carminho carolien
    carolin casemiro casian casiana caspar casper catalin cathal catharina cathrin catia catinca catrine catrinel
    catriona caua caue cayetana cayetano cazimir cebrian cecilie cecilio cedrin ceferino celal celso cemal cemil
    cengiz centa cerasela cesare cetin ceylin cezar cezara cezary chaaya chaitaly chaitanya chakradev chakradhar
    chakrika chaman chameli champak chanakya chanchal chandani chandran chandresh chantelle charan charis charita
    charline charlott charlotta charvi chasmum chatresh chatura chavvi chelo chema cherith christel christer
    christiaan christiana christiane christianne christl christof christofer christoffer christophe christos chuy
    cianan ciaran ciarrai cilli cilly cintia cinzia ciprian cipriana cipriano ciriaco cirillo cirino cirkeline ciro
    citlali claas claes claudio claudiu claudius clavs clelia clemens cleopatra cleto climaco cliodhna cliona clodagh
    cloe clotilde codie codrin codrina codrut codruta colm coluccio colum conal conall conan conchita conchur conn
    conny conor conrado constanca constanta constantin constantina constanza constanze consuela coralia coralie
    corinna coriolano cormac cornel cornelio cornelis corneliu corrado corrie corsin corvin cosima cosimo cosme cosmin
    cosmina costache costantino costanzo costel costin courteney crenguta crescencia cristea cristofor csaba csilla
    csongor ctibor ctirad curdin cyprian cyriel cyrill czeslaw dacian daciana dafina dafne dagmar dagmara dagny
    dagobert daiana daire dairine dajana daksh daksha dakshesh dalaja dalbir dalibor dalila damiano damini damir
    damjan damyanti dani daniella danijel danijela danilo danique danuse danuta dany dardan dariana darika darko
    darpan darragh darsh davor davy dawid dayamai dayita deaglan deane dearbhail dearbhaile dearbhla decebal declan
    deepa deirbhile dejan demetra demetrio denes denisa deniz dermot dervla derya despina detlev devansh devika dewi
    dezso dhriti dhruv diar diarmuid dida didina diederik diedrich dierk diethard diethelm diether dietlind dietlinde
    dietmar dietrich dijana dilara dillon dimas dimitri dimitrina dimitrios dinis dinu diogo dionigi dionisio dipta
    ditmar dittmar diya dobroslav dochia dogan doina domagoj domenic domhnall dominik dominika domitila domnica donal
    donat donatella donatello dorel doriana dorin dorina dorine dorinel dorit dorita dorle dorli dorotea dorothe
    dorothee dorte dorthe doru dragan dragana dragica dragos dragutin drahomira drahoslav drahoslava drazen drilon
    drita driton ducu duilio duje dumitra dumitrana dumitru dunja durdica dursun dusan duuk dylano eadaoin eamonn
    eberhard eberhardt ecaterina eckard eckart eckehard eckhard eckhardt eckhart edda edelbert edelgard edelmira
    edelmiro edeltraud edeltraut edeltrud edgard edgardo edhitha edin edina editha edmundo edon edona eduard edvard
    edvin eelis eemeli eemil eerik eesha eetu eeva eftimia eftimie egbert eggert egil egon egzon egzona ehrenfried
    ehrentraud ehrhard eija eila eilis eilish eimear eimer eimhear einari einer eiravati eitel eivind eivor ekaja
    ekalinga ekani ekansh ekanta ekantika ekapad ekaraj ekavir ekbal ekiya ekkehard ekkehart ekrem ekta eladio elea
    eleanora elemer eleni elenore eleonor eleonore eleuterio elfi elfie elfriede eliana eliane elien eligia eligio
    eliisa elio elisabet elisabeta elisabete elisabetha elisabetta elisaveta eliska elizabeta elize elladio elli
    ellinor elly elmar elmeri elna eloa eloah elodia elof elona elpidio elsbeth elsebeth elsy elvy elwira elyas elza
    elzbieta emanoil emanuela emanuella emanuelly emanuil emelie emelina emely emer emese emiel emigdio emilian
    emiliana emiliano emilija emilly emin emina emmanuelle emmerich emmet emmi emmy enar encarnita enda endre endrit
    enes engelbert engla eniko enis ennio enno ensar ensio enver enya enzio eoghan eoin epifanio eraldo erasmo ercan
    erdal erdmute erdogan eremia erhard erhardt erion erkan erkki erland erling ermanno ermenegildo ermes erno erol
    eryk eryn erzsebet esben eshana esila eskil esko esma esmarelda esmee esparta espartaco espiridion etelka etelvina
    ettore euan eufemia eufrosina eugen eugenie eulalia eunan eusebia eusebio eusebiu eustatiu eutimio eutropio evald
    evamaria evangelia evangelos evanghelina evaristo evelia evelien eveliina evelin evelina eveline evelio evelyne
    evert evie ewald ewan ewelina ezequiel ezio fabia fabiana fabienne fabiola fabricio fabrizia fadil fadime fainche
    falak falan falguni falk falko fanni faqid farah faraj farhan fariq faris faruk fatiha fatime fatmir fatmire faton
    fatou faustino feargal fearghal febe fedde federigo feliciana feliciano felipa felisa felizitas fenna fenne ferdi
    ferdinando ferenc fergal fergus fernand fernande fidela fien fiene filip filipe filippa filiz filofteia finbar
    finn fintan fiodor fionntan fionnuala fiorenzo fiorino fisnik fitan fitim fitore fiyaz flamur flaviu flemming
    floare floarea floortje florencio florenta floriana floriane florica florina florinda flurin flurina folke folker
    folkert frado france francisc franciscus franciska franciszek franck franka franky frantisek frantiska franz
    frauke frazer frede frederico frederik frederike frederikke frederique fredi fredo fredric fredrika fredy freia
    freja friedbert friedemann frieder friedericke friedhelm friedhilde friedhold friedl friedlinde friedo frithjof
    frusina fryderyk fulgencio fulvio fynn gabi gabino gabrielly gaby gagan galasso galina ganimete gareth garima
    gaspar gaspare gaston gastone gaurang gaurangi gauri gaurika gautam gautami gayathri gazmend geanina gebhard
    geetika geir gelsomina gelu gennaro gentiana georgel georges georgeta georgian georgine georgios geraldo gerarda
    gerardus gerda gerdi gereon gerfried gerhardt gerhart gerhild gerlind gerlinde gernot gerolf geronimo gerrit gert
    gerta gerti gertraud gertraude gertraut gertrud gertrudis gervasio gerwin gesa gesche geza ghenadie gheorghe
    gheorghita gherghina ghislain ghislaine ghita giacobbe giada giampaolo giampiero gian giancarlo gianfrancesco
    gianfranco gianina gianluigi gianmarco gianna gianni gianpaolo gianpietro gica gicu giel giesela gilberte giles
    gillis ginette gino gioacchino gioachino gioele gioffre gion gionata giorgian giorgiana giosue giovanna girik
    girindra girish girolamo gisa gisbert gisele gislinde gitta gitte giuliana giulietta giuseppa giuseppina giustino
    gizella godelieva godelieve godofredo goffredo gokhan gonul gopal gorm gottfrid gottfried gotthard gotthilf
    gotthold gottlieb gottlob gotz goyo graciana graciano graeme grainne gratian gratiana gratiela graziella grazyna
    greger gregoire gregor gregorian gretel grethe gretl grigore guarino gudula guenter guenther guglielmo guiomar
    guiseppe gulay gulsen gulten gunar gunbir gunborg gunda gundel gundhild gundi gundolf gundula guneet gunhild
    gunilla gunn gunnel guntram gunvor gurli gustaaf gustaf gustaw gusztav guus guusje gyda gyongyi gyorgyi gyozo
    gyula gzim hadassa hajnalka hajo hakon halil halina hamid hamish hampus hamsini hamza hana hanife hannchen hannele
    hannelore hanni hanns hannu hanny hansgeorg hansjoachim hansjorg hansjurg hansjurgen hanspeter hansruedi hansueli
    haralamb haralambie harald hardik harinakshi harini haris harish harita haroldo harri harro harshil hartmut
    hartmuth hartwig harun hasso hayden hayleigh hedda hedi hedvig hedvika hedwig hedy hege heidelinde heidelore
    heidemarie heiderose heidrun heidy heimo heiner heinfried heini heino heinrich heitor heleen helfried helge helina
    heliodoro hella hellena hellevi hellmut hellmuth helma helmar helmer helmi helmtrud helmuth helvi hema hemal
    hemang hemangini hemani henk henner henny henric henricus henrieta henriette henrike henrikki henryk heracleea
    heraclio herberto herdis heribert herlinde hermann hermanni hermelinda hermenegildo herminio hernan hernando
    herrmann herta hertha herwig hidde hilario hildburg hildegart hildegund hildegunde hilding hilkka hillevi hilma
    hilmar hiltraud hiltrud hinrich hipolito hiral hitesh hjalmar hjalte hjordis homero horacio horatiu horea horia
    horymir hredhaan hritik hrvoje hubertine hubertus hugues huguette hulda hulya hunor hussein hynek iacob iain iancu
    ianis iara iasmina iban iben ibolya idika idriz idun ieremia ignac ignace ignacia ignacy ignatz ignaz ignazio iida
    iiris iisakki ijaya ikbal ikshita ilarie ilarion ildefonso ileana ilenia ilhan ilias ilie ilija ilinca ilir ilja
    ilka ilmari ilona ilonka ilyas imaran imer imke immo imran imre inaya indali indira indrajit indy ingalill ingbert
    ingeborg ingeburg ingegard ingegerd ingela ingelise ingelore ingemar ingetraud ingetraut ingmar ingolf ingried
    ingvar inigo inka inken inkeri inna inocencio inocentiu insa ioan ioana ioanina ioannis iolanda ionel ionela
    ionelia ionut iosefina iosif ippazio iren irena irfan iridenta irinel irja irmela irmeli irmengard irmhild irmi
    irmingard irmtraud irmtraut irmtrud irya iryna isabela isabelly isac isaias isak isaque isaura isha ishaan ishani
    ishanvi ishita ishwar isidor isidora isidoro isis ismail ismet ismo isolde itzel iulia iulian iuliana iuliu iurie
    iustin iustina iustinian ivana ivanka ivano iver iveta ivica ivka ivona izabela jaak jaakko jaana jacinta jacobo
    jadranka jael jafet jagat jagdish jagrati jagvi jairaj jakob jakov jalmari jalsa janaki janani janeta janett jani
    janic janick janik janin janina janja janko jann janne janni jannis jano janos janosch januja janusz janya jarkko
    jarl jarlath jarmila jarmo jarne jarno jaromir jaron jaroslava jaroslaw jasin jasmina jasminka jasmit jasna jatin
    javi javiera jayda jayde jayden jaylinn jeana jedrzej jeet jeevika jele jelena jelte jemma jenaro jenel jenni jeno
    jente jeppe jere jeremi jessika jessy jesusa jetmir jhalak jindrich jindriska jinthe jirina jitka joachim joacim
    joakim joannes joaquina jobst jocelyne jochem joerg joeri johan johana johanne johny jolan jolana jolanda jolanta
    jolanthe jolien jolijn joline jona jonah jonatan jonna jonny joona joonas joonatan joppe jordon jordy joren jorma
    jorn jort jorunn josee josefiina josefine josep josepha josephina josephus josiane josip josipa josko joso josse
    jost josua jouko jouni jovan jovana jozo jozsef juanito jude judita juha juhana juho juliane julieta julijana
    julita juliusz juna juraj jurg jurij jurre jussi justus justyna jusuf juul juulia juuso jyoti jyrki jytte kaarlo
    kaat kabir kacper kadir kaija kaique kaja kajetan kajsa kala kalervo kalevi kalina kalman kalpit kaltrina kamiel
    kamila kamilly kamya kane karan karel karim karima karley karlfried karlheinz karlijn karlo karola karolien
    karoliina karolin karoline karoly kashish kashvi kasimir kaspar kasper kastriot kata katalin katariina katarina
    katcha katelijne kathe katherina kathrin kati katia katica katleen kato katri katrien katriina katrijn katrine
    katty kauko kaylee kayleigh kazim kazimierz kealan keano keelan keely keeva keijo keld kenan kenn kennet kenth
    kerim kerttu kevim keya khadija khaled kiaan kian kiara kiera kieran kike kilian killian kimmo kirsti kirstie
    kirstin kirstine kirsty kitti kjeld kjersti kjetil klaudia klaudie klavs klemens klement klothilde knud koenraad
    konrad konstantinos konstanty konstanze korbinian kordula kori korinna kornelia kornelius kreszentia kreszenz
    kriemhild krish krisha krishna kristel krister kristiaan kristian kristiane kristien kristiina kristijan kristof
    kristofer kristoffer kristyna krisztian krisztina krisztofer kritika krystian krystof ksawery kujtim kullervo
    kunibert kunigunda kunigunde kuno kushtrim kustaa kveta kvetoslava kyan kyano kyara kyllikki kyra laban labinot
    lacramioara ladislau ladislaus ladislava ladli laila lajita lajos laksh lakshit lalo lamberto laoise larisa larke
    lassi laureano laureen laurentia laurentiu laurenz laurian lauriane laurin laurits laus laust lavanya lavinia
    layla lazzaro leana leander leandra leandro leane leano leart ledion leela leevi lejla lekha leni lenka lenn
    lennard lennarth lennert lenny leocadio leokadia leoncio leonhard leonid leonore leontin leontina leopold
    leopoldine leordean leos levin leyre lian libni libor libuse lidija lidwina liesa liesbet liesbeth lieschen liesel
    lieselot lieselotte lieze ligia liisa lili liliane lilija lilja lill lillemor lilli lilo lindita ling linn lioara
    lioba lipika liridon liridona lirim lisandro lisanne lisbet lisbeth liselott liselotte lissi lissy liva livio
    liviu liwia lize lizz lizzy ljiljana ljubica ljubisa ljudmila lodewijk lodovico loek loes lohit loida loke loni
    lopa lorcan loredana lorelei lorenz lorenza loreto lorik lorin lothar lott loui lovis lovisa lovre lovro lowie
    luan luara lubos lucentiu lucette luchino lucho lucian luciana lucienne lucija lucretiu ludek ludger ludivine
    ludmila ludmilla ludovico ludovicus ludvig ludvik ludwig ludwina luigia luigina luisina luitgard luiza luka
    luljeta lulzim luminita lumir lunna lupita lutgarde lutgardis lutgart lutz luzie luzius lydie lykke lyndon lyndsay
    lyndsey lynsey maanas maanav maaria maarit maartje macario macauley madalin madalina maddalena madelene madhav
    madhavi madlen mael maelle maeva maeve magali magarete magdalene magdolna magrit mahdi mahika mahmoud mahmut
    mahulena maida maija maik maiken mairead mairtin maite majken majvor maks maksim maksymilian malachy malea malena
    malene malika malou malthe malvina malwina mamadou mamen manan manbir manole manthan manu manuelita manus manya
    marcell marcello marcelo marcheta marcu mareen mareile margareta margarete margaretha margarethe margaritha
    margaud margit margita margitta margreth margrethe margrit margrith mariane marianela mariangela mariann maricica
    maricruz mariechen mariele mariella marielle marieluise mariette marija marijan marijana marijn marika marilena
    marinela marinette marinus marioara maristela maritta mariuca marja marjaana marjan marjatta marjo marjukka marjut
    marketta marko marleen marlies marliese marlis marlise marlyse marnix marten marthe martijn martine marton martta
    martti martyn maryam maryline maryse marzena massimiliano matea matej mateja mateus matheo mathias mathijs
    mathilda matija matous matthaus matthieu matthijs mattias matyas maud mauno mauri maurilio maurin maurits mauritz
    maurizio maurus maurycy maximiano maximiliano maximino maysa mayte meabh meaghan mechthild mechthilde mechtild
    megane megha meghana mehdi meibh meik meike meinhard meinolf meinrad meja mekhala melania melchor melek melita
    melitta melle melwin meral merche meret merete merethe mergim merijn merja mervi meryem mesut metin micael
    michaele michail michala micheala michelangelo micheletto michelotto michiel mick mieke mieszko miguela mihael
    mihaela mihai mihail mihajlo mihaly mihnea miia miika mika mikaela mikulas milada milica milka milorad miloslav
    miloslava milosz milou miluse mimmi mimoza minodora mioara miodrag mirabela miran mircea mirco mireia mirela
    mirella mirja mirjami mirjana mirko mirlinda miroslav miroslava miroslaw miroslawa mirsad mirta mirthe miruna
    mischa mislav mitali mitesh mitrut mitzy mladen mogens mohamad mohini mojmir monalisa morten mugdha mugur mugurel
    muhamed muhamet muhammed muharrem murielle murilo mustapha muzaffer myriam myrta myrtha myrthe nachiket nacio
    nadege nadeschda nadeshda nadezda nadin nael naim nair naksh nakul nand nandini nando nandor nanna nanni naoimh
    naoise naomh napoleone naser nasser natacha natalija natalio natalja natan natanael nataniel natasa natascha
    natasja natasza nath nathanael naud naveen nayara nayeli nazaret nazario nazmi nebojsa necati nechifor nedda neel
    neelima nelida nelio nelli nelu nemanja nenad nermin nete netra nevenka nevin nevio niall nicanor niccolo nichifor
    nichola nicklas nicky niclas nicoara nicodemo nicodim nicola nicolae nicolai nicolaie nicolaj nicolasa nicolaus
    nicoleta nicoletta nicoline nicu niculina niculita nicusor nicuta nidhi nidra niek nieves nihal niharika niilo
    niina nika niklas niklaus niko nikodem nikol nikola nikolai nikolaj nikolaos nikolas nikolaus nikolett nikoletta
    nikolina niksa nilima nilo nimrat ninetta ninthe nirja nisa nisha nitara nitesh nives noella noor noora noortje
    norah norberto nore norica norina notburga noud nour nout nuala nuran nuray nurettin nuri nurten nydia nynke oana
    obdulia oceane octav octavian octaviu odalis odalys odeline odette odhran odika oeshi oiva oivind ojas ojasvi
    ojvind olalla olavi oldrich olegario olfert olgierd olimpia olimpian olimpiu olivie oliviu oliwer oliwier olov
    omaja omisha omkaar omya onkar onni onofre onveer oona oonagh ophelie oran orazio oreste orfhlaith orhan oriana
    orinder orjan orlagh orlaigh orlaith ornella orsolya ortansa ortrud ortrun ortwin orvokki osha oskari osmo ossian
    osten osvald oswald oswaldo oswin otakar otavio otfried othmar otilia otmar ottavio ottfried ottilia ottilie
    ottmar ottokar ottomar otylie outi ovidio ovidiu oviya ovli oxana oystein ozana ozlem paavo padraic padraigin
    pahal paivikki pallavi pamfil panagachie paoletta paraschiva paride parth pasqual patric patricie patrik patrizia
    patru patryk pauli paulica pauliina paulino pauric pavani pavla pavlina peadar pearce pearse peder pelayo pentti
    pepijn pepito pernilla pertti petr petrica petrisor petrona petronela petros petru petrut petruta petter phileine
    philippa pien pierangelo piergiorgio piergiuseppe pierina pierluigi piermaria piero pierpaolo piersanti piia pili
    pippa pirkko pirmin piroska pius plesu pleun plinio polina pompeo pompilia pompiliu pomponio poncio pontus
    porfirio poul pranav praneel pranit pratyush preben predrag premysl prisca priscila prisha priska prudencio
    przemyslaw puccio pushti qabil qadim qarin qasim quinten quinty quirino qushi raagini rachana rachid rachit
    rachita radha radhika radim radka radmila radomir radoslav radoslaw radovan radu raducu rael raffael raffaela
    raffaele raffaellino raffaello rafila raghav ragna ragnar ragner rahel raija raik raili raimo raimondo raimund
    raimundo raisa raissa rajata rajeshri raksha raluca ramazan ramiz ranbir randolf rania ranieri ranveer raoul
    raphaela rashid rauno ravy rayaan rayan raymonde raymund razvan rebecka rebeka rebekka recep reece regan regitse
    regitze rehaan reidun reijo reimar reimer reimund reinald reingard reinhardt reinhart reinhild reinhilde reinhold
    reka rembrandt remigio remus remy remzi renaat renan renato rens renske renzo rexhep reyansh rhavi rhian rhianna
    rhianne rhiannon rhys rian ricarda ricciotti richardt rickard ridhi rigmor riikka rikard rikke riku rinaldo rino
    rinor rishi risto ritt ritva riya roan robbe robertina rochus roderich rodica roeland roise roko roksana roldan
    romanita romina romolo romuald romulo romulus romy ronaldo ronan ronith ronni rony ronya roope roosa rosalinde
    rosalva rosaria rosaura roseanna rosel roselinde rosenda rosendo rosina rosl rosmarie rossana rostislav roswita
    roswitha rotraud rotraut rouven roxane roxelana rozalia rozalija rozsa ruairi ruari rudi rudolf rudra ruedi rufina
    rufino ruggero ruggiero rupert ruperta ruperto rushil ruthild ruxanda ruxandra ruza ruzena ruzica ryszard saanvi
    saar saara saban sabas sabin sabri sachi sadik safet safta sahin sahra sakari saksham saleh salih salome salomea
    samaksh samar samarth samesh sami samir samira samu samuli sanaya sanda sandalio sandro sandu sanela sanije sanja
    sanni santeri sanziana saoirse sarina sarita sarka sarthak sasa sascha sathvik satu saumya sava saverio saveta
    savina seamus seana seanan seaneen seanna sebastiaan sebastiao sedat segismundo seija seline semenica semir semra
    senad senn senna senol seona sepp seraina serban sereina sergej sergiu sergius serpil sessa severiano severin
    severina severino sevim shaban shania shanice shannan shannen shauneen shaurya shay shea shivani shivansh shona
    shpresa shqipe shravya sibel sibilla sibylla siddharth siebe siegbert siegfried sieghard sieglinde siegmar
    siegmund siegrid siegried siegrun siegward siem sienna sigfrid sigfrido sigfried sigge sigismund siglinde sigmar
    sigmund sigrun sigvard siiri silja sille silvan silvana silvester silvestro silvian silviana silvie silvio silviu
    simao sime simen simeon simi simina simion simo simonetta simonne sinaida sinan sindre sini sinikka siofra sirkka
    sirpa sisko sissel sivert sixten siya skender sladjana slavena slavica slavko slavomir slobodan smaranda snezana
    snjezana sofie sofija solange solvej sona sondre songul sonke soraia sorana soraya sorcha soren sorin sorina
    sorine sosimo speranta staffan stancu stanislaus stanislav stanislava stavros stef stefaan stefana stefani
    stefanija steffi stefica stein steinar stela stelian steliana stellan steluta stepan stepanka sterre stian stien
    stig stina stine stjepan sture sudiksha suhani sukru suleyman sune susanita susann susannah suse susi sussanne
    sussie suus suvi suzana suze suzy svatopluk svatoslav svea svein svenning sverre swen swetlana sybilla sybille
    sylke sylvana sylviane sylvio sylwia szilard szilveszter szilvia tadeas tadeo tage tahir taisto tamanna tanay
    taneli tanish tanmayi tanveer tanvi tapani tarak tarik tariq taru tassilo tatjana tauno teea teemu teerth teija
    tejas tejs telemaco tellervo telmo telse temistocle tenzin teobaldo teodor teodora teodoro teodosia teodosio
    teofil teofila teofilo teohari teona terese teresia terez tereza terezia terezija terhi terje terttu tess teuta
    teuvo thaddaus thales thekla theobald theodoor theodor theodoro theodoros theophil theophile theres theresia
    thibaut thibo thies thijmen thijn thilo thom thor thoralf thorben thore thure tiarna tiarnan tiberia tiberiu tibo
    tiburcio tiegan tiernan tiia tiina tijl tijmen tijs tilda tillmann tilly tilman tilmann timea timm timotei timoteo
    timothee tincuta tindra tineke tirza titus tivadar tiziana tiziano tobiasz todor toivo tomi tomislav tommi tonicha
    tonino tonje tonny topias toralf torgny toribio torill torquato traian traude traudel traudl traugott traute trini
    tripti triveni triya troels trond trude trudel trudi tuana tudor tudora tudorita tudosia tuija tulay tullio tunde
    tuomas tuomo ture turid turkan turvi tuukka tuuli tuulia tuulikki tuva twan tycho tygo tymon tymoteusz ubaldo
    uberto ubika ucchal udant udarsh udyati ueli uffe ugolino ulises ullrich ulrica ulrik umang umberto umut undine
    unnati uolevi upadhriti upasna upkaar upma uriel urishilla urmi ursel urte urvashi urvi uschi utkarsh vadim vagn
    vaino vaishnavi vajen valborg valdemar valentim valeri valerij valeriu valero valeska valter valtteri vamakshi
    vanesa vania vanja vansha vanya varenya varsha varvara vasana vasatika vasile vasilica vassilios vasudha vasyl
    vedant vedhika vedika vedran veera veerle veeti vegard veijo veit venancio venceslas vendela vendula veniamin
    venla verner verneri veronika vesa vesna vicenta vicentia vicentiu victoriano victorino vidhi viggo vigo vihaan
    viivi viktor viktoria viktorie vilem vilgot vilhelm vilhelmiina vilhelmina vilho viljami viljo villads vilmer
    vilmos vinaya vincentio vincentiu vincenza vincenzo vinicio vinicius vinko vinzenz violetta viorel viorela viorica
    virag viraj virgilio viridiana virpi visarion vitezslav vittorio vitus vivaan viveka viviana viviane vivianne
    vivien vivienne vjekoslav vjollca vlad vladelina vladimira vladislav vlado vlaicu vlasta vlastimil vlora voichita
    voicu volkan volkhard volkmar vratislav vrinda vrishti vritti vuokko vyanjana wahab waida wakeeta walburga
    waldemar waldtraut walentina walfried walli wally walther waltraud waltraut waltrud wannes warda warhi warinder
    warjas warre watika wazir weena wenche wencke wendelin wendolin wenke wenzel wera wessel wibke widisha wieland
    wieslaw wigbert wiktor wilfrido wilfried wilfriede wilhelmine wilhelmus willem willfried willi willibald willibert
    willy wiltrud winfried winni wishi witold wladimir woldemar wolfhard wriddhish wridesh xalak xander xaver xavi
    xenia xiti yachana yadavi yael yagnesh yahvi yaiza yamini yanick yanik yanis yannic yannik yannis yara yash
    yashasvi yashawini yashica yashoda yashodhara yashvi yasin yasmin yasmina yasmine yassin yassine yasti yatan yatin
    yauvani yeni yesica yessica yfke yilmaz yinthe ylenia ylva ylvie yngve yochana yolande yoshita younes yousef
    youssef yrjo yrsa yuridia yutika yuvraj yvan zacarias zach zacharias zacharie zaharia zahra zaid zainab zaira
    zaitra zakaria zalan zamfir zamfira zaneta zansi zarna zashil zayan zayyan zbynek zdenka zdislava zdravko zeferino
    zehaan zehnia zeki zeljka zeljko zenia zeno zenobia zenon zenovia zenta ziggy zikmund zilmil zina zinal zita
    zlatko zoey zofie zora zoraida zoran zorica zorka zsanett zsigmond zsolt zsombor zsuzsanna zuzana zvonko
    """.split()
)
