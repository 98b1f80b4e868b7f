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
MORE = (
    "The {t} in {l} {a} in {y}, {c}, {e}.|Records show that the {t} at {l} {a} {c}, {e}."
    "|Nobody in {l} could explain why the {t} {a} {c}, {e}.|A report published in {y} had found that the {t} near {l} {a} {c}."
    "|The {t} of {l}, built in {y}, {a} {c}, {e}.|Residents of {l} gathered where the {t} {a} {c}, {e}."
    "|Engineers from {l} are to examine the {t}, which {a} {c}, by the end of the month, {e}."
    "|In {l}, {c}, the {t} {a}, {s}, {e}.|The {t} {a} {c}, {s}, and {l} will pay for it, {e}."
    "|It was not clear on Monday whether the {t} in {l}, which {a} {c}, would be insured, {s}."
    "|More than {n} people had signed a petition about the {t} in {l} before it {a} {c}, {s}."
).split("|")
SYNONYMS = dict(
    pair.split("=")
    for pair in (
        "heavy=severe|rain=rainfall|warnings=alerts|found=discovered|people=persons|workers=employees|cost=price"
        "|began=started|built=constructed|published=released|confirmed=acknowledged|insisted=maintained|warned=cautioned"
        "|gathered=assembled|examine=inspect|clear=certain|explain=account|delaying=holding|forcing=obliging"
        "|moved=relocated|evacuated=cleared|collapsed=crumbled|reopened=resumed|damaged=harmed|agreement=accord"
        "|dispute=quarrel|wages=pay|signed=endorsed|arrived=came|rescued=saved|nearby=neighbouring|complaints=grievances"
        "|households=homes|families=households|petition=appeal|residents=inhabitants|officials=authorities|month=quarter"
        "|shortly=soon|despite=notwithstanding|following=after|former=onetime|later=afterwards|local=regional"
        "|shut=closed|sealed=cordoned|searched=combed|trucks=lorries|trains=services|repeated=several|failed=broke"
        "|records=files|show=reveal|nobody=no-one|main=principal|evening=late|morning=early|pay=settle|third=latest"
        "|engineers=technicians|crews=teams|traffic=rush|notice=warning|cracks=fissures|repairs=works|order=ruling"
    ).split("|")
)
SPELLING = dict(
    pair.split("=")
    for pair in "harbour=harbor|neighbouring=neighboring|percent=per cent|programme=program|centre=center|crowns=kr".split(
        "|"
    )
)
LEADS = (
    "{l} woke on Monday to news that nobody wanted to read, and this is what we know so far."
    "|Our correspondent in {l} writes that the mood there is one of quiet anger over {n} years of neglect."
    "|What happened in {l} will be talked about for a long time, and {n} of our readers have written to us already."
    "|It is the story of the day in {l}: a {t}, {n} questions and hardly an answer."
    "|For {n} years this newspaper has followed the {t} of {l}, and it has seldom been so busy there."
).split("|")


def sentence(random: Random, forms: tuple[str, ...] | list[str] = MORE) -> str:
    """One sentence of news."""
    form = random.choice(forms)
    text = form.format(
        t=random.choice(THINGS), l=random.choice(PLACES), a=random.choice(ACTS), c=random.choice(CAUSES),
        e=random.choice(EFFECTS).format(n=random.randint(3, 980)), n=random.randint(3, 980), y=random.randint(1961, 2016),
        s=random.choice(SAID).format(p=random.choice(PEOPLE), r=random.choice(ROLES)),
    )  # fmt: skip
    return text[0].upper() + text[1:]


def lead(random: Random) -> str:
    """An opening such as an outlet puts before copied text."""
    return sentence(random, LEADS)
