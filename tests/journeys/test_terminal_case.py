"""`validation show`: all that a window shows of a request, as lines."""

from tests.journeys.conftest import Someone
from tests.journeys.test_terminal_validation import ask


def test_a_request_tells_when_it_was_said_what_was_found_and_what_was_corrected(
    moderator: Someone, supervisor: Someone
) -> None:
    rows = moderator("queue", "--json").document["rows"]
    row = next(row for row in rows if row["spans"] and "\n" not in row["text"])
    start, end, _rule = row["spans"][0]
    case = ask(moderator, row["id"], "--proposal", "Bonjour, merci beaucoup.")
    assert supervisor("validation", "correct", case, "Bonjour Madame, merci.").status == 0
    lines = supervisor("validation", "show", case, language="fr").out.splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("  > "))
    who, _, rest = lines[place].partition(", ")
    when, _, said = rest.partition("\N{NO-BREAK SPACE}: ")
    assert (who, said) == (f"  > {row['author']}", row["text"])
    assert any(letter.isdigit() for letter in when)
    assert lines[place + 1].startswith(
        f"    «\N{NO-BREAK SPACE}{row['text'][start:end]}\N{NO-BREAK SPACE}»\N{NO-BREAK SPACE}: "
    )
    assert lines[-1] == "      Bonjour{+ Madame+}, merci[- beaucoup-]."
