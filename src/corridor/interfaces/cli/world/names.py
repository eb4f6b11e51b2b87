"""Names to draw from, as they are common in the places of the world; no combination is meant to be anybody."""

# ruff: noqa: SIM905
# Lists of names read best as a text.

COLOMBIA_WOMEN = (
    "Adriana Alejandra Andrea Ángela Beatriz Camila Carolina Catalina Claudia Daniela Diana Elizabeth Erika Gloria"
    " Jazmín Jennifer Johana Juliana Laura Leidy Lina Liliana Luz Marcela Margarita María Marisol Martha Mónica Natalia"
    " Nidia Paola Patricia Paula Rocío Sandra Sara Sofía Tatiana Valentina Viviana Yolanda Yuliana"
).split()
COLOMBIA_MEN = (
    "Alexánder Álvaro Andrés Arley Camilo Carlos César Cristian Daniel David Diego Edwin Esteban Fabián Fernando"
    " Germán Gustavo Héctor Hernán Iván Jairo Javier Jhon Jorge José Juan Julián Leonardo Luis Mauricio Miguel Nelson"
    " Óscar Pablo Ricardo Rodrigo Rubén Santiago Sebastián Wilson Yeison"
).split()
COLOMBIA_FAMILIES = (
    "Acevedo Agudelo Álvarez Arango Arias Arroyave Bedoya Betancur Buitrago Cano Cardona Carmona Castaño Castrillón"
    " Ceballos Correa Duque Echeverri Franco Galvis García Gallego Giraldo Gómez González Grajales Gutiérrez Henao"
    " Hernández Herrera Hincapié Hoyos Hurtado Jaramillo Jiménez Londoño López Loaiza Marín Martínez Mejía Montoya"
    " Morales Moreno Muñoz Murillo Naranjo Ocampo Orozco Ospina Osorio Patiño Pérez Pineda Posada Quintero Ramírez"
    " Rendón Restrepo Ríos Rodríguez Salazar Sánchez Serna Soto Suárez Tabares Toro Trujillo Uribe Valencia Vargas"
    " Vásquez Velásquez Vélez Villada Zapata Zuluaga"
).split()

# Given and family names of Morocco, each in the letters of a passport and in Arabic.
MOROCCO_WOMEN = (
    ("Amina", "أمينة"), ("Fatima", "فاطمة"), ("Khadija", "خديجة"), ("Naima", "نعيمة"), ("Rachida", "رشيدة"),
    ("Samira", "سميرة"), ("Souad", "سعاد"), ("Zineb", "زينب"), ("Hanane", "حنان"), ("Latifa", "لطيفة"),
    ("Malika", "مليكة"), ("Nadia", "نادية"), ("Saida", "سعيدة"), ("Hafida", "حفيظة"), ("Btissam", "ابتسام"),
    ("Ikram", "إكرام"), ("Meryem", "مريم"), ("Salma", "سلمى"), ("Houda", "هدى"), ("Karima", "كريمة"),
)  # fmt: skip
MOROCCO_MEN = (
    ("Ahmed", "أحمد"), ("Mohamed", "محمد"), ("Youssef", "يوسف"), ("Hamid", "حميد"), ("Said", "سعيد"),
    ("Rachid", "رشيد"), ("Driss", "إدريس"), ("Khalid", "خالد"), ("Mustapha", "مصطفى"), ("Abdelilah", "عبد الإله"),
)  # fmt: skip
MOROCCO_FAMILIES = (
    ("Amrani", "العمراني"), ("Bakkali", "البقالي"), ("Benali", "بنعلي"), ("Bennani", "بناني"), ("Boukhari", "البخاري"),
    ("Cherkaoui", "الشرقاوي"), ("Daoudi", "الداودي"), ("El Fassi", "الفاسي"), ("El Idrissi", "الإدريسي"),
    ("El Kadiri", "القادري"), ("El Mansouri", "المنصوري"), ("Filali", "الفيلالي"), ("Haddad", "حداد"),
    ("Hamdaoui", "الحمداوي"), ("Jabri", "الجابري"), ("Khattabi", "الخطابي"), ("Lahlou", "لحلو"),
    ("Mernissi", "المرنيسي"), ("Naciri", "الناصري"), ("Ouahbi", "وهبي"), ("Rifai", "الرفاعي"), ("Sabri", "صبري"),
    ("Tahiri", "الطاهري"), ("Touzani", "التوزاني"), ("Yacoubi", "اليعقوبي"), ("Ziani", "الزياني"),
)  # fmt: skip

SPAIN_GIVEN = "Carmen Rocío Isabel Antonio Francisco Manuel Josep Montserrat Teresa Jordi Dolores Rafael".split()
SPAIN_FAMILIES = "Romero Domínguez Vázquez Ortega Puig Ferrer Serra Roig Navarro Molina Bellido Cordero".split()
