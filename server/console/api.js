// Calls of AdminService. The session is a cookie that scripts never see.

const BASE = "/api/admin/v1";
const HEADERS = { "content-type": "application/json", "x-curae-console": "1" };

export const EVENTS = `${BASE}/overview/events`;
export const UNAUTHENTICATED = 401;

// An error answer (RFC 9457), or no answer at all: then `status` is 0.
export class Problem extends Error {
  constructor(status, detail, instance) {
    super(detail);
    this.status = status;
    this.instance = instance;
  }
}

async function answered(path, options) {
  let response;
  try {
    response = await fetch(BASE + path, options);
  } catch {
    throw new Problem(0, "The server cannot be reached; trying again.");
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Problem(response.status, sentence(body.detail ?? "The request failed."), body.instance);
  return body;
}

const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? "" : ".");

function withQuery(path, parameters) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== undefined));
  return query.size ? `${path}?${query}` : path;
}

export const get = (path, parameters = {}) => answered(withQuery(path, parameters), {});

// For links to files.
export const urlOf = (path, parameters) => BASE + withQuery(path, parameters);

export const post = (path, body = {}) => answered(path, { method: "POST", headers: HEADERS, body: JSON.stringify(body) });
