"""Base of everything read from YAML."""

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """Base of everything read from YAML: unknown keys are mistakes, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class MisplacedError(ValueError):
    """A fault of one item within a model: ``location`` leads to it from where the model stands in its file."""

    def __init__(self, message: str, *location: str | int) -> None:
        super().__init__(message)
        self.location = location
