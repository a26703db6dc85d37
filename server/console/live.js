// The overview as it changes. Reconnects for as long as the session lasts.

import { EVENTS, get } from "./api.js";

const SILENT_MILLISECONDS = 20000; // the server says something every five seconds
const FIRST_PAUSE_MILLISECONDS = 1000;
const LONGEST_PAUSE_MILLISECONDS = 10000;

// `onOverview(overview, first)`: `first` after each connecting, when all samples come again.
export function follow({ onOverview, onState, onEnd }) {
  let source, waiting, silence;
  let pause = FIRST_PAUSE_MILLISECONDS;
  let stopped = false;

  function connect() {
    let first = true;
    source = new EventSource(EVENTS);
    listen();
    source.onmessage = ({ data }) => {
      pause = FIRST_PAUSE_MILLISECONDS;
      onState("live");
      listen();
      onOverview(JSON.parse(data).overview, first);
      first = false;
    };
    source.onerror = again;
  }

  function listen() {
    clearTimeout(silence);
    silence = setTimeout(again, SILENT_MILLISECONDS);
  }

  // Not left to EventSource, which gives up on the first answer that is an error.
  function again() {
    clearTimeout(silence);
    source.close();
    onState("away");
    waiting = setTimeout(retry, pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MILLISECONDS);
  }

  async function retry() {
    const answer = await get("/session").catch(() => null);
    if (stopped) return;
    if (!answer) again();
    else if (answer.session) connect();
    else onEnd();
  }

  connect();
  return () => {
    stopped = true;
    clearTimeout(waiting);
    clearTimeout(silence);
    source.close();
  };
}
