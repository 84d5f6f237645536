import { afterEach, expect, it, vi } from "vitest";
import "../src/behaviours/passkey-step";

const get = vi.fn();

function step(able: boolean): HTMLElement {
  vi.stubGlobal("isSecureContext", able);
  vi.stubGlobal("location", { hostname: "mail.vale.example" });
  vi.stubGlobal("PublicKeyCredential", able ? Object.assign(function () {}, { parseRequestOptionsFromJSON: (json: unknown) => json }) : undefined);
  vi.stubGlobal("navigator", { credentials: { get } });
  const element = document.createElement("passkey-step");
  element.hidden = true;
  Object.assign(element.dataset, { ask: "get", options: '{"challenge":"YQ"}', failed: "No passkey." });
  element.innerHTML = `<form><input type="hidden" name="credential"><button>Go</button></form><p role="alert" hidden></p>`;
  document.body.replaceChildren(element);
  return element;
}

afterEach(() => {
  vi.unstubAllGlobals();
  get.mockReset();
});

it("stays hidden where the browser knows no passkeys", () => {
  expect(step(false).hidden).toBe(true);
});

it("sends what the browser gave", async () => {
  get.mockResolvedValue({ id: "key" });
  const form = step(true).querySelector("form")!;
  const sent = vi.spyOn(form, "requestSubmit").mockImplementation(() => undefined);

  form.dispatchEvent(new Event("submit", { cancelable: true }));
  await vi.waitFor(() => expect(sent).toHaveBeenCalled());

  expect(form.querySelector<HTMLInputElement>("[name=credential]")!.value).toBe('{"id":"key"}');
  expect(get.mock.calls[0]?.[0].publicKey).toEqual({ challenge: "YQ" });
});

it("says so when there is none, and may be tried again", async () => {
  get.mockRejectedValue(new DOMException("", "NotAllowedError"));
  const element = step(true);
  const form = element.querySelector("form")!;

  form.dispatchEvent(new Event("submit", { cancelable: true }));

  await vi.waitFor(() => expect(element.querySelector("[role=alert]")?.textContent).toBe("No passkey."));
  expect(form.querySelector<HTMLInputElement>("[name=credential]")!.value).toBe("");
});
