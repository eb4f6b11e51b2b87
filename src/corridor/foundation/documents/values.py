"""The parts of a document. All are immutable and hold plain text only: no markup, no lazy strings.

The stage that returns a document writes its texts in the languages it names; a renderer adds no words of its own, so
that what is signed is exactly what the stage said.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Text:
    """A text in the document's language and, where the document has a second one, in that too."""

    first: str
    second: str = ""

    def __post_init__(self) -> None:
        for text in (self.first, self.second):
            if type(text) is not str:
                raise TypeError(f"A document holds plain text; {text!r} is {type(text).__name__}.")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 (a part) or 3 (a section); the title of the document is level 1."""

    text: Text
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; with two languages the two stand side by side."""

    text: Text


@dataclass(frozen=True, slots=True)
class KeyValue:
    """A label and its value; a value that is the same in both languages (a name, a number) leaves `second` empty."""

    label: Text
    value: Text


@dataclass(frozen=True, slots=True)
class KeyValues:
    """A list of labelled values."""

    rows: tuple[KeyValue, ...]


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause: its name, its text in both languages, and a mark ("better than the job order") with its tone.

    `tone` is "", "good", "warn" or "bad"; a tone without words is refused, since colour never speaks alone.
    """

    clause: Text
    text: Text
    mark: Text = Text("")
    tone: str = ""

    def __post_init__(self) -> None:
        if self.tone not in ("", "good", "warn", "bad"):
            raise ValueError(f"Unknown tone {self.tone!r} of clause {self.clause.first!r}.")
        if self.tone and not self.mark.first:
            raise ValueError(f"The clause {self.clause.first!r} has a tone but no words that say what it means.")


@dataclass(frozen=True, slots=True)
class ClauseTable:
    """The clauses of a contract, in order, with the heads of the columns."""

    heads: tuple[Text, Text]
    rows: tuple[ClauseRow, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """A place to sign: whose, and how it was given ("accepted on screen, 3 March 2027") when it already was."""

    role: Text
    name: str = ""
    given: Text = Text("")


@dataclass(frozen=True, slots=True)
class Signatures:
    """The places to sign, side by side."""

    places: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code of `data` with a caption, and the text that people type when they cannot scan (often an address)."""

    data: str
    caption: Text
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A remark set apart: a warning, a right, a hint. `tone` is "info", "good", "warn" or "bad"."""

    text: Text
    tone: str = "info"


Block = Heading | Paragraph | KeyValues | ClauseTable | Signatures | Qr | Note


@dataclass(frozen=True, slots=True)
class Document:
    """A document as a value: the same value gives the same bytes in every format.

    `language` and `second_language` are language tags; `number` is what people read aloud; `issuer` is the authority
    or organisation in whose name it is made; `issued_at` is the date printed on it.
    """

    kind: str
    number: str
    title: Text
    language: str
    issuer: Text
    issued_at: date
    blocks: tuple[Block, ...]
    second_language: str | None = None

    def __post_init__(self) -> None:
        if self.second_language == self.language:
            raise ValueError("The second language of a document must differ from the first.")
        if self.second_language is None and any(text.second for text in texts_of(self)):
            raise ValueError("This document has texts in a second language, but does not say which language that is.")


def texts_of(document: Document) -> list[Text]:
    """Every text of a document in reading order: what both screen and paper must show."""
    found = [document.issuer, document.title, Text(document.number)]
    for block in document.blocks:
        found.extend(_texts_of_block(block))
    return found


def _texts_of_block(block: Block) -> list[Text]:
    if isinstance(block, Heading | Paragraph | Note):
        return [block.text]
    if isinstance(block, KeyValues):
        return [text for row in block.rows for text in (row.label, row.value)]
    if isinstance(block, ClauseTable):
        return [*block.heads, *(text for row in block.rows for text in (row.clause, row.text, row.mark))]
    if isinstance(block, Signatures):
        return [text for place in block.places for text in (place.role, Text(place.name), place.given)]
    return [block.caption, Text(block.typed)]
