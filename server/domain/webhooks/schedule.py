"""When a delivery that failed is tried again, and when it is given up."""

from datetime import datetime, timedelta

from server.domain.retry import Retry

GIVE_UP_AFTER = timedelta(hours=24)
RETRY = Retry(first=timedelta(seconds=5), longest=timedelta(hours=1), jitter=0.5)


def next_attempt(
    attempts: int, now: datetime, give_up_at: datetime, *, chance: float, retry_after: timedelta | None = None
) -> datetime | None:
    """Pauses double from 5 s up to an hour, each cut by up to half so that receivers are not hit in step.

    A receiver that asks for a longer pause gets it. `attempts` is how many failed, `chance` lies in [0, 1). The last
    attempt is due at `give_up_at`, whatever the receiver asks for; None after it.
    """
    if now >= give_up_at:
        return None
    pause = max(RETRY.pause(attempts, chance=chance), retry_after or timedelta())
    return min(now + pause, give_up_at)
