import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { collectTypes } from "../../scripts/build-types.mjs";
import { descentModule } from "../sandbox/runtime/descent/module";
import { tf } from "../sandbox/runtime/tfjs/tf";
import { LanguageService } from "./service";

let service: LanguageService;

beforeAll(async () => {
  service = new LanguageService(await collectTypes());
});

/** Cells named a, b, c …; `|` in one of them is the caret. */
function setCells(...sources: string[]): { cellId: string; offset: number } {
  const ids = [..."abcdefgh"];
  let caret = { cellId: "a", offset: 0 };
  service.setCells(
    sources.map((marked, index) => {
      const id = ids[index] ?? "";
      const offset = marked.indexOf("|");
      if (offset < 0) return { id, source: marked };
      caret = { cellId: id, offset };
      return { id, source: marked.slice(0, offset) + marked.slice(offset + 1) };
    }),
  );
  return caret;
}

function complete(...sources: string[]): string[] {
  const { cellId, offset } = setCells(...sources);
  return service.complete(cellId, offset)?.map(({ label }) => label) ?? [];
}

function describeName(label: string, ...sources: string[]) {
  const { cellId, offset } = setCells(...sources);
  return service.describe(cellId, offset, label);
}

function hover(...sources: string[]) {
  const { cellId, offset } = setCells(...sources);
  return service.hover(cellId, offset);
}

/** The messages of the cell with the caret. */
function diagnose(...sources: string[]): string[] {
  const { cellId } = setCells(...sources);
  return service.diagnose(cellId).map(({ message }) => message);
}

describe("complete(cellId, offset)", () => {
  it("knows TensorFlow.js as the global tf", () => {
    const labels = complete("tf.|");
    expect(labels).toEqual(expect.arrayContaining(["tensor", "sequential", "grad", "layers"]));
    expect(complete("tf.layers.|")).toContain("dense");
    expect(complete("tf.data.|")).toContain("array");
  });

  it("knows it as a module", () => {
    expect(complete('import * as t from "@tensorflow/tfjs";\nt.|')).toContain("tensor");
    expect(complete('import { ten| } from "@tensorflow/tfjs";')).toContain("tensor2d");
  });

  it("knows the operations that are chained to tensors", () => {
    expect(complete("tf.tensor([1]).|")).toEqual(
      expect.arrayContaining(["square", "print", "dataSync", "shape"]),
    );
  });

  it("knows the options of a layer and the names of its activations", () => {
    expect(complete("tf.layers.dense({ | })")).toEqual(
      expect.arrayContaining(["units", "activation"]),
    );
    expect(complete('tf.layers.dense({ units: 1, activation: "|" })')).toContain("tanh");
  });

  it("knows what earlier cells declare", () => {
    const labels = complete("const model = tf.sequential();", "model.|");
    expect(labels).toEqual(expect.arrayContaining(["fit", "predict", "compile"]));
    expect(complete("const points = [1, 2];\nfunction f(x) {}", "|")).toEqual(
      expect.arrayContaining(["points", "f"]),
    );
  });

  it("knows what later cells declare, since cells run in any order", () => {
    expect(complete("|", "const later = 1;")).toContain("later");
  });

  it("takes the last declaration before the cell", () => {
    expect(complete("const x = 1;", 'const x = "text";', "x.|", "const x = [1];")).toContain(
      "toUpperCase",
    );
    expect(complete("let x = [1];", "let x = 1;\nx.|")).toContain("toFixed");
  });

  it("knows what a top-level await gives", () => {
    expect(complete("const h = await tf.sequential().fit(xs, ys);", "h.|")).toContain("history");
  });

  it("knows what an import, a pattern and a var in a loop declare", () => {
    expect(complete('import { grad as slope } from "@tensorflow/tfjs";', "sl|")).toContain("slope");
    expect(complete("const { a, b: [c], ...d } = f();\nfor (var i of []) {}", "|")).toEqual(
      expect.arrayContaining(["a", "c", "d", "i"]),
    );
  });

  it("offers the members of each of several types", () => {
    expect(complete("tf.sequential().predict(tf.tensor([1])).|")).toEqual(
      expect.arrayContaining(["print", "dataSync", "map"]),
    );
    for (const label of ["print", "concat"]) {
      const found = describeName(label, "tf.sequential().predict(tf.tensor([1])).|");
      expect(found?.signature).toMatch(new RegExp(`^${label}: .*(Tensor|void)`));
    }
  });

  it("knows the helpers, as globals and as a module", () => {
    expect(complete("|")).toEqual(expect.arrayContaining(["plot", "table", "createPoints"]));
    expect(complete('import { pl| } from "descent";')).toContain("plot");
    expect(complete("createPoints({ | })")).toContain("noise");
  });

  it("offers tf itself", () => {
    expect(complete("t|")).toContain("tf");
    expect(hover("t|f.ones([1])")?.signature).toBe("namespace tf");
  });

  it("knows a worker's globals and not the page's", () => {
    const labels = complete("|");
    expect(labels).toEqual(
      expect.arrayContaining(["console", "setTimeout", "performance", "structuredClone", "Math"]),
    );
    for (const name of ["document", "window", "alert", "localStorage"]) {
      expect(labels).not.toContain(name);
    }
  });

  it("answers while the code is half written", () => {
    expect(complete("const xs = tf.tensor([1]);", "function f() {\n  xs.|\n")).toContain("print");
    expect(complete("for (const x of [1]) { tf.|")).toContain("tensor");
  });

  it("is null for a cell or a place that is not there", () => {
    setCells("1");
    expect(service.complete("z", 0)).toBeNull();
    expect(service.complete("a", 5)).toBeNull();
    expect(service.hover("z", 0)).toBeNull();
    expect(service.diagnose("z")).toEqual([]);
  });
});

describe("describe(cellId, offset, label)", () => {
  it("gives the signature and the documentation", () => {
    const found = describeName("plot", "pl|");
    expect(found?.signature).toMatch(/^function plot\(f: /);
    expect(found?.documentation).toContain("Draws");
  });
});

describe("hover(cellId, offset)", () => {
  it("gives the documentation of tf.grad", () => {
    const found = hover("tf.gr|ad((x) => x.square())");
    expect(found).toMatchObject({ from: 3, to: 7 });
    expect(found?.signature).toMatch(/^grad\(f: .*\) => Tensor$/);
    expect(found?.documentation).toContain("gradient");
    expect(found?.documentation).toContain("`f`: ");
  });

  it("is null for a name that nobody declares", () => {
    expect(hover("nobo|dy")).toBeNull();
  });

  it("gives the type of a name of another cell, as if there were no import", () => {
    expect(hover("const model = tf.sequential();", "mod|el")?.signature).toBe(
      "const model: Sequential",
    );
  });
});

describe("diagnose(cellId)", () => {
  it("warns of a name that no cell declares", () => {
    expect(diagnose("|lenght + 1")).toEqual(["No cell declares `lenght`."]);
    expect(diagnose("let learningRate = 1;", "|learningRat")).toEqual([
      "No cell declares `learningRat`. Did you mean `learningRate`?",
    ]);
    expect(diagnose("|document.body")).toEqual([
      "`document` belongs to the page, and cells run apart from it.",
    ]);
  });

  it("warns of a call of what does not exist", () => {
    expect(diagnose("|tf.tensr([1])")).toEqual(["`tf` has no `tensr`. Did you mean `tensor`?"]);
    expect(diagnose("const model = tf.sequential();", "|await model.fitt(1, 2)")).toEqual([
      "`model` has no `fitt`. Did you mean `fit`?",
    ]);
  });

  it.each([
    ["a name of a later cell", "|x + 1", "const x = 1;"],
    ["the same name in two cells", "const x = 1;", "|const x = 2;\nx + 1"],
    ["an assignment to another cell's let", "let x = 1;", "|x = x + 1"],
    ["an assignment to nothing declared", "y = 1", "|y + 1"],
    ["a global that another cell makes", "globalThis.shared = 1", "|shared"],
    ["typeof of anything", "|typeof anything"],
    ["a type that nobody knows", "|let x: Unknown = 1; (x as Other)"],
    ["implicit any", "|function f(a, b) { return a.b.c(b); }\nf(1)"],
    ["too few or too many arguments", "|function f(a) {}\nf(); f(1, 2); Math.max('1')"],
    ["wrong types", "|let x: number = 'a'; x = {}; tf.tensor('a') * 2"],
    ["an object that grows", "|const o = {}; o.a = 1; o.b.c(); o.f()"],
    ["members of one of several types", "|tf.sequential().predict(tf.tensor([1])).print()"],
    ["a property that is only read", "|tf.nothing; 'a'.nothing"],
    ["a property that is asked for", "|tf.nothing?.(); tf.nothing?.more"],
    ["a member of a subclass", "|tf.sequential().layers[0].kernel.read().print()"],
    [
      "a method that another cell adds",
      "tf.Tensor.prototype.zap = () => 1;",
      "|tf.tensor(1).zap()",
    ],
    [
      "a worker's own names",
      "|self.crypto; fetch; indexedDB; navigator.gpu; GPUBufferUsage.STORAGE",
    ],
    [
      "newer parts of the language",
      "|Iterator.from([1]).toArray(); [1].values().map(String); Float16Array; Temporal.Now",
    ],
    ["a syntax error", "|const = ; f(("],
    [
      "a class and its private parts",
      "|class A { #x = 1; get x() { return this.#x; } }\nnew A().x",
    ],
    ["arguments and this", "|function f() { return [arguments, this.x.y]; }"],
  ])("says nothing of %s", (_, ...cells) => {
    expect(diagnose(...cells)).toEqual([]);
  });
});

describe("LanguageService", () => {
  it("knows all that the kernel offers", () => {
    const globals = new Set(complete("|"));
    expect(descentModule.globalExports?.filter((name) => !globals.has(name))).toEqual([]);
    const members = new Set(complete("tf.|"));
    // Where modules are loaded without a bundler, `default` is one more.
    const offered = new Set(Object.keys(tf).filter((name) => name !== "default"));
    expect([...offered].filter((name) => !members.has(name))).toEqual([]);
    expect([...members].filter((name) => !offered.has(name))).toEqual([]);
  });

  // TypeScript 5.9 fails on each of them: when it parses, when it binds names, or when it finds types.
  it.each([
    ["`@ await await`", "@ await await"],
    ["the same where it is open", "{ (a)\n@ of await"],
    ["many brackets in one another", "[".repeat(20_000)],
    ["a very long chain of calls", `x${".f()".repeat(20_000)}`],
    ["a long chain of calls", `x${".f()".repeat(1000)}`],
    ["a long row of operators", `${"!".repeat(2500)}x`],
  ])("knows the other cells beside one with %s", (_, broken) => {
    for (const source of [broken, "x", broken]) {
      const { offset } = setCells("const x = [1];\n(y) => y", source, "x.|push((y) => x);\nlenght");
      for (const asked of [0, 1]) {
        service.complete("b", asked);
        service.hover("b", asked);
        service.describe("b", asked, "x");
        expect(service.diagnose("b")).toEqual([]);
        expect(service.hover("c", 0)?.signature).toBe("const x: number[]");
        expect(service.describe("c", offset, "push")?.signature).toContain("push(");
        expect(service.hover("c", offset + "push((".length)?.signature).toContain("y: ");
      }
    }
  });

  it("reads what follows such a cell as if it had not been there", () => {
    // The two have a bracket at the same place.
    const labels = complete("const f = (a)\n@ await await", "const f = (a) => 1, g = 2;", "|");
    expect(labels).toContain("g");
  });

  it("does not call a name unknown that a cell which it cannot read may have", () => {
    expect(diagnose("const points = [];\n@ await await", "|points")).toEqual([]);
    expect(diagnose("const points = [];", "|point")).toHaveLength(1);
  });

  it("takes any text without an error, and answers within it", () => {
    const words =
      'const let x y = ( ) { } [ ] ; , . ?. : => tf model await async function class import export from of for new type <T> as `${ ` " // /* */ 1 \n @ # ... default enum namespace declare'.split(
        " ",
      );
    const source = fc.oneof(
      fc.array(fc.constantFrom(...words)).map((parts) => parts.join(" ")),
      fc.string({ unit: "binary" }),
    );
    fc.assert(
      fc.property(fc.array(source, { minLength: 1, maxLength: 3 }), fc.nat(200), (sources, at) => {
        service.setCells(sources.map((text, index) => ({ id: String(index), source: text })));
        for (const [index, text] of sources.entries()) {
          const id = String(index);
          const offset = Math.min(at, text.length);
          service.complete(id, offset);
          service.describe(id, offset, "x");
          for (const found of [service.hover(id, offset), ...service.diagnose(id)]) {
            if (!found) continue;
            expect(found.from).toBeGreaterThanOrEqual(0);
            expect(found.to).toBeLessThanOrEqual(text.length);
          }
        }
      }),
      { numRuns: 60, seed: 1 },
    );
  });
});
