"""`curae up`: the supervisor, run.json, restarts and the clean stop."""

import urllib.request


def test_stack_is_healthy_through_envoy(stack):
    with urllib.request.urlopen(f"{stack['restUrl']}/healthz") as answer:
        assert answer.status == 200
