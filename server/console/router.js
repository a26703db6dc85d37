// Where in the console one is: the view, what it shows one of, and its filters and page, all in the part of the URL after `#`.

export function current() {
  const [path, query = ""] = location.hash.slice(1).split("?");
  const [view, id] = path.split("/");
  return { view: view || "exports", id: id ? decoded(id) : undefined, params: new URLSearchParams(query) };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// What is undefined or empty is left out.
export function hashOf(view, id, values = {}) {
  const params = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== undefined && value !== ""));
  return `#${view}${id === undefined ? "" : `/${encodeURIComponent(id)}`}${params.size ? `?${params}` : ""}`;
}

// Changes some of the values in the URL. Another filter begins with its first page.
export function change(values) {
  const { view, id, params } = current();
  const before = Object.fromEntries(params);
  if (!("page" in values)) delete before.page;
  const hash = hashOf(view, id, { ...before, ...values });
  if (hash !== location.hash) location.hash = hash;
}
