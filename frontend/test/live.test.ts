import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { touched } from "../src/behaviours/hands";
import { paintAccounts, startLive } from "../src/behaviours/live";
import { NewsOfList } from "../src/behaviours/news";

const row = (id: string, marks = "") =>
  `<li class="row ${marks}"><label class="pick"><input type="checkbox" value="${id}"></label>
   <div class="what"><a href="#">${marks.includes("new-mail") ? '<span class="unread-word">Unread. </span>' : ""}<b>${id}</b></a>${marks.includes("starred") ? '<svg class="star"></svg>' : ""}</div></li>`;

const list = (count: string, ...rows: string[]) =>
  `<nav class="side"><ul class="folders"><li><a class="box" href="/mail/a/inbox">Inbox<b>${count}</b></a></li></ul></nav>
   <b id="count">${count}</b><p id="status" data-since="7"></p>
   <message-list id="rows" tabindex="-1" data-news-one="One new message" data-news-many="# new messages">${rows.join("")}</message-list>
   <form id="bulk"><input name="list" value="/mail/a/inbox"></form>`;

const parsed = (html: string) =>
  new DOMParser().parseFromString(`<html><head><title>(3) Inbox</title></head><body>${html}</body></html>`, "text/html");

describe("news of the list", () => {
  let news: NewsOfList;
  let clock = 0;

  beforeEach(() => {
    vi.useFakeTimers({ now: (clock += 1_000_000) });
    document.body.innerHTML = list("2", row("b"), row("a"));
    news = new NewsOfList(document);
  });

  afterEach(() => vi.useRealTimers());

  it("shows new rows while nobody is at the list, and keeps the open one open", () => {
    document.body.insertAdjacentHTML("beforeend", '<div class="letter" data-id="a"></div>');

    news.take(parsed(list("3", row("c"), row("b"), row("a"))));

    expect(shown()).toEqual(["c", "b", "a"]);
    expect(document.querySelector(".row.open input")?.getAttribute("value")).toBe("a");
    expect(document.querySelector("#status")?.textContent).toBe("One new message");
  });

  it("moves no row under somebody's hand, and offers what is new", () => {
    box("b").checked = true;

    news.take(parsed(list("3", row("c"), row("b"), row("a"))));

    expect(shown()).toEqual(["b", "a"]);
    expect(document.querySelector(".news")?.textContent).toBe("One new message");
    expect(document.querySelector("#count")?.textContent).toBe("3");
    expect(document.querySelector(".box b")?.textContent).toBe("3");
    expect(document.title).toBe("(3) Inbox");
  });

  it("shows what it offered when asked, by a click or by a key", () => {
    box("b").checked = true;
    news.take(parsed(list("3", row("c"), row("b"), row("a"))));

    document.dispatchEvent(new KeyboardEvent("keydown", { key: ".", bubbles: true }));

    expect(shown()).toEqual(["c", "b", "a"]);
    expect(document.querySelector(".news")).toBeNull();
  });

  it("waits until nobody has touched the page for two seconds", () => {
    touched(document, () => news.showWhenFree());
    document.body.dispatchEvent(new Event("pointermove", { bubbles: true }));
    news.take(parsed(list("3", row("c"), row("b"), row("a"))));
    vi.advanceTimersByTime(1_900);
    const before = shown();

    vi.advanceTimersByTime(200);

    expect(before).toEqual(["b", "a"]);
    expect(shown()).toEqual(["c", "b", "a"]);
  });

  it("marks rows in place as they are marked elsewhere", () => {
    const link = document.querySelector(".row a");
    box("a").checked = true;

    news.take(parsed(list("2", row("b", "new-mail starred"), row("a"))));

    expect(document.querySelector(".row a")).toBe(link);
    expect(document.querySelector(".row")?.className).toContain("new-mail");
    expect(document.querySelector(".row .star")).not.toBeNull();
    expect(link?.textContent).toContain("Unread.");
    news.take(parsed(list("2", row("b"), row("a"))));
    expect(document.querySelector(".row .star, .row .unread-word, .row.new-mail")).toBeNull();
  });

  it("dims what is gone while somebody is at the list, and takes it out afterwards", () => {
    box("a").checked = true;
    news.take(parsed(list("1", row("a"))));
    const dimmed = document.querySelector(".row.gone input")?.getAttribute("value");
    box("a").checked = false;

    news.showWhenFree();

    expect(dimmed).toBe("b");
    expect(shown()).toEqual(["a"]);
  });

  it("takes over no folder's count by exchanging its link", () => {
    const link = document.querySelector(".box");

    news.take(parsed(list("9", row("b"), row("a"))));

    expect(document.querySelector(".box")).toBe(link);
    expect(link?.textContent).toBe("Inbox9");
  });

  function shown(): string[] {
    return [...document.querySelectorAll<HTMLInputElement>(".row input")].map((one) => one.value);
  }

  function box(id: string): HTMLInputElement {
    return document.querySelector<HTMLInputElement>(`input[value=${id}]`)!;
  }
});

class PlayedSource extends EventTarget {
  static readonly CLOSED = 2;
  static opened: PlayedSource[] = [];
  readyState = 0;

  constructor(readonly url: string) {
    super();
    PlayedSource.opened.push(this);
  }

  tell(type: string, data: object, lastEventId = ""): void {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data), lastEventId }));
  }
}

describe("the stream of events", () => {
  const fetched = vi.fn();

  beforeEach(() => {
    vi.useFakeTimers();
    PlayedSource.opened = [];
    vi.stubGlobal("EventSource", PlayedSource);
    vi.stubGlobal("BroadcastChannel", undefined);
    delete (window as Partial<Window & typeof globalThis>).BroadcastChannel;
    vi.stubGlobal("fetch", fetched.mockReset().mockResolvedValue({ ok: false }));
    document.body.innerHTML = list("2", row("b"));
    startLive(document);
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("begins where the page was made", () => {
    expect(PlayedSource.opened.map((source) => source.url)).toEqual(["/api/v1/events?since=7"]);
  });

  it("looks once for all that is told together", async () => {
    PlayedSource.opened[0]!.tell("message.added", {}, "8");
    PlayedSource.opened[0]!.tell("mailbox.changed", {}, "9");

    await vi.advanceTimersByTimeAsync(600);

    expect(fetched).toHaveBeenCalledTimes(1);
    expect(fetched.mock.calls[0]![0]).toBe("/mail/a/inbox");
  });

  it("comes back where it was after a refusal, and looks now and then meanwhile", async () => {
    const source = PlayedSource.opened[0]!;
    source.tell("message.added", {}, "8");
    source.readyState = 2;
    source.dispatchEvent(new Event("error"));

    await vi.advanceTimersByTimeAsync(61_000);

    expect(PlayedSource.opened[1]!.url).toBe("/api/v1/events?since=8");
    expect(fetched).toHaveBeenCalledTimes(2);
  });

  it("says beside an account how it fares", () => {
    document.body.innerHTML = `<div class="acct" data-account="a" data-live="live" data-waiting="waiting" data-ended="ended"><p>IMAP</p></div>`;
    const words = () => document.querySelector(".acct p")?.textContent;
    const told = new Map<string, string>();
    const said = [];

    paintAccounts(document, true, told);
    said.push(words());
    paintAccounts(document, true, told.set("a", "account.live"));
    said.push(words());
    paintAccounts(document, false, told);
    said.push(words());
    paintAccounts(document, true, told.set("a", "account.signInRequired"));
    said.push(words());

    expect(said).toEqual(["IMAP", "live", "waiting", "ended"]);
  });
});
