import { deflateRawSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { readFileInZip, ZipError } from "./read-zip";

const limits = { maxEntries: 10, maxTotalBytes: 100_000, maxFileBytes: 1000 };
const read = (archive: Uint8Array) => readFileInZip(Buffer.from(archive), "a.json", limits);
const body = strToU8("{}");

describe("readFileInZip(archive, fileName, limits)", () => {
  it("gives the file at the root, whatever lies beside it", async () => {
    const archive = zipSync({ "README.txt": strToU8("hello"), "a.json": body });
    expect((await read(archive)).toString()).toBe("{}");
  });

  it("gives it from the folder into which somebody has unpacked it", async () => {
    expect((await read(zipSync({ "work/a.json": body }))).toString()).toBe("{}");
    await expect(read(zipSync({ "deep/work/a.json": body }))).rejects.toThrow("There is no a.json");
  });

  it.each<[string, Uint8Array]>([
    ["It is no zip archive, or not all of one.", strToU8("not a zip")],
    ["It is no zip archive, or not all of one.", zipSync({ "a.json": body }).subarray(0, 40)],
    ["There is no a.json in it.", zipSync({ "b.json": body })],
    ["There is no a.json in it.", zipSync({ "b.zip": zipSync({ "a.json": body }) })],
    ["There are several a.json in it.", zipSync({ "a.json": body, "x/a.json": body })],
    [
      'Its entry "../a.json" would be unpacked outside of its folder.',
      zipSync({ "../a.json": body, "a.json": body }),
    ],
    [
      'Its entry "/etc/a.json" would be unpacked outside of its folder.',
      zipSync({ "/etc/a.json": body }),
    ],
    [
      'Its entry "..\\\\a.json" would be unpacked outside of its folder.',
      zipSync({ "..\\a.json": body }),
    ],
    ["What it holds unpacks to more than 1 kB.", zipSync({ "a.json": new Uint8Array(2000) })],
    [
      "It unpacks to 196 kB; at most 98 kB are read.",
      zipSync({ "a.json": body, big: new Uint8Array(200_000) }),
    ],
    [
      'Its entry "a.json" is a symbolic link.',
      zipSync({ "a.json": [strToU8("/etc/passwd"), { os: 3, attrs: 0o120777 << 16 }] }),
    ],
    [
      "It has 11 entries; at most 10 are read.",
      zipSync(Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`f${i}`, body]))),
    ],
  ])("refuses: %s", async (reason, archive) => {
    const refusal = read(archive);
    await expect(refusal).rejects.toThrow(ZipError);
    await expect(refusal).rejects.toThrow(reason);
  });

  it("refuses two entries of one name, and entries that are encrypted", async () => {
    const twice = Buffer.from(zipSync({ "a.json": body, "b.json": body }));
    for (let at = twice.indexOf("b.json"); at >= 0; at = twice.indexOf("b.json")) {
      twice.write("a.json", at);
    }
    await expect(read(twice)).rejects.toThrow("two entries of the same name");
    const [encrypted] = writeZip([{ name: "a.json", data: body, flags: 1 }]);
    await expect(read(encrypted)).rejects.toThrow('Its entry "a.json" is encrypted.');
  });

  it("believes no size: neither one that is too small, nor entries that share their bytes", async () => {
    const data = new Uint8Array(900_000);
    const [liar] = writeZip([{ name: "a.json", data, claimedBytes: 10 }]);
    await expect(read(liar)).rejects.toThrow("damaged, or longer than the archive claims");
    const [overlapping] = writeZip([
      { name: "a.json", data: body },
      { name: "b.json", data: body, sharesFirst: true },
    ]);
    await expect(read(overlapping)).rejects.toThrow("share the same bytes");
  });

  it("gives the file or a ZipError, whatever byte is changed", async () => {
    const archive = Buffer.from(zipSync({ "a.json": body, "b.txt": strToU8("hello") }));
    for (let at = 0; at < archive.length; at += 1) {
      const broken = Buffer.from(archive);
      broken[at] = (broken[at] as number) ^ 0xff;
      await read(broken).catch((error) => expect(error).toBeInstanceOf(ZipError));
    }
  });
});

interface RawEntry {
  name: string;
  data: Uint8Array;
  flags?: number;
  claimedBytes?: number;
  /** In the directory, it points to the first entry's bytes. */
  sharesFirst?: boolean;
}

/** An archive that says what it likes, which no library writes. APPNOTE.TXT 4.3.7, 4.3.12 and 4.3.16. */
function writeZip(entries: readonly RawEntry[]): [Buffer] {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, data, flags = 0, claimedBytes = data.length, sharesFirst } of entries) {
    const packed = deflateRawSync(data);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claimedBytes, 18);
    common.writeUInt16LE(name.length, 22);
    const header = Buffer.concat([
      Buffer.from("PK\u0003\u0004"),
      common,
      Buffer.from(name),
      packed,
    ]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(sharesFirst ? 0 : offset, 10);
    const made = Buffer.from([20, 3]);
    central.push(
      Buffer.concat([Buffer.from("PK\u0001\u0002"), made, common, tail, Buffer.from(name)]),
    );
    local.push(header);
    offset += header.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return [Buffer.concat([...local, directory, Buffer.from("PK\u0005\u0006"), end])];
}
