from tests.data_access.intake.phase_two import *


def test_a(starter_store):
    print(load(starter_store, **PHASE_TWO))
    print(load(starter_store, **PHASE_TWO))
    from data_access import upkeep

    assert upkeep.faults(starter_store) == []
    assert 0
