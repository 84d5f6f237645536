/** What happens to mail, as the server tells it; in one tab of the browser only, which passes it on to the others. */
export interface Feed {
  happened(type: string, data: Told): void;
  /** Whether the stream stands. */
  stands(open: boolean): void;
}

export interface Told {
  account?: string;
  mailbox?: string;
}

interface Passed {
  type: string;
  data: Told;
  id: string;
}

const TYPES = [
  ...["added", "changed", "removed"].map((what) => `message.${what}`),
  ...["changed", "created", "removed", "reset"].map((what) => `mailbox.${what}`),
  ...["live", "waiting", "signInRequired"].map((what) => `account.${what}`),
  ...["pollStarted", "pollProgressed", "pollFinished", "due", "removedFromServer", "collision"].map((what) => `pop3.${what}`),
  ...["progress", "done"].map((what) => `operation.${what}`),
  "reset",
];
const STANDS = "stands";
const ASKS = "asks";
const TRIES_AGAIN_AFTER = 30_000;

/** Listens from a place in the log on. The tab that listens holds a lock; another takes over when it is closed. */
export function follow(page: Window, since: string, feed: Feed): void {
  const channel = "BroadcastChannel" in page ? new BroadcastChannel("lettergate-events") : null;
  const locks = page.navigator.locks as LockManager | undefined;
  let last = since;
  if (!channel || !locks) return listen(() => last, feed, (id) => (last = id));

  let open: boolean | null = null;
  const accounts = new Map<string, Passed>();
  channel.onmessage = ({ data: { type, data, id } }: MessageEvent<Passed>) => {
    if (type === ASKS) {
      if (open === null) return;
      channel.postMessage({ type: STANDS, data: {}, id: open ? "yes" : "" });
      accounts.forEach((told) => channel.postMessage(told));
    } else if (type === STANDS) feed.stands(id !== "");
    else {
      last = id || last;
      feed.happened(type, data);
    }
  };
  channel.postMessage({ type: ASKS, data: {}, id: "" });
  const all: Feed = {
    happened(type, data) {
      if (type.startsWith("account.") && data.account) accounts.set(data.account, { type, data, id: "" });
      channel.postMessage({ type, data, id: last });
      feed.happened(type, data);
    },
    stands(now) {
      open = now;
      channel.postMessage({ type: STANDS, data: {}, id: now ? "yes" : "" });
      feed.stands(now);
    },
  };
  void locks.request("lettergate-events", () => {
    listen(() => last, all, (id) => (last = id));
    return new Promise<never>(() => {});
  });
}

/** The browser comes back by itself after a break, but not after a refusal. */
function listen(since: () => string, feed: Feed, reached: (id: string) => void): void {
  const source = new EventSource(`/api/v1/events?since=${encodeURIComponent(since())}`);
  source.addEventListener("open", () => feed.stands(true));
  source.addEventListener("error", () => {
    feed.stands(false);
    if (source.readyState === EventSource.CLOSED) setTimeout(() => listen(since, feed, reached), TRIES_AGAIN_AFTER);
  });
  for (const type of TYPES) {
    source.addEventListener(type, (event: MessageEvent<string>) => {
      if (event.lastEventId) reached(event.lastEventId);
      feed.happened(type, JSON.parse(event.data) as Told);
    });
  }
}
