"""Recording, refusing, reopening and leaving out steps."""

from datetime import date

import pytest

from corridor.foundation.audit import timeline
from corridor.foundation.database.errors import NotAllowed, NotFound
from corridor.stages.journeys import api
from tests.harness.journeys import SHOWN, Season
from tests.harness.season import refused

FIT = {"on": date(2027, 1, 20), "result": "fit"}


def state(season_: Season, placement: object, code: str) -> api.Step:
    with season_.by(season_.officer) as actor:
        return next(s for s in api.path(api.placement(placement.id, actor)) if s.code == code)  # type: ignore[attr-defined]


def test_verified_contract_brings_a_placement_with_its_path(season_: Season) -> None:
    placement = season_.placed()[0]
    assert placement.state == "preparing"
    assert not placement.returning
    assert (placement.starts_on, placement.ends_on) == (date(2027, 3, 1), date(2027, 8, 31))
    assert state(season_, placement, "contract_verified").state == "done"
    with season_.by(season_.officer) as actor:
        assert api.prepare([placement.contract_id], by=actor) == []  # asked again, nothing is made again
        told = timeline.of_person(placement.person_id, actor=actor)
    assert "journeys.prepared" in {event.verb for event in told}


def test_done_step_opens_the_next(season_: Season) -> None:
    placement = season_.placed()[0]
    assert state(season_, placement, "permit").state == "waiting"
    with season_.by(season_.officer) as actor:
        api.complete_steps(season_.steps([placement], "identity_check"), SHOWN, by=actor)
        api.complete_steps(season_.steps([placement], "permit"), SHOWN, by=actor)
    done = state(season_, placement, "permit")
    assert (done.state, done.evidence["number"], done.valid_until) == ("done", "X-1", date(2027, 10, 17))


def test_step_before_its_turn_is_refused_and_says_what_comes_first(season_: Season) -> None:
    placement = season_.placed()[0]
    with season_.by(season_.officer) as actor, refused("step_waits") as error:
        api.complete_steps(season_.steps([placement], "permit"), SHOWN, by=actor)
    assert "Identity checked" in str(error.value)


def test_step_of_the_employer_is_not_the_office_s_to_record(season_: Season) -> None:
    placement = season_.placed()[0]
    insurance = season_.steps([placement], "insurance")
    with season_.by(season_.officer) as actor, pytest.raises(NotAllowed):
        api.complete_steps(insurance, SHOWN, by=actor)
    with season_.by(season_.farmer) as actor:
        api.complete_steps(insurance, SHOWN, by=actor)
    assert state(season_, placement, "insurance").state == "done"


def test_employer_records_none_but_its_own_steps(season_: Season) -> None:
    placement = season_.placed()[0]
    with season_.by(season_.farmer) as actor, pytest.raises(NotAllowed):
        api.complete_steps(season_.steps([placement], "identity_check"), SHOWN, by=actor)
    with season_.by(season_.rival) as actor, pytest.raises(NotFound):
        api.complete_steps(season_.steps([placement], "insurance"), SHOWN, by=actor)


def test_attache_records_the_steps_of_the_country_of_work(season_: Season) -> None:
    placement = season_.placed()[0]
    with season_.by(season_.officer) as actor:
        api.complete_steps(season_.steps([placement], "identity_check"), SHOWN, by=actor)
    with season_.by(season_.attache) as actor:
        api.complete_steps(season_.steps([placement], "permit"), SHOWN, by=actor)
        with pytest.raises(NotAllowed):
            api.complete_steps(season_.steps([placement], "orientation"), SHOWN, by=actor)


def test_evidence_asked_for_is_required(season_: Season) -> None:
    placement = season_.placed()[0]
    with season_.by(season_.farmer) as actor, refused("number_missing") as error:
        api.complete_steps(season_.steps([placement], "insurance"), {"on": date(2027, 1, 1)}, by=actor)
    assert error.value.field == "number"


def test_medical_examination_keeps_fit_or_unfit_and_nothing_else(season_: Season) -> None:
    placement = season_.placed()[0]
    medical = season_.steps([placement], "medical")
    with season_.by(season_.officer) as actor:
        with refused("medical_only_fit"):
            api.complete_steps(medical, {**FIT, "number": "blood group 0"}, by=actor)
        with refused("medical_result"):
            api.complete_steps(medical, {"on": date(2027, 1, 20)}, by=actor)
        api.complete_steps(medical, FIT, by=actor)
    assert state(season_, placement, "medical").evidence == {"on": "2027-01-20", "result": "fit"}


def test_unfit_names_decider_reason_deadline_and_a_paid_second_opinion(season_: Season) -> None:
    placement = season_.placed()[0]
    medical = season_.steps([placement], "medical")
    with season_.by(season_.officer) as actor:
        api.complete_steps(medical, {"on": date(2027, 1, 20), "result": "unfit"}, by=actor)
    step = state(season_, placement, "medical")
    assert step.state == "refused"
    assert step.decider and step.reason and step.remedy_until
    worker = season_.account(placement)
    with season_.by(worker) as actor:
        api.reopen_step(step.id, by=actor)
    with season_.by(season_.officer) as actor:
        api.complete_steps(medical, FIT, by=actor)
    assert state(season_, placement, "medical").state == "done"


def test_refused_permit_takes_decider_and_remedy_from_the_scheme(season_: Season) -> None:
    placement = season_.placed()[0]
    permit = season_.steps([placement], "permit")[0]
    with season_.by(season_.attache) as actor:
        with refused("refusal_incomplete"):
            api.refuse_step(permit, reason=" ", by=actor)
        step = api.refuse_step(permit, reason="Falta un documento", by=actor)
    assert step.decider == "Oficina de Extranjería"  # in the worker's language
    assert step.remedy == "Recurso contencioso-administrativo"
    assert step.remedy_until is not None
    with season_.by(season_.farmer) as actor, pytest.raises(NotAllowed):
        api.refuse_step(permit, reason="I do not want them", by=actor)


def test_needed_step_cannot_be_left_out(season_: Season) -> None:
    placement = season_.placed()[0]
    with season_.by(season_.officer) as actor, refused("step_needed"):
        api.skip_steps(season_.steps([placement], "orientation"), by=actor)


def test_clearance_is_not_ticked_off(season_: Season) -> None:
    placement = season_.prepared()[0]
    with season_.by(season_.officer) as actor, refused("clearance_is_issued"):
        api.complete_steps(season_.steps([placement], "clearance"), SHOWN, by=actor)


def test_worker_may_not_record_the_steps_of_others(season_: Season) -> None:
    placement = season_.placed()[0]
    with season_.by(season_.account(placement)) as actor, pytest.raises(NotAllowed):
        api.complete_steps(season_.steps([placement], "identity_check"), SHOWN, by=actor)
