import { beforeEach, describe, expect, it } from "vitest";
import { prepare } from "../src/behaviours/swaps";

describe("a form about messages", () => {
  let form: HTMLFormElement;
  let button: HTMLButtonElement;

  beforeEach(() => {
    document.body.innerHTML = `<ul>
      <li class="row new-mail"><input type="checkbox" value="1"><div class="what"><a href="/mail/a/m/1">1</a></div></li>
      <li class="row"><input type="checkbox" value="2"><div class="what"><a href="/mail/a/m/2">2</a></div></li></ul>
      <form id="one"><input type="hidden" name="id" value="1"><input type="hidden" name="next" value="/mail/a/m">
      <button name="act" value="archive">Archive</button></form>`;
    form = document.querySelector("form")!;
    button = document.querySelector("button")!;
  });

  it("shows at once which rows leave", () => {
    prepare(document, form, button);

    const leaving = [...document.querySelectorAll(".row")].map((row) => row.classList.contains("leaving"));
    expect(leaving).toEqual([true, false]);
  });

  it("goes on with the next older message", () => {
    prepare(document, form, button);

    expect(document.querySelector<HTMLInputElement>("[name=next]")?.value).toBe("/mail/a/m/2");
  });

  it("shows a message as read at once", () => {
    button.value = "read";

    prepare(document, form, button);

    expect(document.querySelectorAll(".row.new-mail, .row.leaving")).toHaveLength(0);
  });
});
