"""The base of every record that passes between stages."""

from pydantic import BaseModel, ConfigDict


class Contract(BaseModel):
    """A frozen record that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")
