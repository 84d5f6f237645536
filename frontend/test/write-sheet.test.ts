import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startLeaving } from "../src/behaviours/leave";
import "../src/behaviours/write-sheet";

const SAVED = { draft: "d", version: 1, at: "09:58", conflict: false, problem: null, files: [] };

async function sheet(): Promise<HTMLFormElement> {
  document.body.innerHTML = `<write-sheet data-offline="No connection." data-saved="Saved {0}" data-anyway="Press Send again.">
<form id="write"><input name="account" value="a"><input name="draft" value="d"><input name="version" value="0">
<input name="kind"><input name="sure"><input name="subject" value="Apples"><p id="write-state"></p><p id="write-hint"></p>
<textarea id="text" name="text">Hello</textarea><ul id="write-files"></ul>
<button name="act" value="send">Send</button></form></write-sheet>`;
  await Promise.resolve();
  return document.querySelector("form")!;
}

/** Types, presses Send, and says whether the form went off. */
async function send(form: HTMLFormElement): Promise<boolean> {
  const gone = vi.fn((event: Event) => event.preventDefault());
  form.querySelector("textarea")!.value = "Hello, and more";
  form.dispatchEvent(new Event("input", { bubbles: true }));
  form.parentElement!.addEventListener("submit", (event) => !event.defaultPrevented && gone(event));
  form.requestSubmit(form.querySelector("button"));
  await vi.waitFor(() => expect(document.querySelector("#write-state")!.textContent).not.toBe(""));
  await new Promise((done) => setTimeout(done, 20));
  return gone.mock.calls.length > 0;
}

describe("the sheet", () => {
  beforeEach(() => sessionStorage.clear());
  afterEach(() => vi.unstubAllGlobals());

  it("keeps what is written where the server is away when it is sent", async () => {
    vi.stubGlobal("fetch", vi.fn(() => Promise.reject(new TypeError("away"))));
    const form = await sheet();

    expect(await send(form)).toBe(false);

    expect(document.querySelector("#write-state")!.textContent).toBe("No connection.");
    expect(Object.values({ ...sessionStorage }).join()).toContain("Hello, and more");
  });

  it("saves before it sends, and keeps nothing then", async () => {
    vi.stubGlobal("fetch", vi.fn(() => Promise.resolve(new Response(JSON.stringify(SAVED)))));
    const form = await sheet();

    expect(await send(form)).toBe(true);

    expect(fetch).toHaveBeenCalledOnce();
    expect(form.querySelector<HTMLInputElement>("[name=version]")!.value).toBe("1");
    expect(form.querySelector<HTMLInputElement>("[name=sure]")!.value).toBe("1");
    expect(sessionStorage.length).toBe(0);
  });

  it("leaves nothing behind for those who sign in next", async () => {
    vi.stubGlobal("fetch", vi.fn(() => Promise.reject(new TypeError("away"))));
    const form = await sheet();
    await send(form);
    expect(sessionStorage.length).toBe(1);
    startLeaving(document);
    const out = document.createElement("form");
    out.action = "/logout";
    document.body.append(out);

    out.dispatchEvent(new Event("submit", { bubbles: true }));
    window.dispatchEvent(new Event("pagehide"));

    expect(sessionStorage.length).toBe(0);
  });
});
