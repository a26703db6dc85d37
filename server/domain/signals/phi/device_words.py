"""Words of the identifiers and labels in SDKs of devices and apps.

Made by `python -m benchmarks.phi_words`: do not edit.
"""

# ruff: noqa: SIM905 - words read better as a text than as a list

DEVICE_WORDS = frozenset(
    """
    ab abates abdomen abdominal abduction ability abnormal abort about above abs absence absolute absorption abuse
    accel acceleration accelerometer accept access accessible accessory accomplished accordingly account accumulate
    accuracy accurate ace ache acid acknowledge acne acorn acquired acquisition across act action activate active
    activity actual ad adaptation adapter adaptive add additional additions address adherence adjectival adjective
    adjoining adjust adjustment administration admissible adopting ads advance adventure advice advisory affiliate
    after afternoon ag again against age agent aggregate aggregation aggressive agility ahead aid air alarm album
    alcohol alcoholic ale alert algorithm alias align alignment alive alkalinity all allergy allocate allow almost
    alone along alpine already also alternating alternative alternator although altimeter altitude always am amazed
    amazon ambient american ammonia amount amp amperage ampule amused an anaerobic analog analysis analyzed anatomical
    anchor and android angle angry angular animal animation anion ankle anklet annotated annotations annoyed answer
    ant anterior anti antidepressant anxious any apart api apnea app apparent appearance append appetite apple
    applicable application applicator applied approach approval approve arc arch archery architecture archive arctic
    are area args arguments arises arising arithmetic arm armpit aroma around arousal arrange array arrival arrive
    arrow arterial artery article artillery artist arts as ascended ascending ascent ascription ashamed ask asleep
    aspect assault assert assertion assessment assignable assigned assignment assist assistant associated associates
    association assume assumption asymmetric asymmetry at athlete athletics atmospheres atmospheric atrial attached
    attack attained attempt attention attenuation attitude attraction attribute au audio australia australian auth
    authenticated authentication author authorization authorized auto automatic automation autonomous autonomy autumn
    aux auxiliary avail availability avalanche avatars avenger average avg aviation aviator avoid awake awakening
    awarded aware away awning axis azimuth back background backhand backlight backstroke backup backward bad badge
    badminton bag bake balance ball ban band bandwidth banned bar barbell barometer barometric barre barrier basal
    base baseball baseline basic basket basketball bass bath battery battle bay be bead beam bean bear beat because
    becoming bed bedtime been beep beer bees before begin beginning behavior behaviour behind being belly belongs
    below belt bench bend bent benzene best better between beverage bicep bicycle bid bike bill bin binary binding
    binning biological biotin bird birth bit black blackbird blacklist bladder blade blank blankets ble blessing blind
    blinking blister blizzard bloating block blockage blood blouses blower blowing bluetooth blustery bmi bmx board
    boat body boil bold bolus bone bonnet bonus bool boolean boost boot border borrowed bot both bottle bottom
    bouldering bounce bound boundary bow bowling box bpm braced brake branch brand brave bravo break breakfast breast
    breaststroke breath breeze brew brick bridge bright brim bring brisk broadcast broken bromine brothers browser
    browsing brush bubble bucket budget buffer buffs bug build bulb bumper buoy buoyancy burden buried burn burnt
    burpee bus business busy but butterfly button buy buzzer by bypass byte cabin cable cache cactus cad cadence cafe
    caffeine cal calc calcium calculate calculation calendar calf calibrate calibration calisthenics call callback
    calm calorie camel camera camp campsite can cancel cancelled canister cannot canoeing canonical canopy
    capabilities capacity cape capillary cappuccino capsule captain capture car carbohydrate carbon carbonation card
    cardiac cardinal cardio care carpet carriage carrot carry cart carton cartridge cascade case cash casual cat
    catalog catalyst categorical category caudal cause cavity ccc ceiling cell cellular celsius center centimeter
    central certain certificate cervical ch chain chair challenge chamber chance change channel characteristic
    characters charge chart chat cheating check checkpoint checksum chemical chemistry chest chi chiffon chill chime
    chimney chin china chip chirp chloride chlorine choice cholesterol chop chosen chrome chromium chronic chunk
    cinema circle circuit circular circulation circumference cistern citizen city clam clamp clap clapping class
    classification clean cleanup clear clearance click client cliff climate climb clinical clip clock clockwise
    clogged clogging close closest closure cloth cloud cloudy club clutch cm co coach coagulating coastal coasting
    cobra cock code coffee cold collect collection collector collision colon color colour column com combine combo
    combustion comfort comma command commit commitments common communicate communication community commuting company
    compare comparison compartment compass compatibility compatible compile complete completion complex complexity
    compliance compliant component composer composition compound compressed compressor compute con concentration
    concept conception concern condenser condition conductivity conductor confidence confident config configure
    confirm conflict conform congestion connect connection connectivity connector consecutive consent conservative
    conserve considered consistency const constant constipation constitution constructor consume consumption contact
    contain contamination content context continue continuous contraceptive contrast contributing contribution control
    controller controlling convection convenient conversion convert cook cookie cool cooldown cooper coordinates
    coordinator cop copper copy copyright cord core corkscrew corner corporation corpse correct correction correlate
    correlation correspond corrosive corrupt cost cotton coughing could count countdown counterparts country course
    cover coverage cow cp cpu cradles craft cramps crank crawl crc creamy create creation creator credential crescent
    cricket crisp critical cross crossover crunch cry cs ct cube cubic cum cumulative cup cupid curl currency current
    curtain curtsy curve custom customization cut cutoff cutting cyanide cycle cyclist cylinder daemon daily damper
    dance danger dark data database date datetime dawn day daylight dc dd de deactivate dead deadbolt deadlift debris
    debug dec decathlon decibel decimal decision deck declare decline decode decompression decreased deep deepest def
    default defect defensive defined definition defrost deg degraded degree dehumidifier dehydrating delay delete
    deletion delicate delimited delivered delivery delta demand demo demonstrates denied denominator denote dense
    density dental depart departure dependency dependent depending depends depot deprecated deprecation depreciated
    depression depth derived descended descending descent describe description descriptive descriptor desiccation
    design desired desktop despite destination detach detail detect detection detector detergent determine developer
    development deviation device devotional dew di diagnosis diagnostic diagonal dialing dialog diameter diamond
    diarrhea diastolic dict dictionary diesel dietary differ difference different difficult diffuse diffusion
    digestive digital dim dimmer dimming ding dinner diode dioxide dip dir direct direction directory dirt dirty dis
    disallow disambiguate disappear disappointed disarm disc discharge discipline disconnect discord discount
    discouraged discrete discussion disguised disgusted dish dishwasher disk dismiss dispense display disposable
    disruption dissolving dist distance distributed distribution disturb disturbances dive divide divisor dizziness
    dizzy do doc dock document documentation does doesn dog doing dolphin domain domestic dominant don done donkey
    door doorbell dosage dose dot double douche down downhill download downtime downward draft drag dragons drain
    drawer drawn dressing drill drink drip drive driven drizzle drone drop dropped drug drum dry ds dual duck duct due
    dumbbell dump duo duplex duplicate duration during dusk dust dustbin duty duvet dynamic each eagle ear earliest
    earned earth earthquake east eastern easy economy edge edit edition education effect effective efficiency effort
    egg eight either elapsed elbow electric electricity electro electrocardiogram electrodermal electronic element
    elevated elevation elevator eligible elite elliptical else em email embarrassed embed emergency emissions emitter
    emotion emptied empty en enable encode encrypted encryption end endswith endurance energy enforce engaged engine
    english enhanced enhancement enough ensure entangled enter enterprises entity entry enum enumeration environment
    environmental episode epoch equal equalizer equator equatorial equestrian equip equipment equivalent erase err
    error es espresso establish establishment estimate estimation estrogen eta etc ethereal europe evaluates
    evaluation even event ever every ex exact example exceed except exception exceptional excess excessive exchange
    excited exclude exclusive execute execution exercise exhalation exhaled exhaust exhaustive exist exit expand
    expansion expectations expected expedition expenditure expense experience expert expiratory expire expiry explicit
    explore explosive export exposure express expunges extend extension external extra extract extraction extractor
    extreme eye face facilitate factor factory fade fahrenheit fail failure fainting fair fall fallback fallen false
    fan far farmers fart fast fat fatal fatigue fault faulty favor favorite feathers feature fed fee feedback feel
    feet felt female fencing fermentation ferry fertile fertility fetch fever few ff fff ffff fiber field fifth fights
    figure filament file filename fill filter final find fine finger fingerprint finish fins fire fireplace firewood
    firmware first fish fit five fix fl flag flame flap flash flat flattening flattens flavor flex flexibility
    flexible flick flight flip flipped float flood floodlight floor flow flue fluent fluid fluoride fluorine flush
    flutter flux fly foam focus fog foggy folate fold follow font food foot football footwork for forbidden force
    forearm forecast foreground forehand forehead foreign forerunner forever fork form formaldehyde format formulation
    forward fossil found four fourth fr fraction fractional frame framework free freestyle freeze french frequency
    frequent fresh friday fridge friendly frog from front frost froth frothy frozen fruit frustrated fs ft ftp fuel
    full fully function functional functionality further future fuzzy gag gain gal gale gallon gambling game gap
    garage garmin gas gastro gate gateway gauge gaze gc gcm gcs gear gecko gel gems gen gender general generalized
    generate generation generator generic genius genre gentle geocache geographic geoid gesture get getting giant
    gifted give given glass glide glob global globe globule glonass glucose go goal goblet going gold golf good google
    gopher got gps gr grab grade gradient graft grain gram granola grant granule graph grass grate grateful gravel
    gravitational grease great green greeting grid grille grinding grip grit grosser ground group growing growth gs
    guard guidance guide guidelines guilty gum gunslinger gust gymnastics gyro gyroscope ha habits hack hail hair half
    halfway hall halogen hammer hammerhead hamstring hand handball handle handstand hang happens happy hard hardware
    has hash hatch have hazardous haze hazy head headache headlight headphone heal health healthy heap hear heart
    heartbeat heartburn heat heatup heavy hebrew heels height held helium help hemoglobin hence herb here heron hertz
    hex hg hi hid hide hierarchy high highest hijacking hiking hill hinged hint hip historical history hit hitting hk
    hobbies hockey hold hole holiday hollow home homograph honk hood hooks hoop hop hopeful hopeless horizon
    horizontal hormone horn horse horseback host hot hour hourglasses house hovering how hp hr hrv hs htm html http
    hub hue hug hula humid humidex humidifier humidify humidity hundred hundredth hunting hurdle hurricane hurt hw
    hybrid hydrant hydration hydrogen hygiene hysteresis hz ic ice icon id idea ideal identical identification
    identified identifier identify identity idle ids idx if ignition ignore ii iii illegal illuminance illumination im
    image imbalance immediate immersion immunization imp impersonate impersonation implant implicit import important
    in inc incandescent inch incident incline include inclusive income inconclusive incontinence increased increasing
    increment indefinitely indeterminate index indicate indication indicator individual industrial industry infer
    infiltration infinite info information infrared infrastructure infusion ingredient inhalation inhaled inhaler
    inhibited init initial initialisation initialised initialize initiated initiates initiating initiation inject
    injection ink inlet inn innermost innovation ins insert inspiration inspired install installation instant
    instantaneous instead instinct instructions insulation insulin int integer integration intelligence intelligent
    intended intense intensity intensive intentional interior intermediate internal interned interpolated interpreted
    interrupt interruptions interstitial interval intervention intestinal intimidate into intramural intrauterine
    intravenous invert invitation invoked io iodine ionizer ios ip iron irregular irrigation irritated is island iso
    isolated isolation isometric issue it italian item iterations its itself iu iv jabs jack jackknife jam jammed
    japan jar jealous jeans jerk jet job jog join joule joyful json judo jug jump just kayaking kcal keen keep kept
    kernel kettlebell key keyhole keyof keyword kg kick kickback kickboard kickboxing kilocalorie kilogram kilojoules
    kilometer kind kinetic kingdom kiosk kit kitchen kitesurfing km knee kneeling known ks lab label lack lacrosse
    lactate lactation ladder lager lake lambda lamp land landscape language lap lapse large laser last lat latch late
    latency lateral latest latitude latte launch laundry lawn layout lb lead leaf league leak leakage lean leap learn
    leave led left leg legacy legends legged len length lesion less level lever lh liability library license lid life
    lifespan lifestyle lifetime lift light lightning like lily limit limitation line link linkage lint lip list
    listening liter literal litter little live lizard lo load lobe local locale localized located location lock
    lockout locust log logarithm logged logger logging logic login logo logout lonely long longest longitude look
    lookup loop loss lost loud low lowest lozenge ls lte ludicrous lull luminosity lunch lung lunge luteinizing lying
    mac machine macro made magenta magic magnesium magnetic magnetometer magnum maidenhead mail main maintained
    maintaining maintenance major make male malfunction man managed management manager manganese manual manufacture
    many map mapping marathon marching margin marginal marine mark martial marvel mask mass massage mast mastodon
    match material mathematical matrix matter max maximum may me meal mean measure measurement meat mechanical
    mechanism media median medication medicine meditation medium meeting melange melting member memo memorized memory
    menstrual menstruation menthol mercury merges meridian mermaid mesg message messenger met metabolic metadata
    methane method metric mg mi microphone microwave mid middle might mild mile mileage military milk milligrams
    milliliters millimeters millisecond mimicking mimics min mind mindful minimal minimum minor minus minute mirror
    mismatch miss mission mist mix ml mm mmol mobile mobility mobilization mod mode model modem moderate modern
    modification modified modulating module moguls moisture mol molar mold mole molybdenum momentary monday monetary
    money monitor monounsaturated monoxide monsoon month mood moon moonlight mop mopping more morning most motion
    motocross motor motorcycling mount mountain mountaineering mouth move movement movie mower mowing ms mucous mucus
    mud multi multiple multiplied multiplier muscat muscle music must mute my myself mystic nadir naive name nap nasal
    national native natural nature nausea nautical nautilus navigate navigation nci near nearest necessary neck need
    needle negative negotiating neighboring neither neo net network neural neutral never new newest next nfc niacin
    nibble night nike ninety nitrogen no node noise nominal non none noon nor norm normal normalize north nose not
    note nothing notification notify now nozzle ns nuclear null num number numeric numerical nutrition nutritional
    object oblique observable observation observed observer obstacle obstructed obtained occasion occlusive occupancy
    occupied occur occurred octane octet odometer odor oem of off offloads offset oil ok okay old oldest omit omitted
    on onboard once one ongoing online only onset onto open operate operation operational operator operetta ophthalmic
    opponent opposite opt optical optimal optimization option optional or oral orange order organic organisms
    orientation origin original originator os oscillating oscillation osmosis ot other otherwise ounce out outage
    outdoor outgoing outlet output outside oven over overlay overwhelmed ovulation owl ownership ox oxide oxygen oz
    ozone pa pace pacific pack package packet pad paddle page pagination pain painful paired pairing pairs pale
    palette palm pan panel panic pantothenic paper para paragliding parallel param parameter parental parity park
    parse part partial participant particles particularly particulate partition party pascals pass passe passenger
    passionate passively password past patch path patrol pattern pause payload peaceful peak pectoral pedal pedestrian
    pedometer pellet pelvic pen pending pendulum per percent percentage percentile perception perfect performance
    performed performing perfume perfusion period periodic periodontal peripheral perm permanent permissible
    permission peroxide persist persistent personal pet pharmaceutical pharmacy phase phenomenon phoenix phone
    phosphorus photo photograph physical physique pi piano pick pickleball pickup picture piece pigeon pike pilates
    pill pillow pilot pin pinch ping pinning pint pioneer pip pipeline piracy pistol pitch pixel pizza place
    placeholder placement plain plan plane plank planned planning plant plasma plastic plate platform play playback
    playlist pleasant please plow plug plugged plugin plus plush pm po pod podcast point polar polarity pole polish
    pollen pollutant polluted pollution polo polyunsaturated pool poor pop populate population porn port portal
    portion portrait pos pose position positive possible post postal posterior postprandial posture pot potassium
    potential potion pouch pound pouring powder power ppm pr prayer preceded preceding precipitation precise precision
    predicate prediction predictor prefer preference preferred pregnancy premium prepare preprandial presence
    presentation press pressure pressurized pretzel prevention previous price primary prime print prior prioritize
    priority prisoner privacy private pro probability probe problem procedure process processor produced producing
    product production prof profile progesterone program programme progress projectile projects prolonged promise
    prompt prone proof propane properly property proprietary protect protection protective protein protocol proud
    provenance provide provisioning proxy pseudo pt public published puff pull pullover pulse pump punch puppy
    purchased purchases pure purifier purify purity purl push put python quad quadruped qualifier qualifying quality
    quantitative quantity quart queried query quest question queue quick quiet quite race rack racket racquetball
    radar radians radiation radio radon rafting ragweed raid rain rainbow rainfall rainy raise rally ram ramp ran
    random range rank rapid rate rather ratio raw rc rd re reach read readiness ready real rear reason receive recent
    recipe reclined reclining recognised recommend recommendation recovery rectal rectum recumbent recurrence red
    reduce reduction ref reference referred refrigerant refrigerator regime regimen region register registrant
    registrar registry regular regulated regulation regulator reject relation relationship relaxed relay release
    relieved relocate rem remote renegade rep repeat repetition replenishment require requirement res reservoir
    residual resistance resolve resp respiration respiratory responding response rest restlessness restriction result
    resume retraction retrieve reverse revive revocation revoke revolutions revolved reward rhr rhythm riboflavin rice
    ride ridiculous rifle right ring ringtone rinse rip rise risk rival rmssd roaming roast robot robust rock rogue
    roll roof room root rope rotary rotate rotation rotational rotor rough round roundabout route row rpm rr rt rugby
    rule run runners running runny russia rx sac sad safari safe safety sag sail salinity saliva salt salve same
    sample sandbag saris satellite satisfied saturated saturation saturday save saw scalar scale scan scanned scapulae
    scared scattered scene schedule schema scientific scissor score scorecard scorpion screen screenshot scribe script
    scroll scrubs scuba sdk sea search searing season seasonal seat sec second secondary section sector security
    sedentary see seek seems seen segment seldom select selection selector selenium self semi semicircles send sense
    sensibility sensitive sensitivity sensor sent sentence sentinel sentry separated separators sequence serial
    serialize series serum serve service session set setback setpoint setting setup seven several severe severity sex
    sexual shade share sharp shaving sheet shelf shells shelter shift shin shirts shoes shooting shop shopping short
    shortage shortcut shot should shoveling show shown shrink shrug shuffle shut shutdown shutter shutting si sick
    side sideways sign signal signature silent silicon silk sim similar simple simplified simplify simulator sin since
    single sink sint sinus siren sit site sitting situation six size skate ski skin skipped sky slam slave sled sledge
    sleep sleepy sleet slept slicer slide slight slimming slipped slope slot slow small smart smash smell smith smog
    smoke smoky smooth snack snake snapshot snatch snooze snore snorkel snow snowboarding snowfall snowmobiling
    snowshoeing snowy so soak soaring soc soccer social socket sodium soft softball softener softening software soil
    solar soldering solution solved some something somewhere songs soon sore sort sound source south southern souvenir
    sp spa space span spark sparkle speaker speaking spec special specialized specific specified specify specimen
    speech speed spelling spend spent sphinx spin spinal spine spinning spiral spirituality split spo sport spot
    sprawls spray spread spring sprint squall square squash squat squeeze ss st stability stabilization stable stack
    staff stage staggered stagnation stair stance stand standard standardized standby star stargazers starred start
    startup state statement static station stationary statistic statistical stats status statute stay steadiness
    steady stealth steam steep steering step sterilize stick sticky still stood stop stopped stopping storage store
    storm stout stowed str straddle straight strainer strap strategy strava streak stream strength stretch strict
    stride strike strip strobe stroke strong structurally structure stuck studio style sub subcutaneous subject
    suborbital subscribers subscription subtraction succeeded success successful successive such suction suffice
    sufficient sugar suggested suggestions suitable suitcase sulfide sulfur sulphur sum summarizes summary summation
    summed summer summit sumo sun sunday sunny sunrise sunroof sunset super superman superseded supine supper
    supplemental supplied supply support suppository suppress suppression sure surf surface surge surgical surprised
    surround survey suspended suspension suspicious sw swab swam swan swap sweat sweden sweep swell swift swim
    swimming swing swipe switch swolf symbol symptoms sync synchronize synonym synthetic syringe sys system systolic
    tab table tablespoon tablet tac tactical tag tai taillight take taken talking tamper tampon tank tap tape tapping
    tare target tariff task taste tcx tea team tears teaspoon tech technical technique technology teeth telegram
    telephone tell temp temperature template temporal temporarily temporary ten tendency tennis terminate terms tesla
    test text th than that the their them theme then therapeutic there thermal thermostat thesaurus these they thiamin
    thigh third thirty this thoracic thorax those though thread threat three threshold throat throttle through
    throughput throw thrust thumb thumbnail thunderbolt thunderstorm thursday tick ticket tide tier tightness tilt
    time timeout timescale timestamp timezone tinder tip tire tissue titanium title tls to today todo toe toggle
    toilet token tolerance tomorrow ton tone too took tools top topical tornado torque torrents torso toss total touch
    touring towards towel town toxicity toy track tract trade traditional traffic trail train trans transaction
    transfer transit transition transmission transmit transmitted transmitting transpired transport transportation
    transverse trap trapped travel travelled tray treadmill treated treatment treble tree trend triangle triathlon
    triceps tried trigger trim trinkets trip triple trolling tropical trouble trucker true trunk try ts tsunami tub
    tube tuck tuesday tune tunnel turbo turn turtle tv twice twist twitch twitter two tx type typescript typhoon
    typical typo uint ultimate ultra ultrasonic um unable under unidirectional uniform union unique unit unreasonably
    unrecognized unresponsive until unusual up upcoming update upgrading upload upper upright ups upside upstream
    upward urban urgent urine url us usage use useful username usually utc utility utilization uuid uv vacation vacuum
    vagina vaginal valence valet valid validate validation validity valley valorous value valve vapor variability
    variable variance variant variation various vascular ve vector vegetable vehicle vein velocity vendor vent
    ventilating ventilation ventilator verification verify vermin version vertical very vi via vial vibe vibrate
    vibration video view vigorous virtual virus visceral visibility visible vision visitor visual vital vitamin vo
    vocabulary voice voicemail void volatile volley volleyball volt voltage volume volumetric vomiting vortex wafer
    waist wait wake wakeup walk walkout wall wan want warm warmup warn warrior was wash waste watch watchdog water
    watermark waterspout watery watt wattage wave waxing way we weak wearable weather weave web website wednesday weed
    week weekday weigh weight weightlifting welded well were west western wet what wheat wheel wheelchair wheezing
    when where whereby whether which while whirlpool white whole whoop whoosh whose wide widget wiener wifi wildcard
    will win winches wind windmill window windshield windsurf windy wine winter wintry wiper wire wise wish with
    within without wizard won wood wool word work workday workout world worried worst would wrapped wrapper wrestling
    wrinkle wrist write wrong www xml xy yard yd year yeast yellow yes yesterday yet yield yoga you your zephyr zero
    zigzag zinc zip zone zoom
    """.split()
)
