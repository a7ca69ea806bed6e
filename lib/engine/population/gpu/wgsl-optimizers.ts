import type { Optimizer } from "../../../experiment/experiment";

/** An optimizer of `lib/engine/optimizers.ts` in WGSL. */
export interface WgslRule {
  /** Those of its slots that the chosen settings use, by their place in the shared table. */
  slots: readonly { name: string; place: number }[];
  /** Numbers of each member, computed in float64: 1 − 0.999 has no digits left in float32. */
  settings: Readonly<Record<string, (optimizer: Optimizer) => number>>;
  /** Names for what `computeFactors` of the shared table gives for a step. */
  factors: readonly string[];
  /**
   * The body of `fn computeMove(gradient, memory) -> f32`, which gives the weight's move. It knows `rate`,
   * the settings as `member.name`, the factors as `factor.name`, the slots as `(*memory).name`.
   */
  body: string;
}

/** What of a setting the members share, since it changes the printed program. */
export interface RuleUse {
  /** Whether any member has a momentum. */
  usesMomentum: boolean;
}

export function getWgslRule(optimizer: Optimizer, use: RuleUse): WgslRule {
  switch (optimizer.name) {
    case "sgd":
      return sgd(optimizer.nesterov, use);
    case "rmsprop":
      return rmsprop(optimizer.centered, use);
    case "adagrad":
      return adagrad;
    case "adadelta":
      return adadelta;
    case "adam":
      return adam(optimizer.amsgrad);
    case "adamax":
      return adamax;
    case "nadam":
      return nadam;
  }
}

/** A number that every one of the optimizers in question has. */
function read(name: string): (optimizer: Optimizer) => number {
  return (optimizer) => (optimizer as unknown as Record<string, number>)[name] as number;
}

function readRest(name: string): (optimizer: Optimizer) => number {
  return (optimizer) => 1 - read(name)(optimizer);
}

const momentum = { momentum: read("momentum") };
const epsilon = { epsilon: read("epsilon") };
const averaged = { rho: read("rho"), rhoRest: readRest("rho"), ...epsilon };
const moments = { beta1Rest: readRest("beta1"), beta2Rest: readRest("beta2"), ...epsilon };

const sgd = (nesterov: boolean, { usesMomentum }: RuleUse): WgslRule => ({
  slots: usesMomentum ? [{ name: "velocity", place: 0 }] : [],
  settings: usesMomentum ? momentum : {},
  factors: [],
  body: usesMomentum
    ? `
let pull = rate * gradient;
if (member.momentum == 0.0) { return -pull; }
(*memory).velocity = member.momentum * (*memory).velocity - pull;
return ${nesterov ? "member.momentum * (*memory).velocity - pull" : "(*memory).velocity"};`
    : "return -rate * gradient;",
});

const rmsprop = (centered: boolean, { usesMomentum }: RuleUse): WgslRule => ({
  slots: [
    { name: "velocity", place: 0 },
    ...(centered ? [{ name: "average", place: 1 }] : []),
    ...(usesMomentum ? [{ name: "momentum", place: 2 }] : []),
  ],
  settings: { ...averaged, ...(usesMomentum ? momentum : {}) },
  factors: [],
  body: `
(*memory).velocity = member.rho * (*memory).velocity + member.rhoRest * (gradient * gradient);
${
  centered
    ? `(*memory).average = member.rho * (*memory).average + member.rhoRest * gradient;
let spread = max((*memory).velocity - (*memory).average * (*memory).average, 0.0);`
    : "let spread = (*memory).velocity;"
}
let step = rate * gradient / sqrt(spread + member.epsilon);
${
  usesMomentum
    ? `if (member.momentum == 0.0) { return -step; }
(*memory).momentum = member.momentum * (*memory).momentum + step;
return -(*memory).momentum;`
    : "return -step;"
}`,
});

const adagrad: WgslRule = {
  slots: [{ name: "accumulator", place: 0 }],
  settings: epsilon,
  factors: [],
  body: `
(*memory).accumulator = (*memory).accumulator + gradient * gradient;
return -rate * gradient / sqrt((*memory).accumulator + member.epsilon);`,
};

const adadelta: WgslRule = {
  slots: [
    { name: "accumulator", place: 0 },
    { name: "deltaAccumulator", place: 1 },
  ],
  settings: averaged,
  factors: [],
  body: `
(*memory).accumulator = member.rho * (*memory).accumulator + member.rhoRest * (gradient * gradient);
let delta = gradient * sqrt((*memory).deltaAccumulator + member.epsilon)
  / sqrt((*memory).accumulator + member.epsilon);
(*memory).deltaAccumulator = member.rho * (*memory).deltaAccumulator
  + member.rhoRest * (delta * delta);
return -rate * delta;`,
};

const firstMoment = "(*memory).m = (*memory).m + member.beta1Rest * (gradient - (*memory).m);";
const secondMoment =
  "(*memory).v = (*memory).v + member.beta2Rest * (gradient * gradient - (*memory).v);";

const adam = (amsgrad: boolean): WgslRule => ({
  slots: [
    { name: "m", place: 0 },
    { name: "v", place: 1 },
    ...(amsgrad ? [{ name: "vMax", place: 2 }] : []),
  ],
  settings: moments,
  factors: ["correction"],
  body: `
${firstMoment}
${secondMoment}
${amsgrad ? "(*memory).vMax = max((*memory).v, (*memory).vMax);" : ""}
return -rate * factor.correction * (*memory).m / (sqrt((*memory).${amsgrad ? "vMax" : "v"}) + member.epsilon);`,
});

const adamax: WgslRule = {
  slots: [
    { name: "m", place: 0 },
    { name: "u", place: 1 },
  ],
  settings: { beta1Rest: readRest("beta1"), beta2: read("beta2"), ...epsilon },
  factors: ["correction"],
  body: `
${firstMoment}
(*memory).u = max(member.beta2 * (*memory).u, abs(gradient));
return -rate * factor.correction * (*memory).m / ((*memory).u + member.epsilon);`,
};

const nadam: WgslRule = {
  slots: [
    { name: "m", place: 0 },
    { name: "v", place: 1 },
  ],
  settings: moments,
  factors: ["past", "present", "spread"],
  body: `
${firstMoment}
${secondMoment}
let m = factor.past * (*memory).m + factor.present * gradient;
return -rate * m / (sqrt(factor.spread * (*memory).v) + member.epsilon);`,
};
