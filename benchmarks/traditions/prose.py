"""News sentences by a seeded grammar; the word lists are ours, names of people and places are made of syllables.

Nouns, verbs and adjectives stand in groups of like meaning: a copy's editor swaps within a group.
"""

from __future__ import annotations

from random import Random

_NOUNS = """wall barrier embankment rampart|bridge viaduct crossing overpass|depot warehouse store storehouse
road street highway route|school college academy schoolhouse|clinic hospital infirmary ward|field meadow pasture paddock
ship vessel freighter boat|train express locomotive railcar|tower mast steeple pylon|market bazaar fair auction
factory plant works mill|law statute act decree|letter note message dispatch|fire blaze inferno flames|flood deluge torrent spate
worker labourer employee hand|farmer grower peasant smallholder|judge magistrate justice arbiter|soldier trooper guard recruit
teacher tutor lecturer instructor|doctor physician surgeon medic|driver motorist chauffeur trucker|buyer customer shopper client
minister secretary chancellor commissioner|mayor alderman burgomaster provost|editor publisher columnist journalist
price cost charge tariff|wage salary income pay|loan credit advance mortgage|grain wheat barley maize|timber wood lumber planks
cable wire cord rope|pump engine motor turbine|valve tap sluice gate|roof ceiling canopy dome|window pane shutter skylight
cellar basement vault crypt|garden orchard park grove|river stream brook canal|hill ridge slope mound|coast shore beach seafront
strike walkout stoppage boycott|vote ballot poll election|speech address sermon lecture|treaty pact accord convention
rumour gossip hearsay whisper|report study survey inquiry|permit licence warrant pass|budget account ledger estimate
storm gale tempest squall|drought dryness shortage famine|crowd throng gathering audience|queue line column file
dog hound mongrel terrier|horse mare stallion pony|museum gallery collection archive|concert recital opera festival"""
_VERBS = """damaged harmed wrecked battered|examined inspected checked scrutinised|bought purchased acquired obtained
sold auctioned traded peddled|closed shut sealed locked|opened unlocked unsealed unbolted|praised lauded applauded commended
criticised attacked blamed faulted|repaired mended restored fixed|built erected constructed raised|moved shifted transferred relocated
guarded protected watched secured|blocked barred obstructed stopped|ignored overlooked neglected disregarded
counted tallied numbered totalled|painted coloured coated varnished|found discovered located uncovered|lost mislaid forfeited misplaced
feared dreaded suspected distrusted|welcomed greeted hailed received|refused rejected declined spurned|approved endorsed sanctioned ratified
delayed postponed deferred suspended|hurried rushed hastened sped|carried hauled lugged bore|emptied drained cleared vacated
filled loaded packed stuffed|burned scorched charred singed|crossed traversed passed spanned|followed trailed pursued shadowed
taught trained coached schooled|paid settled refunded reimbursed|borrowed hired rented leased|promised pledged vowed guaranteed
described depicted portrayed sketched|measured gauged weighed assessed|mixed blended stirred combined|split divided halved severed
joined linked connected united|replaced supplanted swapped substituted"""
_ADJECTIVES = """old ancient aged elderly|new modern recent fresh|big large huge vast|small little tiny minor|rotten decayed mouldy spoiled
quiet calm silent peaceful|loud noisy boisterous raucous|rich wealthy affluent prosperous|poor needy destitute penniless
broken cracked shattered smashed|dirty grimy filthy soiled|narrow tight cramped slender|steep sheer abrupt precipitous
famous renowned celebrated noted|secret hidden covert concealed|costly dear expensive pricey|cheap inexpensive budget bargain
wooden timbered planked boarded|rusty corroded tarnished oxidised|angry furious irate incensed|weary tired exhausted drained
lonely solitary isolated remote|crooked bent twisted warped|foreign alien imported overseas|spare extra surplus additional"""
_PLAIN = """with despite without near behind beyond against beside under above across""".split()
_CONNECTORS = (
    "while|because|although|before|after|so that|even though|whereas|until|as soon as|and|but|which is why"
).split("|")
_SAID = (
    "said {p} of {l}|according to {p}|{p} told us in {l}|{p} admitted|argued {p}, who lives in {l}|{p} recalled on {d}"
    "|noted {p} from the {l} office|wrote {p}"
).split("|")
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_SYLLABLES = (
    "bar ven tol mik ras den gru hal ost fen lim por sul tar wick dor mel gan bri cor nes ulm vat yor zel pim rud sko"
).split()


def _groups(text: str) -> list[list[str]]:
    return [group.split() for line in text.split("\n") for group in line.split("|")]


NOUNS, VERBS, ADJECTIVES = _groups(_NOUNS), _groups(_VERBS), _groups(_ADJECTIVES)
SYNONYMS = {
    word: tuple(other for other in group if other != word)
    for groups in (NOUNS, VERBS, ADJECTIVES)
    for group in groups
    for word in group
}
SPELLING = dict(
    pair.split("=")
    for pair in "rumour=rumor|labourer=laborer|criticised=criticized|licence=license|coloured=colored|percent=per cent"
    "|mouldy=moldy|scrutinised=scrutinized|programme=program|centre=center|totalled=totaled".split("|")
)
FILLERS = (
    "reportedly|on Tuesday|on Monday morning|in a statement|it emerged|once again|as it turned out|at the time|for now"
    "|of all things|to everyone's surprise|it is understood|late at night|in the meantime|by all accounts|as feared"
    "|so far|on the day|it was said|more or less|as expected|yet again|out of the blue|in full view|at least|if only just"
    "|for the first time|not for the first time|without delay|over the weekend|by chance|in effect|as planned|in short"
    "|as things stand|to be sure|all the same|in the end|before dawn|after dark|at short notice|under protest|in part"
).split("|")


def _name(random: Random) -> str:
    return "".join(random.choice(_SYLLABLES) for _ in range(random.randint(2, 3))).capitalize()


def _thing(random: Random) -> str:
    """A noun, perhaps with an adjective, a number or a place."""
    noun = random.choice(random.choice(NOUNS))
    roll = random.random()
    if roll < 0.4:
        return f"the {random.choice(random.choice(ADJECTIVES))} {noun}"
    if roll < 0.6:
        return f"the {noun} of {_name(random)}"
    if roll < 0.75:
        return f"the {noun} and the {random.choice(random.choice(NOUNS))}"
    return f"{random.choice(('the', 'a', 'every', 'that', 'another'))} {noun}"


def _clause(random: Random) -> str:
    """Somebody or something does something to something."""
    subject = f"{_name(random)} {_name(random)}" if random.random() < 0.25 else _thing(random)
    words = [subject, random.choice(random.choice(VERBS)), _thing(random)]
    roll = random.random()
    if roll < 0.35:
        words += [random.choice(_PLAIN), _thing(random)]
    elif roll < 0.5:
        words += [
            "for",
            str(random.randint(3, 990)),
            random.choice("days crowns years metres hours tonnes".split()),
        ]
    elif roll < 0.65:
        words += ["in", _name(random)]
    elif roll < 0.75:
        words += ["in", str(random.randint(1950, 2020))]
    return " ".join(words)


def sentence(random: Random) -> str:
    """One sentence of news, of two or three clauses; hardly two are alike."""
    parts = [_clause(random)]
    for _ in range(random.choice((1, 1, 2))):
        parts.append(f"{random.choice(_CONNECTORS)} {_clause(random)}")
    if random.random() < 0.35:
        who = f"{_name(random)} {_name(random)}"
        parts.append(random.choice(_SAID).format(p=who, l=_name(random), d=random.choice(_DAYS)))
    text = ", ".join(parts) + "."
    return text[0].upper() + text[1:]


def lead(random: Random) -> str:
    """An opening such as an outlet puts before copied text."""
    return sentence(random)
