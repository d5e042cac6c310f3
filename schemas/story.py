"""Stories and how they become others."""

from typing import Literal

# rename: an older arrival gives the story a new id; merge: several stories become one; split: one
# story becomes several. A story whose articles all went away leaves no row.
LineageKind = Literal["rename", "merge", "split"]
