"""The same acts as a Hypothesis state machine, which makes a failure as short as it can."""

from contextlib import ExitStack
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.model import acts
from tests.model.conftest import LONG, OpenWorld

# Of the steps that the seeds take: the acts are the same, and what a seed finds is made short here.
SHARE = 4
RULES_AN_EXAMPLE = 20
STEPS_AN_EXAMPLE = 170  # about


def test_the_machine_finds_nothing(open_world: OpenWorld, steps: int) -> None:
    steps //= SHARE
    taken = 0

    class Machine(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.opened = ExitStack()

        @initialize(seed=st.integers(0, 2**16))
        def begin(self, seed: int) -> None:
            self.world = self.opened.enter_context(open_world(seed))
            self.world.new_app()

        @rule(steps=st.integers(1, 60))
        def go_on(self, steps: int) -> None:
            self.world.schedule.run(steps=steps)

        @invariant()
        def holds(self) -> None:
            self.world.check()

        def teardown(self) -> None:
            nonlocal taken
            with self.opened:
                self.world.end()
                taken += self.world.schedule.steps

    for act in acts.ACTS:
        setattr(Machine, act.__name__, _rule_of(act))
    examples = settings(
        max_examples=steps // STEPS_AN_EXAMPLE,
        stateful_step_count=RULES_AN_EXAMPLE,
        deadline=None,
        derandomize=not LONG,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Machine, settings=examples)
    print(f"{taken} steps")
    assert taken > 0.8 * steps


def _rule_of(act: Any) -> Any:
    def perform(self: Any, data: Any) -> None:
        act(self.world, lambda options: data.draw(st.sampled_from(list(options))))

    perform.__name__ = act.__name__
    return rule(data=st.data())(perform)
