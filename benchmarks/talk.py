"""Made-up comments of a brand's page for the measures: everyday talk, written as people write, with some that count.

Most are put together from plain sentences of our own; some are of the practice history and of the packs' own examples, so
that about one in seven holds something that a rule finds. The same ones at every call. May not measure anything.
"""

import json
import random
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

from cm_desktop.rules.language import packs

RESOURCES = Path(__file__).parents[1] / "resources"
TELLING = 0.15  # of the comments, those of the practice history or of the examples
SYLLABLES = tuple(map("".join, product("bdfklmnprstvz", ("a", "el", "i", "on", "u"))))
PLAIN = """
on y était {when} avec {who}, {place} était plein à craquer
{who} m'en avait parlé {when}, j'y passe la semaine prochaine
vous serez à {place} {when} aussi ?
la photo a été prise depuis {place} on dirait
{name} regarde, on avait mangé là {when}
{name} {name} on se fait ça {when} ?
j'ai vu ça {when} en rentrant de chez {who}
chez nous on le prépare avec {thing}, et un filet de citron
ça me rappelle {place} quand on était petits avec {who}
mon fils en a parlé toute la semaine
je prends toujours {thing} et {who} prend {thing}
on habite juste à côté, on entend la musique depuis {place}
{number} ans que l'on vient, {who} et moi
avec {who} on hésitait entre {thing} et {thing}
je passe devant tous les matins en allant au travail
c'est quelle rue exactement ? je ne vois pas {place} sur la carte
{thing} pour {who} et {thing} pour moi
ah oui je me souviens de {place} avant les travaux
prochaine étape : {place} avec {who}
on en a commandé {number} pour l'anniversaire de {name}
la recette de {who} demande {number} œufs et {thing}
j'attends les photos de {when}
qui vient {when} ?
ça y est le printemps est là, sortez {thing}
le chien de {who} dormait sur la terrasse
tag quelqu'un qui oublie toujours {thing}
"""
SLOTS = {
    "when": "hier soir|samedi|dimanche dernier|la semaine dernière|ce midi|en août|lundi matin|pendant les vacances|le 14",
    "who": "ma sœur|mes parents|les enfants|mon mari|une collègue|des amis|ma grand-mère|le voisin|toute l'équipe|mon frère",
    "place": "la terrasse|l'entrée du parc|la boutique du centre|Lyon|la gare|l'étage|la plage|l’église|Saint-Malo",
    "thing": "un café crème|la tarte aux pommes|le menu du jour|les bottes vertes|une salade|l'écharpe bleue|du thé|un vélo",
    "name": "Martine|@Jeanne Lorrain|Kévin|Théo|@sabrina.m|Maud|Antoine",
    "number": "2|3|4|6|8|10|12|une dizaine|15",
}
OPENINGS = ("Bonjour, ", "Salut ! ", "Coucou, ", "Bonsoir, ", *[""] * 12)
CLOSINGS = (" 😊", " 😂😂", "!!", " 👍", " ...", " ❤️", ".", " mdr", "…", *[""] * 10)


def comments(count: int, seed: int = 7) -> Iterator[str]:
    """So many comments, 70 to 80 characters on average."""
    chance = random.Random(seed)
    telling = [*practice(), *examples()]
    plain = PLAIN.strip().splitlines()
    slots = {name: choices.split("|") for name, choices in SLOTS.items()}
    for _ in range(count):
        if chance.random() < TELLING:
            yield chance.choice(telling)
        else:
            yield _said(chance, plain, slots)


def _said(chance: random.Random, plain: Sequence[str], slots: dict[str, list[str]]) -> str:
    said = " ".join(chance.choice(plain) for _ in range(chance.choice((1, 1, 1, 2, 2))))
    for name, choices in slots.items():
        while f"{{{name}}}" in said:
            said = said.replace(f"{{{name}}}", chance.choice(choices), 1)
    if chance.random() < 0.4:
        said += f" {made_up_word(chance)}"  # a name, a place, a word that no list has
    said = f"{chance.choice(OPENINGS)}{said}{chance.choice(CLOSINGS)}"
    manner = chance.random()
    if manner < 0.12:
        return said.translate(str.maketrans("éèêëàâîïôùûç", "eeeeaaiioouc"))
    if manner < 0.14:
        return said.upper()
    if manner < 0.17:
        return said.replace("oi", "oiiii", 1)
    return said.replace("'", "’") if manner < 0.4 else said


def made_up_word(chance: random.Random) -> str:
    """A word that no pack knows."""
    return "".join(chance.choices(SYLLABLES, k=chance.randint(3, 4)))


def practice() -> Iterator[str]:
    """The comments of the practice pages."""
    for client in json.loads((RESOURCES / "practice" / "demo_threads.json").read_text(encoding="utf-8"))["clients"]:
        for page in client["pages"]:
            yield from (comment["text"] for post in page["posts"] for comment in post["comments"])


def examples() -> Iterator[str]:
    """The examples of the packs that ship."""
    for rule in packs.load([RESOURCES / "rules"]).rules:
        yield from (example.text for example in (*rule.yes, *rule.no))
