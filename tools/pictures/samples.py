"""What people say, copy, export and write in the pictures. May not show it."""

from pathlib import Path

CLIENT, COLOUR = "Café des Halles", "#4F7B3A"
PAGE, LINK = "La Terrasse", "https://www.facebook.com/laterrasse"
COPIED = """\
Odile Framont
Bonjour, est-ce que la terrasse sera ouverte dimanche ?
https://www.facebook.com/laterrasse/posts/12?comment_id=1

Marc Delval
Encore deux heures d'attente, c'est une honte. Vous vous moquez du monde !
https://www.facebook.com/laterrasse/posts/12?comment_id=2
"""
REPLY = "Bonjour Marc, nous sommes désolés de cette attente. Écrivez-nous, nous tenons à vous répondre."
PRICES = """\
rules:
  # Ce que l'on reproche aux prix
  - id: maison.prix
    title: {fr: Prix contestés, en: Disputed prices}
    category: complaint
    severity: 2
    state: trial
    phrases:
      - (trop|plus|vachement|trouver) …1 cher(e)(s)
      - prix …3 (monter|délirant(s)|fous)
      - (trop|vraiment) …2 (salé(e)(s)|abusé(s))
    except:
      - pas trop cher(e)(s)
    yes:
      - "Franchement, c'est trop cher pour ce que c'est"
      - "Le prix va encore monter ?"
    no:
      - "Pas trop cher et délicieux"
"""


def export(folder: Path, day: str) -> Path:
    """A file of three comments of that day, written as 11/03/2026, as another tool exports them."""
    file = folder / "export-la-terrasse.csv"
    file.write_text(
        "Date;Auteur;Commentaire;Publication;Lien;J'aime;Note interne\n"
        f"{day} 13:08;Odile Framont;La terrasse sera ouverte dimanche ?;La carte d'été;{LINK}/posts/12;3;à rappeler\n"
        f"{day} 13:21;Marc Delval;Encore deux heures d'attente !;La carte d'été;{LINK}/posts/12;12;\n"
        f"{day} 18:40;Inès Caradec;Superbe soirée, bravo.;Concert du samedi;{LINK}/posts/13;8;\n",
        encoding="utf-8",
    )
    return file
