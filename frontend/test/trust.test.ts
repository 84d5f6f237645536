import { expect, it, vi } from "vitest";
import { startTrust, trusted } from "../src/behaviours/trust";

it("takes a page of ours as it is", () => {
  const page = '<!doctype html><script defer src="/assets/app-0a1b.js"></script><p title="one=two javascript:">&lt;script&gt;</p>';

  expect(trusted(page)).toBe(page);
});

it.each([
  "<p><script>alert(1)</script>",
  '<script defer src="/assets/app.js" src="//elsewhere.example"></script>',
  '<script defer src="https://elsewhere.example/assets/app.js"></script>',
  '<ScRiPt src="x">',
  '<base href="//elsewhere.example/">',
  '<object data="x">',
])("takes nothing of %s", (markup) => {
  expect(() => trusted(markup)).toThrow("not taken");
});

it("is the default policy, and has no way to make scripts", () => {
  const createPolicy = vi.fn();

  startTrust({ trustedTypes: { createPolicy } } as unknown as Window);

  expect(createPolicy).toHaveBeenCalledWith("default", { createHTML: trusted });
});

it("does nothing in a browser without Trusted Types", () => {
  expect(() => startTrust({} as Window)).not.toThrow();
});
