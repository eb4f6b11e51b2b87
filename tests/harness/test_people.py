from tests.harness.people import member, office


def test_member_has_the_permissions_of_the_role_in_its_office(db: None) -> None:
    place = office()
    inspector = member("inspector", at=place)
    assert inspector.actor().can("office.situation")
    assert inspector.actor().offices == (place.scope_id,)
    assert not inspector.actor().can("office.accounts")
