import { beforeEach, describe, expect, it } from "vitest";
import { update } from "../src/behaviours/live";

const row = (id: string) =>
  `<li class="row new-mail"><label class="pick"><input type="checkbox" value="${id}"></label><div class="what"><a href="#">${id}</a></div></li>`;

const list = (count: string, ...ids: string[]) =>
  `<nav class="side">${count}</nav><b id="count">${count}</b>
   <message-list id="rows" tabindex="-1" data-news-one="One new message" data-news-many="# new messages">${ids.map(row).join("")}</message-list>`;

describe("news of the list", () => {
  let fresh: Document;

  beforeEach(() => {
    document.body.innerHTML = `${list("2", "b", "a")}<div class="letter" data-id="a"></div>`;
    fresh = new DOMParser().parseFromString(list("3", "c", "b", "a"), "text/html");
  });

  it("shows new rows while nobody is at the list, and keeps the open one open", () => {
    update(document, fresh);

    expect(shown()).toEqual(["c", "b", "a"]);
    expect(document.querySelector(".row.open input")?.getAttribute("value")).toBe("a");
  });

  it("moves no row under somebody's hand, and offers what is new", () => {
    document.querySelector<HTMLInputElement>("input[value=b]")!.checked = true;

    update(document, fresh);

    expect(shown()).toEqual(["b", "a"]);
    expect(document.querySelector(".news")?.textContent).toBe("One new message");
    expect(document.querySelector("#count")?.textContent).toBe("3");
  });

  it("shows what it offered when asked", () => {
    document.querySelector<HTMLInputElement>("input[value=b]")!.checked = true;
    update(document, fresh);

    document.querySelector<HTMLButtonElement>(".news button")!.click();

    expect(shown()).toEqual(["c", "b", "a"]);
    expect(document.querySelector(".news")).toBeNull();
  });

  function shown(): string[] {
    return [...document.querySelectorAll<HTMLInputElement>(".row input")].map((box) => box.value);
  }
});
