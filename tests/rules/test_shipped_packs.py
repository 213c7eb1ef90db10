"""The packs that ship, on comments written for this test: what must rise, what must stay calm, and why. May not edit packs."""

import json
from pathlib import Path

import pytest
import yaml

from cm_desktop.domain.rules import By
from cm_desktop.domain.verdicts import Axis, Category, Form
from cm_desktop.rules.rulebook import Rulebook, matched
from tests.rules.conftest import SHIPPED

PRACTICE = SHIPPED.parent / "practice" / "demo_threads.json"

RISES = [
    ("Franchement vous êtes de sacrés tocards", Category.INSULT, 2),
    ("ESPECE DE GROS CONNARD", Category.INSULT, 3),
    ("tu sers strictement à rien mon pauvre", Category.INSULT, 2),
    ("va donc te faire cuire un œuf", Category.INSULT, 2),
    ("ftg le stagiaire", Category.INSULT, 2),
    ("Que tous ces étrangers rentrent chez eux, qu'ils dégagent dans leur pays", Category.HATE, 4),
    ("on sait très bien où tu bosses", Category.THREAT, 4),
    ("je passe demain vous casser la gueule", Category.THREAT, 4),
    ("je n'ai plus envie de vivre de toute façon", Category.THREAT, 4),
    ("trouvez-moi le profil de ce livreur, balancez son nom", Category.HARASSMENT, 3),
    ("Ma sœur a vomi toute la nuit après votre menu du jour", Category.HEALTH_SAFETY, 4),
    ("Départ de feu avec votre multiprise cette nuit", Category.HEALTH_SAFETY, 4),
    ("Plainte déposée ce matin à la gendarmerie", Category.LEGAL, 3),
    ("Quelle bande d'arnaqueurs", Category.FRAUD, 3),
    ("surtout n'achetez plus rien là-bas", Category.BOYCOTT, 3),
    ("Gagnez 900 euros par jour depuis chez vous, écrivez-moi sur whatsapp", Category.SPAM, 3),
    ("encore de la propagande de gauchistes", Category.POLITICS, 2),
    ("C'est honteux de traiter ses salariés comme ça, scandaleux", Category.SCANDAL, 2),
    ("What a bunch of wankers", Category.INSULT, 2),
    ("we know where you park at night", Category.THREAT, 4),
    ("My daughter was sick after your prawns", Category.HEALTH_SAFETY, 4),
    ("I am taking this to small claims court", Category.LEGAL, 3),
]
CALM = [
    "Le concours de cuisine est reporté, la dispute est close, quelle culture",
    "Mon chat dort sur le canapé avec le chien",
    "Ce n'est pas une arnaque, j'ai été livrée en deux jours",
    "On m'a traitée de grosse vache à la sortie de l'école, merci à l'équipe pour son soutien",
    "« Sale étranger », voilà ce qu'il a entendu. Soutien à lui.",
    "Ce dessert est mortel, une vraie tuerie, il m'a tué",
    "Putain que c'est beau, bravo",
    "J'ai tué le temps à la bibliothèque",
    "Une salade d'avocat et de crevettes",
    "Le vol de Paris a atterri à l'heure",
    "Punaises et épingles en rayon mercerie",
    "Arrêtez de crier au boycott pour rien",
    "Rentrez bien chez vous après le spectacle",
    "On va leur apprendre à nager dès cinq ans, super initiative",
    "Je t'attends devant la gare à 18 h comme convenu",
    "Elle l'a bien méritée, cette médaille",
    "Tu vas le payer combien, ce vélo ?",
    "Allez les bleus, on va les défoncer dimanche",
    "Le pneu de mon vélo est crevé, vous réparez ?",
    "Mon fils a eu la gastro toute la semaine, on viendra le mois prochain",
    "N'achetez pas vos billets à l'avance, il reste des places",
    "Une petite robe noire, un gros pull blanc",
    "Vous êtes des malades avec cette promo, j'adore",
    "Le lien vers le programme : https://mairie.example/programme.pdf",
    "He stole the show last night",
    "We will teach them to swim this summer",
    "Go back to the old menu please",
    "I could murder a curry",
    "Beware of scam calls pretending to be us",
    "Assassin's Creed costume contest at Scunthorpe library",
    "",
]


@pytest.mark.parametrize(("text", "category", "severity"), RISES)
def test_what_a_page_must_not_miss_rises(shipped: Rulebook, text: str, category: Category, severity: int) -> None:
    verdict = shipped.judge(text)
    assert category in verdict.categories
    assert verdict.severity >= severity


@pytest.mark.parametrize("text", CALM)
def test_ordinary_remarks_stay_calm(shipped: Rulebook, text: str) -> None:
    verdict = shipped.judge(text)
    assert verdict.severity < 2, [(hit.rule, matched(text, hit)) for hit in verdict.hits]


def test_an_attack_and_a_grievance_keep_their_own_form(shipped: Rulebook) -> None:
    verdict = shipped.judge("bande d'enfoirés, vous m'avez rendu malade avec votre viande avariée")
    assert verdict.forms == (Form.ATTACK, Form.GRIEVANCE)
    assert (verdict.abuse, verdict.business) == (3, 4)


def test_the_crisis_comes_to_the_top_of_the_practice_page(shipped: Rulebook) -> None:
    clients = json.loads(PRACTICE.read_text(encoding="utf-8"))["clients"]
    comments = [
        (client["name"], comment["text"])
        for client in clients
        for page in client["pages"]
        for post in page["posts"]
        for comment in post["comments"]
        if not comment["by_page"]
    ]
    urgent = [client for client, text in comments if shipped.judge(text).severity == 4]
    calm = [text for _, text in comments if shipped.judge(text).severity < 2]
    assert urgent.count("Brasserie Lumen") >= 12
    assert urgent.count("Brasserie Lumen") / len(urgent) > 0.7
    assert len(calm) / len(comments) > 0.7


def test_an_why_names_what_held_and_what_stopped(shipped: Rulebook) -> None:
    text = "Ce n'est pas une arnaque, juste un connard qui m'a dit « crève charogne » au guichet"
    why = shipped.why(text)
    assert [(hit.rule, hit.pack, matched(text, hit)) for hit in why.verdict.hits] == [
        ("insulte.injure", "insultes.fr", "connard")
    ]
    stopped = {(stop.rule, stop.by, stop.what, text[stop.start : stop.end]) for stop in why.stopped}
    assert ("fraude.accusation", By.GUARD, "négation.fr", "arnaque") in stopped
    assert ("menace.mort_souhaitee", By.GUARD, "quoted", "crève charogne") in stopped


def test_an_exception_is_named_by_its_phrase(shipped: Rulebook) -> None:
    text = "un bon chili con carne"
    (stop,) = [stop for stop in shipped.why(text).stopped if stop.rule == "insulte.injure"]
    assert (stop.by, stop.what, text[stop.start : stop.end]) == (By.EXCEPTION, "(chili|chile) con", "con")


@pytest.mark.parametrize("file", sorted(SHIPPED.rglob("*.yaml")), ids=lambda file: file.stem)
def test_no_title_has_the_apostrophe_of_a_typewriter(file: Path) -> None:
    pack = yaml.safe_load(file.read_text(encoding="utf-8"))
    titles = [pack["title"], *(rule["title"] for rule in pack.get("rules", ()) if "title" in rule)]
    assert not [text for title in titles for text in title.values() if "'" in text]


@pytest.mark.parametrize("file", sorted(SHIPPED.rglob("*.yaml")), ids=lambda file: file.stem)
def test_every_pack_has_its_title_in_both_languages(file: Path) -> None:
    assert yaml.safe_load(file.read_text(encoding="utf-8"))["title"].keys() == {"fr", "en"}


def test_every_category_has_a_rule_in_both_languages() -> None:
    for language in ("fr", "en"):
        rules = [rule for file in (SHIPPED / language).glob("*.yaml") for rule in raw(file).get("rules", [])]
        assert {rule["category"] for rule in rules} == set(Category)
        assert all({"fr", "en"} <= set(rule["title"]) for rule in rules)
        assert all(rule["yes"] and rule["no"] for rule in rules)
        graded = {(Category(rule["category"]).axis, rule["severity"]) for rule in rules}
        assert {(Axis.ABUSE, "4"), (Axis.BUSINESS, "4")} <= graded


@pytest.mark.parametrize(
    "guard", ["quoted", "négation", "rapporté", "dénoncé", "culture", "enthousiasme", "mise en garde", "méfiance"]
)
def test_each_guard_is_what_keeps_an_example_calm(shipped: Rulebook, guard: str) -> None:
    kept_calm = [
        (rule["id"], example)
        for file in (SHIPPED / "fr").glob("*.yaml")
        for rule in raw(file).get("rules", [])
        for example in rule["no"]
        for stop in shipped.why(example).stopped
        if stop.rule == rule["id"] and stop.what in (guard, f"{guard}.fr")
    ]
    assert kept_calm


def raw(file: Path) -> dict[str, list[dict[str, str]]]:
    """A pack as plain YAML, every scalar a text."""
    loaded: dict[str, list[dict[str, str]]] = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return loaded
