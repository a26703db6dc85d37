"""Names common enough to tell a person, from the public-domain lists of the US Census Bureau (1990) and, for other
countries, by hand. Told apart: those that are as often a place, a month, a colour or a thing."""

# ruff: noqa: SIM905 - names read better as a text than as a list

from server.domain.signals.phi.given_names import GIVEN_NAMES_ABROAD

_US_NAMES = frozenset(
    """
    aaron abbie abby abdul abdullah abe abel abigail abraham ada adam adan addie adela adelaide adele adelina adeline
    adolfo adolph adrian adriana adrianne adrienne agatha agnes agnieszka agustin ahmad ahmed aida aileen aimee aisha
    akira al alain alaina alan alana alba albert alberta alberto alden aldo alecia alejandra alejandro alene
    alessandro aletha alex alexa alexander alexandra alexandria alexis alfonso alfred alfreda alfredo ali alice alicia
    alina aline alisa alisha alison alissa allan allen allene allie allison allyson alma alonzo alpha alphonse
    alphonso alta althea alton alva alvaro alvin alvina alyce alyson alyssa amalia amanda amara amber amelia amie
    aminata amir amit amos amparo amy ana anastasia anderson andre andrea andreas andres andrew andria andy angel
    angela angelia angelica angelina angeline angelique angelita angelo angie anil anita anjali ann anna annabelle
    anne annemarie annetta annette annie annmarie anthony antionette antoine antoinette anton antonette antonia
    antonio antony antwan april araceli archie aretha ariana ariel arjun arleen arlene arline armand armando arnold
    arnulfo aron arron arthur arturo ashlee ashleigh ashley astrid athena aubrey audra audrey august augusta augustine
    aura aurelia aurelie aurelio aurora austin ava avery avis barb barbara barbra barney barry bart barton basil
    beatrice beatriz beau becky belen belinda bella belle belva ben benita benito benjamin bennett bennie benny
    bernadette bernadine bernard bernardo bernice bernie berniece bert berta bertha bertie beryl bess bessie beth
    bethany betsy bette bettie bettina betty bettye beulah beverley beverly bianca bill billie billy birdie bjorn
    blaine blair blake blanca blanche bob bobbi bobbie bobby bonita bonnie booker boris brad bradford bradley brady
    branden brandi brandie brandon brandy breanna brenda brendan brenna brent bret brett brian briana brianna
    brianne bridget bridgett bridgette brigitte britney brittany brittney brock brooke brooks bruce bruno bryan bryant
    bryce bryon buford burt burton byron caitlin caleb callie calvin cameron camila camilla camille candace candi
    candice candida candy cara caren carey cari caridad carissa carl carla carlene carlo carlos carlton carly carmel
    carmela carmelita carmella carmelo carmen carmine carol carole carolina caroline carolyn carrie carroll carson
    carter cary caryn casandra casey cassandra cassie catalina catharine catherine cathleen cathrine cathryn cathy
    catrina cecelia cecil cecile cecilia cedric celeste celestine celia celina celine cesar chad chadwick chandra
    chantel charity charla charlene charles charley charlie charlotte charmaine chase chasity chastity chelsea chelsey
    cheri cherie cherry cheryl chester chiara chidi chiquita chloe chong chris christa christal christen christi
    christian christie christin christina christine christopher christy chrystal chuck cindi cindy clair claire clara
    clare clarence clarice clarissa clark claude claudette claudia claudine clay clayton clement clementine cleo
    cleveland cliff clifford clifton clint clinton clyde cody colby cole coleen coleman colette colin colleen collin
    concepcion concetta connie connor conrad constance consuelo cora cordelia corey cori corina corine corinne
    cornelia cornelius cornell corrine cortney cory courtney coy craig cristina cristy cruz crystal curt curtis
    cynthia cyril cyrus daisy dale dalia dallas dalton damaris damian damien damon dan dana dane danette danial daniel
    daniela danielle danita danna danny dante daphne dara darcy daren darin darius darla darleen darlene darnell
    darrel darrell darren darrin darryl darwin daryl dave david davis dawn dayna dean deana deandre deann deanna
    deanne debbie debby debora deborah debra dee deena deepak deidra deidre deirdre delbert delfina delia delilah
    della delma delmar delois delores deloris delphine demetria demetrius dena denice denis denise dennis denny denver
    derek derick derrick desiree desmond dessie destiny devin devon dewayne dewey dexter diana diane diann dianna
    dianne dick diego dieter dina dinah dino dion dionne dirk dixie dmitri dollie dolly dolores dominga domingo
    dominic dominick dominique don dona donald donna donnell donnie donny donovan dora dorcas doreen dorene doretha
    dorian doris dorothea dorothy dorris dorthy dottie doug douglas dovie doyle drew duane dudley duncan dustin dwayne
    dwight dylan earl earle earlene earline earnest earnestine ebony ed eddie eddy edgar edith edmond edmund edna
    eduardo edward edwardo edwin edwina edythe effie efrain efren eileen elaine elba elbert elda eldon eleanor
    eleanore elena eli elia elias elida elijah elinor elisa elisabeth elise eliseo elisha elissa eliza elizabeth ella
    ellen ellie elliot elliott ellis elma elmer elmo elnora eloisa eloise elouise eloy elsa elsie elton elva elvia
    elvin elvira elvis elwood elyse emanuel emerson emery emil emile emilia emilie emilio emily emma emmanuel emmett
    emory enid enrique eric erica erich erick ericka erik erika erin erlinda erma erna ernest ernestina ernestine
    ernesto ernie errol ervin erwin esmeralda esperanza essie esteban estela estella estelle ester esther ethan ethel
    etta eugene eugenia eugenio eula eunice eva evan evangelina evangeline eve evelyn everett everette evette ewa ezra
    fabian faith fannie fanny fatima fatoumata fay faye federica federico felecia felicia felicita felipe felix
    ferdinand fern fernanda fernando fidel filomena fiona fletcher flor flora florence florine flossie floy floyd
    forest forrest fran frances francesca francine francis francisca francisco francois frank frankie franklin fred
    freda freddie freddy frederic frederick fredrick freeman freida freya frieda gabriel gabriela gabriella gabrielle
    gail gale galen garland garrett garry garth gary gavin gay gaye gayla gayle gena genaro gene geneva genevieve
    genoveva geoffrey george georgette georgia georgiana georgianna georgina gerald geraldine gerard gerardo gerhard
    geri germaine german gerry gertie gertrude gil gilbert gilberto gilda gillian gina ginger giorgio giovanni gisela
    giulia giuseppe gladys glen glenda glenn glenna gloria goldie gonzalo gordon grace gracie graciela grady graham
    grant greg gregg gregoria gregorio gregory greta gretchen griselda grover guadalupe guillermina guillermo gunter
    gus gussie gustavo guy gwen gwendolyn hailey hal haley hallie hanna hannah hans harlan harley harold harriet
    harriett harriette harris harrison harry haruto harvey hassan hattie haydee hayley hazel heath heather hector
    heidi heinz helen helena helene helga henrietta henry herbert heriberto herlinda herman herminia herschel hershel
    hester hilary hilda hildegard hillary hiram hiroko hiroshi hollie hollis holly homer hope horace horst hortencia
    houston howard hubert hugh hugo humberto hung hunter ian ibrahim ida idella ignacio ila ilene imelda imogene ina
    india ines inez ingrid iola iona ione ira irene iris irma irvin irving irwin isaac isabel isabell isabella
    isabelle isaiah isiah isidro ismael israel issac iva ivan ivette ivonne ivory ivy jack jackie jacklyn jackson
    jaclyn jacob jacque jacquelin jacqueline jacquelyn jacques jacquline jade jaime jake jakub jamal jamar jame jamel
    james jami jamie jan jana jane janel janell janelle janet janette janice janie janine janis janna jannette jannie
    jaqueline jared jarrett jarrod jarvis jasmin jasmine jason jasper javier jay jayme jayne jayson jean jeanette
    jeanie jeanine jeanna jeanne jeannette jeannie jeannine jeff jefferson jeffery jeffrey jeffry jena jenifer jenna
    jennie jennifer jenny jens jerald jeremiah jeremy jeri jermaine jerome jerri jerrod jerry jesica jess jesse
    jessica jessie jesus jewel jewell jill jillian jim jimmie jimmy jing jo joan joann joanna joanne joao joaquin
    jocelyn jodi jodie jody joe joel joelle joesph joey johanna johannes john johnathan johnathon johnie johnna
    johnnie johnny jolene jon jonas jonathan jonathon joni jordan jorge jose josef josefa josefina joseph josephine
    josette josh joshua josie josue jovita joy joyce juan juana juanita judi judith judy jules juli julia julian
    juliana julianna julianne julie juliet juliette julio julius jun june jung junior jurgen justin justina justine
    kaitlin kaitlyn kara kareem karen kari karin karina karl karla karol karon karrie karyn kasey katarzyna kate
    katelyn katharine katherine katheryn kathi kathie kathleen kathrine kathryn kathy katie katina katrin katrina katy
    kavita kay kaye kayla keisha keith kelley kelli kellie kelly kelsey kelvin ken kendall kendra kendrick kenji
    kenneth kennith kenny kent kenta kenya keri kermit kerri kerrie kerry kevin khalid kieth kim kimberlee kimberley
    kimberly kira kirby kirk kirsten kisha kitty klaus kris krista kristal kristen kristi kristie kristin kristina
    kristine kristopher kristy krystal krystle kurt kurtis kwame kyla kyle kylie lacey lacy ladonna lakeisha lakesha
    lakisha lakshmi lamar lamont lana lance landon lanny laquita lara larissa larry lars lashawn lashonda latanya
    latasha latisha latonya latoya latrice laura laurel lauren laurence lauretta lauri laurie lavern laverne lavonne
    lawanda lawrence lazaro lea leah leann leanna leanne lee leeann leigh leila lela leland lelia lemuel lena lenora
    lenore leo leola leon leona leonard leonardo leonel leonor leonora leopoldo leora leota leroy les lesa lesley
    leslie lessie lester leta letha leticia letitia lettie levi lewis li liam libby lidia lila lilia lilian liliana
    lillian lillie lilly lily lina lincoln linda lindsay lindsey linh linwood lionel lisa liz liza lizzie lloyd logan
    lois lola lolita lon lona lonnie lora loraine loren lorena lorene lorenzo loretta lori lorie lorine lorna lorraine
    lorri lorrie lottie lou louann louella louie louis louisa louise lourdes lowell loyd luann luanne luc lucas lucia
    luciano lucie lucien lucila lucile lucille lucinda lucio lucretia lucy luella luigi luis luisa luiz lukas luke
    lula lupe lura luther luz lydia lyle lyn lynda lynette lynn lynne lynnette ma mabel mable mack mackenzie madeleine
    madeline madelyn madge madison madonna mae magda magdalena maggie mai majorie malcolm malik malinda malissa
    mallory mamie mandi mandy manuel manuela mara marc marcel marcela marcelino marcella marcelle marci marcia marcie
    marco marcos marcus marcy margaret margarita margarito marge margery margie margo margot margret marguerite mari
    maria mariah mariam marian mariana marianna marianne mariano maribel maricela marie marietta marilyn marilynn
    marina mario marion marisa marisela marisol marissa maritza marjorie marjory mark marla marlena marlene marlin
    marlon marlyn marlys marquis marquita marsha marshall marta martha martin martina marty marva marvin mary maryann
    maryanne marybeth maryellen maryjane marylou mason mathew matilda matilde matt matteo matthew mattie maude maudie
    maura maureen maurice mauricio maurine mavis max maxine maxwell may maya mayme maynard mayra meagan megan meghan
    mei melanie melba melinda melisa melissa mellisa mellissa melodie melody melva melvin melvina mercedes meredith
    merle merlin merrill merry mervin mia micaela micah michael michaela micheal michel michele michell michelle
    mickey migdalia miguel mike milagros mildred miles millard millicent millie milton mimi mina mindy minerva ming
    minh minnie miranda miriam mirna missy misti misty mitch mitchel mitchell mitzi mohamed mohammad mohammed moises
    mollie molly mona monica monika monique monroe monte monty morgan morris morton moses mozelle muhammad muriel
    murray myles myra myrna myron myrtle nadia nadine nakia nan nancy nanette nannie naoko naomi natalia natalie
    natasha nathalie nathan nathaniel neal ned neha neil nelda nell nellie nelly nelson nereida nestor nettie neva
    ngozi nguyen nicholas nichole nick nicki nickolas nicolas nicole nigel nikita nikki nilda nina nita noah noe noel
    noelle noemi nola nolan nona nora norbert noreen norma norman normand norris numbers octavia octavio odell odessa
    ofelia ola oleta olga olive oliver olivia ollie olu oma omar ona opal ophelia ora oralia orlando orville oscar
    osvaldo otis otto owen pablo paige pam pamala pamela pansy paola paolo parker pascal pasquale pat patrica patrice
    patricia patrick patsy patti pattie patty paul paula paulette paulina pauline paulo pearl pearlie pearline pedro
    peggy penelope penny percy perla perry pete peter petra phil philip philippe phillip phillis philomena phoebe
    phyllis pierre pilar piotr polly pooja portia preston pricilla priscilla priya quentin quincy quinton rachael
    racheal rachel rachelle rae rafael rafaela raffaella rahul raj rajesh ralph ramesh ramiro ramon ramona randal
    randall randell randi randolph randy raphael raquel raul raven ravi ray raymond raymundo reba rebeca rebecca
    rebekah reed refugio reggie regina reginald reid reina reinaldo rena renae renata renate rene renee renita reta
    retha reuben reva rex reyna reynaldo rhea rhoda rhonda ricardo richard richelle rick rickey rickie ricky rigoberto
    riley rita rob robbie robbin robby robert roberta roberto robin robyn rocco rochelle rocio rocky rod roderick
    rodger rodney rodolfo rodrick rodrigo rogelio roger rohit roland rolando roma roman romeo romona ron ronald ronda
    ronnie ronny roosevelt rory rosa rosalba rosalee rosalia rosalie rosalina rosalind rosalinda rosalyn rosanna
    rosanne rosario roscoe rose roseann roseanne rosella roselyn rosemarie rosemary rosetta rosie rosita roslyn ross
    rowena roxana roxann roxanna roxanne roxie roy royce ruben rubin ruby rudolph rudy rufus russ russel russell ruth
    ruthie ryan sabina sabine sabrina sadie sakura sallie sally salvador salvatore sam samantha samatha sammie sammy
    samuel sandi sandra sandy sanford sanjana sanjay santa santiago santos sara sarah sasha saul saundra savannah scot
    scott scottie scotty sean sebastian selena selina selma serena sergei sergio seth seymour shana shanda shane
    shanna shannon shanon shantel shari sharlene sharon sharonda sharron shaun shauna shawn shawna shayla sheena
    sheila shelby sheldon shelia shelley shelli shellie shelly shelton sheree sheri sherman sherri sherrie sherry
    sheryl shiela shirley shonda sidney sierra silas silvia simon simone socorro sofia soledad solomon sondra sonia
    sonja sonny sonya sophia sophie spencer stacey staci stacia stacie stacy stan stanley stefan stefanie stella
    stephan stephanie stephany stephen stephenie steve steven stevie stewart stuart sue summer sunil suresh susan
    susana susanna susanne susie suzan suzanna suzanne suzette sven svetlana sybil sydney sylvester sylvia sylvie
    tabatha tabitha takashi tamara tameka tamela tamera tami tamika tammi tammie tammy tamra tana tania tanisha tanya
    tara taryn tasha tatiana tawana taylor ted teddy tena tera terence teresa teresita teri terra terrance terrell
    terrence terri terrie terry tessa tessie thad thaddeus thea theda thelma theodora theodore theresa therese theron
    thiago thierry thomas thurman thuy tia tiana tiara tiffani tiffany tillie tim timmy timothy tina tisha toby todd
    tom tomas tomasa tommie tommy toni tonia tonja tony tonya tori tosha tracey traci tracie tracy travis trent
    trenton treva trevor tricia trina trinidad trisha trista tristan troy trudy truman twila ty tyler tyra tyrone
    tyson ulysses una ursula uwe vada valarie valencia valentin valentina valeria valerie vance vanessa vaughn veda
    velda velma venessa venus vera verda verla vern verna vernell vernice vernon veronica vesta vicente vicki vickie
    vicky victor victoria vida vijay vikki vikram vilma vince vincent viola violet virgie virgil virgina virginia vito
    vivian vladimir vonda wade wallace walter wanda ward warren wayne wei weldon wendell wendi wendy wesley weston
    whitney wilbert wilbur wilburn wilda wiley wilford wilfred wilfredo wilhelmina will willa willard william williams
    willie willis wilma wilmer wilson winfred winifred winnie winona winston wm wolfgang woodrow wyatt xavier ximena
    xiu yadira yesenia ying yolanda yong yuki yusuf yuto yvette yvonne zachary zachery zane zelda zella zelma zenaida
    zoe zoila
    """.split()
)

# Of Germany, France, Spain, Portugal, Italy, the Netherlands, the Nordic countries, Poland, Turkey, Russia, India,
# Japan and Nigeria, by hand; those that are an English word as well are left out.
_OTHER_NAMES = frozenset(
    """
    siobhan oyvind laurens aoife ciara niamh roisin sinead eamon padraig cillian oisin tadhg caoimhe asbjorn bjorn
    eirik havard ingvild kare oddvar ragnhild sigurd tormod trygve torbjorn anniken bente siri synnove attila balazs
    bence boglarka dorottya eszter gabor gergely gyorgy ildiko istvan laszlo miklos sandor szabolcs tamas tibor zoltan
    bozena jaroslav jiri katerina ladislav lubomir marketa milos ondrej pavel petra radek vaclav zdenek vojtech
    aleksi anneli eero elina esa hanna heikki ilkka jari jukka kaarina kirsi leena markku mikko olli paivi pasi
    petteri pirjo riitta sari seppo tapio timo tuula veikko ville
    adaeze aditi aditya adrien agata agathe agneta ahmet aino aishwarya aksel aleksander aleksandra alessandra alessia
    alessio alix almudena ama amaia amandine amelie anais ananya ander anders anja anke ankit annika anouk antje anxo
    arianna armin arnau arnaud arne arun ashok asier aurelien axel aylin ayse baptiste bartholomew bartosz bastien
    beata beate begona benedetta bengt benoit bernd bertrand birgit birgitta bogdan brais bram bruna burak caio
    calogero candela capucine carlotta carsten catarina caterina cem chantal chinedu christelle christoph clemence
    concha corentin cristian cristobal daan daniele dario dariusz davi davide deepika detlef didier divya domenico
    dorota duarte ebba edoardo edouard eduarda einar eino ekaterina eleonora elif elin eline elke elodie emanuele
    emeric emine emre enrico enzo esra estefania etienne fabien fabio fabrice fabrizio fatih fatma femke fermin filipa
    filippo flavia flavio fleur florent florian floris folake francesco francoise franziska fredrik frida friederike
    friedrich gabriele gael gaelle gaetan gamze gaurav geoffroy georg gerd giacomo gianluca gijs gilles ginevra
    giorgia giulio gizem goncalo goran grzegorz gudrun guilherme guillaume gunnar gunther gustav hakan hanne hanneke
    hannes haruka hasan hatice heike heiko helmut heloisa hendrik henning henri henrik henrique herve hilde holger
    huseyin hyacinth ifeoma igor iker ilaria ilse imanol inaki inge inger ingo inmaculada irina irmgard isadora itziar
    ivar iwona jaap jacek jacopo jadwiga janneke jannik jelle jeroen jerzy jesper jimena joana joaquim jochen joep
    johann joost jordi jorg jorgen joris jorrit josefin juergen juhani julien jutta kaisa kamil karine karolina
    karsten kasia katharina katja kavya kemal kerem kerstin kinga kjell klara koen kofi konstantin krystyna krzysztof
    ksenia laetitia laia lasse laure laurent leif leire lennart leocadia leonie leszek letizia leyla lieke lilou
    linnea linus livia loic lotte lourenco luana luca lucrezia ludovic ludovica lukasz luuk maaike maarten macarena
    maciej madalena maelys mafalda magnus maike maja malgorzata malin malte manfred manish manon marcin mareike marek
    margarida margaux margherita margriet marieke marijke marit marius mariusz markus martim massimo mateo mateusz
    matheus mathieu mathilde matias matthias matti mattia maxime maximilian meera mehmet melis menno merel mert merve
    mette michal michela mickael mikael mikhail mikkel mikolaj minna mireille mirjam mohan montserrat moritz murat
    mustafa nadja naiara naoki nerea nicolo niels nienke nikhil nils noelia noemie nuno nuria odile oihane olaf olav
    oleg olena olivier olof oluwaseun onur oriol oskar osman ozge paco paloma pascale pawel pekka pernille perrine
    philipp pieter pietro prakash quirin rafal rainer ralf rasmus regis reinhard remi renaud riccardo rik rohan rolf
    romain romane ronja rudiger ruediger rui samuele sander sandrine sanna sanne santi saskia satoshi sebastien selin
    sergey serkan severine shreya signe sigrid silje silke simona sjoerd slawomir sneha solene solveig stanislaw
    stefania stefano steffen stephane stijn svante svenja swantje sylvain szymon tadeusz tanja tatyana teun theo
    thibault thijs thorsten tiago tijn tobias tomasz tommaso torben torsten torvald tove trine tugba udo ugur ulf ulla
    ulrich ulrika ulrike unai urszula valerio vasco verena veronique vidar virginie vitor vitoria vittoria volker
    werner wiebke wietske wiktoria wilhelm wojciech wouter xiomara yago yann yannick yasemin yuko yulia yuri yves
    zbigniew zehra zeynep zofia zsofia zuzanna
    """.split()
)
GIVEN_NAMES = GIVEN_NAMES_ABROAD | _US_NAMES | _OTHER_NAMES

# These tell a person only beside a known surname.
PLACE_LIKE_NAMES = frozenset(
    """
    adelaide al alexa ali alpha alta amber ana angel angela antonio april august aurora austin basil bill brandy brooke
    candi candy carlos carmen carol carolina carter casey chad charity charlotte chase chelsea cherry chester
    christian chuck clay clement cleveland cliff clinton cole cruz crystal daisy dale dallas dan dawn dean dee denver
    devin dick diego don drew earl ed elia ella eloy eugene eve faith fern flora florence forest francisco frank gail
    gale gene geneva georgia ginger glen grace grant guadalupe guy harley hazel heath heather hollis holly hope
    houston hunter india iris israel ivan ivy jack jackson jade jan jasmine jay jean jewel jing jo jordan jose joy
    joyce juan jun june junior kay kelly kent kenya lance laurel lee li lilly lily lincoln logan lourdes lucia luis
    luz mack madison mark marshall martin mason max may mei melody mercedes miles ming misti misty monte morgan myrtle
    odessa olive opal orlando parker pat pearl pearlie penny preston ray reed regina rex riley rob robin rocky rod ron
    rose rosemary roy royce ruby sakura salvador sandy santa santiago santos sasha savannah sean shannon sherry sierra
    sonny stacey stella sue summer sydney taylor ted tim tracy trenton troy ty tyler valencia venus victoria violet
    virginia wade ward will ying
    """.split()
)

SURNAMES = frozenset(
    """
    abbott acosta adams adkins aguilar ahmed alexander ali allen allison alvarado alvarez anderson andrews anthony
    armstrong arnold atkins atkinson austin avila ayala ayers bailey baker baldwin ball ballard barber barker barnes
    barnett barr barrett bartlett barton bates bauer baxter beard beasley beck becker bell bennett benson bishop
    blackwell blair blake blankenship booker boone booth bowen bowers bowman boyd boyer bradford bradley brady brewer
    briggs brock browning bruce bryan bryant buchanan bullock burgess burke burnett burns burton bush butler byrd cain
    caldwell calhoun callahan cameron campbell campos cannon carey carlson carpenter carr carrillo carroll carson
    carter casey castillo castro chambers chandler chang chapman charles chavez chen christensen christian clark
    clarke clay clayton cline cobb cochran cohen cole coleman collier collins colon combs conley conner contreras
    conway cook cooper copeland cortez cox craig crawford cruz cummings cunningham curry curtis dalton daniel daniels
    davenport davidson davis dawson decker deleon delgado dennis diaz dickerson dixon doe dominguez dorsey douglas
    doyle drake duncan dunn duran durham dyer eaton edwards elliott ellis ellison erickson espinoza estrada evans
    farmer farrell ferguson fernandez figueroa fischer fisher fitzgerald fleming fletcher flores floyd flynn foley
    ford foster fowler francis frank franklin frazier freeman fuller gaines gallagher gallegos garcia gardner garner
    garrett garrison garza gates gentry george gibbs gibson gilbert gill gilmore glenn glover gomez gonzales gonzalez
    goodman goodwin gordon graham graves greene greer gregory griffin griffith grimes gross guerra guerrero gutierrez
    guzman hale hall hamilton hammond hampton hancock hansen hanson hardin harmon harper harrell harrington harris
    harrison hart hartman harvey hawkins hayes haynes heath henderson henry hensley henson hernandez herrera herring
    hess hickman hicks higgins hines hobbs hodge hodges hoffman hogan holloway holmes holt hood hoover hopkins horn
    horton houston howard howell hubbard hudson huff huffman hughes hull humphrey hunt hurst hutchinson ingram ivanov
    jackson jacobs james jefferson jenkins jennings jensen jimenez johns johnson johnston jones jordan joseph juarez
    keith keller kelley kelly kemp kennedy kent khan kim kirby kirk klein knight knox kramer kumar lamb lambert landry
    lang lara larsen larson lawrence lawson le leach leblanc lee leon leonard lester lewis li lin lindsey liu lloyd
    logan lopez lowe lowery lucas luna lynch lyons mack maldonado malone mann manning marks marquez marsh marshall
    martin martinez mason massey mathews mathis matthews maxwell maynard mcbride mccall mccarthy mcclain mcclure
    mccormick mccoy mcdaniel mcdonald mcdowell mcgee mcguire mckee mckenzie mckinney mclaughlin mclean medina melton
    mendez mendoza mercado merritt meyer meyers miles miller miranda mitchell molina monroe montgomery montoya moody
    moore morales moran moreno morgan morris morrison morrow morton moses mosley moss mueller muller mullins munoz
    murphy murray myers nash navarro neal nelson newman newton nguyen nichols nicholson nixon norman norris norton
    nunez obrien oconnor oliver olsen olson oneal orr ortega ortiz osborne owen owens pace pacheco padilla palmer
    parker parrish parsons patel patrick patterson patton paul payne pearson pena perez perkins perry peters petersen
    peterson phelps phillips pierce pittman pitts poole pope porter potter powell pratt preston prince pruitt quinn
    ramirez ramos ramsey randall randolph reed reese reeves reid reyes reynolds rhodes rice rich richard richards
    richardson riley rios rivera robbins roberson roberts robertson robinson robles rodgers rodriguez rodriquez rogers
    rojas roman romero ross rossi roth rowe roy ruiz russell ryan salazar salinas sanchez sanders sandoval santiago
    santos saunders savage sawyer schmidt schneider schroeder schultz schwartz scott sellers serrano sexton shaffer
    shannon shaw shelton shepherd sherman shields silva simmons simon simpson sims singh singleton skinner sloan smith
    snyder soto sparks spencer stafford stanley stephens stephenson stevens stevenson stewart stokes strickland
    sullivan sutton swanson sweeney tanaka tanner tate taylor terry thomas thompson thornton todd torres townsend tran
    trevino trujillo tucker turner tyler underwood valdez vance vargas vasquez vaughn vazquez vega velasquez
    villarreal vincent wade wagner wall wallace walls walsh walter walters walton wang ward ware warner warren
    washington watkins watson watts weaver webb weber webster weiss wheeler whitaker whitehead wiggins wilcox wiley
    wilkerson wilkins wilkinson williams williamson willis wilson wise wolfe wong woodard wright wu wyatt yang yates
    york zhang zimmerman
    """.split()
)
