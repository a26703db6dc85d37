"""Towns, in lower case: from GeoNames (https://www.geonames.org), CC BY 4.0, by number of people.

Made by `python -m benchmarks.phi_words`: do not edit.
"""

TOWNS = frozenset(
    """
    a coruna|aachen|aalborg|aalen|aalst|abbotsford|aberdeen|abidjan|abilene|abu dhabi|abu ghurayb|abuja|acapulco de
    juarez|accra|adana|addis
    ababa|aden|afragola|aguascalientes|ahlen|ahmedabad|ahuntsic-cartierville|aix-en-provence|ajaccio|akron|al basrah
    al qadimah|al mawsil al jadidah|albacete|albany|albi|albuquerque|alcala de guadaira|alcala de
    henares|alcobendas|alcorcon|alcoy|aleppo|alessandria|algeciras|algiers|algorta|algueirao|alhambra|alkmaar|allentown|almaty|almelo|almere
    stad|almeria|alphen aan den rijn|alt-hohenschonhausen|altamura|altona|aluche|alvaro
    obregon|amberes|amburgo|amersfoort|amherst|amman|amritsar|amstelveen|amsterdam|amsterdam-zuidoost|anaheim|ananindeua|anapolis|ancona|anderlecht|ankara|ann
    arbor|anshan|antalya|antananarivo|antibes|antioch|antipolo|antofagasta|antwerp|antwerpen|anvers|anyang|aparecida
    de
    goiania|apeldoorn|aprilia|aracaju|arenella|arequipa|arezzo|arganzuela|argenteuil|arhus|arles|arlington|arnhem|arnsberg|arona|arvada|aschaffenburg|ashgabat|asnieres-sur-seine|aspern|astana|astoria|atenas|atene|athen|athenes|athens|atlanta|aubervilliers|auckland|augsburg|aulnay-sous-bois|aurangabad|aveiro|avignon|azcapotzalco|bad
    homburg vor der hohe|bad salzuflen|badajoz|badalona|baden-baden|baghdad|bahawalpur|bahia
    blanca|bakersfield|baku|ballarat|baltimore|bamako|bamberg|bandar
    lampung|bandung|bangkok|bannu|bao'an|baoding|baoji|baoshan|baotou|barakaldo|barcellona|barcelone|barletta|barquisimeto|barranquilla|barueri|basel|basildon|basilea|basingstoke|basrah|baton
    rouge|bauru|bayan
    nur|bayreuth|bazhong|beaumont|beauvais|becontree|bedford|beijing|beirut|bekasi|belem|belfast|belford
    roxo|belgrad|belgrade|bellevue|belo horizonte|bemowo|bengaluru|bengbu|benidorm|benin city|benito
    juarez|benxi|bergamo|bergedorf|bergen op zoom|bergheim|bergisch gladbach|bergkamen|berkeley|berlim|berlin|berlin
    kopenick|berlino|bern|berna|besancon|betim|bexley|beziers|bhopal|bialoleka|bialystok|bielany|bielefeld|bielsko-biala|bien
    hoa|bijie|bilbao|billings|billstedt|birkenhead|birmingham|bishkek|blackburn|blackpool|blantyre|blois|blumenau|boa
    vista|bobo-dioulasso|bocholt|bochum|bogenhausen|bogor|bogota|bologna|bolton|bolzano|bonn|borough
    park|boston|bottrop|boulogne-billancourt|bourges|bournemouth|bozhou|braga|brampton|brandenburg an der
    havel|brantford|braunschweig|brazzaville|breda|bremen|bremerhaven|brescia|bridgeport|brighton|brigittenau|brisbane|brive-la-gaillarde|broken
    arrow|brooklyn|brownsville|bruges|brugge|bruselas|brussel|brussels|bruxelles|bucaramanga|bucharest|budapest|budta|buenos
    aires|bukarest|burbank|burdeos|burgos|burlington|burnaby|burnley|bursa|burton upon trent|busan|bushwick|busto
    arsizio|bydgoszcz|bytom|caceres|cadiz|caen|cagliari|cairns|cairo|calgary|caloocan|caltanissetta|camayenne|cambridge|campina
    grande|campo di marte|campo grande|campos dos goytacazes|can tho|canberra|cancun|capao redondo|cape coral|cape
    town|capelle aan den
    ijssel|carabanchel|carapicuiba|cardiff|cariacica|carlsbad|carrollton|cartagena|caruaru|casablanca|caserta|casoria|castellammare
    di stabia|castelldefels|castello de la plana|castrop-rauxel|catania|catanzaro|caucaia|caxias do sul|cebu
    city|cedar rapids|ceilandia|celaya|central
    coast|cergy|cergy-pontoise|cesena|ceuta|chalons-en-champagne|chamartin|chamberi|chambery|champigny-sur-marne|chandigarh|changchun|changde|changsha|changshu|changwon|changzhi|changzhou|chaozhou|charleroi|charleville-mezieres|charlottenburg|chateauroux|chattanooga|chattogram|chelmsford|cheltenham|chelyabinsk|chemnitz|chengdu|chennai|chesapeake|chiba|chicago|chiclana
    de la frontera|chiclayo|chilliwack|chimbote|chinatown|cholet|cholula|chongqing|chorzow|christchurch|chula
    vista|cidade do mexico|cincinnati|cinisello balsamo|circoiscrizione i|circoiscrizione ii|circoiscrizione
    iii|circoiscrizione iv|circoiscrizione v|circoiscrizione vi|circoiscrizione vii|circoiscrizione viii|citta del
    messico|city of port phillip|city of westminster|ciudad apodaca|ciudad benito juarez|ciudad de mexico|ciudad
    general escobedo|ciudad guayana|ciudad juarez|ciudad lineal|ciudad lopez mateos|ciudad nezahualcoyotl|ciudad
    obregon|ciudad real|ciudad victoria|ciutat
    vella|cixi|clamart|clarksville|clearwater|clermont-ferrand|clichy|clovis|coacalco|coatzacoalcos|coimbatore|coimbra|colchester|collado-villalba|college
    station|cologne|colonia del valle|colonia tovar|colorado springs|conakry|copenhagen|copenhague|coquitlam|coral
    springs|cornella de llobregat|corpus christi|corrientes|cosenza|coslada|costa
    mesa|cotia|cottbus|courbevoie|coventry|coyoacan|cracovia|cracow|crawley|cremona|creteil|crotone|croydon|cuauhtemoc|cuautitlan
    izcalli|cucuta|cuernavaca|cuiaba|culiacan|curitiba|cuxhaven|czestochowa|da nang|dabrowa
    gornicza|daegu|daejeon|dagenham|dakar|dalian|daly city|damascus|dammam|daqing|dar es
    salaam|darmstadt|dartmouth|datong|davao|dayton|dazhou|deer valley|delhi|delmenhorst|den haag|denver|depok|des
    moines|dessau|detmold|deurne|dhaka|dhanbad|dijon|dinslaken|diyarbakir|dnipro|dobling|dombivali|donaustadt|doncaster|donetsk|dongguan|dongying|dordrecht|dormagen|dortmund|dos
    hermanas|douala|downey|drancy|dresden|dubai|dublin|duisburg|dunedin|dunkirk|duque de caxias|durban|dusseldorf|east
    chattanooga|east flatbush|east hampton|east harlem|east helsinki|east independence|east los angeles|east new
    york|eastbourne|ecatepec de
    morelos|edimburgo|edinburgh|edison|edmonton|eimsbuttel|eindhoven|eisenzicken|eixample|el cajon|el ejido|el
    monte|el paso|el prat de llobregat|el puerto de santa maria|elblag|elgin|elk grove|elmhurst|embu das
    artes|emden|enfield
    town|enschede|enugu|erbil|erftstadt|erfurt|eschweiler|esenyurt|eskisehir|espoo|esslingen|estepona|estocolmo|estrasburgo|etobicoke|euskirchen|evansville|evreux|evry|exeter|fairfield|faisalabad|fargo|faridabad|favoriten|fayetteville|feira
    de
    santana|fengxiang|ferrol|firenze|flensburg|florenz|florianopolis|floridablanca|floridsdorf|fontenay-sous-bois|forli|fort
    collins|fort lauderdale|fort wayne|fort worth|foshan|foz do iguacu|francfort|francoforte|frankfurt|frankfurt am
    main|frechen|freiburg|frejus|fremont|friedrichsfelde|friedrichshafen|friedrichshain|fuencarral|fuencarral-el
    pardo|fuengirola|fuenlabrada|fukuoka|fullerton|funchal|funfhaus|fuorigrotta|furth|fushun|fuyang|fuzhou|gainesville|gandia|ganzhou|garbsen|garden
    grove|gatineau|gaziantep|gazipur|gdansk|gdynia|geelong|gelsenkirchen|geneva|geneve|genf|genk|genoa|genova|gent|gesundbrunnen|getafe|getxo|ghaziabad|ghent|giessen|gijon|gillingham|ginebra|ginevra|girona|giugliano
    in campania|gladbeck|glasgow|glendale|gliwice|gloucester|goiania|gold coast|gomez
    palacio|goppingen|gorakhpur|gorlitz|gorzow wielkopolski|gothenburg|gottingen|governador
    valadares|goyang-si|gqeberha|grajau|granada|grand prairie|grand rapids|granollers|grao de
    murviedro|gravatai|gravesend|graz|greater sudbury|greeley|green
    bay|greensboro|grenoble|gresham|grevenbroich|gronau|groningen|grosseto|guadalajara|guangzhou|guankou|guaruja|guarulhos|guatemala
    city|guelph|guidonia montecelio|guigang|guilin|guiyang|gujranwala|gummersbach|gustavo adolfo
    madero|gutersloh|guwahati|gwalior|gwangju|haarlem|haikou|haiphong|halifax|hambourg|hamburg|hamburg-mitte|hamburg-nord|hamburgo|hameln|hanau
    am
    main|handan|hangzhou|hannover|hanoi|hanover|hanzhong|harare|harbin|harburg|harlem|hartford|hasselt|havana|hayward|heerlen|hefei|heidelberg|heidenheim
    an der
    brenz|heilbronn|hellersdorf|helmond|helsingborg|helsinki|hengelo|hengyang|herford|hermosillo|hernals|herne|heroica
    matamoros|heshan|heze|hezhou|hialeah|hietzing|high point|high
    wycombe|hilden|hildesheim|hillsboro|hilversum|hiroshima|ho chi minh city|hobart|hohhot|hollywood|hong kong|hong
    kong
    island|honolulu|horta-guinardo|houston|howrah|huai'an|huaibei|huainan|huancayo|hubballi|huddersfield|huelva|huizhou|huludao|huntington
    beach|huntsville|hurth|huzhou|hyderabad|hyeres|ibadan|ibague|ibbenbueren|ilford|ilorin|incheon|indaiatuba|indianapolis|indore|inglewood|ingolstadt|innsbruck|ipswich|iquitos|irapuato|irun|irvine|iserlohn|isfahan|islington|issy-les-moulineaux|istanbul|itagui|itaquaquecetuba|ivry-sur-seine|ixelles|ixtapaluca|izmir|iztacalco|iztapalapa|jabalpur|jaboatao
    dos guararapes|jacksonville|jaipur|jakarta|jamaica|jamshedpur|jardim angela|jardim sao luis|jeddah|jepara|jerez de
    la frontera|jersey
    city|jerusalem|jiading|jiangmen|jiangyin|jiaxing|jieyang|jilin|jinan|jing'an|jingzhou|jinhua|jining|jinjiang|jinzhong|jiujiang|joao
    pessoa|jodhpur|johannesburg|joinville|jonkoping|juan-les-pins|juiz de
    fora|jundiai|jyvaskyla|kabul|kaduna|kaifeng|kairo|kaiserslautern|kakamega|kalisz|kallakurichi|kalyan|kamloops|kampala|kananga|kanpur|kansas
    city|kaohsiung|karachi|karaj|karbala|karlsruhe|kassel|kathmandu|katowice|kawasaki|kayseri|kazan|kelowna|kerpen|kharkiv|khartoum|khartoum
    north|khulna|kielce|kigali|killeen|kingston|kingston upon
    hull|kinshasa|kirkuk|kisangani|kitakyushu|kitchener|klagenfurt am
    worthersee|knoxville|kobe|koblenz|kolkata|koln|konstanz|konya|kopenhagen|kopenick|koreatown|kortrijk|koszalin|kowloon|krakau|krakow|krasnoyarsk|krefeld|kreuzberg|kristiansand|kuala
    lumpur|kumasi|kunming|kunshan|kuopio|kyiv|kyoto|l'hospitalet de llobregat|la cite-limoilou|la laguna|la linea de
    la concepcion|la louviere|la paz|la roche-sur-yon|la rochelle|la seyne-sur-mer|la
    spezia|lafayette|lahore|lahr|lahti|laibin|laiwu|lakeland|lakewood|lamezia
    terme|landshut|landstrasse|langenfeld|langenhagen|langley|lansing|lanzhou|laredo|las cruces|las palmas de gran
    canaria|las rozas de madrid|las vegas|lausanne|le havre|le mans|le plateau-mont-royal|le
    vieux-longueuil|lecce|leeds|leeuwarden|leganes|legnica|leicester|leipzig|leiria|lelystad|leon de los aldama|les
    corts|lethbridge|leuven|levallois-perret|leverkusen|lewisville|lexington|lexington-fayette|lianyungang|liaocheng|lichtenrade|lichterfelde|lido
    di
    ostia|lille|lilongwe|limeira|linfen|lingen|linkoping|linyi|linz|lippstadt|lisboa|lisbon|lisbona|lisbonne|lissabon|little
    rock|liupanshui|liuzhou|liverpool|livorno|lleida|lodz|logan city|logrono|londen|london|londra|londres|long
    beach|longueuil|longyan|lorca|lorient|los angeles|los mochis|louisville|lower
    hutt|lu'an|luanda|lubbock|lubeck|lublin|lubumbashi|lucca|lucerne|lucknow|ludenscheid|ludhiana|ludwigsburg|ludwigshafen|ludwigshafen
    am rhein|luliang|luneburg|lunen|luohe|luohu
    district|luoyang|lusaka|luton|luzern|luzhou|lyon|maastricht|macapa|maceio|madinah|madrid|madrid
    centro|magdeburg|maidstone|maiduguri|mailand|mainz|maipu|maison
    blanche|maisons-alfort|majadahonda|makassar|makkah|malaga|malingao|malmo|managua|manaus|manchester|mandalay|mandurah|manhattan|manizales|mannheim|manresa|mansfield|manukau
    city|maoming|maputo|mar del plata|maracaibo|marbella|marburg an der
    lahn|margareten|mariendorf|marienthal|maringa|markham|marne la
    vallee|marrakesh|marseille|marsella|marsiglia|maryvale|marzahn|mashhad|mataro|matola|maua|mazatlan|mbuji-mayi|mcallen|mechelen|medan|medellin|meerbusch|meerut|meidling|meishan|meizhou|melbourne|melilla|memphis|mendip|merida|merignac|mesquite|messina|metairie
    terrace|metz|mexicali|mexico city|miami|miami gardens|mianyang|middlesbrough|midland|miguel hidalgo|milano|milton
    keynes|milwaukee|minhang|minneapolis|minsk|miramar|mississauga|moabit|modena|mogadishu|mogi das
    cruzes|mokotow|molenbeek-saint-jean|molina de segura|mombasa|monaco di
    baviera|monchengladbach|moncloa-aravaca|monrovia|mons|montauban|montes
    claros|montevideo|montpellier|montreal|montreuil|moratalaz|morelia|moreno
    valley|moscou|moscow|moscu|moskau|mossoro|mostoles|mosul|mulheim|mulhouse|multan|mumbai|munich|munique|murcia|murfreesboro|murrieta|mwanza|mysuru|n'djamena|nagoya|nagpur|nairobi|najafgarh|namur|nanchang|nanchong|nanjing|nanning|nanterre|nantes|nantong|nanyang|naperville|naples|napoles|napoli|narbonne|nashik|nashville|naucalpan
    de juarez|navi mumbai|nay pyi
    taw|neapel|neijiang|neiva|nepean|neu-hohenschonhausen|neu-ulm|neubrandenburg|neubruck|neue
    neustadt|neuilly-sur-seine|neukolln|neumunster|neuss|neustadt an der weinstrasse|neuwied|new bedford|new haven|new
    orleans|new south memphis|new taipei city|new territories|new york|new york city|newark|newcastle|newcastle under
    lyme|newcastle upon tyne|newport news|niamey|nicolas romero|nieuwegein|nijmegen|nimes|ningbo|niort|niteroi|nizhniy
    novgorod|nizza|nogales|noisy-le-grand|norderstedt|nordhorn|norfolk|north charleston|north las vegas|north
    peoria|north shore|north stamford|northampton|norwalk|norwich|nottingham|nou barris|nouakchott|nova iguacu|nova
    iorque|novara|novo hamburgo|novosibirsk|nowrangapur|nueva york|nuevo
    laredo|nunoa|nuremberg|oakland|oakville|oaxaca|oberhausen|oceanside|odense|odesa|offenbach|offenburg|ojo de
    agua|oklahoma
    city|olathe|olbia|oldenburg|oldham|olinda|olsztyn|omaha|omdurman|omsk|onitsha|ontario|opole|ordos|orebro|orihuela|orleans|osaka|osasco|oshawa|oslo|osnabruck|ostend|ottakring|ottawa|ottawa
    south|ouagadougou|oulu|ourense|overland park|oviedo|oxford|oxnard|pachuca de
    soto|padang|paderborn|padua|palembang|palermo|palm
    bay|palmdale|palmira|pamplona|panjin|pankow|parauapebas|parigi|parijs|paris|parma|parnamirim|pasadena|passau|paterson|patna|paulista|pearland|pechino|pekanbaru|pekin|peking|pembroke
    pines|penzing|pequim|perpignan|perth|perugia|pesaro|peshawar|pessac|peterborough|petrolina|petropolis|pforzheim|philadelphia|phnom
    penh|piacenza|pikine|pimpri|pimpri-chinchwad|pingdingshan|piracicaba|pistoia|pittsburgh|piura|plock|plymouth|pointe-noire|poitiers|pomona|pompano
    beach|ponferrada|ponta grossa|pontevedra|popayan|port harcourt|port saint lucie|port-au-prince|porto alegre|porto
    velho|portsmouth|porz am rhein|potsdam|poznan|pozuelo de alarcon|pozzuoli|prag|praga|praga poludnie|prague|praia
    grande|prayagraj|prenzlauer berg|pucallpa|pudong|pueblo nuevo|puente alto|puente de
    vallecas|pulheim|purmerend|putian|putuo|puxi|puyang|pyongyang|qingdao|qingpu|qingyang|qingyuan|qinzhou|quanzhou|quarto
    oggiaro|quartu sant'elena|quebec|queluz|quetta|quezon city|quilmes|qujing|quzhou|ra's
    bayrut|radom|ragusa|rahlstedt|raipur|rajkot|raleigh|ranchi|rancho
    cucamonga|rangpur|rasapudipalem|ravenna|rawalpindi|recife|recklinghausen|red deer|regensburg|reggio
    calabria|reggio nell'emilia|reims|reinickendorf|remscheid|renton|reutlingen|reynosa|rheinhausen|rialto|ribeirao
    das neves|ribeirao preto|richmond|richmond hill|rimini|rio branco|rio de
    janeiro|rivas-vaciamadrid|riverside|riyadh|roanoke|rochester|rockford|rodenkirchen|roma|rome|rondonopolis|roosendaal|roquetas
    de mar|rosemont-la petite-patrie|rosenheim|roseville|rostock|rostov-on-don|rotherham|rotterdam|roubaix|rouen|round
    rock|ruda slaska|rueil-malmaison|rui'an|russelsheim am
    main|rybnik|rzeszow|saanich|saarbrucken|sabadell|sacoma|sadr city|saguenay|sagunto|saint paul|saint peters|saint
    petersburg|saint-brieuc|saint-denis|saint-etienne|saint-louis-de-terrebonne|saint-malo|saint-maur-des-fosses|saint-nazaire|saint-quentin|saint-quentin-en-yvelines|sainte-foy|saitama|salem|salerno|salford|salt
    lake city|saltillo|salzburg|salzgitter|san antonio|san bernardino|san blas-canillejas|san carlo all'arena|san
    diego|san fernando|san francisco|san jose|san luis potosi|san mateo|san miguel de tucuman|san nicolas de los
    garza|san salvador de jujuy|san sebastian de los reyes|sanaa|sandy springs|sanhe|sankt augustin|sankt
    gallen|sanlucar de barrameda|sant andreu|sant boi de llobregat|sant cugat del valles|sant marti|santa ana|santa
    catarina|santa clara|santa clarita|santa coloma de gramenet|santa cruz de la sierra|santa cruz de tenerife|santa
    fe|santa lucia|santa maria|santa marta|santa rosa|santander|santiago de compostela|santiago de los
    caballeros|santiago de queretaro|santiago de surco|santiago del estero|santo andre|santo
    domingo|sants-montjuic|santutxu|sanya|sao bernardo do campo|sao joao de meriti|sao jose|sao jose do rio preto|sao
    jose dos campos|sao jose dos pinhais|sao luis|sao paulo|sao
    vicente|sapopemba|sapporo|saragossa|sargodha|sarria-sant
    gervasi|sartrouville|saskatoon|sassari|savona|schaerbeek|schiedam|schoneberg|schwabisch
    gmund|schweinfurt|schwerin|schwerte|scottsdale|seattle|semarang|sendai|seongnam-si|seoul|seraing|sesto san
    giovanni|setagaya|setubal|sevilha|sevilla|seville|shanghai|shangqiu|shangrao|shantou|shaoguan|shaoxing|sharjah|sheepshead
    bay|sheffield|shenyang|shenzhen|sherbrooke|shijiazhuang|shiraz|shivaji nagar|shiyan|sholapur|shreveport|shubra al
    khaymah|shymkent|sialkot|simi valley|sincelejo|sindelfingen|sint-niklaas|sioux
    falls|siracusa|slough|soacha|sodermalm|sokoto|soledad de graciano
    sanchez|solihull|solingen|sollentuna|songjiang|sorocaba|sosnowiec|south bend|south boston|south dublin|south
    fulton|south tangerang|southampton|southend-on-sea|soweto|speyer|spijkenisse|spokane|spring
    valley|springfield|srinagar|st helens|st. catharines|st. john's|st. louis|st. petersburg|stamford|staten
    island|stavanger|steglitz|sterling
    heights|stockholm|stockport|stockton|stoke-on-trent|stolberg|straatsburg|stralsund|strasbourg|strassburg|stuttgart|sultanah|sumare|sunderland|sunnyvale|sunrise
    manor|sunset park|sunshine coast|suqian|surabaya|surat|surrey|sutton
    coldfield|suwon|suzano|suzhou|swansea|swindon|syracuse|szczecin|taboao da
    serra|tabriz|tacna|tacoma|taguig|tai'an|taichung|tainan|taipei|taiyuan|taiz|taizhou|talavera de la
    reina|tallahassee|tampere|tangerang|tangier|tangshan|tapachula|taranto|tarbes|targowek|tarnow|tarragona|tashkent|taubate|tauranga|tbilisi|tehran|telford|temecula|tempe
    junction|tempelhof|teni|tepic|teresina|terrebonne|tetuan de las victorias|thane|the bronx|the hague|thousand
    oaks|thunder
    bay|tianjin|tianshui|tijuana|tilburg|tiruchirappalli|tirunelveli|tiruppur|tlahuac|tlalnepantla|tlalpan|tlaquepaque|tokio|tokyo|toluca|tonala|toowoomba|topeka|torino|toronto|torrance|torre
    del greco|torrejon de
    ardoz|torremolinos|torrevieja|torun|tottenham|touba|toulon|toulouse|tourcoing|townsville|trento|treptow|treviso|tri-cities|trois-rivieres|troisdorf|trondheim|troyes|tubingen|tucson|tulsa|turim|turin|turku|tuscaloosa|tuxtla|tychy|uberaba|uberlandia|uccle|udine|ulsan|umea|universal
    city|upper west
    side|uppsala|ursynow|uruapan|urumqi|utrecht|vadodara|valdefuentes|valdemoro|valencia|valladolid|valledupar|valparaiso|valverde|van
    nuys|vancouver|vantaa|varanasi|varese|varsavia|varsovia|varsovie|varzea
    grande|vasteras|vaughan|veenendaal|velbert|velez-malaga|velsen-zuid|venecia|venedig|venice|venise|venissieux|venlo|venustiano
    carranza|veracruz|verona|versailles|viamao|viareggio|vicalvaro|vicenza|victoria de
    durango|victorville|viena|vienna|viersen|vijayawada|vila nova de gaia|vila velha|viladecans|vilanova i la
    geltru|villa de
    vallecas|villach|villahermosa|villaverde|villavicencio|ville-marie|villeneuve-d'ascq|villeurbanne|villingen-schwenningen|vina
    del mar|virginia beach|visakhapatnam|visalia|viseu|vitoria da
    conquista|vitry-sur-seine|vlaardingen|volgograd|volta
    redonda|voronezh|waco|wahring|waiblingen|wakefield|walbrzych|walsall|walthamstow|wandsbek|wanzhou|warri|warrington|warsaw|warschau|washington
    dc|washington heights|waterbury|watford|wattenscheid|weifang|weimar|weinan|wenzhou|west bromwich|west covina|west
    jordan|west palm beach|west raleigh|west valley city|westminster|wetzlar|whalley|whitby|wichita|wichita
    falls|wien|wiesbaden|wigan|wilhelmsburg|wilhelmshaven|willich|wilmersdorf|wilmington|windsor|winnipeg|winston-salem|winterhude|winterthur|wloclawek|woking|wola|wolfenbuttel|wolfsburg|wollongong|wolverhampton|worcester|worthing|wroclaw|wuhan|wuhu|wuppertal|wurzburg|wuwei|wuxi|wuzhong|xalapa
    de
    enriquez|xi'an|xiamen|xiangtan|xiangyang|xianyang|xiaogan|xico|xining|xinxiang|xinyang|xochimilco|xuchang|xuhui|xuzhou|yancheng|yangjiang|yangon|yangpu|yangzhou|yantai|yaounde|yekaterinburg|yerevan|yichang|yichun|yinchuan|yiwu|yixing|yokohama|yongzhou|yonkers|yueyang|yulin|yunfu|zaandam|zaanstad|zabrze|zamboanga|zapopan|zaragoza|zaria|zehlendorf|zeist|zhangjiagang|zhanjiang|zhaoqing|zhengzhou|zhenjiang|zhongshan|zhongwei|zhu
    cheng city|zhuhai|zhuzhou|zibo|zielona gora|zigong|ziyang|zoetermeer|zumpango|zunyi|zurich|zurigo|zwickau|zwolle
    """.replace("\n    ", " ")
    .strip()
    .split("|")
)
