"""Numbers, addresses and links are told from what only looks like them. May not say what they are worth."""

import itertools

import pytest

from cm_desktop.rules.text import finders


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("06 12 34 56 78", ["@mobile"]),
        ("au 0612345678.", ["@mobile"]),
        ("+33 6 12 34 56 78", ["@mobile"]),
        ("0033612345678", ["@mobile"]),
        ("07700 900 123", ["@mobile"]),
        ("01.23.45.67.89", ["@phone"]),
        ("commande 06123456789", []),
        ("le 12/03/2024 à 10.30", []),
        ("1 234 567 890 €", []),
        ("FR76 3000 4000 0312 3456 7890 143", ["@iban"]),
        ("FR7630004000031234567890143", ["@iban"]),
        ("GB33BUKB20201555555555", ["@iban"]),
        ("4970 1012 3456 7893", ["@card"]),
        ("4970101234567893", ["@card"]),
        ("4970 1012 3456 7894", []),  # its check figure is wrong
        ("0000 0000 0000 0000", []),
        ("2 84 05 88 321 025 32", ["@national_number"]),
        ("2 84 05 88 321 025 33", []),  # its key is wrong
        ("jean.dupont@exemple.fr", ["@email"]),
        ("@jean.dupont", []),
        ("https://a.example/x?y=1#z", ["@url"]),
        ("allez sur gagner.example.top", ["@url"]),
        ("fin de phrase.Sans espace", []),
        ("12 bis, rue de la République", ["@address"]),
        ("8 impasse des Vignes", ["@address"]),
        ("12 Quarry Lane", ["@address"]),
        ("12 way to go", []),
        ("3 places assises", []),
        ("c o n n a r d", ["@spaced"]),
        ("f.d.p", ["@spaced"]),
        ("il y a à voir", []),
    ],
)
def test_a_shape_is_found_and_its_look_alike_is_not(text: str, kinds: list[str]) -> None:
    assert [kind for _, _, kind in finders.find(text)] == kinds


def test_passages_come_in_order_and_never_overlap() -> None:
    text = "06 12 34 56 78 ou jean@exemple.fr, 8 impasse des Vignes, https://exemple.fr/06 12"
    found = finders.find(text)
    assert [kind for _, _, kind in found] == ["@mobile", "@email", "@address", "@url"]
    assert all(end <= start for (_, end, _), (start, _, _) in itertools.pairwise(found))
