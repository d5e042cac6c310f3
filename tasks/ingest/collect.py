"""Collect what is read until it is enough for a batch."""

import time

from schemas.article import Document
from schemas.run import Batch, FinishedFile, Held, Rejection, StageCount, Withdrawal

# A rejection weighs as many words, so that a file of nothing else fills batches too.
_REJECTION_WORDS = 20
# Reckoned, not counted, so that a text without blanks has its weight.
_WORD_CHARACTERS = 6

Outcome = Document | Rejection | Held | Withdrawal | FinishedFile


class Collector:
    """Collects what is read; `batch` gives it, numbered."""

    def __init__(self, number: int = 1) -> None:
        """Begin an empty batch."""
        self.number = number
        self.words = 0
        self._started = time.perf_counter()
        self._documents: list[Document] = []
        self._rejections: list[Rejection] = []
        self._held: list[Held] = []
        self._withdrawals: list[Withdrawal] = []
        self._finished: list[FinishedFile] = []

    @property
    def empty(self) -> bool:
        """Whether nothing has been collected."""
        return not (
            self._documents or self._rejections or self._held or self._withdrawals or self._finished
        )

    def add(self, outcome: Outcome) -> None:
        """Take one outcome in."""
        match outcome:
            case Document():
                self._documents.append(outcome)
                self.words += len(outcome.text) // _WORD_CHARACTERS + 1
            case Rejection():
                self._rejections.append(outcome)
                self.words += _REJECTION_WORDS
            case Held():
                self._held.append(outcome)
                self.words += _REJECTION_WORDS
            case Withdrawal():
                self._withdrawals.append(outcome)
                self.words += _REJECTION_WORDS
            case FinishedFile():
                self._finished.append(outcome)

    def batch(self) -> Batch:
        """Return what was collected, with its count."""
        given = len(self._documents) + len(self._held) + len(self._withdrawals)
        count = StageCount(
            stage="ingest",
            taken=given + len(self._rejections),
            given=len(self._documents),
            rejected=len(self._rejections),
            seconds=time.perf_counter() - self._started,
        )
        return Batch(
            number=self.number,
            documents=tuple(self._documents),
            rejections=tuple(self._rejections),
            held=tuple(self._held),
            withdrawals=tuple(self._withdrawals),
            finished=tuple(self._finished),
            counts=(count,),
        )
