"""Given names of many languages: a hint that capitalised words are a person, never a condition."""

from __future__ import annotations

import re

from termcard.announcements.prose.languages import fold, wordlist

_GIVEN = wordlist(
    """
    aaron abdul abdullah abel abigail ada adam adela adele adil adriana adrian agata agnes ahmed
    aisha aki akira al alain alan albert alberto alec alejandro alena alessandra alessandro alex
    alexander alexandra alexis alfred ali alice alicia alina alison allan alma alvaro amanda amal
    amelia amina amir amit amos amy an ana anastasia anders andre andrea andreas andres andrew andy
    angel angela angelika anil anita anja ann anna annabel anne annette annie annika anton antonia
    antonio anya april ariel arjun arne arnold arthur arturo arun asha astrid audrey august aurora
    ava awa axel ayesha barbara barry bart bastian beata beatrice beatriz ben benedict benjamin
    bernard bernd bernhard bert beth betty bettina bianca bill birgit bjorn bo bob boris brad bram
    brian brigitte britta bruce bruno camille camilla carl carla carlo carlos carmen carol carolina
    caroline catalina caterina catherine cecilia celia celine chantal charles charlie charlotte
    chen chiara chloe chris christa christian christiane christina christine christoph christophe
    christopher ciara claire clara claude claudia claudio claus clemens clive colin connor
    constance cora craig cristina cy cynthia dagmar damien dan dana daniel daniela danielle dario
    david dawn deborah delia denis denise dennis derek diana diane diego dieter dimitri dimitris
    dipti dirk dmitri dolores dominic dominik dominique don donald dora doris dorothea dorothy
    doug douglas duncan ed edgar edith edmund eduardo edward edwin eileen elaine elena eleanor elena
    elisa elisabeth elise elizabeth elke ella ellen ellie elsa emil emilia emilie emily emma enrico
    eric erica erik erika ernesto ernst erwin esteban esther ethan etienne eugene eva evan eve
    evelyn ewa fabian fabio farah fatima fay federica federico felicia felicity felipe felix fenella
    ferdinand fernando fiona flavia flora florence florian frances francesca francesco francis
    francisco francois francoise francine frank franz fred frederic frederick frederik friedrich
    fritz gabriel gabriela gabriele gareth gary gaston gavin gemma geoff geoffrey george georg
    georges georgina gerald gerard gerd gero gerhard giacomo gilbert gil giles gillian gina giorgio
    giovanna giovanni giulia giuseppe gloria gordon grace graham greg gregor greta guido guillaume
    gunter gus gustav guy hal hanna hannah hannes hans harald harold harry hassan heather hector
    heidi heike heinrich heinz helen helena helene helga helmut hendrik henning henri henry herbert
    hermann hester hilary hilda holger holly howard hubert hugh hugo ian ibrahim ida ignacio igor
    ilaria ilse imre imran ina ines inga ingeborg ingo ingrid irene irina iris isa isaac isabel
    isabella isabelle ivan ivo ivy jack jacob jacqueline jacques jaime jake jakob james jamie jan
    jana jane janet janice jared jason javier jay jean jeff jeffrey jennifer jenny jens jeremy
    jerome jesse jessica jill jim jimmy jo joachim joan joanna joanne jochen joe joel joerg johan
    johann johanna johannes john jon jonah jonas jonathan jordan jorge jose josef josefina joseph
    josephine joshua joost joyce juan juana judith judy jules julia julian juliana julie juliet
    julio julius jun june jurgen justin jutta kai karen karin karl karoline kate katharina
    katherine kathleen kathrin kathryn kathy katja katrin kay keith kelly ken kenneth kerstin kevin
    khalid kim kirsten kit klara klaus konrad kristin kurt kyle lara lars laszlo laura laure lauren
    laurence laurent lea leah lee leila lena lennart leo leon leonard leonardo leonie leonor leslie
    lewis li lia liam lidia liliane lily lin lina linda lionel lisa liv liz lluis lois lola lorenzo
    lorna lou louis louisa louise luc luca lucas lucia lucie lucy ludwig luigi luis luisa luiz luke
    lutz lydia lynn madeleine maeve magda magdalena maggie malcolm manfred manuel manuela mara marc
    marcel marcello marco marcus margaret margarita margarete margot maria marian marianne marie
    mario marion marisa mark marko markus marta martha martin martina mary mateo mathias mathieu
    matilda matteo matthew matthias maud maureen maurice mauro max maximilian may megan mei melanie
    melissa mercedes meike mia michael michaela michal michel michele michelle miguel mika mike
    mikhail milan miles milo mina mira miriam mohamed mohammed moira mona monica monika montse
    moritz muhammad murray myriam nadia nadine nancy naomi natalia natalie natasha nathalie nathan
    neil ned nele nell nia niall nicholas nick nicola nicolas nicole niels nigel nikolai nils nina
    noah noel noor nora norbert norma norman octavia ola olaf oleg olga oliver olivia olivier olu
    omar oona orla oscar oskar otis otto owen pablo pamela paola paolo pascal pat patricia patrick
    patrizia paul paula pauline pavel pedro peggy penelope penny per percy peter petra phil philip
    philipp philippa philippe phoebe pia pierre pieter pilar pim piotr priya rachel radek rafael
    rainer raj rajesh ralf ralph ramon raphael raquel raul ravi ray raymond rebecca reinhard renata
    renate rene rhona rhys ricardo riccardo richard rita rob robert roberta roberto robin rocio
    rodrigo roger roland rolf romain roman ron rosa rosalind rosario rose rosemary rosie ross roy
    ruben rudi rudolf runa rupert ruth ryan sabine sabrina said sally sal salvador sam samir samuel
    sandra santiago sara sarah sasha saul scott sean sebastian serena serge sergei sergio sharmila
    sharon shay sheila shirley silke silvia simon simone sofia sol sonia sonja sophia sophie stan
    stefan stefania stefanie stella stephan stephanie stephen steve steven stuart sue susan susana
    susanna susanne suzanne sven svenja sylvia sylvie takashi tamara tania tanja tanya tara tariq
    tatiana ted teo terence teresa tess tessa thea theo theodore theresa therese thierry thomas
    tilman tim timothy tina tobias tom tomas tommaso tony torsten tracy trevor ulla ulrich ulrike
    uma una uri ursula usha ute uwe valentin valentina valerie vanessa vera veronica veronika
    victor victoria viktor vincent virginia vivian vladimir walter wanda wei wen wendy werner
    wilfried wilhelm will willem william winston wolf wolfgang wyn xavier yael yan yann yasmin yong
    yuki yves yvonne zara zoe zoltan
    erin
    alasdair albrecht alessia aline alois ambrose anders aneta angus anja anke annalisa anneliese
    annemarie anselm anthea archie arabella ariane armin arne arvind ashley aurelie babak bernadette
    berta berthold bertrand bradford brendan bridget bronwyn bryan bryony burkhard caitlin carina
    cat cedric celeste cheng cheryl christel christelle clare clarissa claudine clementine clifford
    conrad cordelia corinne cosima cyril dafydd dale daphne declan deirdre delphine desmond detlef
    diarmuid dolly donna doreen dorian dorothee dylan eamon eckhard edda edwina eilidh elias elin
    elinor eliot elliot ellis elodie eloise elspeth emanuele emmanuel emmanuelle enid enzo erich
    ernestine esme estelle eugenia eugenie evelina ewan fabienne fabrizio farid faye femke fergus
    filip filippo fionn folker franco frida freya gabor gaia gail gaspard genevieve geraint gertrud
    gesine gianni giada gianluca gilles ginevra gisela giuliano gottfried greet griet gudrun guenter
    gunnar gunther gwen gwyneth hamish hanne harriet hartmut hazel hedwig heiko heiner helga
    hendrika herve hettie hilde hiroshi hiroko horst hussein huw ieuan ilona imogen inge ioana
    ishaan isobel iwan jacinta jacopo jada janine janos jarvis jasmin jasper jed jelena jelle jerry
    jette joao jocelyn jodie joelle johnny jolanda jonny jordi jorg josh joy jozef jude judit
    juergen juliette kamal kamila karim karla karsten kasper katarina katharine katie katja kees
    keir kerry khadija kiran klaas koen kofi konstantin krishna kwame kylie lachlan laila lakshmi
    lambert lana latifa lauri lavinia leif leigh leopold leticia liesbeth lilian liliana lillian
    lindsay lindsey lise lisbeth livia lorena loretta lothar luciana luciano ludovic luka lukas
    luzia lyn mabel mahmoud maja makoto malika mandy marcella marcin mareike maren marga margherita
    mariam mariana marietta marijke marilyn marina marisol marissa maite marlene marleen marnie
    martijn martine massimo mathilde matilde matthijs maurizio maxime maya mehmet melinda meredith
    merlin mette mhairi micha mikael mikkel mirjam mirko miroslav mitch mohammad mohan moritz morgan
    muriel mustafa nan natalya neal nicolai nicoletta nikki nikolaus nisha nuno odette odile oisin
    olivier olwen ottilie padraig paige pamela pascale patience pavlina peder perdita perrine
    philomena piers piet polly primrose prue prudence quentin quinn rachael rafal rahul rajiv ramesh
    ramona rania rasmus raymund reiner reinhold remi renato renzo rhian rhiannon ria rick robyn
    rodney roisin ronald ronan roni rory rosalie rosanna roswitha rowan rowena roxana rudiger rudy
    ruediger russell sacha safia salim salma salvatore samantha samira sander sandro sanjay santi
    sascha saskia seamus selina severin shannon shaun sheena shirin siegfried sigrid silas silvana
    silvio simeon simonetta sinead siobhan sita sjoerd solange soren stefano stella sten stephane
    stewart stuart sunil sybil sylvain tabitha tadeusz tal tamsin tatjana teodor thandi theodora
    thilo thora tilda till titus tobi toby toni torben toshiro trine tristan trudy udo ugo ulf
    ursel valentino valeria vasile vasily veit verena verity vernon vicky vijay vikram viola
    virginie vito vittoria volker wade wes wilma winifred wioletta wouter xander yannick yasmine
    yusuf yvette yvonne zadie zainab zdenek zeynep zita zofia zohra dipika amartya meera nandini
    deepa kavita sunita vandana kenji haruki yoko naoko akiko sakura ngozi chidi amara zanele sipho
    tendai kwabena abena akosua fatou mamadou ousmane aminata bola tunde emeka chinua wole nneka
    """
)

# Given names of the languages that are read, and of their neighbours, that the first list lacks.
_FURTHER_GIVEN = wordlist(
    """
    adalbert adan adelaida adelheid adelina adolfo afonso agathe agnese agnieszka agostino agustin
    aida aileen ailsa aimee ainhoa aisling aitana aitor alastair albane alberta albertine aldo
    alejandra aleksandar aleksandra alessio alexandre alexandrine alexei alfonso alfredo alicja
    alisa alix alize alonso alphonse alwin amaia amalia amandine amaya ambre ambrogio amedeo amelie
    amparo anabel anais ancel andoni andor andrej andrzej aneurin angele angelique angelo angharad
    anneke annelies annet annick anouk anselmo ansgar antje antoine antoinette antonella antoni
    aoife araceli aranka arianna aristide arjan arlette armand armando armelle arnaldo arnau arnaud
    aroa artur asier astolfo athanase attilio aude auguste augustin augusto aurelia aureliano
    aurelien aurelio avril axelle azucena balazs baltasar balthasar baptiste barnabe barnaby
    bartolome bartolomeo bartosz basil basile bastiaan bastien batiste beate begona benedetta
    benedetto benedikt benedikta bengt benoit berengere berenice bernadetta bernardo bernat bero
    bertil bertram bessie bettine bianka birgitta birte blaise blanca blanche blandine blas bodo
    bogdan boguslaw bojan branislav branka branko branwen brice brid brigida brigit brita bronagh
    bronislaw bruna brunhilde callum calum camilo candela caoimhe carine carles carlijn carlota
    carme carmela carmelo carmine carola carole caroll carsten caspar casper catalin catarina
    catrin catriona cees celina celso cesar cesare charlotta chiel christiaan cilla cinzia claas
    clarisse claudette clemence clotilde coen colette columba concetta constantin constanze
    consuelo coralie cordula cormac cornelia cornelis cornelius cosimo covadonga crispin cristian
    cristiana cristiano cristobal cyrielle cyrille dagny damiana damiano danilo danuta davide
    davina davor debora demetrio denisa desiree detlev dewi diarmaid diederik dietmar dietrich
    dieuwke digby dilys dimitra dirkje djamila dolf domenica domenico domingo donata donatella
    donato doortje dorota dougal dragan drago drazen dunja eberhard edeltraud edgardo edita editta
    edmond edoardo eduard eduarda edurne edvard edvige efrain egbert egidio egon eirlys eithne
    ekkehard eladio eleni eleonora eleonore eleuterio eliana elie eligio elina eline elio
    elisabetta elisenda eliza ellinor elmar eloi eloisa eloy elsbeth eluned elvira elvire emanuela
    emerentia emeric emiliano emilio emrys engelbert enno enric enrique enriqueta eoin erasmus
    ercole erhard ermanno ermelinda erminia ernest ernesta erwan eryk esmeralda estanislao esteve
    eudald eufemia eugen eugenio eulalia eulogio eusebio eustace evaristo evelien eveline everard
    evert ezequiel ezio fabiana fabiola fabrice fabrizia fanny fausta faustine faustino fausto
    fedor felicie felicite feliks feline felipa fergal fermin fernand ferran ffion fidel filiberto
    filippa finlay finn fintan fionnuala fiorella fiorenza firmin flaminia flavio florent florentin
    florentina floriane floris folkert foppe francesc franceska franciszek franka franziska fraser
    frauke freddie frederica frederique fredrik frieda friederike friedhelm fritjof fulvia fulvio
    gabriella gaetan gaetano garance gaspar gaspare gaute gautier gavino geert genoveva georgette
    georgi geraldine gerardo gerben gerda gerhild gerlinde germaine gerrit gertrude gesche gethin
    giacinta gianfranco gianmaria gianna gilberto gilda ginette gino gioacchino gioia giorgia
    giosue giuditta giuliana giulietta giuseppina gladys goffredo goncalo gonzalo goran graciela
    grainne gratien grazia graziano graziella gregoire gregorio gregory griselda grzegorz gualtiero
    gudula guendalina guglielmo guia guillem guillermo gundula gunhild gunilla gustave gustavo
    gwenael gwenaelle gwendolen gwendolin gwilym haakon hadrien hadwig halina halvard hanneke
    hannelore hanns hannu hansjorg haralds harmen harmke harri hartwig hasso hedda heidrun heimo
    hein heinke heino helge helle helmer helmi helmuth heloise hendrikje henk hennie henrietta
    henriette henrik henrike henriqueta hermine herminia hernan hieronymus hilaire hilario hilbert
    hildegard hildegund hille hinnerk hinrich hippolyte hjalmar horacio horatio hortense huberta
    hubertus hugues humbert humberto huub hywel iago ianthe idoia iermolaj iestyn iginio ignace
    ignasi ignatius ignaz iker ildefonso ildiko ilia ilja ilonka imanol imelda immacolata inaki
    indalecio indira ineke ingmar ingolf ingvild inigo inka inmaculada innes innocenzo iolanda iolo
    iona ippolita irena irenee iria irma irmela irmgard irmtraud isaak isabeau isabela isadora
    isaura isidora isidoro isla ismael isolde isotta itziar iva ivar ivonne iza izabela izaskun
    jaap jacek jacinto jacoba jacomo jadwiga jakub janek janez janina janneke janusz jaroslav jasna
    jaume javiera jeanne jeannette jeannine jef jennie jeremias jeroen jerzy jesus joana joanie
    joanneke joaquin joaquina jocelyne jochem joep johanne jolana jolanta jolien jonatan jorick
    joris josefa josefine josep josephus josette josiane josquin jost josune joszef juanjo judica
    judicael julen juliaan julieta julija julita juna junia jurek jurg jurgita jurriaan kaat kaja
    kajsa kalina kalle kamil karel karola karolina kasimir kaspar kathe kati katka katrien katrijn
    katrine kazimierz kersti kilian kirsteen kirsti kjell kjersti klazien klemens klotilde knud
    knut koenraad koert konstanze koos kornelia krista kristian kristina kristjan kristoffer
    krisztina krystyna krzysztof kunigunde kyra ladislav lamberto lando laureen laurens laurette
    laurids laurin lazare leander leandro leendert leni lenka lennert leocadia leokadia leonhard
    leonid leonida leontien leontine leopoldo leslaw leszek letitia letizia levin lidewij liesel
    lieselotte lieve lieven ligia lilia lillemor lilou linnea lioba liselotte lisette livio
    ljiljana loes loic lope lorcan loredana lorentz lorenz louison lowie lowri lubomir lucette
    lucian lucien lucienne lucile lucilla lucinda lucio lucrecia lucrezia ludger ludolf ludovica
    ludovico ludwika luisella luitgard lukasz lupe lutgard lutgarde lysander maaike maarten mabli
    macarena maciej madalena maddalena madeline maelle magali magdalene magnhild magnus mahault
    mahaut maike mairi malgorzata malin malte malwina manel manfredi manfredo manolo manon marceau
    marcela marceli marcelin marcelino marcelle marcelline marcelo marei margareta margarethe
    margaux margitta margret margriet marguerite mariagrazia mariangela mariano maribel marica
    maricarmen marieke mariella marielle marij marijn mariken marilena marilene marin marinella
    marinus mariola marita marius marjan marjolein marjorie marjory marketa marlena marlies marlis
    marloes marlon marsilio marten marthe marthin martial martino martinus maryam maryse marzia
    marzio massimiliana massimiliano mateja mateusz mathew mathis matias matthea matthieu mattia
    mauricette mauricio maurits mavis maxence maxim maximiliaan maximilien mechthild meent meinhard
    meinolf meinrad melania melchior melisande melitta menno merce merete merijn merit merle
    micaela michalina michela michelangelo michiel mieczyslaw miek mieke mikolaj milada milena
    milica milla minna mireia mireille mirella miren mirja mirjana mirka mirta modesta moises
    monique montserrat morag morten mungo murdo myrtille myrto nadege nadezhda nadja narciso
    narcisse nastasia natacha natale natasza nathanael nazario neele nelleke nerea nereida nerina
    nerys neus niamh nicanor niccolo nicodemo nicolaas nicolette nicolo nidia niek nieves nikola
    nikolina nikos nine nino nives noelia noemi noemie nollaig norberto noreen norina nuala nuccia
    nunzia nuria obdulia octave octavio odalys odilia odilo odilon odo ofelia olav olavi oleksandr
    olimpio oliva olle olof olympe oonagh oreste oriana orietta oriol orlaith ornella orso orsola
    ortensia ortrud ortwin osvaldo oswald oswin otavio otilia otmar ottavia ottavio ottokar
    ottoline ove owain oystein padhraic pancrazio pantaleon paolina pascual pascuala pasquale
    pasqualina patrice patricio patxi paulette paulien paulin paulo paulus pavla pazia pelagia
    pelayo pepijn perceval percival peregrine petr petronella petros petrus phileas philibert
    philine philipa phyllis piergiorgio pierluigi pierrette pierrick pietro pietronella piroska
    pompeo porfirio portia poul praxedes predrag primitivo priscilla priska proinsias prosper
    prospero pryce quique quirin quirina quirino radmila radoslav radoslaw rafaela rafaelle
    raffaele raffaella ragna ragnar ragnhild raimon raimondo raimund raimundo rainier ramiro
    ramunas randi raniero raphaela raphaelle rasmine ratko raymonde regina reginald reginaldo
    regine regis reidar reidun reinder reinhild reinier remco remigio remigius renan renaud renee
    renilde rhoda rhodri ricarda riccarda richarda rieke riitta rikke rinaldo rinske rinus roald
    roberte robrecht rocco rochus rodolfo rodolphe rodrigue roeland roelof rogelio rogier rolande
    rolando roldan romane romilda romina romola romuald romualdo romy ronja roque rosalba rosalia
    rosaline rosamund rosanne rosaura rosella roselyne rosina rosmarie rosmunda rowland roza ruairi
    ruaridh rudolph rufina rufino rufus ruggero ruggiero ruprecht rurik rutger ruud saar sabino
    saladin salome salomea salomon samuele sandrine sanna sanne santino saoirse saturnino saverio
    savina scarlett sebald sebastiaan sebastiano sebastien segismundo segolene selma semira senta
    serafina serafino seraina seraphine serenella severien severine severino shona sibyl sibylla
    sibylle siegbert sieglinde siegmund siegrun siemen sietske sigismund sigmund signe sigrun
    sigune sigurd silja silvain silvan silvanus silverio silvestre silvestro silviu simonne sinikka
    sioned siri sjaak sjors slavko slavoj sofie solveig solvejg sonsoles sophus sorcha sorley
    stanislas stanislav stanislaw stanko stefaan steffen steffi stefka steinar stephania stephano
    stieneke stijn stine stjepan struan sunniva susann svante sverre svetozar swantje swen sylvaine
    sylvana sylvester sylvestre sylviane sylwia szymon taddeo tadej tadhg tancredi tancredo tanguy
    tazio tecla tegan telmo teodora teodoro teresio tereza terezia thaddaus thaddea thaddeus thekla
    theobald theodoor theophile theresia thibaud thibault thibaut thies thijs thilda thirza
    thomasin thor thorben thorsten thorvald tiago tibor tiburcio tiemen tijmen tilly timon timotej
    timothee tineke tirza titia titien tiziana tiziano tjark tjeerd tobia tomasz tomaz tomislav
    tonia tonino tonje toos torbjorn torgny torquato torquil trijntje trix troels trond trude truus
    tudur tullia tullio tycho tyra ubaldo uberto ugolino ulric ulrica ulrik ulrika umberto urbain
    urbano urs ursina ursule urszula urte uta vaclav valborg valburga valente valentijn valere
    valerian valeriano valerio valery vanni vasco vasja vaslav veerle velia velma venceslao venera
    veronique vibeke vicent vicenta vicente vidar vigdis viggo viktoria viktorija vilhelm
    vilhelmine vilja vilma vincenc vincens vincente vincenza vincenzo violaine violante violeta
    violetta violette virgilia virgilio vitale vittore vittorino vittorio viviana viviane vivienne
    vlad vladislav volkert volkmar walburga waldemar walpurga walther waltraud warner warwick
    wenceslas wendel wendelin wenzel wibke wiebke wieland wietske wiktor wilfred wilfrid wilhelmina
    wilhelmine willeke willemien willemijn willi willy wim winfried winona wlodzimierz wojciech
    woldemar wolfram wout wulf wybe xaver xenia ximena yago ygraine ynte yolanda yolande yorick
    yvain zacarias zacharias zaida zbigniew zdenka zeger zelda zelia zeno zenobia zinaida ziva
    zlatko zoran zuzana zuzanna zygmunt
    """
)


# Given names of Asia, Africa and the Turkic and Slavic languages that are no English words.
_MORE_GIVEN = wordlist(
    """
    abdallah abdelaziz abdelkader abdelkrim adnan ahmad akbar aliyu amr anwar arash arif asad ashraf
    ayman aziz bahar bashir basma behrouz bijan bilal dalia danish dariush ehsan fadwa fahad farhad
    fariba farouk fatemeh ghada ghassan habib hadi hala hamid hani hisham hoda hossein huda ihsan
    iman ismat jalal jamal jamila javad kader kamran karima khaled lamia latif layla mahdi mahmood
    majid maryam masoud maysa mazen mina mohsen moussa munir mustafa nabil nadim naima najla nasir
    nawal nazim nilofar niloufar nizar omid parviz rabia rafiq rana rashid rasha riad rim saad saeed
    salah saleh salwa samar sameer sara shahid shahram shirin soraya taha tahir tamer walid yahya
    yara younes yusra yusuf zahra zaid zakaria zeina ziad zineb
    aarti abhishek aditya ajay akash alok amrita ankit anuradha aparna archana arnab ashwin atul
    bharat bhavna chandra chetan debashish dev devika divya gayatri girish gopal hari harish hema
    indrani isha jagdish jayant jyoti kalpana kanchan kartik kishore lalita lata madhav madhu
    mahesh mala manish manju mayank meenakshi mukesh mukul naren naveen neha nilesh nitin padma
    pankaj parul pooja pradip pranav prem priyanka purnima rachna raghav raghu rajani rajat rakhi
    rama ranjit rashmi ritu rohit sachin sagar sandeep sangeeta sanjeev sarita satish savita
    seema shalini shanta shashi shilpa shobha shubha smita sneha soumya sourav subhash sudha
    sudhir sujata sumit surya sushma swati tarun tejas trupti uday ujjwal umesh usha vaishali
    varun vasant veena vikas vimal vineet vivek yash
    ayumi chie daichi eiko emi etsuko fumio genji goro hajime haruo hideki hikaru hiroaki hisako
    ichiro isamu junko kaori kaoru katsumi kazuko keiko keisuke kei kiyoshi koichi kumiko
    kyoko mariko masaki masako masami masao mayumi megumi michiko midori minoru misaki miyuki
    momoko nana naoki naomi natsuki noboru nobuko noriko osamu rei reiko rie rika rin ryoko
    ryota saburo satoru sayaka seiji setsuko shigeru shin shizuka shoji sumiko tadashi tadao
    taro tatsuya tetsuya tomoko toru tsuyoshi yasuko yasuo yoichi yoshiko yukiko yumi yumiko
    yutaka
    ama akwasi ayodele babajide bongi buhle chinelo chinwe dayo ebele efosa ekene eniola enoch
    fela femke folake gloria ife ifeanyi ijeoma isioma jabulani jumoke kagiso kamau kelechi
    kenya khanyi kwabena kwaku lesedi lungile mandla mbali mpho mwangi naledi ndidi njeri nokuthula
    nomsa nonso ntombi nyambura obiageli oluwole onyeka palesa refilwe sade samkelo segun sibusiso
    simphiwe sizwe tariro tebogo themba thulani tinashe titilayo tsitsi uche ugochi vuyo wale
    wambui wanjiku yemi zodwa zola
    wirihana aroha hemi hine mereana ngaire rangi tama tane wiremu manaia tevita sione mele
    leilani keola einar thorvald coral noelene
    abiodun abimbola adaeze adebayo ade adeola adewale adunni afua akin akinyi amadou amit
    ananya anil aniket anjali ashok ayaan aylin ayse baek bao baris berk binh blessing bongani
    burak busisiwe cansu cem chan chiamaka chidera chika chioma chukwuma dae dang dele deniz
    devi dilek dung duc elif emre ebru efua ekaterina ekow esi eun fadi faisal faruk farrukh
    fatma femi folasade fumiko funmi galina ganesh gaurav gokhan gulnara hae hakan halima
    hamza hanako haruka hassan hatice hideo hieu hien hoa hoang huda huong huy hyun
    hye ibrahim ifeoma ilker imran irina ismail istvan ivana jae jaya ji jin jinan jiang joon
    juma jun kaan kadir karthik katalin kaveh kazuo kemal khalid kiprop kumar kunal kwesi kyung
    laszlo leila lindiwe linh lerato lwazi ludmila mai manoj marek margit marwa mehdi mei mert
    meng miguel milos minh mina mitsuko mohammed muhammad muhammed murali murugan
    mustapha nadia nalini nam naresh narges nasrin natalia nazanin nguyen nikhil nikolai nilufer
    nima ning nirmala nkechi noor nomvula nour obinna okan ola olamide olga olena olumide oluwaseun
    omar onur orsolya osman oyelaran parisa parvati pedro phuong pinar pradeep prakash prasad priya
    quang rachid radha raj rajesh rakesh ravi reza rekha rohan ruslan ryo sachiko sadia
    sandor sanjana satoshi savitri selin seo serkan shabnam shreya shiho shinji siddharth simge
    siyabonga soo soyoung srinivas subha sung suresh svetlana szilvia tae takumi tamas tapiwa
    temitope thabo thandiwe thanh thuy thi tolga tran tuan tuyet umit uzma venkat vinod vusi
    wanjiru wangari wei wenjing xiao xiaoyu xin xinyi xu yaw yeon yi yeliz yewande ying
    yosef youssef yu yuan yuko yun yuri zanele zhen zheng zhi zsofia zsolt zulfiqar
    """
)
# Family names that are as good a sign, whether they stand first or last.
_FAMILY = wordlist(
    """
    abubakar achebe adeyemi agarwal ahmadi alvarez ansah banerjee bano barzani bhatt boateng
    chatterjee chaudhary chaudhuri chakraborty chukwu chen cheng choi chowdhury chung das desai
    deng diallo diaz dinh dlamini fernandes fernandez ferreira garcia gomez gonzalez gupta
    gutierrez haddad hernandez hoang hosseini huang huynh hwang ibarra iyer jimenez joshi kang
    kapoor kaur khan khumalo kim kimura kulkarni kumar kwon lau lee liang lim lin liu lopez
    mahlangu martinez mbeki mehta mendes mensah menon mishra mkhize mohamed mukherjee munoz murthy
    musa nair nakamura nasser ndiaye nguyen nkosi nwosu obi ogunleye okafor okeke okonkwo oliveira
    omondi onyango otieno ouedraogo owusu ozturk park patel perez pereira pham phan pillai qian
    rahman ramirez ramos rao reddy ribeiro rodrigues rodriguez romero ruiz sanchez santos sato
    sharma shah shen shrestha silva singh sithole souza srinivasan subramanian suarez suzuki
    takahashi tanaka torres traore trinh tshabalala tsai vasquez verma vo wang watanabe wong
    wu xie xu yadav yamada yamamoto yang yilmaz yoshida zhang zhao zhou zhu zulu
    """
)
_FAMILY_SHAPE = re.compile(
    r"(?:[A-Z][a-zà-ÿ]+(?:sson|dóttir|dottir|escu|enko|ovsk[yi]|evsk[yi]|insk[yi]|[wc]sk[iya]|wicz"
    r"|czyk"
    r"|[oe]vić|[oe]vic|ić|ová|oğlu|oglu|shvili|adze|opoulos|opoulou|[aá]kis|[ií]dis|iadis"
    r"|inen|szky|ström|berg|mann|stein|quist|gaard|strand|huis|stra|sma|ström|lund)"
    r"|(?:Mc|Mac|O['’]|Fitz|D['’]|Ó\s|Ní\s|Al-|al-|El-|el-|Ben-|Abd[ue]l-)[A-ZÀ-Þ][\w’'-]+"
    r"|[A-ZÀ-Þ]{2,}-[A-ZÀ-Þ]{2,})\Z"
)
_JOINED_GIVEN = re.compile(r"[A-Z][a-zŏŭ]{1,5}-[a-zŏŭ]{2,6}\Z")
_FIRST_HALVES = wordlist(
    "seung ji soo hyun hye jae sung young eun kyung sang dong tae chang jin yoon myung in woo "
    "seo yu jun ho joon hee byung ki chul mi won wei xiao hui ching chia yi chun shu mei yu kai "
    "hsin hao kuo li ting wan bao thanh"
)
_NOT_FAMILY = wordlist(
    "berg stein mann strand heidelberg nuremberg luxembourg hauptmann iceberg stockholm lund "
    "fachmann kaufmann guttenberg wittenberg westerberg"
)


def is_given_name(word: str) -> bool:
    """Say whether a word, or the first half of a hyphenated one, is a known given name."""
    first = fold(word).split("-")[0].strip(".")
    if first in _GIVEN or first in _MORE_GIVEN or first in _FURTHER_GIVEN:
        return True
    return _JOINED_GIVEN.match(word) is not None and first in _FIRST_HALVES


def is_family_name(word: str) -> bool:
    """Say whether a word is a known family name, or has the ending or beginning of one."""
    folded = fold(word)
    if folded.split("-")[-1] in _FAMILY or folded.split("-")[0] in _FAMILY:
        return True
    return _FAMILY_SHAPE.match(word) is not None and folded not in _NOT_FAMILY
