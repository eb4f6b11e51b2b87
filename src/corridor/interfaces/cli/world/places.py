"""Where people of the world live and work: districts near the offices, farms with their towns, all invented."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Farm:
    """An enterprise with the work it offers: ISCO-08 unit group, title, duties, skills asked."""

    name: str
    town: str
    region: str
    work: str


@dataclass(frozen=True)
class Work:
    """A kind of work on a farm."""

    code: str
    title: str
    duties: str
    skills: tuple[str, ...]
    training: tuple[str, ...] = ()


WORK = {
    "berries": Work(
        "9211",
        "Recolección de fresa y frutos rojos",
        "Recolectar, clasificar y envasar fruta en invernadero, y preparar los lomos para la siguiente plantación.",
        ("harvest",),
    ),
    "stone_fruit": Work(
        "9211",
        "Aclareo y recolección de fruta de hueso",
        "Aclarear los frutales en primavera y recolectar melocotón y nectarina en verano.",
        ("harvest",),
    ),
    "pears": Work(
        "9211",
        "Recolección de pera y manzana",
        "Recolectar fruta de pepita, cargar cajas de hasta 15 kg y mantener limpias las calles de la finca.",
        ("harvest",),
    ),
    "vegetables": Work(
        "6111",
        "Cultivo de hortalizas al aire libre",
        "Plantar, regar, abonar y recolectar lechuga, brócoli y melón según el plan del responsable de la finca.",
        ("planting", "irrigation"),
    ),
    "greenhouse": Work(
        "6113",
        "Cultivo en invernadero y vivero",
        "Sembrar, trasplantar y podar plantas en invernadero, y vigilar riego y temperatura.",
        ("greenhouse",),
    ),
    "tractor": Work(
        "8341",
        "Conducción de tractor y aplicación de tratamientos",
        "Conducir el tractor con remolque, preparar la tierra y aplicar tratamientos con el equipo de protección.",
        ("tractor",),
        ("tractor_course",),
    ),
}

DISTRICTS = {
    "Pereira": ("Cuba", "Villavicencio", "El Oso", "San Joaquín", "Kennedy", "Combia", "Altagracia", "Arabia"),
    "Armenia": ("La Patria", "Santander", "Las Colinas", "El Caimo", "La Fachada", "Quimbaya", "Filandia"),
    "Tetuán": ("Saniat Rmel", "Touta", "Dersa", "Malalien", "Martil", "Azla"),
}  # fmt: skip
TOWNS = {
    "Pereira": ("Pereira", "Dosquebradas", "Santa Rosa de Cabal", "La Virginia", "Marsella"),
    "Armenia": ("Armenia", "Calarcá", "Quimbaya", "Montenegro", "La Tebaida", "Circasia"),
    "Tetuán": ("Tetuán", "Martil", "M'diq", "Fnideq", "Oued Laou"),
}

_FARMS = """
Fresas del Odiel|Moguer|Huelva|berries
Huertos de la Rábida|Palos de la Frontera|Huelva|berries
Agrícola Las Madres|Moguer|Huelva|berries
Frutos Rojos del Condado|Almonte|Huelva|berries
Finca El Gorrión|Lucena del Puerto|Huelva|berries
Arándanos de Doñana|Almonte|Huelva|berries
Berries La Lobita|Cartaya|Huelva|berries
Cooperativa Virgen del Pinar|Lepe|Huelva|berries
Agrícola Dos Hermanos Cordero|Isla Cristina|Huelva|berries
Fresón del Tinto|Bonares|Huelva|berries
Invernaderos Río Piedras|Lepe|Huelva|greenhouse
Viveros La Redondela|Isla Cristina|Huelva|greenhouse
Cítricos del Guadiana|Ayamonte|Huelva|stone_fruit
Maquinaria Agrícola Condado|Bollullos|Huelva|tractor
Fruites de Ponent Nou|Aitona|Lleida|stone_fruit
Mas de la Riba|Seròs|Lleida|stone_fruit
Fruiters del Segre|Alcarràs|Lleida|stone_fruit
Cooperativa Sant Isidre del Pla|Torres de Segre|Lleida|pears
Finca Mas Vell|Soses|Lleida|stone_fruit
Peres del Pla d'Urgell|Mollerussa|Lleida|pears
Hort de Baix|Fraga|Huesca|stone_fruit
Frutas del Bajo Cinca|Fraga|Huesca|stone_fruit
Explotación Los Olmos|Zaidín|Huesca|stone_fruit
Agropecuaria Monegros Verde|Sariñena|Huesca|tractor
Huerta del Segura|Cieza|Murcia|stone_fruit
Hortalizas Campo Real|Torre-Pacheco|Murcia|vegetables
Lechugas del Mar Menor|San Javier|Murcia|vegetables
Brócoli del Guadalentín|Lorca|Murcia|vegetables
Semilleros El Raal|Santomera|Murcia|greenhouse
Agrícola Valle de Ricote|Abarán|Murcia|stone_fruit
Invernaderos Poniente Sur|El Ejido|Almería|greenhouse
Tomates La Cañada Alta|Níjar|Almería|greenhouse
Semillas del Andarax|Viator|Almería|greenhouse
Vega del Jerte Alto|Cabezuela del Valle|Cáceres|stone_fruit
Cerezas Sierra Clara|Navaconcejo|Cáceres|stone_fruit
Tabacos y Pimientos La Vera|Jaraíz de la Vera|Cáceres|vegetables
Viñedos Cerro Pardo|Valdepeñas|Ciudad Real|stone_fruit
Ajos Llano Nuevo|Las Pedroñeras|Cuenca|vegetables
Champiñones La Manchuela Fina|Villanueva de la Jara|Cuenca|greenhouse
Pera del Jalón Medio|Calatayud|Zaragoza|pears
"""

FARMS = tuple(Farm(*line.split("|")) for line in _FARMS.strip().splitlines())
SHOWN = next(farm for farm in FARMS if farm.name == "Berries La Lobita")
"""The farm for which the employer of the start signs in: something of each kind waits for it."""
