"""Words for synthetic offers."""

ACTIVITIES = (
    "Deutschkurs", "Sprachkurs A1", "Integrationskurs", "Alphabetisierungskurs", "Sprachcafé",
    "Sprachtandem", "Hausaufgabenhilfe", "Nachhilfe Mathematik", "Bewerbungstraining",
    "Berufsberatung", "Ausbildungslotsen", "Migrationsberatung", "Asylverfahrensberatung",
    "Schuldnerberatung", "Schwangerenberatung", "Elterncafé", "Müttertreff", "Spielgruppe",
    "Krabbelgruppe", "Vorlesestunde", "Fahrradkurs", "Schwimmkurs", "Nähwerkstatt", "Kochabend",
    "Gemeinschaftsgarten", "Chor", "Theatergruppe", "Fußballtraining", "Computerkurs",
    "Smartphone-Sprechstunde", "Begegnungscafé", "Frauenfrühstück", "Männerrunde", "Patenschaften",
    "Mentoring", "Dolmetscherdienst", "Wohnungssuche", "Formularhilfe", "Ehrenamtsbörse",
    "Fördermittelberatung", "Vereinscoaching", "Netzwerktreffen", "Arbeitskreis Integration",
    "Möbellager",
)  # fmt: skip

GROUPS = (
    "für Anfängerinnen und Anfänger", "für Frauen", "für Eltern mit kleinen Kindern",
    "für Jugendliche", "für Neuzugewanderte", "für Familien", "für Geflüchtete", "am Abend",
    "am Vormittag", "mit Kinderbetreuung", "für Schülerinnen und Schüler", "für Ältere",
    "in der Nachbarschaft", "für Vereine", "für alle", "mit Prüfung", "im Stadtteil",
    "für Berufstätige",
)  # fmt: skip

ORGANISATIONS = (
    "Caritasverband", "Diakonisches Werk", "AWO Kreisverband", "Volkshochschule", "Stadtbücherei",
    "Freundeskreis Asyl", "Deutsch-Türkischer Verein", "Ukrainische Hilfe", "Familienzentrum",
    "Jugendzentrum", "Integrationsagentur", "Sportverein", "Kirchengemeinde", "Gesamtschule",
    "Bildungswerk", "Frauenzentrum",
)  # fmt: skip

WAYS = (
    "Ein offenes Angebot", "Ein kostenloser Kurs in kleinen Gruppen", "Wir beraten vertraulich und kostenlos",
    "Gemeinsam lernen, sprechen und lachen", "Ein fester Ort zum Ankommen", "Unterstützung im Alltag",
)  # fmt: skip

SENTENCES = (
    "Wir treffen uns jede Woche in einem hellen Raum mit Tee und Kaffee.",
    "Sie brauchen keine Vorkenntnisse und müssen sich nicht anmelden.",
    "Die Lehrkräfte sprechen langsam und erklären auch schwierige Wörter.",
    "Kinder können mitgebracht werden, nebenan gibt es eine Spielecke.",
    "Bei Fragen zu Aufenthalt, Arbeit oder Wohnung vermitteln wir an die Beratungsstelle.",
    "Am Ende erhalten Sie eine Bescheinigung über die Teilnahme.",
    "Das Angebot wird vom Land gefördert und ist für Sie kostenlos.",
    "Ehrenamtliche helfen beim Ausfüllen von Formularen und beim Lesen von Briefen.",
    "Wir üben das Sprechen mit Themen aus dem Alltag: Einkaufen, Arzt, Schule, Behörde.",
    "Der Raum ist mit dem Aufzug erreichbar, die Haltestelle liegt vor der Tür.",
    "Bringen Sie bitte Ihren Ausweis und, wenn vorhanden, Ihre Zeugnisse mit.",
    "In den Schulferien findet der Kurs nicht statt.",
    "Viele Teilnehmerinnen haben hier Freundschaften geschlossen und eine Arbeit gefunden.",
    "Auf Wunsch begleitet Sie eine Patin oder ein Pate zu wichtigen Terminen.",
    "Wir sprechen Deutsch, Englisch, Arabisch, Türkisch, Ukrainisch und Französisch.",
    "Das Jobcenter kann die Fahrtkosten übernehmen, fragen Sie bitte vorher nach.",
    "Die Gruppe bleibt klein, damit alle zu Wort kommen.",
    "Ein Einstieg ist jederzeit möglich, kommen Sie einfach vorbei.",
)  # fmt: skip

ENGLISH = (
    ("German course for beginners", "Learn German in a small group, free of charge."),
    ("Advice for newcomers", "Confidential advice on residence, work and housing."),
    ("Homework help", "Volunteers help pupils with their homework after school."),
    ("Language café", "Practise speaking German over tea and coffee."),
    ("Job application training", "We write your CV and practise the interview."),
    ("Parents' meeting", "Meet other parents and talk about school."),
)
