import type { Optimizer } from "../experiment/experiment";
import { hasMomentum } from "./optimizers";
import { indentLines, printNumber } from "./print";

/**
 * An optimizer of the program's own, with Keras' formulas: gradients are clipped, then weights decay,
 * then they move.
 */
export function printOptimizerClass(className: string, optimizer: Optimizer): string {
  const { slots = {}, fields = [], beforehand = [], update } = printRule(optimizer);
  const clip = printClipping(optimizer);
  const names = Object.keys(slots);
  const hasMemory = names.length > 0;
  const decay = printNumber(optimizer.weightDecay);
  const memory = [
    `const { ${names.join(", ")} } = (this.memory[name] ??= {`,
    ...Object.entries(slots).map(([name, start]) => `  ${name}: ${start}.variable(false),`),
    "});",
  ];
  const construct = [
    "super();",
    "this.learningRate = learningRate;",
    ...(hasMemory ? ["this.memory = {};"] : []),
    ...fields,
  ];
  const moveEach = [
    "const w = tf.engine().registeredVariables[name];",
    ...clip.ofEach,
    ...(hasMemory ? memory : []),
    ...(optimizer.weightDecay > 0 ? [`w.assign(w.mul(1 - this.learningRate * ${decay}));`] : []),
    ...update,
  ];
  const moveAll = [
    ...beforehand,
    ...clip.beforehand,
    `for (const { name, ${clip.ofEach.length > 0 ? "tensor" : "tensor: g"} } of gradients) {`,
    ...moveEach.map((line) => `  ${line}`),
    "}",
  ];
  return `class ${className} extends tf.Optimizer {
  constructor(learningRate) {
${indentLines(construct.join("\n"), "    ")}
  }

  // g is the gradient of the weights w of one kernel or bias.
  applyGradients(gradients) {
    tf.tidy(() => {
${indentLines(moveAll.join("\n"), "      ")}
    });
    this.incrementIterations();
  }
}`;
}

function printClipping({ clipnorm, clipvalue, globalClipnorm }: Optimizer): {
  beforehand: string[];
  ofEach: string[];
} {
  if (clipvalue !== undefined) {
    const limit = printNumber(clipvalue);
    return { beforehand: [], ofEach: [`const g = tensor.clipByValue(-${limit}, ${limit});`] };
  }
  if (clipnorm !== undefined) {
    const limit = printNumber(clipnorm);
    return {
      beforehand: [],
      ofEach: [`const g = tensor.div(tensor.norm().div(${limit}).maximum(1));`],
    };
  }
  if (globalClipnorm === undefined) return { beforehand: [], ofEach: [] };
  return {
    beforehand: [
      "const squares = gradients.map(({ tensor }) => tensor.square().sum());",
      `const divisor = tf.addN(squares).sqrt().div(${printNumber(globalClipnorm)}).maximum(1);`,
    ],
    ofEach: ["const g = tensor.div(divisor);"],
  };
}

interface PrintedRule {
  /** What is remembered of each weight, with an expression for its start. */
  slots?: Record<string, string>;
  /** Further fields of the optimizer. */
  fields?: string[];
  /** Once for each step. */
  beforehand?: string[];
  /** For the weights `w` of a kernel or bias, with gradient `g`. */
  update: string[];
}

const zeros = "tf.zerosLike(w)";

/** `average ← share·average + (1 − share)·value` */
function printAverage(average: string, share: number, value: string): string {
  const [kept, added] = [printNumber(share), printNumber(1 - share)];
  return `${average}.assign(${average}.mul(${kept}).add(${value}.mul(${added})));`;
}

/** The formulas of `createUpdateRule` in lib/engine, where their sources stand. */
function printRule(optimizer: Optimizer): PrintedRule {
  switch (optimizer.name) {
    case "sgd": {
      const pull = "g.mul(this.learningRate)";
      if (!hasMomentum(optimizer)) return { update: [`w.assign(w.sub(${pull}));`] };
      const momentum = printNumber(optimizer.momentum);
      return {
        slots: { v: zeros },
        update: [
          `v.assign(v.mul(${momentum}).sub(${pull}));`,
          optimizer.nesterov
            ? `w.assign(w.add(v.mul(${momentum})).sub(${pull}));`
            : "w.assign(w.add(v));",
        ],
      };
    }
    case "rmsprop": {
      const { rho, centered, momentum, epsilon } = optimizer;
      const root = (average: string) => `${average}.add(${printNumber(epsilon)}).sqrt()`;
      const pull = "g.mul(this.learningRate)";
      return {
        slots: { v: zeros, ...(centered && { a: zeros }), ...(momentum > 0 && { b: zeros }) },
        update: [
          printAverage("v", rho, "g.square()"),
          ...(centered
            ? [
                printAverage("a", rho, "g"),
                "// A variance: rounding must not make it negative.",
                "const variance = v.sub(a.square()).maximum(0);",
              ]
            : []),
          `const step = ${pull}.div(${root(centered ? "variance" : "v")});`,
          ...(momentum > 0 ? [`b.assign(b.mul(${printNumber(momentum)}).add(step));`] : []),
          `w.assign(w.sub(${momentum > 0 ? "b" : "step"}));`,
        ],
      };
    }
    case "adagrad": {
      const epsilon = printNumber(optimizer.epsilon);
      return {
        slots: { a: `tf.fill(w.shape, ${printNumber(optimizer.initialAccumulatorValue)})` },
        update: [
          "a.assign(a.add(g.square()));",
          `w.assign(w.sub(g.mul(this.learningRate).div(a.add(${epsilon}).sqrt())));`,
        ],
      };
    }
    case "adadelta": {
      const epsilon = printNumber(optimizer.epsilon);
      return {
        slots: { a: zeros, b: zeros },
        update: [
          printAverage("a", optimizer.rho, "g.square()"),
          `const step = g.mul(b.add(${epsilon}).sqrt()).div(a.add(${epsilon}).sqrt());`,
          printAverage("b", optimizer.rho, "step.square()"),
          "w.assign(w.sub(step.mul(this.learningRate)));",
        ],
      };
    }
    case "adam": {
      const { beta1, beta2, epsilon, amsgrad } = optimizer;
      const [first, second] = [printNumber(beta1), printNumber(beta2)];
      return {
        slots: { m: zeros, v: zeros, ...(amsgrad && { vMax: zeros }) },
        beforehand: [
          "const t = this.iterations + 1;",
          `const correction = Math.sqrt(1 - ${second} ** t) / (1 - ${first} ** t);`,
          "const rate = this.learningRate * correction;",
        ],
        update: [
          printAverage("m", beta1, "g"),
          printAverage("v", beta2, "g.square()"),
          ...(amsgrad ? ["vMax.assign(vMax.maximum(v));"] : []),
          `const spread = ${amsgrad ? "vMax" : "v"}.sqrt().add(${printNumber(epsilon)});`,
          "w.assign(w.sub(m.mul(rate).div(spread)));",
        ],
      };
    }
    case "adamax": {
      const { beta1, beta2, epsilon } = optimizer;
      return {
        slots: { m: zeros, u: zeros },
        beforehand: [
          `const correction = 1 / (1 - ${printNumber(beta1)} ** (this.iterations + 1));`,
          "const rate = this.learningRate * correction;",
        ],
        update: [
          printAverage("m", beta1, "g"),
          `u.assign(u.mul(${printNumber(beta2)}).maximum(g.abs()));`,
          `w.assign(w.sub(m.mul(rate).div(u.add(${printNumber(epsilon)}))));`,
        ],
      };
    }
    case "nadam": {
      const { beta1, beta2, epsilon } = optimizer;
      const first = printNumber(beta1);
      return {
        slots: { m: zeros, v: zeros },
        fields: ["this.product = 1;"],
        beforehand: [
          "const t = this.iterations + 1;",
          "// The momentum now and in the next step, and the product of all so far.",
          `const now = ${first} * (1 - 0.5 * 0.96 ** t);`,
          `const next = ${first} * (1 - 0.5 * 0.96 ** (t + 1));`,
          "this.product *= now;",
          "const past = next / (1 - this.product * next);",
          "const present = (1 - now) / (1 - this.product);",
        ],
        update: [
          printAverage("m", beta1, "g"),
          printAverage("v", beta2, "g.square()"),
          `const spread = v.div(1 - ${printNumber(beta2)} ** t).sqrt();`,
          "const ahead = m.mul(past).add(g.mul(present));",
          `w.assign(w.sub(ahead.mul(this.learningRate).div(spread.add(${printNumber(epsilon)}))));`,
        ],
      };
    }
  }
}
