"""A pack as the desk shows it, from what is written in it. May not read a file."""

from cm_desktop.domain.errors import RuleError
from cm_desktop.domain.rules import Pack, PackId, RuleState
from cm_desktop.rules.language.extension import Written


def described(written: Written, *, shipped: bool, stands_in: bool = False, trouble: RuleError | None = None) -> Pack:
    """`trouble`: what was written last is wrong, and this is its last good text."""
    states = [entry.mapping().get("state") for entry in written.entries]
    titles = written.fields["title"].mapping() if "title" in written.fields else {}
    return Pack(
        id=PackId(written.name),
        titles={language: title.text() for language, title in titles.items()},
        language=written.language,
        shipped=shipped,
        stands_in=stands_in,
        client=written.client,
        rules=len(states),
        on_trial=sum(state is not None and state.is_text(RuleState.TRIAL) for state in states),
        trouble=trouble,
    )
