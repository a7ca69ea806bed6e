// @ts-check
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

const compress = promisify(gzip);

/** @type {Record<string, string>} */
const mimeTypes = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".ipynb": "application/json; charset=utf-8",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".ttf": "font/ttf",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
  ".xml": "application/xml; charset=utf-8",
};

/**
 * @typedef {object} Site
 * @property {string} url the address of the home page, with a trailing slash
 * @property {() => Promise<void>} close
 *
 * @typedef {object} Reply
 * @property {number} status
 * @property {Record<string, string>} [headers]
 * @property {Buffer} [body]
 */

/**
 * Serves a folder as a plain file host does: no rewrites, a folder's `index.html`, a redirect to the
 * address with a trailing slash, `404.html` for what is missing, and gzip for text.
 *
 * Port 0 takes any free one. Rejects with the system's error where it cannot listen (`EADDRINUSE`).
 *
 * @param {{ root: string, port?: number, host?: string, basePath?: string }} options
 * @returns {Promise<Site>}
 */
export async function serve({ root, port = 0, host = "localhost", basePath = "" }) {
  /** @type {Map<string, Promise<Buffer>>} */
  const compressed = new Map();

  const server = createServer(async (request, response) => {
    /** @type {Reply} */
    let reply;
    try {
      reply = await answer(request, path.resolve(root), basePath, compressed);
    } catch (error) {
      reply = plain(500, error instanceof Error ? error.message : String(error));
    }
    response.writeHead(reply.status, {
      ...reply.headers,
      ...(reply.body && { "content-length": reply.body.length }),
    });
    response.end(request.method === "HEAD" ? undefined : reply.body);
  });

  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve(undefined));
  });
  const address = server.address();
  const boundPort = typeof address === "object" && address ? address.port : port;

  return {
    url: `http://${host}:${boundPort}${basePath}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Browsers keep idle connections open, and close() would wait for them.
        server.closeAllConnections();
      }),
  };
}

/**
 * @param {import("node:http").IncomingMessage} request
 * @param {string} root
 * @param {string} basePath
 * @param {Map<string, Promise<Buffer>>} compressed
 * @returns {Promise<Reply>}
 */
async function answer(request, root, basePath, compressed) {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return plain(405, "Only GET and HEAD are answered here.", { allow: "GET, HEAD" });
  }
  const [rawPath = "/", query] = (request.url ?? "/").split("?", 2);
  const pathname = decodePath(rawPath);
  if (pathname === undefined) return plain(400, "This address is malformed.");
  if (pathname === basePath && basePath !== "") return redirect(`${basePath}/`, query);
  if (!pathname.startsWith(`${basePath}/`)) return plain(404, `The site is at ${basePath}/.`);

  const file = path.join(root, pathname.slice(basePath.length));
  if (file !== root && !file.startsWith(root + path.sep)) {
    return plain(403, "This address is outside of the site.");
  }
  const found = await stat(file).catch(() => undefined);
  if (found?.isDirectory() && !pathname.endsWith("/")) {
    // Leading slashes are collapsed, since a browser takes "//name/" for another host.
    return redirect(`${rawPath.replace(/^\/+/, "/")}/`, query);
  }
  const target = found?.isDirectory() ? path.join(file, "index.html") : file;
  const isMissing = pathname.endsWith("/") && found?.isFile();
  return (
    (!isMissing && (await sendFile(target, 200, request, compressed))) ||
    (await sendFile(path.join(root, "404.html"), 404, request, compressed)) ||
    plain(404, "There is no such page.")
  );
}

/**
 * @param {string} file
 * @param {number} status
 * @param {import("node:http").IncomingMessage} request
 * @param {Map<string, Promise<Buffer>>} compressed
 * @returns {Promise<Reply | undefined>}
 */
async function sendFile(file, status, request, compressed) {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return undefined;
  const type = mimeTypes[path.extname(file).toLowerCase()] ?? "application/octet-stream";
  const version = `${found.size.toString(36)}-${found.mtimeMs.toString(36)}`;
  /** @type {Record<string, string>} */
  const headers = {
    "content-type": type,
    // Ask again every time: the site is rebuilt while this server runs.
    "cache-control": "no-cache",
    "x-content-type-options": "nosniff",
    etag: `W/"${version}"`,
    vary: "accept-encoding",
  };
  if (status === 200 && request.headers["if-none-match"] === headers.etag) {
    return { status: 304, headers };
  }
  if (!isText(type) || !/\bgzip\b/.test(String(request.headers["accept-encoding"]))) {
    return { status, headers, body: await readFile(file) };
  }
  const key = `${version} ${file}`;
  let body = compressed.get(key);
  if (!body) {
    body = readFile(file).then((bytes) => compress(bytes));
    compressed.set(key, body);
  }
  return { status, headers: { ...headers, "content-encoding": "gzip" }, body: await body };
}

/** @param {string} type */
function isText(type) {
  return /^text\/|json|javascript|xml|svg|wasm/.test(type);
}

/**
 * @param {string} rawPath
 * @returns {string | undefined}
 */
function decodePath(rawPath) {
  try {
    const pathname = decodeURIComponent(rawPath);
    return pathname.startsWith("/") && !pathname.includes("\0") ? pathname : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} location
 * @param {string | undefined} query
 * @returns {Reply}
 */
function redirect(location, query) {
  return { status: 301, headers: { location: query ? `${location}?${query}` : location } };
}

/**
 * @param {number} status
 * @param {string} text
 * @param {Record<string, string>} [headers]
 * @returns {Reply}
 */
function plain(status, text, headers) {
  return {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", ...headers },
    body: Buffer.from(`${text}\n`),
  };
}
