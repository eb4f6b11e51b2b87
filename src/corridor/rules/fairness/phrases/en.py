"""Hidden criteria in English. Spaces also match hyphens and line ends; {groups} stand for one of their words.

MEANT_OTHERWISE is taken out of a text before FOUND is looked for: an orchard's young trees, the legal least age,
"regardless of sex". What remains and is found still goes to a person.
"""

GROUPS = {
    "people": (
        "people|persons?|individuals?|workers?|labou?rers?|candidates?|applicants?|staff|employees?|helpers?|hands"
        "|pickers?|packers?|harvesters?|farmhands?|farmworkers?|drivers?|cooks?|cleaners?|maids?|nannies|nanny"
        "|waiters?|carers?|caregivers?|welders?|milkers?|herders?|assistants?|recruits?"
    ),
    "sex": "men|man|males?|boys?|lads?|guys|gentlem[ae]n|wom[ae]n|females?|girls?|lad(?:y|ies)",
    "sexes": "men|males|boys|women|females|girls|ladies",
    "kin": "animals?|cows?|cattle|ewes?|sheep|mares?|horses?|sows?|pigs?|heifers?|goats?|does?|livestock|herd|calves",
    "grown": (
        "plants?|trees?|vines?|seedlings?|shoots?|leaves|stock|orchards?|crops?|fruits?|growth|chicks?|birds?|lambs?"
        "|fish|hens?|poultry|wood|forests?|vegetables?|produce|bees|queens?|animals?|cattle|cows?|calves|heifers?"
        "|horses?|pigs?|goats?|sheep|livestock|bulls?|steers?|turf|grass|vineyards?|roses?|pecans?|onions?|potatoes"
    ),
    "faith": (
        "muslims?|christians?|catholics?|protestants?|hindus?|buddhists?|jews?|jewish|sikhs?|evangelicals?|mormons?"
        "|atheists?|orthodox"
    ),
    "race": (
        "whites?|blacks?|asians?|latin[oa]s?|hispanics?|africans?|europeans?|arabs?|caucasians?|mestizos?|indigenous"
        "|gyps(?:y|ies)|roma"
    ),
    "nation": (
        "mexicans?|guatemalans?|hondurans?|salvadorans?|jamaicans?|haitians?|colombians?|peruvians?|ecuadorians?"
        "|romanians?|bulgarians?|ukrainians?|poles|polish|moroccans?|tunisians?|egyptians?|indians?|nepalis?|nepalese"
        "|bangladeshis?|pakistanis?|filipin[oa]s?|indonesians?|sri lankans?|ethiopians?|kenyans?|ghanaians?"
        "|senegalese"
        "|americans?|spaniards?|south africans?|venezuelans?|foreigners?|aliens|immigrants?|migrants"
    ),
    "housing": (
        "housing|rooms?|dormitor\\w+|lodging|showers?|toilets?|bathrooms?|restrooms?|accommodations?|quarters"
        "|facilities|beds?|barracks|houses?|units?|areas"
    ),
    "rest": "[^.;!\\n]*?(?=\\s+(?:but|however)\\b|[.;!\\n]|$)",
}

MEANT_OTHERWISE = (
    # both, either, or none of it
    "{sex} (?:and|or|&) {sex}|{sex}/ ?{sex}|(?:both|all|any|either) (?:sex(?:es)?|genders?)|m/f|f/m",
    "(?:regardless|irrespective|independent) of {rest}",
    "without (?:regard|distinction|discrimination){rest}",
    "(?:not|no|never|nor|prohibits?|against|free from) (?:\\w+ ){0,2}discriminat\\w+{rest}|non discriminat\\w+{rest}",
    "equal (?:employment )?opportunit\\w+{rest}",
    # housing, clothing
    "(?:separate |single sex )?{housing} (?:is |are )?(?:available |provided |offered )?(?:for|to) (?:the )?"
    "(?:single |unmarried |married )?(?:{sex}|{people}|couples)(?: (?:{people}))?(?: only)?",
    "single (?:workers?|persons?|people|m[ae]n|wom[ae]n)['’]?s? {housing}",
    "(?:men|women|ladies|boys|girls)['’]s? (?:{housing}|clothing|clothes|shoes|wear|gloves|sizes?)",
    "(?:cover|deliver|serve|for) (?:male|female) (?:{kin}|patients|customers|guests|residents)",
    "man (?:lifts?|hours?|power|made|days?)",
    # age
    "(?:not?|nobody|never) (?:\\w+ ){0,3}(?:younger than|under|below)(?: the age of)? 1[4-8](?: years)?"
    "(?: of age| old)?",
    "(?:young|old|mature|aged)(?:er|est)? (?:\\w+ ){0,1}{grown}",
    "(?:child(?:ren)?|kids|boys|girls|toddlers?|pupils) (?:\\w+ )?(?:aged?|between|from) [\\w -]{0,20}",
    "(?:care|caring|look|looking|work|working|play) (?:for|of|after|with) (?:the )?(?:elderly|old(?:er)?|young) "
    "(?:people|persons|adults|men|women|gentlem[ae]n|lad(?:y|ies)|man|woman|couple)",
    "(?:support|counsel|assist|teach|help|train|supervis)\\w* (?:\\w+ ){0,3}young (?:people|adults|persons)",
    "(?:children|adolescents),? (?:and |or )?young (?:people|adults|persons)",
    "a single (?:person|worker)|motion pictures?|medical history of patients",
    # families and health
    "(?:during|after|progress (?:of|with)) pregnancy|pregnancy (?:and|or) (?:childbirth|birth|labour)",
    "no (?:children|kids|minors) (?:\\w+ ){0,2}(?:allowed|permitted|in|on|at|near)",
    "pregnan\\w+ {kin}|pregnancy (?:check\\w*|test\\w*|diagnos\\w+|scan\\w*) (?:of|in|on|for) (?:the )?{kin}",
    "(?:check|test|scan|monitor)\\w* (?:\\w+ ){0,3}{kin} for pregnan\\w+|{kin} pregnan\\w+",
    "pregnant (?:women|workers|employees) (?:are protected|have the right|keep|enjoy){rest}",
    "health(?:y)? (?:and|&) safety|health (?:insurance|care|cover)|(?:good|healthy) (?:plant|animal|herd|crop|soil)"
    " health",
    "(?:health|medical) (?:check\\w*|tests?|exam\\w*|screening) (?:of|on|for) (?:the )?{kin}",
    "{grown} (?:\\w+ ){0,3}(?:free (?:of|from)|healthy|in good health)",
    "(?:healthy|good looking|attractive) {grown}",
    # things of daily life
    "photo id\\w*|photo(?: ?cop\\w+|graphy)",
    "(?:photos?|photographs?|pictures?) of (?:the )?(?!you|your|applicants?|candidates?|workers?|face|them)\\w+",
    "(?:european|western|credit|african|soviet) union|union (?:county|city|hall|street|road|square|springs?|jack)",
    "(?:direct|bank) deposit\\w*|deposit\\w* (?:\\w+ ){0,3}(?:in|into|on|onto|at|to) (?:\\w+ ){0,2}"
    "(?:bins?|box(?:es)?|buckets?|trailers?|trucks?|accounts?|bank|crates?|bags?|containers?)",
    # money and papers as they should be
    "(?:no|any|without|zero|free of) (?:\\w+ ){0,3}(?:fees?|deposits?|charges?|commissions?)"
    "(?: (?:is|are|will be|may be) (?:asked|charged|taken|paid))?",
    "(?:not|never|nobody|no one|no worker)(?: \\w+){0,4} (?:pay|pays|charged?|asked?|deposit){rest}",
    "(?:fees?|deposits?|commissions?|charges?|costs?)(?: \\w+){0,5} (?:paid|borne|covered|reimbursed"
    "|met) by (?:the )?"
    "(?:employer|company|farm)",
    "(?:employer|company|farm|we)(?: will| shall)? (?:pays?|covers?|reimburses?|bears?|meets?){rest}",
    "cop(?:y|ies) of (?:\\w+ ){0,3}(?:passports?|documents?|papers)|passport (?:cop\\w+|photos?|size\\w*)",
    "workers? (?:\\w+ )?(?:keeps?|holds?|retains?) (?:\\w+ ){0,3}(?:passports?|documents?)",
    "(?:passports?|documents?|papers)(?: \\w+){0,2} (?:never|not){rest}",
    "(?:passports?|documents?|papers)(?: \\w+){0,3} (?:kept|held|stays?|remains?) (?:by|with) (?:the )?workers?",
    "(?:not|never|nobody)(?: \\w+){0,3} (?:keep|hold|retain|take|collect)s?(?: \\w+){0,3} (?:passports?|documents?)",
)

FOUND = (
    ("sex", "(?:only|solely|exclusively|strictly) (?:for )?{sex}"),
    ("sex", "{sex} (?:{people} )?(?:only|preferred|preferable|required|wanted|needed|desired|please|favou?red)"),
    ("sex", "(?:must|should|shall|has to) be (?:an? )?(?:\\w+ )?{sex}"),
    (
        "sex",
        "(?:prefer\\w*|preference (?:\\w+ ){0,2}(?:to|for)|want\\w*|need\\w*|seek\\w*|looking for|hir(?:e|es|ing)"
        "|recruit\\w*|requir\\w+|accept\\w*) (?:only )?(?:an? |\\d+ )?(?:\\w+,? (?:and )?){0,2}{sex}",
    ),
    (
        "sex",
        "(?:suitable|ideal|suited|open|reserved|meant|work|jobs?|posts?|positions?) (?:only )?(?:for|to) {sexes}",
    ),
    ("sex", "no {sexes}"),
    ("sex", "(?:male|female|women) {people}"),
    ("sex", "(?:sex|gender) ?: ?(?:male|female|m|f|men|women)"),
    ("sex", "(?:all|team of) (?:male|female)"),
    ("age", "young(?:er)?,? (?:and )?(?:\\w+,? (?:and )?){0,2}(?:{sex}|{people}|adults?|team)"),
    ("age", "(?:must|should) be (?:\\w+,? (?:and )?)?young|youthful"),
    ("age", "young(?: and|,) (?:energetic|dynamic|strong|fit|healthy|motivated|active)"),
    (
        "age",
        "(?:max(?:imum)?\\.?|upper|highest) (?:\\w+ )?age(?: (?:of |is |: ?)?\\d\\d)?"
        "|age (?:limit|range|bracket)s?|max\\.? \\d\\d years",
    ),
    (
        "age",
        "(?:under|below|less than|younger than|up to|not? (?:more|older) than|not? over)(?: the age of)?"
        " [2-7]\\d "
        "(?:years|yrs)\\.? (?:old|of age)",
    ),
    ("age", "(?:younger|older) than (?:19|[2-7]\\d)|(?:under|over|below|above) the age of (?:19|[2-7]\\d)"),
    ("age", "under [2-6]\\ds?(?=\\s*(?:$|[.,;:)!\\n]|only|preferred|please|yrs|years(?! of exp)))"),
    (
        "age",
        "(?:nobody|no one|no(?: \\w+)?|not) (?:over|above|past|older than) [2-7]\\d(?! ?(?:lb|kg|pound|hour|min|mile))",
    ),
    ("age", "age[sd]? ?:? ?(?:between |from )?\\d\\d ?(?:[-–]|to|and|until) ?\\d\\d|age ?: ?\\d\\d"),
    ("age", "(?:between )?\\d\\d ?(?:[-–]|to|and) ?\\d\\d (?:years?|yrs)\\.? (?:of age|olds?)"),
    ("age", "min(?:imum)?\\.? age (?:of |is |: ?)?(?:19|[2-7]\\d)"),
    ("age", "(?:at least|over|above|must be) (?:19|[2-7]\\d) (?:years|yrs)\\.? (?:old|of age)"),
    ("age", "no (?:old(?:er)?|elderly|aged) (?:{sex}|{people}|folks?)|not too old"),
    ("age", "in (?:his|her|their|your) (?:early |late |mid )?(?:twenties|thirties|20s|30s)"),
    ("age", "born (?:after|before|since) (?:19|20)\\d\\d"),
    ("marital_status", "(?:single|unmarried|married|divorced|widowed),? (?:and )?(?:\\w+ )?(?:{sex}|{people})"),
    ("marital_status", "(?:must|should) be (?:single|unmarried|married)|(?:marital|civil) status"),
    ("marital_status", "(?:single|unmarried|married|couples?) (?:only|preferred|wanted|required)"),
    ("marital_status", "(?:no|not) (?:married|spouses?|husbands?|wi(?:fe|ves)|couples?)"),
    (
        "children",
        "(?:no|without(?: any)?|free of) (?:small |young |minor )?(?:children|kids|dependants?|dependents?)",
    ),
    (
        "children",
        "childless|number of children|(?:mothers?|fathers?|parents?) (?:of|with) (?:\\w+ )?(?:children|kids)",
    ),
    ("children", "(?:no|without|free (?:of|from)) family (?:ties|obligations|responsibilities|commitments|duties)"),
    ("family", "no (?:relatives|family members|siblings)|relatives? (?:only|preferred|wanted|of \\w+ preferred)"),
    (
        "family",
        "(?:relatives|family members|siblings|brothers|husband and wife) (?:\\w+ ){0,4}"
        "(?:may|can|will|must|need|should) ?not",
    ),
    ("family", "family (?:man|men)"),
    ("pregnancy", "pregnan(?:t|cy|cies)|contracepti\\w+|plan\\w* (?:to have )?(?:a )?(?:baby|babies|family)"),
    ("looks", "good looking|handsome|beautiful (?:{sex}|{people})|presentable"),
    (
        "looks",
        "(?:good|pleasant|pleasing|nice|attractive) (?:physical )?(?:appearance|presence|looks|figure|physique)",
    ),
    ("looks", "attractive (?:{sex}|{people})|(?:tall|slim|slender|thin) (?:{sex}|{people}|figure|build)"),
    (
        "looks",
        "min(?:imum)?\\.? height (?:of |: ?)?(?:\\d{3} ?cm|1[.,]\\d+ ?m|5 ?(?:ft|feet|'))|body (?:weight"
        "|build|shape|type)",
    ),
    ("looks", "(?:no|without) (?:visible )?(?:tattoos?|piercings?)|(?:not?|nobody) (?:fat|overweight|obese)"),
    (
        "photo",
        "(?:send|attach|include|enclose|with|submit|provide|upload|bring)(?:ing|ed|s)? (?:[\\w'’]+ ){0,4}"
        "(?:photos?|photographs?|pictures?|selfies?|portraits?)",
    ),
    ("photo", "(?:photos?|photographs?|pictures?) (?:is |are )?(?:required|needed|mandatory|obligatory|a must)"),
    ("photo", "(?:full (?:length|body)|recent|face) (?:photos?|photographs?|pictures?)"),
    ("health", "(?:good|excellent|perfect|sound) (?:physical |mental |general )*health|state of health"),
    ("health", "(?:medical|health|blood) (?:test|exam(?:ination)?|check(?: ?up)?|certificate|screening|history)s?"),
    (
        "health",
        "(?:no|without(?: any)?|free (?:of|from)) (?:\\w+ ){0,1}(?:illness\\w*|diseases?|sickness|health"
        " (?:problems?"
        "|issues?|conditions?)|medical conditions?|ailments?)",
    ),
    ("health", "healthy,? (?:and )?(?:\\w+ )?(?:{sex}|{people})|(?:must|should) be (?:\\w+,? (?:and )?)?healthy"),
    (
        "health",
        "chronic(?:ally)? (?:ill\\w*|diseases?|conditions?)|(?:tuberculosis|hepatitis(?: [abc])?|tb) "
        "(?:tests?|negative|free|screening)",
    ),
    ("hiv", "hiv|aids (?:tests?|status|free|negative)"),
    ("disability", "(?:no|without(?: any)?|not) (?:\\w+ ){0,2}(?:disabilit\\w+|disabled|handicap\\w*|impairments?)"),
    ("disability", "able bodied|(?:disabled|handicapped) (?:{people}) (?:\\w+ ){0,2}(?:not|cannot)"),
    ("disability", "(?:no|without) (?:eye)?glasses|(?:no|without) hearing aids?"),
    ("religion", "{faith} (?:only|preferred|faith|believers?|{people}|{sex}|famil(?:y|ies))"),
    ("religion", "(?:must|should) be (?:an? )?(?:practi[sc]ing |devout )?{faith}|(?:only|no|non|prefer\\w*) {faith}"),
    ("religion", "(?:religion|faith) ?:|(?:same|our) (?:faith|religion)|(?:church going|church goers?|god fearing)"),
    ("religion", "no (?:hijabs?|head ?scar(?:f|ves)|veils?|turbans?|prayer (?:times?|breaks?))"),
    (
        "ethnicity",
        "{race} (?:{sex}|{people}|only|preferred)|(?:no|only|prefer\\w*) {race}(?= (?:please|allowed)|[.,;!]|$)",
    ),
    ("ethnicity", "(?:light|fair|dark|pale|white|black) skin(?:ned)?(?: (?:{sex}|{people})|(?= (?:only|preferred)))"),
    ("ethnicity", "(?:same|certain|particular) (?:race|tribe|caste)|(?:race|tribe|ethnicity|caste) ?:|complexion"),
    ("ethnicity", "ethnic (?:origin|background|group)s?|native born"),
    ("nationality", "(?:only|no|prefer\\w*|must be(?: an?)?|need|hire|hiring|recruit\\w*) {nation}"),
    ("nationality", "{nation} (?:(?:{people}|{sex}|nationals|citizens) )?(?:only|preferred|wanted|need not|not)"),
    (
        "nationality",
        "nationality ?:|must be (?:an? )?(?:[\\w.]+ )?(?:citizens?|nationals?)|(?:citizens?|nationals?) "
        "(?:of \\w+ )?(?:only|preferred)",
    ),
    ("nationality", "native (?:\\w+ )?speakers?|mother tongue|(?:locals|local {people}) only"),
    ("political_opinion", "politic\\w* (?:part(?:y|ies)|views?|affiliation|opinions?|activit\\w+|activists?)"),
    ("political_opinion", "party (?:members?|membership|card)|no (?:communists?|activists?|agitators?)"),
    ("orientation", "(?:no|not) (?:gays?|lesbians?|homosexuals?|lgbt\\w*|transgender\\w*)|sexual orientation"),
    ("orientation", "(?:heterosexual|straight) (?:{sex}|people|persons?|only)"),
    (
        "union",
        "(?:no|non|not an?y?) (?:trade |labou?r )?union\\w*|union free|union (?:members?|activit\\w+|activists?)",
    ),
    (
        "union",
        "(?:not|never) (?:\\w+ ){0,4}(?:trade |labou?r )?unions?|(?:no|not|never) (?:\\w+ ){0,3}strik(?:es?|ers?|ing)",
    ),
    ("complaints_made", "no (?:complaints?|complainers?|complaining|grievances?|lawsuits?|trouble ?makers?)"),
    (
        "complaints_made",
        "(?:not|never) (?:\\w+ ){0,3}(?:complain(?:ed|s|ing)?|sued|fil(?:ed|ing) (?:an?y? )?(?:complaints?"
        "|claims?|lawsuits?))",
    ),
    ("complaints_made", "who (?:have |has )?(?:ever )?(?:complain(?:ed|s)?|sued?|filed)"),
    ("left_early", "abscond\\w*|run ?aways?|overstay\\w*"),
    (
        "left_early",
        "(?:not|never) (?:\\w+ ){0,2}(?:left|quit|abandoned) (?:\\w+ ){0,4}(?:early|before|jobs?|contracts?)",
    ),
    ("savings", "(?:with|proof of|enough|sufficient|own) (?:\\w+ )?savings"),
    ("debt", "(?:no|without|free of|not have)(?: any)? (?:debts?|loans?)"),
    (
        "fee",
        "(?:workers?|applicants?|candidates?|employees?|you|they|he|she)(?: must| shall| will| should| to| has to"
        "| have to| need to)? (?:pays?|deposits?|bears?|covers?) (?:[\\w']+ ){0,4}(?:fees?|deposits?"
        "|commissions?|costs?"
        "|visas?|agen(?:cy|t)|permits?|guarantee|job|contract|euros?|dollars?|[$€£])",
    ),
    (
        "fee",
        "(?:recruitment|placement|registration|processing|agency|application|service|visa|brokerage|training"
        "|joining) "
        "(?:fees?|charges?|commissions?)",
    ),
    (
        "fee",
        "deposit of|(?:refundable|security|cash|guarantee) deposits? (?:of|is|are|paid|before)|deposits?"
        " (?:is|are|required|must|will|to be|before|needed)",
    ),
    (
        "fee",
        "(?:at|on) (?:the )?(?:worker|applicant|candidate|employee|your|their|his|her)['’]?s?['’]?(?: own)?"
        " (?:expense|cost)",
    ),
    ("fee", "worker pays|pays? (?:us|the agent|the agency|in advance)"),
    (
        "documents",
        "passports?(?: [\\w']+){0,4} (?:kept|held|retained|collected|taken|stored|handed|surrendered|deposited|left)",
    ),
    (
        "documents",
        "(?:keep|hold|retain|collect|take|store|hand|give|surrender|leave|submit|deposit)(?:s|ing|ed)?(?:"
        " over| in)? "
        "(?:[\\w']+ ){0,3}passports?",
    ),
    (
        "documents",
        "(?:documents?|papers|ids?|identity cards?)(?: \\w+){0,3} (?:kept|held|retained|stored|surrendered)"
        "(?: \\w+){0,2} (?:by|with|at|until|in)",
    ),
    ("documents", "documents will be kept"),
    (
        "wage_wanted",
        "(?:salary|wage|pay) (?:expectations?|expected|desired|wanted|history)|(?:expected|desired)"
        " (?:salary|wage|pay)",
    ),
    (
        "wage_wanted",
        "(?:state|name|say|tell us|give) (?:\\w+ ){0,2}(?:salary|wage)|accept\\w* (?:an? )?low(?:er)? (?:pay"
        "|wages?|salary)",
    ),
)
