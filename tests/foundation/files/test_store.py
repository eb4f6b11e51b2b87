"""Files are encrypted on the disk, bound to their row, and shown to nobody out of reach."""

import uuid

import pytest
from cryptography.exceptions import InvalidTag

from corridor.foundation.database.context import acting
from corridor.foundation.database.errors import NotFound, Refused
from corridor.foundation.database.keys import uuid7
from corridor.foundation.files import store
from corridor.foundation.scopes import access
from corridor.foundation.scopes.access import FILE
from tests.harness import server
from tests.harness.people import Member, member, office


@pytest.fixture
def counsellor(db: None) -> Member:
    return member("counsellor", at=office("Pereira"))


@pytest.fixture
def person(counsellor: Member) -> uuid.UUID:
    key = uuid7()
    with acting(counsellor.actor(), "test"):
        access.give([key], scope_id=counsellor.actor().offices[0], level=FILE, why="registered")
    return key


def on_disk(file_id: uuid.UUID) -> bytes:
    [path] = list((server.var() / "files").glob(f"*/*.{file_id}"))
    return path.read_bytes()


def test_what_is_kept_is_read_again(person: uuid.UUID, counsellor: Member) -> None:
    with acting(counsellor.actor(), "test"):
        row = store.keep(b"%PDF-secret", name="../../passport.pdf", by=counsellor.actor(), person_id=person)
        assert store.read(row.id)[1] == b"%PDF-secret"
    assert (row.content_type, row.name) == ("application/pdf", "passport.pdf")
    assert b"secret" not in on_disk(row.id)


def test_another_office_finds_no_such_file(person: uuid.UUID, counsellor: Member) -> None:
    stranger = member("counsellor", at=office("Armenia"))
    with acting(counsellor.actor(), "test"):
        row = store.keep(b"secret", name="x", by=counsellor.actor(), person_id=person)
    with acting(stranger.actor(), "test"), pytest.raises(NotFound):
        store.read(row.id)


def test_altered_and_exchanged_files_do_not_open(person: uuid.UUID, counsellor: Member) -> None:
    with acting(counsellor.actor(), "test"):
        one = store.keep(b"one", name="1", by=counsellor.actor(), person_id=person)
        two = store.keep(b"two", name="2", by=counsellor.actor(), person_id=person)
        [path] = list((server.var() / "files").glob(f"*/*.{one.id}"))
        path.write_bytes(on_disk(two.id))
        with pytest.raises(InvalidTag):
            store.read(one.id)


def test_too_large_is_refused(counsellor: Member) -> None:
    with acting(counsellor.actor(), "test"), pytest.raises(Refused, match="20 MB"):
        store.keep(b"0" * (store.MOST_BYTES + 1), name="x", by=counsellor.actor())


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"<script>", "text/plain"),
        (b"\xff\xfe\x00", "application/octet-stream"),
    ],
)
def test_type_is_told_by_content(content: bytes, kind: str) -> None:
    assert store.sniff(content) == kind
