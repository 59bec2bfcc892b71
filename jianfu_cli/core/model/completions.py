"""How far the rows of a form have come: by a person's word where one decided, else by what their 完成情况 says."""

from jianfu_cli.core.language.completion import Completion, completion
from jianfu_cli.core.model.form import Form
from jianfu_cli.core.model.roles import ColumnRole

# ``None``: nobody decided.
_DECIDED = {True: Completion.DONE, False: Completion.OPEN}


def completion_of(text: str, decided: bool | None) -> Completion:
    """Return what a row says of its end whose 完成情况 is ``text``, and of which a person said whether it is done."""
    return completion(text) if decided is None else _DECIDED[decided]


def completions(form: Form) -> list[Completion]:
    """Return how far each row of ``form`` has come, row after row; all unclear where it has no 完成情况."""
    texts = form.texts(ColumnRole.PROGRESS)
    return [
        completion_of(text, form.ruling.done.get(row)) for row, text in zip(form.body.rows.numbers, texts, strict=True)
    ]
