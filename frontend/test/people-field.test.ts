import { describe, expect, it } from "vitest";
import { PeopleField, split } from "../src/behaviours/people-field";

function field(value: string): { input: HTMLInputElement; kept: () => string; chips: () => string[] } {
  document.body.innerHTML = `<form><div><label for="to">To</label><input id="to" name="to"></div></form>`;
  const input = document.querySelector<HTMLInputElement>("#to")!;
  input.value = value;
  new PeopleField(input, "Remove", "is wrong", () => undefined);
  return {
    input,
    kept: () => document.querySelector<HTMLInputElement>("[name=to]")!.value,
    chips: () => [...document.querySelectorAll(".chip span")].map((chip) => chip.textContent),
  };
}

describe("people", () => {
  it("are told by name and address", () => {
    expect(split('"Love, Ada" <ada@example.org>')).toEqual({ name: "Love, Ada", email: "ada@example.org" });
    expect(split("ada@example.org")).toEqual({ email: "ada@example.org" });
  });

  it("become chips, and stay what the form sends", () => {
    const { kept, chips } = field('"Love, Ada" <ada@example.org>, bob@example.org');

    expect(chips()).toEqual(["Love, Ada", "bob@example.org"]);
    expect(kept()).toBe('"Love, Ada" <ada@example.org>, bob@example.org');
  });

  it("are finished by Enter and taken back by Backspace", () => {
    const { input, kept, chips } = field("");
    input.value = "ada@example.org";
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
    expect(chips()).toEqual(["ada@example.org"]);

    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Backspace" }));

    expect(chips()).toEqual([]);
    expect(kept()).toBe("ada@example.org");
  });

  it("are marked where they are no addresses", () => {
    field("nonsense");

    expect(document.querySelectorAll(".chip.wrong")).toHaveLength(1);
  });
});
