"""Hidden criteria in French (see en), a short list. Grammar is no criterion: "une cuisinière" finds nothing."""

GROUPS = {
    "people": (
        "personnes?|gens|travailleu(?:rs?|ses?)|candidat(?:e?s?)|ouvri(?:ers?|eres?)|salarie(?:e?s?)"
        "|personnel|saisonni(?:ers?|eres?)|equipe|employe(?:e?s?)"
    ),
    "sex": "hommes?|femmes?|garçons?|filles?|messieurs|dames|demoiselles|jeunes filles",
    "grown": (
        "plants?|arbres?|vignes?|animaux|animal|vaches?|veaux|pousses|fruits?|bovins|brebis|juments?|truies?|chevres?"
    ),
    "faith": "musulman(?:e?s?)|chretien(?:ne)?s?|catholiques?|juifs?|juives?|protestants?",
    "nation": (
        "marocain(?:e?s?)|tunisien(?:ne)?s?|algerien(?:ne)?s?|senegalais(?:es?)?|roumain(?:e?s?)"
        "|polonais(?:es?)?|français(?:es?)?|etrang(?:ers?|eres?)"
    ),
    "rest": "[^.;!\\n]*?(?=\\s+(?:mais)\\b|[.;!\\n]|$)",
}

MEANT_OTHERWISE = (
    "{sex} (?:et|ou) {sex}|{sex}/ ?{sex}|h/f|f/h",
    "(?:sans distinction|quel que soit|independamment){rest}|(?:sans|aucune|contre la|non) (?:\\w+"
    " ){0,2}discrimination{rest}|egalite des chances{rest}",
    "(?:jeunes?|vieux|vieilles) {grown}|{grown} (?:jeunes?|sain(?:e?s?)|gestantes?)",
    "(?:moins|age minimum) de 1[4-8] ans",
    "(?:ne|n'|aucun|sans|pas)(?: \\w+){0,5} (?:frais|caution|depot|commission)s?{rest}|(?:employeur"
    "|entreprise) (?:paie|paye|prend|rembourse|couvre){rest}",
    "(?:copie|photocopie) (?:de |du )(?:\\w+ )?passeport|(?:travailleur|salarie) (?:garde|conserve)"
    " (?:\\w+ )?passeport|passeport (?:n'|ne|reste avec){rest}",
    "sante et securite|assurance (?:sante|maladie)|union europeenne",
)

FOUND = (
    (
        "sex",
        "(?:uniquement|seulement|exclusivement|reserve aux|que des|de preference|preference aux) (?:des |les"
        " |une? )?{sex}",
    ),
    (
        "sex",
        "{sex} (?:uniquement|seulement|exclusivement|de preference|souhaite\\w*)|(?:recherch\\w+|cherch\\w+"
        "|recrut\\w+|embauch\\w+) (?:des |une? |\\d+ )?{sex}|sexe ?:? ?(?:masculin|feminin)",
    ),
    ("sex", "pas de (?:femmes|hommes)|(?:doit|doivent) etre (?:une? )?{sex}"),
    (
        "age",
        "jeunes? (?:et \\w+ )?(?:{sex}|{people})|(?:{people}|{sex}) jeunes?|jeune et (?:dynamique|motive|solide)\\w*",
    ),
    (
        "age",
        "age maxim\\w+|limite d'age|moins de [2-7]\\d ans|(?:entre|de) \\d\\d (?:et|a) \\d\\d ans(?! d'exp)"
        "|pas plus de [2-7]\\d ans|maximum [2-7]\\d ans",
    ),
    ("marital_status", "celibataires?|situation (?:familiale|matrimoniale)|etat civil|{people} marie(?:e?s?)"),
    ("children", "sans (?:enfants?|charge de famille|charges familiales)|meres? de famille|nombre d'enfants"),
    ("pregnancy", "enceintes?|grossesses?|contracept\\w+"),
    ("looks", "bonne (?:presentation|apparence|mine)|belle allure|physique (?:agreable|avantageux)"),
    (
        "photo",
        "(?:avec|joindre|envoyer|envoyez|fournir) (?:\\w+ ){0,4}photos?|photos? (?:obligatoire|recente|exigee)s?",
    ),
    ("health", "bonne sante|(?:visite|examen|certificat|test) medica(?:le?|ux)|sans (?:maladie|probleme de sante)s?"),
    ("hiv", "vih|sida|seropositi\\w+"),
    ("disability", "(?:sans|pas d[e']) ?(?:handicap\\w*|infirmite)|pas de personnes? handicapee?s?"),
    (
        "religion",
        "(?:{people}|{sex}) {faith}|(?:uniquement|seulement|pas de|etre) {faith}|(?:sans|pas de) (?:voile|foulard)",
    ),
    (
        "nationality",
        "(?:uniquement|seulement|pas d[e']|de nationalite|que des) ?(?:des )?{nation}|{nation} (?:uniquement"
        "|seulement)|langue maternelle",
    ),
    ("ethnicity", "(?:peau|race|teint) (?:blanche?|noire?|claire?)|origine ethnique"),
    ("union", "(?:pas de|non|sans|jamais) (?:\\w+ ){0,2}syndi\\w+|syndicalistes?|(?:pas de|sans) grevistes?"),
    ("complaints_made", "(?:jamais|pas|sans) (?:\\w+ ){0,3}(?:plainte|reclamation|proces)s?"),
    (
        "fee",
        "(?:{people}) (?:\\w+ )?(?:paie|payent|paient|paye|paiera|verse|versera)(?:nt)? (?:\\w+"
        " ){0,4}(?:frais|caution|visa|commission|depot|euros?)s?",
    ),
    (
        "fee",
        "frais (?:de|d') ?(?:recrutement|dossier|inscription|agence|placement|visa)|caution (?:de|exigee"
        "|obligatoire)|aux frais du (?:travailleur|salarie|candidat)",
    ),
    (
        "documents",
        "(?:passeports?|papiers|pieces? d'identite)(?: \\w+){0,3} (?:garde|conserve|retenu|confie|remis)\\w*"
        "|(?:garder?|conserver?|retenir|remettre|confier) (?:\\w+ ){0,3}passeports?",
    ),
    ("wage_wanted", "pretentions? salariales?|salaire souhaite"),
)
