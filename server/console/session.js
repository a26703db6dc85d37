// Who is logged in. The server decides what an operator may do; here it decides what is offered.

const RANKS = ["viewer", "operator", "admin"];

let session = null;

export function keepSession(begun) {
  session = begun;
}

export const me = () => session?.operator;

export const may = (role) => session !== null && RANKS.indexOf(session.role) >= RANKS.indexOf(role);
