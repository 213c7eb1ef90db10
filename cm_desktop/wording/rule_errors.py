"""What is wrong with a pack of rules, in a sentence that says where. May not decide what follows from it."""

from cm_desktop.wording.words import mark

RULE_SENTENCES: dict[str, str] = {
    "RuleError": mark("{file}, line {line}: this cannot be read ({problem}). No rule was changed."),
    "RuleError.unreadable": mark("{file} cannot be read. Check its permissions. No rule was changed."),
    "RuleError.not_utf8": mark(
        "{file}, line {line}: this is not UTF-8 text. Save the file as UTF-8. No rule was changed."
    ),
    "RuleError.not_yaml": mark(
        "{file}, line {line}: this is no YAML. Look at the indents and the quotes. No rule was changed."
    ),
    "RuleError.not_yaml with detail": mark(
        "{file}, line {line}: this is no YAML ({detail}). Look at the indents and the quotes. No rule was changed."
    ),
    "RuleError.duplicate_key": mark("{file}, line {line}: “{detail}” is given twice. No rule was changed."),
    "RuleError.unknown_key": mark("{file}, line {line}: “{detail}” is no word of the rules. No rule was changed."),
    "RuleError.missing_key": mark("{file}, line {line}: “{detail}” is missing. Add it. No rule was changed."),
    "RuleError.bad_value": mark(
        "{file}, line {line}: this is not what goes here: a text, a list or keys are wanted. No rule was changed."
    ),
    "RuleError.bad_value with detail": mark(
        "{file}, line {line}: “{detail}” is not a value that goes here. No rule was changed."
    ),
    "RuleError.bad_phrase": mark("{file}, line {line}: the phrase “{detail}” cannot be read. No rule was changed."),
    "RuleError.no_words": mark("“{detail}” holds no word that a rule could look for. No rule was changed."),
    "RuleError.unknown_group": mark(
        "{file}, line {line}: no group of words is called “{detail}”. No rule was changed."
    ),
    "RuleError.unknown_guard": mark("{file}, line {line}: no guard is called “{detail}”. No rule was changed."),
    "RuleError.duplicate_rule": mark(
        "{file}, line {line}: another rule is called “{detail}” already. No rule was changed."
    ),
    "RuleError.duplicate_pack": mark(
        "{file}, line {line}: another pack is called “{detail}” already. No rule was changed."
    ),
    "RuleError.not_one_word": mark(
        "{file}, line {line}: “{detail}” is not one word. For several, say “match: phrase”. No rule was changed."
    ),
    "RuleError.bad_pattern": mark(
        "{file}, line {line}: this regular expression cannot be used ({detail}). No rule was changed."
    ),
    "RuleError.exact_phrases": mark(
        "{file}, line {line}: with “match: exact”, write “terms” alone, without “phrases”. No rule was changed."
    ),
    "RuleError.unknown_who": mark(
        "{file}, line {line}: nothing says yet who “{detail}” is, under “who” in a pack of this language."
        " No rule was changed."
    ),
    "RuleError.unknown_pack": mark(
        "{file}, line {line}: there is no pack “{detail}” to build on. No rule was changed."
    ),
    "RuleError.endless_extends": mark(
        "{file}, line {line}: packs build on each other in a circle, through “{detail}”. No rule was changed."
    ),
    "RuleError.other_language": mark(
        "{file}, line {line}: this rule is of a pack in another language ({detail}). No rule was changed."
    ),
    "RuleError.renamed_pack": mark(
        "{file}, line {line}: this pack is called “{detail}”. Leave its name as it is. No rule was changed."
    ),
    "RuleError.failing_example": mark(
        "{file}, line {line}: this example does not hold: {detail}. No rule was changed."
    ),
}
