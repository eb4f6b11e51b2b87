"""What the public learns of a clearance."""

from dataclasses import dataclass

from django.db import connection

from corridor.stages.journeys import tokens

from .services.common import today


@dataclass(frozen=True)
class ClearanceCheck:
    """The answer to "is this clearance good?".

    outcome: "valid"; "expired" (its day is over); "revoked"; "replaced" (a newer one was issued for it); "altered" (the
    signature does not fit, or the text is cut off or mistyped); "unknown" (signed by us, but not in this register).
    `payload` is what the clearance says, None when altered.
    """

    outcome: str
    payload: tokens.Payload | None = None

    @property
    def good(self) -> bool:
        return self.outcome == "valid"


_OF_STATE = {"revoked": "revoked", "reissued": "replaced"}


def verify_token(text: str) -> ClearanceCheck:
    """Check a typed, pasted or scanned token, or an address that ends in one; anybody may ask."""
    try:
        payload, signature = tokens.decode(text)
        if not tokens.genuine(payload, signature):
            return ClearanceCheck("altered")
        read = tokens.read(payload)
    except tokens.TokenUnreadable:
        return ClearanceCheck("altered")
    with connection.cursor() as cursor:
        cursor.execute("SELECT state, signature FROM corridor.clearance_standing(%s)", [read.number])
        row = cursor.fetchone()
    if row is None or bytes(row[1]) != signature:
        return ClearanceCheck("unknown", read)
    if row[0] != "issued":
        return ClearanceCheck(_OF_STATE.get(row[0], "unknown"), read)
    return ClearanceCheck("expired" if read.valid_until < today() else "valid", read)


def withdrawn_numbers() -> list[str]:
    """Numbers of clearances that were revoked or replaced and have not expired."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM corridor.clearances_withdrawn()")
        return [row[0] for row in cursor.fetchall()]
