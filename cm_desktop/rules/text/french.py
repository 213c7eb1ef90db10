"""The forms of a French word: feminine and plural, or every tense and person. May not know a rule.

Where the ending leaves a doubt, both forms are given (menteuse, mentrice): one that nobody writes costs nothing. What
follows no ending is listed. Forms are as `words.as_written` makes them: lower case, accents kept, œ opened.
"""

from collections.abc import Iterator, Mapping

# Masculine, its plural, then feminines: what follows no ending.
_NOUNS = """
beau beaux belle|nouveau nouveaux nouvelle|jumeau jumeaux jumelle|chameau chameaux chamelle|fou fous folle
mou mous molle|vieux vieux vieille|blanc blancs blanche|franc francs franche|sec secs sèche|frais frais fraîche
public publics publique|turc turcs turque|grec grecs grecque|laïc laïcs laïque|caduc caducs caduque|long longs longue
doux doux douce|faux faux fausse|roux roux rousse|jaloux jaloux jalouse|gros gros grosse|gras gras grasse
bas bas basse|las las lasse|épais épais épaisse|métis métis métisse|gentil gentils gentille|nul nuls nulle
copain copains copine|malin malins maligne|bénin bénins bénigne|favori favoris favorite|rigolo rigolos rigolote
voyou voyous voyoute|chouchou chouchous chouchoute|traître traîtres traîtresse|âne ânes ânesse|diable diables diablesse
nègre nègres négresse|suisse suisses suissesse|ivrogne ivrognes ivrognesse|maître maîtres maîtresse
prince princes princesse|tigre tigres tigresse|ogre ogres ogresse|poète poètes poétesse|hôte hôtes hôtesse
loup loups louve|chat chats chatte|boulot boulots boulotte|héros héros héroïne|oeil yeux|monsieur messieurs|bref brefs brève
chef chefs cheffe|vengeur vengeurs vengeresse
pécheur pécheurs pécheresse|enchanteur enchanteurs enchanteresse|canard canards cane|dindon dindons dinde
compagnon compagnons compagne|mulet mulets mule|tout tous toute|bleu bleus bleue|pneu pneus|mademoiselle mesdemoiselles
seul seuls seule|gars gars|bail baux|travail travaux|vitrail vitraux|corail coraux|email émaux|ciel cieux|aïeul aïeux aïeule
"""
_PLURAL_X = frozenset(["bijou", "caillou", "chou", "genou", "hibou", "joujou", "pou", "ripou"])
_PLURAL_ALS = frozenset(
    ["bal", "carnaval", "chacal", "festival", "récital", "régal", "banal", "fatal", "natal", "naval"]
)
_PLURALS = (("eau", "eaux"), ("au", "aux"), ("eu", "eux"), ("al", "aux"), ("s", "s"), ("x", "x"), ("z", "z"), ("", "s"))
# By ending, the first that fits: the feminines.
_FEMININES = (
    ("teur", "teuse trice teure"),
    ("eur", "euse eure"),
    ("eux", "euse"),
    ("f", "ve"),
    ("er", "ère"),
    ("en", "enne"),
    ("on", "onne"),
    ("an", "ane anne"),
    ("el", "elle"),
    ("eil", "eille"),
    ("et", "ette ète"),
    ("ot", "otte ote"),
    ("au", ""),
    ("ou", ""),
    ("é", "ée"),
    ("i", "ie"),
    ("u", "ue"),
    *((letter, f"{letter}e") for letter in "dtlrns"),
    ("", ""),
)

# An ending, then: je tu il | nous, without -ons | ils | que je, without -e | futur, without -ai | participle | passé simple,
# without -t. The longest ending that fits counts.
_FAMILIES = """
ir: is is it|iss|issent|iss|ir|i|i
enir: iens iens ient|en|iennent|ienn|iendr|enu|in
artir: ars ars art|art|artent|art|artir|arti|arti
ortir: ors ors ort|ort|ortent|ort|ortir|orti|orti
entir: ens ens ent|ent|entent|ent|entir|enti|enti
dormir: dors dors dort|dorm|dorment|dorm|dormir|dormi|dormi
servir: sers sers sert|serv|servent|serv|servir|servi|servi
courir: cours cours court|cour|courent|cour|courr|couru|couru
mourir: meurs meurs meurt|mour|meurent|meur|mourr|mort|mouru
uvrir: uvre uvres uvre|uvr|uvrent|uvr|uvrir|uvert|uvri
ffrir: ffre ffres ffre|ffr|ffrent|ffr|ffrir|ffert|ffri
cueillir: cueille cueilles cueille|cueill|cueillent|cueill|cueiller|cueilli|cueilli
bouillir: bous bous bout|bouill|bouillent|bouill|bouillir|bouilli|bouilli
fuir: fuis fuis fuit|fuy|fuient|fui|fuir|fui|fui
vêtir: vêts vêts vêt|vêt|vêtent|vêt|vêtir|vêtu|vêti
quérir: quiers quiers quiert|quér|quièrent|quièr|querr|quis|qui
haïr: hais hais hait|haïss|haïssent|haïss|haïr|haï|haï
cevoir: çois çois çoit|cev|çoivent|çoiv|cevr|çu|çu
devoir: dois dois doit|dev|doivent|doiv|devr|dû|du
mouvoir: meus meus meut|mouv|meuvent|meuv|mouvr|mu|mu
pouvoir: peux peux peut|pouv|peuvent|puiss|pourr|pu|pu
vouloir: veux veux veut|voul|veulent|veuill|voudr|voulu|voulu
savoir: sais sais sait|sav|savent|sach|saur|su|su
valoir: vaux vaux vaut|val|valent|vaill|vaudr|valu|valu
voir: vois vois voit|voy|voient|voi|verr|vu|vi
asseoir: assieds assieds assied|assey|asseyent|assey|assiér|assis|assi
re: s s |ent|ent||r|u|i
prendre: prends prends prend|pren|prennent|prenn|prendr|pris|pri
mettre: mets mets met|mett|mettent|mett|mettr|mis|mi
battre: bats bats bat|batt|battent|batt|battr|battu|batti
foutre: fous fous fout|fout|foutent|fout|foutr|foutu|fouti
indre: ins ins int|ign|ignent|ign|indr|int|igni
uire: uis uis uit|uis|uisent|uis|uir|uit|uisi
aître: ais ais aît|aiss|aissent|aiss|aîtr|u|u
onnaître: onnais onnais onnaît|onnaiss|onnaissent|onnaiss|onnaîtr|onnu|onnu
naître: nais nais naît|naiss|naissent|naiss|naîtr|né|naqui
dire: dis dis dit|dis|disent dites|dis|dir|dit|di
lire: lis lis lit|lis|lisent|lis|lir|lu|lu
rire: ris ris rit|ri|rient|ri|rir|ri|ri
crire: cris cris crit|criv|crivent|criv|crir|crit|crivi
faire: fais fais fait|fais|font faites|fass|fer|fait|fi
croire: crois crois croit|croy|croient|croi|croir|cru|cru
boire: bois bois boit|buv|boivent|boiv|boir|bu|bu
vivre: vis vis vit|viv|vivent|viv|vivr|vécu|vécu
suivre: suis suis suit|suiv|suivent|suiv|suivr|suivi|suivi
plaire: plais plais plaît|plais|plaisent|plais|plair|plu|plu
taire: tais tais tait|tais|taisent|tais|tair|tu|tu
traire: trais trais trait|tray|traient|trai|trair|trait|trayi
clure: clus clus clut|clu|cluent|clu|clur|clu|clu
vaincre: vaincs vaincs vainc|vainqu|vainquent|vainqu|vaincr|vaincu|vainqui
coudre: couds couds coud|cous|cousent|cous|coudr|cousu|cousi
soudre: sous sous sout|solv|solvent|solv|soudr|solu|solu
"""
_SECOND_GROUP = frozenset(["répartir", "impartir", "assortir", "asservir"])  # they look like partir, sortir, servir
_ALONE = {
    "être": "être étant été suis es est sommes êtes sont étais était étions étiez étaient serai seras sera serons serez seront"
    " serais serait serions seriez seraient sois soit soyons soyez soient fus fut furent",
    "avoir": "avoir ayant eu eue eus eues ai as a avons avez ont avais avait avions aviez avaient aurai auras aura aurons aurez"
    " auront aurais aurait aurions auriez auraient aie aies ait ayons ayez aient eut eurent",
    "aller": "aller allant allé allée allés allées vais vas va allons allez vont allais allait allions alliez allaient irai"
    " iras ira irons irez iront irais irait irions iriez iraient aille ailles aillent alla allèrent",
    "falloir": "falloir faut fallait faudra faudrait fallu faille fallut",
    "pleuvoir": "pleuvoir pleut pleuvait pleuvra pleuvrait plu pleuve plut",
}
_FUTURES = ("ai", "as", "a", "ons", "ez", "ont", "ais", "ait", "ions", "iez", "aient")


def noun(word: str) -> frozenset[str]:
    """A noun or an adjective in the masculine singular: with its plural and its feminines."""
    if word in _IRREGULAR:
        plural, *feminines = _IRREGULAR[word]
    else:
        plural, feminines = _plural(word), list(_feminines(word))
    return frozenset((word, plural, *feminines, *(f"{feminine}s" for feminine in feminines)))


def verb(word: str) -> frozenset[str]:
    """An infinitive: with all its forms, the rarest left out. Raises ValueError on what is no infinitive."""
    if word in _ALONE:
        return frozenset(_ALONE[word].split())
    if word.endswith("er"):
        return frozenset(_first_group(word))
    ending = "ir" if word in _SECOND_GROUP else next((e for e in _ENDINGS if word.endswith(e)), None)
    if ending is None or len(word) == len(ending) == 2:
        raise ValueError(word)
    return frozenset(_by_family(word, ending))


def _plural(word: str) -> str:
    if word in _PLURAL_X:
        return f"{word}x"
    if word in _PLURAL_ALS:
        return f"{word}s"
    return next(word.removesuffix(end) + plural for end, plural in _PLURALS if word.endswith(end))


def _feminines(word: str) -> Iterator[str]:
    ending, feminines = next((end, feminines) for end, feminines in _FEMININES if word.endswith(end))
    for feminine in feminines.split():
        yield word.removesuffix(ending) + feminine


def _first_group(word: str) -> Iterator[str]:
    stem = word[:-2]
    soft = {"g": f"{stem}e", "c": f"{stem[:-1]}ç"}.get(stem[-1:], stem)  # mangeons, plaçons
    yield from (word, f"{stem}é", f"{stem}ée", f"{stem}és", f"{stem}ées", f"{stem}ez", f"{stem}ions", f"{stem}iez")
    yield from (soft + end for end in ("ons", "ant", "ais", "ait", "aient", "ai", "as", "a"))
    yield f"{stem}èrent"
    for strong in _strong_stems(stem):
        yield from (strong + end for end in ("e", "es", "ent"))
        yield from (f"{strong}er{end}" for end in _FUTURES)
    if word.endswith("envoyer"):
        yield from (f"{word[:-4]}err{end}" for end in _FUTURES)


def _strong_stems(stem: str) -> Iterator[str]:
    """The stem before a mute e: mène, cède, appelle or pèle, paie or paye."""
    if stem.endswith("y"):
        yield f"{stem[:-1]}i"
        if not stem.endswith("ay"):
            return
    consonants = stem[len(stem.rstrip("bcdfghjklmnpqrstvxz")) :]
    before = stem[: len(stem) - len(consonants)]
    if consonants and before.endswith("é"):
        yield f"{before[:-1]}è{consonants}"  # the future has both
    elif len(consonants) == 1 and before.endswith("e") and len(before) > 1:
        yield f"{before[:-1]}è{consonants}"
        if consonants in "lt":
            yield stem + consonants
        return
    yield stem


def _by_family(word: str, ending: str) -> Iterator[str]:
    stem = word.removesuffix(ending)
    present, nous, ils, subjunctive, future, participle, past = _ENDINGS[ending]
    if ending == "re":  # vendre, rompre
        nous, ils = "", "ent"
        present = f"s s {'t' if stem.endswith('p') else ''}"
    yield word
    yield from (stem + form for form in (*present.split(" "), *ils.split()))
    yield from (stem + nous + end for end in ("ons", "ez", "ais", "ait", "ions", "iez", "aient", "ant"))
    yield from (stem + subjunctive + end for end in ("e", "es", "ent"))
    yield from (stem + future + end for end in _FUTURES)
    yield from (stem + past + end for end in ("s", "t", "rent"))
    yield stem + participle
    plain = stem + participle.replace("û", "u")
    yield from (f"{plain}e", f"{plain}s", f"{plain}es") if not plain.endswith("s") else (f"{plain}e", f"{plain}es")


_IRREGULAR: Mapping[str, list[str]] = {
    entry.split()[0]: entry.split()[1:] for line in _NOUNS.strip().splitlines() for entry in line.split("|")
}
_ENDINGS: Mapping[str, list[str]] = dict(
    sorted(
        ((line.partition(": ")[0], line.partition(": ")[2].split("|")) for line in _FAMILIES.strip().splitlines()),
        key=lambda family: -len(family[0]),
    )
)
