import type { LaunchOptions } from "@playwright/test";
import type { JudgeSetup } from "./protocol";

/** How the browser is started that runs students' code: with its own sandbox, and with no way to any network. */
export function launchSettings({
  chromiumPath,
  isSandboxed,
}: Pick<JudgeSetup, "chromiumPath" | "isSandboxed">): LaunchOptions {
  return {
    executablePath: chromiumPath ?? undefined,
    chromiumSandbox: isSandboxed,
    args: [
      "--disable-gpu",
      // The frame with the student's code gets a process of its own, apart from the page with the checks.
      "--site-per-process",
      "--enable-features=IsolateSandboxedIframes",
      // Every address is answered by the grader. Should anything get past it, there is no network behind it.
      "--host-resolver-rules=MAP * ~NOTFOUND",
      "--proxy-server=http://127.0.0.1:1",
      "--proxy-bypass-list=<-loopback>",
      "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
      "--js-flags=--max-old-space-size=512",
    ],
    handleSIGHUP: false,
    handleSIGINT: false,
    handleSIGTERM: false,
  };
}
