"""What exports call their columns, in French and English. May not look at what stands in them."""

import re
import unicodedata

from cm_desktop.domain.arrivals import Field
from cm_desktop.imports.documents import ANSWERED

# The most telling first. Accents, case and signs do not count; what follows the last dot of a JSON path is tried alone too.
_SAID = {
    Field.TEXT: "texte du commentaire, commentaire, comment text, comment, comment content, commentaires, texte, text,"
    " message, contenu, content, body, comment body, text display, full text, avis, review, caption, description, corps,"
    " content rendered, tweet",
    Field.AUTHOR: "auteur, author, nom d'utilisateur, username, nom de l'auteur, author name, owner username,"
    " comment author, author display name, from name, from username, utilisateur, user, pseudo, pseudonyme, profil,"
    " nom du profil, profile name, display name, nom, name, nom complet, full name, screen name, compte, handle",
    Field.CREATED_AT: "date du commentaire, created at, created time, horodatage, timestamp, date, comment date,"
    " date et heure, date heure, published at, date de publication, datetime, publie le, date de creation, created,"
    " date utc, quand, posted at, comment date gmt",
    Field.TIME: "heure du commentaire, heure, time of day, comment time, time, heure de publication",
    Field.LINK: "lien du commentaire, permalien, permalink, permalink url, comment url, comment link, lien, link, url,"
    " url du commentaire, adresse, adresse du commentaire, href",
    Field.ID: "identifiant du commentaire, id du commentaire, comment id, identifiant, id, id str, cid, guid, uid, numero,"
    " n°, ref, reference",
    Field.POST: "publication, post, post id, id de la publication, lien de la publication, post url, post link,"
    " titre de la publication, post title, media, media id, video id, input url, article, posts id, comment post id, titre,"
    " title, photo, legende, post permalink url",
    Field.PARENT: f"{ANSWERED}, parent id, parent, comment parent, en reponse a, reponse a, in reply to, reply to,"
    " in reply to id, replied to comment id, parent comment id, id parent, commentaire parent",
    Field.LIKES: "j'aime, nombre de j'aime, mentions j'aime, likes, like count, likes count, nb likes, reactions,"
    " nombre de reactions, reaction count, nb de j'aime, comment likes, votes",
    Field.AUTHOR_ID: "id de l'auteur, identifiant de l'auteur, author id, user id, from id, owner id, id utilisateur,"
    " profile id, author channel id, id du profil",
    Field.HIDDEN: "masque, masquee, hidden, is hidden, cache, est masque",
}
NAMES: dict[Field, list[str]] = {field: names.split(", ") for field, names in _SAID.items()}

_ELSEWHERE = re.compile("profil|avatar|photo|image|picture|thumb|user|owner|author|auteur|media")


def plain(name: str) -> str:
    """A column's name with nothing but letters and digits, without accents: "Nom d’utilisateur" is "nomdutilisateur"."""
    opened = unicodedata.normalize("NFKD", name.casefold().replace("œ", "oe").replace("°", "o"))
    return re.sub(r"[^a-z0-9]", "", opened)


_KNOWN = {
    plain(name): (field, 100 - place)
    for field, names in reversed(NAMES.items())
    for place, name in reversed([*enumerate(names)])
}


def leads_elsewhere(column: str) -> bool:
    """Whether addresses in a column of this name lead to somebody or to a picture, not to the comment."""
    return _ELSEWHERE.search(plain(column)) is not None


def meaning(column: str) -> tuple[Field, int] | None:
    """What a column of this name holds, and how telling the name is (1 to 100); None where it says nothing."""
    whole = _KNOWN.get(plain(column))
    if whole is not None:
        return whole
    *_, last = column.rpartition(".")
    end = _KNOWN.get(plain(last))
    return None if end is None or last == column else (end[0], end[1] // 2)
