"""The same acts as a Hypothesis state machine, which makes a failure as short as it can."""

import time
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.model import acts
from tests.model.conftest import LONG, SECONDS, OpenWorld

RULES_AN_EXAMPLE = 20


@pytest.mark.skipif(not LONG, reason="ends by the clock, which Hypothesis takes for a flaky test; make soak runs it")
def test_the_machine_finds_nothing(open_world: OpenWorld) -> None:
    search = _Search()

    class Machine(RuleBasedStateMachine):
        world: Any = None  # None once the time is over: what is left of the examples does nothing

        @initialize(seed=st.integers(0, 2**16))
        def begin(self, seed: int) -> None:
            if search.goes_on():
                self.opened = open_world(seed)
                self.world = self.opened.__enter__()
                self.world.new_app()

        @rule(steps=st.integers(1, 60))
        def go_on(self, steps: int) -> None:
            if self.world is not None:
                self.world.schedule.run(steps=steps)

        @invariant()
        def holds(self) -> None:
            if self.world is not None:
                with search:
                    self.world.check()

        def teardown(self) -> None:
            if self.world is not None:
                try:
                    with search:
                        self.world.end()
                finally:
                    self.opened.__exit__(None, None, None)

    for act in acts.ACTS:
        setattr(Machine, act.__name__, _rule_of(act))
    examples = settings(
        max_examples=100_000 if LONG else 30,
        stateful_step_count=RULES_AN_EXAMPLE,
        deadline=None,
        derandomize=not LONG,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Machine, settings=examples)
    assert search.examples > 1


class _Search:
    """Ends after a time, unless a fault was found: then it goes on as long as Hypothesis makes it shorter."""

    def __init__(self) -> None:
        self._ends = time.monotonic() + SECONDS
        self._found = False
        self.examples = 0

    def goes_on(self) -> bool:
        self.examples += 1
        return self._found or time.monotonic() < self._ends

    def __enter__(self) -> None:
        pass

    def __exit__(self, fault: type[BaseException] | None, *_: object) -> None:
        self._found = self._found or fault is not None


def _rule_of(act: Any) -> Any:
    def perform(self: Any, data: Any) -> None:
        if self.world is not None:
            act(self.world, lambda options: data.draw(st.sampled_from(list(options))))

    perform.__name__ = act.__name__
    return rule(data=st.data())(perform)
