"""When a delivery that failed is tried again, and when it is given up."""

from datetime import datetime, timedelta

from server.domain.retry import Retry

GIVE_UP_AFTER = timedelta(hours=24)
RETRY = Retry(first=timedelta(seconds=5), longest=timedelta(hours=1), jitter=0.5)


def next_attempt(attempts: int, now: datetime, give_up_at: datetime, *, chance: float) -> datetime | None:
    """Pauses double from 5 s up to an hour, each cut by up to half so that receivers are not hit in step.

    `attempts` is how many failed, `chance` lies in [0, 1). The last attempt is due at `give_up_at`; None after it.
    """
    if now >= give_up_at:
        return None
    return min(now + RETRY.pause(attempts, chance=chance), give_up_at)
