import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FreshPart } from "../src/behaviours/fresh";

const page = (words: string, more = "") =>
  new DOMParser().parseFromString(
    `<body><div data-fresh="a1"><h2>${words}</h2><button id="stop">Stop</button>${more}</div></body>`,
    "text/html",
  );

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = page("Copying 1 of 9").body.innerHTML;
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("draws the part anew when something happened to its account", async () => {
  const fetched = vi.fn(() => Promise.resolve(new Response(page("Copying 5 of 9").documentElement.outerHTML)));
  vi.stubGlobal("fetch", fetched);

  new FreshPart(document).soon("a1");
  await vi.advanceTimersByTimeAsync(1_000);

  expect(document.querySelector("h2")?.textContent).toBe("Copying 5 of 9");
  expect(fetched).toHaveBeenCalledTimes(1);
});

test("passes over what happened to another account", async () => {
  const fetched = vi.fn();
  vi.stubGlobal("fetch", fetched);

  new FreshPart(document).soon("b2");
  await vi.advanceTimersByTimeAsync(1_000);

  expect(fetched).not.toHaveBeenCalled();
});

test("asks once for what happens together", async () => {
  const fetched = vi.fn(() => Promise.resolve(new Response(page("Copying 5 of 9").documentElement.outerHTML)));
  vi.stubGlobal("fetch", fetched);
  const part = new FreshPart(document);

  part.soon("a1");
  part.soon("a1");
  part.soon("a1");
  await vi.advanceTimersByTimeAsync(30);
  await vi.advanceTimersByTimeAsync(30);

  expect(fetched).toHaveBeenCalledTimes(1);
});

test("leaves the page as it is where the server does not answer", async () => {
  vi.stubGlobal("fetch", vi.fn(() => Promise.reject(new Error("offline"))));

  new FreshPart(document).soon("a1");
  await vi.advanceTimersByTimeAsync(1_000);

  expect(document.querySelector("h2")?.textContent).toBe("Copying 1 of 9");
});

test("keeps the focus on the button that somebody stands on", () => {
  document.querySelector<HTMLElement>("#stop")?.focus();

  new FreshPart(document).take(page("Copying 6 of 9"));

  expect(document.activeElement?.id).toBe("stop");
  expect(document.querySelector("h2")?.textContent).toBe("Copying 6 of 9");
});

test("moves the focus to the heading when its button has gone", () => {
  document.querySelector<HTMLElement>("#stop")?.focus();
  const done = page("Last look just now");
  done.querySelector("#stop")?.remove();

  new FreshPart(document).take(done);

  expect(document.activeElement?.textContent).toBe("Last look just now");
});
