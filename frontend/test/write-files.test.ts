import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import "../src/behaviours/write-sheet";

const SENTENCE = "mail.example takes messages of up to 1000 octets, and with this file yours has more.";

async function sheet(): Promise<HTMLElement> {
  document.body.innerHTML = `<write-sheet data-failed="Not handed over." data-cancel="Cancel" data-remove="Remove">
<form id="write"><input name="account" value="a"><input name="draft" value="d"><input name="version" value="0">
<input name="kind"><input name="subject" value="Apples"><p id="write-state"></p><p id="write-hint"></p>
<textarea id="text" name="text">Hello</textarea><input type="file" multiple>
<ul id="write-files"><li data-octets="300"><input type="hidden" name="upload" value="u0"><b>old.zip</b></li></ul>
<button name="act" value="send">Send</button></form></write-sheet>`;
  await Promise.resolve();
  return document.querySelector<HTMLElement>("write-sheet")!;
}

function drop(onto: HTMLElement, ...files: File[]): void {
  const event = new Event("drop", { bubbles: true, cancelable: true });
  Object.defineProperty(event, "dataTransfer", { value: { files, types: ["Files"] } });
  onto.dispatchEvent(event);
}

function asked(url: string): URLSearchParams {
  return new URL(url, "http://x.example").searchParams;
}

describe("files on the sheet", () => {
  beforeEach(() => sessionStorage.clear());
  afterEach(() => vi.unstubAllGlobals());

  it("tells the octets of the others, and keeps the sentence about one that is refused", async () => {
    const begun: URLSearchParams[] = [];
    vi.stubGlobal("fetch", vi.fn((url: string) => {
      if (!url.includes("/uploads")) return Promise.reject(new TypeError("away"));
      if (url.includes("/uploads?")) begun.push(asked(url));
      return url.includes("name=large")
        ? Promise.resolve(new Response(JSON.stringify({ detail: SENTENCE }), { status: 413 }))
        : new Promise((done) => setTimeout(() => done(new Response(JSON.stringify({ id: "u1", received: 5 }))), 30));
    }));
    const whole = await sheet();

    drop(whole, new File(["12345"], "small.txt"), new File(["1234567890"], "large.zip"));
    await vi.waitFor(() => expect(document.querySelectorAll("input[name=upload]").length).toBe(2), { timeout: 20_000 });

    expect(begun.map((one) => one.get("beside"))).toEqual(["300", "305"]);
    expect(document.querySelector("#write-hint")!.textContent).toBe(`large.zip: ${SENTENCE}`);
    expect([...document.querySelectorAll("#write-files b")].map((one) => one.textContent)).toEqual(["old.zip", "small.txt"]);
  }, 30_000);
});
