"""What the guide says, section by section, from the same file that one reads elsewhere. May not draw it.

Only what the guide uses is understood: headings, paragraphs, lists, tables, blocks of code, and marks within a line.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from cm_desktop.domain.folding import folded

Table = tuple[tuple[str, ...], ...]
_HEADING = re.compile(r"(#{2,3}) (.+)")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARK = re.compile(r"(\*\*|\*|`)(?=\S)(.+?)(?<=\S)\1")
_RULE = re.compile(r"[|: -]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, an item of a list or a piece of code, as plain text; or a table, its heads first."""

    text: str = ""
    item: bool = False
    code: bool = False
    table: Table = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What stands under one heading, down to the next. `within` is the heading above it, if it has one."""

    title: str
    within: str
    blocks: tuple[Block, ...]

    def speaks_of(self, words: str) -> bool:
        """Whether its headings hold all these words, or beginnings of words; accents do not count."""
        said = folded(f"{self.within} {self.title}")
        return all(word in said for word in folded(words).split())


def sections(text: str) -> tuple[Section, ...]:
    """All sections in their order; what stands before the first heading is left out."""
    found: list[tuple[str, str, list[str]]] = []
    chapter, in_code = "", False
    for line in text.splitlines():
        in_code ^= line.startswith("```")
        heading = None if in_code else _HEADING.fullmatch(line)
        if heading is not None:
            title = _plain(heading[2])
            is_chapter = heading[1] == "##"
            found.append((title, "" if is_chapter else chapter, []))
            chapter = title if is_chapter else chapter
        elif found:
            found[-1][2].append(line)
    return tuple(Section(title=title, within=within, blocks=_blocks(lines)) for title, within, lines in found)


def _blocks(lines: Sequence[str]) -> tuple[Block, ...]:
    made: list[Block] = []
    in_code = False
    for fenced, group in groupby(lines, key=lambda line: line.startswith("```")):
        if fenced:
            in_code = not in_code
        elif in_code:
            made.append(Block(text="\n".join(group), code=True))
        else:
            made += _prose(list(group))
    return tuple(made)


def _prose(lines: list[str]) -> list[Block]:
    made: list[Block] = []
    for empty, group in groupby(lines, key=lambda line: not line.strip()):
        said = [line for line in group if not _IMAGE.fullmatch(line.strip())]
        if empty or not said:
            continue
        if said[0].startswith("|"):
            rows = [line.strip().strip("|").split("|") for line in said if not _RULE.fullmatch(line)]
            made.append(Block(table=tuple(tuple(_plain(cell) for cell in row) for row in rows)))
        elif said[0].startswith("* "):
            items = "\n".join(said).removeprefix("* ").split("\n* ")
            made += [Block(text=_plain(item), item=True) for item in items]
        else:
            made.append(Block(text=_plain("\n".join(said))))
    return made


def _plain(text: str) -> str:
    """One line without its marks."""
    flat = " ".join(text.split("\n")).strip()
    flat = " ".join(part for part in flat.split(" ") if part)
    bare = _LINK.sub(r"\1", _IMAGE.sub("", flat))
    while (less := _MARK.sub(r"\2", bare)) != bare:
        bare = less
    return bare
