import { createSocket } from "node:dgram";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that would gladly take whatever a cell can send, and remembers it. */
export interface HostileServer {
  /** `127.0.0.1:port`, for TCP and UDP. */
  host: string;
  /** What has come: requests, upgrades to WebSocket, datagrams. */
  hits: string[];
  close(): Promise<void>;
}

export async function startHostileServer(): Promise<HostileServer> {
  const hits: string[] = [];
  const server = createServer((request, response) => {
    hits.push(`${request.method} ${request.url}`);
    response.writeHead(200, {
      "access-control-allow-origin": "*",
      "access-control-allow-headers": "*",
      "cross-origin-resource-policy": "cross-origin",
      "content-type": request.url?.includes("events") ? "text/event-stream" : "text/javascript",
    });
    response.end("globalThis.intruder = true;\n");
  });
  server.on("upgrade", (request, socket) => {
    hits.push(`UPGRADE ${request.url}`);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  const datagrams = createSocket("udp4");
  datagrams.on("message", (message) => hits.push(`DATAGRAM of ${message.length} bytes`));
  await new Promise<void>((resolve) => datagrams.bind(port, "127.0.0.1", resolve));

  return {
    host: `127.0.0.1:${port}`,
    hits,
    close: async () => {
      await new Promise<void>((resolve) => datagrams.close(resolve));
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
