"""Who calls the console: a session in a cookie, and a header that no other site's page can make a browser send."""

from contextvars import ContextVar
from http.cookies import CookieError, SimpleCookie
from typing import Any

from server.domain.operator import Acting, Session
from server.errors import BadRequest, Unauthenticated
from server.rpc.call import Call, Context, current_call, short_name
from server.rpc.interceptors.concern import Behaviour, Concern, Method
from server.services.sessions import NewSession, Sessions

COOKIE = "curae_console"
HEADER = "x-curae-console"
_PATH = "/api/admin/"  # a cookie is for every port of its host: the public one is not sent it at least
_SERVICE = "/curae.admin.v1.AdminService/"
_LOGIN_COOKIE = "curae_console_login"
_WITHOUT_SESSION = {
    f"{_SERVICE}{name}" for name in ("LogIn", "BeginProviderLogin", "FinishProviderLogin", "GetSession")
}
_READING = ("Get", "List", "Watch", "Download")  # how the name of a method begins that changes nothing


_session: ContextVar[Session] = ContextVar("session")


def operator_authentication(sessions: Sessions) -> Concern:
    """Every call but those that log in and GetSession needs a session. What changes something needs the header as well
    (OWASP's custom request header against forgery): a form cannot send it, and a script of another origin asks for
    leave first and gets none.
    """

    def authentication(method: Method, answer: Behaviour) -> Behaviour:
        async def authenticate(request: Any, context: Context) -> Any:
            call = current_call()
            if not short_name(method.name).startswith(_READING) and not call.metadata.get(HEADER):
                raise BadRequest(f"send the header {HEADER}: 1 with every call that changes something")
            if method.name not in _WITHOUT_SESSION:
                session = await sessions.find(token_of(call))
                call.sender = call.log_fields["operator_id"] = session.operator_id
                _session.set(session)
            return await answer(request, context)

        return authenticate

    return authentication


def current_session() -> Session:
    """That of the operator who calls."""
    return _session.get()


def current_operator() -> Acting:
    """The operator who calls, as services ask who acts."""
    return _session.get().acting(current_call().origin)


def token_of(call: Call) -> str:
    """Raises Unauthenticated."""
    return _cookie_of(call, COOKIE)


def login_of(call: Call) -> str:
    """What the browser kept while it was with the identity provider. Raises Unauthenticated."""
    return _cookie_of(call, _LOGIN_COOKIE)


def _cookie_of(call: Call, name: str) -> str:
    try:
        cookie = SimpleCookie(call.metadata.get("cookie", "")).get(name)
    except CookieError:
        cookie = None
    if cookie is None:
        raise Unauthenticated("log in first")
    return cookie.value


def begun(call: Call, new: NewSession, seconds: int) -> tuple[str, str]:
    """The header that gives the browser the session."""
    return ("set-cookie", f"{COOKIE}={new.token}; Max-Age={seconds}; {_attributes(call)}")


def login_begun(call: Call, binding: str, seconds: int) -> tuple[str, str]:
    """The header that gives the browser what it keeps while it is with the identity provider."""
    return ("set-cookie", f"{_LOGIN_COOKIE}={binding}; Max-Age={seconds}; {_attributes(call)}")


def ended(call: Call) -> tuple[str, str]:
    """The header that takes the session from the browser."""
    return ("set-cookie", f"{COOKIE}=; Max-Age=0; {_attributes(call)}")


def _attributes(call: Call) -> str:
    secure = "; Secure" if call.metadata.get("x-forwarded-proto") == "https" else ""
    return f"Path={_PATH}; HttpOnly; SameSite=Strict{secure}"
