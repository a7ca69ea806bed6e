import type { NotebookLocks } from "./lock";

interface LockMessage {
  type: "who" | "held" | "steal";
  from: number;
}

type Channel = Pick<BroadcastChannel, "postMessage" | "addEventListener" | "close">;

/**
 * Locks between tabs where the browser has none: whoever wants one asks on a channel who holds it,
 * and takes it if nobody answers within `answerMs`. Those that wait ask again every `retryMs`; so a tab that has
 * gone without a word, or that the browser has frozen, counts as gone.
 */
export function createChannelLocks({
  openChannel = (name: string): Channel => new BroadcastChannel(name),
  answerMs = 200,
  retryMs = 2000,
} = {}): NotebookLocks {
  return {
    async request(name, { steal, ifAvailable, signal }, callback) {
      const channel = openChannel(name);
      const id = Math.random();
      const post = (type: LockMessage["type"]) => channel.postMessage({ type, from: id });
      let standing: "asking" | "waiting" | "holding" = "waiting";
      let isRefused = false;
      let onStolen = () => {};
      channel.addEventListener("message", ({ data }: MessageEvent<LockMessage>) => {
        if (data.type === "held") isRefused = true;
        else if (data.type === "steal") onStolen();
        else if (standing === "holding") post("held");
        else if (standing === "asking") {
          // Of two that ask at the same time the one with the smaller number goes first. The other may
          // not have heard of this one, so each draws its own conclusion and says it too.
          if (id < data.from) post("held");
          else isRefused = true;
        }
      });

      async function ask(): Promise<boolean> {
        standing = "asking";
        isRefused = false;
        post("who");
        await sleep(answerMs);
        if (isRefused) standing = "waiting";
        return !isRefused;
      }

      try {
        if (steal) post("steal");
        else if (ifAvailable) {
          if (!(await ask())) return await callback(null);
        } else {
          while (!(await ask())) {
            await sleep(retryMs);
            signal?.throwIfAborted();
          }
        }
        signal?.throwIfAborted();
        standing = "holding";
        const stolen = new Promise<never>((_, reject) => {
          onStolen = () => reject(new DOMException("Another tab has taken it.", "AbortError"));
        });
        return await Promise.race([callback({ name }), stolen]);
      } finally {
        channel.close();
      }
    },
  };
}

function sleep(timeMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, timeMs));
}
