"""`curae up`: the supervisor, run.json, restarts and the clean stop."""

import httpx


def test_stack_is_healthy_through_envoy(stack):
    assert httpx.get(f"{stack['restUrl']}/healthz").status_code == 200
