import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Site, serve } from "./serve.mjs";

const folder = mkdtempSync(path.join(tmpdir(), "descent-serve-"));
const root = path.join(folder, "out");
let site: Site;
let course: Site;

beforeAll(async () => {
  mkdirSync(path.join(root, "chapters", "momentum"), { recursive: true });
  writeFileSync(path.join(folder, "secret.txt"), "secret");
  writeFileSync(path.join(root, "index.html"), "<p>home</p>");
  writeFileSync(path.join(root, "404.html"), "<p>not here</p>");
  writeFileSync(path.join(root, "chapters", "momentum", "index.html"), "<p>momentum</p>");
  for (const name of ["a.wasm", "a.mjs", "a.js", "a.css", "a.woff2", "a.txt", "a.svg", "a.bin"]) {
    writeFileSync(path.join(root, name), "x".repeat(500));
  }
  site = await serve({ root });
  course = await serve({ root, basePath: "/course" });
});

afterAll(async () => {
  await site.close();
  await course.close();
  rmSync(folder, { recursive: true });
});

/** Sends the path as it is; `fetch` would resolve "..". */
function get(
  rawPath: string,
  { from = site, headers = {}, method = "GET" } = {},
): Promise<{ status?: number; headers: Record<string, unknown>; body: Buffer }> {
  const { hostname, port } = new URL(from.url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path: rawPath, headers, method }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part) => parts.push(part));
      response.on("end", () =>
        resolve({
          status: response.statusCode,
          headers: response.headers,
          body: Buffer.concat(parts),
        }),
      );
    })
      .on("error", reject)
      .end();
  });
}

describe("serve({ root })", () => {
  it("gives a folder's index.html", async () => {
    const reply = await get("/chapters/momentum/");
    expect(reply.status).toBe(200);
    expect(reply.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(String(reply.body)).toBe("<p>momentum</p>");
  });

  it("redirects a folder without its trailing slash, keeping the query", async () => {
    const reply = await get("/chapters/momentum?e=1");
    expect(reply.status).toBe(301);
    expect(reply.headers.location).toBe("/chapters/momentum/?e=1");
  });

  it("does not redirect to another host", async () => {
    const reply = await get("//chapters");
    expect(reply.headers.location).toBe("/chapters/");
  });

  it("gives 404.html with status 404 for what is missing, and rewrites nothing", async () => {
    for (const missing of ["/nowhere", "/nowhere/", "/chapters/", "/index", "/a.js/"]) {
      const reply = await get(missing);
      expect([missing, reply.status]).toEqual([missing, 404]);
      expect(String(reply.body)).toBe("<p>not here</p>");
    }
  });

  it("names the type of each kind of file", async () => {
    const types = {
      "a.wasm": "application/wasm",
      "a.mjs": "text/javascript; charset=utf-8",
      "a.js": "text/javascript; charset=utf-8",
      "a.css": "text/css; charset=utf-8",
      "a.woff2": "font/woff2",
      "a.txt": "text/plain; charset=utf-8",
      "a.svg": "image/svg+xml",
      "a.bin": "application/octet-stream",
    };
    for (const [name, type] of Object.entries(types)) {
      expect([name, (await get(`/${name}`)).headers["content-type"]]).toEqual([name, type]);
    }
  });

  it("compresses text for those who accept it, and fonts never", async () => {
    const headers = { "accept-encoding": "br, gzip" };
    const script = await get("/a.js", { headers });
    expect(script.headers["content-encoding"]).toBe("gzip");
    expect(String(gunzipSync(script.body))).toBe("x".repeat(500));
    expect((await get("/a.woff2", { headers })).headers["content-encoding"]).toBeUndefined();
    expect((await get("/a.js")).headers["content-encoding"]).toBeUndefined();
  });

  it("answers an unchanged file with 304", async () => {
    const { etag } = (await get("/a.css")).headers;
    const reply = await get("/a.css", { headers: { "if-none-match": String(etag) } });
    expect(reply.status).toBe(304);
    expect(reply.body).toHaveLength(0);
  });

  it("never leaves its folder", async () => {
    for (const path of ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/%00", "/%"]) {
      const reply = await get(path);
      expect(reply.status).toBeGreaterThanOrEqual(400);
      expect(String(reply.body)).not.toContain("secret\n");
      expect(String(reply.body)).not.toBe("secret");
    }
  });

  it("answers HEAD without a body and refuses POST", async () => {
    const head = await get("/", { method: "HEAD" });
    expect([head.status, head.body.length]).toEqual([200, 0]);
    expect((await get("/", { method: "POST" })).status).toBe(405);
  });

  it("rejects when the port is taken", async () => {
    const port = Number(new URL(site.url).port);
    await expect(serve({ root, port })).rejects.toMatchObject({ code: "EADDRINUSE" });
  });
});

describe('serve({ root, basePath: "/course" })', () => {
  it("serves the site under the base path only", async () => {
    expect(course.url).toMatch(/\/course\/$/);
    expect(String((await get("/course/", { from: course })).body)).toBe("<p>home</p>");
    expect((await get("/course/nowhere/", { from: course })).status).toBe(404);
    expect((await get("/chapters/momentum/", { from: course })).status).toBe(404);
    expect((await get("/courses/", { from: course })).status).toBe(404);
  });

  it("redirects to the trailing slash with the base path", async () => {
    expect((await get("/course", { from: course })).headers.location).toBe("/course/");
    const reply = await get("/course/chapters/momentum", { from: course });
    expect(reply.headers.location).toBe("/course/chapters/momentum/");
  });
});
