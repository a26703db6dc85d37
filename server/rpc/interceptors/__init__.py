"""What surrounds every call, outermost first. The order is the point of this file.

1. request id: everything after it can name the call.
2. tracing, where it is on: a span around all that follows.
3. logging: one event a call, also for calls that the next ones refuse.
4. errors: the one place where an exception becomes a status; whatever is inside may simply raise.
5. authentication: who calls, by the metadata alone.
6. lasting: how many streams there are that need no key, and how long they last.
7. reading: the message, as much of it as the method takes; nothing is read for a call that is refused before.
8. token or key: where the message may hold a token instead of a key.
9. validation: the rules in the protos, so that servicers see only well-formed messages.
10. turns: which key is answered next.
"""

from functools import partial

from server.clock import uuid7
from server.rpc.interceptors.authentication import authentication, token_or_key
from server.rpc.interceptors.concern import Concern
from server.rpc.interceptors.errors import errors
from server.rpc.interceptors.lasting import lasting
from server.rpc.interceptors.logging import logging
from server.rpc.interceptors.reading import reading
from server.rpc.interceptors.request_id import request_id
from server.rpc.interceptors.tracing import tracing
from server.rpc.interceptors.turns import turns_of_keys
from server.rpc.interceptors.validation import validation
from server.rpc.origin import ClientAddresses
from server.rpc.receiving import Receiving
from server.services.authentication import Authentication
from server.services.refusals import Refusals
from server.tracing import Tracing


def interceptors(
    authenticator: Authentication,
    refusals: Refusals,
    addresses: ClientAddresses,
    receiving: Receiving,
    traces: Tracing | None,
) -> list[Concern]:
    return around(partial(authentication, authenticator), refusals, addresses, receiving, traces)


def around(
    who_calls: Concern,
    refusals: Refusals,
    addresses: ClientAddresses,
    receiving: Receiving,
    traces: Tracing | None,
) -> list[Concern]:
    return [
        partial(request_id, addresses, uuid7),
        *([] if traces is None else [partial(tracing, traces)]),
        logging,
        partial(errors, refusals),
        who_calls,
        lasting,
        partial(reading, receiving),
        token_or_key,
        validation,
        turns_of_keys(),
    ]
