import { beforeEach, describe, expect, it } from "vitest";
import "../src/behaviours/selection-bar";
import { press } from "../src/behaviours/keys";

function row(id: string, classes = ""): string {
  return `<li class="row ${classes}"><label class="pick"><input type="checkbox" name="id" value="${id}" form="bulk"></label>
    <div class="what"><a href="/mail/a/m/${id}">${id}</a></div></li>`;
}

describe("a message list", () => {
  let submitted: string[];

  beforeEach(async () => {
    await import("../src/behaviours/message-list");
    document.body.innerHTML = `<section class="list">
      <selection-bar class="selection"><b data-one="1 selected" data-many="# selected">Selected</b>
        <button type="button" form="bulk" name="act" value="archive">Archive</button>
        <button type="button" form="bulk" name="act" value="star">Star</button>
        <button type="button" form="bulk" name="act" value="unstar">Unstar</button></selection-bar>
      <message-list id="rows"><ul>${row("1")}${row("2", "starred")}${row("3")}</ul></message-list></section>`;
    submitted = [];
    for (const button of document.querySelectorAll("button")) {
      button.addEventListener("click", () => submitted.push(button.value));
    }
  });

  it("starts at the first row and walks down", () => {
    press(document, "j");
    press(document, "j");

    expect(document.activeElement?.textContent).toBe("2");
  });

  it("stays at the last row", () => {
    for (let presses = 0; presses < 5; presses++) press(document, "j");

    expect(document.activeElement?.textContent).toBe("3");
  });

  it("starts at the open row", () => {
    document.querySelectorAll(".row")[1]?.classList.add("open");

    press(document, "j");

    expect(document.activeElement?.textContent).toBe("3");
  });

  it("is one stop of the Tab key", () => {
    press(document, "j");
    press(document, "j");

    const stops = [...document.querySelectorAll<HTMLAnchorElement>(".what a")].map((link) => link.tabIndex);
    expect(stops).toEqual([-1, 0, -1]);
  });

  it("chooses with x and says how many are chosen", () => {
    press(document, "j");
    press(document, "x");
    press(document, "j");
    press(document, "x");

    expect(document.querySelector(".selection b")?.textContent).toBe("2 selected");
  });

  it("gives up the choice with Escape", () => {
    press(document, "j");
    press(document, "x");

    press(document, "Escape");

    expect(document.querySelectorAll("input:checked")).toHaveLength(0);
  });

  it("archives the row that has the focus", () => {
    press(document, "j");

    press(document, "e");

    expect(submitted).toEqual(["archive"]);
    expect(document.querySelector<HTMLInputElement>("input:checked")?.value).toBe("1");
  });

  it("takes the star from a starred row", () => {
    press(document, "j");
    press(document, "j");

    press(document, "s");

    expect(submitted).toEqual(["unstar"]);
  });

  it("leaves unknown keys alone", () => {
    expect(press(document, "q")).toBe(false);
  });

  it("asks with the number before it deletes for good, where nothing goes to Trash", () => {
    document.querySelector("selection-bar")!.insertAdjacentHTML("beforeend", '<button type="button" popovertarget="delete-bulk" value="ask">Delete</button>');
    document.body.insertAdjacentHTML("beforeend", '<div id="delete-bulk"><p data-one="Delete 1?" data-many="Delete #?">Delete?</p></div>');
    document.querySelector("[value=ask]")!.addEventListener("click", () => submitted.push("ask"));
    for (const box of document.querySelectorAll<HTMLInputElement>(".row input")) box.click();

    press(document, "#");

    expect(submitted).toEqual(["ask"]);
    expect(document.querySelector("#delete-bulk p")!.textContent).toBe("Delete 3?");
  });
});
