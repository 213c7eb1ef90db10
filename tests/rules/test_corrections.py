"""What a moderator corrects becomes lines of a pack of the workspace. May not use the shipped packs."""

import pytest

from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.errors import NotFound, RuleError
from cm_desktop.domain.rules import PackId, RuleState
from cm_desktop.domain.verdicts import Category, RuleId
from cm_desktop.rules.keeping.library import Library
from tests.rules.conftest import WritePack
from tests.rules.on_disk import LUMEN, MINE, OWN, SHIPPED, hits


def test_each_client_and_language_has_one_pack_of_its_own(library: Library) -> None:
    general, lumen = library.pack_for(None, "fr"), library.pack_for(LUMEN, "fr")
    assert (general, lumen) == ("maison.fr", "lumen.fr")
    assert (library.pack_for(None, "fr"), library.pack_for(LUMEN, "fr")) == (general, lumen)
    assert library.pack_for(ClientId("yes: [x"), "fr") == "yes: [x.fr"
    assert {pack.client for pack in library.packs()} == {None, "lumen", "yes: [x"}


def test_an_exception_is_for_one_client_with_its_example(library: Library) -> None:
    library.add_exception(RuleId("one"), "voleur", "Le voleur de bicyclette, au ciné-club", LUMEN)
    assert hits(library, "Un voleur de bicyclette", LUMEN) == []
    assert hits(library, "Un voleur de bicyclette") == ["one"]
    assert hits(library, "Un escroc de bicyclette", LUMEN) == ["one"]
    assert "Le voleur de bicyclette, au ciné-club" in library.text(PackId("lumen.fr"))


def test_an_exception_for_all_clients_is_for_all(library: Library) -> None:
    library.add_exception(RuleId("one"), "voleur", "Le voleur de bicyclette", None)
    assert hits(library, "voleur", LUMEN) == hits(library, "voleur") == []


def test_an_exception_takes_the_words_around_it_where_the_rule_needs_it_alone(library: Library) -> None:
    library.add_exception(RuleId("one"), "Escroc", "Le bar L'Escroc rouvre demain", None)
    assert hits(library, "le bar l'escroc est sympa") == []
    assert hits(library, "un vrai escroc") == ["one"]


def test_a_number_or_a_link_can_be_left_alone_whatever_its_writing(library: Library, write: WritePack) -> None:
    data = (
        "{id: tel, title: {fr: x}, category: personal_data, severity: 4, phrases: ['@mobile', '@url'], yes: [], no: []}"
    )
    write(f"pack: mine\nlanguage: fr\nrules:\n  - {data}\n")
    library.add_exception(RuleId("tel"), "06 12 34 56 78", "Appelez-nous au 06 12 34 56 78", None)
    library.add_exception(RuleId("tel"), "https://lumen.example", "La carte : https://lumen.example", None)
    assert hits(library, "06.12.34.56.78 et www.lumen.example/carte") == []
    assert hits(library, "06.12.34.56.79 et autre.example") == ["tel", "tel"]


def test_exceptions_add_up_and_keep_the_layout(library: Library) -> None:
    library.save(OWN, f"# À nous\n{MINE}  # la fin\n")
    library.add_exception(RuleId("three"), "filou", "Filou le chien, ce filou", None)
    library.add_exception(RuleId("one"), "voleur", "Le voleur de bicyclette", None)
    library.add_exception(RuleId("one"), "voleur", "Le voleur de temps", None)
    text = library.text(OWN)
    assert text.startswith("# À nous\npack: mine\nlanguage: fr\n")
    assert "# la fin" in text
    assert text.count("id: one") == 1
    assert "Filou le chien" not in text  # where the rule still finds something
    assert hits(library, "ce filou, le voleur de temps") == []
    assert hits(library, "quel filou") == ["three"]


def test_a_rule_of_another_pack_is_adapted_by_an_entry_that_holds_nothing_but_what_changes(
    library: Library, write: WritePack
) -> None:
    pack = library.pack_for(None, "fr")
    begun = library.with_rule(pack, library.text(pack), RuleId("one"))
    assert "extends: [base.fr]" in begun
    assert "phrases: []" in begun
    assert library.with_rule(pack, begun, RuleId("one")) == begun
    library.save(pack, begun)
    assert hits(library, "un escroc") == ["one"]
    library.save(pack, begun.replace("except: []", "except: [escroc au cœur tendre]"))
    assert hits(library, "un escroc au cœur tendre") == []
    write(SHIPPED.replace("escroc, voleur", "escroc, voleur, aigrefin"), "base", "shipped")
    assert hits(library, "cet aigrefin") == ["one"]  # what a later version brings is had at once


def test_a_rule_that_is_made_of_terms_is_adapted_by_terms(library: Library) -> None:
    terms = "{id: end, title: {fr: x}, category: insult, severity: 2, match: ends, terms: [ouille], yes: [fripouille], no: []}"
    library.save(OWN, f"{MINE}  - {terms}\n")
    pack = library.pack_for(LUMEN, "fr")
    begun = library.with_rule(pack, library.text(pack), RuleId("end"))
    assert "terms: []" in begun
    assert library.prove(pack, begun).error is None


def test_a_rule_that_nobody_wrote_cannot_be_adapted(library: Library) -> None:
    pack = library.pack_for(None, "fr")
    with pytest.raises(NotFound):
        library.with_rule(pack, library.text(pack), RuleId("none"))


def test_a_missed_expression_becomes_a_rule_on_trial(library: Library) -> None:
    text = 'C\'est pas joli-joli, ce que vous faites : "marchands de soupe" !'
    rule = library.add_expression("marchands de soupe", text, Category.INSULT, LUMEN)
    book = library.load()
    assert [hit.rule for hit in book.why("des marchands de soupe", LUMEN).trials] == [rule]
    assert not book.judge("des marchands de soupe", LUMEN).hits
    assert not book.why("des marchands de soupe").trials
    assert book.title(rule, "fr") == "marchands de soupe"
    again = library.add_expression("marchands de soupe", text, Category.FRAUD, LUMEN)
    assert again != rule


def test_a_rule_is_put_on_trial_in_force_or_aside(library: Library) -> None:
    one, two, three = RuleId("one"), RuleId("two"), RuleId("three")
    library.save(OWN, MINE)
    library.set_state(two, RuleState.LIVE)
    library.set_state(three, RuleState.TRIAL)
    library.set_state(one, RuleState.DRAFT, LUMEN)
    assert hits(library, "escroc, arnaque, filou") == ["one", "two"]
    assert hits(library, "escroc, arnaque, filou", LUMEN) == ["two"]
    library.set_state(two, RuleState.TRIAL)
    library.set_state(three, RuleState.LIVE)
    library.set_state(one, RuleState.LIVE, LUMEN)
    assert hits(library, "escroc, arnaque, filou", LUMEN) == ["one", "three"]
    with pytest.raises(NotFound):
        library.set_state(RuleId("none"), RuleState.LIVE)


def test_what_holds_no_word_cannot_be_an_expression(library: Library) -> None:
    with pytest.raises(RuleError) as caught:
        library.add_expression("?!", "Quoi ?!", Category.INSULT, None)
    assert caught.value.problem == "no_words"
    assert [pack.id for pack in library.packs()] == ["base.fr"]  # none was made for it
