"""News sentences by a seeded grammar; the word lists are ours, places and people are invented."""

from __future__ import annotations

from random import Random

PEOPLE = (
    "Orla Venn|Tam Brisko|Halvard Quist|Mira Dol|Edda Farrow|Jonas Pell|Ilse Grau|Pavo Lindt|Nora Sabel|Ansel Roke"
    "|Wim Tarrow|Lena Ostby|Cato Merrin|Greta Hollis|Rufus Amble|Selma Dray|Ivo Kesten|Della Marsh|Odd Vinter"
).split("|")
ROLES = (
    "harbour master|mayor|chief engineer|union leader|spokeswoman|police inspector|fire chief|deputy minister"
    "|opposition leader|water commissioner|ferry captain|hospital director|school principal|trade envoy"
    "|council treasurer|coast guard officer|shop steward|army doctor|museum curator"
).split("|")
PLACES = (
    "Port Ellery|Grenmark|the Hask valley|Lower Brindle|Saltholm|the Tarn district|Ostermouth|Vellen|Kirk Mora"
    "|the northern docks|Fallow Bridge|the old quarter|Marrowgate|the Sund ferry terminal|Upper Lisk|Dunmarrow"
).split("|")
THINGS = (
    "flood barrier|grain terminal|tram line|coal depot|water main|cable bridge|customs hall|power station|fish market"
    "|railway viaduct|fuel store|lighthouse|toll road|hospital wing|council chamber|cement works|radio mast"
    "|reservoir wall|ferry pier|bus garage|weather station|cargo crane|school roof|sewage plant|border post"
).split("|")
ACTS = (
    "collapsed|caught fire|was evacuated|reopened|lost power|was sealed off|was inspected|flooded|was handed over"
    "|was searched|was shut down|ran at half capacity|was damaged by a barge|was put up for sale|was condemned"
).split("|")
CAUSES = (
    "after a week of heavy rain|during the morning shift|when a transformer failed|despite repeated warnings"
    "|because inspectors had found cracks|while repairs were under way|as rescue crews arrived from two counties"
    "|before the holiday traffic began|under an agreement signed last spring|following a dispute over unpaid wages"
    "|in spite of a court order|without any notice to residents|shortly after the evening ferry had left"
).split("|")
EFFECTS = (
    "leaving {n} households without water|forcing {n} workers to wait outside|at a cost of {n} million crowns"
    "|and {n} people were taken to hospital|while {n} trucks queued on the main road|cutting trade by {n} percent"
    "|and {n} families moved to a sports hall|delaying {n} trains until midnight|the third such case in {n} months"
    "|with {n} animals rescued from nearby farms|and officials counted {n} complaints within hours"
).split("|")
SAID = (
    "said {p}, the {r}|according to {r} {p}|{p}, a former {r}, told local radio|{p}, who works as {r}, insisted"
    "|the {r}, {p}, warned|{p} of the {r}'s office confirmed|{r} {p} added later"
).split("|")
VERBS = (
    "told our correspondent about the|wrote to this newspaper on the|was seen near the|asked who had built the"
    "|blamed neighbours for the|had long feared for the|once worked at the|wants compensation for the"
).split("|")
MORE = (
    "The {t} in {l} {a} in {y}, {c}, {e}.|Records show that the {t} at {l} {a} {c}, {e}."
    "|Nobody in {l} could explain why the {t} {a} {c}, {e}.|A report published in {y} had found that the {t} near {l} {a} {c}."
    "|The {t} of {l}, built in {y}, {a} {c}, {e}.|Residents of {l} gathered where the {t} {a} {c}, {e}."
    "|Engineers from {l} are to examine the {t}, which {a} {c}, by the end of the month, {e}."
    "|In {l}, {c}, the {t} {a}, {s}, {e}.|The {t} {a} {c}, {s}, and {l} will pay for it, {e}."
    "|It was not clear on Monday whether the {t} in {l}, which {a} {c}, would be insured, {s}."
    "|More than {n} people had signed a petition about the {t} in {l} before it {a} {c}, {s}."
).split("|")
FILLERS = (
    "reportedly|on Tuesday|on Monday morning|in a statement|it emerged|once again|as it turned out|at the time|for now"
    "|of all things|to everyone's surprise|it is understood|late at night|in the meantime|by all accounts|as feared"
    "|so far|on the day|it was said|more or less|as expected|yet again|out of the blue|in full view|at least|if only just"
    "|for the first time|not for the first time|without delay|over the weekend|by chance|in effect|as planned|in short"
    "|as things stand|to be sure|all the same|in the end|before dawn|after dark|at short notice|under protest|in part"
).split("|")
SYNONYMS = {
    word: tuple(others.split(","))
    for word, others in (
        pair.split("=")
        for pair in """heavy=severe,intense,strong|rain=rainfall,downpours,showers|warnings=alerts,advice,cautions
        people=persons,individuals,residents|workers=employees,staff,labourers|cost=price,expense,bill
        began=started,opened,commenced|built=constructed,erected,raised|published=released,issued,printed
        confirmed=acknowledged,verified,admitted|insisted=maintained,stressed,repeated|warned=cautioned,feared,said
        gathered=assembled,met,collected|examine=inspect,study,check|clear=certain,known,plain|explain=tell,say,account
        delaying=holding,stopping,slowing|forcing=obliging,making,compelling|moved=relocated,went,shifted
        evacuated=cleared,emptied,vacated|collapsed=crumbled,fell,buckled|reopened=resumed,restarted,returned
        damaged=harmed,hit,struck|agreement=accord,deal,pact|dispute=quarrel,row,conflict|wages=pay,salaries,earnings
        signed=endorsed,backed,supported|arrived=came,appeared,turned|rescued=saved,freed,retrieved
        nearby=neighbouring,adjacent,surrounding|complaints=grievances,objections,letters|households=homes,houses,flats
        families=households,couples,tenants|petition=appeal,letter,plea|residents=inhabitants,locals,citizens
        officials=authorities,officers,administrators|month=quarter,season,summer|shortly=soon,just,minutes
        despite=notwithstanding,against,ignoring|following=after,amid,given|former=onetime,retired,past
        later=afterwards,subsequently,then|local=regional,community,city|shut=closed,turned,powered
        sealed=cordoned,closed,fenced|searched=combed,raided,swept|trucks=lorries,vehicles,wagons|trains=services,departures
        repeated=several,frequent,many|failed=broke,burst,stopped|records=files,documents,papers|show=reveal,indicate,prove
        nobody=no-one,none,hardly|main=principal,central,major|evening=late,night,last|morning=early,day,first
        pay=settle,answer,foot|third=latest,newest,next|engineers=technicians,experts,specialists|crews=teams,units,squads
        traffic=rush,travel,season|notice=warning,word,announcement|cracks=fissures,faults,gaps|repairs=works,mending,upkeep
        order=ruling,injunction,decision|found=discovered,established,noted|report=study,paper,survey|road=street,highway,route
        hospital=clinic,infirmary,ward|water=supply,mains,taps|hours=minutes,moments,days|spring=year,autumn,winter
        leaving=rendering,putting,keeping|cutting=reducing,lowering,halving|without=lacking,missing,deprived
        counted=recorded,received,logged|end=close,finish,turn|half=reduced,low,partial|sale=auction,tender,bidding""".replace(
            "\n        ", "|"
        ).split("|")
    )
}
SPELLING = dict(
    pair.split("=")
    for pair in "harbour=harbor|neighbouring=neighboring|percent=per cent|programme=program|centre=center".split(
        "|"
    )
)


def sentence(random: Random) -> str:
    """One sentence of news."""
    form = random.choice(MORE)
    text = form.format(
        t=random.choice(THINGS), l=random.choice(PLACES), a=random.choice(ACTS), c=random.choice(CAUSES),
        e=random.choice(EFFECTS).format(n=random.randint(3, 980)), n=random.randint(3, 980), y=random.randint(1961, 2016),
        s=random.choice(SAID).format(p=random.choice(PEOPLE), r=random.choice(ROLES)),
    )  # fmt: skip
    return text[0].upper() + text[1:]


def lead(random: Random) -> str:
    """An opening such as an outlet puts before copied text, hardly twice alike."""
    parts = [
        random.choice(CAUSES),
        f"{random.choice(PEOPLE)} of {random.choice(PLACES)} {random.choice(VERBS)} {random.choice(THINGS)}",
        random.choice(EFFECTS).format(n=random.randint(3, 980)),
        f"the {random.choice(THINGS)} {random.choice(ACTS)}",
    ]
    random.shuffle(parts)
    text = ", ".join(parts) + "."
    return text[0].upper() + text[1:]
