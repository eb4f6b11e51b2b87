"""Hidden criteria in Spanish (see en). Grammar is no criterion: "trabajadores", "cocinera" find nothing."""

GROUPS = {
    "people": (
        "personas?|gente|trabajador(?:e?s|as?)?|trabajador|candidat[oa]s?|postulantes?|aspirantes?|solicitantes?"
        "|personal|emplead[oa]s?|obrer[oa]s?|jornaler[oa]s?|temporer[oa]s?|peones|peon|recolector(?:es|as?)?"
        "|operari[oa]s?|ayudantes?|cuidador(?:es|as?)?|cociner[oa]s?|equipo"
    ),
    "sex": (
        "hombres?|mujer(?:es)?|varon(?:es)?|señoritas?|señoras?|damas?|caballeros?|chic[oa]s|muchach[oa]s"
        "|femenin[oa]s?|masculin[oa]s?|hembras|machos"
    ),
    "kin": (
        "animal(?:es)?|vacas?|ganado|ovejas?|yeguas?|cerdas?|cabras?|novillas?|marranas?|terner[oa]s?|reses|caballos?"
    ),
    "grown": (
        "plantas?|arbol(?:es)?|plantones|viñas?|vides|cepas?|brotes|hojas|olivos?|cultivos?|frutos?|frutas?"
        "|animal(?:es)?"
        "|ganado|vacas?|terner[oa]s?|cerd[oa]s|pollos?|aves|peces|corderos?|caballos?|bosques?|hortalizas|semillas?"
    ),
    "faith": (
        "musulman(?:es|as?)?|cristian[oa]s?|catolic[oa]s?|protestantes?|evangelic[oa]s?|judi[oa]s?"
        "|hindu(?:e?s)?|budistas?|mormon(?:es)?|ate[oa]s?"
    ),
    "race": (
        "blanc[oa]s?|negr[oa]s?|moren[oa]s?|asiatic[oa]s?|african[oa]s?|arabes?|gitan[oa]s?|indigenas?"
        "|mestiz[oa]s?|latin[oa]s?"
    ),
    "nation": (
        "mexican[oa]s?|guatemaltec[oa]s?|hondureñ[oa]s?|salvadoreñ[oa]s?|colombian[oa]s?|peruan[oa]s?"
        "|ecuatorian[oa]s?"
        "|bolivian[oa]s?|venezolan[oa]s?|paraguay[oa]s?|dominican[oa]s?|cuban[oa]s?|haitian[oa]s?"
        "|ruman[oa]s?|bulgar[oa]s?"
        "|ucranian[oa]s?|polac[oa]s?|marroqui(?:e?s)?|tunecin[oa]s?|senegales(?:es|as?)?|egipci[oa]s?"
        "|pakistani(?:es|s)?"
        "|filipin[oa]s?|español(?:es|as?)?|extranjer[oa]s?|inmigrantes|migrantes"
    ),
    "housing": (
        "viviendas?|alojamientos?|habitacion(?:es)?|dormitorios?|cuartos?|baños?|aseos?|duchas?|vestuarios?"
        "|barracones|casas?|ropa|calzado|guantes"
    ),
    "rest": "[^.;!\\n]*?(?=\\s+(?:pero|aunque)\\b|[.;!\\n]|$)",
}

MEANT_OTHERWISE = (
    "{sex} (?:y|o|e|u|y/o) {sex}|{sex}/ ?{sex}|(?:ambos|cualquier|todos los) (?:sexos?|generos?)|h/m|m/h",
    "(?:independientemente|sin importar|con independencia|al margen) {rest}|sin distincion{rest}",
    "(?:no|sin|contra la|prohibe) (?:\\w+ ){0,3}discrimina\\w*{rest}|igualdad de (?:oportunidades|trato){rest}",
    "{housing} (?:\\w+ )?(?:para|de) (?:las? |los )?(?:{sex}|{people}|matrimonios|parejas|familias)(?:"
    " (?:solter[oa]s|casad[oa]s))?",
    "(?:no|nadie|ninguna?) (?:\\w+ ){0,3}menor(?:es)? (?:de|a) (?:los )?1[4-8](?: años)?|menores de 1[4-8](?: años)?",
    "{grown} (?:muy )?(?:jovenes|joven|viej[oa]s?|maduros?|san[oa]s?|en buen(?:a|as)? (?:estado|salud))",
    "(?:cuidado|cuidar|atencion|atender|acompañar) (?:de |a |al )?(?:los |las |la |el )?(?:personas?"
    "|niñ[oa]s?|ancian[oa]s?|señor(?:es|as?)?|mayores)"
    "(?: mayor(?:es)?| de edad| dependientes?)*(?: de \\d+ años| con discapacidad)?",
    "niñ[oa]s (?:\\w+ ){0,2}\\d+ (?:a|y) \\d+ años",
    "(?:trabajador(?:es|as?)?|personas) mayor(?:es)? de 1[4-8](?: años)?|mayor(?:es)? de (?:edad|1[4-8](?: años)?)",
    "(?:no|sin) (?:\\w+ ){0,2}(?:niñ[oa]s|menores) (?:en|dentro)",
    "{kin} (?:preñad|embarazad|gestante)\\w*|(?:gestacion|preñez|embarazo) (?:de|en) (?:las? |los |el )?{kin}",
    "(?:se protege|proteccion de|derechos de) (?:\\w+ ){0,2}embarazadas?{rest}",
    "(?:seguridad|proteccion) y salud|salud (?:y seguridad|laboral|animal|ocupacional)|(?:seguro|centro"
    "|servicio)s? (?:medico|de salud)s?",
    "(?:revision|examen|control) (?:medico |sanitario |veterinario )?(?:de|del|a los|a las) (?:la |los |las )?{kin}",
    "fotocopia\\w*|fotos? de (?:los |las |la |el )?(?:productos?|fruta|frutos|daños|obra|trabajo|plantas?|animales)",
    "(?:union|comunidad) europea|unidad sindical",
    "deposit\\w+ (?:\\w+ ){0,4}(?:en|sobre) (?:\\w+ ){0,2}(?:cajas?|cajones|bandejas?|cubos?|cestas?"
    "|cestos?|remolques?|contenedor(?:es)?|palots?|banco|cuentas?|sacos?|camion)",
    "deposito de (?:agua|gasoil|combustible|aceite|leche|vino)s?",
    "(?:sin|ningun(?:a)?|no hay|libre de) (?:\\w+ ){0,3}(?:cobros?|costos?|costes?|tasas?|cuotas?"
    "|comision(?:es)?|deposito|fianza|gastos?)(?: (?:de|para|por) \\w+)?",
    "(?:no|nadie|nunca|jamas|ningun)(?: \\w+){0,4} (?:pagan?|pagar|cobra|cobran|pide|deposit\\w+|abona\\w*){rest}",
    "(?:empresa|empleador|patron|finca|empresario)(?: \\w+)? (?:pagan?|asume|cubre|abona|corre con"
    "|pagara|asumira|cubrira){rest}",
    "(?:a cargo|por cuenta|pagad[oa]s?|asumid[oa]s?|cubiert[oa]s?) (?:de|por) (?:la |el )?(?:empresa"
    "|empleador|patron|empresario)|a cargo del empleador|por cuenta del empleador",
    "(?:copia|fotocopia) (?:\\w+ )?del? (?:\\w+ ){0,2}(?:pasaporte|documento)s?",
    "(?:trabajador(?:es|as?)?) (?:conserva|guarda|mantiene|tiene)n? (?:\\w+ ){0,3}(?:pasaporte|documento)s?",
    "(?:pasaportes?|documentos?) (?:nunca|no|quedan? con|quedan? en manos del? (?:trabajador|propi)){rest}",
    "(?:no|nunca|nadie)(?: \\w+){0,2} (?:retiene|retendra|guarda|guardara|quita|recoge|retener)n?{rest}",
    "pruebas? de (?:embarazo|vih) prohibidas?",
)

FOUND = (
    ("sex", "(?:solo|solamente|unicamente|exclusivamente|exclusivo|exclusiva) (?:para )?(?:personal )?{sex}"),
    ("sex", "{sex} (?:{people} )?(?:solo|solamente|unicamente|exclusivamente|preferentemente|preferiblemente)"),
    (
        "sex",
        "(?:preferible|preferente|de preferencia|con preferencia|preferiblemente|preferentemente|preferencia"
        "|se prefieren?|preferimos) (?:por |para |a )?(?:personal |sexo )?{sex}",
    ),
    (
        "sex",
        "(?:se (?:buscan?|necesitan?|requieren?|solicitan?|contratan?|precisan?)|buscamos|necesitamos"
        "|contratamos|solicitamos|requerimos) (?:a )?(?:\\d+ |un |una )?(?:personal )?{sex}",
    ),
    ("sex", "(?:debe|deben|tiene que|tienen que|ha de) ser (?:un |una )?{sex}"),
    ("sex", "(?:personal|sexo|genero) ?:? ?(?:femenino|masculino|mujer|hombre)"),
    (
        "sex",
        "(?:trabajo|puesto|plaza|tarea|labor|empleo|apto|ideal|reservad[oa]s?|abstenerse)s? (?:de |para"
        " )?(?:las |los )?{sex}",
    ),
    (
        "sex",
        "(?:no|nada de) (?:\\w+ ){0,2}(?:mujeres|hombres|varones|señoritas)|{sex} abstenerse|cuadrillas? de"
        " (?:mujeres|hombres)",
    ),
    ("sex", "señoritas?|varon(?:es)?"),
    (
        "age",
        "jovenes|(?:{people}|{sex}) (?:\\w+ )?joven(?:es)?|gente joven|(?:ser|sea|sean) joven(?:es)?|aspecto juvenil",
    ),
    ("age", "joven (?:y |, )?(?:dinamic|fuerte|activ|san|energic|con ganas)\\w*"),
    (
        "age",
        "(?:edad|años) (?:\\w+ )?(?:max(?:ima?o?)?|limite|tope)|(?:limite|rango|tope) de edad|edad ?:"
        " ?\\d\\d|edad(?:es)? (?:entre|de|desde) \\d\\d",
    ),
    (
        "age",
        "(?:max(?:imo)?\\.?|hasta|menos de|no mas de|no mayor(?:es)? (?:de|a)|menor(?:es)? (?:de|a|que))"
        " (?:los )?[2-7]\\d años(?! de experiencia)",
    ),
    ("age", "(?:menor(?:es)?|no mayor(?:es)?) (?:de|a|que) [2-7]\\d"),
    (
        "age",
        "(?:entre|de) (?:los )?\\d\\d (?:y|a|hasta) (?:los )?\\d\\d años(?! de experiencia)|\\d\\d ?[-–]"
        " ?\\d\\d años(?! de experiencia)",
    ),
    (
        "age",
        "mayor(?:es)? (?:de|a) (?:los )?(?:19|[2-7]\\d)(?: años)?|(?:minimo|al menos|cumplidos) (?:19"
        "|2[1-9]) años(?! de exp)",
    ),
    ("age", "edad minima (?:de |: ?|es )?(?:de )?(?:19|[2-7]\\d)"),
    ("age", "(?:no|nada de|sin) (?:\\w+ ){0,2}(?:viej[oa]s|ancian[oa]s|personas mayores|gente mayor)"),
    ("age", "nacid[oa]s (?:despues|antes|a partir) de(?:l)? (?:año )?(?:19|20)\\d\\d"),
    ("marital_status", "solter[oa]s?|estado civil|(?:sin|no) (?:esposo|esposa|marido|pareja|compromisos?)"),
    (
        "marital_status",
        "(?:solo|no|preferible(?:mente)?|sean?|ser|estar|{people}|{sex}) (?:\\w+ )?(?:casad[oa]s?"
        "|divorciad[oa]s?|viud[oa]s?)",
    ),
    ("marital_status", "(?:se (?:busca|necesita|requiere)n?|solo) (?:un )?(?:matrimonio|pareja)s?"),
    (
        "children",
        "(?:sin|no (?:tener|tenga|tengan|con)) (?:hij[oa]s|niñ[oa]s|cargas?|cargas? familiar(?:es)?|personas a cargo)",
    ),
    (
        "children",
        "(?:madres?|padres?|mujer(?:es)?) (?:de|con) (?:familia|hij[oa]s)(?: (?:menores|pequeños))?|numero"
        " de hij[oa]s|con hij[oa]s",
    ),
    ("children", "sin (?:obligaciones|responsabilidades|ataduras|compromisos) familiares"),
    (
        "family",
        "(?:sin|no) (?:\\w+ ){0,2}(?:familiares|parientes|hermanos)(?: \\w+)?|(?:familiares|parientes) (?:de"
        " \\w+ )?(?:no|tienen preferencia|preferentemente)",
    ),
    ("pregnancy", "embaraz\\w+|gravidez|gestantes?|anticoncep\\w+|quedar(?:se)? en estado"),
    (
        "looks",
        "(?:buena|excelente|agradable|optima|atractiva) (?:presencia|apariencia|figura|imagen)|bien"
        " parecid[oa]s?|buen (?:aspecto|ver)",
    ),
    (
        "looks",
        "guap[oa]s?|bonit[oa]s?(?= (?:{sex}))|delgad[oa]s|(?:{people}|{sex}) (?:alt|delgad|atractiv|bonit"
        "|hermos)[oa]s?",
    ),
    (
        "looks",
        "(?:estatura|altura) (?:minima|superior|de la persona)|estatura|complexion|(?:sin|no) (?:tatuajes?"
        "|piercings?)|contextura",
    ),
    (
        "photo",
        "(?:con|enviar|envi[ea]n?|adjuntar?|adjunten|mandar|manden?|incluir|incluya|aportar|presentar)"
        " (?:[\\w]+ ){0,4}(?:fotos?|fotografias?|selfies?)",
    ),
    ("photo", "(?:fotos?|fotografias?) (?:reciente|de cuerpo|obligatori|requerid|de cara|actual|tamaño)\\w*"),
    ("health", "(?:buena|excelente|perfecta) (?:salud|condicion de salud)|buen estado de salud|estado de salud"),
    (
        "health",
        "(?:examen(?:es)?|certificado|reconocimiento|chequeo|analisis|pruebas?|test)s? (?:medic[oa]s?|de"
        " salud|de sangre|clinic[oa]s?)",
    ),
    (
        "health",
        "(?:sin|no (?:tener|padecer|tenga|padezca)) (?:\\w+ ){0,2}(?:enfermedad(?:es)?|dolencias?|problemas"
        " de salud|padecimientos?|lesiones)",
    ),
    (
        "health",
        "(?:{people}|{sex}) (?:\\w+ )?san[oa]s?|enfermedad(?:es)? cronicas?|(?:estar|ser) san[oa]s?"
        "|(?:prueba|test) de (?:tuberculosis|hepatitis)",
    ),
    ("hiv", "vih|sida|seropositiv\\w+|seronegativ\\w+"),
    (
        "disability",
        "(?:sin|no|ningun[ao]?) (?:\\w+ ){0,2}(?:discapaci\\w+|minusval\\w+|invalid\\w+|impedimentos?"
        " fisicos?|limitaciones fisicas|defectos fisicos)",
    ),
    ("disability", "discapacitad[oa]s abstenerse"),
    (
        "religion",
        "(?:{people}|{sex}|familia) {faith}|(?:solo|solamente|no|ser|sea|sean|preferible(?:mente)?"
        "|preferentemente) {faith}",
    ),
    (
        "religion",
        "{faith} (?:practicantes?|solamente|abstenerse|preferentemente)|religion ?:|misma (?:fe|religion)"
        "|{people} de religion|(?:sin|no|prohibido) (?:el )?(?:velo|hiyab|hijab|turbante)s?",
    ),
    (
        "ethnicity",
        "(?:{people}|{sex}) {race}|(?:solo|no|preferible(?:mente)?) {race}|(?:tez|piel) (?:blanc|clar|moren"
        "|oscur|negr)a",
    ),
    ("ethnicity", "(?:raza|etnia|origen etnico|casta|color de (?:la )?piel(?! de (?:la|los|el)))|color de piel"),
    (
        "nationality",
        "(?:solo|solamente|unicamente|no|nada de|preferible(?:mente)?|preferentemente|ser|se buscan?"
        "|buscamos|necesitamos|contratamos) (?:\\d+ )?(?:{people} )?{nation}",
    ),
    (
        "nationality",
        "{nation} (?:solamente|abstenerse|preferentemente|unicamente|no)|nacionalidad ?:?(?: \\w+)?"
        "|nativ[oa]s? (?:de |en )?(?:español|ingles|frances|aleman|la lengua)|lengua materna",
    ),
    (
        "political_opinion",
        "(?:partidos?|ideas?|ideologia|afiliacion|opinion(?:es)?|militancia|actividad(?:es)?) politic[oa]s?"
        "|(?:no|sin) (?:comunistas|activistas|agitadores)|simpatizantes? del?",
    ),
    ("orientation", "homosexual(?:es)?|heterosexual(?:es)?|lesbianas?|gays?|orientacion sexual|transexual(?:es)?"),
    (
        "union",
        "(?:no|sin|nunca|ni|nada de) (?:\\w+ ){0,4}(?:sindica\\w+|huelg\\w+)|sindicalistas?"
        "|sindicalizad[oa]s?|afiliad[oa]s? a (?:un |algun )?sindicatos?|afiliacion sindical|libre de"
        " sindicatos?",
    ),
    (
        "complaints_made",
        "(?:no|sin|nunca|ni) (?:\\w+ ){0,3}(?:quej\\w+|denunci\\w+|demandas?|demandad\\w+|reclam\\w+"
        "|pleitos?|juicios?|conflictiv\\w+|problematic\\w+)",
    ),
    ("complaints_made", "(?:antecedentes|historial) de (?:quejas|denuncias|demandas|reclamos)"),
    (
        "left_early",
        "(?:no|nunca|sin) (?:\\w+ ){0,2}(?:abandon\\w+|fugad\\w+|fugarse|escapad\\w+|desert\\w+)|fugad[oa]s"
        "|profug[oa]s",
    ),
    ("savings", "(?:con|tener|contar con|disponer de) (?:\\w+ )?ahorros"),
    ("debt", "(?:sin|no (?:tener|tenga)) (?:\\w+ )?deudas"),
    (
        "fee",
        "(?:el |la |los |las )?(?:{people}|usted) (?:\\w+ )?(?:paga|pagan|pagara|pagaran|pagar|abona|abonan"
        "|abonara|abonaran|deposita|depositara|asume|asumira|cubre|costea)"
        " (?:\\w+ ){0,5}(?:tasas?|cuotas?|comision|comisiones|deposito|fianza|visas?|visados?|gastos?"
        "|costes?|costos?|agencia|pasajes?|tramites?|contrato|euros?|dolares|permisos?)",
    ),
    (
        "fee",
        "(?:cuota|tasa|comision|cobro|pago|coste|costo|gastos?)s? (?:de|por) (?:\\w+ )?(?:inscripcion"
        "|contratacion|colocacion|agencia|gestion|tramites?|reclutamiento|registro|seleccion|intermediacion"
        "|visa|visado)",
    ),
    (
        "fee",
        "(?:deposito|fianza|garantia) (?:de|previ[oa]|obligatori[oa]|reembolsable|en efectivo)|(?:dejar"
        "|pagar|entregar|abonar|se (?:pide|exige|cobra|requiere)) (?:\\w+ )?(?:deposito|fianza|garantia"
        "|comision|cuota)",
    ),
    (
        "fee",
        "(?:a cargo|por cuenta|a costa|a expensas) (?:de |del )(?:el |la |los |las )?(?:{people}"
        "|interesad[oa])|por su (?:propia )?cuenta|trabajador paga",
    ),
    (
        "documents",
        "(?:pasaportes?|documentos?|documentacion|cedulas?|dni)(?: \\w+){0,4} (?:retenid|guardad|retendr"
        "|guardar|retien|custodiad|entregad|depositad|recogid|queda en (?:la )?(?:empresa|oficina|poder de"
        " la))\\w*",
    ),
    (
        "documents",
        "(?:retener|retencion|retendra|retiene|guardar|guarda|guardara|recoge|entregar|entrega|entregara"
        "|dejar|deja|dejaran?|custodia|quedarse)n? (?:\\w+ ){0,3}(?:pasaportes?|documentos? de identidad"
        "|documentacion personal|cedulas?|documentos originales)",
    ),
    (
        "documents",
        "(?:pasaportes?|documentos?) (?:\\w+ ){0,2}en (?:poder|manos|custodia) de (?:la |el )?(?:empresa"
        "|patron|empleador|agencia)",
    ),
    (
        "wage_wanted",
        "(?:pretensi(?:on|ones)|aspiraci(?:on|ones)|expectativas?) (?:salarial(?:es)?|economicas?|de sueldo)"
        "|(?:sueldo|salario) (?:deseado|pretendido|esperado|aspirado)",
    ),
    (
        "wage_wanted",
        "(?:indicar|indique|decir|diga) (?:\\w+ )?(?:sueldo|salario)|acept\\w+ (?:un )?(?:sueldo|salario)s?"
        " (?:mas )?baj[oa]s?",
    ),
)
