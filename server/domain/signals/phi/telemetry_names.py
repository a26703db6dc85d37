"""Words of harmless texts that no list of identifiers has: products, foods, exercises, tests, grades in six languages.

By hand, from makers' and apps' public documentation.
"""

# ruff: noqa: RUF001, SIM905 - words read better as a text than as a list

# Makers of devices for health and sports, their products, and apps.
PRODUCTS = frozenset(
    """
    abbott accu actigraph adreno airnext airsense alivecor alta amazfit bip ambi ams anker apex aranet aria atom
    autosense autoset ave axon ascensia balance bandai baum beddit beiwe beurer biostrap biovotion bodystat boltt
    bose braun breathometer buds bowflex calm cardia cardio cardiomobile carelink chek choicemmed chrono circul
    citizen clario clue cirqa clockwork connectiq contec contour coospo coros cosinuss curae cycling dario dash
    decathlon dexcom doppler dreamstation dreamwear dreem edge eight elvie embrace embr emfit empatica endomondo
    epix eufy everion evie evolv exynos eversense faros fenix fibricheck finapres firstbeat fitbit fitpro flex flo
    fold fossil frontier forerunner freestyle fujitsu galaxy garmin gear genki geneactiv gluco glucomen glooko
    goodix google gopro grit guardian haylou headspace health hexoskin hilo honor hrm huami huawei hume iphone ipad
    ihealth inbody index inspire instinct insta360 intellirock ionic itamar ipod jawbone kardia kardiamobile keep
    kinsa komoot lenovo lg libre librelink libreview linkup liv livelink livongo lumen luna mask masimo mate mdx
    medisafe medisana medtronic meizu mi microlife miband mindray minimed mir miroma mobvoi moto motorola movano
    move movesense moxy muse myair myfitnesspal mysugr myzone natural cycles neuroon nextmind nightware nike nokia
    nonin noom nord nothing o2ring oculus omnipod omron one onetouch oneplus oppo optum oquli oura owlet pebble
    peloton philips picooc pico pixel plume pocketlab pod polar polysomno poco prisma propeller proximie quardio
    qardio qardioarm quest quickcare quicksilver realme redmi renpho resmed resperate ring ringconn roche rockport
    runkeeper samsung saturn scanwatch senseonics sense shealth shimmer shokz sigma simband sleeptracker slim smart
    smartbox snapdragon aeroad tron makuri rex waage tempus fugit snore snorelab soberlink somnofit sony spade spire
    spirobank spirodoc spirohome sq stages steelhr stelo stellar strava stryd sugarmate suunto surface tandem tado
    tanita tempdrop temptraq thermo thinkpad ticwatch tidepool tizen tomtom trainerroad triva tropic trurisk truread
    trusense truseen truesteel ultrahuman umidigi under armour unity up valencell vantage vapor veepoo velo venu
    verio verily verity versa viatom vitalpatch vivo vivoactive vivofit vivosmart vivosport wahoo watch watopia wear
    wellue whoop withings wyze xiaomi xperia xplora youwell zepp zepplife zeopoxa zio zip zoe zoll zwift zerolab
    zurich airpods airtag android apple bluetooth chromebook chronos darwin firefox harmonyos homepod imac ios
    ipados kotlin linux mac macbook macos mali mediatek miui nexus onboarding oneui coloros oxygenos playstation
    safari samsungbrowser swift tvos ubuntu visionos watchos wearos webkit windows xbox edg expo okhttp dart flutter
    gradle emui hyperos nougat oreo tiramisu upsidedowncake vanillaicecream ventura sonoma sequoia monterey mozilla
    dalvik chromium gecko canary akka netty retrofit volley alamofire unreal flipper realm canyon trek specialized
    giant cannondale scott cube merida bianchi pinarello cervelo shimano sram campagnolo bosch broadcom akm
    invensense melexis maxim nordic qualcomm st stmicroelectronics ti ams-osram sensirion alps contoso acme
    """.split()
)
# What is eaten and drunk, done in a gym or a pool, looked for in blood, and asked by an instrument.
THINGS = frozenset(
    """
    road-bike oximetry oximeter spirometry polysomnography actigraphy plethysmography capnography audiometry
    tympanic cannula interstitial capillary venous occlusion artifact artefact quartile percentile hypnogram
    tachogram almond almonds apple apples apricot asparagus avocado bacon bagel baguette banana bananas barley basil
    bean beans beef beer beet berries berry beverage biscuit blackberry blueberries blueberry bowl bread broccoli
    broth brownie burger burrito butter buttermilk cabbage cake cappuccino carrot carrots cashew cauliflower celery
    cereal cheddar cheese cherry chia chicken chickpea chickpeas chili chips chocolate cider cinnamon cocoa coconut
    cod coffee cola coleslaw cookie cookies corn cottage couscous cracker cranberry cream croissant cucumber cupcake
    curry custard decaf dessert donut doughnut dressing dumpling edamame egg eggs eggplant entree espresso falafel
    feta fig fillet fish flour fries fruit garlic gin ginger gnocchi granola grape grapefruit grapes gravy greek
    grilled guacamole ham hazelnut herbal honey hummus iced ipa jam jelly juice kale kefir kiwi kombucha lager lamb
    lasagna latte lemon lemonade lentil lentils lettuce linseed liqueur lobster macchiato mackerel mango maple
    margarine matcha mayonnaise meat meatballs melon milk milkshake millet mint miso mocha mozzarella muesli muffin
    mushroom mushrooms mussels mustard naan nectarine noodle noodles nougat nut nuts oat oatmeal oats olive olives
    omelet omelette onion orange oranges pancake pancakes papaya parmesan parsley pasta pastry pea peach peanut
    peanuts pear peas pecan pepper peppers pesto pickle pie pineapple pistachio pita pizza plum pomegranate popcorn
    pork porridge potato potatoes poultry prawn pretzel prosecco protein prune pudding pumpkin quiche quinoa radish
    raisin raisins ramen raspberries raspberry ravioli rhubarb rice ricotta risotto roll rum rye salad salami salmon
    salsa salt sandwich sardine sauce sauerkraut sausage scone seaweed seed seeds sesame shake shellfish sherbet
    shrimp slice slices smoothie snack soda soup sourdough soy soya spaghetti sparkling spinach sprouts squash squid
    steak stew stout strawberries strawberry sugar sunflower sushi sweetcorn syrup taco tangerine tea tempeh tequila
    toast tofu tomato tomatoes tortilla tuna turkey turnip vanilla veal vegetable vegetables vegetarian vermouth
    vinegar vodka waffle walnut walnuts watermelon wheat whey whisky whole wholegrain wholewheat wine wrap yoghurt
    yogurt zucchini basmati brown cooked raw fresh frozen boiled fried baked roasted steamed skimmed semi plain
    unsweetened

    abduction abductor abs adduction aerobic aerobics aquafit arms arnold backstroke ballet barbell barre bench
    bicep biceps bike boxing breaststroke bridge bulgarian burpee burpees butterfly cable calf calisthenics cardio
    chin climber clean climbing clubbell cobra core crawl cricket crossfit crossover crunch crunches curl curling
    curls dance deadlift deadlifts decline dips downhill downward drill dumbbell elliptical extension extensions ez
    fartlek fencing fly flyes football freediving freestyle front gliding goblet golf good gymnastics hack hamstring
    handball hang hiit hike hill hockey hula incline indoor interval jack jacks jerk jiu jitsu jog jogging judo jump
    jumping karate kayak kayaking kettlebell kickback kickboard kickboxing kneeling krav landmine lat lateral leg
    lift lifts lunge lunges machine maga medley military morning mountain muay narrow netball nordic obstacle
    openwater overhead paddle parkour pec petanque pigeon pilates plank planks plyometric plyometrics pose
    powerlifting preacher press pull pulldown pulldowns pulley pullover pullup pullups punch push pushdown pushup
    pushups pyramid qigong racquetball raise raises reverse ride roller romanian rope row rower rowing rows rucking
    rugby run russian scull seated shadow shrug shrugs side singles sit skating ski skierg skullcrusher sled smith
    snatch snowboard snowboarding snowshoe snowshoeing soccer softball spin spinning split sprint sprints squash
    squat squats stair stairmaster steady step stepper stiff sumo superman surfing surya swim swing swings swiss
    tabata taekwondo tai tempo tennis thai thruster thrusters trail trampoline trap trapeze trekking tricep triceps
    trx tumbling turkish twist ultimate upright vinyasa volleyball walk walking wakeboarding warrior weighted
    wheelchair wide windsprint wod workout wrestling yoga yin zumba meditation mindfulness pranayama loving kindness
    scan breathing body box soundscape story

    albumin alt amylase anion apolipoprotein ast basophils bicarbonate bilirubin bun calcium ceruloplasmin chloride
    cholesterol cortisol creatinine crp cystatin dhea egfr eosinophils erythrocytes esr estradiol ferritin
    fibrinogen folate fsh globulin glucose hba1c hb hba hdl hematocrit hemoglobin homocysteine hormone insulin iron
    ketone ketones lactate ldl leukocytes lh lipase lipid lipoprotein luteinizing lymphocytes magnesium mch mchc mcv
    monocytes neutrophils nitrite oestradiol phosphate phosphorus platelets potassium progesterone prolactin protein
    psa reticulocytes sodium testosterone thyroid thyrotropin transferrin triglyceride triglycerides troponin tsh
    urate urea uric urobilinogen vitamin zinc vldl

    bakke balke berg borg bristol bruce buhlmann choi cole conners dass whodas eortc epworth epds eq5d eq etdrs
    euroqol facit fagerstrom fitzpatrick gad gds hads hit ipaq ishihara kccq karolinska kripke koos landolt likert
    lawton maslach mchat mdq midas mmse moca morisky naqoli neuroqol odi oswestry panas pcl phq pittsburgh promis
    psqi qlq rand rosenberg sadeh sf scored sgrq snellen stroop swls tsk troiano freedson vas warwick who whoqol
    womac wpai wsas zung
    abdominis adductor adductors brachialis brachioradialis deltoid deltoids dorsi erector extensor extensors femoris
    flexor flexors gastrocnemius gluteus gracilis iliopsoas infraspinatus lateralis latissimus levator medialis obliquus
    pectoralis peroneus piriformis psoas rectus sartorius serratus soleus spinae sternocleidomastoid subscapularis
    supraspinatus tibialis trapezius vastus
    """.split()
)
# Degrees, frequencies, times, meals and states, without their accents.
ABROAD = frozenset(
    """
    a menudo schritte pasos passi passos stappen kroki steg skritt askelta an aber abend abends absolut ab als am
    andere anders auf aufgewacht auswarts bald bei beinahe besser bewegung bisschen bitte das dauer dauerhaft den
    der die drei durchschnittlich eher ein einem eine einige einmal einzelnen ende er essen etwas fast frei
    fruhstuck ganz gar gehen gehoben genau gering gesamt gestern gewohnlich gleich gross gut halfte haufig heute
    hoch im immer in jede jeden jeder jedes kaffee kaum kein keine klein kuche laufen leicht leichte leise liegend
    links manchmal mahlzeit mal mehr mehrmals meist meistens minuten mit mittag mittagessen mittags mitte mittel
    mittelmassig monat monatlich morgen morgens mude nach nachmittag nacht nachts nahezu nein neu nicht nichts nie
    niedrig niemals normal nuchtern nur oder oft ohne pro rad radfahren rechts regelmassig ruhe ruhig schlaf
    schlecht schnell schmerz schmerzen schwach schwer schwimmen sehr selten sitzend spat spaziergang stark stehend
    stimme stunde stunden stuck tag tage tagen taglich teils teilweise trifft tropfen uberhaupt uberwiegend um und
    ungefahr unter unterwegs viel viele vielleicht voll vollig vollkornbrot von vor vorbei vormittag wach wahr wald
    wasser weiss weder wenig weniger wieder woche wochen wochentlich wohnzimmer zeit ziemlich zimmer zu zuletzt zum
    zur zwei zweimal zwischen schlage min schlafzimmer

    a abajo acuerdo al algo alguna algunas alguno algunos alto alta antes apenas aqui ayunas ayuno bajo baja
    bastante bien bueno buena cada caminata caminar carrera casi cena ciclismo comida como completamente con correr
    cuando de del demasiado derecha desacuerdo desayuno despues dia diario diariamente dias dificil dolor dos
    durante el ella en entre es esta facil frecuencia frecuente frecuentemente fuerte hace hora horas igual
    izquierda jamas la las leche leve ligero lo los lunes mal mala malo manana mas mayor media medio mejor menos mes
    meses minutos mitad moderado moderada momento mucha mucho muchas muchos muy nada nadar natacion ni ninguna
    ninguno no noche normal nunca o ocasionalmente para pausa peor pero piscina poca poco pocas por porque promedio
    punto que quiza rara raro raras reposo regular se segun semana semanal semanas sentado severo si siempre sin
    sobre suave suelo tarde te tiempo toda todas todo todos tortilla patatas totalmente tres un una unas uno unos
    varias varios veces vez y ya

    plutot sans avis accord activite apres assez assis assise aucun aucune aujourd au aux autre avant avec beaucoup
    bien bon bonne bonnes cafe ce chaque comme completement court course dans de debout dejeuner demi depuis des
    deux diner droite du elevee en encore entre environ est et fait faible fois forte fort frequemment gauche grave
    gros heure heures hier jamais jour journaliere jours jeun la le leger legere les lent longtemps lourd maison
    marche mauvais mauvaise meilleur meme mieux minute mois moins moitie modere moderee moment moyen moyenne
    natation non nuit ou oui pain par parfois pas pendant petit petite peu pire plein plupart plus plusieurs point
    pour premiere presque puis quand quelques quelquefois quotidien quotidiennement rapide rarement repas repos
    reste semaine semaines seulement si soir soiree sommeil souvent sport sur tard temps the toujours tous tout
    toute toutes tres trois trop un une velo vers vite

    acqua acquatico adesso alcuni alcuna alta alto ancora assai attivita bassa basso bene buona buono caffe
    camminata cena che ciascuno colazione completamente con corsa costantemente cosi da debole delle dei del della
    digiuno di dolore dopo dorme due durante e fa femminile fine forte frequente frequentemente giorni giorno gran
    grave in leggero leggera lieve ma mai male mattina mattino media medio meno mese mesi meta minuti moderato molta
    molte molti molto nessun nessuna nessuno niente notte nuoto o ogni oggi ora ore parte pasto per piu poca poco
    prima pranzo piuttosto qualche quasi quotidiano raramente riposo sempre sera settimana settimane si solito sonno
    spesso su tanto tre troppo tutta tutte tutti tutto un una uno vero verso volta volte

    agua ainda alguns algum alguma almoco alto ante antes ao apos as ate atividade baixo baixa bem boa bom cafe
    caminhada cada carne cedo cerca com concordo corrida dia diariamente dias direita discordo do da dos das dor e
    em entre esquerda exceto fome forte fraco frequentemente jantar janta jejum lanche leve manha mais mau meia meio
    melhor menos mes meses metade minutos moderado muita muito muitas muitos nada nao nem nenhum nenhuma noite nunca
    ocasionalmente ou para parcialmente pior pouca pouco pouquissimo quase raramente refeicao repouso ruim sem
    semana semanas sempre sim sono tarde toda todo todos todas total totalmente uma um uns varias varios vez vezes

    aan af al alle altijd avond avonds beetje bijna boven dag dagelijks dagen dan de deel dezelfde dit drie een eens
    elke enige enkele erg eten fietsen gaan geen gehele gemiddeld goed haast half heel helemaal het hoog iedere iets
    in ja kort laag lang langzaam licht lichte linker links maal maand maar mee meer meerdere meest meestal minder
    minuten middag mis naar nacht neen nee niet niets nog nooit nu nuchter of om onder ontbijt ook op over paar pijn
    rechts redelijk regelmatig rust s slaap slecht snel soms sterk te tussen twee uur vaak van veel vlak voor vol
    vrij week wandelen wat weinig wel zelden zeer zo zonder zwaar zwemmen

    adhd bardzo codziennie dni dzien dobrze kilka nigdy prawie rzadko wcale zawsze zle noc rano sredni czesto
    czasami nie tak aldri alltid aldrig altid ofta ofte ibland noen ganger dager dag natt morgon morgen kveld nesten
    varje hver sometimes hic bazen her gun
    """.split()
)
# Labels whose words are a person's or a day's elsewhere.
LABELS = frozenset(
    {
        "santa monica",
        "child's pose",
        "valentine's day",
        "mother's day",
        "father's day",
        "mother's day run",
        "boston marathon",
        "new york marathon",
    }
)
# Countries, states and islands of which a word is a name.
REGIONS = frozenset(
    {
        *(
            "christmas island",
            "cook islands",
            "marshall islands",
            "norfolk island",
            "pitcairn islands",
            "saint barthelemy",
        ),
        *("saint helena", "saint kitts and nevis", "saint lucia", "saint martin", "saint vincent and the grenadines"),
        *(
            "san marino",
            "sierra leone",
            "solomon islands",
            "south georgia",
            "virgin islands",
            "west virginia",
        ),
    }
)
# Countries, states and regions, as far as one word of each; none is a town.
COUNTRIES = frozenset(
    """
    afghanistan albania algeria andorra angola argentina armenia australia austria azerbaijan bahamas bahrain
    bangladesh barbados belarus belgium belize benin bhutan bolivia bosnia botswana brazil brunei bulgaria burkina
    burundi cambodia cameroon canada cape verde chad chile china colombia comoros congo costa rica croatia cuba
    cyprus czechia denmark dominica dominican ecuador egypt el salvador eritrea estonia eswatini ethiopia fiji
    finland france gabon gambia georgia germany ghana greece grenada guatemala guinea guyana haiti honduras hungary
    iceland india indonesia iran iraq ireland israel italy ivory coast jamaica japan jordan kazakhstan kenya korea
    kosovo kuwait kyrgyzstan laos latvia lebanon lesotho liberia libya liechtenstein lithuania luxembourg madagascar
    malawi malaysia maldives mali malta mauritania mauritius mexico moldova mongolia montenegro morocco mozambique
    myanmar namibia nepal netherlands zealand nicaragua niger nigeria norway oman pakistan palestine panama papua
    paraguay peru philippines poland portugal qatar romania russia rwanda samoa saudi arabia senegal serbia
    seychelles sierra leone singapore slovakia slovenia somalia spain sri lanka sudan suriname sweden switzerland
    syria taiwan tajikistan tanzania thailand togo tonga trinidad tobago tunisia turkey turkiye turkmenistan uganda
    ukraine emirates uruguay uzbekistan vanuatu venezuela vietnam yemen zambia zimbabwe england scotland wales
    kingdom britain deutschland osterreich schweiz espana italia brasil nederland belgique belgie suisse svizzera
    polska sverige norge danmark suomi alabama alaska arizona arkansas california colorado connecticut delaware
    florida hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan
    minnesota mississippi missouri montana nebraska nevada hampshire jersey carolina dakota ohio oklahoma oregon
    pennsylvania rhode tennessee texas utah vermont wisconsin wyoming alberta ontario quebec saskatchewan manitoba
    nova scotia victoria queensland tasmania bavaria saxony hesse rhine westphalia brandenburg thuringia catalonia
    andalusia lombardy tuscany brittany normandy africa african america american asia asian atlantic australian
    austrian belgian brazilian british canadian caribbean chinese czech danish dutch english european europe finnish
    french german greek hawaiian hungarian icelandic indian indonesian irish israeli italian japanese korean mexican
    norwegian oceania pacific polish portuguese romanian russian scandinavian scottish spanish swedish swiss thai
    turkish ukrainian vietnamese welsh gregorian arabic hebrew hindi mandarin cantonese bengali urdu tamil farsi
    malay swahili catalan croatian
    afrikaans albanian amharic armenian assamese azerbaijani bosnian burmese estonian faroese galician georgian hausa
    igbo kazakh khmer kyrgyz lao latvian lithuanian luxembourgish macedonian malagasy maltese maori mongolian nepali
    pashto sanskrit serbian sinhala slovenian somali tagalog tajik telugu tibetan turkmen uzbek xhosa yiddish yoruba
    zulu
    """.split()
)
# Months and feasts that are written with a capital in English, and months of six other languages; names are left out.
CALENDAR = frozenset(
    """
    january february july october januar februar juni dezember janvier fevrier juin juillet aout decembre
    febrero agosto gennaio febbraio luglio settembre ottobre novembre dicembre janeiro fevereiro junho julho setembro
    outubro dezembro januari februari maart mei augustus oktober halloween christmas thanksgiving hanukkah olympic
    """.split()
)
# What writers of software shorten.
SHORT = frozenset(
    """
    abs accel acc ack adv alloc amp api apk app args async attr auth autosync avg backend bg ble boolean btn buf
    bundle calc calib cb cfg char cli cmd cnt codec com conf config conn const cpu csv ctrl ctx cur dao db dec def
    del desc dest dev diff dim dir dns dom dst dur ecg edf eeg ekg emg enc env eot epoch err esp evt exc exec exp
    ext fallback fcntl feat fft fg fhir fifo filename fmt fps freq fs func fw gatt gnss gps gpu grp grpc gui gyro
    gzip hci hdr hk hrv html http https hw icu idx imu inc init inst int io ipc ios iot iso jni jpeg jpg js json jvm
    jwt kb kpi lang lat len lib linux loc loinc log lon lux mac max md mem metadata middleware mime min mips misc
    mod mp4 mqtt msg mtu mut mux nav neg nfc num oauth obj oem offline omh onboarding opt org os ota param params
    pcb pcm pct pdf perf ph ping pkg png pos posix ppg pref prefs proc prod proto protobuf proxy psd ptr pub pwm qos
    qrs ram rand rc rec ref regex rel repo req res resp ret rgb rmse rmssd rom rpc rss rssi rtc rx sched sdk sdnn
    seg sel seq ser sha shm sig sku sleepstage snr snomed spec spo sql sqlite src ssid ssl sst std stderr stdin
    stdout str stub svc svg sw sync sys tbd tcp temp tls tmp ts tx txt tz ucum udp ui uid uint unix uri url urn usb
    utc utf util utils uuid val var vec ver vm vpn wasm webhook webp webview webkit claude gpt llama gemini mistral
    fira noto sans serif roboto helvetica arial menlo wifi wlan wss xml xyz yaml zip zlib bluetooth cellular roaming
    tethered vodafone telekom tmobile verizon orange telefonica swisscom proximus kpn telia telenor att mon tue wed
    thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov kg lb lbs oz ml dl ul mg ug ng pg mmol umol nmol
    pmol mol iu meq mmhg cmh kpa hpa bpm brpm spm rpm kph mph kmh cal kcal kj joule watt watts mv uv khz hz dba lpm
    mgdl mmoll ohm kohm lumen psi deg rad sec secs mins hrs yr yrs
    """.split()
)
# The same in single words of other scripts, as they are written.
SCRIPTS = frozenset(
    """
    夜 朝 昼 朝食 昼食 夕食 良い 悪い 普通 とても良い やや悪い やや良い 数日 はい いいえ 起床 就寝 睡眠 浅い 深い
    散歩 水泳 筋トレ 正常 偏高 偏低 高 低 中 中等 轻度 重度 清醒 浅睡 深睡 快速眼动 放松 早餐 午餐 晚餐 早上 晚上
    跑步 步行 游泳 骑行 是 否 华为手环 小米手环 좋음 나쁨 보통 아침 점심 저녁 예 아니오 걷기 수영 수면 хорошее
    плохое среднее хорошо плохо нормально да нет никогда иногда часто утро вечер ночь день сон бег ходьба низкий
    средний высокий
    体重 歩数 食事 体温 血圧 心拍 心拍数 脈拍 血糖値 血中酸素 睡眠時間 運動 水分 水分量 摂取 消費
    カロリー タンパク質 脂質 炭水化物 糖質 食物繊維 塩分 ビタミン 体脂肪 体脂肪率 筋肉量 骨量
    基礎代謝 内臓脂肪 身長 距離 時間 気分 ストレス 件 回 歩 分
    步数 血压 心率 脉搏 血糖 血氧 睡眠时长 运动 饮食 饮水 卡路里 蛋白质 脂肪 碳水化合物 维生素 体脂率
    肌肉量 基础代谢 身高 距离 时间 心情 压力 次 步
    체중 걸음수 식사 체온 혈압 심박수 맥박 혈당 산소포화도 수면시간 운동 수분 칼로리 단백질 지방
    탄수화물 비타민 체지방률 근육량 기초대사량 거리 시간 기분 스트레스 вес рост шаги давление пульс температура питание
    вода калории белки жиры углеводы расстояние время настроение стресс активность
    """.split()
)
