"""Packs as they stand on a disk, for the tests of the library. May not test."""

from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.rules import PackId
from cm_desktop.rules.keeping.library import Library

SHIPPED = """# Livré
pack: base.fr
language: fr
title: {fr: Base, en: Base}
common: [le, la, les, un, est, et, ce, pas]
rules:
  - id: one
    title: {fr: Un}
    category: insult
    severity: 2
    phrases: [escroc, voleur]
    yes: [quel escroc]
    no: [bonjour]
  - {id: two, title: {fr: Deux}, category: fraud, severity: 3, state: trial, phrases: [arnaque], yes: [arnaque], no: []}
"""
MINE = """pack: mine
language: fr
rules:
  - {id: three, title: {fr: Trois}, category: insult, severity: 2, phrases: [filou], yes: [quel filou], no: [bonjour]}
"""
BASE, OWN = PackId("base.fr"), PackId("mine")
LUMEN = ClientId("lumen")


def hits(library: Library, text: str, client: ClientId | None = None) -> list[str]:
    """The rules in force that find something."""
    return [hit.rule for hit in library.load().judge(text, client).hits]
